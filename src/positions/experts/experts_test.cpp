// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "entente/positions/classical_model.hpp"
#include "entente/positions/expert_pools.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

using record::ExpertAnswer;
using record::ExpertItem;
using record::ExpertPanel;

const std::vector<double> asked = {0.05, 0.5, 0.95};

ExpertPanel panel_of(const std::vector<std::string>& experts, std::vector<ExpertItem> items,
                     const std::vector<std::vector<std::vector<double>>>& by_expert) {
  std::vector<ExpertAnswer> answers;
  for (std::uint32_t e = 0; e < by_expert.size(); ++e) {
    for (std::uint32_t i = 0; i < by_expert[e].size(); ++i) {
      if (!by_expert[e][i].empty()) answers.push_back({e, i, 1, by_expert[e][i], ""});
    }
  }
  auto panel = ExpertPanel::make(asked, experts, std::move(items), std::move(answers));
  EXPECT_TRUE(panel) << (panel ? "" : to_string(panel.error()));
  return *panel;
}

/// Four seeds and one question; A is wide and right, B narrow and wrong, C narrow and right.
ExpertPanel small_panel() {
  std::vector<ExpertItem> items;
  for (const double realised : {10.0, 20.0, 30.0, 40.0}) {
    items.push_back({"S" + std::to_string(items.size()), "", false, realised});
  }
  items.push_back({"Q", "", false, std::nullopt});
  return panel_of({"A", "B", "C"}, items,
                  {{{2, 9, 25}, {5, 22, 40}, {10, 28, 60}, {15, 44, 80}, {0, 50, 100}},
                   {{20, 21, 22}, {30, 31, 32}, {40, 41, 42}, {60, 61, 62}, {10, 11, 12}},
                   {{9, 9.9, 11}, {19, 20.2, 21}, {29, 29.9, 31}, {39, 40.3, 41}, {69, 70, 71}}});
}

TEST(ClassicalModel, WeighsWhoIsRightAndSure) {
  const auto model = classical_model(small_panel());
  ASSERT_TRUE(model) << to_string(model.error());
  EXPECT_EQ(model->seeds, 4U);
  EXPECT_EQ(model->power, 4U);
  const auto& [a, b, c] = std::tie(model->experts[0], model->experts[1], model->experts[2]);
  EXPECT_EQ(a.bins, (std::vector<std::uint32_t>{0, 2, 2, 0}));
  EXPECT_EQ(b.bins, (std::vector<std::uint32_t>{4, 0, 0, 0}));
  EXPECT_EQ(a.calibration, c.calibration);
  EXPECT_LT(b.calibration, 0.001);
  EXPECT_GT(c.information_seeds, a.information_seeds);
  EXPECT_GT(c.weight, a.weight);
  EXPECT_EQ(b.weight, 0.0);
  EXPECT_EQ(model->items[4].weights[1], 0.0);
  ClassicalOptions equal;
  equal.weighting = ExpertWeighting::Equal;
  EXPECT_GT(model->decision_maker.weight,
            classical_model(small_panel(), equal)->decision_maker.weight);
}

/// I(s, p) of (0, 1/2, 1/2, 0) against (.05, .45, .45, .05) is ln(.5 / .45).
TEST(ClassicalModel, CalibrationIsTheTailOfChiSquared) {
  const auto model = classical_model(small_panel());
  ASSERT_TRUE(model);
  EXPECT_NEAR(model->experts[0].calibration,
              stats::chi_squared_upper(2 * 4 * std::log(0.5 / 0.45), 3), 1e-14);
}

/// One item, [0, 10] asked of two: range -1 to 11 with an overshoot of a tenth.
TEST(ClassicalModel, InformationIsRelativeToTheWidenedRange) {
  const ExpertPanel panel =
      panel_of({"A", "B"}, {{"S", "", false, 5.0}}, {{{0, 5, 10}}, {{2, 4, 6}}});
  const auto model = classical_model(panel);
  ASSERT_TRUE(model);
  const double by_hand = std::log(12.0) + 0.05 * std::log(0.05 / 1) + 0.45 * std::log(0.45 / 5) +
                         0.45 * std::log(0.45 / 5) + 0.05 * std::log(0.05 / 1);
  EXPECT_NEAR(model->experts[0].information, by_hand, 1e-14);
}

TEST(ClassicalModel, OrderAndNamesOfExpertsDoNotMatter) {
  const ExpertPanel panel = small_panel();
  std::vector<ExpertAnswer> answers;
  for (ExpertAnswer answer : panel.answers()) {
    answer.expert = 2 - answer.expert;
    answers.push_back(answer);
  }
  const auto turned = ExpertPanel::make(asked, {"Z", "Y", "X"},
                                        {panel.items().begin(), panel.items().end()}, answers);
  const auto a = classical_model(panel);
  const auto b = classical_model(*turned);
  ASSERT_TRUE(a);
  ASSERT_TRUE(b);
  for (std::size_t e = 0; e < 3; ++e) {
    EXPECT_EQ(a->experts[e].calibration, b->experts[2 - e].calibration);
    EXPECT_EQ(a->experts[e].weight, b->experts[2 - e].weight);
  }
  for (std::size_t q = 0; q < 3; ++q) {
    EXPECT_NEAR(a->items[4].quantiles[q], b->items[4].quantiles[q], 1e-12);
  }
}

TEST(ClassicalModel, AnotherUnitChangesNothingButTheUnit) {
  const ExpertPanel panel = small_panel();
  std::vector<ExpertAnswer> answers(panel.answers().begin(), panel.answers().end());
  for (ExpertAnswer& answer : answers) {
    for (double& q : answer.quantiles) q = 1000 * q - 7;
  }
  std::vector<ExpertItem> items(panel.items().begin(), panel.items().end());
  for (ExpertItem& item : items) {
    if (item.realised) item.realised = 1000 * *item.realised - 7;
  }
  const auto a = classical_model(panel);
  const auto b = classical_model(*ExpertPanel::make(asked, {"A", "B", "C"}, items, answers));
  ASSERT_TRUE(b);
  for (std::size_t e = 0; e < 3; ++e) {
    EXPECT_NEAR(a->experts[e].information, b->experts[e].information, 1e-10);
    EXPECT_EQ(a->experts[e].calibration, b->experts[e].calibration);
  }
  EXPECT_NEAR(1000 * a->items[4].quantiles[1] - 7, b->items[4].quantiles[1], 1e-7);
}

TEST(ClassicalModel, LogarithmicItemsAreThoughtOfInLogarithms) {
  const auto with = [](bool logarithmic, double power) {
    std::vector<ExpertItem> items = {{"S", "", logarithmic, power == 1 ? 5.0 : std::exp(5.0)}};
    const auto put = [power](double x) { return power == 1 ? x : std::exp(x); };
    return classical_model(
        panel_of({"A", "B"}, items, {{{put(1), put(5), put(9)}}, {{put(2), put(4), put(6)}}}));
  };
  const auto plain = with(false, 1);
  const auto logarithms = with(true, 2);
  ASSERT_TRUE(plain);
  ASSERT_TRUE(logarithms);
  EXPECT_NEAR(plain->experts[0].information, logarithms->experts[0].information, 1e-12);
  EXPECT_NEAR(plain->items[0].quantiles[1], std::log(logarithms->items[0].quantiles[1]), 1e-12);
}

TEST(ClassicalModel, EqualWeightsNeedNoSeeds) {
  const ExpertPanel panel =
      panel_of({"A", "B"}, {{"Q", "", false, std::nullopt}}, {{{0, 5, 10}}, {{10, 15, 20}}});
  EXPECT_FALSE(classical_model(panel));
  ClassicalOptions equal;
  equal.weighting = ExpertWeighting::Equal;
  const auto model = classical_model(panel, equal);
  ASSERT_TRUE(model) << to_string(model.error());
  EXPECT_NEAR(model->items[0].quantiles[1], 10.0, 1e-12);
  EXPECT_EQ(model->items[0].weights, (std::vector<double>{0.5, 0.5}));
}

TEST(ClassicalModel, EqualQuantilesAreReadAndCounted) {
  const ExpertPanel panel =
      panel_of({"A", "B"}, {{"S", "", false, 5.0}}, {{{4, 4, 10}}, {{2, 4, 6}}});
  const auto model = classical_model(panel);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->equal_quantiles, 1U);
  EXPECT_TRUE(std::isfinite(model->experts[0].information));
}

TEST(ClassicalModel, WhatCannotBeWeighedIsRefused) {
  const ExpertPanel alike =
      panel_of({"A", "B"}, {{"S", "", false, 5.0}}, {{{5, 5, 5}}, {{5, 5, 5}}});
  EXPECT_EQ(classical_model(alike).error().kind, ErrorKind::Range);
  ClassicalOptions high;
  high.alpha = 0.999;
  EXPECT_EQ(classical_model(small_panel(), high).error().kind, ErrorKind::Range);
  const ExpertPanel without =
      panel_of({"A", "B"}, {{"S", "", false, 5.0}, {"Q", "", false, std::nullopt}},
               {{{1, 2, 3}, {1, 2, 3}}, {{}, {1, 2, 4}}});
  EXPECT_EQ(classical_model(without).error().kind, ErrorKind::Missing);
  EXPECT_EQ(classical_model(ExpertPanel()).error().kind, ErrorKind::Missing);
}

TEST(Fits, FindTheDistributionTheQuantilesCameFrom) {
  const std::vector<double> levels = {0.1, 0.25, 0.5, 0.75, 0.9};
  const ScaleEnds ends{0, 100};
  const std::vector<FittedDistribution> all = {{ExpertFamily::Normal, 40, 12, {}, 0},
                                               {ExpertFamily::StudentT, -3, 2, {}, 0},
                                               {ExpertFamily::LogNormal, 2, 0.4, {}, 0},
                                               {ExpertFamily::Gamma, 3, 0.5, {}, 0},
                                               {ExpertFamily::Beta, 4, 2.5, ends, 0}};
  for (const FittedDistribution& truth : all) {
    std::vector<double> quantiles;
    for (const double level : levels) quantiles.push_back(truth.quantile(level));
    const bool beta = truth.family == ExpertFamily::Beta;
    const auto scale = beta ? std::optional<ScaleEnds>(ends) : std::nullopt;
    const auto fit = fit_quantiles(truth.family, quantiles, levels, scale);
    ASSERT_TRUE(fit) << to_string(truth.family);
    EXPECT_NEAR(fit->a, truth.a, 1e-5 * std::fabs(truth.a)) << to_string(truth.family);
    EXPECT_NEAR(fit->b, truth.b, 1e-5 * truth.b) << to_string(truth.family);
    EXPECT_LT(fit->squares, 1e-12);
    const auto best = best_fit(quantiles, levels, scale);
    ASSERT_TRUE(best);
    EXPECT_EQ(best->family, truth.family) << to_string(truth.family);
    for (const double x : {quantiles[1], quantiles[3]}) {
      const double step = 1e-5 * (quantiles[3] - quantiles[1]);
      EXPECT_NEAR(fit->density(x), (fit->cdf(x + step) - fit->cdf(x - step)) / (2 * step),
                  1e-5 * fit->density(x));
    }
  }
}

TEST(Fits, WhatAFamilyCannotHoldIsRefused) {
  const std::vector<double> levels = {0.1, 0.5, 0.9};
  const std::vector<double> negative = {-1, 2, 3};
  const std::vector<double> alike = {2, 2, 2};
  EXPECT_FALSE(fit_quantiles(ExpertFamily::Gamma, negative, levels));
  EXPECT_FALSE(fit_quantiles(ExpertFamily::Normal, alike, levels));
  EXPECT_FALSE(fit_quantiles(ExpertFamily::Beta, negative, levels, ScaleEnds{0, 10}));
  EXPECT_TRUE(best_fit(negative, levels));
}

/// Two normals: mean 50 and sd sqrt(100/2 + 25/2 + 100), and the product of the square roots.
TEST(Pools, TwoNormalsAreAsByHand) {
  const std::vector<FittedDistribution> fits = {{ExpertFamily::Normal, 40, 10, {}, 0},
                                                {ExpertFamily::Normal, 60, 5, {}, 0}};
  const std::vector<double> halves = {0.5, 0.5};
  const PooledDistribution linear = linear_pool(fits, halves, asked);
  EXPECT_NEAR(linear.mean, 50, 1e-12);
  EXPECT_NEAR(linear.sd, std::sqrt(162.5), 1e-12);
  const auto product = log_pool(fits, halves, asked);
  ASSERT_TRUE(product);
  EXPECT_NEAR(product->mean, 56, 1e-6);
  EXPECT_NEAR(product->sd, std::sqrt(40.0), 1e-6);
  EXPECT_NEAR(product->quantiles[1], 56, 1e-4);
  for (std::size_t q = 0; q < asked.size(); ++q) {
    EXPECT_NEAR((fits[0].cdf(linear.quantiles[q]) + fits[1].cdf(linear.quantiles[q])) / 2, asked[q],
                1e-12);
  }
}

TEST(Pools, OneExpertIsItsOwnPool) {
  const std::vector<FittedDistribution> one = {{ExpertFamily::Gamma, 3, 0.5, {}, 0}};
  const std::vector<double> all = {1};
  EXPECT_NEAR(linear_pool(one, all, asked).quantiles[2], one[0].quantile(0.95), 1e-9);
  EXPECT_NEAR(log_pool(one, all, asked)->quantiles[2], one[0].quantile(0.95), 1e-3);
}

ExpertPanel rounds_of(const std::vector<std::vector<double>>& best) {
  std::vector<std::string> names;
  std::vector<ExpertAnswer> answers;
  for (std::uint32_t e = 0; e < best.front().size(); ++e) names.push_back("E" + std::to_string(e));
  for (std::uint32_t r = 0; r < best.size(); ++r) {
    for (std::uint32_t e = 0; e < best[r].size(); ++e) {
      answers.push_back(
          {e, 0, r + 1, {best[r][e] - 1, best[r][e], best[r][e] + 1}, e == 1 ? "because" : ""});
    }
  }
  return *ExpertPanel::make(asked, names, {{"Q", "", false, std::nullopt}}, answers);
}

TEST(Delphi, FeedsBackMediansWithoutNamesAndKnowsWhenToStop) {
  const auto one = delphi(rounds_of({{10, 20, 30, 40, 50}}));
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].state, DelphiState::OneRound);
  EXPECT_EQ(one[0].rounds[0].median, 30);
  EXPECT_EQ(one[0].rounds[0].quartile_1, 20);
  EXPECT_EQ(one[0].rounds[0].quartile_3, 40);
  EXPECT_THAT(one[0].rounds[0].reasons, ::testing::ElementsAre("because"));
  const auto moving = delphi(rounds_of({{10, 20, 30, 40, 50}, {25, 28, 30, 32, 35}}));
  EXPECT_EQ(moving[0].state, DelphiState::Moving);
  const auto stable =
      delphi(rounds_of({{10, 20, 30, 40, 50}, {25, 28, 30, 32, 35}, {26, 28, 31, 32, 34}}));
  EXPECT_EQ(stable[0].state, DelphiState::Stable);
}

TEST(ExpertPanel, RefusesWhatDoesNotHoldTogether) {
  const std::vector<ExpertItem> items = {{"Q", "", true, std::nullopt}};
  const auto make = [&items](std::vector<double> levels, std::vector<ExpertAnswer> answers) {
    return ExpertPanel::make(std::move(levels), {"A"}, items, std::move(answers));
  };
  EXPECT_TRUE(make({0.5}, {{0, 0, 1, {1}, ""}}));
  EXPECT_EQ(make({}, {}).error().kind, ErrorKind::Missing);
  EXPECT_EQ(make({0.5, 0.4}, {}).error().kind, ErrorKind::Range);
  EXPECT_EQ(make({0.5}, {{0, 0, 1, {-1}, ""}}).error().kind, ErrorKind::Range);
  EXPECT_EQ(make({0.5}, {{0, 0, 1, {std::nan("")}, ""}}).error().kind, ErrorKind::Range);
  EXPECT_EQ(make({0.4, 0.5}, {{0, 0, 1, {2, 1}, ""}}).error().kind, ErrorKind::Range);
  EXPECT_EQ(make({0.5}, {{0, 1, 1, {2}, ""}}).error().kind, ErrorKind::Range);
  EXPECT_EQ(make({0.5}, {{0, 0, 1, {1}, ""}, {0, 0, 1, {2}, ""}}).error().kind,
            ErrorKind::Duplicate);
}

}  // namespace
}  // namespace entente::positions
