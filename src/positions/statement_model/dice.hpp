// SPDX-License-Identifier: GPL-3.0-or-later
// Normal and truncated normal random numbers from one Philox sequence. One thread.
#pragma once

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

#include "entente/base/random.hpp"

namespace entente::positions {

/// A Philox sequence as the standard library's random number generators look.
class PhiloxEngine {
 public:
  using result_type = std::uint64_t;

  explicit PhiloxEngine(const PhiloxCursor& cursor) noexcept : cursor_(cursor) {}
  static constexpr result_type min() noexcept { return 0; }
  static constexpr result_type max() noexcept { return std::numeric_limits<std::uint64_t>::max(); }
  result_type operator()() noexcept { return cursor_.bits(); }
  double uniform01() noexcept { return cursor_.uniform01(); }

 private:
  PhiloxCursor cursor_;
};

class NormalDice {
 public:
  explicit NormalDice(const PhiloxCursor& cursor) noexcept : engine_(cursor) {}

  double uniform() noexcept { return engine_.uniform01(); }

  /// Standard normal, by Boost.Random's ziggurat.
  double normal() { return normal_(engine_); }

  double normal(double mean, double sd) { return mean + sd * normal(); }

  /// Standard normal within (low, high), low < high, either may be infinite: C. P. Robert,
  /// "Simulation of truncated normal variables", Statistics and Computing 5, 1995.
  double between(double low, double high) {
    if (high <= 0) return -above_between(-high, -low);
    if (low >= 0) return above_between(low, high);
    if (high - low > 2.5) {
      for (;;) {
        const double z = normal();
        if (z > low && z < high) return z;
      }
    }
    for (;;) {
      const double z = low + (high - low) * uniform();
      if (uniform() < std::exp(-z * z / 2)) return z;
    }
  }

 private:
  /// 0 <= low < high.
  double above_between(double low, double high) {
    // From here on an exponential beats a uniform proposal.
    const double rate = (low + std::sqrt(low * low + 4)) / 2;
    if (high - low < 1 / rate + 0.5) {
      for (;;) {
        const double z = low + (high - low) * uniform();
        if (uniform() < std::exp((low * low - z * z) / 2)) return z;
      }
    }
    for (;;) {
      const double z = low + exponential_(engine_) / rate;
      if (z < high && uniform() < std::exp(-(z - rate) * (z - rate) / 2)) return z;
    }
  }

  PhiloxEngine engine_;
  boost::random::normal_distribution<double> normal_;
  boost::random::exponential_distribution<double> exponential_;
};

}  // namespace entente::positions
