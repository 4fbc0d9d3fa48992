// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/votes_changes.hpp"

#include <algorithm>
#include <map>

#include "entente/base/date.hpp"
#include "entente/base/parallel.hpp"

namespace entente::app {
namespace {

using Days = std::vector<std::optional<std::chrono::sys_days>>;

/// By roll call; none where its date is not known to the day.
Days days_of(const record::RollCallMatrix& matrix) {
  Days out;
  out.reserve(matrix.roll_calls().size());
  for (const record::RollCall& roll_call : matrix.roll_calls()) {
    const auto date = Date::parse(roll_call.date);
    const bool known = date && date->precision() == DatePrecision::Day;
    out.push_back(known ? std::optional(date->first_day()) : std::nullopt);
  }
  return out;
}

Result<VoterChanges> changes_of(const LoadedVotes& loaded, const Days& days, std::uint32_t voter,
                                const VotesChangesRequest& request, const CancelToken& cancel) {
  VoterChanges out;
  out.voter = voter;
  std::vector<positions::DatedReading> readings;
  std::map<std::chrono::sys_days, std::vector<std::string>> by_day;
  for (std::size_t r = 0; r < days.size(); ++r) {
    if (!days[r]) continue;
    const record::Vote vote = loaded.matrix.vote(voter, r);
    if (vote == record::Vote::Yes) ++out.votes.yes;
    if (vote == record::Vote::Abstain) ++out.votes.abstain;
    if (vote == record::Vote::No) ++out.votes.no;
    if (vote == record::Vote::Absent) ++out.votes.absent;
    if (vote == record::Vote::Absent || vote == record::Vote::Unrecorded) continue;
    readings.push_back(positions::reading_of_vote(vote, *days[r], request.noise));
    by_day[*days[r]].push_back(loaded.matrix.roll_calls()[r].id);
  }
  ENTENTE_TRY(out.found, positions::change_points(readings, request.options, cancel));
  out.roll_calls.reserve(by_day.size());
  for (auto& [day, ids] : by_day) out.roll_calls.push_back(std::move(ids));
  return out;
}

}  // namespace

Result<VotesChangesOutcome> votes_changes(const VotesChangesRequest& request,
                                          const Context& context) {
  VotesChangesOutcome out;
  ENTENTE_TRY(out.loaded, load_votes(request.votes, context));
  out.options = request.options;
  out.noise = request.noise;
  out.every_gap = request.every_gap;
  const Days days = days_of(out.loaded.matrix);
  out.undated = static_cast<std::size_t>(std::count(days.begin(), days.end(), std::nullopt));
  if (out.undated == days.size()) {
    return fail({ErrorKind::Missing,
                 "no roll call has a day",
                 {"", 0, "--rollcalls"},
                 "the day of each vote",
                 "",
                 "name a table with dates: --rollcalls FILE"});
  }
  out.voters.resize(out.loaded.voters.size());
  const ProgressStage stage = context.progress.stage("voters", out.voters.size());
  ENTENTE_CHECK(parallel_blocks(out.voters.size(), 1, 0, context.cancel, stage,
                                [&](std::size_t, std::size_t v, std::size_t) -> Result<void> {
                                  ENTENTE_TRY(out.voters[v],
                                              changes_of(out.loaded, days, out.loaded.voters[v],
                                                         request, context.cancel));
                                  return {};
                                }));
  return out;
}

}  // namespace entente::app
