// SPDX-License-Identifier: GPL-3.0-or-later
// How the sampler learns spread. With positions held, a scale hangs on their squares alone
// (centred); with the standardised parts held, on the codes (non-centred, the readings integrated
// out). Few readings make the first slow, many the second; taking both in turn is quick on either.
#include <algorithm>
#include <cmath>

#include "positions/ideal_points/probit.hpp"
#include "positions/statement_model/chain.hpp"
#include "positions/statement_model/scale.hpp"

namespace entente::positions {
namespace {

/// Where a Metropolis move on one number settles (Roberts, Gelman, Gilks 1997).
constexpr double wanted_acceptance = 0.44;

/// P(low < Z <= high) by the tail that keeps its digits; 0 where it underflows.
double probability_between(double low, double high) noexcept {
  const double root_half = std::sqrt(0.5);
  if (low + high > 0) return (std::erfc(low * root_half) - std::erfc(high * root_half)) / 2;
  return (std::erfc(-high * root_half) - std::erfc(-low * root_half)) / 2;
}

double log_probability_between(double low, double high) noexcept {
  if (low == -HUGE_VAL) return log_below(high);
  if (high == HUGE_VAL) return log_below(-low);
  return log_between(low, high);
}

}  // namespace

double PositionChain::log_likelihood(const std::vector<double>& fitted, double noise,
                                     const std::vector<double>& severities) const {
  double sum = 0;
  double product = 1;  // of probabilities whose logarithm is still to be taken
  for (std::size_t r = 0; r < fitted.size(); ++r) {
    const ModelReading& reading = layout_.readings[r];
    const double severity = reading.severity == no_place ? 0 : severities[reading.severity];
    const double mean = fitted[r] + severity;
    const double sd = noise * reading.factor;
    const CodeLimits limits = limits_of(reading.code);
    const double low = (limits.low - mean) / sd;
    const double high = (limits.high - mean) / sd;
    const double probability = probability_between(low, high);
    if (probability > 1e-100) {
      product *= probability;
    } else {
      sum += log_probability_between(low, high);
    }
    if (product < 1e-100) {
      sum += std::log(product);
      product = 1;
    }
  }
  return sum + std::log(product);
}

double PositionChain::log_prior(PositionScale scale, double value) const noexcept {
  const ScalePrior& prior = options_.priors[place_of(scale)];
  const double z = std::log(value / prior.median) / prior.log_sd;
  return -z * z / 2;
}

double PositionChain::proposal(PositionScale scale) {
  return scale_of(scale) * std::exp(steps_[place_of(scale)] * dice_.normal());
}

void PositionChain::settle(PositionScale scale, bool accepted, bool tuning) noexcept {
  if (!tuning) return;
  double& step = steps_[place_of(scale)];
  step = std::clamp(step * std::exp(0.2 * ((accepted ? 1 : 0) - wanted_acceptance)), 0.02, 3.0);
}

double PositionChain::move_noise(double present, bool tuning) {
  const double proposed = proposal(PositionScale::Noise);
  const double there = log_likelihood(fitted_, proposed, severities_);
  const double ratio = there - present + log_prior(PositionScale::Noise, proposed) -
                       log_prior(PositionScale::Noise, scale_of(PositionScale::Noise));
  const bool accepted = std::log(dice_.uniform()) < ratio;
  if (accepted) scale_of(PositionScale::Noise) = proposed;
  settle(PositionScale::Noise, accepted, tuning);
  return accepted ? there : present;
}

double PositionChain::move_scale(PositionScale scale, double present, bool tuning) {
  if (scale == PositionScale::Coder && severities_.empty()) return present;
  const double before = scale_of(scale);
  const double proposed = proposal(scale);
  theta_before_ = theta_;
  fitted_before_ = fitted_;
  stretch(scale, proposed / before);
  const double there = log_likelihood(fitted_, scale_of(PositionScale::Noise), severities_);
  const double ratio = there - present + log_prior(scale, proposed) - log_prior(scale, before);
  const bool accepted = std::log(dice_.uniform()) < ratio;
  if (accepted) {
    scale_of(scale) = proposed;
  } else {
    stretch(scale, before / proposed);
    theta_.swap(theta_before_);
    fitted_.swap(fitted_before_);
  }
  settle(scale, accepted, tuning);
  return accepted ? there : present;
}

/// Multiplies the parts that the scale measures, and takes the positions along.
void PositionChain::stretch(PositionScale scale, double ratio) {
  if (scale == PositionScale::Coder) {
    for (double& c : severities_) c *= ratio;
    return;
  }
  stretch_nodes(scale, ratio);
  if (scale == PositionScale::Lean) {
    for (double& u : leans_) u *= ratio;
  }
  if (scale == PositionScale::Issue) {
    for (std::size_t m = 0; m < commons_.size(); ++m) {
      const ModelCommon& common = layout_.commons[m];
      const double middle = common.sign * pool_means_[common.pool];
      commons_[m] = middle + ratio * (commons_[m] - middle);
    }
  }
  refit();
}

void PositionChain::stretch_nodes(PositionScale scale, double ratio) {
  for (std::size_t c = 0; c < layout_.known_cells; ++c) {
    const ModelCell& cell = layout_.cells[c];
    const double first = theta_[cell.first_node];
    if (scale == PositionScale::Walk) {
      for (std::uint32_t n = 1; n < cell.nodes; ++n) {
        double& theta = theta_[cell.first_node + n];
        theta = first + ratio * (theta - first);
      }
      continue;
    }
    double part = 0;
    if (scale == PositionScale::Actor) part = first - expected(cell);
    if (scale == PositionScale::Lean) part = cell.sign * leans_[cell.lean];
    if (scale == PositionScale::Issue) {
      const ModelCommon& common = layout_.commons[cell.common];
      part = commons_[cell.common] - common.sign * pool_means_[common.pool];
    }
    for (std::uint32_t n = 0; n < cell.nodes; ++n) {
      theta_[cell.first_node + n] += (ratio - 1) * part;
    }
  }
}

/// Given the squares of `count` standardised parts: one Metropolis step of the width that the
/// conditional has. With no part it draws from the prior.
void PositionChain::draw_scale(PositionScale scale, double squares, std::size_t count) {
  double& value = scale_of(scale);
  const ScalePrior& prior = options_.priors[place_of(scale)];
  if (count == 0) {
    value = prior.median * std::exp(prior.log_sd * dice_.normal());
    return;
  }
  const auto n = static_cast<double>(count);
  const double step = 2.4 / std::sqrt(2 * n + 1 / (prior.log_sd * prior.log_sd));
  const auto log_density = [&](double at) {
    return -n * std::log(at) - squares / (2 * at * at) + log_prior(scale, at);
  };
  for (int moves = 0; moves < 2; ++moves) {
    const double proposed = value * std::exp(step * dice_.normal());
    if (std::log(dice_.uniform()) < log_density(proposed) - log_density(value)) value = proposed;
  }
}

}  // namespace entente::positions
