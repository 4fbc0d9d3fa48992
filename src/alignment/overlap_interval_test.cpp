// SPDX-License-Identifier: GPL-3.0-or-later
// What the intervals of overlap hang on, and what they do not.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "alignment/overlap_test_record.hpp"
#include "entente/alignment/overlap.hpp"

namespace entente::alignment {
namespace {

using made_up::few_draws;
using made_up::matrix_of;
using made_up::overlaps_of;
using made_up::Said;
using made_up::snapshot_of;
using positions::PositionMatrix;
using positions::testing::day;
using stats::IntervalState;

TEST(OverlapIntervals, NoDrawLosesACell) {
  // A at 2 and B at 0, one sentence each: the share of A is uniform, and so is the mean from 0 to
  // 2. Two positions have one distance, whatever they weigh.
  const auto snapshot = snapshot_of({{0, 0, 2, "2020", "p0"}, {1, 0, 0, "2020", "p1"}});
  const PositionMatrix matrix = matrix_of(snapshot);
  const IssueOverlap issue = issue_overlaps(snapshot, matrix, {}).value()[0];
  EXPECT_NEAR(issue.mean->interval->low, 0.05, 0.02);
  EXPECT_NEAR(issue.mean->interval->high, 1.95, 0.02);
  EXPECT_EQ(issue.cohesion->state, IntervalState::NoVariation);
  EXPECT_FALSE(issue.cohesion->interval);
  const Agreement pair = agreement(snapshot, matrix, 0, 1, {}).value();
  EXPECT_EQ(pair.value->state, IntervalState::NoVariation);
  EXPECT_EQ(pair.value->method, stats::IntervalMethod::Reweighted);
  EXPECT_TRUE(pair.few_units);
}

TEST(OverlapIntervals, IssuesOnOneSentenceAreOnePiece) {
  // 0, 2 and 4 apart. Where all three rest on the same two sentences no draw can weigh one against
  // another; where each has its own, the three weigh as Dirichlet(1, 1, 1).
  const auto told = [](const std::vector<std::string>& of_a, const std::vector<std::string>& of_b) {
    std::vector<Said> said;
    for (int issue = 0; issue < 3; ++issue) {
      const auto i = static_cast<std::size_t>(issue);
      said.push_back({0, issue, -2, "2020", of_a[i]});
      said.push_back({1, issue, 2 * issue - 2, "2020", of_b[i]});
    }
    const auto snapshot = snapshot_of(said);
    return *agreement(snapshot, matrix_of(snapshot), 0, 1, {}).value().value;
  };
  EXPECT_EQ(told({"p0", "p0", "p0"}, {"p1", "p1", "p1"}).state, IntervalState::NoVariation);
  const auto apart = told({"p0", "p1", "p2"}, {"q0", "q1", "q2"});
  const auto shared = told({"p0", "p1", "p2"}, {"p3", "p3", "p3"});
  ASSERT_TRUE(apart.interval && shared.interval);
  EXPECT_GT(apart.interval->width(), shared.interval->width());
  // Shares of the first and the last: 1 - (share_1 2 + share_2 4) / 4 has variance 1/24.
  EXPECT_NEAR(apart.interval->low, 0.5 - 1.96 * std::sqrt(1.0 / 24), 0.03);
  EXPECT_NEAR(apart.interval->high, 0.5 + 1.96 * std::sqrt(1.0 / 24), 0.03);
}

TEST(OverlapIntervals, AContestedCellWeighsItsStatements) {
  const auto snapshot = snapshot_of({{0, 0, 2, "2020", "p0"}, {0, 0, -2, "2020", "p1"}});
  const IssueOverlap issue = issue_overlaps(snapshot, matrix_of(snapshot), {}).value()[0];
  EXPECT_NEAR(issue.mean->interval->low, -1.9, 0.04);
  EXPECT_NEAR(issue.mean->interval->high, 1.9, 0.04);
}

TEST(OverlapIntervals, NothingElseMovesAnInterval) {
  std::vector<Said> said;
  for (const int issue : {1, 2}) {
    const char* passages[] = {"p0", "p1", "p2", "p3", "q0", "q1", "q2", "q3"};
    const int stances[] = {2, -2, 1, 0, -1, 2, -2, 0};
    for (int i = 0; i < 8; ++i) said.push_back({i % 3, issue, stances[i], "2020", passages[i]});
  }
  const auto snapshot = snapshot_of(said);
  const auto all = overlaps_of(snapshot, matrix_of(snapshot));
  ASSERT_TRUE(all[1].mean->interval && all[2].mean->interval);
  EXPECT_EQ(all[1].mean->interval, all[2].mean->interval);  // the same evidence, the same draws
  positions::MatrixOptions options{day("2025-12-31"), {}, {IssueCode(2)}, 24};
  for (std::size_t a = 0; a < 4; ++a) options.actors.emplace_back(a);
  const auto alone = overlaps_of(snapshot, positions::latest_positions(snapshot, options).value());
  EXPECT_EQ(alone[0].mean->interval, all[2].mean->interval);
  said.push_back({3, 0, 1, "2019", "p0"});
  const auto larger = snapshot_of(said);
  EXPECT_EQ(overlaps_of(larger, matrix_of(larger))[2].mean->interval, all[2].mean->interval);
  OverlapOptions other = few_draws();
  other.seed = 2;
  EXPECT_NE(issue_overlaps(snapshot, matrix_of(snapshot), other).value()[2].mean->interval,
            all[2].mean->interval);
}

TEST(OverlapIntervals, AReprintMovesNoInterval) {
  // Beside each sentence a second one that repeats it: other draws, the same distribution.
  const auto wide = [](const std::string& p0, const std::string& p1, const std::string& p2) {
    const auto snapshot = snapshot_of({{0, 0, 2, "2020", p0},
                                       {1, 0, -2, "2020", p1},
                                       {2, 0, 1, "2020", p2},
                                       {0, 1, 2, "2020", p0},
                                       {1, 1, 2, "2020", p2}});
    OverlapOptions options;
    options.replicates = 20'000;
    const PositionMatrix matrix = matrix_of(snapshot);
    const auto issue = issue_overlaps(snapshot, matrix, options).value()[0];
    return std::vector<stats::Interval>{
        *issue.mean->interval, *issue.cohesion->interval,
        *agreement(snapshot, matrix, 0, 1, options).value().value->interval};
  };
  const auto once = wide("p0", "p1", "p2");
  const auto twice = wide("p0;q0", "p1;q1", "p2;q2");
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_NEAR(once[i].low, twice[i].low, 0.04) << i;
    EXPECT_NEAR(once[i].high, twice[i].high, 0.04) << i;
    EXPECT_NE(once[i], twice[i]);
  }
}

TEST(OverlapIntervals, OneUnitHasNoInterval) {
  const auto snapshot = snapshot_of({{0, 0, 2, "2020", "p0"}, {1, 0, 1, "2020", "p0"}});
  const IssueOverlap issue = overlaps_of(snapshot, matrix_of(snapshot))[0];
  for (const stats::Estimate& figure : {*issue.mean, *issue.cohesion}) {
    EXPECT_EQ(figure.state, IntervalState::TooFew);
    EXPECT_FALSE(figure.interval);
    EXPECT_EQ(figure.n, 1U);
  }
  EXPECT_TRUE(issue.few_units);
}

}  // namespace
}  // namespace entente::alignment
