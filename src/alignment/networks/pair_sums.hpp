// SPDX-License-Identifier: GPL-3.0-or-later
// What two rows of a network have in common, row by row: the products behind congruence, conflict
// and the normalisations.
#pragma once

#include <cstdint>
#include <vector>

#include "cell_table.hpp"
#include "selection.hpp"

namespace entente::alignment {

/// Of two rows a and b, over columns j and levels k.
struct PairSums {
  double products = 0;           ///< sum_j (sum_k a_jk) (sum_k b_jk)
  double near = 0;               ///< sum_j sum_k sum_k' a_jk b_jk' near(k, k')
  double far = 0;                ///< the same with far
  double nominal = 0;            ///< sum_j sum_k a_jk b_jk
  double matched = 0;            ///< sum of a_jk where b_jk > 0
  double matched_by = 0;         ///< sum of b_jk where a_jk > 0
  std::uint32_t statements = 0;  ///< of both, on columns that both have
  std::uint32_t common = 0;      ///< columns that both have
};

struct SumsWanted {
  bool levels = false;    ///< near and far
  bool presence = false;  ///< nominal, matched, matched_by
  bool diagonal = false;  ///< also a row with itself
};

/// The rows after `row` (from `row` with the diagonal) with which it has a column in common.
struct RowSums {
  std::vector<PairSums> by_row;        ///< all 0 but of `touched`
  std::vector<std::uint32_t> touched;  ///< ascending
};

class PairSummer {
 public:
  PairSummer(const CellTable& table, const QualifierLevels& levels, SumsWanted wanted)
      : table_(table), levels_(levels), wanted_(wanted) {}

  /// Clears what `out` held. O(row's columns x rows there x levels^2).
  void sum(std::uint32_t row, RowSums& out) const;
  /// The row with itself, without presence. O(its cells x levels).
  PairSums self(std::uint32_t row) const;

 private:
  void add_pair(const NetworkPair& a, const NetworkPair& b, PairSums& out) const;

  const CellTable& table_;
  const QualifierLevels& levels_;
  SumsWanted wanted_;
};

}  // namespace entente::alignment
