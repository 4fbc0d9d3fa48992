// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for any group: order does not matter, what is told stays told, what cannot be told
// is open, and missing cells tell what filling them would show.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "advise/test_group.hpp"
#include "entente/advise/agenda.hpp"
#include "entente/advise/format_rules.hpp"
#include "entente/advise/missing_cells.hpp"

namespace entente::advise {
namespace {

using testing::answer_to;
using testing::Held;
using testing::made;
using testing::Made;
using testing::one_advice;
using testing::rules_of;

Made random_group(std::size_t actors) {
  std::vector<Held> row(actors);
  for (Held& held : row) {
    if (*rc::gen::inRange(0, 3) > 0) held.stance = *rc::gen::inRange(-6, 7) / 3.0;
    if (*rc::gen::inRange(0, 3) > 0) held.salience = *rc::gen::inRange(0, 101);
  }
  const bool signalling = *rc::gen::arbitrary<bool>();
  return made({row}, signalling, *rc::gen::arbitrary<bool>());
}

FormatOptions with_framework() {
  FormatOptions options;
  options.formalisation = {IssueCode(0)};
  return options;
}

RC_GTEST_PROP(AdviseProperty, OrderOfActorsChangesNoAnswer, ()) {
  const Made group = random_group(*rc::gen::inRange<std::size_t>(2, 7));
  std::vector<std::size_t> order(group.matrix.actors.size());
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = order.size() - 1; i > 0; --i) {
    std::swap(order[i], order[*rc::gen::inRange<std::size_t>(0, i + 1)]);
  }
  Made other = group;
  for (std::size_t a = 0; a < order.size(); ++a) {
    other.matrix.actors[a] = group.matrix.actors[order[a]];
    other.matrix.cells[a] = group.matrix.cells[order[a]];
  }
  const FormatRules one = rules_of(group, with_framework());
  const FormatRules two = rules_of(other, with_framework());
  for (std::size_t r = 0; r < one.rules.size(); ++r) {
    RC_ASSERT(one.answer(0, r).answer == two.answer(0, r).answer);
    RC_ASSERT(one.answer(0, r).reason == two.answer(0, r).reason);
    RC_ASSERT(one.answer(0, r).statements == two.answer(0, r).statements);
  }
  RC_ASSERT(one.framework[0].answer == two.framework[0].answer);
  RC_ASSERT(one_advice(group) == one_advice(other));
  const auto agenda = common_agenda(group.snapshot, group.matrix);
  const auto agenda2 = common_agenda(other.snapshot, other.matrix);
  RC_ASSERT(agenda->size() == agenda2->size());
  if (!agenda->empty()) RC_ASSERT(agenda->front().mean == agenda2->front().mean);
}

RC_GTEST_PROP(AdviseProperty, WhatIsToldStaysToldWhateverTheUnknownIs, ()) {
  const Made group = random_group(*rc::gen::inRange<std::size_t>(2, 6));
  const FormatRules before = rules_of(group, with_framework());
  Made filled = group;
  for (positions::Cell& cell : filled.matrix.cells) {
    if (!cell.mean && *rc::gen::arbitrary<bool>()) cell.mean = *rc::gen::inRange(-6, 7) / 3.0;
    if (!cell.salience && *rc::gen::arbitrary<bool>()) cell.salience = *rc::gen::inRange(0, 101);
  }
  const FormatRules after = rules_of(filled, with_framework());
  for (std::size_t r = 0; r < before.rules.size(); ++r) {
    if (before.answer(0, r).answer == Answer::CannotTell) continue;
    RC_ASSERT(before.answer(0, r).answer == after.answer(0, r).answer);
  }
  if (before.framework[0].answer != Answer::CannotTell) {
    RC_ASSERT(before.framework[0].answer == after.framework[0].answer);
  }
}

/// The other half: what cannot be told is open indeed - filling all unknown cells in one way or
/// another gives both answers. G3 aside, whose last condition no cell holds.
RC_GTEST_PROP(AdviseProperty, WhatCannotBeToldCanGoEitherWay, ()) {
  const Made group = random_group(*rc::gen::inRange<std::size_t>(2, 5));
  const FormatRules before = rules_of(group, with_framework());
  std::map<std::string, std::vector<Answer>> seen;
  // All unknown stances take one value, or the first another one; saliences are low or high alike.
  for (int stance = -12; stance <= 12; ++stance) {
    for (const int first : {-2, 2, 3}) {
      for (int stakes = 0; stakes < 3; ++stakes) {
        Made filled = group;
        bool first_stance = true;
        bool first_salience = true;
        for (positions::Cell& cell : filled.matrix.cells) {
          if (!cell.mean) {
            cell.mean = first_stance && first < 3 ? first : stance / 6.0;
            first_stance = false;
          }
          if (!cell.salience) {
            cell.salience = stakes == 2 || (stakes == 1 && first_salience) ? 50 : 49;
            first_salience = false;
          }
        }
        const FormatRules after = rules_of(filled, with_framework());
        for (std::size_t r = 0; r < after.rules.size(); ++r) {
          seen[after.rules[r]].push_back(after.answer(0, r).answer);
        }
        seen["B2"].push_back(after.framework[0].answer);
      }
    }
  }
  for (const char* id : {"G1", "G2", "G4", "B1", "B2"}) {
    if (answer_to(before, 0, id).answer != Answer::CannotTell) continue;
    const auto& answers = seen[id];
    RC_ASSERT(std::find(answers.begin(), answers.end(), Answer::Met) != answers.end());
    RC_ASSERT(std::find(answers.begin(), answers.end(), Answer::NotMet) != answers.end());
  }
}

RC_GTEST_PROP(AdviseProperty, MissingCellsTellWhatFillingWouldShow, ()) {
  const Made group = random_group(*rc::gen::inRange<std::size_t>(2, 6));
  const auto missing = missing_cells(group.snapshot, group.matrix, with_framework());
  RC_ASSERT(missing.has_value());
  const FormatRules before = rules_of(group, with_framework());
  const Advice now = one_advice(group);
  for (const MissingCell& cell : *missing) {
    RC_ASSERT(cell.now == now);
    std::vector<Advice> reached;
    std::set<std::string> rules;
    const bool stance = cell.gap.what == Unknown::Stance;
    for (int value = stance ? -2 : 49; value <= (stance ? 2 : 50); ++value) {
      Made filled = group;
      positions::Cell& target = filled.matrix.cells[cell.actor_column];
      if (stance) target.mean = value;
      if (!stance) target.salience = value;
      const FormatRules after = rules_of(filled, with_framework());
      for (const char* id : {"G1", "G2", "G3", "G4", "B1", "B2"}) {
        if (answer_to(before, 0, id).answer != answer_to(after, 0, id).answer) rules.insert(id);
      }
      const Advice advice = one_advice(filled);
      if (advice != now) reached.push_back(advice);
    }
    std::sort(reached.begin(), reached.end());
    reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
    RC_ASSERT(reached == cell.could_be);
    RC_ASSERT(cell.rules == rules.size());
    RC_ASSERT(cell.advices == (reached.empty() ? 0U : 1U));
  }
}

}  // namespace
}  // namespace entente::advise
