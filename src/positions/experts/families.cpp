// SPDX-License-Identifier: GPL-3.0-or-later
// The distributions that answers are fitted with.
#include <cmath>
#include <numbers>

#include "entente/positions/expert_pools.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

constexpr double degrees = 3;  // of freedom, SHELF's choice for heavy tails

/// Variance of Student's t with 3 degrees of freedom is 3.
double t_density(double z) {
  const double power = -(degrees + 1) / 2;
  return 2 / (std::numbers::pi * std::sqrt(degrees)) * std::pow(1 + z * z / degrees, power);
}

}  // namespace

std::string_view to_string(ExpertFamily family) noexcept {
  switch (family) {
    case ExpertFamily::Normal:
      return "normal";
    case ExpertFamily::StudentT:
      return "t3";
    case ExpertFamily::LogNormal:
      return "lognormal";
    case ExpertFamily::Gamma:
      return "gamma";
    case ExpertFamily::Beta:
      break;
  }
  return "beta";
}

double FittedDistribution::cdf(double x) const noexcept {
  switch (family) {
    case ExpertFamily::Normal:
      return stats::normal_cdf((x - a) / b);
    case ExpertFamily::StudentT:
      return stats::t_cdf((x - a) / b, degrees);
    case ExpertFamily::LogNormal:
      return x > 0 ? stats::normal_cdf((std::log(x) - a) / b) : 0;
    case ExpertFamily::Gamma:
      return stats::gamma_cdf(x, a, b);
    case ExpertFamily::Beta:
      break;
  }
  const double u = (x - ends.low) / (ends.high - ends.low);
  if (u <= 0) return 0;
  return u >= 1 ? 1 : stats::beta_cdf(u, a, b);
}

double FittedDistribution::density(double x) const noexcept {
  switch (family) {
    case ExpertFamily::Normal:
      return stats::normal_density((x - a) / b) / b;
    case ExpertFamily::StudentT:
      return t_density((x - a) / b) / b;
    case ExpertFamily::LogNormal:
      return x > 0 ? stats::normal_density((std::log(x) - a) / b) / (b * x) : 0;
    case ExpertFamily::Gamma:
      return x > 0 ? std::exp(a * std::log(b) + (a - 1) * std::log(x) - b * x - std::lgamma(a)) : 0;
    case ExpertFamily::Beta:
      break;
  }
  const double width = ends.high - ends.low;
  const double u = (x - ends.low) / width;
  if (u <= 0 || u >= 1) return 0;
  return std::exp((a - 1) * std::log(u) + (b - 1) * std::log1p(-u) + std::lgamma(a + b) -
                  std::lgamma(a) - std::lgamma(b)) /
         width;
}

double FittedDistribution::quantile(double p) const {
  switch (family) {
    case ExpertFamily::Normal:
      return a + b * stats::normal_quantile(p);
    case ExpertFamily::StudentT:
      return a + b * stats::t_quantile(p, degrees);
    case ExpertFamily::LogNormal:
      return std::exp(a + b * stats::normal_quantile(p));
    case ExpertFamily::Gamma:
      return stats::gamma_quantile(p, a, b);
    case ExpertFamily::Beta:
      break;
  }
  return ends.low + (ends.high - ends.low) * stats::beta_quantile(p, a, b);
}

double FittedDistribution::mean() const noexcept {
  switch (family) {
    case ExpertFamily::Normal:
    case ExpertFamily::StudentT:
      return a;
    case ExpertFamily::LogNormal:
      return std::exp(a + b * b / 2);
    case ExpertFamily::Gamma:
      return a / b;
    case ExpertFamily::Beta:
      break;
  }
  return ends.low + (ends.high - ends.low) * a / (a + b);
}

double FittedDistribution::sd() const noexcept {
  switch (family) {
    case ExpertFamily::Normal:
      return b;
    case ExpertFamily::StudentT:
      return b * std::sqrt(degrees / (degrees - 2));
    case ExpertFamily::LogNormal:
      return mean() * std::sqrt(std::expm1(b * b));
    case ExpertFamily::Gamma:
      return std::sqrt(a) / b;
    case ExpertFamily::Beta:
      break;
  }
  return (ends.high - ends.low) * std::sqrt(a * b / (a + b + 1)) / (a + b);
}

}  // namespace entente::positions
