// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/survey.hpp"

#include <algorithm>

#include "entente/app/files.hpp"
#include "entente/ingest/ingest.hpp"
#include "entente/positions/latest.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// Whether a row of the membership table holds on that day; what is not dated always does.
Result<bool> holds(const record::Table& memberships, std::size_t row, std::chrono::sys_days at) {
  const std::string_view from = memberships.cell(row, "from");
  const std::string_view until = memberships.cell(row, "until");
  if (!from.empty()) {
    ENTENTE_TRY(const Date date, Date::parse(from));
    if (date.first_day() > at) return false;
  }
  if (!until.empty()) {
    ENTENTE_TRY(const Date date, Date::parse(until));
    if (date.last_day() < at) return false;
  }
  return true;
}

Result<std::vector<ActorCode>> members_of(const Analysis& analysis, const std::string& group) {
  const record::Table& memberships = analysis.opened.study.table("membership");
  ENTENTE_CHECK(known_row(analysis.opened.study.table("actor"), group, "--group"));
  std::vector<ActorCode> out;
  for (std::size_t row = 0; row < memberships.rows(); ++row) {
    if (memberships.cell(row, "group") != group) continue;
    ENTENTE_TRY(const bool member, holds(memberships, row, analysis.at));
    if (member) out.push_back(analysis.snapshot.actor(memberships.cell(row, "actor")));
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Those of a group, else all states, of whom no statement counts on that day.
Result<std::vector<ActorCode>> nobody_coded(const Analysis& analysis, const std::string& group) {
  const record::Snapshot& snapshot = analysis.snapshot;
  std::vector<ActorCode> wanted;
  if (!group.empty()) {
    ENTENTE_TRY(wanted, members_of(analysis, group));
  } else {
    for (std::size_t a = 0; a < snapshot.actors.size(); ++a) {
      if (snapshot.actors.kind[a] == "state") wanted.emplace_back(a);
    }
  }
  const std::vector<ActorCode> coded = positions::other_actors(snapshot, analysis.at, {});
  std::erase_if(wanted, [&coded](ActorCode actor) {
    return std::find(coded.begin(), coded.end(), actor) != coded.end();
  });
  return wanted;
}

record::Table blank_sheet(const Analysis& analysis, const std::vector<ActorCode>& actors) {
  const record::Snapshot& snapshot = analysis.snapshot;
  record::Table sheet(record::table_schema("assessment"));
  const auto column = [&sheet](std::string_view name) { return *sheet.schema().column(name); };
  std::vector<std::string> cells(sheet.columns());
  for (const ActorCode actor : actors) {
    for (const IssueCode issue : analysis.issues) {
      cells[column("actor")] = snapshot.actors.id[actor.value()];
      cells[column("issue")] = snapshot.issues.id[issue.value()];
      cells[column("note")] = "claim: " + snapshot.issues.claim[issue.value()];
      sheet.append(std::span<const std::string>(cells));
    }
  }
  return sheet;
}

}  // namespace

Result<SurveyOutcome> survey_sheet(const SurveyRequest& request, const Context& context) {
  AnalysisRequest asked = request.analysis;
  const bool named = !asked.actors.empty();
  if (!named) asked.actors = {"all"};  // whoever is on record: only the study itself is needed
  ENTENTE_TRY(const Analysis analysis, analyse(asked, context));
  std::vector<ActorCode> actors = analysis.actors;
  if (!named) {
    ENTENTE_TRY(actors, nobody_coded(analysis, request.group));
  }
  if (actors.empty()) {
    return fail({ErrorKind::Missing,
                 "nobody is left to ask about: every one has been coded",
                 {},
                 "",
                 "",
                 "name the actors with --actors A,B"});
  }
  SurveyOutcome out;
  out.target = request.target;
  for (const ActorCode actor : actors) {
    out.actors.push_back(analysis.snapshot.actors.id[actor.value()]);
  }
  out.issues = analysis.issues.size();
  out.bytes = ingest::table_csv(blank_sheet(analysis, actors), true);
  if (request.target == "-") return out;
  ENTENTE_TRY([[maybe_unused]] const bool written,
              write_file(request.target, out.bytes,
                         request.force ? Overwrite::Different : Overwrite::Never));
  return out;
}

}  // namespace entente::app
