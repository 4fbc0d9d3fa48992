// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/simulate.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "entente/room/score.hpp"
#include "entente/stats/quantile.hpp"
#include "test_problems.hpp"

namespace entente::room {
namespace {

using testing::catalogue_problem;

Problem committee() { return catalogue_problem("five-and-two"); }

Forecast forecast(const Problem& problem, const std::string& model, SimulationOptions options) {
  const auto made = make_model(model);
  if (!made) {
    ADD_FAILURE() << to_string(made.error());
    return {};
  }
  auto out = simulate(problem, 0, **made, options);
  if (!out) ADD_FAILURE() << to_string(out.error());
  return out ? *std::move(out) : Forecast();
}

TEST(Simulate, SameBytesOnAnyNumberOfThreads) {
  for (const std::string& model : testing::all_variants()) {
    const Forecast one = forecast(committee(), model, {7, 2000, 1, true});
    for (const unsigned threads : {2U, 7U}) {
      const Forecast more = forecast(committee(), model, {7, 2000, threads, true});
      EXPECT_EQ(one.values, more.values) << model;
      EXPECT_EQ(one.distribution, more.distribution) << model;
      EXPECT_EQ(one.gains, more.gains) << model;
      EXPECT_EQ(one.bands, more.bands) << model;
    }
    EXPECT_NE(one.values, forecast(committee(), model, {8, 2000, 1, true}).values);
  }
}

TEST(Simulate, ActorsKeepTheirDraws) {
  Problem shuffled = committee();
  std::reverse(shuffled.issues[0].stakes.begin(), shuffled.issues[0].stakes.end());
  const Forecast before = forecast(committee(), "pce", {3, 500, 1, true});
  const Forecast after = forecast(shuffled, "pce", {3, 500, 1, true});
  EXPECT_EQ(before.values, after.values);
}

/// Compromise is linear in positions, so mean and sd have a closed form (triangular moments).
TEST(Simulate, CompromiseHasTheMomentsOfTriangles) {
  const Problem problem = committee();
  double weight = 0;
  double mean = 0;
  double variance = 0;
  for (const Stake& stake : problem.issues[0].stakes) {
    if (stake.role == Role::Outside) continue;
    const double w = stake.salience.mode * stake.power.mode;
    const auto [a, c, b] = stake.position;
    weight += w;
    mean += w * (a + b + c) / 3;
    variance += w * w * (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
  }
  const Forecast out = forecast(problem, "compromise", {1, 100'000, 2, true});
  const double sd = std::sqrt(variance) / weight;
  EXPECT_NEAR(out.distribution.mean, mean / weight, 4 * sd / std::sqrt(100'000.0));
  EXPECT_NEAR(out.distribution.sd, sd, 0.02 * sd);
  EXPECT_EQ(
      std::accumulate(out.distribution.histogram.begin(), out.distribution.histogram.end(), 0U),
      100'000U);
}

TEST(Simulate, QuantilesAreTypeSeven) {
  const Forecast out = forecast(committee(), "pce", {1, 1001, 1, true});
  const auto& d = out.distribution;
  for (const auto& [p, value] : {std::pair{0.05, d.p05},
                                 {0.10, d.p10},
                                 {0.25, d.p25},
                                 {0.5, d.p50},
                                 {0.75, d.p75},
                                 {0.9, d.p90},
                                 {0.95, d.p95}}) {
    EXPECT_DOUBLE_EQ(value, *stats::quantile(out.values, p)) << p;
  }
}

TEST(Simulate, BandsShareTheDrawsOut) {
  const Forecast out = forecast(committee(), "consensus", {1, 4000, 1, true});
  ASSERT_EQ(out.bands.size(), 3U);
  double total = 0;
  for (const Band& band : out.bands) {
    total += band.probability;
    const auto inside = std::count_if(out.values.begin(), out.values.end(), [&](double v) {
      return (band.anchor == 0 || v > band.from) && v <= band.to;
    });
    EXPECT_DOUBLE_EQ(band.probability, static_cast<double>(inside) / 4000);
  }
  EXPECT_NEAR(total, 1, 1e-12);
  EXPECT_EQ(out.bands[1].from, 25);
  EXPECT_EQ(out.bands[1].to, 75);
}

TEST(Simulate, GainsAndAgreement) {
  Problem problem = committee();
  for (Issue& issue : problem.issues) {
    for (Stake& stake : issue.stakes) stake.position = Spread::fixed(stake.position.mode);
  }
  Forecast out = forecast(problem, "consensus", {1, 100, 1, true});
  EXPECT_EQ(out.gain_kind, GainKind::SavedFromReversion);
  EXPECT_EQ(out.gains[0].mean, 0);    // at 10: 0 and 20 are as far
  EXPECT_EQ(out.gains[4].mean, 20);   // at 85: 20 instead of 0
  EXPECT_EQ(out.gains[6].mean, -20);  // the rival at 0
  EXPECT_EQ(out.agreement->value, 1);
  EXPECT_EQ(forecast(problem, "compromise", {1, 100, 1, true}).agreement->value,
            0);  // 48: not for A
  problem.issues[0].reversion.reset();
  out = forecast(problem, "compromise", {1, 100, 1, true});
  EXPECT_FALSE(out.agreement);
  EXPECT_EQ(out.gain_kind, GainKind::DistanceFromOutcome);
  EXPECT_NEAR(out.gains[4].mean, 85 - out.at_modes.value, 1e-12);
}

TEST(Simulate, MovingOneActorIsExactOnCommonDraws) {
  const Problem problem = committee();
  const auto moved = with_position(problem, 0, 4, 75);
  ASSERT_TRUE(moved);
  const Forecast before = forecast(problem, "compromise", {1, 1000, 1, true});
  const Forecast after = forecast(*moved, "compromise", {1, 1000, 1, true});
  const auto change = compare(before, after);
  ASSERT_TRUE(change);
  // 70 of 350 points of weight move by 10; every draw by the same.
  EXPECT_NEAR(change->at_modes, -2, 1e-12);
  EXPECT_NEAR(change->p05, -2, 1e-9);
  EXPECT_NEAR(change->p95, -2, 1e-9);
  EXPECT_EQ(change->up, 0);
  EXPECT_FALSE(compare(before, forecast(problem, "pce", {1, 1000, 1, true})));
}

TEST(Simulate, TornadoNamesTheWidestSwings) {
  Problem problem = committee();
  problem.issues[0].stakes[0].salience = {0, 40, 100};
  const auto model = make_model("compromise");
  const auto swings = tornado(problem, 0, **model);
  ASSERT_TRUE(swings);
  ASSERT_EQ(swings->size(), 5U);
  EXPECT_EQ((*swings)[0].stake, 0U);
  EXPECT_EQ((*swings)[0].input, InputKind::Salience);
  EXPECT_GT((*swings)[0].at_low, (*swings)[0].at_high);
  for (std::size_t i = 1; i < swings->size(); ++i) {
    EXPECT_GE((*swings)[i - 1].size(), (*swings)[i].size());
  }
  // The chair: 100 of 350 points of weight, its range is 15.
  EXPECT_EQ((*swings)[1].stake, 5U);
  EXPECT_NEAR((*swings)[1].size(), 15 * 100.0 / 350, 1e-12);
}

TEST(Simulate, RefusesAndStops) {
  const auto model = make_model("pce");
  EXPECT_EQ(simulate(committee(), 0, **model, {1, 99, 1, true}).error().kind, ErrorKind::Range);
  EXPECT_EQ(simulate(committee(), 9, **model, {1, 100, 1, true}).error().kind, ErrorKind::Range);
  CancelSource source;
  source.cancel();
  EXPECT_EQ(simulate(committee(), 0, **model, {}, source.token()).error().kind,
            ErrorKind::Cancelled);
}

TEST(Score, CrpsOfSmallLotteries) {
  const std::vector<Chance> coin = {{0, 0.5}, {100, 0.5}};
  EXPECT_NEAR(crps(coin, 0), 25, 1e-12);
  EXPECT_NEAR(crps(coin, 50), 25, 1e-12);
  EXPECT_NEAR(crps(std::vector<Chance>{{30, 1}}, 50), 20, 1e-12);
}

TEST(Score, ByHand) {
  // Two dossiers; errors 10, -20, 30. Reference is right everywhere.
  const std::vector<Actual> actuals = {
      {0, 50, 0, 100}, {0, 40, 0, 100}, {1, 90, 0, 100}, {1, 10, 0, 100}};
  std::vector<std::optional<Outcome>> outcomes(4);
  std::vector<std::optional<Outcome>> right(4);
  const double points[] = {40, 60, 60};
  for (std::size_t i = 0; i < 4; ++i) {
    if (i < 3) outcomes[i].emplace().value = points[i];
    right[i].emplace().value = actuals[i].value;
  }
  const auto out = score(actuals, outcomes, right, {1, 200, 0.95, 1});
  ASSERT_TRUE(out) << to_string(out.error());
  EXPECT_EQ(out->n, 3U);
  EXPECT_EQ(out->dossiers, 2U);
  EXPECT_NEAR(out->mae.value, 20, 1e-12);
  EXPECT_NEAR(out->difference->value, 20, 1e-12);
  EXPECT_EQ(out->median_error, 20);
  EXPECT_NEAR(out->rmse, std::sqrt(1400.0 / 3), 1e-12);
  EXPECT_NEAR(out->within_10, 1.0 / 3, 1e-12);
  EXPECT_NEAR(out->crps, 20, 1e-12);
  // Issue 1: 40 + 30 = 70 against 50; issue 2: 90 against 40; issue 3: {40, 70} against 90.
  EXPECT_NEAR(out->crps_predictive, (20 + 50 + (35 - 7.5)) / 3, 1e-12);
  EXPECT_EQ(out->coverage_80, 0);
  EXPECT_FALSE(score(actuals, std::vector<std::optional<Outcome>>(4), right, {}));
  EXPECT_FALSE(score(actuals, std::vector<std::optional<Outcome>>(3), right, {}));
}

}  // namespace
}  // namespace entente::room
