// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>

#include "entente/alignment/coalitions.hpp"
#include "entente/base/text.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t most_voters = 24;

struct WinningSet {
  std::uint32_t set = 0;
  double weight = 0;
};

}  // namespace

Result<std::vector<std::vector<std::uint32_t>>> minimal_winning(std::span<const double> weights,
                                                                double quota, std::size_t most) {
  const bool sound = std::all_of(weights.begin(), weights.end(), [](double weight) {
    return std::isfinite(weight) && weight >= 0;
  });
  if (!sound || !(quota > 0) || !std::isfinite(quota)) {
    return fail({ErrorKind::Range,
                 "weights or a quota that cannot be",
                 {"", 0, "quota"},
                 "weights 0 or more, a quota above 0",
                 number_text(quota),
                 "correct them"});
  }
  if (weights.size() > most_voters) {
    return fail({ErrorKind::Limit,
                 "too many players for all coalitions",
                 {"", 0, "weights"},
                 "at most 24",
                 std::to_string(weights.size()),
                 "take fewer actors"});
  }
  const auto sets = static_cast<std::uint32_t>(std::size_t{1} << weights.size());
  std::vector<WinningSet> found;
  for (std::uint32_t set = 1; set < sets; ++set) {
    double weight = 0;
    double least = HUGE_VAL;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      weight += weights[i];
      least = std::min(least, weights[i]);
    }
    if (weight >= quota && weight - least < quota) found.push_back({set, weight});
  }
  std::stable_sort(found.begin(), found.end(), [](const WinningSet& a, const WinningSet& b) {
    if (a.weight != b.weight) return a.weight < b.weight;
    return std::popcount(a.set) < std::popcount(b.set);
  });
  if (found.size() > most) found.resize(most);
  std::vector<std::vector<std::uint32_t>> out;
  out.reserve(found.size());
  for (const WinningSet& one : found) {
    auto& members = out.emplace_back();
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
      if ((one.set >> i & 1U) != 0) members.push_back(i);
    }
  }
  return out;
}

std::vector<double> bridging(const HedonicGame& game) {
  const std::size_t n = game.players;
  std::vector<double> out(n, 0);
  if (n < 3) return out;
  const auto tie = [&](std::size_t i, std::size_t j) {
    return (game.value[i * n + j] + game.value[j * n + i]) / 2;
  };
  const std::size_t others = (n - 1) * (n - 2) / 2;  // one of the factors is even
  const auto pairs = static_cast<double>(others);
  for (std::size_t b = 0; b < n; ++b) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = i + 1; j < n; ++j) {
        if (i == b || j == b) continue;
        out[b] += std::max(0.0, std::min(tie(i, b), tie(j, b)) - tie(i, j)) / pairs;
      }
    }
  }
  return out;
}

}  // namespace entente::alignment
