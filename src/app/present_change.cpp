// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/app/change.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::AlignmentYear;
using alignment::Contradiction;
using alignment::Drift;

constexpr std::size_t most_drifts_shown = 15;
constexpr double worth_telling = 0.5;  ///< chance of having moved
constexpr double worth_warning = 0.8;  ///< chance of having moved apart

std::string signed_text(double value, int digits) {
  const std::string text = fixed_text(value, digits);
  return value > 0 ? "+" + text : text;
}

std::string range_text(const stats::Interval& interval) {
  return signed_text(interval.low, 2) + " to " + signed_text(interval.high, 2);
}

const std::string& actor_id(const ChangeOutcome& outcome, ActorCode actor) {
  return outcome.analysis.snapshot.actors.id[actor.value()];
}

/// Those that said something new and more likely moved than not; all for machines. What nobody
/// spoke of since cannot have been seen to move: its estimate only follows the others and time.
std::vector<const Drift*> shown_drifts(const ChangeOutcome& outcome, bool all) {
  std::vector<const Drift*> out;
  for (const Drift& drift : outcome.drifts) {
    const bool moved = drift.chance >= worth_telling && !drift.statements.empty();
    if (all || moved) out.push_back(&drift);
  }
  if (!all && out.size() > most_drifts_shown) out.resize(most_drifts_shown);
  return out;
}

Rows drift_rows(const ChangeOutcome& outcome, bool for_people) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"actor", "issue", "code", "before", "after", "moved"}};
  auto& head = rows.front();
  if (for_people) {
    head.insert(head.end(), {"80 %", "chance", "apart", "chance", "newly said"});
  } else {
    head.insert(head.end(), {"low_80", "high_80", "chance", "apart", "apart_chance", "statements"});
  }
  for (const Drift* drift : shown_drifts(outcome, !for_people)) {
    const std::size_t issue = drift->issue.value();
    rows.push_back({actor_id(outcome, drift->actor), snapshot.issues.id[issue],
                    snapshot.issues.code[issue], signed_text(drift->before, 2),
                    signed_text(drift->after, 2), signed_text(drift->moved, 2)});
    if (for_people) {
      rows.back().push_back(range_text(drift->central_80));
    } else {
      rows.back().insert(rows.back().end(), {signed_text(drift->central_80.low, 2),
                                             signed_text(drift->central_80.high, 2)});
    }
    rows.back().push_back(fixed_text(drift->chance, 2));
    rows.back().push_back(drift->apart ? signed_text(*drift->apart, 2) : "");
    rows.back().push_back(drift->apart ? fixed_text(drift->apart_chance, 2) : "");
    rows.back().push_back(
        joined(statement_ids(snapshot, drift->statements), for_people ? ", " : ";"));
  }
  return rows;
}

std::string estimate_cell(const std::optional<stats::Estimate>& estimate, bool with_sign) {
  if (!estimate) return "";
  return (with_sign ? signed_text(estimate->value, 2) : fixed_text(estimate->value, 2)) + " " +
         interval_text(estimate, 2);
}

Rows year_rows(const ChangeOutcome& outcome) {
  Rows rows = {{"year", "met", "agreement", "cells", "change on the same", "cells"}};
  for (const AlignmentYear& year : outcome.years) {
    rows.push_back({std::to_string(year.year), std::to_string(year.engagements.size()),
                    estimate_cell(year.agreement, false), std::to_string(year.cells),
                    estimate_cell(year.change, true), std::to_string(year.same_cells)});
  }
  return rows;
}

std::string contradiction_text(const ChangeOutcome& outcome, const Contradiction& one) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const auto said = [&snapshot](StatementCode statement) {
    const std::size_t s = statement.value();
    return signed_text(snapshot.statements.stance[s], 0) + " (" +
           snapshot.statements.date[s].text() + ", " +
           statement_ids(snapshot, {statement}).front() + ")";
  };
  std::string out = "  " + actor_id(outcome, one.actor) + " on " +
                    snapshot.issues.id[one.issue.value()] + " " +
                    snapshot.issues.code[one.issue.value()] + ": " + said(one.earlier) + ", then " +
                    said(one.later) + ", ";
  out += one.months == 0 ? "within a month" : counted(std::size_t(one.months), "month") + " later";
  out += one.offices_ended ? ", another government speaking" : "";
  return out + ". [" + joined(statement_evidence(snapshot, {one.earlier, one.later}), ", ") + "]\n";
}

/// Who drifts away from the others, surely enough to look.
std::string warning_text(const ChangeOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  std::vector<std::string> words;
  for (const Drift& drift : outcome.drifts) {
    if (!drift.apart || drift.apart_chance < worth_warning || drift.statements.empty()) continue;
    words.push_back(actor_id(outcome, drift.actor) + " on " +
                    snapshot.issues.code[drift.issue.value()] + " (" +
                    signed_text(*drift.apart, 2) + ")");
  }
  return words.empty() ? "Nobody drifts away from the others for sure.\n"
                       : "Drifting away from the others: " + joined(words, ", ") + ".\n";
}

std::vector<record::Dispute> change_disputes(const ChangeOutcome& outcome) {
  std::vector<StatementCode> statements;
  for (const Drift* drift : shown_drifts(outcome, false)) {
    statements.insert(statements.end(), drift->statements.begin(), drift->statements.end());
  }
  for (const Contradiction& one : outcome.contradictions) {
    statements.insert(statements.end(), {one.earlier, one.later});
  }
  return contested(outcome.analysis.opened.study,
                   statement_data(outcome.analysis.snapshot, statements));
}

std::string change_text(const ChangeOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const std::string span = day_text(outcome.since) + " and " + day_text(outcome.analysis.at);
  const Rows drifts = drift_rows(outcome, true);
  std::string out = "Moved between " + span + "\n";
  out += drifts.size() > 1 ? aligned(drifts) : std::string("nobody, more likely than not\n");
  out += "\n" + warning_text(outcome) + "\nSaid the opposite of what was said before\n";
  for (const Contradiction& one : outcome.contradictions) out += contradiction_text(outcome, one);
  if (outcome.contradictions.empty()) out += "  nobody on record\n";
  out += "\nHow often two and more of " +
         joined(actor_ids(snapshot, outcome.analysis.actors), ", ") +
         " met, and how far they agreed at the end of the year\n" + aligned(year_rows(outcome));
  out +=
      "\nchance: of having moved by half a step or more, and of standing a quarter step or more "
      "farther from the others; of " +
      counted(outcome.drifts.size(), "cell") +
      " known on both days those of which something new was said and that more likely moved than "
      "not. Agreement: 1 - distance / 4 over "
      "pairs and issues, 95 % intervals over issues; the change only on what was known a year "
      "before.\n";
  return out + disputes_text(change_disputes(outcome));
}

Json drift_json(const ChangeOutcome& outcome, const Drift& drift) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out{{"actor", actor_id(outcome, drift.actor)},
           {"issue", snapshot.issues.id[drift.issue.value()]},
           {"before", drift.before},
           {"after", drift.after},
           {"moved", drift.moved},
           {"low_80", drift.central_80.low},
           {"high_80", drift.central_80.high},
           {"chance", drift.chance}};
  out["apart"] = drift.apart ? Json(*drift.apart) : Json(nullptr);
  out["apart_chance"] = drift.apart ? Json(drift.apart_chance) : Json(nullptr);
  out["statements"] = statement_ids(snapshot, drift.statements);
  out["evidence"] = statement_evidence(snapshot, drift.statements);
  return out;
}

Json change_json(const ChangeOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json json{{"method", "change"},
            {"since", day_text(outcome.since)},
            {"at", day_text(outcome.analysis.at)},
            {"actors", actor_ids(snapshot, outcome.analysis.actors)},
            {"draws", outcome.draws},
            {"seed", outcome.seed}};
  json["drifts"] = Json::array();
  for (const Drift& drift : outcome.drifts) json["drifts"].push_back(drift_json(outcome, drift));
  json["contradictions"] = Json::array();
  for (const Contradiction& one : outcome.contradictions) {
    json["contradictions"].push_back(
        Json{{"actor", actor_id(outcome, one.actor)},
             {"issue", snapshot.issues.id[one.issue.value()]},
             {"earlier", statement_ids(snapshot, {one.earlier}).front()},
             {"later", statement_ids(snapshot, {one.later}).front()},
             {"months", one.months},
             {"offices_ended", one.offices_ended},
             {"evidence", statement_evidence(snapshot, {one.earlier, one.later})}});
  }
  json["years"] = Json::array();
  for (const AlignmentYear& year : outcome.years) {
    Json met = Json::array();
    for (const EngagementCode code : year.engagements) {
      met.push_back(
          std::string(outcome.analysis.opened.study.table("engagement").cell(code.value(), "id")));
    }
    json["years"].push_back(Json{{"year", year.year},
                                 {"engagements", std::move(met)},
                                 {"agreement", optional_estimate_json(year.agreement)},
                                 {"cells", year.cells},
                                 {"change", optional_estimate_json(year.change)},
                                 {"same_cells", year.same_cells}});
  }
  json["disputes"] = disputes_json(change_disputes(outcome));
  return json;
}

}  // namespace

Presentation present(const ChangeOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(change_json(outcome));
  if (view == View::Table) out.rows = drift_rows(outcome, false);
  if (view == View::Text) out.text = change_text(outcome);
  return out;
}

}  // namespace entente::app
