// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/experts/quantile_curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente::positions {
namespace {

constexpr double least_step = 1e-6;

}  // namespace

double ItemRange::scaled(double value) const noexcept {
  return logarithmic ? std::log(value) : value;
}

double ItemRange::unscaled(double value) const noexcept {
  return logarithmic ? std::exp(value) : value;
}

ItemRange item_range(const record::ExpertPanel& panel, std::size_t item, double overshoot) {
  ItemRange out;
  out.logarithmic = panel.items()[item].logarithmic;
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  const auto take = [&](double value) {
    low = std::min(low, out.scaled(value));
    high = std::max(high, out.scaled(value));
  };
  for (std::size_t e = 0; e < panel.experts().size(); ++e) {
    if (const record::ExpertAnswer* answer = panel.answer(e, item)) {
      take(answer->quantiles.front());
      take(answer->quantiles.back());
    }
  }
  if (panel.items()[item].realised) take(*panel.items()[item].realised);
  if (!(low <= high)) return out;
  const double wider = overshoot * (high - low);
  out.low = low - wider;
  out.high = high + wider;
  return out;
}

double QuantileCurve::cdf(double value) const noexcept {
  if (value <= at.front()) return 0;
  if (value >= at.back()) return 1;
  const auto after = std::upper_bound(at.begin(), at.end(), value);
  const auto i = static_cast<std::size_t>(after - at.begin());
  const double part = (value - at[i - 1]) / (at[i] - at[i - 1]);
  return share[i - 1] + part * (share[i] - share[i - 1]);
}

QuantileCurve quantile_curve(std::span<const double> quantiles, std::span<const double> levels,
                             const ItemRange& range) {
  QuantileCurve out;
  out.at.push_back(range.low);
  out.share.push_back(0);
  for (std::size_t q = 0; q < quantiles.size(); ++q) {
    const double least = out.at.back() + least_step * range.width();
    const double value = range.scaled(quantiles[q]);
    if (value < least) out.spread = true;
    out.at.push_back(std::max(value, least));
    out.share.push_back(levels[q]);
  }
  out.at.push_back(std::max(range.high, out.at.back() + least_step * range.width()));
  out.share.push_back(1);
  return out;
}

double information_of(const QuantileCurve& curve, const ItemRange& range) {
  double sum = std::log(range.width());
  for (std::size_t i = 1; i < curve.at.size(); ++i) {
    const double share = curve.share[i] - curve.share[i - 1];
    sum += share * std::log(share / (curve.at[i] - curve.at[i - 1]));
  }
  return sum;
}

std::vector<double> mixed_quantiles(std::span<const QuantileCurve> curves,
                                    std::span<const double> weights, std::span<const double> levels,
                                    const ItemRange& range) {
  std::vector<double> grid;
  for (const QuantileCurve& curve : curves) {
    grid.insert(grid.end(), curve.at.begin(), curve.at.end());
  }
  std::sort(grid.begin(), grid.end());
  grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
  std::vector<double> mixed(grid.size(), 0.0);
  for (std::size_t g = 0; g < grid.size(); ++g) {
    for (std::size_t c = 0; c < curves.size(); ++c) mixed[g] += weights[c] * curves[c].cdf(grid[g]);
  }
  std::vector<double> out;
  out.reserve(levels.size());
  for (const double level : levels) {
    const auto above = std::lower_bound(mixed.begin(), mixed.end(), level);
    const auto i = std::clamp<std::size_t>(static_cast<std::size_t>(above - mixed.begin()), 1,
                                           grid.size() - 1);
    const double rise = mixed[i] - mixed[i - 1];
    const double part = rise > 0 ? (level - mixed[i - 1]) / rise : 1;
    out.push_back(range.unscaled(grid[i - 1] + part * (grid[i] - grid[i - 1])));
  }
  return out;
}

}  // namespace entente::positions
