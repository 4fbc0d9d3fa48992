// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/scale.hpp"

#include <cmath>

namespace entente::figure {

std::vector<double> round_ticks(double low, double high, int most) {
  if (!(high > low)) return {low};
  const double rough = (high - low) / most;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double part : {1.0, 2.0, 5.0}) {
    if (part * power >= rough * (1 - 1e-9)) {
      step = part * power;
      break;
    }
  }
  std::vector<double> out;
  // Counted, not added up, so that no rounding gathers.
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k += 1) {
    out.push_back(k * step);
  }
  return out;
}

}  // namespace entente::figure
