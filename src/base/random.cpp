// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random123.hpp"

namespace entente {

PhiloxBlock philox4x64_10(const PhiloxBlock& counter, const PhiloxKey& key) noexcept {
  using Generator = r123::Philox4x64_R<10>;
  const Generator::ctr_type c = {{counter[0], counter[1], counter[2], counter[3]}};
  const Generator::key_type k = {{key[0], key[1]}};
  const Generator::ctr_type out = Generator{}(c, k);
  return {out.v[0], out.v[1], out.v[2], out.v[3]};
}

std::uint64_t PhiloxCursor::below(std::uint64_t n) noexcept {
  if (n == 0) return 0;
  std::uint64_t high = 0;
  std::uint64_t low = mulhilo64(bits(), n, &high);
  if (low < n) {
    const std::uint64_t biased = (0 - n) % n;  // 2^64 mod n
    while (low < biased) low = mulhilo64(bits(), n, &high);
  }
  return high;
}

double triangular_quantile(double u, double low, double mode, double high) noexcept {
  const double range = high - low;
  if (!(u >= 0 && u <= 1 && low <= mode && mode <= high && std::isfinite(range))) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (!(range > 0)) return mode;
  // Shares of the range keep the product below overflow: range * sqrt(u * share).
  const double share = (mode - low) / range;
  const double value = u <= share ? low + range * std::sqrt(u * share)
                                  : high - range * std::sqrt((1 - u) * ((high - mode) / range));
  return std::clamp(value, low, high);
}

}  // namespace entente
