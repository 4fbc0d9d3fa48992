// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/summary.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "entente/base/sum.hpp"

namespace entente::stats {
namespace {

constexpr double summary_nan = std::numeric_limits<double>::quiet_NaN();

/// NIST StRD univariate sets NumAcc2 to 4: a first value, then 500 pairs one tenth around it.
std::vector<double> num_acc(double first, double low, double high) {
  std::vector<double> out = {first};
  for (int i = 0; i < 500; ++i) {
    out.push_back(low);
    out.push_back(high);
  }
  return out;
}

TEST(CompensatedSum, KeepsWhatPlainAdditionLoses) {
  CompensatedSum sum;
  for (const double term : {1.0, 1e100, 1.0, -1e100}) sum.add(term);
  EXPECT_EQ(sum.value(), 2);
}

TEST(Summary, ReproducesTheCertifiedValuesOfNist) {
  const Summary one = summarize(std::vector<double>{10000001, 10000003, 10000002}).value();
  EXPECT_EQ(one.mean, 10000002);
  EXPECT_EQ(one.sd_sample, 1);
  // Certified: mean 1.2, sd 0.1 and so on. The decimals are not exact in binary, which bounds the
  // digits that sd can keep (about eps * mean / sd).
  const Summary two = summarize(num_acc(1.2, 1.1, 1.3)).value();
  EXPECT_EQ(two.n, 1001U);
  EXPECT_NEAR(two.mean, 1.2, 1e-15);
  EXPECT_NEAR(two.sd_sample.value(), 0.1, 1e-15);
  const Summary three = summarize(num_acc(1000000.2, 1000000.1, 1000000.3)).value();
  EXPECT_NEAR(three.mean, 1000000.2, 1e-9);
  EXPECT_NEAR(three.sd_sample.value(), 0.1, 1e-10);
  const Summary four = summarize(num_acc(10000000.2, 10000000.1, 10000000.3)).value();
  EXPECT_NEAR(four.mean, 10000000.2, 1e-8);
  EXPECT_NEAR(four.sd_sample.value(), 0.1, 1e-9);
}

TEST(Summary, KnowsPopulationAndSampleSpread) {
  const Summary summary = summarize(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9}).value();
  EXPECT_EQ(summary.sum, 40);
  EXPECT_EQ(summary.mean, 5);
  EXPECT_EQ(summary.sd_population, 2);
  EXPECT_DOUBLE_EQ(summary.sd_sample.value(), std::sqrt(32.0 / 7));
  EXPECT_EQ(summary.min, 2);
  EXPECT_EQ(summary.max, 9);
  EXPECT_EQ(summary.range(), 7);
}

TEST(Summary, CorrectsTheSpreadForTheRoundingOfTheMean) {
  // Between 1e16 and 1e16 + 2 there is no double for the mean; the squares sum to 8/3 all the same.
  const Summary summary = summarize(std::vector<double>{1e16, 1e16 + 2, 1e16 + 2}).value();
  EXPECT_DOUBLE_EQ(summary.sd_population, std::sqrt(8.0 / 9));
  EXPECT_DOUBLE_EQ(summary.sd_sample.value(), std::sqrt(4.0 / 3));
}

TEST(Summary, OfOneValueHasNoSampleSpread) {
  const Summary summary = summarize(std::vector<double>{-1.5}).value();
  EXPECT_EQ(summary.mean, -1.5);
  EXPECT_EQ(summary.sd_population, 0);
  EXPECT_FALSE(summary.sd_sample.has_value());
}

TEST(Summary, OfNothingIsMissing) {
  EXPECT_EQ(summarize({}).error().kind, ErrorKind::Missing);
  EXPECT_EQ(mean({}).error().kind, ErrorKind::Missing);
  EXPECT_EQ(sum({}).value(), 0);
}

TEST(Summary, RefusesWhatIsNoNumberAndSaysWhere) {
  for (const double bad : {summary_nan, std::numeric_limits<double>::infinity()}) {
    const Result<Summary> summary = summarize(std::vector<double>{1, 2, bad});
    ASSERT_FALSE(summary.has_value());
    EXPECT_EQ(summary.error().kind, ErrorKind::Range);
    EXPECT_EQ(summary.error().place.row, 3);
  }
}

TEST(Summary, RefusesSumsBeyondDouble) {
  EXPECT_EQ(sum(std::vector<double>{1e308, 1e308}).error().kind, ErrorKind::Range);
  EXPECT_EQ(summarize(std::vector<double>{1e200, -1e200}).error().kind, ErrorKind::Range);
}

TEST(WeightedMean, WeighsAndIgnoresTheUnitOfWeights) {
  const std::vector<double> values = {1, 2, 100};
  EXPECT_EQ(weighted_mean(values, std::vector<double>{1, 3, 0}).value(), 1.75);
  EXPECT_EQ(weighted_mean(values, std::vector<double>{0x1p1000, 0x3p1000, 0}).value(), 1.75);
}

TEST(WeightedMean, RefusesUnusableWeights) {
  const std::vector<double> values = {1, 2};
  const auto kind = [&](const std::vector<double>& weights) {
    return weighted_mean(values, weights).error().kind;
  };
  EXPECT_EQ(kind({1}), ErrorKind::Usage);
  EXPECT_EQ(kind({0, 0}), ErrorKind::Missing);
  EXPECT_EQ(kind({1, -1}), ErrorKind::Range);
  EXPECT_EQ(kind({1, summary_nan}), ErrorKind::Range);
  EXPECT_EQ(weighted_mean({}, {}).error().kind, ErrorKind::Missing);
}

/// Values a study could hold: thousandths.
std::vector<double> thousandths(const std::vector<std::int32_t>& integers) {
  std::vector<double> out;
  for (const std::int32_t integer : integers) out.push_back(integer / 1000.0);
  return out;
}

RC_GTEST_PROP(Summary, StaysWithinTheRange, (const std::vector<std::int32_t>& integers)) {
  RC_PRE(!integers.empty());
  const Summary summary = summarize(thousandths(integers)).value();
  RC_ASSERT(summary.min <= summary.mean);
  RC_ASSERT(summary.mean <= summary.max);
  // Popoviciu: the population sd is at most half the range.
  RC_ASSERT(summary.sd_population <= summary.range() / 2 * (1 + 1e-12));
  if (integers.size() >= 2) RC_ASSERT(summary.sd_sample.value() >= summary.sd_population);
}

RC_GTEST_PROP(Summary, IsExactForEqualValues, (std::int32_t integer, std::uint8_t more)) {
  const std::vector<double> values(std::size_t{1} + more, integer / 1000.0);
  const Summary summary = summarize(values).value();
  RC_ASSERT(summary.mean == values[0]);
  RC_ASSERT(summary.sd_population == 0);
}

RC_GTEST_PROP(Summary, SumsWholeNumbersExactly, (const std::vector<std::int32_t>& integers)) {
  std::int64_t exact = 0;
  std::vector<double> values;
  for (const std::int32_t integer : integers) {
    exact += integer;
    values.push_back(integer);
  }
  RC_ASSERT(sum(values).value() == static_cast<double>(exact));
}

RC_GTEST_PROP(WeightedMean, OfWholeWeightsIsTheMeanOfRepeatedValues,
              (const std::vector<std::pair<std::int16_t, std::uint8_t>>& pairs)) {
  std::vector<double> values;
  std::vector<double> weights;
  std::vector<double> repeated;
  for (const auto& [value, times] : pairs) {
    values.push_back(value);
    weights.push_back(times);
    repeated.insert(repeated.end(), times, value);
  }
  RC_PRE(!repeated.empty());
  const double expected = mean(repeated).value();
  RC_ASSERT(std::abs(weighted_mean(values, weights).value() - expected) <=
            1e-12 * (1 + std::abs(expected)));
}

}  // namespace
}  // namespace entente::stats
