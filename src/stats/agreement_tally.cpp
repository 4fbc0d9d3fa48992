// SPDX-License-Identifier: GPL-3.0-or-later
#include "agreement_tally.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "entente/base/sum.hpp"

namespace entente::stats {
namespace {

constexpr double undefined_figure = std::numeric_limits<double>::quiet_NaN();

double squared(double x) { return x * x; }

/// ((c - k) / (c + k))^2; 0 of a zero and a zero.
double ratio_distance(double c, double k) { return c + k > 0 ? squared((c - k) / (c + k)) : 0; }

double gwet_weight(std::span<const double> values, ScaleLevel level, std::size_t i, std::size_t j) {
  if (i == j) return 1;
  const auto q = static_cast<double>(values.size());
  const double low = values.front();
  const double high = values.back();
  switch (level) {
    case ScaleLevel::Nominal:
      return 0;
    case ScaleLevel::Ordinal: {
      const double apart = std::abs(static_cast<double>(i) - static_cast<double>(j));
      return 1 - apart * (apart + 1) / (q * (q - 1));
    }
    case ScaleLevel::Interval:
      return 1 - squared((values[i] - values[j]) / (high - low));
    case ScaleLevel::Ratio:
      break;
  }
  return 1 - ratio_distance(values[i], values[j]) / ratio_distance(low, high);
}

/// Whether at least two categories occur.
bool varied(std::span<const double> counts) {
  return std::count_if(counts.begin(), counts.end(), [](double n) { return n > 0; }) > 1;
}

/// Places of categories whose squared differences are the ordinal distance: middle ranks.
std::vector<double> middle_ranks(std::span<const double> counts) {
  std::vector<double> out;
  out.reserve(counts.size());
  double below = 0;
  for (const double n : counts) {
    out.push_back(below + n / 2);
    below += n;
  }
  return out;
}

/// 1 - (n - 1) sum o d / sum n_c n_k d.
double krippendorff(const CategorySquare& coincidences, std::span<const double> counts,
                    const ScaleWeights& weights) {
  if (!varied(counts)) return undefined_figure;
  const std::size_t q = counts.size();
  const bool ordinal = weights.level == ScaleLevel::Ordinal;
  const std::vector<double> ranks = ordinal ? middle_ranks(counts) : std::vector<double>();
  CompensatedSum observed;
  CompensatedSum expected;
  double n = 0;
  for (std::size_t c = 0; c < q; ++c) {
    n += counts[c];
    if (counts[c] == 0) continue;
    for (std::size_t k = c + 1; k < q; ++k) {
      if (counts[k] == 0) continue;
      const double d = ordinal ? squared(ranks[k] - ranks[c]) : weights.distance.at(c, k);
      observed.add(coincidences.at(c, k) * d);
      expected.add(counts[c] * counts[k] * d);
    }
  }
  return 1 - (n - 1) * observed.value() / expected.value();
}

double gwet_coefficient(double observed, std::span<const double> shares, double units,
                        const ScaleWeights& weights) {
  const auto q = static_cast<double>(shares.size());
  if (shares.size() < 2) return undefined_figure;
  CompensatedSum spread;
  for (const double share : shares) spread.add(share / units * (1 - share / units));
  const double expected = weights.gwet_total / (q * (q - 1)) * spread.value();
  return expected < 1 ? (observed - expected) / (1 - expected) : undefined_figure;
}

/// 1 - sum p d / sum a_c b_k d over different categories; d absent = 1.
double chance_corrected(const CategorySquare& joint, std::span<const double> rows,
                        std::span<const double> columns, double n, const CategorySquare* distance) {
  CompensatedSum observed;
  CompensatedSum expected;
  for (std::size_t c = 0; c < joint.size(); ++c) {
    for (std::size_t k = 0; k < joint.size(); ++k) {
      if (c == k) continue;
      const double d = distance == nullptr ? 1 : distance->at(c, k);
      observed.add(joint.at(c, k) / n * d);
      expected.add(rows[c] / n * (columns[k] / n) * d);
    }
  }
  return expected.value() > 0 ? 1 - observed.value() / expected.value() : undefined_figure;
}

}  // namespace

ScaleWeights::ScaleWeights(std::span<const double> categories, ScaleLevel scale_level)
    : level(scale_level),
      distance(categories.size()),
      linear(categories.size()),
      quadratic(categories.size()),
      gwet(categories.size()) {
  CompensatedSum total;
  for (std::size_t i = 0; i < categories.size(); ++i) {
    for (std::size_t j = 0; j < categories.size(); ++j) {
      const double c = categories[i];
      const double k = categories[j];
      linear.at(i, j) = std::abs(c - k);
      quadratic.at(i, j) = squared(c - k);
      distance.at(i, j) = level == ScaleLevel::Interval ? squared(c - k)
                          : level == ScaleLevel::Ratio  ? ratio_distance(c, k)
                                                        : (i == j ? 0 : 1);
      gwet.at(i, j) = gwet_weight(categories, level, i, j);
      total.add(gwet.at(i, j));
    }
  }
  gwet_total = total.value();
}

UnitPatterns::UnitPatterns(const Codings& codings, const ScaleWeights& weights)
    : of_unit(codings.units(), none) {
  std::map<std::vector<std::uint64_t>, std::uint32_t> places;
  std::vector<std::uint64_t> key;
  for (std::size_t u = 0; u < codings.units(); ++u) {
    const auto codes = codings.unit(u);
    if (codes.empty()) continue;
    key.clear();
    for (const Codings::Code& code : codes) {
      key.push_back((std::uint64_t{code.coder} << 32U) | code.category);
    }
    const auto [found, fresh] = places.try_emplace(key, static_cast<std::uint32_t>(places.size()));
    of_unit[u] = found->second;
    if (!fresh) continue;
    UnitPattern pattern;
    pattern.codes.assign(codes.begin(), codes.end());
    std::map<std::uint32_t, double> counts;
    for (const Codings::Code& code : codes) ++counts[code.category];
    pattern.counts.assign(counts.begin(), counts.end());
    const auto m = static_cast<double>(codes.size());
    if (codes.size() > 1) {
      for (const auto& [c, r] : pattern.counts) {
        double weighted = 0;
        for (const auto& [k, other] : pattern.counts) weighted += weights.gwet.at(c, k) * other;
        pattern.percent += r * (r - 1) / (m * (m - 1));
        pattern.gwet += r * (weighted - 1) / (m * (m - 1));
      }
    }
    patterns.push_back(std::move(pattern));
  }
}

void GroupTally::clear() {
  coincidences.clear();
  pairable.assign(pairable.size(), 0.0);
  shares.assign(shares.size(), 0.0);
  units = coded_units = percent = gwet = 0;
}

void GroupTally::add(const UnitPattern& pattern, double times) {
  const auto m = static_cast<double>(pattern.codes.size());
  coded_units += times;
  for (const auto& [c, r] : pattern.counts) shares[c] += times * r / m;
  if (pattern.codes.size() < 2) return;
  units += times;
  percent += times * pattern.percent;
  gwet += times * pattern.gwet;
  for (const auto& [c, r] : pattern.counts) {
    pairable[c] += times * r;
    for (const auto& [k, other] : pattern.counts) {
      coincidences.at(c, k) += times * r * (c == k ? other - 1 : other) / (m - 1);
    }
  }
}

void group_coefficients(const GroupTally& tally, const ScaleWeights& weights,
                        std::span<double> out) {
  std::fill(out.begin(), out.end(), undefined_figure);
  if (tally.units == 0) return;
  out[Alpha] = krippendorff(tally.coincidences, tally.pairable, weights);
  out[Percent] = tally.percent / tally.units;
  out[Gwet] = gwet_coefficient(tally.gwet / tally.units, tally.shares, tally.coded_units, weights);
}

void pair_coefficients(const CategorySquare& joint, const ScaleWeights& weights, PairSums& sums,
                       std::span<double> out) {
  std::fill(out.begin(), out.end(), undefined_figure);
  const std::size_t q = joint.size();
  std::fill(sums.rows.begin(), sums.rows.end(), 0.0);
  std::fill(sums.columns.begin(), sums.columns.end(), 0.0);
  double n = 0;
  double alike = 0;
  double weighted = 0;
  for (std::size_t c = 0; c < q; ++c) {
    alike += joint.at(c, c);
    for (std::size_t k = 0; k < q; ++k) {
      const double count = joint.at(c, k);
      n += count;
      sums.rows[c] += count;
      sums.columns[k] += count;
      weighted += weights.gwet.at(c, k) * count;
      sums.coincidences.at(c, k) = count + joint.at(k, c);
    }
  }
  if (n == 0) return;
  for (std::size_t c = 0; c < q; ++c) {
    sums.both[c] = sums.rows[c] + sums.columns[c];
    sums.halves[c] = sums.both[c] / 2;
  }
  out[Alpha] = krippendorff(sums.coincidences, sums.both, weights);
  out[Percent] = alike / n;
  out[Gwet] = gwet_coefficient(weighted / n, sums.halves, n, weights);
  out[Kappa] = chance_corrected(joint, sums.rows, sums.columns, n, nullptr);
  out[ScottPi] = chance_corrected(joint, sums.halves, sums.halves, n, nullptr);
  if (weights.level == ScaleLevel::Nominal) return;
  out[KappaLinear] = chance_corrected(joint, sums.rows, sums.columns, n, &weights.linear);
  out[KappaQuadratic] = chance_corrected(joint, sums.rows, sums.columns, n, &weights.quadratic);
}

}  // namespace entente::stats
