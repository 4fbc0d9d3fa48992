// SPDX-License-Identifier: GPL-3.0-or-later
// Whether and when a position changed: exact Bayesian segmentation of its dated readings (P.
// Fearnhead, "Exact and efficient Bayesian inference for multiple changepoint problems", Statistics
// and Computing 16, 2006, by its recursions, summed instead of sampled).
//
// Model. Between two days d years apart the position changes with probability 1 - exp(-rate d); as
// long as it does not change it is one theta ~ N(0, 1) on the probit scale, so that every share of
// the scale is as likely as any other. A reading Z = theta + sd e, e ~ N(0, 1), is only known to
// lie between two limits. Readings of one day belong together. All ways to place changes are
// summed: no draws, no start, no convergence. Pure functions, any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/roll_calls.hpp"

namespace entente::positions {

/// On the probit scale: low < Z <= high; -HUGE_VAL and HUGE_VAL where the scale has no end.
struct DatedReading {
  std::chrono::sys_days day;
  double low = 0;
  double high = 0;
  double sd = 1;  ///< > 0
};

/// A yes lies in the upper third of the scale, an abstention in the middle, a no below. Absences
/// are no readings: do not ask for them.
DatedReading reading_of_vote(record::Vote vote, std::chrono::sys_days day, double sd) noexcept;

struct ChangePointOptions {
  double rate = 0.05;  ///< changes a year expected before anything is read; above 0, at most 100
};

struct ChangePoints {
  std::vector<std::chrono::sys_days> days;  ///< with a reading, ascending
  std::vector<std::uint32_t> readings;      ///< by day
  std::vector<double> position;             ///< by day: mean share of the scale, 0 to 1
  std::vector<double> prior;                ///< by gap between a day and the next
  std::vector<double> probability;          ///< by gap, that the position changed there
  double prior_any = 0;                     ///< that it changed at all
  double any = 0;

  /// The gap with the greatest probability; of equals the first. There must be a gap.
  std::size_t likeliest() const noexcept;
  /// Posterior odds over prior odds of a change in a gap: what the readings say.
  double factor(std::size_t gap) const noexcept;
};

inline constexpr std::size_t most_change_days = 5000;

/// One day gives no gap, none an empty answer. Errors: Range (rate; a reading's limits or sd),
/// Limit (over most_change_days days), Cancelled. O(days^2): 0.01 s for 300 days, about 1 s for
/// 3,000.
Result<ChangePoints> change_points(std::span<const DatedReading> readings,
                                   const ChangePointOptions& options,
                                   const CancelToken& cancel = {});

const MethodCard& change_points_card();

}  // namespace entente::positions
