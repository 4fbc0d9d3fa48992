// SPDX-License-Identifier: GPL-3.0-or-later
#include "dense_rows.hpp"

#include <algorithm>

#include "entente/base/parallel.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t dense_bytes = std::size_t{256} << 20U;
constexpr double widest_count = 32767;
constexpr double widest_sum = 2147483647;
/// Few enough that the threads share them, enough that a thread is worth it.
constexpr std::size_t filled_rows_a_block = 64;
/// Parts of a row that are as long as the columns.
constexpr std::size_t column_parts = 4;

/// Steps of either way, in the same unit: a product of sixteen lanes costs about as much as a
/// quarter of a pair.
bool dense_pays(const CellTable& table, std::size_t features) {
  double sparse = 0;
  for (std::size_t c = 0; c < table.columns; ++c) {
    const double there = table.column_begins[c + 1] - table.column_begins[c];
    sparse += there * there / 2;
  }
  const double rows = table.rows;
  return rows * rows / 2 * static_cast<double>(features) / vector_lanes < 4 * sparse;
}

/// Of weights, which are never negative.
bool is_count(double weight) {
  return weight <= widest_count && weight == static_cast<std::int16_t>(weight);
}

/// Whether every number fits into 16 bits and every sum of products into 32.
bool is_exact(const CellTable& table, const QualifierLevels& levels) {
  double greatest = 0;
  std::vector<double> row_weight(table.rows);
  for (const NetworkPair& pair : table.pairs) {
    if (!is_count(pair.weight)) return false;
    greatest = std::max(greatest, pair.weight);
    row_weight[pair.row] += pair.weight;
  }
  const bool counts = std::all_of(table.cells.begin(), table.cells.end(),
                                  [](const NetworkCell& cell) { return is_count(cell.weight); });
  if (!counts || greatest * levels.divisor > widest_count) return false;
  const double longest =
      row_weight.empty() ? 0 : *std::max_element(row_weight.begin(), row_weight.end());
  return longest * std::max(greatest * levels.divisor, 1.0) * 2 <= widest_sum;
}

}  // namespace

std::optional<DenseRows> DenseRows::of(const CellTable& table, const QualifierLevels& levels,
                                       const SumsWanted& wanted, unsigned threads) {
  const std::size_t features = std::size_t{table.columns} * (wanted.levels ? table.levels : 0) +
                               column_parts * table.columns;
  const std::size_t bytes = table.rows * features * 2 * sizeof(std::int16_t);
  if (wanted.presence || wanted.diagonal || bytes > dense_bytes || !dense_pays(table, features) ||
      !is_exact(table, levels)) {
    return std::nullopt;
  }
  return DenseRows(table, levels, wanted.levels, threads);
}

DenseRows::DenseRows(const CellTable& table, const QualifierLevels& levels, bool with_levels,
                     unsigned threads)
    : dot_(dot_products()),
      rows_(table.rows),
      levels_(with_levels),
      divisor_(levels.divisor),
      // Equal or not: cells count whole units of the divisor.
      unit_(levels.nominal ? levels.divisor : 1),
      cells_(with_levels ? padded_to_lanes(std::size_t{table.columns} * table.levels) : 0),
      columns_(padded_to_lanes(table.columns)),
      length_(cells_ + column_parts * columns_),
      left_(rows_ * length_),
      right_(rows_ * length_) {
  // Row by row, so that what is written lies together; nothing can fail here.
  const auto filled =
      parallel_blocks(rows_, filled_rows_a_block, threads, {}, {},
                      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                        for (std::size_t row = begin; row < end; ++row) {
                          fill(table, levels, static_cast<std::uint32_t>(row));
                        }
                        return {};
                      });
  static_cast<void>(filled);
}

void DenseRows::fill(const CellTable& table, const QualifierLevels& levels, std::uint32_t row) {
  const std::size_t count = table.levels;
  for (const std::uint32_t place : table.pairs_of_row(row)) {
    const NetworkPair& pair = table.pairs[place];
    std::int16_t* left = left_.data() + pair.row * length_;
    std::int16_t* right = right_.data() + pair.row * length_;
    const auto total = static_cast<std::int16_t>(pair.weight);
    const std::size_t at = cells_ + pair.column;
    left[at] = left[at + columns_] = right[at] = right[at + 2 * columns_] = total;
    left[at + 2 * columns_] = left[at + 3 * columns_] = 1;
    right[at + columns_] = right[at + 3 * columns_] = 1;
    if (!levels_) continue;
    std::int16_t* cells = left + pair.column * count;
    std::int16_t* near = right + pair.column * count;
    for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
      const NetworkCell& cell = table.cells[c];
      cells[cell.level] = near[cell.level] = static_cast<std::int16_t>(cell.weight);
    }
    if (levels.nominal) continue;
    for (std::size_t k = 0; k < count; ++k) {
      double sum = 0;
      for (std::size_t l = 0; l < count; ++l) sum += levels.near[k * count + l] * cells[l];
      near[k] = static_cast<std::int16_t>(sum);
    }
  }
}

DenseRows::Group DenseRows::sum_group(std::uint32_t group, std::uint32_t end,
                                      std::uint32_t other) const {
  std::array<const std::int16_t*, dot_rows> rows{};
  for (std::uint32_t r = 0; r < dot_rows; ++r) rows[r] = left(std::min(group + r, end - 1));
  const auto advance = [&rows](std::size_t by) {
    for (auto& row : rows) row += by;
  };
  const std::int16_t* by = right(other);
  std::array<std::int32_t, dot_rows> near{};
  std::array<std::int32_t, dot_rows> products{};
  std::array<std::int32_t, dot_rows> statements{};
  std::array<std::int32_t, dot_rows> common{};
  dot_(rows, by, cells_, near);
  advance(cells_);
  dot_(rows, by + cells_, columns_, products);
  advance(columns_);
  dot_(rows, by + cells_ + columns_, 2 * columns_, statements);
  advance(2 * columns_);
  dot_(rows, by + cells_ + 3 * columns_, columns_, common);
  Group out;
  for (std::size_t r = 0; r < dot_rows; ++r) {
    out[r] = {near[r], products[r], statements[r], common[r]};
  }
  return out;
}

PairSums DenseRows::pair_sums(const DenseSums& sums) const noexcept {
  PairSums out;
  out.products = sums.products;
  out.statements = static_cast<std::uint32_t>(sums.statements);
  out.common = static_cast<std::uint32_t>(sums.common);
  if (!levels_) return out;
  out.near = unit_ * sums.near;
  out.far = out.products * divisor_ - out.near;
  return out;
}

}  // namespace entente::alignment
