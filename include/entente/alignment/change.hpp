// SPDX-License-Identifier: GPL-3.0-or-later
// What changed: whether actors drift, and whether apart; who contradicts what he said before; and
// whether a group that meets more agrees more. Pure functions over immutable columns, any thread;
// the same for a seed.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/positions/statement_model.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/stats/interval.hpp"

namespace entente::alignment {

/// An actor's statement against what it last said on the same issue.
struct Contradiction {
  ActorCode actor;
  IssueCode issue;
  StatementCode earlier;
  StatementCode later;
  int months = 0;  ///< full months from the last day of the earlier to the first of the later; 0
                   ///< where one begins before the other has ended
  /// Whether somebody held office for the actor on the earlier's last day and all who did had left
  /// by the later's first: another government speaks.
  bool offices_ended = false;
};

/// Of statements that count at `at`, by first day, then the study's order, without those of stance
/// 0: neighbours on opposite sides of 0. By actor, then issue, then day. O(statements log
/// statements).
std::vector<Contradiction> contradictions(const record::Snapshot& snapshot,
                                          std::chrono::sys_days at,
                                          const std::vector<ActorCode>& actors,
                                          const std::vector<IssueCode>& issues);

/// One cell between two days.
struct Drift {
  ActorCode actor;
  IssueCode issue;
  double before = 0;  ///< means of the positions
  double after = 0;
  double moved = 0;  ///< after - before
  stats::Interval central_80;
  double chance = 0;  ///< of having moved by half a step or more, the way it did in the mean
  /// By how much farther it stands from the mean of the other actors than before; absent where no
  /// other is known on both days.
  std::optional<double> apart;
  double apart_chance = 0;                ///< of a distance that grew by a quarter step or more
  std::vector<StatementCode> statements;  ///< of `after` that were not there before
};

/// Of cells with a position of their own on both days: `then` and `now` are models of two days that
/// kept their draws, as many. Draws of the two are taken as independent, which they are not: what
/// both rest on errs alike, so that intervals are wide rather than narrow. Most surely moved first.
/// Errors: Range (models without draws or of another number). O(cells x draws x actors).
Result<std::vector<Drift>> drifts(const positions::StatementModel& then,
                                  const positions::StatementModel& now,
                                  const std::vector<ActorCode>& actors,
                                  const std::vector<IssueCode>& issues);

/// One year of a group.
struct AlignmentYear {
  int year = 0;
  std::vector<EngagementCode> engagements;   ///< in which two of the group or more take part
  std::size_t cells = 0;                     ///< pairs of actors on issues, both known at its end
  std::optional<stats::Estimate> agreement;  ///< absent without a cell
  std::size_t same_cells = 0;                ///< of them, also known a year before
  std::optional<stats::Estimate> change;     ///< on those alone: nothing that only joined counts
};

struct AlignmentYearsOptions {
  std::chrono::sys_days at;  ///< the last year ends here
  std::uint32_t replicates = 2000;
  double level = 0.95;
  std::uint64_t seed = 1;
};

/// From the first year at whose end two actors are known on one issue. Agreement of a cell is 1 -
/// |x - y| / 4, x and y latest stances at the year's end; over cells the mean. Intervals by
/// weighing issues with standard exponentials (the Bayesian bootstrap of D. B. Rubin, Annals of
/// Statistics 9, 1981): issues are taken as a sample of those that could be compared. Errors: as
/// latest_positions; Range (fewer than two actors). O(years x (statements + issues x actors^2 +
/// replicates x issues)).
Result<std::vector<AlignmentYear>> alignment_years(const record::Snapshot& snapshot,
                                                   const std::vector<ActorCode>& actors,
                                                   const std::vector<IssueCode>& issues,
                                                   const AlignmentYearsOptions& options);

}  // namespace entente::alignment
