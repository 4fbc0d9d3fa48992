// SPDX-License-Identifier: GPL-3.0-or-later
// From values to places on the page. Values, any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace entente::figure {

/// Straight line from a domain to a range; a domain of one point maps to the middle of the range.
struct LinearScale {
  double domain_from = 0;
  double domain_to = 1;
  double range_from = 0;
  double range_to = 1;

  double operator()(double value) const noexcept {
    if (domain_to == domain_from) return (range_from + range_to) / 2;
    return range_from + (value - domain_from) / (domain_to - domain_from) * (range_to - range_from);
  }
};

/// Equal bands side by side, `gap` between them.
struct BandScale {
  double start = 0;
  double width = 1;
  double gap = 0;

  double left(std::size_t band) const noexcept {
    return start + static_cast<double>(band) * (width + gap);
  }
  double centre(std::size_t band) const noexcept { return left(band) + width / 2; }
  /// Right edge of the last of `count` bands.
  double end(std::size_t count) const noexcept {
    return count == 0 ? start : left(count - 1) + width;
  }
};

/// Round numbers (1, 2 or 5 times a power of ten apart) from `low` to `high`, at most `most` + 1 of
/// them; one for a domain of one point. Both finite, low <= high, most at least 2. O(most).
std::vector<double> round_ticks(double low, double high, int most);

}  // namespace entente::figure
