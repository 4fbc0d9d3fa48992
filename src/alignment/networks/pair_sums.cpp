// SPDX-License-Identifier: GPL-3.0-or-later
#include "pair_sums.hpp"

#include <algorithm>

namespace entente::alignment {

void PairSummer::add_pair(const NetworkPair& a, const NetworkPair& b, PairSums& out) const {
  out.products += a.weight * b.weight;
  out.statements += a.statements + b.statements;
  ++out.common;
  if (!wanted_.levels && !wanted_.presence) return;
  const std::size_t levels = table_.levels;
  for (std::uint32_t p = a.first_cell; p < a.end_cell; ++p) {
    const NetworkCell& cell = table_.cells[p];
    for (std::uint32_t q = b.first_cell; q < b.end_cell; ++q) {
      const NetworkCell& other = table_.cells[q];
      const double product = cell.weight * other.weight;
      if (wanted_.levels) {
        const std::size_t at = cell.level * levels + other.level;
        out.near += product * levels_.near[at];
        out.far += product * levels_.far[at];
      }
      if (wanted_.presence && cell.level == other.level) {
        out.nominal += product;
        out.matched += cell.weight;
        out.matched_by += other.weight;
      }
    }
  }
}

void PairSummer::sum(std::uint32_t row, RowSums& out) const {
  if (out.by_row.size() != table_.rows) {
    out.by_row.assign(table_.rows, {});
    out.touched.clear();
  }
  for (const std::uint32_t other : out.touched) out.by_row[other] = {};
  out.touched.clear();
  for (const std::uint32_t place : table_.pairs_of_row(row)) {
    const NetworkPair& pair = table_.pairs[place];
    const std::uint32_t end = table_.column_begins[pair.column + 1];
    for (std::uint32_t q = wanted_.diagonal ? place : place + 1; q < end; ++q) {
      const NetworkPair& other = table_.pairs[q];
      PairSums& sums = out.by_row[other.row];
      if (sums.common == 0) out.touched.push_back(other.row);
      add_pair(pair, other, sums);
    }
  }
  std::sort(out.touched.begin(), out.touched.end());
}

PairSums PairSummer::self(std::uint32_t row) const {
  PairSums out;
  for (const std::uint32_t place : table_.pairs_of_row(row)) {
    add_pair(table_.pairs[place], table_.pairs[place], out);
  }
  return out;
}

}  // namespace entente::alignment
