// SPDX-License-Identifier: GPL-3.0-or-later
// Where a sequence of observations divides, by their distances alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::alignment {

/// A stretch of observations that is divided, [begin, end).
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct BestSplit {
  std::size_t at = 0;  ///< first observation behind it; 0 = nothing can be divided
  double statistic = 0;
};

/// The best of all stretches. `order` says which observation stands at which place; `distances` is
/// n x n, symmetric. A side holds at least `least` (2 or more). O(sum of squares of the stretches).
BestSplit best_split(std::span<const double> distances, std::size_t n,
                     std::span<const std::uint32_t> order, std::span<const Stretch> stretches,
                     std::size_t least);

}  // namespace entente::alignment
