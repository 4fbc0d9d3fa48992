// SPDX-License-Identifier: GPL-3.0-or-later
#include "own_pairs.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace entente::alignment {
namespace {

/// How often a document says one thing: a row on a column at a level.
struct OwnCell {
  std::uint32_t row = 0;
  std::uint32_t level = 0;
  double count = 0;
};

struct Placed {
  std::size_t place = 0;  ///< edge or row
  OwnSums sums;
};

void add_product(const OwnCell& a, const OwnCell& b, const QualifierLevels& levels, OwnSums& out) {
  const double product = a.count * b.count;
  out.products += product;
  if (a.level == b.level) out.nominal += product;
  if (levels.near.empty()) return;
  const std::size_t at = static_cast<std::size_t>(a.level) * levels.count() + b.level;
  out.near += product * levels.near[at];
  out.far += product * levels.far[at];
}

/// Entries of one place and document become one; the order of their sums is that of the entries.
template <class Lists>
void fill_lists(std::vector<Placed> entries, std::size_t places, Lists& out) {
  const auto key = [](const Placed& one) { return std::pair(one.place, one.sums.document); };
  std::stable_sort(entries.begin(), entries.end(),
                   [&](const Placed& a, const Placed& b) { return key(a) < key(b); });
  out.begins.assign(places + 1, 0);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const OwnSums& one = entries[i].sums;
    if (i > 0 && key(entries[i]) == key(entries[i - 1])) {
      OwnSums& sum = out.sums.back();
      sum.near += one.near;
      sum.far += one.far;
      sum.products += one.products;
      sum.nominal += one.nominal;
      continue;
    }
    out.sums.push_back(one);
    ++out.begins[entries[i].place + 1];
  }
  std::partial_sum(out.begins.begin(), out.begins.end(), out.begins.begin());
}

/// Places of statements by document, column, row and level.
std::vector<std::uint32_t> by_document(const PlacedNetwork& placed,
                                       std::span<const std::uint32_t> documents) {
  std::vector<std::uint32_t> out(placed.network.statements.size());
  std::iota(out.begin(), out.end(), 0U);
  const auto key = [&](std::uint32_t s) {
    const NetworkStatement& statement = placed.network.statements[s];
    const std::uint32_t level = placed.level_of.empty() ? 0 : placed.level_of[s];
    return std::tuple(documents[s], statement.column, statement.row, level);
  };
  std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(key(a), a) < std::pair(key(b), b);
  });
  return out;
}

}  // namespace

OwnPairs::OwnPairs(const PlacedNetwork& placed, const Network& network,
                   std::span<const std::uint32_t> documents) {
  const auto& statements = placed.network.statements;
  const std::vector<std::uint32_t> order = by_document(placed, documents);
  std::vector<Placed> of_edges;
  std::vector<Placed> of_rows;
  std::vector<OwnCell> cells;
  const auto close = [&](std::uint32_t document) {
    for (std::size_t a = 0; a < cells.size(); ++a) {
      for (std::size_t b = a; b < cells.size(); ++b) {
        OwnSums sums;
        sums.document = document;
        add_product(cells[a], cells[b], placed.levels, sums);
        if (cells[a].row == cells[b].row) {
          if (a != b) add_product(cells[b], cells[a], placed.levels, sums);
          of_rows.push_back({cells[a].row, sums});
          continue;
        }
        const NetworkEdge* edge = network.edge(cells[a].row, cells[b].row);
        if (edge == nullptr) continue;
        of_edges.push_back({static_cast<std::size_t>(edge - network.edges.data()), sums});
      }
    }
    cells.clear();
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint32_t s = order[i];
    const std::uint32_t level = placed.level_of.empty() ? 0 : placed.level_of[s];
    if (cells.empty() || cells.back().row != statements[s].row || cells.back().level != level) {
      cells.push_back({statements[s].row, level, 0});
    }
    cells.back().count += 1;
    const bool last = i + 1 == order.size();
    if (last || documents[order[i + 1]] != documents[s] ||
        statements[order[i + 1]].column != statements[s].column) {
      close(documents[s]);
    }
  }
  fill_lists(std::move(of_edges), network.edges.size(), edges_);
  fill_lists(std::move(of_rows), placed.table.rows, rows_);
}

void OwnPairs::Lists::take_off(std::size_t place, std::span<const double> excess,
                               PairSums& out) const {
  for (std::size_t i = begins[place]; i < begins[place + 1]; ++i) {
    const OwnSums& own = sums[i];
    const double by = excess[own.document];
    out.near -= by * own.near;
    out.far -= by * own.far;
    out.products -= by * own.products;
    out.nominal -= by * own.nominal;
  }
}

void OwnPairs::take_off_edge(std::size_t edge, std::span<const double> excess,
                             PairSums& sums) const {
  edges_.take_off(edge, excess, sums);
}

void OwnPairs::take_off_row(std::size_t row, std::span<const double> excess, PairSums& sums) const {
  rows_.take_off(row, excess, sums);
}

}  // namespace entente::alignment
