// SPDX-License-Identifier: GPL-3.0-or-later
// What one vote says in the ordinal probit model: derivatives of its log probability, exact to 1e-9
// everywhere, without infinities in the tails. Pure functions, any thread.
#pragma once

#include <array>
#include <cstddef>

namespace entente::positions {

/// h(x) = phi(x) / Phi(x), of which h' = -h (x + h): between nodes 1/64 apart by cubic Hermite
/// interpolation (error below 1e-10), beyond them by continued fraction and by phi itself.
class InverseMills {
 public:
  static const InverseMills& table();
  double operator()(double x) const noexcept {
    if (!(x > low_end && x < high_end)) return beyond(x);
    const double place = (x - low_end) * per_unit;
    const auto i = static_cast<std::size_t>(place);
    const double t = place - static_cast<double>(i);
    const Node& a = nodes_[i];
    const Node& b = nodes_[i + 1];
    const double rise = b.value - a.value;
    const double square = 3 * rise - 2 * a.slope - b.slope;
    const double cube = a.slope + b.slope - 2 * rise;
    return a.value + t * (a.slope + t * (square + t * cube));
  }
  static double beyond(double x) noexcept;

 private:
  InverseMills();

  static constexpr double low_end = -10;
  static constexpr double high_end = 8;
  static constexpr double per_unit = 64;
  struct Node {
    double value = 0;
    double slope = 0;  ///< per node step
  };
  std::array<Node, static_cast<std::size_t>((high_end - low_end) * per_unit) + 1> nodes_;
};

/// An abstention with its cutpoints less b x, low < high: phi(low) / P and phi(high) / P, P =
/// Phi(high) - Phi(low).
struct SegmentRatios {
  double low = 0;
  double high = 0;
};
SegmentRatios segment_ratios(const InverseMills& h, double low, double high) noexcept;

/// log P of a vote below `high` (yes), above `low` (no), or between.
double log_below(double high) noexcept;
double log_between(double low, double high) noexcept;

}  // namespace entente::positions
