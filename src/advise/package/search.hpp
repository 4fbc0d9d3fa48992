// SPDX-License-Identifier: GPL-3.0-or-later
// Branch and bound over packages of lines.
#pragma once

#include <vector>

#include "advise/package/items.hpp"

namespace entente::advise {

/// Less is no gain.
inline constexpr double least_satisfaction = 1e-6;

struct PackageGoal {
  PackageObjective objective = PackageObjective::LeastSatisfied;
  std::vector<double> weights;        ///< of the partners, add up to 1
  double floor = least_satisfaction;  ///< that every satisfaction must reach
};

/// The goal of the options, with their weights.
PackageGoal goal_of(const PackageOptions& options, std::size_t partners);

struct FoundPackage {
  std::vector<std::size_t> lines;  ///< places in PackageLines::lines, ascending; empty = none
  double value = 0;                ///< of the objective
  double bound = 0;                ///< no package has more
  bool proven = false;             ///< nothing is left to look at
};

/// Errors: Cancelled. Memory: O(steps x partners).
Result<FoundPackage> search_package(const PackageLines& lines, const PackageGoal& goal,
                                    std::size_t size, std::uint32_t steps,
                                    const CancelToken& cancel);

}  // namespace entente::advise
