// SPDX-License-Identifier: GPL-3.0-or-later
// Between the anchored scale and the probit scale on which the statement model adds up: position =
// 5 Phi(theta) - 5/2, so that each code has a stretch of length one and nothing lies beyond.
#pragma once

#include <cmath>
#include <cstdint>

namespace entente::positions {

/// Phi^-1 of 1/5, 2/5, 3/5, 4/5: where one code ends and the next begins.
inline constexpr double inner_limit = 0.25334710313579978;
inline constexpr double outer_limit = 0.84162123357291441;

struct CodeLimits {
  double low = 0;
  double high = 0;
};

/// The stretch of a code of -2 to 2 on the probit scale; open at the ends.
inline CodeLimits limits_of(std::int8_t code) noexcept {
  switch (code) {
    case -2:
      return {-HUGE_VAL, -outer_limit};
    case -1:
      return {-outer_limit, -inner_limit};
    case 0:
      return {-inner_limit, inner_limit};
    case 1:
      return {inner_limit, outer_limit};
    default:
      return {outer_limit, HUGE_VAL};
  }
}

/// In (-2.5, 2.5).
inline double anchored(double theta) noexcept {
  return 2.5 * (1 - std::erfc(theta * std::sqrt(0.5)));
}

/// Near the middle of a code's stretch, to begin from.
inline double middle_of(std::int8_t code) noexcept { return 0.65 * code; }

}  // namespace entente::positions
