// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table as vectors of small integers. Where rows fill most columns, whole vectors are
// multiplied at once: 16-bit counts, 32-bit sums, exact because nothing overflows (checked
// beforehand).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "cell_table.hpp"
#include "pair_sums.hpp"
#include "vector_kernels.hpp"

namespace entente::alignment {

/// PairSums in whole numbers, without presence.
struct DenseSums {
  std::int32_t near = 0;  ///< in DenseRows' unit
  std::int32_t products = 0;
  std::int32_t statements = 0;
  std::int32_t common = 0;
};

class DenseRows {
 public:
  /// None where vectors do not pay, or would not be exact.
  static std::optional<DenseRows> of(const CellTable& table, const QualifierLevels& levels,
                                     const SumsWanted& wanted, unsigned threads);

  /// Calls visit(row, other, sums) for the rows [begin, end) and every row after each, which come
  /// in their order for each row. Any thread.
  template <class Visit>
  void for_each_pair(std::uint32_t begin, std::uint32_t end, Visit&& visit) const {
    for (std::uint32_t tile = begin + 1; tile < rows_; tile += tile_rows) {
      const std::uint32_t tile_end = std::min(tile + tile_rows, rows_);
      for (std::uint32_t group = begin; group < end; group += dot_rows) {
        const std::uint32_t group_end = std::min<std::uint32_t>(group + dot_rows, end);
        for (std::uint32_t other = std::max(tile, group + 1); other < tile_end; ++other) {
          const Group sums = sum_group(group, group_end, other);
          const std::uint32_t last = std::min(group_end, other);
          for (std::uint32_t row = group; row < last; ++row) visit(row, other, sums[row - group]);
        }
      }
    }
  }
  PairSums pair_sums(const DenseSums& sums) const noexcept;
  std::uint32_t rows() const noexcept { return rows_; }

 private:
  DenseRows(const CellTable& table, const QualifierLevels& levels, bool with_levels,
            unsigned threads);
  void fill(const CellTable& table, const QualifierLevels& levels, std::uint32_t row);
  using Group = std::array<DenseSums, dot_rows>;
  /// Rows on the right that stay near the processor while the groups on the left pass.
  static constexpr std::uint32_t tile_rows = 16;

  /// The rows [group, end), at most dot_rows, with `other`.
  Group sum_group(std::uint32_t group, std::uint32_t end, std::uint32_t other) const;

  /// A row's vectors behind each other. On the left: cells, totals, totals, present, present; on
  /// the right: near, totals, present, totals, present; so that the products of the parts are near,
  /// products, statements (two parts) and common.
  const std::int16_t* left(std::size_t row) const { return left_.data() + row * length_; }
  const std::int16_t* right(std::size_t row) const { return right_.data() + row * length_; }

  DotProducts dot_;
  std::uint32_t rows_ = 0;
  bool levels_ = false;
  double divisor_ = 1;
  double unit_ = 1;          ///< of near
  std::size_t cells_ = 0;    ///< padded columns x levels
  std::size_t columns_ = 0;  ///< padded
  std::size_t length_ = 0;   ///< of a row
  std::vector<std::int16_t> left_;
  std::vector<std::int16_t> right_;
};

}  // namespace entente::alignment
