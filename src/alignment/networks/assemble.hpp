// SPDX-License-Identifier: GPL-3.0-or-later
// From a selection, or a window of it, to a network: labels, cells, edges.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "cell_table.hpp"
#include "pair_sums.hpp"
#include "selection.hpp"

namespace entente::alignment {

/// More edges than this are refused.
inline constexpr std::size_t most_edges = 20'000'000;

/// What is made into one network.
struct NetworkPart {
  std::span<const std::uint32_t> statements;   ///< of the selection's `kept`
  std::span<const double> weights;             ///< empty: 1 each
  std::span<const std::uint32_t> labels_from;  ///< statements whose rows and columns are listed
  bool kernel = false;  ///< DNA's kernels: their own levels, filled diagonal, no normalisation
};

/// All of a selection, which must outlive it.
inline NetworkPart whole_part(const NetworkSelection& selection) {
  NetworkPart part;
  part.statements = selection.kept;
  part.labels_from = selection.options.isolates ? selection.in_range : selection.kept;
  return part;
}

/// A network without its edges yet, and what they are computed from.
struct PlacedNetwork {
  Network network;
  QualifierLevels levels;
  std::vector<std::uint32_t> level_of;  ///< by statement of the network
  CellTable table;
};

/// Without the table.
PlacedNetwork place_statements(const NetworkSelection& selection, const NetworkPart& part);
/// `cell_of` as of make_cell_table.
PlacedNetwork place_network(const NetworkSelection& selection, const NetworkPart& part,
                            std::vector<std::uint32_t>* cell_of = nullptr);

/// Weighs edges from the sums of two rows. The table may get other weights between calls of
/// refresh().
class EdgeWeigher {
 public:
  EdgeWeigher(const NetworkSelection& selection, const PlacedNetwork& placed, bool kernel);

  SumsWanted wanted() const noexcept { return wanted_; }
  /// Whether pairs that have no column in common also have a weight, as some of DNA's have.
  bool weighs_all() const noexcept { return all_; }
  /// DNA shows NaN where it divided 0 by 0; the default has no such edge.
  bool keeps_undefined() const noexcept { return dna_; }
  void refresh(const PairSummer& summer);
  /// The same from each row's weight and from what it has in common with itself.
  void refresh(std::vector<double> totals, const std::function<PairSums(std::uint32_t)>& self);
  /// Adds to what a row has in common with itself, as refresh() found it.
  void add_to_self(std::uint32_t row, const PairSums& sums);
  /// NaN where it is undefined.
  double weigh(std::uint32_t row, std::uint32_t other, const PairSums& sums) const {
    return plain_ ? combine(sums.near, sums.far) : weigh_divided(row, other, sums);
  }

 private:
  double combine(double near, double far) const {
    if (options_.rule == QualifierRule::Conflict) return far;
    return options_.rule == QualifierRule::Subtract ? near - far : near;
  }
  double weigh_divided(std::uint32_t row, std::uint32_t other, const PairSums& sums) const;
  double divisor(std::uint32_t row, std::uint32_t other, const PairSums& sums) const;
  double likeness(const PairSums& sums) const;

  const NetworkOptions& options_;
  const QualifierLevels& levels_;
  const CellTable& table_;
  bool dna_ = false;
  bool texts_ = false;  ///< DNA's rules for texts
  bool all_ = false;
  bool plain_ = false;  ///< nothing to divide by, as in most networks
  Normalization normalization_;
  SumsWanted wanted_;
  std::vector<double> totals_;  ///< by row
  std::vector<double> selves_;  ///< by row: likeness with itself
};

/// Two modes: one value for each of the table's pairs, by row, then column. NaN where undefined.
std::vector<double> two_mode_weights(const NetworkSelection& selection,
                                     const PlacedNetwork& placed);

/// Fills in the edges. Errors: Limit, Cancelled; Usage (DNA breaks off on combine with prominence).
Result<void> add_edges(const NetworkSelection& selection, PlacedNetwork& placed, bool kernel,
                       unsigned threads, const CancelToken& cancel);

/// place_network and add_edges.
Result<Network> assemble_network(const NetworkSelection& selection, const NetworkPart& part,
                                 unsigned threads, const CancelToken& cancel);

}  // namespace entente::alignment
