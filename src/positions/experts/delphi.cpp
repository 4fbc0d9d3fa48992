// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/positions/expert_pools.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::positions {
namespace {

/// Place of the level nearest to the median; of two as near the lower.
std::size_t best_place(std::span<const double> levels) {
  std::size_t best = 0;
  for (std::size_t l = 1; l < levels.size(); ++l) {
    if (std::fabs(levels[l] - 0.5) < std::fabs(levels[best] - 0.5)) best = l;
  }
  return best;
}

DelphiRound round_of(const record::ExpertPanel& panel, std::size_t item, std::uint32_t round,
                     std::size_t best) {
  DelphiRound out;
  out.round = round;
  std::vector<double> answers;
  for (std::size_t e = 0; e < panel.experts().size(); ++e) {
    const record::ExpertAnswer* answer = panel.answer(e, item, round);
    if (answer == nullptr) continue;
    answers.push_back(answer->quantiles[best]);
    if (!answer->reason.empty()) out.reasons.push_back(answer->reason);
  }
  std::sort(answers.begin(), answers.end());
  std::sort(out.reasons.begin(), out.reasons.end());
  out.n = static_cast<std::uint32_t>(answers.size());
  if (answers.empty()) return out;
  out.low = answers.front();
  out.quartile_1 = stats::quantile_of_sorted(answers, 0.25);
  out.median = stats::quantile_of_sorted(answers, 0.5);
  out.quartile_3 = stats::quantile_of_sorted(answers, 0.75);
  out.high = answers.back();
  return out;
}

DelphiState state_of(const std::vector<DelphiRound>& rounds, double tolerance) {
  if (rounds.size() < 2) return DelphiState::OneRound;
  const DelphiRound& last = rounds.back();
  const DelphiRound& before = rounds[rounds.size() - 2];
  const double allowed = tolerance * (rounds.front().high - rounds.front().low);
  const bool stable = std::fabs(last.median - before.median) <= allowed &&
                      std::fabs(last.spread() - before.spread()) <= allowed;
  return stable ? DelphiState::Stable : DelphiState::Moving;
}

}  // namespace

std::string_view to_string(DelphiState state) noexcept {
  switch (state) {
    case DelphiState::OneRound:
      return "one_round";
    case DelphiState::Moving:
      return "moving";
    case DelphiState::Stable:
      break;
  }
  return "stable";
}

std::vector<DelphiItem> delphi(const record::ExpertPanel& panel, double tolerance) {
  const std::size_t best = best_place(panel.levels());
  std::vector<DelphiItem> out(panel.items().size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (std::uint32_t round = 1; round <= panel.rounds(); ++round) {
      DelphiRound of_round = round_of(panel, i, round, best);
      if (of_round.n > 0) out[i].rounds.push_back(std::move(of_round));
    }
    out[i].state = state_of(out[i].rounds, tolerance);
  }
  return out;
}

}  // namespace entente::positions
