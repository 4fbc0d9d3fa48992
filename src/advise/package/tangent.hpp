// SPDX-License-Identifier: GPL-3.0-or-later
// Linear bounds of a concave objective: value(u) <= offset + slope . u for all satisfactions u that
// reach the goal's floor.
#pragma once

#include <vector>

#include "advise/package/search.hpp"

namespace entente::advise {

/// What a package of satisfactions u is worth. Least: min u + 1e-6 mean u, so that of equals the
/// greater mean is better; Nash: sum log u; sum: weights . u.
double value_of(const PackageGoal& goal, const std::vector<double>& u);
/// What every package that reaches the floor is worth at least.
double least_value(const PackageGoal& goal);

/// A tangent by its multipliers m >= 0, one a partner. Least: slope = m (which add up to 1) +
/// 1e-6 / n; Nash: slope = m, offset = -sum (log m + 1), touches at u = 1 / m; sum: slope =
/// weights + m, offset = -floor sum m.
class Tangent {
 public:
  /// Where all partners count alike.
  Tangent(const PackageGoal& goal, std::size_t partners);

  const std::vector<double>& slope() const noexcept { return slope_; }
  double offset() const noexcept { return offset_; }

  /// A step of the subgradient method towards the tangent whose best package is worth least: u is
  /// the best package of this one, `excess` how far its bound should fall.
  void turn(const PackageGoal& goal, const std::vector<double>& u, double excess);

 private:
  void settle(const PackageGoal& goal);

  std::vector<double> multipliers_;
  std::vector<double> slope_;
  double offset_ = 0;
};

}  // namespace entente::advise
