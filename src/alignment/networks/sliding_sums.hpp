// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of pairs of rows while statements come and go one by one: windows that overlap share most of
// theirs.
#pragma once

#include <cstdint>
#include <vector>

#include "pair_sums.hpp"
#include "vector_kernels.hpp"

namespace entente::alignment {

/// Whole numbers throughout. When a row gains or loses a statement, what this changes in its pairs
/// is added to the row's own half of each pair; a pair is the two halves together. Unsigned sums
/// wrap, so halves may pass 32 bits as long as no pair does.
class SlidingSums {
 public:
  /// `near` must be whole numbers.
  SlidingSums(std::uint32_t rows, std::uint32_t columns, const QualifierLevels& levels);
  /// Bytes that one of them takes.
  static std::uint64_t bytes(std::uint64_t rows, std::uint64_t columns, std::uint64_t levels);

  /// One statement more, or one fewer of those there are. O(rows + levels).
  void change(std::uint32_t row, std::uint32_t column, std::uint32_t level, bool more);
  PairSums pair(std::uint32_t row, std::uint32_t other) const noexcept {
    const std::size_t half = row * width_ + other;
    const std::size_t other_half = other * width_ + row;
    PairSums out =
        sums_of(near_[half] + near_[other_half], products_[half] + products_[other_half]);
    out.statements = statements_[half] + statements_[other_half];
    out.common = common_[half] + common_[other_half];
    return out;
  }
  /// The row with itself.
  PairSums self(std::uint32_t row) const noexcept;

 private:
  using Count = std::uint32_t;

  PairSums sums_of(Count near, Count products) const noexcept {
    PairSums out;
    out.products = products;
    out.near = near;
    out.far = out.products * divisor_ - out.near;
    return out;
  }

  ChangeLanes change_lanes_;
  std::size_t width_ = 0;  ///< rows, padded
  std::size_t levels_ = 1;
  double divisor_ = 1;
  std::vector<Count> near_levels_;  ///< levels x levels
  std::vector<Count> totals_;       ///< columns x rows, padded: statements
  std::vector<Count> present_;      ///< likewise: 1 where there is one
  std::vector<Count> near_cells_;   ///< columns x levels x rows: sum of near over its statements
  std::vector<Count> near_;         ///< rows x rows, halves; likewise:
  std::vector<Count> products_;
  std::vector<Count> statements_;
  std::vector<Count> common_;
  std::vector<Count> near_selves_;  ///< by row
  std::vector<Count> selves_;       ///< by row: products
};

}  // namespace entente::alignment
