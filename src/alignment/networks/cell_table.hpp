// SPDX-License-Identifier: GPL-3.0-or-later
// The array X[row][column][level] of a network, sparse: what every row says on every column.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/alignment/network.hpp"

namespace entente::alignment {

/// How often one level occurs in a pair.
struct NetworkCell {
  std::uint32_t level = 0;
  double weight = 0;
};

/// One row on one column.
struct NetworkPair {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t statements = 0;
  std::uint32_t first_cell = 0;
  std::uint32_t end_cell = 0;
  double weight = 0;  ///< of its cells together
};

struct CellTable {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint32_t levels = 1;
  std::vector<NetworkCell> cells;            ///< by column, row, level
  std::vector<NetworkPair> pairs;            ///< by column, then row
  std::vector<std::uint32_t> column_begins;  ///< in pairs
  std::vector<std::uint32_t> row_pairs;      ///< places in pairs by row, then column
  std::vector<std::uint32_t> row_begins;     ///< in row_pairs

  std::span<const std::uint32_t> pairs_of_row(std::uint32_t row) const noexcept {
    return std::span(row_pairs).subspan(row_begins[row], row_begins[row + 1] - row_begins[row]);
  }
};

/// Of each statement its level; `weights` may be empty: 1 each. `cell_of`, if asked for, receives
/// each statement's place in `cells`. Weights are summed in the order of the statements.
CellTable make_cell_table(std::span<const NetworkStatement> statements,
                          std::span<const std::uint32_t> levels, std::span<const double> weights,
                          std::uint32_t rows, std::uint32_t columns, std::uint32_t level_count,
                          std::vector<std::uint32_t>* cell_of = nullptr, unsigned threads = 1);

}  // namespace entente::alignment
