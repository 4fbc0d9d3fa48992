// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/quantile.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace entente::stats {
namespace {

std::vector<double> one_to(int n) {
  std::vector<double> out(static_cast<std::size_t>(n));
  std::iota(out.begin(), out.end(), 1.0);
  return out;
}

// For x = 1 .. n the quantile equals its place h, so the definitions give the values.
TEST(Quantile, FollowsHyndmanAndFan) {
  const std::vector<double> ten = one_to(10);
  EXPECT_EQ(quantile(ten, 0.25, QuantileType::Type7).value(), 3.25);
  EXPECT_EQ(quantile(ten, 0.25, QuantileType::Type6).value(), 2.75);
  EXPECT_EQ(quantile(ten, 0.75, QuantileType::Type7).value(), 7.75);
  EXPECT_EQ(quantile(ten, 0.75, QuantileType::Type6).value(), 8.25);
  for (const QuantileType type : {QuantileType::Type6, QuantileType::Type7}) {
    EXPECT_EQ(quantile(ten, 0.5, type).value(), 5.5);
    EXPECT_EQ(quantile(ten, 0, type).value(), 1);
    EXPECT_EQ(quantile(ten, 1, type).value(), 10);
  }
  EXPECT_EQ(quantile(ten, 0.01, QuantileType::Type6).value(), 1);  // held at the ends
  EXPECT_EQ(quantile(ten, 0.99, QuantileType::Type6).value(), 10);
}

TEST(Quantile, SortsFirst) {
  EXPECT_EQ(quantile(std::vector<double>{5, 1, 3}, 0.75).value(), 4);
  EXPECT_EQ(median(std::vector<double>{9, 1, 2}).value(), 2);
  EXPECT_EQ(median(std::vector<double>{9, 1}).value(), 5);
  EXPECT_EQ(median(std::vector<double>{4}).value(), 4);
}

RC_GTEST_PROP(Quantile, BySelectionIsThatOfSorted, ()) {
  const auto whole =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-9, 9)));
  std::vector<double> values(whole.begin(), whole.end());
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const double p = *rc::gen::inRange(0, 1001) / 1000.0;
  for (const QuantileType type : {QuantileType::Type6, QuantileType::Type7}) {
    RC_ASSERT(quantile_by_selection(values, p, type) == quantile_of_sorted(sorted, p, type));
  }
}

TEST(Quantile, HoldsTheWholeRangeOfDouble) {
  const double most = std::numeric_limits<double>::max();
  EXPECT_EQ(median(std::vector<double>{-most, most}).value(), 0);
}

TEST(Quantile, RefusesWhatItCannotAnswer) {
  EXPECT_EQ(median({}).error().kind, ErrorKind::Missing);
  EXPECT_EQ(quantile(one_to(3), 1.5).error().kind, ErrorKind::Range);
  EXPECT_EQ(quantile(one_to(3), std::nan("")).error().kind, ErrorKind::Range);
  EXPECT_EQ(median(std::vector<double>{1, std::nan("")}).error().kind, ErrorKind::Range);
}

TEST(WeightedMedian, IsARangeWhereHalfIsReachedExactly) {
  const std::vector<double> values = {3, 1, 2, 4};
  const auto range = [&](const std::vector<double>& weights) {
    return weighted_median(values, weights).value();
  };
  EXPECT_EQ(range({1, 1, 1, 1}), (MedianRange{2, 3}));
  EXPECT_EQ(range({1, 1, 1, 1}).middle(), 2.5);
  EXPECT_EQ(range({1, 1, 1.5, 1}), (MedianRange{2, 2}));
  EXPECT_EQ(range({0, 1, 0, 1}), (MedianRange{1, 4}));  // weight 0 takes no part
  EXPECT_EQ(range({0, 0, 7, 0}), (MedianRange{2, 2}));
  EXPECT_EQ(range({1, 0.2, 0.1, 9}), (MedianRange{4, 4}));
}

TEST(WeightedMedian, SeesTiesOfDecimalWeights) {
  // 0.1 + 0.2 and 0.3 differ in binary.
  EXPECT_EQ(
      weighted_median(std::vector<double>{-2, -1, 1}, std::vector<double>{0.1, 0.2, 0.3}).value(),
      (MedianRange{-1, 1}));
  EXPECT_EQ(
      weighted_median(std::vector<double>{-2, 1, 2}, std::vector<double>{0.3, 0.2, 0.1}).value(),
      (MedianRange{-2, 1}));
}

TEST(WeightedMedian, RefusesUnusableWeights) {
  const std::vector<double> values = {1, 2};
  EXPECT_EQ(weighted_median(values, std::vector<double>{0, 0}).error().kind, ErrorKind::Missing);
  EXPECT_EQ(weighted_median(values, std::vector<double>{1}).error().kind, ErrorKind::Usage);
  EXPECT_EQ(weighted_median({}, {}).error().kind, ErrorKind::Missing);
}

RC_GTEST_PROP(Quantile, IsMonotoneAndWithinTheRange,
              (const std::vector<std::int32_t>& integers, std::uint16_t a, std::uint16_t b)) {
  RC_PRE(!integers.empty());
  std::vector<double> values;
  for (const std::int32_t integer : integers) values.push_back(integer / 1000.0);
  const double low_p = std::min(a, b) / 65535.0;
  const double high_p = std::max(a, b) / 65535.0;
  for (const QuantileType type : {QuantileType::Type6, QuantileType::Type7}) {
    const double low = quantile(values, low_p, type).value();
    const double high = quantile(values, high_p, type).value();
    RC_ASSERT(low <= high + 1e-12 * std::abs(high));
    RC_ASSERT(*std::min_element(values.begin(), values.end()) <= low);
    RC_ASSERT(high <= *std::max_element(values.begin(), values.end()));
  }
}

RC_GTEST_PROP(WeightedMedian, MinimisesTheWeightedDistance,
              (const std::vector<std::pair<std::int8_t, std::uint8_t>>& pairs)) {
  std::vector<double> values;
  std::vector<double> weights;
  for (const auto& [value, weight] : pairs) {
    values.push_back(value);
    weights.push_back(weight);
  }
  const auto distance = [&](double m) {
    double total = 0;  // whole numbers: exact
    for (std::size_t i = 0; i < values.size(); ++i) total += weights[i] * std::abs(values[i] - m);
    return total;
  };
  RC_PRE(std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0; }));
  const MedianRange range = weighted_median(values, weights).value();
  RC_ASSERT(distance(range.low) == distance(range.high));
  for (int m = -128; m <= 127; ++m) {
    const bool inside = range.low <= m && m <= range.high;
    RC_ASSERT(distance(m) >= distance(range.low));
    RC_ASSERT((distance(m) == distance(range.low)) == inside);
  }
}

}  // namespace
}  // namespace entente::stats
