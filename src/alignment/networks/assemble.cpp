// SPDX-License-Identifier: GPL-3.0-or-later
#include "assemble.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "dense_rows.hpp"
#include "entente/base/parallel.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t edge_rows_a_block = 16;

Error too_many_edges() {
  return {ErrorKind::Limit,
          "the network has too many edges",
          {},
          "at most 20 million",
          "more",
          "ask for rows with more statements (--least), or filter"};
}

/// What DNA makes of a set of levels: 32-bit integers that overflow as Java's do.
double dna_combination(const NetworkPair& pair, const CellTable& table) {
  std::uint32_t code = 0;
  for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
    if (table.cells[c].weight == 0) continue;
    const std::uint32_t place = table.levels - 1 - table.cells[c].level;
    code += place >= 31 ? 0x7FFFFFFFU : std::uint32_t{1} << place;
  }
  return static_cast<std::int32_t>(code);
}

double combination(const NetworkPair& pair, const CellTable& table) {
  double code = 0;
  for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
    if (table.cells[c].weight > 0) {
      code += std::exp2(table.levels - 1 - table.cells[c].level);
    }
  }
  return code;
}

double two_mode_value(const NetworkSelection& selection, const PlacedNetwork& placed,
                      const NetworkPair& pair) {
  const CellTable& table = placed.table;
  if (selection.options.rule == QualifierRule::Combine) {
    return selection.dna() ? dna_combination(pair, table) : combination(pair, table);
  }
  if (selection.options.rule == QualifierRule::Ignore) return pair.weight;
  double sum = 0;
  for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
    sum += table.cells[c].weight * placed.levels.weight[table.cells[c].level];
  }
  return sum;
}

/// What activity (by row) or prominence (by column) divides by.
std::vector<double> two_mode_sums(const NetworkSelection& selection, const CellTable& table,
                                  const std::vector<double>& values, bool by_row) {
  std::vector<double> out(by_row ? table.rows : table.columns);
  std::size_t at = 0;
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    for (const std::uint32_t place : table.pairs_of_row(row)) {
      const NetworkPair& pair = table.pairs[place];
      const double value = values[at++];
      double& sum = out[by_row ? row : pair.column];
      switch (selection.options.rule) {
        case QualifierRule::Combine:
          sum += value > 0 ? 1 : 0;
          break;
        case QualifierRule::Subtract:
          sum += pair.weight;
          break;
        default:
          sum += value;
      }
    }
  }
  return out;
}

Result<void> add_two_mode_edges(const NetworkSelection& selection, PlacedNetwork& placed) {
  const CellTable& table = placed.table;
  const bool combined = selection.options.rule == QualifierRule::Combine &&
                        selection.options.normalization == Normalization::Prominence;
  if (combined && table.rows != table.columns) {
    return fail({ErrorKind::Usage,
                 "DNA breaks off when it divides combined levels by prominence",
                 {"", 0, "--normalize"},
                 "",
                 "prominence",
                 "leave out --compat dna, or one of the two settings"});
  }
  const std::vector<double> weights = two_mode_weights(selection, placed);
  std::size_t at = 0;
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    for (const std::uint32_t place : table.pairs_of_row(row)) {
      const NetworkPair& pair = table.pairs[place];
      const double weight = weights[at++];
      if (!std::isnan(weight)) {
        placed.network.edges.push_back({row, pair.column, weight, pair.statements, 1});
      }
    }
  }
  return {};
}

/// Weighs a pair of rows and keeps it if it is an edge.
void add_edge(const EdgeWeigher& weigher, std::uint32_t row, std::uint32_t other,
              const PairSums& sums, std::vector<NetworkEdge>& out) {
  const double weight = weigher.weigh(row, other, sums);
  if (std::isnan(weight) && !weigher.keeps_undefined()) return;
  out.push_back({row, other, weight, sums.statements, sums.common});
}

/// The edges of each row.
using RowEdges = std::vector<std::vector<NetworkEdge>>;

std::size_t count_edges(const RowEdges& found, std::size_t begin, std::size_t end) {
  std::size_t out = 0;
  for (std::size_t row = begin; row < end; ++row) out += found[row].size();
  return out;
}

/// Of the rows [begin, end) with those after each.
void add_sparse_edges(const PairSummer& summer, const EdgeWeigher& weigher, std::uint32_t begin,
                      std::uint32_t end, RowEdges& out) {
  RowSums sums;
  for (std::uint32_t row = begin; row < end; ++row) {
    summer.sum(row, sums);
    if (weigher.weighs_all()) {
      for (std::uint32_t other = row + 1; other < out.size(); ++other) {
        add_edge(weigher, row, other, sums.by_row[other], out[row]);
      }
    } else {
      for (const std::uint32_t other : sums.touched) {
        add_edge(weigher, row, other, sums.by_row[other], out[row]);
      }
    }
  }
}

void add_dense_edges(const DenseRows& dense, const EdgeWeigher& weigher, std::uint32_t begin,
                     std::uint32_t end, RowEdges& out) {
  for (std::uint32_t row = begin; row < end; ++row) out[row].reserve(out.size() - row - 1);
  dense.for_each_pair(begin, end, [&](std::uint32_t row, std::uint32_t other, DenseSums sums) {
    if (sums.common == 0 && !weigher.weighs_all()) return;
    add_edge(weigher, row, other, dense.pair_sums(sums), out[row]);
  });
}

Result<void> add_one_mode_edges(const NetworkSelection& selection, PlacedNetwork& placed,
                                bool kernel, unsigned threads, const CancelToken& cancel) {
  const CellTable& table = placed.table;
  EdgeWeigher weigher(selection, placed, kernel);
  const PairSummer summer(table, placed.levels, weigher.wanted());
  const auto dense = DenseRows::of(table, placed.levels, weigher.wanted(), threads);
  weigher.refresh(summer);
  RowEdges found(table.rows);
  std::atomic<std::size_t> total{0};
  ENTENTE_CHECK(
      parallel_blocks(table.rows, edge_rows_a_block, threads, cancel, {},
                      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                        const auto first = static_cast<std::uint32_t>(begin);
                        const auto last = static_cast<std::uint32_t>(end);
                        if (dense) {
                          add_dense_edges(*dense, weigher, first, last, found);
                        } else {
                          add_sparse_edges(summer, weigher, first, last, found);
                        }
                        const std::size_t edges = count_edges(found, begin, end);
                        if (total.fetch_add(edges) + edges > most_edges)
                          return fail(too_many_edges());
                        return {};
                      }));
  placed.network.edges.reserve(total);
  for (const auto& of_row : found) {
    placed.network.edges.insert(placed.network.edges.end(), of_row.begin(), of_row.end());
  }
  return {};
}

}  // namespace

std::vector<double> two_mode_weights(const NetworkSelection& selection,
                                     const PlacedNetwork& placed) {
  const CellTable& table = placed.table;
  std::vector<double> values;
  values.reserve(table.pairs.size());
  for (const std::uint32_t place : table.row_pairs) {
    values.push_back(two_mode_value(selection, placed, table.pairs[place]));
  }
  const Normalization normalization = selection.options.normalization;
  const bool by_row = normalization == Normalization::Activity;
  if (!by_row && normalization != Normalization::Prominence) return values;
  // On a square, DNA counts the rows of combined levels where it means their columns.
  const bool swapped = !by_row && selection.options.rule == QualifierRule::Combine;
  const std::vector<double> sums = two_mode_sums(selection, table, values, by_row || swapped);
  const double undefined = selection.dna() ? 0 : std::numeric_limits<double>::quiet_NaN();
  for (std::size_t at = 0; at < values.size(); ++at) {
    const NetworkPair& pair = table.pairs[table.row_pairs[at]];
    const double by = sums[by_row ? pair.row : pair.column];
    values[at] = by == 0 ? undefined : values[at] / by;
  }
  return values;
}

Result<void> add_edges(const NetworkSelection& selection, PlacedNetwork& placed, bool kernel,
                       unsigned threads, const CancelToken& cancel) {
  ENTENTE_CHECK(check_cancel(cancel));
  if (selection.options.mode == NetworkMode::EventList || placed.network.statements.empty()) {
    return {};
  }
  if (selection.options.mode == NetworkMode::TwoMode) return add_two_mode_edges(selection, placed);
  return add_one_mode_edges(selection, placed, kernel, threads, cancel);
}

Result<Network> assemble_network(const NetworkSelection& selection, const NetworkPart& part,
                                 unsigned threads, const CancelToken& cancel) {
  PlacedNetwork placed = place_network(selection, part);
  ENTENTE_CHECK(add_edges(selection, placed, part.kernel, threads, cancel));
  return std::move(placed.network);
}

}  // namespace entente::alignment
