// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/acceptability.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace entente::advise {
namespace {

constexpr std::size_t many = 200'000;

/// The same values in every draw.
std::vector<float> repeated(const std::vector<float>& values, std::size_t draws) {
  std::vector<float> out;
  for (std::size_t d = 0; d < draws; ++d) out.insert(out.end(), values.begin(), values.end());
  return out;
}

TEST(Acceptability, HasItsClosedFormOnTwoCriteria) {
  // First where w1 > 0.6, where w1 < 0.4, and between: 0.4, 0.4, 0.2 of all weights.
  const auto weights = draw_weights(2, many, {}).value();
  const auto found = acceptability(repeated({1, 0, 0, 1, 0.6F, 0.6F}, many), weights, 3, 2).value();
  EXPECT_NEAR(found[0].ranks[0], 0.4, 0.005);
  EXPECT_NEAR(found[1].ranks[0], 0.4, 0.005);
  EXPECT_NEAR(found[2].ranks[0], 0.2, 0.005);
  EXPECT_NEAR(found[2].ranks[2], 0, 1e-12);  // always above one of the others
  EXPECT_NEAR(found[0].central_weights[0], 0.8, 0.005);
  EXPECT_NEAR(found[2].central_weights[0], 0.5, 0.005);
  EXPECT_EQ(found[0].confidence, 1);
  // Centroid weights of three ranks: 1, 1/3, 0.
  EXPECT_NEAR(found[2].holistic, 0.2 + 0.8 / 3, 0.005);
}

TEST(Acceptability, HasItsClosedFormOnThreeCriteria) {
  // The greatest of three even weights is 11/18 on average.
  const auto weights = draw_weights(3, many, {}).value();
  const auto found =
      acceptability(repeated({1, 0, 0, 0, 1, 0, 0, 0, 1}, many), weights, 3, 3).value();
  for (std::size_t a = 0; a < 3; ++a) {
    for (const double share : found[a].ranks) EXPECT_NEAR(share, 1.0 / 3, 0.005);
    EXPECT_NEAR(found[a].central_weights[a], 11.0 / 18, 0.005);
  }
}

TEST(Acceptability, CountsConfidenceOverTheValues) {
  // With all weight on the one criterion the first is better in half of the draws.
  std::vector<float> values;
  for (std::size_t d = 0; d < 1000; ++d) {
    values.insert(values.end(), {d % 2 == 0 ? 1.0F : 0.0F, 0.5F});
  }
  const auto found = acceptability(values, draw_weights(1, 1000, {}).value(), 2, 1).value();
  EXPECT_EQ(found[0].ranks, (std::vector<double>{0.5, 0.5}));
  EXPECT_EQ(found[0].confidence, 0.5);
}

TEST(Acceptability, SharesRanksBetweenTies) {
  const auto weights = draw_weights(2, 100, {}).value();
  const auto found = acceptability(repeated({1, 1, 1, 1, 0, 0}, 100), weights, 3, 2).value();
  EXPECT_NEAR(found[0].ranks[0], 0.5, 1e-12);
  EXPECT_NEAR(found[0].ranks[1], 0.5, 1e-12);
  EXPECT_NEAR(found[2].ranks[2], 1, 1e-12);
  EXPECT_TRUE(found[2].central_weights.empty());
  EXPECT_EQ(found[2].confidence, 0);
  const auto alone = acceptability(repeated({1, 1}, 100), weights, 1, 2).value();
  EXPECT_NEAR(alone[0].ranks[0], 1, 1e-12);
  EXPECT_NEAR(alone[0].holistic, 1, 1e-12);
}

std::vector<double> mean_weights(const std::vector<double>& weights, std::size_t criteria) {
  std::vector<double> out(criteria);
  for (std::size_t at = 0; at < weights.size(); ++at) {
    out[at % criteria] +=
        weights[at] * static_cast<double>(criteria) / static_cast<double>(weights.size());
  }
  return out;
}

TEST(Weights, CentreOnWhatIsImportant) {
  WeightOptions options;
  options.importance = {3, 1, 0};
  const auto weights = draw_weights(3, many, options).value();
  const auto means = mean_weights(weights, 3);
  EXPECT_NEAR(means[0], 0.75, 0.005);
  EXPECT_NEAR(means[1], 0.25, 0.005);
  EXPECT_EQ(means[2], 0);
  for (std::size_t d = 0; d < 100; ++d) {
    EXPECT_NEAR(std::accumulate(weights.data() + 3 * d, weights.data() + 3 * d + 3, 0.0), 1, 1e-12);
  }
  options.exact = true;
  EXPECT_EQ(draw_weights(3, 1, options).value(), (std::vector<double>{0.75, 0.25, 0}));
}

TEST(Weights, AllAlikeIsAsGoodAsNothingKnown) {
  WeightOptions alike;
  alike.importance = {2, 2, 2, 2};
  EXPECT_EQ(draw_weights(4, 50, alike).value(), draw_weights(4, 50, {}).value());
}

TEST(Weights, RefusesWhatGivesNone) {
  for (const std::vector<double>& bad :
       {std::vector<double>{0, 0}, {-1, 2}, {1}, {std::nan(""), 1}}) {
    WeightOptions options;
    options.importance = bad;
    EXPECT_FALSE(draw_weights(2, 10, options).has_value());
  }
  EXPECT_FALSE(acceptability({}, {}, 2, 2).has_value());
}

}  // namespace
}  // namespace entente::advise
