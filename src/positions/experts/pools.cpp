// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/base/sum.hpp"
#include "entente/positions/expert_pools.hpp"

namespace entente::positions {
namespace {

constexpr std::size_t log_steps = 8192;  // of the integral, over all that any expert finds likely
constexpr double outer_share = 1e-9;

double mixed_cdf(std::span<const FittedDistribution> fits, std::span<const double> weights,
                 double x) {
  double sum = 0;
  for (std::size_t f = 0; f < fits.size(); ++f) sum += weights[f] * fits[f].cdf(x);
  return sum;
}

ScaleEnds outer_quantiles(std::span<const FittedDistribution> fits) {
  ScaleEnds out{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const FittedDistribution& fit : fits) {
    out.low = std::min(out.low, fit.quantile(outer_share));
    out.high = std::max(out.high, fit.quantile(1 - outer_share));
  }
  return out;
}

double mixed_quantile(std::span<const FittedDistribution> fits, std::span<const double> weights,
                      double level) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const FittedDistribution& fit : fits) {
    low = std::min(low, fit.quantile(level));
    high = std::max(high, fit.quantile(level));
  }
  for (int halving = 0; halving < 200 && low < high; ++halving) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (mixed_cdf(fits, weights, middle) < level ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

/// A density on even steps, as it comes, with its quantiles and moments by the trapezoid rule.
PooledDistribution summary_of_density(const std::vector<double>& density, double low, double step,
                                      std::span<const double> levels) {
  CompensatedSum total;
  CompensatedSum first;
  CompensatedSum second;
  std::vector<double> cumulative(density.size(), 0.0);
  for (std::size_t i = 0; i < density.size(); ++i) {
    const double x = low + step * static_cast<double>(i);
    total.add(density[i]);
    first.add(density[i] * x);
    second.add(density[i] * x * x);
    if (i > 0) cumulative[i] = cumulative[i - 1] + (density[i - 1] + density[i]) / 2;
  }
  PooledDistribution out;
  out.mean = first.value() / total.value();
  out.sd = std::sqrt(std::max(0.0, second.value() / total.value() - out.mean * out.mean));
  for (const double level : levels) {
    const double wanted = level * cumulative.back();
    const auto above = std::lower_bound(cumulative.begin() + 1, cumulative.end() - 1, wanted);
    const auto i = static_cast<std::size_t>(above - cumulative.begin());
    const double rise = cumulative[i] - cumulative[i - 1];
    const double part = rise > 0 ? (wanted - cumulative[i - 1]) / rise : 0;
    out.quantiles.push_back(low + step * (static_cast<double>(i - 1) + part));
  }
  return out;
}

}  // namespace

PooledDistribution linear_pool(std::span<const FittedDistribution> fits,
                               std::span<const double> weights, std::span<const double> levels) {
  PooledDistribution out;
  for (std::size_t f = 0; f < fits.size(); ++f) out.mean += weights[f] * fits[f].mean();
  double variance = 0;
  for (std::size_t f = 0; f < fits.size(); ++f) {
    const double away = fits[f].mean() - out.mean;
    variance += weights[f] * (fits[f].sd() * fits[f].sd() + away * away);
  }
  out.sd = std::sqrt(variance);
  out.quantiles.reserve(levels.size());
  for (const double level : levels) out.quantiles.push_back(mixed_quantile(fits, weights, level));
  return out;
}

std::optional<PooledDistribution> log_pool(std::span<const FittedDistribution> fits,
                                           std::span<const double> weights,
                                           std::span<const double> levels) {
  const ScaleEnds range = outer_quantiles(fits);
  const double step = (range.high - range.low) / log_steps;
  std::vector<double> logarithms(log_steps + 1);
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < logarithms.size(); ++i) {
    const double x = range.low + step * static_cast<double>(i);
    double sum = 0;
    for (std::size_t f = 0; f < fits.size(); ++f) {
      if (weights[f] > 0) sum += weights[f] * std::log(fits[f].density(x));
    }
    logarithms[i] = sum;
    most = std::max(most, sum);
  }
  if (!std::isfinite(most)) return std::nullopt;
  for (double& value : logarithms) value = std::exp(value - most);
  return summary_of_density(logarithms, range.low, step, levels);
}

const MethodCard& expert_pools_card() {
  static const MethodCard card = {
      "expert-pools",
      "Several experts' distributions made one",
      "fits: least sum of (cdf(quantile) - level)^2 over normal, t with 3 degrees of freedom, "
      "lognormal and gamma, or beta on a scale with ends (SHELF); linear pool: sum w f; "
      "logarithmic "
      "pool: prod f^w made to integrate to 1; quantile averaging: sum w q",
      {{"weights", "of the experts", "all alike"},
       {"ends", "of the scale, where it has ends", "none"}},
      MethodStatus::Agrees,
      {"The linear pool keeps disagreement as spread; the logarithmic one grows the surer the more "
       "agree, also where all read the same newspaper.",
       "Three quantiles do not tell a family: look at the tails before you use them."}};
  return card;
}

}  // namespace entente::positions
