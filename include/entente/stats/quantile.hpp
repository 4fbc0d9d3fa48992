// SPDX-License-Identifier: GPL-3.0-or-later
// Sample quantiles and medians of known values. + - * / only: the same bits on every CPU. Pure
// functions, any thread. O(n log n) for the sort, O(1) on sorted values.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "entente/base/result.hpp"

namespace entente::stats {

/// R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American Statistician
/// 50(4), 1996. Both interpolate between order statistics x(1) <= ... <= x(n) at place h.
enum class QuantileType : std::uint8_t {
  Type6,  ///< h = (n + 1) p, held within 1 .. n: Weibull; SPSS, Minitab
  Type7,  ///< h = (n - 1) p + 1: R's and NumPy's default
};
std::string_view to_string(QuantileType type) noexcept;

/// p in [0, 1]. Errors: Missing (no value), Range (p, or a value that is not finite).
Result<double> quantile(std::span<const double> known, double p,
                        QuantileType type = QuantileType::Type7);

/// The same on values already in ascending order. Precondition: not empty, ascending, finite,
/// 0 <= p <= 1.
double quantile_of_sorted(std::span<const double> sorted, double p,
                          QuantileType type = QuantileType::Type7) noexcept;

/// The same on values in any order, which it leaves in another. Precondition: not empty, finite,
/// 0 <= p <= 1. O(n) expected, where sorting them would be the dearest part.
double quantile_by_selection(std::span<double> values, double p,
                             QuantileType type = QuantileType::Type7) noexcept;

/// The middle value, or the mean of the two middle ones: quantile(known, 1/2).
Result<double> median(std::span<const double> known);

/// All points m that minimise sum w |x - m|: one point, or everything between two values.
struct MedianRange {
  double low = 0;
  double high = 0;
  double middle() const noexcept { return low + (high - low) / 2; }
  friend bool operator==(const MedianRange&, const MedianRange&) = default;
};

/// The weighted median: low is the least value with half the weight at or below it, high the
/// greatest with half at or above it. Cumulative weights within 1e-12 of the total from half count
/// as half, since decimal weights such as 0.1 + 0.2 against 0.3 are not exact in binary. Values of
/// weight 0 take no part. Errors: as weighted_mean.
Result<MedianRange> weighted_median(std::span<const double> known, std::span<const double> weights);

}  // namespace entente::stats
