// SPDX-License-Identifier: GPL-3.0-or-later
// The sorted row sums of a square matrix, which DNA takes for the eigenvalues of a Laplacian.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::alignment {

/// Ascending, each over their total where that is above 0. O(rows^2).
std::vector<double> degree_sequence(std::span<const double> cells, std::size_t rows);

/// Sum of |differences|. Precondition: of one length.
double sum_of_differences(std::span<const double> a, std::span<const double> b);

}  // namespace entente::alignment
