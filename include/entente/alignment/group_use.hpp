// SPDX-License-Identifier: GPL-3.0-or-later
// How the members of a group use it: as a strategic asset, or as a platform for information and
// coordination, and how that changes. Each pole is one or several claims of the study; the gauge is
// how far the members stand nearer to the one than to the other. Pure functions over immutable
// columns, any thread; the same for a seed.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/base/result.hpp"
#include "entente/positions/statement_model.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/stats/interval.hpp"

namespace entente::alignment {

struct UsePoles {
  std::vector<IssueCode> strategic;
  std::vector<IssueCode> tactical;
};

/// Of the group, or of one member, at a day. Mean positions from -2 (opposes) to 2 (supports) with
/// central intervals at `level`; n counts statements. Absent where nobody is on record: no pole is
/// taken for neutral.
struct GroupUse {
  std::optional<stats::Estimate> strategic;
  std::optional<stats::Estimate> tactical;
  /// (strategic - tactical) / 4, -1 wholly tactical, 1 wholly strategic; of members known at both.
  std::optional<stats::Estimate> gauge;
  double chance_strategic = 0;     ///< share of draws with a gauge above 0; 0 where there is none
  std::vector<ActorCode> members;  ///< of the gauge
  std::vector<StatementCode> statements;  ///< of both poles, in the study's order
};

struct GroupUseDay {
  std::chrono::sys_days day;
  GroupUse group;
  std::vector<GroupUse> actors;  ///< one a member, as asked
};

struct GroupUseOptions {
  positions::StatementModelOptions model;  ///< its day is set
  double level = 0.8;
};

/// One entry a day. Members and claims of a pole count alike; only positions with statements of
/// their own count, none that is a guess. Errors: Range (no member, a pole without a claim, the
/// level), and those of statement_positions. O(days x statement_positions).
Result<std::vector<GroupUseDay>> group_use(
    const record::Snapshot& snapshot, const std::vector<ActorCode>& members, const UsePoles& poles,
    const std::vector<std::chrono::sys_days>& days, const GroupUseOptions& options,
    const CancelToken& cancel = {}, const Progress& progress = {});

}  // namespace entente::alignment
