// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors of words from a truncated singular value decomposition of counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::positions {

/// A count of a word in a unit.
struct UnitCell {
  std::uint32_t unit = 0;
  std::uint32_t word = 0;
  double count = 0;
};

struct CountVectors {
  std::vector<double> of_word;  ///< words x dimensions, row after row: V
  std::vector<double> singular_values;
};

/// By implicitly restarted Lanczos iteration (Spectra). Errors: Range (no dimension, or not fewer
/// than units and words), Limit (no convergence).
Result<CountVectors> count_vectors(const std::vector<UnitCell>& cells, std::size_t units,
                                   std::size_t words, std::size_t dimensions);

}  // namespace entente::positions
