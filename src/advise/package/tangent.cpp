// SPDX-License-Identifier: GPL-3.0-or-later
#include "advise/package/tangent.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::advise {
namespace {

/// What the mean counts beside the least satisfaction.
constexpr double mean_weight = 1e-6;
/// A step changes no multiplier by more than this factor (its logarithm).
constexpr double most_turn = 2;
constexpr double most_multiplier = 1e9;

double mean_of_all(const std::vector<double>& u) {
  return std::accumulate(u.begin(), u.end(), 0.0) / static_cast<double>(u.size());
}

}  // namespace

double value_of(const PackageGoal& goal, const std::vector<double>& u) {
  switch (goal.objective) {
    case PackageObjective::LeastSatisfied:
      return *std::min_element(u.begin(), u.end()) + mean_weight * mean_of_all(u);
    case PackageObjective::NashProduct: {
      double sum = 0;
      for (const double one : u) sum += std::log(one);
      return sum;
    }
    case PackageObjective::WeightedSum:
      break;
  }
  return std::inner_product(u.begin(), u.end(), goal.weights.begin(), 0.0);
}

double least_value(const PackageGoal& goal) {
  return value_of(goal, std::vector<double>(goal.weights.size(), goal.floor));
}

Tangent::Tangent(const PackageGoal& goal, std::size_t partners) : slope_(partners) {
  const auto n = static_cast<double>(partners);
  switch (goal.objective) {
    case PackageObjective::LeastSatisfied:
      multipliers_.assign(partners, 1 / n);
      break;
    case PackageObjective::NashProduct:
      multipliers_.assign(partners, 2);
      break;
    case PackageObjective::WeightedSum:
      multipliers_.assign(partners, 0);
      break;
  }
  settle(goal);
}

void Tangent::settle(const PackageGoal& goal) {
  offset_ = 0;
  const double extra = mean_weight / static_cast<double>(multipliers_.size());
  for (std::size_t p = 0; p < multipliers_.size(); ++p) {
    const double m = multipliers_[p];
    switch (goal.objective) {
      case PackageObjective::LeastSatisfied:
        slope_[p] = m + extra;
        break;
      case PackageObjective::NashProduct:
        slope_[p] = m;
        offset_ -= std::log(m) + 1;
        break;
      case PackageObjective::WeightedSum:
        slope_[p] = goal.weights[p] + m;
        offset_ -= goal.floor * m;
        break;
    }
  }
}

void Tangent::turn(const PackageGoal& goal, const std::vector<double>& u, double excess) {
  const std::size_t n = multipliers_.size();
  std::vector<double> gradient(n);
  double square = 0;
  const double held = std::inner_product(u.begin(), u.end(), multipliers_.begin(), 0.0);
  for (std::size_t p = 0; p < n; ++p) {
    switch (goal.objective) {
      case PackageObjective::LeastSatisfied:
        gradient[p] = u[p] - held;
        break;
      case PackageObjective::NashProduct:
        gradient[p] = multipliers_[p] * u[p] - 1;
        break;
      case PackageObjective::WeightedSum:
        gradient[p] = u[p] - goal.floor;
        break;
    }
    if (goal.objective == PackageObjective::LeastSatisfied) {
      square = std::max(square, gradient[p] * gradient[p]);
    } else {
      square += gradient[p] * gradient[p];
    }
  }
  if (!(square > 0)) return;
  const double step = excess / square;
  for (std::size_t p = 0; p < n; ++p) {
    if (goal.objective == PackageObjective::WeightedSum) {
      multipliers_[p] = std::max(0.0, multipliers_[p] - step * gradient[p]);
    } else {
      multipliers_[p] *= std::exp(std::clamp(-step * gradient[p], -most_turn, most_turn));
      multipliers_[p] = std::clamp(multipliers_[p], 1 / most_multiplier, most_multiplier);
    }
  }
  if (goal.objective == PackageObjective::LeastSatisfied) {
    const double sum = std::accumulate(multipliers_.begin(), multipliers_.end(), 0.0);
    for (double& m : multipliers_) m /= sum;
  }
  settle(goal);
}

}  // namespace entente::advise
