// SPDX-License-Identifier: GPL-3.0-or-later
// Counts as the fit of Wordfish takes them: texts that have words, and words that differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/record/word_counts.hpp"

namespace entente::positions {

/// Words with the same counts in all texts are one column, met `times` times.
struct WordfishColumns {
  std::size_t texts = 0;
  std::vector<double> text_totals;
  std::vector<std::size_t> begins = {0};
  std::vector<std::uint32_t> text;  ///< of each cell, ascending in a column
  std::vector<double> count;
  std::vector<double> total;  ///< of each column
  std::vector<double> times;
  std::vector<std::uint32_t> column_of_word;  ///< no_column for words that do not occur
  static constexpr std::uint32_t no_column = 0xFFFFFFFF;
  std::size_t size() const noexcept { return total.size(); }
};

/// Cells in any order, none twice. O(cells log cells).
WordfishColumns wordfish_columns(std::size_t texts, std::size_t words,
                                 std::vector<record::WordCell> cells);

}  // namespace entente::positions
