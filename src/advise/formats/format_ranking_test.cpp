// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/format_ranking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "advise/test_group.hpp"

namespace entente::advise {
namespace {

using testing::Held;
using testing::Made;
using testing::no_salience;
using testing::no_stance;

/// Two draws of each known cell: the stance and the stance plus `spread`.
positions::StatementModel model_of(const Made& group, float spread) {
  positions::StatementModel out;
  out.draws = 2;
  out.issues = group.matrix.issues.size();
  out.places.assign(group.matrix.actors.size() * out.issues, static_cast<std::size_t>(-1));
  for (std::size_t i = 0; i < out.issues; ++i) {
    for (std::size_t a = 0; a < group.matrix.actors.size(); ++a) {
      const positions::Cell& cell = group.matrix.cell(i, a);
      if (!cell.known()) continue;
      out.places[a * out.issues + i] = out.estimates.size();
      auto& estimate = out.estimates.emplace_back();
      estimate.statements = cell.statements;
      out.positions.push_back(static_cast<float>(*cell.mean));
      out.positions.push_back(static_cast<float>(*cell.mean) + spread);
    }
  }
  return out;
}

Made nobody_else(const Made& group) {
  Made out = group;
  out.matrix.actors.clear();
  out.matrix.cells.clear();
  return out;
}

FormatMeasures measured(const Made& group, const Made& outsiders, float spread = 0,
                        std::uint32_t draws = 4) {
  const auto found = format_measures(group.snapshot, model_of(group, spread), group.matrix,
                                     outsiders.matrix, {draws, 1});
  EXPECT_TRUE(found.has_value());
  return found->front();
}

float value_of(const FormatMeasures& measures, FormatCriterion criterion, std::size_t draw = 0) {
  const auto& values = measures.values[static_cast<std::size_t>(criterion)];
  return values.size() == 1 ? values.front() : values[draw];
}

TEST(FormatMeasures, AreThoseOfTheirDefinition) {
  const Made group = testing::made({{{2.0, 80}, {1.0, 60}, {1.0, 90}}}, true, false);
  Made outsiders = testing::made({{{-2.0, no_salience}, {0.0, no_salience}}}, true, false);
  const FormatMeasures measures = measured(group, outsiders);
  EXPECT_FLOAT_EQ(value_of(measures, FormatCriterion::Stake), 0.6F);
  EXPECT_FLOAT_EQ(value_of(measures, FormatCriterion::Similarity), 0.75F);
  EXPECT_FLOAT_EQ(value_of(measures, FormatCriterion::Leverage), 1);
  EXPECT_NEAR(value_of(measures, FormatCriterion::Exposure), (4.0 / 3 + 2) / 4, 1e-6);
  EXPECT_EQ(value_of(measures, FormatCriterion::Visibility), 1);
  EXPECT_EQ(value_of(measures, FormatCriterion::DecisionPending), 0);
  EXPECT_LE(value_of(measures, FormatCriterion::Input), 0.25F);
  EXPECT_EQ(measures.outsider, outsiders.matrix.actors[0]);
  EXPECT_TRUE(measures.unknown[static_cast<std::size_t>(FormatCriterion::Input)]);
  EXPECT_FALSE(measures.unknown[static_cast<std::size_t>(FormatCriterion::Stake)]);
}

TEST(FormatMeasures, FollowTheDrawsOfPositions) {
  const Made group = testing::made({{{-1.0, 50}, {0.5, 50}}});
  const FormatMeasures measures = measured(group, nobody_else(group), 1.0F);
  EXPECT_FLOAT_EQ(value_of(measures, FormatCriterion::Leverage, 0), 0);  // one on either side
  EXPECT_FLOAT_EQ(value_of(measures, FormatCriterion::Leverage, 1), 0);  // one above, one at 0
  EXPECT_FLOAT_EQ(value_of(measures, FormatCriterion::Similarity, 0), 0.625F);
  EXPECT_FLOAT_EQ(value_of(measures, FormatCriterion::Similarity, 2), 0.625F);
  EXPECT_FALSE(measures.outsider.has_value());
  EXPECT_TRUE(measures.unknown[static_cast<std::size_t>(FormatCriterion::Exposure)]);
}

TEST(FormatMeasures, DrawWhatIsUnknownFromAllItCouldBe) {
  const Made group = testing::made({{{1.0, no_salience}, {no_stance, 40}}});
  const FormatMeasures measures = measured(group, nobody_else(group), 0, 20'000);
  EXPECT_EQ(measures.stance_unknown, std::vector{group.matrix.actors[1]});
  EXPECT_EQ(measures.salience_unknown, std::vector{group.matrix.actors[0]});
  const auto& similarity = measures.values[static_cast<std::size_t>(FormatCriterion::Similarity)];
  EXPECT_NEAR(*std::min_element(similarity.begin(), similarity.end()), 0.25, 0.01);
  EXPECT_NEAR(*std::max_element(similarity.begin(), similarity.end()), 1, 0.01);
  const auto& stake = measures.values[static_cast<std::size_t>(FormatCriterion::Stake)];
  EXPECT_FLOAT_EQ(*std::max_element(stake.begin(), stake.end()), 0.4F);
  EXPECT_LT(*std::min_element(stake.begin(), stake.end()), 0.01F);
}

/// All known but the input, with no spread of fits.
FormatRankingOptions plain_options(std::uint32_t draws) {
  FormatRankingOptions out;
  out.draws = draws;
  out.fit_spread = 0;
  return out;
}

FormatMeasures known_measures(std::array<float, format_criteria> values) {
  FormatMeasures out;
  for (std::size_t c = 0; c < format_criteria; ++c) out.values[c] = {values[c]};
  return out;
}

TEST(FormatRanking, FollowsTheFitsWhereOneCriterionCounts) {
  FormatRankingOptions options = plain_options(10);
  // Only the decision pending: the group alone fits best where there is one; where there is none
  // Track 1.5, and the others are alike.
  options.weights.importance = {0, 0, 0, 0, 0, 0, 1};
  const auto pending = rank_formats({known_measures({0, 0, 0, 0, 0, 0, 1})}, options).value();
  EXPECT_EQ(pending[0].order.front(), MeetingFormat::Group);
  EXPECT_EQ(pending[0].formats[1].ranks[0], 1);
  const auto none = rank_formats({known_measures({0, 0, 0, 0, 0, 0, 0})}, options).value();
  EXPECT_EQ(none[0].order.front(), MeetingFormat::TrackOneFive);
  EXPECT_EQ(none[0].formats[static_cast<std::size_t>(MeetingFormat::Group)].ranks[1], 0.25);
}

TEST(FormatRanking, IsOneFormatForAllWeightsWhereItFitsBestOnAll) {
  FormatRankingOptions options = plain_options(500);
  for (auto& row : options.fits) {
    for (FormatFit& one : row) one = {0, 0, ""};
  }
  for (FormatFit& one : options.fits[4]) one.present = 0.5;
  const auto found =
      rank_formats({known_measures({0.9F, 0.8F, 0.7F, 0.9F, 0.8F, 1, 1})}, options).value();
  EXPECT_EQ(found[0].order.front(), MeetingFormat::TrackOneFive);
  EXPECT_EQ(found[0].formats[4].ranks[0], 1);
  EXPECT_TRUE(found[0].turns.empty());
  for (const double lead : found[0].lead) EXPECT_GT(lead, 0);
}

TEST(FormatRanking, TellsWhatWouldTurnIt) {
  // Only similarity counts and nothing is known of it: alike the alliance with the group is first,
  // apart Track 1.5.
  FormatRankingOptions options = plain_options(3000);
  options.weights.importance = {0, 1, 0, 0, 0, 0, 0};
  FormatMeasures measures = known_measures({0, 0, 0, 0, 0, 0, 0});
  auto& similarity = measures.values[1];
  similarity.clear();
  for (std::uint32_t d = 0; d < options.draws; ++d) {
    similarity.push_back(static_cast<float>(d) / 2000);  // a third of them at 1
  }
  for (float& value : similarity) value = std::min(value, 1.0F);
  measures.unknown[1] = true;
  const auto found = rank_formats({measures}, options).value();
  EXPECT_EQ(found[0].order.front(), MeetingFormat::AllianceAndGroup);
  ASSERT_EQ(found[0].turns.size(), 1U);
  EXPECT_EQ(found[0].turns[0].leads, MeetingFormat::TrackOneFive);
  EXPECT_FALSE(found[0].turns[0].above);
  EXPECT_EQ(found[0].turns[0].share, 1);
  EXPECT_NEAR(found[0].low[1], 0.15, 0.01);
}

TEST(FormatRanking, RefusesWhatCannotBeRanked) {
  FormatRankingOptions options = plain_options(10);
  options.fits[0][0].absent = 1.5;
  EXPECT_FALSE(rank_formats({}, options).has_value());
  options = plain_options(10);
  options.fit_spread = -1;
  EXPECT_FALSE(rank_formats({}, options).has_value());
  options = plain_options(10);
  FormatMeasures short_measures = known_measures({});
  short_measures.values[0] = {0, 1};
  EXPECT_FALSE(rank_formats({short_measures}, options).has_value());
  const Made one = testing::made({{{1.0, 50}}});
  EXPECT_FALSE(
      format_measures(one.snapshot, model_of(one, 0), one.matrix, nobody_else(one).matrix, {10, 1})
          .has_value());
}

TEST(FormatRanking, DefaultFitsHaveReasons) {
  for (const auto& row : default_format_fits()) {
    for (const FormatFit& one : row) {
      EXPECT_FALSE(one.reason.empty());
      EXPECT_TRUE(std::max(std::abs(one.present), std::abs(one.absent)) <= 1);
    }
  }
}

}  // namespace
}  // namespace entente::advise
