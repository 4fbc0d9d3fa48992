// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/alignment/change.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::alignment {
namespace {

constexpr double half_step = 0.5;
constexpr double quarter_step = 0.25;
constexpr double lower_tail = 0.1;
constexpr double upper_tail = 0.9;

Error unfit_models() {
  return {ErrorKind::Range,
          "positions of two days cannot be compared",
          {},
          "as many draws of both",
          "",
          "please report this"};
}

/// An actor's draws on an issue on both days.
struct BothDays {
  ActorCode actor;
  std::span<const float> then;
  std::span<const float> now;
  const positions::PositionEstimate* before = nullptr;
  const positions::PositionEstimate* after = nullptr;
};

std::vector<BothDays> known_on_both(const positions::StatementModel& then,
                                    const positions::StatementModel& now, IssueCode issue,
                                    const std::vector<ActorCode>& actors) {
  std::vector<BothDays> out;
  for (const ActorCode actor : actors) {
    const auto* before = then.at(actor, issue);
    const auto* after = now.at(actor, issue);
    if (before == nullptr || after == nullptr || before->inferred || after->inferred) continue;
    out.push_back({actor, then.draws_of(*before), now.draws_of(*after), before, after});
  }
  return out;
}

/// Distance of one from the mean of the others, in one draw of one day.
double distance_of(const std::vector<BothDays>& all, std::size_t one, std::size_t draw,
                   std::span<const float> BothDays::*day) {
  double sum = 0;
  for (std::size_t other = 0; other < all.size(); ++other) {
    if (other != one) sum += static_cast<double>((all[other].*day)[draw]);
  }
  const double mean = sum / static_cast<double>(all.size() - 1);
  return std::abs(static_cast<double>((all[one].*day)[draw]) - mean);
}

void measure_move(const BothDays& cell, Drift& out) {
  std::vector<double> moves;
  moves.reserve(cell.now.size());
  double sum = 0;
  for (std::size_t d = 0; d < cell.now.size(); ++d) {
    moves.push_back(static_cast<double>(cell.now[d]) - static_cast<double>(cell.then[d]));
    sum += moves.back();
  }
  const auto draws = static_cast<double>(moves.size());
  out.moved = sum / draws;
  const auto far = std::count_if(moves.begin(), moves.end(), [&out](double move) {
    return out.moved < 0 ? move <= -half_step : move >= half_step;
  });
  out.chance = static_cast<double>(far) / draws;
  std::sort(moves.begin(), moves.end());
  out.central_80 = {stats::quantile_of_sorted(moves, lower_tail),
                    stats::quantile_of_sorted(moves, upper_tail)};
}

void measure_apart(const std::vector<BothDays>& all, std::size_t one, Drift& out) {
  if (all.size() < 2) return;
  const std::size_t draws = all[one].now.size();
  double sum = 0;
  std::size_t grown = 0;
  for (std::size_t d = 0; d < draws; ++d) {
    const double by =
        distance_of(all, one, d, &BothDays::now) - distance_of(all, one, d, &BothDays::then);
    sum += by;
    grown += by >= quarter_step ? 1 : 0;
  }
  out.apart = sum / static_cast<double>(draws);
  out.apart_chance = static_cast<double>(grown) / static_cast<double>(draws);
}

Drift drift_of(const std::vector<BothDays>& all, std::size_t one, IssueCode issue) {
  const BothDays& cell = all[one];
  Drift out;
  out.actor = cell.actor;
  out.issue = issue;
  out.before = cell.before->mean;
  out.after = cell.after->mean;
  measure_move(cell, out);
  measure_apart(all, one, out);
  const auto& old = cell.before->statements;
  for (const StatementCode statement : cell.after->statements) {
    if (std::find(old.begin(), old.end(), statement) == old.end()) {
      out.statements.push_back(statement);
    }
  }
  return out;
}

}  // namespace

Result<std::vector<Drift>> drifts(const positions::StatementModel& then,
                                  const positions::StatementModel& now,
                                  const std::vector<ActorCode>& actors,
                                  const std::vector<IssueCode>& issues) {
  std::vector<Drift> out;
  if (then.estimates.empty() || now.estimates.empty()) return out;
  const bool kept = !then.positions.empty() && !now.positions.empty();
  if (!kept || then.draws != now.draws) return fail(unfit_models());
  for (const IssueCode issue : issues) {
    const std::vector<BothDays> all = known_on_both(then, now, issue, actors);
    for (std::size_t one = 0; one < all.size(); ++one) out.push_back(drift_of(all, one, issue));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Drift& a, const Drift& b) { return a.chance > b.chance; });
  return out;
}

}  // namespace entente::alignment
