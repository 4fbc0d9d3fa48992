// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/distribution.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#if defined(__wasi__) && !defined(BOOST_DISABLE_THREADS)
#define BOOST_DISABLE_THREADS  // libc++ for WASI has no std::mutex
#endif
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace entente::stats {
namespace {

namespace bmp = boost::math::policies;
// errno instead of exceptions; no long double, which differs from machine to machine.
using Quiet =
    bmp::policy<bmp::domain_error<bmp::errno_on_error>, bmp::pole_error<bmp::errno_on_error>,
                bmp::overflow_error<bmp::errno_on_error>, bmp::underflow_error<bmp::errno_on_error>,
                bmp::denorm_error<bmp::errno_on_error>, bmp::rounding_error<bmp::errno_on_error>,
                bmp::evaluation_error<bmp::errno_on_error>,
                bmp::indeterminate_result_error<bmp::errno_on_error>, bmp::promote_double<false>>;
using QuietNormal = boost::math::normal_distribution<double, Quiet>;
using QuietT = boost::math::students_t_distribution<double, Quiet>;
using QuietChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using QuietGamma = boost::math::gamma_distribution<double, Quiet>;
using QuietBeta = boost::math::beta_distribution<double, Quiet>;

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

bool is_probability(double p) { return p >= 0 && p <= 1; }
bool is_shape(double a) { return a > 0 && std::isfinite(a); }

/// The least double whose cumulative probability reaches p, by bisection over the doubles from 0 to
/// 1 in their order (at most 62 steps): what the distribution function says, whatever its inverse.
double beta_quantile_by_bisection(double p, double a, double b) {
  std::uint64_t low = 0;
  std::uint64_t high = std::bit_cast<std::uint64_t>(1.0);
  while (low + 1 < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    (beta_cdf(std::bit_cast<double>(middle), a, b) < p ? low : high) = middle;
  }
  return std::bit_cast<double>(high);
}

}  // namespace

double normal_cdf(double z) noexcept {
  if (std::isnan(z)) return no_value;
  if (std::isinf(z)) return z < 0 ? 0 : 1;
  return boost::math::cdf(QuietNormal(0, 1), z);
}

double normal_density(double z) noexcept {
  constexpr double inverse_root_two_pi = 0.3989422804014326779;
  return inverse_root_two_pi * std::exp(-z * z / 2);
}

double normal_quantile(double p) noexcept {
  if (!is_probability(p)) return no_value;
  if (p == 0) return -infinite;
  if (p == 1) return infinite;
  return boost::math::quantile(QuietNormal(0, 1), p);
}

double t_quantile(double p, double degrees_of_freedom) noexcept {
  if (!is_probability(p) || !is_shape(degrees_of_freedom)) return no_value;
  if (p == 0) return -infinite;
  if (p == 1) return infinite;
  return boost::math::quantile(QuietT(degrees_of_freedom), p);
}

double t_cdf(double t, double degrees_of_freedom) noexcept {
  if (std::isnan(t) || !is_shape(degrees_of_freedom)) return no_value;
  if (std::isinf(t)) return t < 0 ? 0 : 1;
  return boost::math::cdf(QuietT(degrees_of_freedom), t);
}

double gamma_cdf(double x, double shape, double rate) noexcept {
  if (std::isnan(x) || !is_shape(shape) || !is_shape(rate)) return no_value;
  if (x <= 0) return 0;
  if (std::isinf(x)) return 1;
  return boost::math::cdf(QuietGamma(shape, 1 / rate), x);
}

double gamma_quantile(double p, double shape, double rate) {
  if (!is_probability(p) || !is_shape(shape) || !is_shape(rate)) return no_value;
  if (p == 0) return 0;
  if (p == 1) return infinite;
  return boost::math::quantile(QuietGamma(shape, 1 / rate), p);
}

double chi_squared_upper(double x, double degrees_of_freedom) noexcept {
  if (std::isnan(x) || !is_shape(degrees_of_freedom)) return no_value;
  if (x <= 0) return 1;
  if (std::isinf(x)) return 0;
  return boost::math::cdf(boost::math::complement(QuietChiSquared(degrees_of_freedom), x));
}

double beta_cdf(double x, double a, double b) noexcept {
  if (!is_probability(x) || !is_shape(a) || !is_shape(b)) return no_value;
  return boost::math::cdf(QuietBeta(a, b), x);
}

double beta_quantile(double p, double a, double b) {
  if (!is_probability(p) || !is_shape(a) || !is_shape(b)) return no_value;
  if (p == 0 || p == 1) return p;
  const double x = boost::math::quantile(QuietBeta(a, b), p);
  // Boost 1.81 gives 0 or NaN for small p with a = 1/2, among others; its distribution function
  // holds there.
  if (std::abs(beta_cdf(x, a, b) - p) <= 1e-10 * p) return x;
  return beta_quantile_by_bisection(p, a, b);
}

}  // namespace entente::stats
