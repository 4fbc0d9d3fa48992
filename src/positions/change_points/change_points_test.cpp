// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/change_points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

sys_days day_of(int years, unsigned month = 1) {
  return sys_days(year(years) / static_cast<int>(month) / 1);
}

/// A vote a year from 2001 on: "YYNA".
std::vector<DatedReading> yearly(const std::string& votes, double sd = 0.5) {
  std::vector<DatedReading> out;
  for (std::size_t v = 0; v < votes.size(); ++v) {
    const record::Vote vote = votes[v] == 'Y'   ? record::Vote::Yes
                              : votes[v] == 'N' ? record::Vote::No
                                                : record::Vote::Abstain;
    out.push_back(reading_of_vote(vote, day_of(2001 + static_cast<int>(v)), sd));
  }
  return out;
}

/// P of a run of votes with one position, by another road: a fine trapezium over theta.
double run_probability(const std::string& votes, double sd = 0.5) {
  const double limit = stats::normal_quantile(2.0 / 3);
  double sum = 0;
  const double step = 1e-3;
  for (double theta = -8; theta <= 8; theta += step) {
    double product = stats::normal_density(theta);
    for (const char vote : votes) {
      const double below = stats::normal_cdf((-limit - theta) / sd);
      const double above = stats::normal_cdf((theta - limit) / sd);
      product *= vote == 'Y' ? above : vote == 'N' ? below : 1 - above - below;
    }
    sum += product * step;
  }
  return sum;
}

TEST(ChangePoints, NothingAndOneDayGiveNoGap) {
  EXPECT_TRUE(change_points({}, {}).value().days.empty());
  const ChangePoints one = change_points(yearly("Y"), {}).value();
  EXPECT_TRUE(one.probability.empty());
  EXPECT_NEAR(one.any, 0, 1e-12);
  EXPECT_GT(one.position.front(), 0.7);
}

/// Two days: Bayes' rule by hand.
TEST(ChangePoints, TwoDaysAreBayesRule) {
  for (const char* votes : {"YN", "YY", "YA", "AA"}) {
    const ChangePoints found = change_points(yearly(votes), {}).value();
    const std::string first(1, votes[0]);
    const std::string second(1, votes[1]);
    const double prior = 1 - std::exp(-0.05 * 365 / 365.25);
    const double apart = prior * run_probability(first) * run_probability(second);
    const double together = (1 - prior) * run_probability(votes);
    EXPECT_NEAR(found.probability.front(), apart / (apart + together), 2e-4) << votes;
    EXPECT_NEAR(found.any, found.probability.front(), 1e-9) << votes;
    EXPECT_NEAR(found.factor(0),
                run_probability(first) * run_probability(second) / run_probability(votes),
                5e-3 * found.factor(0))
        << votes;
  }
}

/// Three days: all four segmentations by hand.
TEST(ChangePoints, ThreeDaysAreTheSumOfFourSegmentations) {
  const ChangePoints found = change_points(yearly("YYN"), {}).value();
  const double p = found.prior[0];
  const double q = found.prior[1];
  const double none = (1 - p) * (1 - q) * run_probability("YYN");
  const double late = (1 - p) * q * run_probability("YY") * run_probability("N");
  const double early = p * (1 - q) * run_probability("Y") * run_probability("YN");
  const double both = p * q * run_probability("Y") * run_probability("Y") * run_probability("N");
  const double all = none + late + early + both;
  EXPECT_NEAR(found.probability[0], (early + both) / all, 2e-4);
  EXPECT_NEAR(found.probability[1], (late + both) / all, 2e-4);
  EXPECT_NEAR(found.any, 1 - none / all, 2e-4);
}

TEST(ChangePoints, AChangeIsFoundWhereItIs) {
  const ChangePoints found = change_points(yearly("YYYYYYNNNNN"), {}).value();
  EXPECT_EQ(found.likeliest(), 5U);
  EXPECT_GT(found.probability[5], 0.95);
  EXPECT_GT(found.any, 0.99);
  EXPECT_GT(found.position.front(), 0.8);
  EXPECT_LT(found.position.back(), 0.2);
  EXPECT_GT(found.factor(5), 100);
}

TEST(ChangePoints, WhoAlwaysVotesAlikeHasNotChanged) {
  const ChangePoints found = change_points(yearly("YYYYYYYYYYYY"), {}).value();
  EXPECT_LT(found.any, found.prior_any);
  for (std::size_t gap = 0; gap < found.prior.size(); ++gap) {
    EXPECT_LT(found.probability[gap], found.prior[gap]);
  }
}

TEST(ChangePoints, TimeAndScaleMirror) {
  const auto forth = yearly("YYANN");
  std::vector<DatedReading> back;
  for (const DatedReading& one : forth) {
    back.push_back({day_of(2020) - (one.day - day_of(2000)), -one.high, -one.low, one.sd});
  }
  const ChangePoints a = change_points(forth, {}).value();
  const ChangePoints b = change_points(back, {}).value();
  for (std::size_t gap = 0; gap < 4; ++gap) {
    EXPECT_NEAR(a.probability[gap], b.probability[3 - gap], 1e-9);
  }
  for (std::size_t day = 0; day < 5; ++day) {
    EXPECT_NEAR(a.position[day], 1 - b.position[4 - day], 1e-9);
  }
}

TEST(ChangePoints, OrderOfReadingsPlaysNoPartAndOneDayIsOneBlock) {
  auto readings = yearly("YYN");
  readings.push_back(reading_of_vote(record::Vote::No, readings.front().day, 0.5));
  const ChangePoints a = change_points(readings, {}).value();
  std::reverse(readings.begin(), readings.end());
  const ChangePoints b = change_points(readings, {}).value();
  EXPECT_EQ(a.days.size(), 3U);
  EXPECT_EQ(a.readings.front(), 2U);
  for (std::size_t gap = 0; gap < 2; ++gap) {
    EXPECT_NEAR(a.probability[gap], b.probability[gap], 1e-12);
  }
}

/// A long record neither underflows nor loses the sum.
TEST(ChangePoints, LongRecordsHold) {
  std::vector<DatedReading> readings;
  for (int d = 0; d < 400; ++d) {
    const record::Vote vote = d < 200 ? record::Vote::Yes : record::Vote::No;
    for (int k = 0; k < 20; ++k) {
      readings.push_back(reading_of_vote(vote, day_of(1950) + std::chrono::days(60 * d), 0.5));
    }
  }
  const ChangePoints found = change_points(readings, {}).value();
  EXPECT_EQ(found.likeliest(), 199U);
  EXPECT_GT(found.probability[199], 0.999);
  double others = 0;
  for (std::size_t gap = 0; gap < found.probability.size(); ++gap) {
    ASSERT_TRUE(std::isfinite(found.probability[gap]));
    if (gap != 199) others = std::max(others, found.probability[gap]);
  }
  EXPECT_LT(others, 0.05);
}

/// Readings that no one position explains: the change is certain, and nothing breaks.
TEST(ChangePoints, ReadingsThatExcludeOneAnotherHold) {
  const std::vector<DatedReading> readings = {{day_of(2001), 2, HUGE_VAL, 1e-3},
                                              {day_of(2002), -HUGE_VAL, -2, 1e-3}};
  const ChangePoints found = change_points(readings, {}).value();
  EXPECT_NEAR(found.probability.front(), 1, 1e-9);
  EXPECT_GT(found.position.front(), 0.95);
  EXPECT_LT(found.position.back(), 0.05);
}

TEST(ChangePoints, BadInputIsTold) {
  EXPECT_EQ(change_points(yearly("Y"), {0}).error().kind, ErrorKind::Range);
  EXPECT_EQ(change_points(yearly("Y", 0), {}).error().kind, ErrorKind::Range);
  std::vector<DatedReading> readings = {{day_of(2001), 1, 1, 1}};
  EXPECT_EQ(change_points(readings, {}).error().kind, ErrorKind::Range);
  readings.assign(most_change_days + 1, {});
  for (std::size_t r = 0; r < readings.size(); ++r) {
    readings[r] = {day_of(1900) + std::chrono::days(r), 0, 1, 1};
  }
  EXPECT_EQ(change_points(readings, {}).error().kind, ErrorKind::Limit);
}

TEST(ChangePoints, CancelledIsAnError) {
  CancelSource source;
  source.cancel();
  EXPECT_EQ(change_points(yearly("YN"), {}, source.token()).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace entente::positions
