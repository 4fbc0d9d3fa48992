// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/spread.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace entente::alignment {
namespace {

constexpr double not_told = std::numeric_limits<double>::quiet_NaN();

/// A of a pattern: which categories are filled, each as much as the others.
double agreement_of_pattern(const std::vector<bool>& filled) {
  const std::size_t k = filled.size();
  const auto full = static_cast<std::size_t>(std::count(filled.begin(), filled.end(), true));
  double one_peak = 0;
  double two_peaks = 0;
  for (std::size_t a = 0; a < k; ++a) {
    for (std::size_t b = a + 1; b < k; ++b) {
      for (std::size_t c = b + 1; c < k; ++c) {
        if (filled[a] && !filled[b] && filled[c]) ++two_peaks;
        if (filled[b] && filled[a] != filled[c]) ++one_peak;
      }
    }
  }
  const auto width = static_cast<double>(k);
  double unimodality = 1;
  if (one_peak + two_peaks > 0) {
    unimodality =
        ((width - 2) * one_peak - (width - 1) * two_peaks) / ((width - 2) * (one_peak + two_peaks));
  }
  return unimodality * (1 - (static_cast<double>(full) - 1) / (width - 1));
}

}  // namespace

double agreement_of(std::span<const std::uint64_t> counts) {
  const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  if (counts.size() < 2 || all == 0) return not_told;
  std::vector<std::uint64_t> left(counts.begin(), counts.end());
  double agreement = 0;
  for (;;) {
    std::vector<bool> filled(left.size());
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t full = 0;
    for (std::size_t c = 0; c < left.size(); ++c) {
      filled[c] = left[c] > 0;
      if (!filled[c]) continue;
      least = std::min(least, left[c]);
      ++full;
    }
    if (full == 0) return agreement;
    for (std::uint64_t& count : left) count -= count > 0 ? least : 0;
    const double share = static_cast<double>(least * full) / static_cast<double>(all);
    agreement += share * agreement_of_pattern(filled);
  }
}

double esteban_ray(std::span<const std::uint64_t> counts, double alpha) {
  const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  if (counts.size() < 2 || all == 0) return not_told;
  std::vector<double> share;
  share.reserve(counts.size());
  for (const std::uint64_t count : counts) {
    share.push_back(static_cast<double>(count) / static_cast<double>(all));
  }
  double sum = 0;
  for (std::size_t i = 0; i < share.size(); ++i) {
    for (std::size_t j = 0; j < share.size(); ++j) {
      const double distance = std::abs(static_cast<double>(i) - static_cast<double>(j));
      sum += std::pow(share[i], 1 + alpha) * share[j] * distance;
    }
  }
  const auto ends = static_cast<double>(share.size() - 1);
  return sum / (2 * std::pow(0.5, 2 + alpha) * ends);
}

}  // namespace entente::alignment
