// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as a distribution: uniform between its quantiles, from the least to the greatest value
// that the panel thinks of. Values are on the item's own scale, logarithms where it is logarithmic.
#pragma once

#include <span>
#include <vector>

#include "entente/record/expert_panel.hpp"

namespace entente::positions {

/// What all answers to an item span, widened on each side.
struct ItemRange {
  double low = 0;
  double high = 0;
  bool logarithmic = false;

  double width() const noexcept { return high - low; }
  double scaled(double value) const noexcept;
  double unscaled(double value) const noexcept;
};

/// Width 0 where all answers are one value or there is none.
ItemRange item_range(const record::ExpertPanel& panel, std::size_t item, double overshoot);

struct QuantileCurve {
  std::vector<double> at;     ///< low end, quantiles, high end; ascending
  std::vector<double> share;  ///< 0, levels, 1
  bool spread = false;        ///< two quantiles alike were set a millionth of the range apart

  double cdf(double value) const noexcept;
};

QuantileCurve quantile_curve(std::span<const double> quantiles, std::span<const double> levels,
                             const ItemRange& range);

/// Relative information with respect to the uniform on the range.
double information_of(const QuantileCurve& curve, const ItemRange& range);

/// Quantiles of the weighted mean of curves, on the item's own (not the scaled) values. Weights sum
/// to 1. O(curves^2 x levels).
std::vector<double> mixed_quantiles(std::span<const QuantileCurve> curves,
                                    std::span<const double> weights, std::span<const double> levels,
                                    const ItemRange& range);

}  // namespace entente::positions
