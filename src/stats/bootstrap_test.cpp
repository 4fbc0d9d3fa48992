// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/bootstrap.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "entente/base/sum.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::stats {
namespace {

double mean_of_rows(const std::vector<double>& values, std::span<const std::uint32_t> rows) {
  CompensatedSum total;
  for (const std::uint32_t row : rows) total.add(values[row]);
  return total.value() / static_cast<double>(rows.size());
}

Statistic mean_statistic(const std::vector<double>& values) {
  return [&values](std::span<const std::uint32_t> rows) { return mean_of_rows(values, rows); };
}

/// Plug-in variance: the worked example of Efron and Tibshirani.
Statistic variance_statistic(const std::vector<double>& values) {
  return [&values](std::span<const std::uint32_t> rows) {
    const double mean = mean_of_rows(values, rows);
    CompensatedSum squares;
    for (const std::uint32_t row : rows) squares.add((values[row] - mean) * (values[row] - mean));
    return squares.value() / static_cast<double>(rows.size());
  };
}

ResamplingUnits rows_of(const std::vector<double>& values) {
  return ResamplingUnits::each_row(static_cast<std::uint32_t>(values.size()));
}

/// The bits of everything a result says.
std::vector<std::uint64_t> bits_of(const Bootstrap& result) {
  std::vector<double> numbers = result.replicate_values;
  for (const Estimate* estimate : {&result.percentile, &result.bca}) {
    numbers.push_back(estimate->value);
    numbers.push_back(static_cast<double>(estimate->state));
    numbers.push_back(estimate->interval ? estimate->interval->low : -1e9);
    numbers.push_back(estimate->interval ? estimate->interval->high : -1e9);
  }
  for (const auto& part :
       {result.standard_error, result.bias, result.bias_correction, result.acceleration}) {
    numbers.push_back(part.value_or(-1e9));
  }
  numbers.push_back(result.undefined);
  std::vector<std::uint64_t> bits;
  for (const double number : numbers) bits.push_back(std::bit_cast<std::uint64_t>(number));
  return bits;
}

// B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), Table 14.1, variable A.
const std::vector<double> spatial_test = {48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6,
                                          0,  33, 28, 34, 4,  32, 24, 47, 41, 24, 26, 30, 41};

TEST(Bootstrap, ReproducesTheSpatialTestOfEfronAndTibshirani) {
  BootstrapOptions options;
  options.level = 0.9;
  options.replicates = 20000;
  options.threads = 2;
  const Bootstrap result =
      bootstrap(rows_of(spatial_test), variance_statistic(spatial_test), options).value();
  EXPECT_NEAR(result.percentile.value, 171.5, 0.05);
  EXPECT_NEAR(result.acceleration.value(), 0.061, 5e-4);  // no chance in it: 0.06124
  // Their 2000 replicates gave z0 = 0.146, percentile (100.8, 233.9), BCa (115.8, 259.6), Table
  // 14.2; an end of theirs has a standard error of about 2 to 3.
  EXPECT_NEAR(result.bias_correction.value(), 0.146, 0.05);
  EXPECT_NEAR(result.percentile.interval->low, 100.8, 4);
  EXPECT_NEAR(result.percentile.interval->high, 233.9, 4);
  EXPECT_NEAR(result.bca.interval->low, 115.8, 5);
  EXPECT_NEAR(result.bca.interval->high, 259.6, 7);
  EXPECT_FALSE(result.few_units);
  EXPECT_EQ(result.percentile.n, 26U);
}

TEST(Bootstrap, HasTheStandardErrorThatTheoryGives) {
  // Of the mean, over all resamples: population sd / sqrt(n).
  BootstrapOptions options;
  options.replicates = 20000;
  const Bootstrap result =
      bootstrap(rows_of(spatial_test), mean_statistic(spatial_test), options).value();
  const double expected = std::sqrt(171.534023669 / 26);
  EXPECT_NEAR(result.standard_error.value(), expected, 4 * expected / std::sqrt(2 * 20000.0));
  EXPECT_NEAR(result.bias.value(), 0, 4 * expected / std::sqrt(20000.0));
  // For a mean the acceleration is skewness / (6 sqrt(n)), with population moments.
  const double mean = result.percentile.value;
  double square = 0;
  double cube = 0;
  for (const double value : spatial_test) {
    square += (value - mean) * (value - mean);
    cube += (value - mean) * (value - mean) * (value - mean);
  }
  EXPECT_NEAR(result.acceleration.value(), cube / (6 * std::pow(square, 1.5)), 1e-12);
}

TEST(Bootstrap, HasTheSameBytesForAnyThreads) {
  std::vector<std::uint32_t> documents;
  for (std::uint32_t i = 0; i < spatial_test.size(); ++i) documents.push_back(i % 9);
  for (const ResamplingUnits& units :
       {rows_of(spatial_test), ResamplingUnits::by_group(documents)}) {
    BootstrapOptions options;
    options.seed = 7;
    options.replicates = 501;
    options.keep_replicates = true;
    options.threads = 1;
    const std::vector<std::uint64_t> one =
        bits_of(bootstrap(units, variance_statistic(spatial_test), options).value());
    EXPECT_GT(one.size(), 501U);
    for (const unsigned threads : {2U, 7U, 0U}) {
      options.threads = threads;
      EXPECT_EQ(bits_of(bootstrap(units, variance_statistic(spatial_test), options).value()), one);
    }
    options.seed = 8;
    EXPECT_NE(bits_of(bootstrap(units, variance_statistic(spatial_test), options).value()), one);
    options.seed = 7;
    options.stream = 1;
    EXPECT_NE(bits_of(bootstrap(units, variance_statistic(spatial_test), options).value()), one);
  }
}

TEST(Bootstrap, ManyEqualsOneByOne) {
  const auto both = [](std::span<const std::uint32_t> rows, std::span<double> out) {
    out[0] = mean_statistic(spatial_test)(rows);
    out[1] = std::numeric_limits<double>::quiet_NaN();
    out[2] = variance_statistic(spatial_test)(rows);
  };
  BootstrapOptions options;
  options.keep_replicates = true;
  options.replicates = 200;
  const auto many = bootstrap_many(rows_of(spatial_test), 3, both, options).value();
  ASSERT_EQ(many.size(), 3U);
  EXPECT_FALSE(many[1].has_value());
  EXPECT_EQ(
      bits_of(many[0].value()),
      bits_of(bootstrap(rows_of(spatial_test), mean_statistic(spatial_test), options).value()));
  EXPECT_EQ(
      bits_of(many[2].value()),
      bits_of(bootstrap(rows_of(spatial_test), variance_statistic(spatial_test), options).value()));
  EXPECT_TRUE(bootstrap_many(rows_of(spatial_test), 0, both, options).value().empty());
}

TEST(Bootstrap, TakesTheOrderStatisticsThatDavisonAndHinkleyTake) {
  // (R + 1) p: of 39 replicates the 95 % ends are the least and the greatest, of 199 the 5th and
  // the 195th.
  BootstrapOptions options;
  options.keep_replicates = true;
  for (const std::size_t replicates : {39U, 199U}) {
    options.replicates = static_cast<std::uint32_t>(replicates);
    Bootstrap result =
        bootstrap(rows_of(spatial_test), mean_statistic(spatial_test), options).value();
    ASSERT_EQ(result.replicate_values.size(), replicates);
    std::sort(result.replicate_values.begin(), result.replicate_values.end());
    const std::size_t from_end = (replicates + 1) / 40;
    EXPECT_NEAR(result.percentile.interval->low, result.replicate_values[from_end - 1], 1e-12);
    EXPECT_NEAR(result.percentile.interval->high, result.replicate_values[replicates - from_end],
                1e-12);
  }
}

TEST(Bootstrap, DrawsWholeGroups) {
  const std::vector<std::uint32_t> documents = {5, 9, 5, 2, 9, 5};
  const ResamplingUnits units = ResamplingUnits::by_group(documents);
  ASSERT_EQ(units.count(), 3U);
  EXPECT_EQ(units.rows(), 6U);
  const auto rows_in = [&](std::size_t unit) {
    return std::vector<std::uint32_t>(units.unit(unit).begin(), units.unit(unit).end());
  };
  EXPECT_EQ(rows_in(0), (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(rows_in(1), (std::vector<std::uint32_t>{0, 2, 5}));
  EXPECT_EQ(rows_in(2), (std::vector<std::uint32_t>{1, 4}));
  std::atomic<int> broken{0};
  const auto watch = [&](std::span<const std::uint32_t> rows) {
    std::vector<int> times(documents.size());
    for (const std::uint32_t row : rows) ++times[row];
    if (times[0] != times[2] || times[0] != times[5] || times[1] != times[4]) ++broken;
    return static_cast<double>(rows.size());
  };
  const Bootstrap result = bootstrap(units, watch, {}).value();
  EXPECT_EQ(broken.load(), 0);
  EXPECT_EQ(result.percentile.value, 6);
  EXPECT_EQ(result.percentile.n, 3U);
  EXPECT_EQ(result.percentile.interval, (Interval{3, 9}));  // thrice the least, thrice the largest
  EXPECT_TRUE(result.few_units);
}

TEST(Bootstrap, DoesNotTakeRepetitionForEvidence) {
  // One document says the same thing fifty times: the interval must not shrink for it.
  std::vector<double> values = {-1, 0, 0, 1, 1, 2, 2};
  std::vector<std::uint32_t> documents = {0, 1, 2, 3, 4, 5, 6};
  const auto width = [&](bool by_document) {
    const ResamplingUnits units =
        by_document ? ResamplingUnits::by_group(documents) : rows_of(values);
    return bootstrap(units, mean_statistic(values), {}).value().percentile.interval->width();
  };
  const double plain = width(true);
  EXPECT_EQ(plain, width(false));  // single rows as groups are single rows
  values.insert(values.end(), 50, 2);
  documents.insert(documents.end(), 50, 6);
  EXPECT_GT(width(true), plain / 2);
  EXPECT_LT(width(false), plain / 2);
}

TEST(Bootstrap, GivesNoIntervalWhereNoneCanBeHad) {
  const std::vector<double> one = {1.5};
  const Bootstrap few = bootstrap(rows_of(one), mean_statistic(one), {}).value();
  EXPECT_EQ(few.percentile.value, 1.5);
  EXPECT_EQ(few.percentile.n, 1U);
  EXPECT_EQ(few.percentile.state, IntervalState::TooFew);
  EXPECT_EQ(few.bca.state, IntervalState::TooFew);
  EXPECT_FALSE(few.percentile.interval || few.bca.interval || few.standard_error);
  EXPECT_TRUE(few.few_units);
  EXPECT_EQ(few.replicates, 0U);

  const std::vector<double> values = {0.1, 0.2, 0.3};
  const std::vector<std::uint32_t> same_document = {4, 4, 4};
  EXPECT_EQ(bootstrap(ResamplingUnits::by_group(same_document), mean_statistic(values), {})
                .value()
                .percentile.state,
            IntervalState::TooFew);

  const std::vector<double> alike(12, 0.1);
  const Bootstrap flat = bootstrap(rows_of(alike), mean_statistic(alike), {}).value();
  EXPECT_EQ(flat.percentile.state, IntervalState::NoVariation);
  EXPECT_EQ(flat.bca.state, IntervalState::NoVariation);
  EXPECT_FALSE(flat.percentile.interval || flat.bca.interval || flat.standard_error);
}

TEST(Bootstrap, CountsUndefinedReplicates) {
  // The difference between two sides is undefined when a resample has none of one side.
  const auto difference = [](std::size_t left) {
    return [left](std::span<const std::uint32_t> rows) {
      double sums[2] = {0, 0};
      double counts[2] = {0, 0};
      for (const std::uint32_t row : rows) {
        const std::size_t side = row < left ? 0 : 1;
        sums[side] += row;
        counts[side] += 1;
      }
      return sums[1] / counts[1] - sums[0] / counts[0];
    };
  };
  const Bootstrap rare = bootstrap(ResamplingUnits::each_row(20), difference(5), {}).value();
  EXPECT_GT(rare.undefined, 0U);  // (3/4)^20 = 0.3 % of 2000
  EXPECT_LT(rare.undefined, 30U);
  EXPECT_EQ(rare.percentile.state, IntervalState::Known);
  EXPECT_EQ(rare.bca.state, IntervalState::Known);
  const Bootstrap often = bootstrap(ResamplingUnits::each_row(20), difference(1), {}).value();
  EXPECT_GT(often.undefined, 500U);  // (19/20)^20 = 36 %
  EXPECT_EQ(often.percentile.state, IntervalState::Undefined);
  EXPECT_FALSE(often.percentile.interval || often.bca.interval);
  // Defined in nearly every resample, but without a jackknife value: only BCa breaks down.
  const auto no_jackknife = [](std::span<const std::uint32_t> rows) {
    if (rows.size() < 20) return std::numeric_limits<double>::infinity();
    return static_cast<double>(std::accumulate(rows.begin(), rows.end(), 0U));
  };
  const Bootstrap half = bootstrap(ResamplingUnits::each_row(20), no_jackknife, {}).value();
  EXPECT_EQ(half.percentile.state, IntervalState::Known);
  EXPECT_EQ(half.bca.state, IntervalState::Undefined);
  EXPECT_FALSE(half.acceleration.has_value());
}

TEST(Bootstrap, LeavesBcaUndefinedWhereAllReplicatesLieOnOneSide) {
  // The maximum of a resample never exceeds the maximum of the data, but often ties with it; a
  // statistic just above all resamples ties with none.
  const auto above = [](std::span<const std::uint32_t> rows) {
    bool is_data = true;
    for (std::size_t i = 0; i < rows.size(); ++i) is_data = is_data && rows[i] == i;
    return is_data ? 100.0 : static_cast<double>(*std::max_element(rows.begin(), rows.end()) % 10);
  };
  const Bootstrap result = bootstrap(ResamplingUnits::each_row(12), above, {}).value();
  EXPECT_EQ(result.percentile.state, IntervalState::Known);
  EXPECT_EQ(result.bca.state, IntervalState::Undefined);
  EXPECT_FALSE(result.bias_correction.has_value());
}

TEST(Bootstrap, CountsHalfOfTheTiesAsBelow) {
  // Symmetric, and 20 of 64 resamples tie with the mean: no bias to correct. All ties counted as
  // below would give z0 = 0.40.
  const std::vector<double> values = {-1, -1, -1, 1, 1, 1};
  BootstrapOptions options;
  options.replicates = 10000;
  const Bootstrap result = bootstrap(rows_of(values), mean_statistic(values), options).value();
  EXPECT_NEAR(result.bias_correction.value(), 0, 0.05);
  EXPECT_NEAR(result.acceleration.value(), 0, 1e-15);
}

TEST(Bootstrap, RefusesWhatItCannotAnswer) {
  const auto one = [](std::span<const std::uint32_t>) { return 1.0; };
  const auto none = [](std::span<const std::uint32_t>) { return std::nan(""); };
  const ResamplingUnits units = ResamplingUnits::each_row(5);
  const auto kind = [&](const ResamplingUnits& what, const Statistic& statistic,
                        const BootstrapOptions& options) {
    return bootstrap(what, statistic, options).error().kind;
  };
  EXPECT_EQ(kind(ResamplingUnits::each_row(0), one, {}), ErrorKind::Missing);
  EXPECT_EQ(kind(ResamplingUnits::by_group({}), one, {}), ErrorKind::Missing);
  EXPECT_EQ(kind(units, none, {}), ErrorKind::Missing);
  BootstrapOptions options;
  options.replicates = 38;
  EXPECT_EQ(kind(units, one, options), ErrorKind::Range);
  options.replicates = 39;
  EXPECT_TRUE(bootstrap(units, one, options).has_value());
  options.level = 1;
  EXPECT_EQ(kind(units, one, options), ErrorKind::Range);
  options.level = 0.95;
  options.replicates = 4000000000U;
  EXPECT_EQ(kind(units, one, options), ErrorKind::Limit);
}

TEST(Bootstrap, StopsWhenCancelledAndReportsProgress) {
  CancelSource source;
  std::atomic<int> calls{0};
  const auto cancelling = [&](std::span<const std::uint32_t> rows) {
    if (++calls == 50) source.cancel();
    return static_cast<double>(rows[0]);
  };
  BootstrapOptions options;
  options.replicates = 100000;
  const Result<Bootstrap> stopped =
      bootstrap(ResamplingUnits::each_row(20), cancelling, options, source.token());
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_LT(calls.load(), 60);

  std::vector<ProgressEvent> events;
  const Progress progress([&events](const ProgressEvent& event) { events.push_back(event); },
                          [] { return 0.0; }, 0.0);
  ASSERT_TRUE(bootstrap(rows_of(spatial_test), mean_statistic(spatial_test), {}, {}, progress));
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events.back().stage, "bootstrap");
  EXPECT_EQ(events.back().done, 2026U);
  EXPECT_EQ(events.back().total, 2026U);
}

RC_GTEST_PROP(Bootstrap, KeepsAMeanWithinTheDataAndShiftsWithIt,
              (const std::vector<std::int8_t>& integers, std::int16_t shift)) {
  RC_PRE(integers.size() >= 2U);
  std::vector<double> values(integers.begin(), integers.end());
  std::vector<double> shifted;
  for (const double value : values) shifted.push_back(value + shift);
  BootstrapOptions options;
  options.replicates = 99;
  const Bootstrap result = bootstrap(rows_of(values), mean_statistic(values), options).value();
  const Bootstrap moved = bootstrap(rows_of(values), mean_statistic(shifted), options).value();
  RC_ASSERT(result.percentile.state == moved.percentile.state);
  if (!result.percentile.interval) return;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  RC_ASSERT(*low - 1e-9 <= result.percentile.interval->low);
  RC_ASSERT(result.percentile.interval->low <= result.percentile.interval->high);
  RC_ASSERT(result.percentile.interval->high <= *high + 1e-9);
  RC_ASSERT(std::abs(result.percentile.interval->low + shift - moved.percentile.interval->low) <
            1e-9);
}

}  // namespace
}  // namespace entente::stats
