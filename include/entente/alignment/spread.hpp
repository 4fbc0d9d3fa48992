// SPDX-License-Identifier: GPL-3.0-or-later
// How answers on an ordered scale divide. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>

namespace entente::alignment {

/// Agreement A of C. van der Eijk, "Measuring agreement in ordered rating scales", Quality and
/// Quantity 35, 2001: 1 = all in one category, 0 = evenly spread, -1 = half at either end. `counts`
/// by category in order, empty ones included. NaN without answers or below two categories.
/// O(categories^4).
double agreement_of(std::span<const std::uint64_t> counts);

/// Polarisation of J.-M. Esteban, D. Ray, "On the measurement of polarization", Econometrica 62,
/// 1994: sum over categories i, j of p_i^(1 + alpha) p_j |i - j|, over what half at either end
/// have; 1 = that, 0 = all in one category. alpha above 0, at most 1.6. NaN as above.
/// O(categories^2).
double esteban_ray(std::span<const std::uint64_t> counts, double alpha);

}  // namespace entente::alignment
