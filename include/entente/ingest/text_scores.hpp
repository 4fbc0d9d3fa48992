// SPDX-License-Identifier: GPL-3.0-or-later
// Positions of texts as `entente texts scale --csv` writes them, or a table made by hand. Pure
// functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::ingest {

struct TextScore {
  std::string text;
  double value = 0;
  double low = 0;  ///< of the interval; both the value where there is none
  double high = 0;
  std::int64_t line = 0;
};

/// A table, comma or tab between, with the columns text, value (or LBG) and, where there are
/// intervals, low and high (or LBG_low and LBG_high). Rows without a value, and those whose column
/// `reference` says that they are one, are left out: their position was given. Errors, each with
/// its line: Malformed (no header; a cell that is no number; a row of another length), Missing (a
/// column, a text's name, no score at all), Usage (values of Wordfish, which have no anchors),
/// Duplicate (a text twice), Range (low above value or value above high). One fault refuses the
/// table. O(rows log rows).
Result<std::vector<TextScore>> read_text_scores(std::string_view bytes, const std::string& file);

}  // namespace entente::ingest
