// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/ideal_points/probit.hpp"

#include <cmath>
#include <numbers>

#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

constexpr double inverse_root_two_pi = 0.3989422804014326779;

/// Phi, with its relative accuracy kept in the lower tail.
double normal_below(double x) noexcept { return std::erfc(-x / std::numbers::sqrt2) / 2; }

}  // namespace

InverseMills::InverseMills() : nodes_{} {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const double x = low_end + static_cast<double>(i) / per_unit;
    const double h = stats::normal_density(x) / normal_below(x);
    nodes_[i] = {h, -h * (x + h) / per_unit};
  }
}

const InverseMills& InverseMills::table() {
  static const InverseMills made;
  return made;
}

double InverseMills::beyond(double x) noexcept {
  if (x >= high_end) return stats::normal_density(x);  // Phi is 1 to 1e-15
  const double t = -x;
  double fraction = t;
  for (int k = 16; k >= 1; --k) fraction = t + k / fraction;  // Laplace's continued fraction
  return fraction;
}

SegmentRatios segment_ratios(const InverseMills& h, double low, double high) noexcept {
  const bool mirrored = low + high > 0;
  const double a = mirrored ? -high : low;
  const double b = mirrored ? -low : high;
  // phi(a) / phi(b) <= 1 on this side; P / phi(b) without ever forming either.
  const double ratio = std::exp((b - a) * (b + a) / 2);
  const double mass = 1 / h(b) - ratio / h(a);
  const SegmentRatios out{ratio / mass, 1 / mass};
  return mirrored ? SegmentRatios{out.high, out.low} : out;
}

double log_below(double high) noexcept {
  if (high > -10) return std::log(normal_below(high));
  return std::log(inverse_root_two_pi) - high * high / 2 - std::log(InverseMills::beyond(high));
}

double log_between(double low, double high) noexcept {
  const bool mirrored = low + high > 0;
  const double a = mirrored ? -high : low;
  const double b = mirrored ? -low : high;
  return log_below(b) + std::log1p(-std::exp(log_below(a) - log_below(b)));
}

}  // namespace entente::positions
