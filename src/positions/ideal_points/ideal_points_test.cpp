// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/ideal_points.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "entente/base/random.hpp"
#include "entente/stats/distribution.hpp"
#include "positions/ideal_points/chain.hpp"
#include "positions/ideal_points/probit.hpp"
#include "positions/ideal_points/test_rolls.hpp"

namespace entente::positions {
namespace {

using record::PeriodBy;
using record::RollCall;
using record::RollCallMatrix;
using record::Vote;

double values_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return ab / std::sqrt(aa * bb);
}

/// Truth of each point, of mean 0 and sd 1 over the points as the fit is.
std::vector<double> truth_of(const SimulatedRolls& rolls, const IdealPoints& fit) {
  std::vector<double> out;
  out.reserve(fit.points.size());
  for (const IdealPoint& point : fit.points) out.push_back(rolls.truth[point.period][point.voter]);
  const double mean =
      std::accumulate(out.begin(), out.end(), 0.0) / static_cast<double>(out.size());
  double square = 0;
  for (const double x : out) square += (x - mean) * (x - mean);
  const double sd = std::sqrt(square / static_cast<double>(out.size()));
  for (double& x : out) x = (x - mean) / sd;
  return out;
}

std::vector<double> values_of(const IdealPoints& fit) {
  std::vector<double> out;
  out.reserve(fit.points.size());
  for (const IdealPoint& point : fit.points) out.push_back(point.value);
  return out;
}

IdealPoints fit_of(const SimulatedRolls& rolls, const IdealPointOptions& options = {}) {
  return ideal_points(rolls.matrix, rolls.links, PeriodBy::Session, options).value();
}

TEST(InverseMills, AgreesWithItsDefinition) {
  const InverseMills& h = InverseMills::table();
  for (double x = -14; x < 12; x += 0.0137) {
    const double exact = std::exp(-x * x / 2) / std::sqrt(2 * M_PI) / (std::erfc(-x / M_SQRT2) / 2);
    EXPECT_NEAR(h(x), exact, 1e-9 * std::max(1.0, exact)) << x;
  }
  EXPECT_NEAR(h(-100), 100.009998, 1e-6);
  EXPECT_TRUE(std::isfinite(h(-1e6)));
  EXPECT_EQ(h(1e6), 0);
}

TEST(InverseMills, SegmentsFarOutStayFinite) {
  const InverseMills& h = InverseMills::table();
  for (const double at : {-60.0, -9.0, -1.0, 0.0, 2.0, 9.0, 60.0}) {
    const SegmentRatios p = segment_ratios(h, at, at + 0.01);
    EXPECT_TRUE(std::isfinite(p.low) && std::isfinite(p.high));
    // d log P / d eta of a narrow segment is that of the density at its middle.
    EXPECT_NEAR(p.low - p.high, at + 0.005, 1e-3 * std::max(1.0, std::abs(at))) << at;
    EXPECT_TRUE(std::isfinite(log_between(at, at + 0.01)));
  }
}

TEST(ChainMatrix, CovarianceIsTheInverse) {
  ChainMatrix chain;
  chain.reset(3);
  chain.add_first(4);
  chain.add_step(0, 1, 0.25);
  chain.add_step(1, 0.5, 0.5);
  const std::vector<double> information = {2, 0, 1};
  std::vector<double> variance(3);
  std::vector<double> lag(3);
  chain_covariance(chain, information, variance, lag);
  for (std::size_t column = 0; column < 3; ++column) {
    std::vector<double> unit(3, 0);
    unit[column] = 1;
    solve_chain(chain, information, unit);
    EXPECT_NEAR(unit[column], variance[column], 1e-14);
    if (column > 0) {
      EXPECT_NEAR(unit[column - 1], lag[column], 1e-14);
    }
  }
}

TEST(IdealPoints, RecoverTheTruthAndTheirIntervalsHold) {
  std::size_t inside = 0;
  std::size_t all = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const SimulatedRolls rolls = simulated_rolls(40, 5, 60, seed);
    const IdealPoints fit = fit_of(rolls);
    EXPECT_TRUE(fit.converged);
    const auto truth = truth_of(rolls, fit);
    auto values = values_of(fit);
    const double r = values_correlation(values, truth);
    EXPECT_GT(std::abs(r), 0.97) << seed;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double x = r < 0 ? -truth[i] : truth[i];
      inside += fit.points[i].interval.contains(x) ? 1U : 0U;
      ++all;
    }
  }
  const double coverage = static_cast<double>(inside) / static_cast<double>(all);
  EXPECT_GT(coverage, 0.88);
  EXPECT_LT(coverage, 0.985);
}

TEST(IdealPoints, ScalesAndMotions) {
  const SimulatedRolls rolls = simulated_rolls(30, 4, 60, 3);
  for (const VoteScale scale : {VoteScale::YesOrNot, VoteScale::AbstentionMissing}) {
    IdealPointOptions options;
    options.scale = scale;
    const IdealPoints fit = fit_of(rolls, options);
    EXPECT_GT(std::abs(values_correlation(values_of(fit), truth_of(rolls, fit))), 0.94);
    for (const RollCallFit& item : fit.items) EXPECT_EQ(item.yes_below, item.no_above);
  }
  IdealPointOptions options;
  options.motion = PointMotion::Autoregressive;
  const IdealPoints moving = fit_of(rolls, options);
  EXPECT_GT(std::abs(values_correlation(values_of(moving), truth_of(rolls, moving))), 0.96);
  options.motion = PointMotion::Static;
  const IdealPoints still = fit_of(rolls, options);
  EXPECT_EQ(still.points.size(), rolls.matrix.voters().size());
  EXPECT_EQ(still.periods.label, std::vector<std::string>{"all"});
}

TEST(IdealPoints, TheSameBytesForAnyNumberOfThreads) {
  const SimulatedRolls rolls = simulated_rolls(25, 4, 40, 5);
  IdealPointOptions options;
  const IdealPoints one = fit_of(rolls, options);
  for (const unsigned threads : {2U, 7U}) {
    options.threads = threads;
    const IdealPoints other = fit_of(rolls, options);
    EXPECT_EQ(values_of(one), values_of(other));
    for (std::size_t i = 0; i < one.points.size(); ++i) {
      EXPECT_EQ(one.points[i].sd, other.points[i].sd);
    }
    EXPECT_EQ(one.log_likelihood, other.log_likelihood);
  }
}

TEST(IdealPoints, RelabellingChangesNothing) {
  const SimulatedRolls rolls = simulated_rolls(25, 4, 40, 6);
  std::vector<std::size_t> voters(25);
  std::iota(voters.rbegin(), voters.rend(), std::size_t{0});
  std::vector<std::size_t> roll_calls(rolls.matrix.roll_calls().size());
  std::iota(roll_calls.begin(), roll_calls.end(), std::size_t{0});
  const RollCallMatrix turned = rolls.matrix.part(voters, roll_calls);
  const IdealPoints fit = fit_of(rolls);
  const IdealPoints other = ideal_points(turned, rolls.links, PeriodBy::Session, {}).value();
  for (const IdealPoint& point : fit.points) {
    EXPECT_NEAR(point.value, other.point(24 - point.voter, point.period)->value, 1e-6);
  }
}

TEST(IdealPoints, YesAndNoExchangedMirrorsThem) {
  SimulatedRolls rolls = simulated_rolls(25, 4, 40, 7);
  const IdealPoints fit = fit_of(rolls);
  std::vector<Vote> cells;
  for (std::size_t r = 0; r < rolls.matrix.roll_calls().size(); ++r) {
    for (const Vote vote : rolls.matrix.votes(r)) {
      cells.push_back(vote == Vote::Yes ? Vote::No : vote == Vote::No ? Vote::Yes : vote);
    }
  }
  rolls.matrix = RollCallMatrix::make(
                     {rolls.matrix.voters().begin(), rolls.matrix.voters().end()},
                     {rolls.matrix.roll_calls().begin(), rolls.matrix.roll_calls().end()}, cells)
                     .value();
  const IdealPoints other = fit_of(rolls);
  ASSERT_EQ(fit.points.size(), other.points.size());
  for (std::size_t i = 0; i < fit.points.size(); ++i) {
    EXPECT_NEAR(fit.points[i].value, -other.points[i].value, 1e-3);
    EXPECT_NEAR(fit.points[i].sd, other.points[i].sd, 1e-3);
  }
}

TEST(IdealPoints, ACopyOfAVoterStandsWhereItStands) {
  const SimulatedRolls rolls = simulated_rolls(25, 4, 40, 8);
  std::vector<record::Voter> voters(rolls.matrix.voters().begin(), rolls.matrix.voters().end());
  voters.push_back({"copy", ""});
  std::vector<Vote> cells;
  for (std::size_t r = 0; r < rolls.matrix.roll_calls().size(); ++r) {
    const auto votes = rolls.matrix.votes(r);
    cells.insert(cells.end(), votes.begin(), votes.end());
    cells.push_back(votes[3]);
  }
  const auto with_copy =
      RollCallMatrix::make(
          voters, {rolls.matrix.roll_calls().begin(), rolls.matrix.roll_calls().end()}, cells)
          .value();
  const IdealPoints fit = ideal_points(with_copy, rolls.links, PeriodBy::Session, {}).value();
  for (std::uint32_t period = 0; period < 4; ++period) {
    EXPECT_NEAR(fit.point(25, period)->value, fit.point(3, period)->value, 1e-9);
    EXPECT_NEAR(fit.point(25, period)->sd, fit.point(3, period)->sd, 1e-9);
  }
}

TEST(IdealPoints, VotesMissingAtRandomWidenAndDoNotMove) {
  const SimulatedRolls all = simulated_rolls(40, 4, 60, 9);
  const SimulatedRolls some = simulated_rolls(40, 4, 60, 9, 0.3);
  const IdealPoints fit = fit_of(all);
  const IdealPoints fewer = fit_of(some);
  ASSERT_EQ(fit.points.size(), fewer.points.size());
  EXPECT_GT(std::abs(values_correlation(values_of(fit), values_of(fewer))), 0.97);
  double sd = 0;
  double sd_fewer = 0;
  for (std::size_t i = 0; i < fit.points.size(); ++i) {
    sd += fit.points[i].sd;
    sd_fewer += fewer.points[i].sd;
  }
  EXPECT_GT(sd_fewer, sd);
}

TEST(IdealPoints, AVoterThatLeftAndCameBackHasNoPointBetween) {
  SimulatedRolls rolls = simulated_rolls(20, 5, 40, 10);
  std::vector<Vote> cells;
  for (std::size_t r = 0; r < rolls.matrix.roll_calls().size(); ++r) {
    for (std::size_t v = 0; v < 20; ++v) {
      const std::string& session = rolls.matrix.roll_calls()[r].session;
      const bool away = v == 0 && (session == "2" || session == "3");
      cells.push_back(away ? Vote::Unrecorded : rolls.matrix.vote(v, r));
    }
  }
  rolls.matrix = RollCallMatrix::make(
                     {rolls.matrix.voters().begin(), rolls.matrix.voters().end()},
                     {rolls.matrix.roll_calls().begin(), rolls.matrix.roll_calls().end()}, cells)
                     .value();
  const IdealPoints fit = fit_of(rolls);
  EXPECT_NE(fit.point(0, 0), nullptr);
  EXPECT_EQ(fit.point(0, 1), nullptr);
  EXPECT_EQ(fit.point(0, 2), nullptr);
  EXPECT_NE(fit.point(0, 3), nullptr);
}

RollCallMatrix small_rolls(const std::vector<std::string>& lines) {
  std::vector<record::Voter> voters(lines.size());
  for (std::size_t v = 0; v < lines.size(); ++v) voters[v].id = "V" + std::to_string(v);
  std::vector<RollCall> roll_calls(lines[0].size());
  std::vector<Vote> cells;
  for (std::size_t r = 0; r < lines[0].size(); ++r) {
    roll_calls[r].id = std::to_string(r);
    roll_calls[r].session = "1";
    for (const std::string& line : lines) {
      cells.push_back(line[r] == 'Y'   ? Vote::Yes
                      : line[r] == 'N' ? Vote::No
                      : line[r] == 'A' ? Vote::Abstain
                                       : Vote::Unrecorded);
    }
  }
  return RollCallMatrix::make(voters, roll_calls, cells).value();
}

TEST(IdealPoints, BadInputIsDefined) {
  const auto fit = [](const RollCallMatrix& matrix) {
    return ideal_points(matrix, {}, PeriodBy::Session, {});
  };
  // One voter; all alike; nobody.
  EXPECT_EQ(fit(small_rolls({"YNYN"})).error().kind, ErrorKind::Missing);
  EXPECT_EQ(fit(small_rolls({"YYN", "YYN"})).error().kind, ErrorKind::Missing);
  EXPECT_EQ(fit(small_rolls({"...", "..."})).error().kind, ErrorKind::Missing);
  // A session with one vote, and perfect separation.
  const auto one = fit(small_rolls({"Y", "N", "A"})).value();
  EXPECT_EQ(one.points.size(), 3U);
  for (const IdealPoint& point : one.points) {
    EXPECT_TRUE(point.few_votes);
    EXPECT_TRUE(std::isfinite(point.value) && std::isfinite(point.sd));
    EXPECT_GT(point.sd, 0.3);
  }
  const auto apart = fit(small_rolls({"YYYYYYYY", "YYYYYYYY", "NNNNNNNN", "NNNNNNNN"})).value();
  EXPECT_TRUE(apart.converged);
  EXPECT_NEAR(apart.points[0].value, -1, 1e-6);
  EXPECT_NEAR(apart.points[3].value, 1, 1e-6);
  for (const RollCallFit& item : apart.items) EXPECT_TRUE(std::isfinite(item.discrimination));
  // Roll calls without variation are left out and counted.
  EXPECT_EQ(fit(small_rolls({"YYN", "NYY"}))->without_variation, 1U);
  IdealPointOptions options;
  options.positive_voter = "nobody";
  EXPECT_EQ(ideal_points(small_rolls({"YYN", "NYY"}), {}, PeriodBy::Session, options).error().kind,
            ErrorKind::NotFound);
  options = {};
  options.smoothness = 0;
  EXPECT_EQ(ideal_points(small_rolls({"YN", "NY"}), {}, PeriodBy::Session, options).error().kind,
            ErrorKind::Range);
  CancelSource source;
  source.cancel();
  EXPECT_EQ(ideal_points(small_rolls({"YN", "NY"}), {}, PeriodBy::Session, {}, source.token())
                .error()
                .kind,
            ErrorKind::Cancelled);
}

TEST(IdealPoints, PeriodsThatNoLinkJoinsAreNamed) {
  const SimulatedRolls rolls = simulated_rolls(15, 4, 30, 11);
  EXPECT_TRUE(fit_of(rolls).unlinked_periods.empty());
  const auto alone = ideal_points(rolls.matrix, {}, PeriodBy::Session, {}).value();
  EXPECT_EQ(alone.unlinked_periods, (std::vector<std::uint32_t>{1, 2, 3}));
}

TEST(IdealPoints, BootstrapGivesDistancesTheirCovariance) {
  const SimulatedRolls rolls = simulated_rolls(20, 3, 40, 12);
  IdealPointOptions options;
  options.positive_voter = "V0";
  const IdealPoints fit = fit_of(rolls, options);
  const std::vector<PointContrast> contrasts = {{{0}, {1}, 2}, {{0, 1, 2}, {}, 1}, {{0}, {99}, 1}};
  PointBootstrapOptions drawn;
  drawn.replicates = 20;
  const auto made =
      bootstrap_points(rolls.matrix, rolls.links, PeriodBy::Session, options, fit, contrasts, drawn)
          .value();
  const auto laplace = contrast_estimates(fit, contrasts, 0.95);
  EXPECT_NEAR(made.contrasts[0]->value, fit.point(0, 2)->value - fit.point(1, 2)->value, 1e-12);
  EXPECT_EQ(made.contrasts[1]->points, 3U);
  EXPECT_FALSE(made.contrasts[2]);
  EXPECT_FALSE(laplace[2]);
  for (std::size_t c = 0; c < 2; ++c) {
    EXPECT_EQ(laplace[c]->value, made.contrasts[c]->value);
    EXPECT_GT(made.contrasts[c]->sd, laplace[c]->sd / 3);
    EXPECT_LT(made.contrasts[c]->sd, laplace[c]->sd * 3);
  }
  options.threads = 3;
  const auto again =
      bootstrap_points(rolls.matrix, rolls.links, PeriodBy::Session, options, fit, contrasts, drawn)
          .value();
  EXPECT_EQ(made.sd, again.sd);
  drawn.replicates = 1;
  EXPECT_EQ(
      bootstrap_points(rolls.matrix, rolls.links, PeriodBy::Session, options, fit, contrasts, drawn)
          .error()
          .kind,
      ErrorKind::Range);
}

}  // namespace
}  // namespace entente::positions
