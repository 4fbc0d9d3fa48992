// SPDX-License-Identifier: GPL-3.0-or-later
// Mean, spread and range of known values. A missing value is not a number: leave it out of the
// span, and the n of the result says how many were known. NaN and infinities are refused, never
// skipped. + - * / sqrt only, in the order of the span: the same bits on every CPU and in
// WebAssembly. Pure functions, any thread. All O(n).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "entente/base/result.hpp"

namespace entente::stats {

struct Summary {
  std::size_t n = 0;
  double sum = 0;
  double mean = 0;  ///< within [min, max], also after rounding
  double min = 0;
  double max = 0;
  double sd_population = 0;         ///< sqrt(sum (x - mean)^2 / n)
  std::optional<double> sd_sample;  ///< with n - 1; absent for n = 1, not 0

  double range() const noexcept { return max - min; }
};

/// Errors: Missing (no value), Range (a value that is not finite, its 1-based place as the row; or
/// a sum or square beyond double).
Result<Summary> summarize(std::span<const double> known);

/// The compensated sum (Neumaier); 0 for no values. Errors: Range as above.
Result<double> sum(std::span<const double> known);

/// Errors: as summarize.
Result<double> mean(std::span<const double> known);

/// sum(w x) / sum(w), within the range of the values that have weight. Weights are finite and not
/// negative; their unit does not matter. Errors: Usage (spans of different length), Missing (no
/// value or no weight above 0), Range.
Result<double> weighted_mean(std::span<const double> known, std::span<const double> weights);

/// Checks what every statistic here requires: all finite, else Range with the 1-based place.
Result<void> check_finite(std::span<const double> values, const char* what = "value");

/// The weights' rules: as many as values, finite, not negative, one above 0.
Result<void> check_weights(std::size_t values, std::span<const double> weights);

/// The e for which every weight times 2^-e is below 1 and the largest at least 1/2: an exact
/// scaling under which no product overflows before its value would. Precondition: check_weights.
int weight_exponent(std::span<const double> weights) noexcept;

}  // namespace entente::stats
