// SPDX-License-Identifier: GPL-3.0-or-later
// Reference values to 20 digits were computed with mpmath 1.3 at 40 digits (erfinv, betainc and
// bisection), an implementation that shares nothing with Boost.
#include "entente/stats/distribution.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "entente/base/random.hpp"

namespace entente::stats {
namespace {

constexpr double pi = 3.14159265358979323846;

void expect_relative(double actual, double expected, double tolerance = 1e-13) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected));
}

TEST(Normal, AgreesWithReferenceValues) {
  expect_relative(normal_quantile(0.975), 1.9599639845400542355);
  expect_relative(normal_quantile(0.9), 1.281551565544600467);
  expect_relative(normal_quantile(0.000001), -4.7534243088228989482);
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-16);
  expect_relative(normal_cdf(1.96), 0.97500210485177956586);
  expect_relative(normal_cdf(-8), 6.2209605742717841235e-16);
}

TEST(StudentT, AgreesWithReferenceValuesAndClosedForms) {
  expect_relative(t_quantile(0.975, 9), 2.2621571627982055426);
  expect_relative(t_quantile(0.975, 10), 2.2281388519862747484);
  expect_relative(t_quantile(0.95, 30), 1.6972608865939578486);
  expect_relative(t_quantile(0.995, 4), 4.6040948713499932254);
  // 1 degree: Cauchy, tan(pi (p - 1/2)); 2 degrees: (2p - 1) / sqrt(2 p (1 - p)).
  for (const double p : {0.01, 0.3, 0.9, 0.995}) {
    expect_relative(t_quantile(p, 1), std::tan(pi * (p - 0.5)), 1e-12);
    expect_relative(t_quantile(p, 2), (2 * p - 1) / std::sqrt(2 * p * (1 - p)), 1e-12);
  }
}

TEST(Beta, AgreesWithReferenceValuesAndClosedForms) {
  expect_relative(beta_quantile(0.025, 81, 183), 0.25273674558527116302);
  expect_relative(beta_quantile(0.975, 82, 182), 0.36762192260135136465);
  expect_relative(beta_quantile(0.3, 2, 5), 0.1818034713189491671);
  expect_relative(beta_quantile(0.025, 0.5, 0.5), 0.0015413331334360119011);
  for (const double p : {0.001, 0.2, 0.999}) {
    expect_relative(beta_quantile(p, 1, 20), -std::expm1(std::log1p(-p) / 20));
    expect_relative(beta_quantile(p, 20, 1), std::pow(p, 1.0 / 20));
  }
  EXPECT_EQ(beta_cdf(0.25, 1, 1), 0.25);
}

TEST(Distributions, AnswerOutsideTheirDomainWithNaN) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double p : {-0.1, 1.1, nan}) {
    EXPECT_TRUE(std::isnan(normal_quantile(p)));
    EXPECT_TRUE(std::isnan(t_quantile(p, 3)));
    EXPECT_TRUE(std::isnan(beta_quantile(p, 1, 1)));
    EXPECT_TRUE(std::isnan(beta_cdf(p, 1, 1)));
  }
  for (const double shape : {0.0, -1.0, nan, infinity}) {
    EXPECT_TRUE(std::isnan(t_quantile(0.5, shape)));
    EXPECT_TRUE(std::isnan(beta_quantile(0.5, shape, 1)));
    EXPECT_TRUE(std::isnan(beta_cdf(0.5, 1, shape)));
  }
  EXPECT_TRUE(std::isnan(normal_cdf(nan)));
}

TEST(Distributions, ReachTheirEnds) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(normal_quantile(0), -infinity);
  EXPECT_EQ(normal_quantile(1), infinity);
  EXPECT_EQ(normal_cdf(-infinity), 0);
  EXPECT_EQ(normal_cdf(infinity), 1);
  EXPECT_EQ(t_quantile(0, 5), -infinity);
  EXPECT_EQ(beta_quantile(1, 2, 3), 1);
}

TEST(Beta, HoldsFarOutWhereTheInverseOfBoostFails) {
  // mpmath 1.3 at 40 digits.
  expect_relative(beta_quantile(1e-9, 0.5, 3), 2.8444444444444444455e-19, 1e-9);
  expect_relative(beta_quantile(0x1p-53, 0.5, 2), 5.4782007307014708709e-33, 1e-9);
  expect_relative(beta_quantile(0.025, 5e5, 5e5 + 1), 0.49901951919531181737, 1e-9);
}

RC_GTEST_PROP(Distributions, InvertTheirCumulativeFunctions,
              (std::uint64_t bits, std::uint8_t a, std::uint8_t b, std::uint8_t squeeze)) {
  const double p = unit_interval(bits) * std::ldexp(1.0, -(squeeze % 40));
  const double shape_a = 0.5 + a / 4.0;
  const double shape_b = 0.5 + b / 4.0;
  RC_ASSERT(std::abs(normal_cdf(normal_quantile(p)) - p) <= 1e-12 * p);
  // Near 1 the doubles themselves are too coarse for a small second shape.
  const double x = beta_quantile(p, shape_a, shape_b);
  const double coarse =
      beta_cdf(x, shape_a, shape_b) - beta_cdf(std::nextafter(x, 0), shape_a, shape_b);
  RC_ASSERT(std::abs(beta_cdf(x, shape_a, shape_b) - p) <= 1e-9 * p + coarse);
  // P(T <= t) = I_{v / (v + t^2)}(v / 2, 1 / 2) / 2 for t < 0.
  const double degrees = 1.0 + a;
  const double t = t_quantile(p / 2, degrees);
  const double lower = beta_cdf(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  RC_ASSERT(std::abs(lower - p / 2) <= 1e-7 * p);
}

TEST(Normal, RandomNumbersComeByQuantile) {
  constexpr int draws = 20000;
  PhiloxCursor cursor = Philox(5, stream_word("normal test")).cursor();
  double total = 0;
  double squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double z = normal_quantile(cursor.uniform01());
    total += z;
    squares += z * z;
  }
  EXPECT_NEAR(total / draws, 0, 4 / std::sqrt(draws));
  EXPECT_NEAR(squares / draws, 1, 4 * std::sqrt(2.0 / draws));
}

TEST(ChiSquared, UpperTailsAreThoseOfTables) {
  EXPECT_NEAR(chi_squared_upper(3.841458820694124, 1), 0.05, 1e-12);
  EXPECT_NEAR(chi_squared_upper(18.307038053275146, 10), 0.05, 1e-12);
  EXPECT_EQ(chi_squared_upper(0, 3), 1.0);
  EXPECT_EQ(chi_squared_upper(-1, 3), 1.0);
  EXPECT_EQ(chi_squared_upper(HUGE_VAL, 3), 0.0);
  EXPECT_TRUE(std::isnan(chi_squared_upper(1, 0)));
  EXPECT_TRUE(std::isnan(chi_squared_upper(std::nan(""), 3)));
}

TEST(StudentT, SharesAreThoseOfItsQuantiles) {
  for (const double p : {0.01, 0.3, 0.5, 0.9}) EXPECT_NEAR(t_cdf(t_quantile(p, 3), 3), p, 1e-12);
  EXPECT_NEAR(t_cdf(3.182446305284263, 3), 0.975, 1e-12);
  EXPECT_EQ(t_cdf(-HUGE_VAL, 3), 0.0);
  EXPECT_TRUE(std::isnan(t_cdf(1, -1)));
}

TEST(Gamma, SharesAndQuantilesAgree) {
  // Shape 1 is the exponential distribution.
  EXPECT_NEAR(gamma_cdf(2, 1, 0.5), 1 - std::exp(-1.0), 1e-14);
  for (const double p : {0.01, 0.3, 0.5, 0.9}) {
    EXPECT_NEAR(gamma_cdf(gamma_quantile(p, 2.5, 4), 2.5, 4), p, 1e-12);
  }
  EXPECT_EQ(gamma_cdf(-1, 2, 2), 0.0);
  EXPECT_EQ(gamma_quantile(0, 2, 2), 0.0);
  EXPECT_TRUE(std::isnan(gamma_quantile(0.5, 0, 2)));
}

}  // namespace
}  // namespace entente::stats
