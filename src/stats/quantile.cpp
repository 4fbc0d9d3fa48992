// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "entente/base/sum.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/summary.hpp"

namespace entente::stats {
namespace {

/// a + share (b - a) for a <= b and 0 <= share < 1, never outside [a, b].
double between_order_statistics(double a, double b, double share) {
  const double gap = b - a;
  const double value = std::isfinite(gap) ? a + share * gap : a * (1 - share) + b * share;
  return std::clamp(value, a, b);
}

/// Between which order statistics a quantile lies, counted from 0: `index` and the next.
struct QuantilePlace {
  std::size_t index;
  double share;
};
QuantilePlace quantile_place(std::size_t count, double p, QuantileType type) {
  const auto last = static_cast<double>(count - 1);
  const double place = type == QuantileType::Type6 ? (last + 2) * p - 1 : last * p;
  const double held = std::clamp(place, 0.0, last);
  const double below = std::floor(held);
  return {static_cast<std::size_t>(below), held - below};
}

}  // namespace

std::string_view to_string(QuantileType type) noexcept {
  return type == QuantileType::Type6 ? "type 6" : "type 7";
}

double quantile_of_sorted(std::span<const double> sorted, double p, QuantileType type) noexcept {
  const QuantilePlace at = quantile_place(sorted.size(), p, type);
  if (at.index + 1 >= sorted.size()) return sorted.back();
  return between_order_statistics(sorted[at.index], sorted[at.index + 1], at.share);
}

double quantile_by_selection(std::span<double> values, double p, QuantileType type) noexcept {
  const QuantilePlace at = quantile_place(values.size(), p, type);
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(at.index);
  std::nth_element(values.begin(), nth, values.end());
  if (at.index + 1 >= values.size()) return *nth;
  return between_order_statistics(*nth, *std::min_element(nth + 1, values.end()), at.share);
}

Result<double> quantile(std::span<const double> known, double p, QuantileType type) {
  if (!(p >= 0 && p <= 1)) {
    return fail({ErrorKind::Range,
                 "the probability of a quantile is out of range",
                 {},
                 "a number from 0 to 1",
                 number_text(p),
                 {}});
  }
  if (known.empty()) {
    return fail({ErrorKind::Missing, "no known value", {}, "at least one value", {}, {}});
  }
  ENTENTE_CHECK(check_finite(known));
  std::vector<double> sorted(known.begin(), known.end());
  std::sort(sorted.begin(), sorted.end());
  return quantile_of_sorted(sorted, p, type);
}

Result<double> median(std::span<const double> known) { return quantile(known, 0.5); }

Result<MedianRange> weighted_median(std::span<const double> known,
                                    std::span<const double> weights) {
  if (known.empty()) {
    return fail({ErrorKind::Missing, "no known value", {}, "at least one value", {}, {}});
  }
  ENTENTE_CHECK(check_finite(known));
  ENTENTE_CHECK(check_weights(known.size(), weights));
  const int exponent = weight_exponent(weights);
  struct Weighted {
    double value;
    double weight;
  };
  std::vector<Weighted> sorted;
  CompensatedSum total;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!(weights[i] > 0)) continue;
    sorted.push_back({known[i], std::ldexp(weights[i], -exponent)});
    total.add(sorted.back().weight);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Weighted& a, const Weighted& b) { return a.value < b.value; });
  const double half = total.value() / 2;
  const double tie = 1e-12 * total.value();
  CompensatedSum reached;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    reached.add(sorted[i].weight);
    if (reached.value() < half - tie) continue;
    // Exactly half so far: every point up to the next value does as well.
    const bool tied = reached.value() <= half + tie && i + 1 < sorted.size();
    return MedianRange{sorted[i].value, sorted[tied ? i + 1 : i].value};
  }
  return MedianRange{sorted.back().value, sorted.back().value};
}

}  // namespace entente::stats
