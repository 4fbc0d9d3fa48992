// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/shared_weights.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "entente/base/random.hpp"
#include "entente/stats/bootstrap.hpp"

namespace entente::stats {
namespace {

constexpr std::size_t many_draws = 40'000;

/// The weights of some sets over many draws.
std::vector<std::vector<double>> weights_of(const std::vector<std::vector<std::uint32_t>>& sets,
                                            std::uint64_t seed = 1,
                                            std::size_t draws = many_draws) {
  UnitSets kept;
  std::vector<std::uint32_t> places;
  std::uint32_t units = 0;
  for (const auto& set : sets) {
    places.push_back(kept.add(set));
    units = std::max(units, set.back() + 1);
  }
  std::vector<UnitKey> keys;
  for (std::uint32_t u = 0; u < units; ++u) {
    keys.push_back({stream_word("unit " + std::to_string(u)), 0});
  }
  SharedWeights weights(keys, kept, seed);
  std::vector<std::vector<double>> out(sets.size());
  for (std::size_t first = 0; first < draws; first += weight_lanes) {
    weights.draw(first);
    for (std::size_t i = 0; i < sets.size(); ++i) {
      const Lanes& least = weights.least(places[i]);
      for (const double e : least) out[i].push_back(e * static_cast<double>(sets[i].size()));
    }
  }
  return out;
}

double mean_of(const std::vector<double>& x) {
  double sum = 0;
  for (const double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}

double covariance(const std::vector<double>& x, const std::vector<double>& y) {
  const double mx = mean_of(x);
  const double my = mean_of(y);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mx) * (y[i] - my);
  return sum / static_cast<double>(x.size());
}

TEST(ExponentialOf, IsMinusTheLogarithm) {
  EXPECT_EQ(exponential_of(0.5), 0x1.62e42fefa39efp-1);
  const Philox source(5);
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    // Also close to 0 and to 1, where half of the bits are alike.
    const double u = source.uniform01(i);
    for (const double x : {u, 1 - u * 0x1p-30, u * 0x1p-20}) {
      const double expected = -std::log(x);
      ASSERT_NEAR(exponential_of(x), expected, 5e-16 * expected) << x;
    }
  }
  EXPECT_GT(exponential_of(1 - 0x1p-53), 0);
}

TEST(SharedWeights, AreStandardExponentialWhateverTheyRestOn) {
  const auto weights = weights_of({{0}, {1, 2}, {3, 4, 5, 6, 7}});
  for (std::vector<double> w : weights) {
    EXPECT_NEAR(mean_of(w), 1, 0.02);
    EXPECT_NEAR(covariance(w, w), 1, 0.05);
    EXPECT_GT(*std::min_element(w.begin(), w.end()), 0);
    std::sort(w.begin(), w.end());
    for (const double p : {0.025, 0.25, 0.5, 0.75, 0.975}) {
      const double at = w[static_cast<std::size_t>(p * static_cast<double>(w.size()))];
      EXPECT_NEAR(1 - std::exp(-at), p, 0.01) << p;
    }
  }
}

TEST(SharedWeights, CorrelateByTheShareOfEvidenceInCommon) {
  const std::vector<std::vector<std::uint32_t>> sets = {{0},       {1},       {0, 1}, {1, 2, 3},
                                                        {0, 2, 3}, {4, 5, 6}, {0}};
  const auto weights = weights_of(sets);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (std::size_t j = i + 1; j < sets.size(); ++j) {
      std::vector<std::uint32_t> both;
      std::set_intersection(sets[i].begin(), sets[i].end(), sets[j].begin(), sets[j].end(),
                            std::back_inserter(both));
      const auto common = static_cast<double>(both.size());
      const double either = static_cast<double>(sets[i].size() + sets[j].size()) - common;
      EXPECT_NEAR(covariance(weights[i], weights[j]), common / either, 0.05) << i << ' ' << j;
    }
  }
  EXPECT_EQ(weights[0], weights[6]);
}

TEST(SharedWeights, HangOnTheKeyAndTheSeedAlone) {
  const auto alone = weights_of({{1, 3}}, 7, 64);
  const auto among = weights_of({{0}, {2, 4}, {1, 3}}, 7, 64);
  EXPECT_EQ(alone[0], among[2]);
  EXPECT_NE(alone[0], weights_of({{1, 3}}, 8, 64)[0]);
  UnitSets sets;
  const std::vector<std::uint32_t> unit = {0};
  sets.add(unit);
  const std::vector<UnitKey> passage = {{stream_word("x"), 0}};
  const std::vector<UnitKey> source = {{stream_word("x"), 1}};
  SharedWeights of_passage(passage, sets, 1);
  SharedWeights of_source(source, sets, 1);
  of_passage.draw(0);
  of_source.draw(0);
  EXPECT_NE(of_passage.least(0), of_source.least(0));
}

/// Percentile intervals of a mean over independent values: the Bayesian bootstrap's.
TEST(SharedWeights, CoverTheMeanOfIndependentValues) {
  constexpr std::size_t n = 40;
  constexpr int studies = 400;
  std::vector<std::vector<std::uint32_t>> sets;
  for (std::uint32_t u = 0; u < n; ++u) sets.push_back({u});
  int covered = 0;
  for (int study = 0; study < studies; ++study) {
    const auto weights = weights_of(sets, static_cast<std::uint64_t>(study), 400);
    const Philox world(99, static_cast<std::uint64_t>(study));
    std::vector<double> draws(400);
    double value = 0;
    for (std::size_t i = 0; i < n; ++i) value += world.uniform01(i) / n;
    for (std::size_t d = 0; d < draws.size(); ++d) {
      double sum = 0;
      double total = 0;
      for (std::size_t i = 0; i < n; ++i) {
        sum += weights[i][d] * world.uniform01(i);
        total += weights[i][d];
      }
      draws[d] = sum / total;
    }
    if (percentile_estimate(value, draws, 0.95, n).interval->contains(0.5)) ++covered;
  }
  EXPECT_GT(covered, 0.91 * studies);
  EXPECT_LT(covered, 0.98 * studies);
}

RC_GTEST_PROP(UnitSets, KeepsEachSetOnceAndCountsUnions, ()) {
  UnitSets kept;
  std::vector<std::vector<std::uint32_t>> given;
  std::vector<std::uint32_t> places;
  for (int i = 0; i < 20; ++i) {
    auto set = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, 6)));
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    places.push_back(kept.add(set));
    given.push_back(set);
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto units = kept.units(places[i]);
    RC_ASSERT(std::equal(units.begin(), units.end(), given[i].begin(), given[i].end()));
    for (std::size_t j = 0; j < given.size(); ++j) {
      RC_ASSERT((places[i] == places[j]) == (given[i] == given[j]));
      std::vector<std::uint32_t> either;
      std::set_union(given[i].begin(), given[i].end(), given[j].begin(), given[j].end(),
                     std::back_inserter(either));
      RC_ASSERT(kept.union_size(places[i], places[j]) == either.size());
    }
  }
}

TEST(PercentileEstimate, FollowsTheRulesOfTheBootstrap) {
  std::vector<double> values = {3, 1, 4, 1, 5, 9, 2, 6};
  BootstrapOptions options;
  options.keep_replicates = true;
  const auto mean = [&values](std::span<const std::uint32_t> rows) {
    double sum = 0;
    for (const std::uint32_t row : rows) sum += values[row];
    return sum / static_cast<double>(rows.size());
  };
  Bootstrap known = bootstrap(ResamplingUnits::each_row(8), mean, options).value();
  const Estimate again =
      percentile_estimate(known.percentile.value, known.replicate_values, 0.95, 8);
  EXPECT_EQ(again.state, IntervalState::Known);
  EXPECT_EQ(again.interval, known.percentile.interval);
  std::vector<double> alike(100, 0.5);
  EXPECT_EQ(percentile_estimate(0.5, alike, 0.95, 8).state, IntervalState::NoVariation);
  EXPECT_EQ(percentile_estimate(0.5, alike, 0.95, 1).state, IntervalState::TooFew);
  for (std::size_t i = 0; i < 6; ++i) alike[i] = std::nan("");
  EXPECT_EQ(percentile_estimate(0.5, alike, 0.95, 8).state, IntervalState::Undefined);
  EXPECT_EQ(check_replicates(38, 0.95).error().kind, ErrorKind::Range);
  EXPECT_TRUE(check_replicates(39, 0.95));
}

/// Draws whose logarithms are a, -a: sd a sqrt(n / (n - 1)); t with 9 degrees of freedom.
TEST(LogTEstimate, IsStudentsTOnTheLogarithm) {
  std::vector<double> draws;
  for (int i = 0; i < 50; ++i) {
    draws.push_back(2 * std::exp(0.3));
    draws.push_back(2 * std::exp(-0.3));
  }
  const Estimate found = log_t_estimate(2, draws, 0.95, 12, 10);
  ASSERT_EQ(found.state, IntervalState::Known);
  const double half = 2.2621571628 * 0.3 * std::sqrt(100.0 / 99);
  EXPECT_NEAR(found.interval->low, 2 * std::exp(-half), 1e-8);
  EXPECT_NEAR(found.interval->high, 2 * std::exp(half), 1e-8);
  EXPECT_EQ(found.method, IntervalMethod::ReweightedLog);
  EXPECT_EQ(to_string(found.method), "reweighted_log");
  EXPECT_EQ(found.n, 12U);
}

TEST(LogTEstimate, SaysWhyThereIsNone) {
  std::vector<double> draws(100, 3.0);
  EXPECT_EQ(log_t_estimate(3, draws, 0.95, 9, 4.9).state, IntervalState::TooFew);
  EXPECT_EQ(log_t_estimate(3, draws, 0.95, 1, 9).state, IntervalState::TooFew);
  EXPECT_EQ(log_t_estimate(3, draws, 0.95, 9, 9).state, IntervalState::NoVariation);
  EXPECT_EQ(log_t_estimate(0, draws, 0.95, 9, 9).state, IntervalState::Undefined);
  for (std::size_t i = 0; i < 6; ++i) draws[i] = i < 3 ? std::nan("") : 0;
  EXPECT_EQ(log_t_estimate(3, draws, 0.95, 9, 9).state, IntervalState::Undefined);
}

}  // namespace
}  // namespace entente::stats
