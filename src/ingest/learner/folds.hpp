// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows are held out together. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente::ingest::learner {

/// A fold for each row, 0 .. folds-1. Groups stay whole: in an order drawn by (seed, group), each
/// goes to the fold with the fewest rows. Where every group is one row, classes are dealt out
/// evenly. O(n log n).
std::vector<std::uint32_t> folds_of(std::span<const std::uint32_t> groups,
                                    std::span<const std::uint32_t> labels, std::uint32_t folds,
                                    std::uint64_t seed);

/// How many different groups there are.
std::size_t group_count(std::span<const std::uint32_t> groups);

}  // namespace entente::ingest::learner
