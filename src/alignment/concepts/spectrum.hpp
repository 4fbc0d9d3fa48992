// SPDX-License-Identifier: GPL-3.0-or-later
// Eigenvalues of the graph Laplacian.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::alignment {

/// Of a symmetric matrix of weights, row by row, none below 0, the diagonal unused: eigenvalues of
/// D - A ascending, each over their sum where that is above 0. O(rows^3).
std::vector<double> laplacian_spectrum(std::span<const double> weights, std::size_t rows);

}  // namespace entente::alignment
