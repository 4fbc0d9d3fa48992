// SPDX-License-Identifier: GPL-3.0-or-later
// A network whose documents get other weights, again and again.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "assemble.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/shared_weights.hpp"
#include "own_pairs.hpp"

namespace entente::alignment {

/// The network again and again, each time with other weights of documents. One a thread.
class DrawnNetwork {
 public:
  /// Documents are drawn for the statements of the part, or for `drawn_for`, which hold them.
  DrawnNetwork(const NetworkSelection& selection, const NetworkPart& part, const Network& network,
               std::span<const std::uint32_t> drawn_for = {})
      : selection_(selection), network_(network) {
    placed_ = place_network(selection, part, &cell_of_);
    const CodedStatements& statements = *selection.statements;
    // Documents by their ids, so that the draws of one do not hang on what stands beside it.
    for (const NetworkStatement& s : placed_.network.statements) {
      documents_.push_back(statements.documents[s.statement]);
    }
    used_ = documents_;
    for (const std::uint32_t s : drawn_for) used_.push_back(statements.documents[s]);
    std::sort(used_.begin(), used_.end());
    used_.erase(std::unique(used_.begin(), used_.end()), used_.end());
    for (std::uint32_t& document : documents_) {
      document = static_cast<std::uint32_t>(std::lower_bound(used_.begin(), used_.end(), document) -
                                            used_.begin());
    }
    drawn_.resize(used_.size());
    excess_.resize(used_.size());
  }

  /// Pairs within documents; the same for every draw.
  OwnPairs own_pairs() const { return {placed_, network_, documents_}; }

  std::size_t documents() const noexcept { return drawn_.size(); }
  /// Place in CodedStatements::document_ids.
  std::uint32_t document(std::size_t place) const noexcept { return used_[place]; }

  /// Weights of the edges without a document; NaN where no edge is left.
  void without(std::size_t document, const OwnPairs& own, std::vector<double>& out) {
    std::fill(drawn_.begin(), drawn_.end(), 1.0);
    std::fill(excess_.begin(), excess_.end(), 0.0);
    drawn_[document] = 0;
    weigh_edges(own, out);
  }

  /// Weights of the edges in draw `replicate`.
  void draw(const Philox& source, std::uint64_t replicate, const OwnPairs& own,
            std::vector<double>& out) {
    PhiloxCursor cursor = source.cursor(replicate);
    double sum = 0;
    for (double& weight : drawn_) {
      weight = stats::exponential_of(cursor.uniform01());
      sum += weight;
    }
    const double mean = sum / static_cast<double>(drawn_.size());
    for (double& weight : drawn_) weight /= mean;
    for (std::size_t d = 0; d < drawn_.size(); ++d) excess_[d] = drawn_[d] * (drawn_[d] - 1);
    weigh_edges(own, out);
  }

 private:
  static constexpr double no_edge = std::numeric_limits<double>::quiet_NaN();

  void weigh_edges(const OwnPairs& own, std::vector<double>& out) {
    weigh_cells();
    if (selection_.options.mode == NetworkMode::TwoMode) {
      two_modes(out);
    } else {
      one_mode(own, out);
    }
  }

  void weigh_cells() {
    CellTable& table = placed_.table;
    for (NetworkCell& cell : table.cells) cell.weight = 0;
    for (std::size_t s = 0; s < cell_of_.size(); ++s) {
      table.cells[cell_of_[s]].weight += drawn_[documents_[s]];
    }
    for (NetworkPair& pair : table.pairs) {
      pair.weight = 0;
      for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
        pair.weight += table.cells[c].weight;
      }
    }
  }

  void two_modes(std::vector<double>& out) {
    const std::vector<double> weights = two_mode_weights(selection_, placed_);
    std::size_t edge = 0;
    const CellTable& table = placed_.table;
    for (std::size_t at = 0; at < weights.size() && edge < network_.edges.size(); ++at) {
      const NetworkPair& pair = table.pairs[table.row_pairs[at]];
      const NetworkEdge& wanted = network_.edges[edge];
      if (pair.row != wanted.row || pair.column != wanted.column) continue;
      out[edge++] = pair.weight > 0 ? weights[at] : no_edge;
    }
  }

  /// A document weighed w counts w times, not w^2 times, in what its own statements have in common:
  /// else every draw would make pairs of a document with copies of itself.
  void one_mode(const OwnPairs& own, std::vector<double>& out) {
    EdgeWeigher weigher(selection_, placed_, false);
    const PairSummer summer(placed_.table, placed_.levels, weigher.wanted());
    weigher.refresh(summer);
    for (std::uint32_t row = 0; row < placed_.table.rows; ++row) {
      PairSums excess;
      own.take_off_row(row, excess_, excess);
      weigher.add_to_self(row, excess);
    }
    std::size_t edge = 0;
    while (edge < network_.edges.size()) {
      const std::uint32_t row = network_.edges[edge].row;
      summer.sum(row, sums_);
      for (; edge < network_.edges.size() && network_.edges[edge].row == row; ++edge) {
        const std::uint32_t other = network_.edges[edge].column;
        PairSums sums = sums_.by_row[other];
        own.take_off_edge(edge, excess_, sums);
        const bool left = sums.products > 0 || weigher.weighs_all();
        out[edge] = left ? within_bounds(weigher.weigh(row, other, sums)) : no_edge;
      }
    }
  }

  /// What the normalisation cannot pass stays a bound of each draw.
  double within_bounds(double weight) const {
    const Normalization by = selection_.options.normalization;
    if (by != Normalization::Jaccard && by != Normalization::Cosine) return weight;
    return std::isnan(weight) ? weight : std::clamp(weight, -1.0, 1.0);
  }

  const NetworkSelection& selection_;
  const Network& network_;
  PlacedNetwork placed_;
  std::vector<std::uint32_t> cell_of_;
  std::vector<std::uint32_t> used_;       ///< documents drawn, ascending
  std::vector<std::uint32_t> documents_;  ///< by statement: place among those drawn
  std::vector<double> drawn_;             ///< by document: its weight w, 1 on average
  std::vector<double> excess_;            ///< by document: w^2 - w
  RowSums sums_;
};

}  // namespace entente::alignment
