// SPDX-License-Identifier: GPL-3.0-or-later
// Whether and when voters changed how they vote. Thread rule: as of files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/votes.hpp"
#include "entente/positions/change_points.hpp"

namespace entente::app {

struct VotesChangesRequest {
  VotesRequest votes;
  positions::ChangePointOptions options;
  double noise = 0.5;      ///< sd of a vote about the voter's position, on the probit scale
  bool every_gap = false;  ///< show all gaps, not the likeliest of each voter alone
};
struct VoterChanges {
  std::uint32_t voter = 0;  ///< place in the matrix
  record::Tally votes;
  positions::ChangePoints found;
  std::vector<std::vector<std::string>> roll_calls;  ///< ids, by day of `found`
};
struct VotesChangesOutcome {
  LoadedVotes loaded;
  std::vector<VoterChanges> voters;  ///< as asked for; those without a dated vote have no day
  std::size_t undated = 0;           ///< roll calls without a day, which are left out
  positions::ChangePointOptions options;
  double noise = 0.5;
  bool every_gap = false;
};
/// Errors: those of load_votes and positions::change_points; Missing (no roll call has a day).
/// O(voters x days^2), one voter a thread.
Result<VotesChangesOutcome> votes_changes(const VotesChangesRequest& request,
                                          const Context& context);

}  // namespace entente::app
