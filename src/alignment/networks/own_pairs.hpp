// SPDX-License-Identifier: GPL-3.0-or-later
// What the pairs of statements within one document add to the sums of two rows, and of a row with
// itself: the part that counts once and not twice where documents are weighed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assemble.hpp"

namespace entente::alignment {

struct OwnSums {
  std::uint32_t document = 0;
  double near = 0;
  double far = 0;
  double products = 0;
  double nominal = 0;
};

class OwnPairs {
 public:
  /// `documents`: by statement of the placed network. O(sum over documents and columns of cells^2
  /// x log of all).
  OwnPairs(const PlacedNetwork& placed, const Network& network,
           std::span<const std::uint32_t> documents);

  /// Takes (w^2 - w) of each document's own pairs off the sums that weights w gave: what is left
  /// has their mean where weights have mean 1. `excess`: w^2 - w by document.
  void take_off_edge(std::size_t edge, std::span<const double> excess, PairSums& sums) const;
  void take_off_row(std::size_t row, std::span<const double> excess, PairSums& sums) const;

 private:
  struct Lists {
    std::vector<std::size_t> begins;
    std::vector<OwnSums> sums;
    void take_off(std::size_t place, std::span<const double> excess, PairSums& out) const;
  };
  Lists edges_;
  Lists rows_;
};

}  // namespace entente::alignment
