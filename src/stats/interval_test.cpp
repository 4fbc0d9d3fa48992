// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/interval.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace entente::stats {
namespace {

struct PublishedProportion {
  std::uint64_t successes;
  std::uint64_t trials;
  Interval wilson;
  Interval clopper_pearson;
};

// R. G. Newcombe, Statistics in Medicine 17 (1998), Table I, methods 3 and 5, to four decimals.
constexpr PublishedProportion newcombe_table[] = {
    {81, 263, {0.2553, 0.3662}, {0.2527, 0.3676}},
    {15, 148, {0.0624, 0.1605}, {0.0578, 0.1617}},
    {0, 20, {0, 0.1611}, {0, 0.1684}},
    {1, 29, {0.0061, 0.1718}, {0.0009, 0.1776}},
};

TEST(Proportion, ReproducesNewcombesTable) {
  for (const PublishedProportion& row : newcombe_table) {
    const Estimate score = wilson(row.successes, row.trials).value();
    EXPECT_NEAR(score.interval->low, row.wilson.low, 5e-5);
    EXPECT_NEAR(score.interval->high, row.wilson.high, 5e-5);
    EXPECT_EQ(score.n, row.trials);
    EXPECT_EQ(score.method, IntervalMethod::Wilson);
    EXPECT_EQ(score.state, IntervalState::Known);
    const Estimate exact = clopper_pearson(row.successes, row.trials).value();
    EXPECT_NEAR(exact.interval->low, row.clopper_pearson.low, 5e-5);
    EXPECT_NEAR(exact.interval->high, row.clopper_pearson.high, 5e-5);
    EXPECT_EQ(exact.value, score.value);
  }
}

TEST(Proportion, AgreesWithReferenceDigits) {
  // mpmath 1.3 at 40 digits.
  const Estimate score = wilson(81, 263).value();
  EXPECT_NEAR(score.interval->low, 0.255288519878274, 1e-14);
  EXPECT_NEAR(score.interval->high, 0.3662095769828, 1e-14);
  const Estimate exact = clopper_pearson(1, 29).value();
  EXPECT_NEAR(exact.interval->low, 0.000872646883579922, 1e-16);
  EXPECT_NEAR(exact.interval->high, 0.177644295488723, 1e-14);
}

TEST(Proportion, HasClosedFormsAtTheEnds) {
  for (const double level : {0.5, 0.9, 0.999}) {
    for (const std::uint64_t n : {1U, 5U, 40U}) {
      const Interval none = *clopper_pearson(0, n, level)->interval;
      EXPECT_EQ(none.low, 0);
      const double root = 1.0 / static_cast<double>(n);
      EXPECT_NEAR(none.high, 1 - std::pow((1 - level) / 2, root), 1e-13);
      const Interval all = *clopper_pearson(n, n, level)->interval;
      EXPECT_EQ(all.high, 1);
      EXPECT_NEAR(all.low, std::pow((1 - level) / 2, root), 1e-13);
      EXPECT_EQ(wilson(0, n, level)->interval->low, 0);
      EXPECT_EQ(wilson(n, n, level)->interval->high, 1);
    }
  }
}

TEST(Proportion, RefusesWhatIsNone) {
  EXPECT_EQ(wilson(0, 0).error().kind, ErrorKind::Missing);
  EXPECT_EQ(clopper_pearson(3, 2).error().kind, ErrorKind::Range);
  for (const double level : {0.0, 1.0, -1.0, 95.0, std::nan("")}) {
    EXPECT_EQ(wilson(1, 2, level).error().kind, ErrorKind::Range);
    EXPECT_EQ(mean_t(std::vector<double>{1, 2}, level).error().kind, ErrorKind::Range);
  }
}

TEST(MeanT, ReproducesStudentsSleepData) {
  // Student 1908; R prints 0.7001142 2.4598858 for t.test(sleep, paired).
  const std::vector<double> differences = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
  const Estimate estimate = mean_t(differences).value();
  EXPECT_NEAR(estimate.value, 1.58, 1e-15);
  ASSERT_TRUE(estimate.interval.has_value());
  EXPECT_NEAR(estimate.interval->low, 0.7001142, 5e-8);
  EXPECT_NEAR(estimate.interval->high, 2.4598858, 5e-8);
  EXPECT_EQ(estimate.n, 10U);
}

TEST(MeanT, GivesNoIntervalWhereNoneCanBeHad) {
  const Estimate one = mean_t(std::vector<double>{2}).value();
  EXPECT_EQ(one.value, 2);
  EXPECT_EQ(one.n, 1U);
  EXPECT_EQ(one.state, IntervalState::TooFew);
  EXPECT_FALSE(one.interval.has_value());
  const Estimate alike = mean_t(std::vector<double>{0.1, 0.1, 0.1}).value();
  EXPECT_EQ(alike.value, 0.1);
  EXPECT_EQ(alike.state, IntervalState::NoVariation);
  EXPECT_FALSE(alike.interval.has_value());
  EXPECT_EQ(mean_t({}).error().kind, ErrorKind::Missing);
}

TEST(CoverageCeiling, ReachesNinetyFivePercentWithSix) {
  EXPECT_EQ(coverage_ceiling(0), 0);
  EXPECT_EQ(coverage_ceiling(1), 0);
  EXPECT_EQ(coverage_ceiling(2), 0.5);
  EXPECT_LT(coverage_ceiling(5), 0.95);
  EXPECT_GT(coverage_ceiling(6), 0.95);
  EXPECT_EQ(coverage_ceiling(100000), 1);
}

TEST(Interval, NamesItsMethodAndState) {
  EXPECT_EQ(to_string(IntervalMethod::Wilson), "wilson");
  EXPECT_EQ(to_string(IntervalMethod::Bca), "bca");
  EXPECT_EQ(to_string(IntervalState::Known), "known");
  EXPECT_EQ(to_string(IntervalState::Undefined), "undefined");
}

RC_GTEST_PROP(Proportion, LiesWithinItsIntervalAndMirrors,
              (std::uint16_t a, std::uint16_t b, std::uint8_t percent)) {
  const std::uint64_t trials = 1 + std::max(a, b) % 500U;
  const std::uint64_t successes = std::min(a, b) % (trials + 1);
  const double level = (0.5 + percent % 99U) / 100.0;
  for (const auto& method : {wilson, clopper_pearson}) {
    const Estimate estimate = method(successes, trials, level).value();
    RC_ASSERT(estimate.interval->contains(estimate.value) ||
              std::abs(estimate.value - estimate.interval->low) < 1e-12 ||
              std::abs(estimate.value - estimate.interval->high) < 1e-12);
    RC_ASSERT(estimate.interval->low >= 0);
    RC_ASSERT(estimate.interval->high <= 1);
    const Interval mirrored = *method(trials - successes, trials, level)->interval;
    RC_ASSERT(std::abs(1 - mirrored.high - estimate.interval->low) < 1e-12);
    const Interval wider = *method(successes, trials, level + 0.004)->interval;
    RC_ASSERT(wider.width() > estimate.interval->width());
  }
}

}  // namespace
}  // namespace entente::stats
