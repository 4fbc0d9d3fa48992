// SPDX-License-Identifier: GPL-3.0-or-later
// Where rows fill most columns, whole vectors are multiplied at once: 16-bit counts, 32-bit sums,
// exact because nothing overflows (checked beforehand). Loops of a fixed length become vector
// loops.
#include <algorithm>
#include <bit>
#include <cmath>

#include "pair_sums.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t dense_lanes = 64;
constexpr std::size_t dense_bytes = std::size_t{256} << 20U;
constexpr double widest_count = 32767;
constexpr double widest_sum = 2147483647;

std::size_t padded(std::size_t length) {
  return (length + dense_lanes - 1) / dense_lanes * dense_lanes;
}

std::int32_t dot_product(const std::int16_t* a, const std::int16_t* b, std::size_t length) {
  std::int32_t sum = 0;
  for (std::size_t at = 0; at < length; at += dense_lanes) {
    std::int32_t part = 0;
    for (std::size_t lane = 0; lane < dense_lanes; ++lane) {
      part += std::int32_t{a[at + lane]} * std::int32_t{b[at + lane]};
    }
    sum += part;
  }
  return sum;
}

/// Steps of either way, in the same unit: a product of eight lanes costs about as much as one pair.
bool dense_pays(const CellTable& table, std::size_t features) {
  double sparse = 0;
  for (std::size_t c = 0; c < table.columns; ++c) {
    const double there = table.column_begins[c + 1] - table.column_begins[c];
    sparse += there * there / 2;
  }
  const double rows = table.rows;
  return rows * rows / 2 * static_cast<double>(features) / 16 < 4 * sparse;
}

bool is_count(double weight) { return weight <= widest_count && weight == std::floor(weight); }

}  // namespace

/// Rows of equal, padded length.
struct DenseMatrix {
  std::size_t length = 0;
  std::vector<std::int16_t> values;

  DenseMatrix() = default;
  DenseMatrix(std::size_t rows, std::size_t columns)
      : length(padded(columns)), values(rows * padded(columns)) {}
  const std::int16_t* row(std::size_t at) const { return values.data() + at * length; }
  std::int16_t* row(std::size_t at) { return values.data() + at * length; }
};

class DenseRows {
 public:
  std::uint32_t rows = 0;
  bool levels = false;
  double divisor = 1;
  DenseMatrix cells;    ///< counts by column and level
  DenseMatrix near;     ///< the same, weighed by near; empty: cells themselves
  DenseMatrix totals;   ///< counts by column
  DenseMatrix present;  ///< 1 where there is one
  std::size_t words = 0;
  std::vector<std::uint64_t> masks;  ///< present, a bit a column
};

std::shared_ptr<const DenseRows> dense_rows(const CellTable& table, const QualifierLevels& levels,
                                            const SumsWanted& wanted) {
  const std::size_t features = std::size_t{table.columns} * (wanted.levels ? table.levels : 0) +
                               std::size_t{3} * table.columns;
  const std::size_t bytes = table.rows * features * 2 * sizeof(std::int16_t);
  if (wanted.presence || wanted.diagonal || bytes > dense_bytes || !dense_pays(table, features)) {
    return nullptr;
  }
  double greatest = 0;
  for (const NetworkPair& pair : table.pairs) {
    if (!is_count(pair.weight)) return nullptr;
    greatest = std::max(greatest, pair.weight);
  }
  for (const NetworkCell& cell : table.cells) {
    if (!is_count(cell.weight)) return nullptr;
  }
  if (greatest * levels.divisor > widest_count) return nullptr;
  auto out = std::make_shared<DenseRows>();
  out->rows = table.rows;
  out->levels = wanted.levels;
  out->divisor = levels.divisor;
  out->totals = DenseMatrix(table.rows, table.columns);
  out->present = DenseMatrix(table.rows, table.columns);
  out->words = (table.columns + 63) / 64;
  out->masks.resize(table.rows * out->words);
  const std::size_t count = table.levels;
  if (wanted.levels) {
    out->cells = DenseMatrix(table.rows, table.columns * count);
    if (!levels.nominal) out->near = DenseMatrix(table.rows, table.columns * count);
  }
  std::vector<double> row_weight(table.rows);
  for (const NetworkPair& pair : table.pairs) {
    row_weight[pair.row] += pair.weight;
    out->totals.row(pair.row)[pair.column] = static_cast<std::int16_t>(pair.weight);
    out->present.row(pair.row)[pair.column] = 1;
    out->masks[pair.row * out->words + pair.column / 64] |= std::uint64_t{1} << (pair.column % 64U);
    if (!wanted.levels) continue;
    std::int16_t* cells = out->cells.row(pair.row) + pair.column * count;
    for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
      cells[table.cells[c].level] = static_cast<std::int16_t>(table.cells[c].weight);
    }
    if (levels.nominal) continue;
    std::int16_t* near = out->near.row(pair.row) + pair.column * count;
    for (std::size_t k = 0; k < count; ++k) {
      double sum = 0;
      for (std::size_t l = 0; l < count; ++l) sum += levels.near[k * count + l] * cells[l];
      near[k] = static_cast<std::int16_t>(sum);
    }
  }
  const double longest =
      row_weight.empty() ? 0 : *std::max_element(row_weight.begin(), row_weight.end());
  if (longest * std::max(greatest * levels.divisor, 1.0) * 2 > widest_sum) return nullptr;
  return out;
}

void sum_dense(const DenseRows& dense, std::uint32_t row, RowSums& out) {
  const DenseMatrix& near = dense.near.values.empty() ? dense.cells : dense.near;
  // Equal or not: near counts whole units of the divisor.
  const double unit = dense.near.values.empty() ? dense.divisor : 1;
  const std::uint64_t* mask = dense.masks.data() + row * dense.words;
  for (std::uint32_t other = row + 1; other < dense.rows; ++other) {
    const std::uint64_t* others = dense.masks.data() + other * dense.words;
    int common = 0;
    for (std::size_t w = 0; w < dense.words; ++w) common += std::popcount(mask[w] & others[w]);
    if (common == 0) continue;
    PairSums& sums = out.by_row[other];
    out.touched.push_back(other);
    sums.common = static_cast<std::uint32_t>(common);
    const std::size_t length = dense.totals.length;
    sums.statements = static_cast<std::uint32_t>(
        dot_product(dense.totals.row(row), dense.present.row(other), length) +
        dot_product(dense.present.row(row), dense.totals.row(other), length));
    sums.products = dot_product(dense.totals.row(row), dense.totals.row(other), length);
    if (!dense.levels) continue;
    sums.near = unit * dot_product(dense.cells.row(row), near.row(other), dense.cells.length);
    sums.far = sums.products * dense.divisor - sums.near;
  }
}

}  // namespace entente::alignment
