// SPDX-License-Identifier: GPL-3.0-or-later
#include "divisions.hpp"

namespace entente::alignment {
namespace {

/// Sums of distances within and between any two neighbouring parts of a stretch.
class DistanceSums {
 public:
  DistanceSums(std::span<const double> distances, std::size_t n,
               std::span<const std::uint32_t> order, const Stretch& stretch)
      : length_(stretch.end - stretch.begin), sums_((length_ + 1) * (length_ + 1)) {
    for (std::size_t a = 0; a < length_; ++a) {
      const double* row = distances.data() + order[stretch.begin + a] * n;
      double along = 0;
      for (std::size_t b = 0; b < length_; ++b) {
        along += row[order[stretch.begin + b]];
        sums_[(a + 1) * (length_ + 1) + b + 1] = sums_[a * (length_ + 1) + b + 1] + along;
      }
    }
  }
  /// Over [a, b) x [c, d).
  double block(std::size_t a, std::size_t b, std::size_t c, std::size_t d) const {
    return corner(b, d) - corner(a, d) - corner(b, c) + corner(a, c);
  }

 private:
  double corner(std::size_t a, std::size_t b) const { return sums_[a * (length_ + 1) + b]; }
  std::size_t length_;
  std::vector<double> sums_;
};

/// Q of [begin, at) and [at, end).
double energy(const DistanceSums& sums, std::size_t at, std::size_t end) {
  const auto n = static_cast<double>(at);
  const auto m = static_cast<double>(end - at);
  const double between = sums.block(0, at, at, end) / (n * m);
  const double first = sums.block(0, at, 0, at) / (n * (n - 1));
  const double second = sums.block(at, end, at, end) / (m * (m - 1));
  return n * m / (n + m) * (2 * between - first - second);
}

}  // namespace

BestSplit best_split(std::span<const double> distances, std::size_t n,
                     std::span<const std::uint32_t> order, std::span<const Stretch> stretches,
                     std::size_t least) {
  BestSplit best;
  for (const Stretch& stretch : stretches) {
    const std::size_t length = stretch.end - stretch.begin;
    if (length < 2 * least) continue;
    const DistanceSums sums(distances, n, order, stretch);
    for (std::size_t at = least; at + least <= length; ++at) {
      for (std::size_t end = at + least; end <= length; ++end) {
        const double statistic = energy(sums, at, end);
        if (best.at != 0 && statistic <= best.statistic + 1e-12) continue;
        best = {stretch.begin + at, statistic};
      }
    }
  }
  return best;
}

}  // namespace entente::alignment
