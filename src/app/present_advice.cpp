// SPDX-License-Identifier: GPL-3.0-or-later
#include "present_advice.hpp"

#include <algorithm>

#include "contested.hpp"
#include "entente/app/advice.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using advise::Advice;
using advise::Answer;
using advise::RuleAnswer;

std::string short_number(double value) {
  const std::string text = fixed_text(value, 2);
  return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

Rows agenda_rows(const AgendaOutcome& outcome, bool for_people) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"rank", "issue", "code", "mean", "range", "least_salience", "salience_missing"}};
  rows.front().emplace_back(for_people ? "claim" : "statements");
  std::size_t rank = 0;
  for (const advise::AgendaEntry& entry : outcome.entries) {
    const std::size_t issue = entry.issue.value();
    rows.push_back({std::to_string(++rank), snapshot.issues.id[issue], snapshot.issues.code[issue],
                    fixed_text(entry.mean, 2), short_number(entry.range),
                    entry.least_salience ? std::to_string(*entry.least_salience) : "",
                    joined(actor_ids(snapshot, entry.salience_missing), for_people ? ", " : ";"),
                    for_people ? snapshot.issues.claim[issue]
                               : joined(statement_ids(snapshot, entry.statements), ";")});
  }
  return rows;
}

bool wanted(const AdviceOutcome& outcome, std::size_t row) {
  const auto& issues = outcome.analysis.issues;
  return std::find(issues.begin(), issues.end(), outcome.matrix.issues[row]) != issues.end();
}

/// Disputes that concern a statement behind one of the goals.
std::vector<record::Dispute> agenda_disputes(const AgendaOutcome& outcome) {
  std::vector<std::string> data;
  for (const advise::AgendaEntry& entry : outcome.entries) {
    const auto part = statement_data(outcome.analysis.snapshot, entry.statements);
    data.insert(data.end(), part.begin(), part.end());
  }
  return contested(outcome.analysis.opened.study, data);
}

/// The same of the advice that is shown.
std::vector<record::Dispute> advice_disputes(const AdviceOutcome& outcome) {
  std::vector<std::string> data;
  for (std::size_t row = 0; row < outcome.advice.size(); ++row) {
    if (!wanted(outcome, row)) continue;
    for (std::size_t a = 0; a < outcome.matrix.actors.size(); ++a) {
      const auto part =
          statement_data(outcome.analysis.snapshot, outcome.matrix.cell(row, a).statements);
      data.insert(data.end(), part.begin(), part.end());
    }
  }
  return contested(outcome.analysis.opened.study, data);
}

Json agenda_json(const AgendaOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json json{{"method", "common-agenda"}, {"at", outcome.analysis.at_text}};
  json["actors"] = actor_ids(snapshot, outcome.matrix.actors);
  json["agenda"] = Json::array();
  for (const advise::AgendaEntry& entry : outcome.entries) {
    const std::size_t issue = entry.issue.value();
    Json item{{"issue", snapshot.issues.id[issue]},
              {"code", snapshot.issues.code[issue]},
              {"mean", entry.mean},
              {"range", entry.range}};
    item["least_salience"] = entry.least_salience ? Json(*entry.least_salience) : Json(nullptr);
    item["salience_missing"] = actor_ids(snapshot, entry.salience_missing);
    item["statements"] = statement_ids(snapshot, entry.statements);
    item["evidence"] = statement_evidence(snapshot, entry.statements);
    json["agenda"].push_back(std::move(item));
  }
  json["disputes"] = disputes_json(agenda_disputes(outcome));
  return json;
}

/// What to do, in words; empty reasons are left to the rules.
std::string advice_words(const AdviceOutcome& outcome, Advice advice) {
  switch (advice) {
    case Advice::Group:
      return "take it up as a group";
    case Advice::TrackOneFiveOrBilateral:
      return "Track 1.5 first" +
             (outcome.informal_option.empty() ? std::string()
                                              : " (option " + outcome.informal_option + ")") +
             ", or bilaterally";
    case Advice::Bilateral:
      return "take it up bilaterally";
    case Advice::NoCase:
      return "no case for a format of its own";
    case Advice::CannotTell:
      break;
  }
  return "cannot be told";
}

std::string condition_of(const AdviceOutcome& outcome, const std::string& rule) {
  for (const advise::StudyRule& known : outcome.study_rules) {
    if (known.id == rule) return known.condition;
  }
  return {};
}

std::string rule_sentence(const AdviceOutcome& outcome, const RuleAnswer& answer) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const std::string condition = condition_of(outcome, answer.rule);
  std::string out = "  " + answer.rule;
  if (!condition.empty()) out += " (" + condition + ")";
  out += answer.answer == Answer::CannotTell ? " " : " is ";
  out += std::string(advise::to_string(answer.answer)) + ": " + answer.reason + ".";
  if (!answer.statements.empty()) {
    out += " [" + joined(statement_ids(snapshot, answer.statements), ", ") + "; " +
           joined(statement_evidence(snapshot, answer.statements), ", ") + "]";
  }
  return out + "\n";
}

/// One issue in sentences that name rule, data and evidence.
std::string issue_text(const AdviceOutcome& outcome, std::size_t row) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const advise::FormatAdvice& advice = outcome.advice[row];
  const std::size_t issue = advice.issue.value();
  std::string out = snapshot.issues.id[issue] + " " + snapshot.issues.code[issue] + ": " +
                    advice_sentence(outcome, advice);
  out += ".\n  Claim: " + snapshot.issues.claim[issue] + ".\n";
  for (std::size_t r = 0; r < outcome.rules.rules.size(); ++r) {
    out += rule_sentence(outcome, outcome.rules.answer(row, r));
  }
  std::vector<std::string> stale;
  for (std::size_t a = 0; a < outcome.matrix.actors.size(); ++a) {
    if (outcome.matrix.cell(row, a).stale) {
      stale.push_back(snapshot.actors.id[outcome.matrix.actors[a].value()]);
    }
  }
  if (!stale.empty()) {
    out += "  Weak point: the last word of " + joined(stale, ", ") +
           " is old, or its speaker has left office.\n";
  }
  return out;
}

std::string_view mark_of(Answer answer) {
  if (answer == Answer::Met) return "met";
  return answer == Answer::NotMet ? "-" : "?";
}

std::string overview_text(const AdviceOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"issue", "code"}};
  rows.front().insert(rows.front().end(), outcome.rules.rules.begin(), outcome.rules.rules.end());
  rows.front().emplace_back("advice");
  for (std::size_t row = 0; row < outcome.advice.size(); ++row) {
    const std::size_t issue = outcome.matrix.issues[row].value();
    rows.push_back({snapshot.issues.id[issue], snapshot.issues.code[issue]});
    for (std::size_t r = 0; r < outcome.rules.rules.size(); ++r) {
      rows.back().emplace_back(mark_of(outcome.rules.answer(row, r).answer));
    }
    rows.back().push_back(advice_words(outcome, outcome.advice[row].advice));
  }
  std::string out = aligned(rows);
  out += "\n- not met, ? cannot be told; a stake is a salience of " +
         std::to_string(outcome.rules.salience_threshold) + " or more. --issue ID gives reasons.\n";
  if (!outcome.rules.framework.empty()) out += "\nFor the group as a whole:\n";
  for (const RuleAnswer& answer : outcome.rules.framework) out += rule_sentence(outcome, answer);
  return out;
}

Rows missing_rows(const AdviceOutcome& outcome, std::size_t most) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"find out", "of", "issue", "code", "now", "could become", "rules it decides"}};
  for (const advise::MissingCell& cell : outcome.missing) {
    if (!wanted(outcome, cell.issue_row)) continue;
    if (rows.size() > most) break;
    std::vector<std::string> could;
    could.reserve(cell.could_be.size());
    for (const Advice advice : cell.could_be) could.emplace_back(advise::to_string(advice));
    const std::size_t issue = cell.gap.issue.value();
    rows.push_back({std::string(advise::to_string(cell.gap.what)),
                    snapshot.actors.id[cell.gap.actor.value()], snapshot.issues.id[issue],
                    snapshot.issues.code[issue], std::string(advise::to_string(cell.now)),
                    joined(could, ";"), std::to_string(cell.rules)});
  }
  return rows;
}

Json answer_json(const AdviceOutcome& outcome, const RuleAnswer& answer) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out{{"rule", answer.rule},
           {"condition", condition_of(outcome, answer.rule)},
           {"answer", advise::to_string(answer.answer)},
           {"reason", answer.reason}};
  out["missing"] = Json::array();
  for (const advise::Gap& gap : answer.gaps) {
    out["missing"].push_back(Json{{"issue", snapshot.issues.id[gap.issue.value()]},
                                  {"actor", snapshot.actors.id[gap.actor.value()]},
                                  {"what", advise::to_string(gap.what)}});
  }
  out["statements"] = statement_ids(snapshot, answer.statements);
  out["evidence"] = statement_evidence(snapshot, answer.statements);
  return out;
}

Json advice_json(const AdviceOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json json{{"method", "format-rules"}, {"at", outcome.analysis.at_text}};
  json["actors"] = actor_ids(snapshot, outcome.matrix.actors);
  json["salience_threshold"] = outcome.rules.salience_threshold;
  json["group"] = Json::array();
  for (const RuleAnswer& answer : outcome.rules.framework) {
    json["group"].push_back(answer_json(outcome, answer));
  }
  json["issues"] = Json::array();
  for (std::size_t row = 0; row < outcome.advice.size(); ++row) {
    if (!wanted(outcome, row)) continue;
    const advise::FormatAdvice& advice = outcome.advice[row];
    Json item{{"issue", snapshot.issues.id[advice.issue.value()]},
              {"code", snapshot.issues.code[advice.issue.value()]},
              {"advice", advise::to_string(advice.advice)},
              {"words", advice_words(outcome, advice.advice)},
              {"on", advice.rules_met},
              {"reason", advice.reason}};
    item["rules"] = Json::array();
    for (std::size_t r = 0; r < outcome.rules.rules.size(); ++r) {
      item["rules"].push_back(answer_json(outcome, outcome.rules.answer(row, r)));
    }
    json["issues"].push_back(std::move(item));
  }
  json["disputes"] = disputes_json(advice_disputes(outcome));
  json["find_out_next"] = Json::array();
  const Rows rows = missing_rows(outcome, outcome.missing.size());
  for (std::size_t i = 1; i < rows.size(); ++i) {
    json["find_out_next"].push_back(Json{{"what", rows[i][0]},
                                         {"actor", rows[i][1]},
                                         {"issue", rows[i][2]},
                                         {"now", rows[i][4]},
                                         {"could_become", rows[i][5]},
                                         {"rules", rows[i][6]}});
  }
  return json;
}

/// One row an issue, one column a rule: as the golden tables have it.
Rows advice_rows(const AdviceOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"issue", "code", "advice", "on"}};
  rows.front().insert(rows.front().end(), outcome.rules.rules.begin(), outcome.rules.rules.end());
  rows.front().emplace_back("statements");
  for (std::size_t row = 0; row < outcome.advice.size(); ++row) {
    if (!wanted(outcome, row)) continue;
    const advise::FormatAdvice& advice = outcome.advice[row];
    const std::size_t issue = advice.issue.value();
    rows.push_back({snapshot.issues.id[issue], snapshot.issues.code[issue],
                    std::string(advise::to_string(advice.advice)), joined(advice.rules_met, ";")});
    for (std::size_t r = 0; r < outcome.rules.rules.size(); ++r) {
      rows.back().emplace_back(advise::to_string(outcome.rules.answer(row, r).answer));
    }
    rows.back().push_back(joined(statement_ids(snapshot, advice.statements), ";"));
  }
  return rows;
}

}  // namespace

std::string advice_sentence(const AdviceOutcome& outcome, const advise::FormatAdvice& advice) {
  std::string out = advice_words(outcome, advice.advice);
  if (!advice.rules_met.empty()) {
    out += ", on " + joined(advice.rules_met, " and ");
  } else if (!advice.reason.empty()) {
    out += ": " + advice.reason;
  }
  return out;
}

Presentation present(const AgendaOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(agenda_json(outcome));
  if (view == View::Table) out.rows = agenda_rows(outcome, false);
  if (view == View::Text) {
    out.text = aligned(agenda_rows(outcome, true)) + "\n" +
               counted(outcome.entries.size(), "goal") + " that all of " +
               joined(actor_ids(outcome.analysis.snapshot, outcome.matrix.actors), ", ") +
               " are known to share on " + outcome.analysis.at_text +
               ": stances at most 1 apart, mean at least 1. Those with a salience missing come "
               "last, in no order of weight.\n" +
               disputes_text(agenda_disputes(outcome));
  }
  return out;
}

Presentation present(const AdviceOutcome& outcome, bool missing, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(advice_json(outcome));
  if (view == View::Table) {
    out.rows = missing ? missing_rows(outcome, outcome.missing.size()) : advice_rows(outcome);
    if (missing) out.rows.front() = {"what", "actor", "issue", "code", "now", "could_be", "rules"};
  }
  if (view != View::Text) return out;
  if (missing) {
    const Rows rows = missing_rows(outcome, shown_lines);
    out.text = aligned(rows) + "\n" + counted(outcome.missing.size(), "unknown cell") +
               " in all; those first whose knowledge could change the advice. --csv gives all.\n";
  } else if (outcome.analysis.issues.size() == outcome.matrix.issues.size()) {
    out.text = overview_text(outcome) + disputes_text(advice_disputes(outcome));
  } else {
    for (std::size_t row = 0; row < outcome.advice.size(); ++row) {
      if (wanted(outcome, row)) out.text += issue_text(outcome, row);
    }
    out.text += disputes_text(advice_disputes(outcome));
  }
  return out;
}

}  // namespace entente::app
