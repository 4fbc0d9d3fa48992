// SPDX-License-Identifier: GPL-3.0-or-later
// A network of one mode taken apart by concepts: what each adds to every two actors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "alignment/networks/assemble.hpp"

namespace entente::alignment {

/// Sums over the columns of a network are sums over its concepts. The selection must outlive it.
class ConceptParts {
 public:
  explicit ConceptParts(const NetworkSelection& selection);

  std::size_t concepts() const noexcept { return parts_.size(); }
  std::size_t actors() const noexcept { return placed_.network.rows.size(); }
  const PlacedNetwork& placed() const noexcept { return placed_; }
  const NetworkSelection& selection() const noexcept { return selection_; }

  struct PairPart {
    std::uint32_t row = 0;
    std::uint32_t other = 0;
    PairSums sums;
  };
  struct RowPart {
    std::uint32_t row = 0;
    double total = 0;
    PairSums self;
  };
  struct Part {
    std::vector<PairPart> pairs;
    std::vector<RowPart> rows;
  };
  const Part& part(std::size_t concept_place) const { return parts_[concept_place]; }

 private:
  const NetworkSelection& selection_;
  PlacedNetwork placed_;
  std::vector<Part> parts_;
};

/// The network of a set of concepts, to which single ones are added and from which they are taken.
/// Sums are of whole numbers, so the way to a set leaves no trace. One a thread.
class ConceptNetwork {
 public:
  explicit ConceptNetwork(const ConceptParts& parts);

  void add(std::size_t concept_place) { change(concept_place, 1); }
  void remove(std::size_t concept_place) { change(concept_place, -1); }
  void flip(std::size_t concept_place) {
    has_[concept_place] != 0 ? remove(concept_place) : add(concept_place);
  }
  bool has(std::size_t concept_place) const { return has_[concept_place] != 0; }
  std::size_t size() const noexcept { return size_; }
  std::vector<std::uint32_t> members() const;
  std::uint32_t statements() const;

  /// Eigenvalues of the Laplacian, or what DNA takes for them. O(actors^3).
  std::vector<double> shape();
  /// Of every two actors, row by row, as shape() found them last.
  const std::vector<double>& weights() const noexcept { return weights_; }

 private:
  void change(std::size_t concept_place, int sign);
  std::size_t pair(std::size_t row, std::size_t other) const noexcept {
    return row * parts_.actors() + other;
  }

  const ConceptParts& parts_;
  EdgeWeigher weigher_;
  std::vector<char> has_;
  std::size_t size_ = 0;
  std::vector<PairSums> pairs_;  ///< row < other
  std::vector<double> totals_;   ///< by row
  std::vector<PairSums> selves_;
  std::vector<double> weights_;
};

}  // namespace entente::alignment
