// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/format_rules.hpp"

#include <algorithm>

#include "advise/group.hpp"
#include "entente/base/text.hpp"

namespace entente::advise {
namespace {

constexpr std::size_t most_names = 8;

/// One condition of a rule: what it says, in words, and the cells it would need.
struct Condition {
  Answer answer = Answer::CannotTell;
  std::string words;
  std::vector<Gap> gaps;
};

/// One issue as the rules read it.
struct Row {
  const record::Snapshot& snapshot;
  const positions::PositionMatrix& matrix;
  std::size_t row;
  int threshold;
  Tally tally;

  const positions::Cell& cell(std::size_t column) const { return matrix.cell(row, column); }
  IssueCode issue() const { return matrix.issues[row]; }
};

/// "A, B, C"; of more than eight "A, ..., H and 3 more". In the study's order, so that the order of
/// the columns does not show.
std::string names(const record::Snapshot& snapshot, std::vector<ActorCode> actors) {
  std::sort(actors.begin(), actors.end());
  std::vector<std::string> parts;
  for (const ActorCode actor : actors) {
    if (parts.size() == most_names) break;
    parts.push_back(snapshot.actors.id[actor.value()]);
  }
  std::string out = joined(parts, ", ");
  if (actors.size() > most_names) {
    out += " and " + std::to_string(actors.size() - most_names) + " more";
  }
  return out;
}

/// "2", "-1", "1.33".
std::string stance_text(double stance) {
  const std::string text = fixed_text(stance, 2);
  return text.ends_with(".00") ? number_text(parse_number(text).value_or(stance)) : text;
}

std::vector<ActorCode> unknown_actors(const Row& row, Unknown what) {
  std::vector<ActorCode> out;
  for (std::size_t a = 0; a < row.matrix.actors.size(); ++a) {
    const positions::Cell& cell = row.cell(a);
    const bool known = what == Unknown::Stance ? cell.mean.has_value() : cell.salience.has_value();
    if (!known) out.push_back(row.matrix.actors[a]);
  }
  return out;
}

Condition unknown_condition(const Row& row, Unknown what) {
  Condition out;
  const std::vector<ActorCode> actors = unknown_actors(row, what);
  for (const ActorCode actor : actors) out.gaps.push_back({row.issue(), actor, what});
  out.words = std::string(to_string(what)) + " of " + names(row.snapshot, actors) + " is not known";
  return out;
}

/// Actors with a known salience on the given side of the threshold.
std::string holders(const Row& row, bool stake) {
  std::vector<ActorCode> out;
  for (std::size_t a = 0; a < row.matrix.actors.size(); ++a) {
    const std::optional<int> salience = row.cell(a).salience;
    if (salience && (*salience >= row.threshold) == stake) out.push_back(row.matrix.actors[a]);
  }
  return names(row.snapshot, std::move(out));
}

std::string at_threshold(const Row& row) {
  return " (salience " + std::to_string(row.threshold) + " or more)";
}

Condition flag_condition(bool set, std::string_view what) {
  return {told(set),
          "the issue is " + std::string(set ? "" : "not ") + "flagged as " + std::string(what),
          {}};
}

Condition stake_condition(const Row& row) {
  const Answer answer = all_have_stake(row.tally);
  if (answer == Answer::CannotTell) return unknown_condition(row, Unknown::Salience);
  return {answer,
          answer == Answer::Met ? "all have a stake" + at_threshold(row)
                                : "no stake" + at_threshold(row) + " of " + holders(row, false),
          {}};
}

Condition one_stake_condition(const Row& row) {
  const Answer answer = one_has_stake(row.tally);
  if (answer == Answer::CannotTell) return unknown_condition(row, Unknown::Salience);
  if (row.tally.stakes == 0) return {answer, "nobody has a stake" + at_threshold(row), {}};
  return {answer,
          (answer == Answer::Met ? "only one has a stake" : "more than one has a stake") +
              at_threshold(row) + ": " + holders(row, true),
          {}};
}

/// A condition on the stances, whose words for met and not met are given.
Condition stance_condition(const Row& row, Answer answer, std::string words) {
  if (answer == Answer::CannotTell) return unknown_condition(row, Unknown::Stance);
  return {answer, std::move(words), {}};
}

Condition similar_condition(const Row& row) {
  const Answer answer = stances_similar(row.tally);
  return stance_condition(row, answer,
                          "stances are " + stance_text(row.tally.greatest - row.tally.least) +
                              " apart, " + (answer == Answer::Met ? "at most 1" : "more than 1"));
}

Condition differ_condition(const Row& row) {
  const Answer answer = stances_differ(row.tally);
  return stance_condition(
      row, answer,
      answer == Answer::Met
          ? "stances are " + stance_text(row.tally.greatest - row.tally.least) + " apart"
          : "all stances are the same");
}

Condition support_condition(const Row& row) {
  const Answer answer = all_support(row.tally);
  return stance_condition(row, answer,
                          "the least stance is " + stance_text(row.tally.least) +
                              (answer == Answer::Met ? ", at least 1" : ", below 1"));
}

Condition no_framework_condition(const Row& row) {
  const Answer answer = none_supports(row.tally);
  return stance_condition(row, answer,
                          "the greatest stance on " + row.snapshot.issues.id[row.issue().value()] +
                              " is " + stance_text(row.tally.greatest) +
                              (answer == Answer::Met ? ", at most 0" : ", above 0"));
}

std::vector<Condition> conditions_of(Rule rule, const Row& row) {
  switch (rule) {
    case Rule::G1:
      return {flag_condition(row.tally.signalling, "signalling"), support_condition(row)};
    case Rule::G2:
      return {stake_condition(row), similar_condition(row)};
    case Rule::G3:
      return {
          stake_condition(row),
          differ_condition(row),
          {Answer::CannotTell, "the study does not hold how far their information overlaps", {}}};
    case Rule::G4:
      return {flag_condition(row.tally.decision_pending, "decision pending"),
              similar_condition(row)};
    case Rule::B1:
      return {one_stake_condition(row)};
    case Rule::B2:
    case Rule::Other:
      break;
  }
  return {{Answer::CannotTell, "the engine cannot test this rule", {}}};
}

/// Kleene's AND over the conditions; those that have the answer of the whole give its reason.
RuleAnswer answer_of(std::string id, const std::vector<Condition>& conditions) {
  RuleAnswer out;
  out.rule = std::move(id);
  out.answer = Answer::Met;
  for (const Condition& condition : conditions) out.answer = both(out.answer, condition.answer);
  std::vector<std::string> words;
  for (const Condition& condition : conditions) {
    if (condition.answer != out.answer) continue;
    words.push_back(condition.words);
    out.gaps.insert(out.gaps.end(), condition.gaps.begin(), condition.gaps.end());
  }
  out.reason = joined(words, "; ");
  return out;
}

/// Whether a flag alone decides: then no statement is evidence.
bool decided_by_flag(Rule rule, const Tally& tally) {
  return (rule == Rule::G1 && !tally.signalling) || (rule == Rule::G4 && !tally.decision_pending);
}

RuleAnswer framework_answer(const record::Snapshot& snapshot,
                            const positions::PositionMatrix& matrix, const Asked& asked) {
  const std::string id = "B2";
  if (asked.formalisation.empty()) {
    return answer_of(id,
                     {{Answer::CannotTell, "no issue is named that measures formalisation", {}}});
  }
  std::vector<Condition> conditions;
  std::vector<StatementCode> statements;
  for (const std::size_t row : asked.formalisation) {
    conditions.push_back(
        no_framework_condition({snapshot, matrix, row, asked.threshold,
                                tally_of(snapshot, matrix, row, asked.threshold)}));
    const std::vector<StatementCode> more = statements_of(matrix, row);
    statements.insert(statements.end(), more.begin(), more.end());
  }
  RuleAnswer out = answer_of(id, conditions);
  sort_once(statements);
  out.statements = std::move(statements);
  return out;
}

std::string advice_reason(const FormatAdvice& advice, const Tally& tally,
                          std::span<const RuleAnswer> answers) {
  std::vector<std::string> parts;
  switch (advice.advice) {
    case Advice::Group:
    case Advice::Bilateral:
      for (const RuleAnswer& answer : answers) {
        if (answer.answer == Answer::Met) parts.push_back(answer.rule + ": " + answer.reason);
      }
      return joined(parts, "; ");
    case Advice::TrackOneFiveOrBilateral:
      return "known stances have opposite signs, from " + stance_text(tally.least) + " to " +
             stance_text(tally.greatest);
    case Advice::NoCase:
      return "every rule is told and none is met";
    case Advice::CannotTell:
      break;
  }
  for (const RuleAnswer& answer : answers) {
    if (answer.answer == Answer::CannotTell) parts.push_back(answer.rule);
  }
  return "no rule is met, and these cannot be told: " + joined(parts, ", ");
}

void collect(const positions::PositionMatrix& matrix, std::span<const RuleAnswer> answers,
             FormatAdvice& advice) {
  std::vector<bool> stance(matrix.actors.size(), false);
  std::vector<bool> salience(matrix.actors.size(), false);
  for (const RuleAnswer& answer : answers) {
    if (answer.answer == Answer::Met) advice.rules_met.push_back(answer.rule);
    for (const Gap& gap : answer.gaps) {
      const auto column = static_cast<std::size_t>(
          std::find(matrix.actors.begin(), matrix.actors.end(), gap.actor) - matrix.actors.begin());
      (gap.what == Unknown::Stance ? stance : salience)[column] = true;
    }
  }
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    if (stance[a]) advice.gaps.push_back({advice.issue, matrix.actors[a], Unknown::Stance});
    if (salience[a]) advice.gaps.push_back({advice.issue, matrix.actors[a], Unknown::Salience});
  }
}

}  // namespace

std::string_view to_string(Answer answer) noexcept {
  switch (answer) {
    case Answer::NotMet:
      return "not met";
    case Answer::Met:
      return "met";
    case Answer::CannotTell:
      break;
  }
  return "cannot be told";
}

std::string_view to_string(Unknown what) noexcept {
  return what == Unknown::Stance ? "stance" : "salience";
}

std::string_view to_string(Advice advice) noexcept {
  switch (advice) {
    case Advice::Group:
      return "group";
    case Advice::TrackOneFiveOrBilateral:
      return "track_1_5_or_bilateral";
    case Advice::Bilateral:
      return "bilateral";
    case Advice::NoCase:
      return "no_case";
    case Advice::CannotTell:
      break;
  }
  return "cannot_tell";
}

Result<FormatOptions> study_options(const record::Study& study, const record::Snapshot& snapshot) {
  FormatOptions out;
  out.rules = study_rules(study);
  for (const std::string& id : snapshot.settings.formalisation_issues) {
    const IssueCode issue = snapshot.issue(id);
    if (!issue) {
      return fail({ErrorKind::Reference,
                   "rule B2 asks an issue that is not there",
                   {"study.toml", 0, "rules.formalisation_issues"},
                   "ids of issues",
                   quotable(id),
                   did_you_mean_sentence(id, snapshot.issues.id)});
    }
    out.formalisation.push_back(issue);
  }
  return out;
}

std::vector<StudyRule> study_rules(const record::Study& study) {
  const record::Table& table = study.table("rule");
  const std::size_t id = table.schema().column("id").value();
  const std::size_t condition = table.schema().column("condition").value();
  std::vector<StudyRule> out;
  out.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    out.push_back({std::string(table.cell(row, id)), std::string(table.cell(row, condition))});
  }
  return out;
}

Result<FormatRules> format_rules(const record::Snapshot& snapshot,
                                 const positions::PositionMatrix& matrix,
                                 const FormatOptions& options) {
  ENTENTE_TRY(const Asked asked, asked_of(snapshot, matrix, options));
  FormatRules out;
  out.salience_threshold = asked.threshold;
  out.actors = matrix.actors;
  out.issues = matrix.issues;
  out.rules = asked.ids;
  out.answers.reserve(out.issues.size() * out.rules.size());
  for (std::size_t i = 0; i < out.issues.size(); ++i) {
    const Row row = {snapshot, matrix, i, asked.threshold,
                     tally_of(snapshot, matrix, i, asked.threshold)};
    const std::vector<StatementCode> statements = statements_of(matrix, i);
    for (std::size_t r = 0; r < out.rules.size(); ++r) {
      const Rule rule = asked.rules[r];
      RuleAnswer answer = answer_of(asked.ids[r], conditions_of(rule, row));
      if (rule != Rule::Other && !decided_by_flag(rule, row.tally)) answer.statements = statements;
      out.answers.push_back(std::move(answer));
    }
  }
  if (asked.framework) out.framework.push_back(framework_answer(snapshot, matrix, asked));
  return out;
}

Result<std::vector<FormatAdvice>> formats_advice(const record::Snapshot& snapshot,
                                                 const positions::PositionMatrix& matrix,
                                                 const FormatRules& rules) {
  ENTENTE_CHECK(check_matrix(snapshot, matrix));
  if (rules.actors != matrix.actors || rules.issues != matrix.issues ||
      rules.answers.size() != rules.issues.size() * rules.rules.size()) {
    return fail({ErrorKind::Range,
                 "the rules were not asked of this position matrix",
                 {},
                 "",
                 "",
                 "ask format_rules() with the same matrix"});
  }
  std::vector<Rule> kinds;
  kinds.reserve(rules.rules.size());
  for (const std::string& id : rules.rules) kinds.push_back(rule_of(id));
  std::vector<FormatAdvice> out;
  for (std::size_t i = 0; i < rules.issues.size(); ++i) {
    const auto answers =
        std::span(rules.answers).subspan(i * rules.rules.size(), rules.rules.size());
    std::vector<Answer> plain;
    for (const RuleAnswer& answer : answers) plain.push_back(answer.answer);
    const Tally tally = tally_of(snapshot, matrix, i, rules.salience_threshold);
    FormatAdvice advice;
    advice.issue_row = i;
    advice.issue = rules.issues[i];
    advice.advice = decide(kinds, plain, tally.opposite_signs());
    collect(matrix, answers, advice);
    advice.reason = advice_reason(advice, tally, answers);
    advice.statements = statements_of(matrix, i);
    out.push_back(std::move(advice));
  }
  return out;
}

}  // namespace entente::advise
