// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/scaling.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "alignment/networks/test_sayings.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::alignment {
namespace {

/// Actors at x, concepts that half speak for as x rises and half as it falls: answers of a probit.
std::vector<CodedSaying> answers_of_actors(const std::vector<double>& points, std::size_t concepts,
                                           std::uint64_t seed) {
  PhiloxCursor dice = Philox(seed).cursor(0);
  std::vector<CodedSaying> out;
  for (std::size_t c = 0; c < concepts; ++c) {
    const double slope = (c % 2 == 0 ? 1 : -1) * (0.8 + dice.uniform01());
    const double cut = 2 * dice.uniform01() - 1;
    for (std::size_t a = 0; a < points.size(); ++a) {
      const double z = slope * points[a] - cut + stats::normal_quantile(dice.uniform01());
      CodedSaying& one = out.emplace_back();
      one.actor = std::string(1, static_cast<char>('a' + a));
      one.concept_name = "c" + std::to_string(c);
      one.value = z > 0 ? 1 : 0;
      one.document = static_cast<std::uint32_t>(out.size() - 1);
    }
  }
  return out;
}

TEST(ScaleActors, FindsTheOrder) {
  const std::vector<double> truth = {-1.5, -0.9, -0.2, 0.1, 0.7, 1.8};
  ScalingOptions scaling;
  scaling.positive_actor = "f";
  scaling.replicates = 20;
  const auto scale =
      scale_actors(coded(answers_of_actors(truth, 120, 3)), usual_network(), scaling).value();
  ASSERT_EQ(scale.actors.size(), 6U);
  EXPECT_TRUE(scale.converged);
  for (std::size_t at = 0; at < 6; ++at) {
    EXPECT_EQ(scale.actors[at].actor, std::string(1, static_cast<char>('a' + at)));
    EXPECT_LT(scale.actors[at].point.interval->low, scale.actors[at].point.value);
    EXPECT_FALSE(scale.actors[at].few);
  }
  EXPECT_GT(scale.predicted, scale.predicted_by_mode);
  // Concepts that those above speak for have a positive discrimination.
  std::size_t right = 0;
  for (const ScaledConcept& one : scale.concepts) {
    const bool rises = std::stoi(one.name.substr(1)) % 2 == 0;
    right += rises == (one.discrimination > 0) ? 1 : 0;
  }
  EXPECT_GE(right * 10, scale.concepts.size() * 9);
}

TEST(ScaleActors, MixedAnswersLieBetweenOrAreMissing) {
  std::vector<CodedSaying> all;
  std::uint32_t document = 0;
  const auto say = [&](const char* actor, int subject, std::int32_t value) {
    all.push_back({actor, "c" + std::to_string(subject), value, 0, document++});
  };
  for (int c = 0; c < 12; ++c) {
    say("low", c, 0);
    say("high", c, 1);
    say("both", c, 0);
    say("both", c, 1);
  }
  ScalingOptions scaling;
  scaling.replicates = 0;
  scaling.positive_actor = "high";
  const auto scale = scale_actors(coded(all), usual_network(), scaling).value();
  ASSERT_EQ(scale.actors.size(), 3U);
  EXPECT_EQ(scale.actors[1].actor, "both");
  EXPECT_NEAR(scale.actors[1].point.value, 0, 0.1);
  scaling.mixed_missing = true;
  const auto without = scale_actors(coded(all), usual_network(), scaling).value();
  EXPECT_EQ(without.actors.size(), 2U);
}

TEST(ScaleActors, SameBytesOnAnyNumberOfThreads) {
  const auto record = coded(answers_of_actors({-1, 0, 1, 2}, 40, 9));
  std::vector<ActorScale> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    NetworkOptions options = usual_network();
    options.threads = threads;
    ScalingOptions scaling;
    scaling.replicates = 12;
    found.push_back(scale_actors(record, options, scaling).value());
  }
  for (const ActorScale& one : found) {
    EXPECT_EQ(one.positive_actor, found[0].positive_actor);
    for (std::size_t at = 0; at < one.actors.size(); ++at) {
      EXPECT_EQ(one.actors[at].point.value, found[0].actors[at].point.value);
      EXPECT_EQ(one.actors[at].point.interval, found[0].actors[at].point.interval);
    }
  }
}

TEST(ScaleActors, DegenerateRecords) {
  const auto kind = [](const std::vector<CodedSaying>& all, const ScalingOptions& scaling = {}) {
    const auto scale = scale_actors(coded(all), usual_network(), scaling);
    return scale ? ErrorKind::Internal : scale.error().kind;
  };
  EXPECT_EQ(kind({}), ErrorKind::Missing);
  EXPECT_EQ(kind({{"a", "c", 1, 0, 0}}), ErrorKind::Missing);
  EXPECT_EQ(kind({{"a", "c", 1, 0, 0}, {"b", "c", 1, 0, 1}}), ErrorKind::Missing);
  ScalingOptions scaling;
  scaling.mixed = 0.6;
  EXPECT_EQ(kind({{"a", "c", 1, 0, 0}, {"b", "c", 0, 0, 1}}, scaling), ErrorKind::Range);
  scaling = {};
  scaling.positive_actor = "nobody";
  EXPECT_EQ(kind({{"a", "c", 1, 0, 0}, {"b", "c", 0, 0, 1}}, scaling), ErrorKind::NotFound);
  NetworkOptions none = usual_network();
  none.qualifier = "";
  EXPECT_EQ(scale_actors(coded({{"a", "c", 1, 0, 0}}), none, {}).error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace entente::alignment
