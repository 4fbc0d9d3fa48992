// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of overlap share: checks of the matrix, and which statements and
// units stand behind some of its cells.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "entente/alignment/overlap.hpp"

namespace entente::alignment::detail {

template <class Value>
void sort_distinct(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Adds evidence_units of a statement to the end of a list.
void append_evidence_units(const record::Snapshot& snapshot, StatementCode statement,
                           std::vector<EvidenceUnit>& units);

/// One statement of one cell resting on one unit. A statement with two units has two links.
struct Link {
  std::uint32_t unit = 0;  ///< place in CellEvidence::units
  std::uint32_t cell = 0;  ///< place in the list of cells given
  std::int8_t stance = 0;
  StatementCode statement;
};

/// What stands behind a list of cells. `units` and `statements` are distinct and ascending; links
/// are in the order of the cells, their statements and the statements' units.
struct CellEvidence {
  std::vector<EvidenceUnit> units;
  std::vector<StatementCode> statements;
  std::vector<Link> links;

  std::size_t count(UnitKind kind) const noexcept;
};

/// O(links log links).
CellEvidence evidence_of_cells(const record::Snapshot& snapshot,
                               std::span<const positions::Cell* const> cells);

/// Range where the matrix cannot be of this snapshot. O(cells + their statements).
Result<void> check_matrix(const record::Snapshot& snapshot,
                          const positions::PositionMatrix& matrix);

/// Range where a pair is not two different columns.
Result<void> check_pair(const positions::PositionMatrix& matrix, std::size_t first,
                        std::size_t second);

/// Rows where both columns are known, ascending.
std::vector<std::size_t> common_rows(const positions::PositionMatrix& matrix, std::size_t first,
                                     std::size_t second);

/// The cells of one issue that are known, with their columns.
struct KnownCells {
  std::vector<std::size_t> columns;
  std::vector<const positions::Cell*> cells;
};
KnownCells known_cells(const positions::PositionMatrix& matrix, std::size_t issue_row);

/// The cells of a pair on the rows given: first, second, first, second, ...
std::vector<const positions::Cell*> pair_cells(const positions::PositionMatrix& matrix,
                                               std::size_t first, std::size_t second,
                                               std::span<const std::size_t> rows);

/// All pairs of columns, first < second.
std::vector<std::pair<std::size_t, std::size_t>> all_pairs(std::size_t columns);

/// 1 - sd / 2, within [0, 1] also after rounding.
double cohesion_of(double sd) noexcept;

}  // namespace entente::alignment::detail
