// SPDX-License-Identifier: GPL-3.0-or-later
// The stance matrix: actors across, claims down, one cell for what is on record. Colour, sign and
// outline say the same thing, so it survives grey print and colour blindness; unknown is hatched,
// never grey and never a sign. Pure functions, any thread.
#pragma once

#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

struct StanceCell {
  bool known = false;
  int low = 0;  ///< -2 to 2; low < high means that statements of the same date disagree
  int high = 0;
  bool stale = false;
  bool unverified = false;
  std::string title;                  ///< the cell in one sentence
  std::vector<std::string> evidence;  ///< statements; for an unknown cell the issue
  std::string href;                   ///< where a click leads; empty = the first datum
};

struct StanceRow {
  std::string label;
  std::vector<StanceCell> cells;  ///< one a column
};

struct StanceGroup {
  std::string heading;
  std::vector<StanceRow> rows;
};

struct StanceMatrixSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::vector<std::string> columns;
  std::vector<StanceGroup> groups;
  bool spread = true;       ///< draw the range of those on record beside each row
  std::string stale_words;  ///< legend of the corner tick, e.g. "older than 24 months"
};

/// The palette of the five stances, -2 first.
const std::string& stance_colour(int stance);

/// "opposes", "leans against", "is neutral", "leans to support", "supports".
std::string_view stance_words(int stance) noexcept;

/// The sign as text for tables: "−−", "−", "0", "+", "++".
std::string_view stance_sign(int stance) noexcept;

/// O(cells).
Figure stance_matrix(const StanceMatrixSpec& spec);

}  // namespace entente::figure
