// SPDX-License-Identifier: GPL-3.0-or-later
#include "advise/group.hpp"

#include <array>
#include <string>

namespace entente::advise {
namespace {

constexpr std::array<std::string_view, 6> rule_ids = {"G1", "G2", "G3", "G4", "B1", "B2"};

Error not_of_snapshot() {
  return {ErrorKind::Range,
          "the position matrix is not of this snapshot",
          {},
          "",
          "",
          "read the positions from the snapshot that is given here"};
}

Result<std::vector<std::size_t>> rows_of(const positions::PositionMatrix& matrix,
                                         const std::vector<IssueCode>& issues) {
  std::vector<std::size_t> rows;
  for (const IssueCode issue : issues) {
    const auto it = std::find(matrix.issues.begin(), matrix.issues.end(), issue);
    if (it == matrix.issues.end()) {
      return fail({ErrorKind::Range,
                   "a formalisation issue is no row of the position matrix",
                   {},
                   "",
                   "",
                   "read the positions on that issue too"});
    }
    rows.push_back(static_cast<std::size_t>(it - matrix.issues.begin()));
  }
  std::sort(rows.begin(), rows.end(), [&matrix](std::size_t a, std::size_t b) {
    return matrix.issues[a] < matrix.issues[b];
  });
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace

Rule rule_of(std::string_view id) noexcept {
  for (std::size_t r = 0; r < rule_ids.size(); ++r) {
    if (rule_ids[r] == id) return static_cast<Rule>(r);
  }
  return Rule::Other;
}

Answer test_rule(Rule rule, const Tally& tally) noexcept {
  switch (rule) {
    case Rule::G1:
      return both(told(tally.signalling), all_support(tally));
    case Rule::G2:
      return both(all_have_stake(tally), stances_similar(tally));
    case Rule::G3:
      return both(Answer::CannotTell, both(all_have_stake(tally), stances_differ(tally)));
    case Rule::G4:
      return both(told(tally.decision_pending), stances_similar(tally));
    case Rule::B1:
      return one_has_stake(tally);
    case Rule::B2:
    case Rule::Other:
      break;
  }
  return Answer::CannotTell;
}

Advice decide(std::span<const Rule> rules, std::span<const Answer> answers,
              bool opposite_signs) noexcept {
  bool bilateral = false;
  bool open = false;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    const bool met = answers[r] == Answer::Met;
    if (met && rules[r] <= Rule::G4) return Advice::Group;
    bilateral = bilateral || (met && rules[r] == Rule::B1);
    open = open || answers[r] == Answer::CannotTell;
  }
  if (opposite_signs) return Advice::TrackOneFiveOrBilateral;
  if (bilateral) return Advice::Bilateral;
  return open ? Advice::CannotTell : Advice::NoCase;
}

Tally tally_of(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
               std::size_t issue_row, int threshold) noexcept {
  Tally tally;
  tally.actors = matrix.actors.size();
  const std::size_t issue = matrix.issues[issue_row].value();
  tally.signalling = snapshot.issues.signalling[issue];
  tally.decision_pending = snapshot.issues.decision_pending[issue];
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const positions::Cell& cell = matrix.cell(issue_row, a);
    if (cell.mean) tally.add_stance(*cell.mean);
    if (cell.salience) tally.add_salience(*cell.salience >= threshold);
  }
  return tally;
}

Result<void> check_matrix(const record::Snapshot& snapshot,
                          const positions::PositionMatrix& matrix) {
  if (matrix.actors.size() < 2) {
    return fail({ErrorKind::Range,
                 "advice on formats needs a group",
                 {},
                 "at least two actors",
                 std::to_string(matrix.actors.size()),
                 "name the focus actors of the study"});
  }
  if (matrix.cells.size() != matrix.issues.size() * matrix.actors.size()) {
    return fail(not_of_snapshot());
  }
  for (const ActorCode actor : matrix.actors) {
    if (!actor || actor.value() >= snapshot.actors.size()) return fail(not_of_snapshot());
  }
  for (const IssueCode issue : matrix.issues) {
    if (!issue || issue.value() >= snapshot.issues.size()) return fail(not_of_snapshot());
  }
  return {};
}

Result<Asked> asked_of(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                       const FormatOptions& options) {
  ENTENTE_CHECK(check_matrix(snapshot, matrix));
  Asked asked;
  asked.threshold = options.salience_threshold.value_or(snapshot.settings.salience_threshold);
  ENTENTE_TRY(asked.formalisation, rows_of(matrix, options.formalisation));
  std::vector<std::string> ids;
  for (const StudyRule& rule : options.rules) {
    if (std::find(ids.begin(), ids.end(), rule.id) != ids.end()) {
      return fail({ErrorKind::Duplicate,
                   "a rule is listed twice",
                   {},
                   "",
                   quotable(rule.id),
                   "list each rule once"});
    }
    ids.push_back(rule.id);
  }
  if (ids.empty()) ids.assign(rule_ids.begin(), rule_ids.end());
  for (std::string& id : ids) {
    const Rule rule = rule_of(id);
    if (rule == Rule::B2) {
      asked.framework = true;
      continue;
    }
    asked.rules.push_back(rule);
    asked.ids.push_back(std::move(id));
  }
  return asked;
}

void sort_once(std::vector<StatementCode>& statements) {
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
}

std::vector<StatementCode> statements_of(const positions::PositionMatrix& matrix,
                                         std::size_t issue_row) {
  std::vector<StatementCode> out;
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const auto& statements = matrix.cell(issue_row, a).statements;
    out.insert(out.end(), statements.begin(), statements.end());
  }
  sort_once(out);
  return out;
}

}  // namespace entente::advise
