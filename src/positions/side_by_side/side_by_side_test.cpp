// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/side_by_side.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "positions/side_by_side/points.hpp"

namespace entente::positions {
namespace {

PositionEstimate said(double mean, double half_80) {
  PositionEstimate out;
  out.mean = mean;
  out.median = mean;
  out.central_80 = {mean - half_80, mean + half_80};
  out.central_95 = {mean - 1.5 * half_80, mean + 1.5 * half_80};
  out.readings = 3;
  return out;
}

EvidencePosition of_votes(std::uint32_t yes, std::uint32_t abstain, std::uint32_t no) {
  CellEvidence evidence;
  evidence.votes = {yes, abstain, no};
  return side_by_side(evidence, {}).value().kinds.front();
}

TEST(SideBySide, NothingOnRecordGivesNothing) {
  const auto sides = side_by_side({}, {});
  ASSERT_TRUE(sides);
  EXPECT_TRUE(sides->kinds.empty());
  EXPECT_FALSE(sides->fused);
}

TEST(SideBySide, AnInferredEstimateIsNoEvidence) {
  PositionEstimate guess = said(1, 0.5);
  guess.inferred = true;
  CellEvidence evidence;
  evidence.statements = &guess;
  EXPECT_TRUE(side_by_side(evidence, {}).value().kinds.empty());
}

/// Mean of the posterior: 2 (yes - no) / (n + 1).
TEST(SideBySide, VotesHaveTheMeanOfTheirPosterior) {
  EXPECT_NEAR(of_votes(4, 0, 0).mean, 2 * 4.0 / 5, 1e-12);
  EXPECT_NEAR(of_votes(3, 2, 1).mean, 2 * 2.0 / 7, 1e-12);
  EXPECT_NEAR(of_votes(0, 5, 0).mean, 0, 1e-12);
}

/// With abstentions all but ruled out p_yes is a beta: its quantiles are known.
TEST(SideBySide, ManyVotesHaveTheIntervalOfTheirShares) {
  const EvidencePosition votes = of_votes(60, 0, 40);
  const double sd = 4 * std::sqrt(0.6 * 0.4 / 101);
  EXPECT_NEAR(votes.central_80.low, 0.4 - 1.2816 * sd, 0.02);
  EXPECT_NEAR(votes.central_80.high, 0.4 + 1.2816 * sd, 0.02);
  EXPECT_EQ(votes.n, 100U);
}

TEST(SideBySide, VotesMirror) {
  const EvidencePosition one = of_votes(5, 1, 0);
  const EvidencePosition other = of_votes(0, 1, 5);
  EXPECT_NEAR(one.mean, -other.mean, 1e-9);
  EXPECT_NEAR(one.central_80.low, -other.central_80.high, 1e-9);
  EXPECT_LE(one.central_95.high, 2.0);
}

TEST(SideBySide, FewUnanimousVotesDoNotShowTheNext) {
  EXPECT_LT(of_votes(1, 0, 0).central_80.low, 0);
  EXPECT_GT(of_votes(8, 0, 0).central_80.low, 1);
}

TEST(SideBySide, ExpertsAreTriangularAndMixed) {
  CellEvidence evidence;
  evidence.experts = {{0, 1, 2}};
  const EvidencePosition one = side_by_side(evidence, {}).value().kinds.front();
  EXPECT_NEAR(one.mean, 1, 1e-6);
  EXPECT_NEAR(one.central_80.low, std::sqrt(0.2), 1e-3);
  evidence.experts.push_back({-2, -2, -2});
  const EvidencePosition two = side_by_side(evidence, {}).value().kinds.front();
  EXPECT_NEAR(two.mean, -0.5, 0.01);
  EXPECT_NEAR(two.central_80.low, -2, 1e-9);
  EXPECT_EQ(two.n, 2U);
}

TEST(SideBySide, WordsAndVotesThatPartAreTold) {
  const PositionEstimate words = said(1.8, 0.4);
  CellEvidence evidence;
  evidence.statements = &words;
  evidence.votes = {0, 2, 6};
  const PositionSides sides = side_by_side(evidence, {}).value();
  ASSERT_EQ(sides.apart.size(), 1U);
  EXPECT_EQ(sides.apart.front().a, PositionEvidence::Statements);
  EXPECT_EQ(sides.apart.front().b, PositionEvidence::Votes);
  EXPECT_GT(sides.apart.front().difference, 2);
  EXPECT_GT(sides.apart.front().probability, 0.99);
  evidence.votes = {6, 1, 0};
  EXPECT_TRUE(side_by_side(evidence, {}).value().apart.empty());
}

TEST(SideBySide, NothingIsFusedWithoutWeights) {
  const PositionEstimate words = said(1, 0.5);
  CellEvidence evidence;
  evidence.statements = &words;
  evidence.experts = {{-1, 0, 1}};
  EXPECT_FALSE(side_by_side(evidence, {}).value().fused);
}

TEST(SideBySide, TheFusedIsTheMixtureWithTheWeightsOfWhatIsThere) {
  const PositionEstimate words = said(1.5, 0.2);
  CellEvidence evidence;
  evidence.statements = &words;
  evidence.experts = {{-2, -1.5, -1}};
  SideBySideOptions options;
  options.weights = {{3, 5, 5, 1}};
  const FusedPosition fused = side_by_side(evidence, options).value().fused.value();
  EXPECT_DOUBLE_EQ(fused.weights[0], 0.75);
  EXPECT_DOUBLE_EQ(fused.weights[3], 0.25);
  EXPECT_NEAR(fused.mean, 0.75 * 1.5 - 0.25 * 1.5, 1e-3);
  EXPECT_LT(fused.central_80.low, -1);
  EXPECT_GT(fused.central_80.high, 1.4);
  options.weights = {{1, 0, 0, 0}};
  const FusedPosition words_only = side_by_side(evidence, options).value().fused.value();
  EXPECT_NEAR(words_only.central_80.low, 1.3, 0.01);
}

TEST(SideBySide, ProbabilityAboveCountsTiesHalf) {
  EXPECT_DOUBLE_EQ(probability_above({1, 2}, {1, 2}), 0.5);
  EXPECT_DOUBLE_EQ(probability_above({2, 3}, {1, 2}), 0.875);
  EXPECT_DOUBLE_EQ(probability_above({0}, {1}), 0);
}

TEST(SideBySide, BadEvidenceAndWeightsAreTold) {
  CellEvidence evidence;
  evidence.experts = {{1, 0, 2}};
  EXPECT_EQ(side_by_side(evidence, {}).error().kind, ErrorKind::Range);
  evidence.experts = {{-3, 0, 2}};
  EXPECT_EQ(side_by_side(evidence, {}).error().kind, ErrorKind::Range);
  evidence.experts.clear();
  evidence.texts = {{7, 6, 8}};
  EXPECT_EQ(side_by_side(evidence, {}).error().kind, ErrorKind::Range);
  evidence.texts = {{std::nan(""), 0, 0}};
  EXPECT_EQ(side_by_side(evidence, {}).error().kind, ErrorKind::Range);
  SideBySideOptions options;
  options.weights = {{0, 0, 0, 0}};
  EXPECT_EQ(side_by_side({}, options).error().kind, ErrorKind::Range);
  options.weights = {{-1, 1, 1, 1}};
  EXPECT_EQ(side_by_side({}, options).error().kind, ErrorKind::Range);
}

}  // namespace
}  // namespace entente::positions
