// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/missing_cells.hpp"

#include <algorithm>
#include <array>

#include "advise/group.hpp"

namespace entente::advise {
namespace {

constexpr std::size_t advice_count = static_cast<std::size_t>(Advice::CannotTell) + 1;

/// What one issue answers now, the yardstick of its missing cells. B2 over several issues is the
/// weakest of them; `framework_rest` is that of all issues but this one.
struct Baseline {
  Tally tally;
  std::vector<Answer> answers;
  Advice advice = Advice::CannotTell;
  bool formalisation = false;
  Answer framework_rest = Answer::Met;
};

std::vector<Answer> answers_of(const Asked& asked, const Tally& tally) {
  std::vector<Answer> answers;
  answers.reserve(asked.rules.size());
  for (const Rule rule : asked.rules) answers.push_back(test_rule(rule, tally));
  return answers;
}

/// Which rules and advices the tried tallies would change, counted once each.
class Changes {
 public:
  Changes(const Asked& asked, const Baseline& now)
      : asked_(asked), now_(now), rules_(asked.rules.size() + 1, false) {}

  void attempt(const Tally& tally) {
    for (std::size_t r = 0; r < asked_.rules.size(); ++r) {
      answers_[r] = test_rule(asked_.rules[r], tally);
      if (answers_[r] != now_.answers[r]) rules_[r] = true;
    }
    if (now_.formalisation && both(now_.framework_rest, none_supports(tally)) !=
                                  both(now_.framework_rest, none_supports(now_.tally))) {
      rules_.back() = true;
    }
    advices_[static_cast<std::size_t>(decide(asked_.rules, answers_, tally.opposite_signs()))] =
        true;
  }

  void tell(MissingCell& cell) const {
    cell.now = now_.advice;
    cell.rules = static_cast<std::size_t>(std::count(rules_.begin(), rules_.end(), true));
    for (std::size_t i = 0; i < advice_count; ++i) {
      const auto advice = static_cast<Advice>(i);
      if (advices_[i] && advice != now_.advice) cell.could_be.push_back(advice);
    }
    cell.advices = cell.could_be.empty() ? 0 : 1;
  }

 private:
  const Asked& asked_;
  const Baseline& now_;
  std::vector<bool> rules_;
  std::vector<Answer> answers_ = now_.answers;
  std::array<bool, advice_count> advices_{};
};

Changes try_stances(const Asked& asked, const Baseline& now) {
  Changes changes(asked, now);
  for (int stance = -2; stance <= 2; ++stance) {
    Tally tally = now.tally;
    tally.add_stance(stance);
    changes.attempt(tally);
  }
  return changes;
}

Changes try_saliences(const Asked& asked, const Baseline& now) {
  Changes changes(asked, now);
  for (const bool stake : {false, true}) {
    // No salience lies below a threshold of 0.
    if (!stake && asked.threshold <= 0) continue;
    Tally tally = now.tally;
    tally.add_salience(stake);
    changes.attempt(tally);
  }
  return changes;
}

/// All unknown cells of an issue are alike to the rules, which do not tell actors apart: what one
/// stance or salience could change is worked out once and holds for each.
void add_issue(const positions::PositionMatrix& matrix, std::size_t row, const Asked& asked,
               const Baseline& now, std::vector<MissingCell>& out) {
  MissingCell stance;
  stance.issue_row = row;
  stance.gap = {matrix.issues[row], ActorCode(), Unknown::Stance};
  MissingCell salience = stance;
  salience.gap.what = Unknown::Salience;
  if (!now.tally.all_stances()) try_stances(asked, now).tell(stance);
  if (!now.tally.all_saliences()) try_saliences(asked, now).tell(salience);
  const auto add = [&matrix, &out](MissingCell cell, std::size_t column) {
    cell.actor_column = column;
    cell.gap.actor = matrix.actors[column];
    out.push_back(std::move(cell));
  };
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const positions::Cell& cell = matrix.cell(row, a);
    if (!cell.mean) add(stance, a);
    if (!cell.salience) add(salience, a);
  }
}

bool next_order(const MissingCell& a, const MissingCell& b) {
  if (a.advices != b.advices) return a.advices > b.advices;
  if (a.rules != b.rules) return a.rules > b.rules;
  if (a.gap.issue != b.gap.issue) return a.gap.issue < b.gap.issue;
  if (a.actor_column != b.actor_column) return a.actor_column < b.actor_column;
  return a.gap.what < b.gap.what;
}

}  // namespace

Result<std::vector<MissingCell>> missing_cells(const record::Snapshot& snapshot,
                                               const positions::PositionMatrix& matrix,
                                               const FormatOptions& options) {
  ENTENTE_TRY(const Asked asked, asked_of(snapshot, matrix, options));
  std::vector<Baseline> issues(matrix.issues.size());
  for (std::size_t row = 0; row < issues.size(); ++row) {
    Baseline& now = issues[row];
    now.tally = tally_of(snapshot, matrix, row, asked.threshold);
    now.answers = answers_of(asked, now.tally);
    now.advice = decide(asked.rules, now.answers, now.tally.opposite_signs());
  }
  for (const std::size_t row : asked.formalisation) {
    issues[row].formalisation = asked.framework;
    for (const std::size_t other : asked.formalisation) {
      if (other == row) continue;
      issues[row].framework_rest =
          both(issues[row].framework_rest, none_supports(issues[other].tally));
    }
  }
  std::vector<MissingCell> out;
  for (std::size_t row = 0; row < issues.size(); ++row) {
    add_issue(matrix, row, asked, issues[row], out);
  }
  std::sort(out.begin(), out.end(), next_order);
  return out;
}

}  // namespace entente::advise
