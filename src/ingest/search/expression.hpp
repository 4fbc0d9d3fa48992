// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions of the full-text table, made of folded words only: nothing of a query gets into them
// that has not been cut into words first. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/search/compile.hpp"

namespace entente::ingest {

/// One expression under way, with its phrases in their order.
struct Expression {
  std::string text;
  std::vector<PhraseForm> phrases;
};

/// Adds ` AND `, ` OR ` or ` NOT ` and a part, in brackets; the first part without an operator.
void add_part(Expression& to, std::string_view operation, Expression part);

/// Words side by side. `distance` above the last: see near_expression.
Expression words_expression(std::string_view text, bool prefix, const StemLanguages& languages);

/// Several groups of words near one another.
Expression near_expression(const QueryNode& near, const StemLanguages& languages);

}  // namespace entente::ingest
