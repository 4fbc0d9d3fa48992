// SPDX-License-Identifier: GPL-3.0-or-later
// Groups made by hand for the tests of this stage: one optional stance and one optional salience an
// actor.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/advise/format_rules.hpp"

namespace entente::advise::testing {

struct Held {
  std::optional<double> stance;
  std::optional<int> salience;
};

struct Made {
  record::Snapshot snapshot;
  positions::PositionMatrix matrix;
};

/// Issues "I0", "I1" ... with one row of cells each; statements are numbered as cells are.
inline Made made(const std::vector<std::vector<Held>>& rows, bool signalling = false,
                 bool pending = false) {
  Made out;
  for (std::size_t a = 0; a < rows.front().size(); ++a) {
    out.snapshot.actors.id.push_back("A" + std::to_string(a));
    out.matrix.actors.emplace_back(a);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out.snapshot.issues.id.push_back("I" + std::to_string(i));
    out.snapshot.issues.kind.emplace_back("goal");
    out.snapshot.issues.signalling.push_back(signalling);
    out.snapshot.issues.decision_pending.push_back(pending);
    out.matrix.issues.emplace_back(i);
    for (const Held& held : rows[i]) {
      positions::Cell cell;
      if (held.stance) {
        cell.state = positions::CellState::Known;
        cell.mean = held.stance;
        cell.statements = {StatementCode(out.matrix.cells.size())};
      }
      cell.salience = held.salience;
      out.matrix.cells.push_back(cell);
    }
  }
  return out;
}

inline FormatRules rules_of(const Made& group, const FormatOptions& options = {}) {
  auto rules = format_rules(group.snapshot, group.matrix, options);
  EXPECT_TRUE(rules) << (rules ? "" : to_string(rules.error()));
  return *rules;
}

inline const RuleAnswer& answer_to(const FormatRules& rules, std::size_t row, std::string_view id) {
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    if (rules.rules[r] == id) return rules.answer(row, r);
  }
  return rules.framework.at(0);
}

inline Answer one_answer(const Made& group, std::string_view id) {
  return answer_to(rules_of(group), 0, id).answer;
}

inline Advice one_advice(const Made& group, const FormatOptions& options = {}) {
  const auto advice = formats_advice(group.snapshot, group.matrix, rules_of(group, options));
  EXPECT_TRUE(advice);
  return advice->at(0).advice;
}

inline constexpr std::nullopt_t no_stance = std::nullopt;
inline constexpr std::nullopt_t no_salience = std::nullopt;

}  // namespace entente::advise::testing
