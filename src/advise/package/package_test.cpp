// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/package.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "advise/package/items.hpp"
#include "advise/package/search.hpp"
#include "entente/base/random.hpp"

namespace entente::advise {
namespace {

struct Stand {
  double position = 0;
  double salience = 1;
};

/// Of each issue, then partner; reversion 0, lines in half steps.
PackageProblem certain(const std::vector<std::vector<Stand>>& rows) {
  PackageProblem out;
  out.partners = rows.front().size();
  out.draws = 1;
  for (const auto& row : rows) {
    out.issues.push_back({0, {-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2}});
    for (const Stand& stand : row) {
      out.positions.push_back(static_cast<float>(stand.position));
      out.saliences.push_back(static_cast<float>(stand.salience));
    }
  }
  return out;
}

/// Any study: positions about a common mean of the issue, some partners against it.
PackageProblem random_problem(std::uint64_t seed, std::size_t issues, std::size_t partners,
                              std::size_t draws) {
  PhiloxCursor dice = Philox(seed).cursor(0);
  PackageProblem out;
  out.partners = partners;
  out.draws = draws;
  for (std::size_t i = 0; i < issues; ++i) {
    out.issues.push_back({0, {-2, -1, 1, 2}});
    const double common = dice.uniform01() * 4 - 1;
    for (std::size_t p = 0; p < partners; ++p) {
      const double own = std::clamp(common + (dice.uniform01() - 0.5) * 3, -2.5, 2.5);
      const double salience = dice.uniform01() * 100;
      for (std::size_t d = 0; d < draws; ++d) {
        const double drawn = std::clamp(own + (dice.uniform01() - 0.5), -2.5, 2.5);
        out.positions.push_back(static_cast<float>(drawn));
        out.saliences.push_back(static_cast<float>(salience));
      }
    }
  }
  return out;
}

double objective_of(const PackageOptions& options, const std::vector<double>& u) {
  const auto n = static_cast<double>(u.size());
  double sum = 0;
  double logs = 0;
  for (const double one : u) {
    sum += one;
    logs += std::log(one);
  }
  switch (options.objective) {
    case PackageObjective::LeastSatisfied:
      return *std::min_element(u.begin(), u.end()) + 1e-6 * sum / n;
    case PackageObjective::NashProduct:
      return logs;
    case PackageObjective::WeightedSum:
      break;
  }
  return sum / n;
}

/// Every package there is; none: -infinity.
double best_by_trying_all(const PackageLines& lines, const PackageOptions& options) {
  double best = -HUGE_VAL;
  std::vector<double> u(lines.partners, 0);
  const std::function<void(std::size_t, std::size_t)> extend = [&](std::size_t from,
                                                                   std::size_t room) {
    if (*std::min_element(u.begin(), u.end()) >= least_satisfaction) {
      best = std::max(best, objective_of(options, u));
    }
    for (std::size_t k = from; room > 0 && k < lines.lines.size(); ++k) {
      std::size_t next = k;
      while (next < lines.lines.size() && lines.lines[next].issue == lines.lines[k].issue) ++next;
      const std::vector<double> before = u;
      for (std::size_t p = 0; p < u.size(); ++p) u[p] += lines.worth_of(k)[p];
      extend(next, room - 1);
      u = before;
    }
  };
  extend(0, options.size);
  return best;
}

TEST(Package, SplitsTwoIssuesThatTwoPartnersWantMost) {
  // Each cares for one issue; the third is dear to neither.
  const auto problem = certain({{{2, 10}, {0.5, 1}}, {{0.5, 1}, {2, 10}}, {{1, 1}, {1, 1}}});
  PackageOptions options;
  options.size = 2;
  options.log_roll = true;
  const auto outcome = best_package(problem, options).value();
  ASSERT_TRUE(outcome.package);
  EXPECT_TRUE(outcome.proven);
  const AgendaPackage& package = *outcome.package;
  ASSERT_EQ(package.items.size(), 2U);
  EXPECT_EQ(package.items[0].issue, 0U);
  EXPECT_EQ(package.items[1].issue, 1U);
  // Line 2 on both: gains 20 and -1 of the best alone, 20 + 1.
  EXPECT_EQ(problem.issues[0].lines[package.items[0].line], 2);
  EXPECT_NEAR(package.satisfactions[0], 19.0 / 21, 1e-6);
  EXPECT_NEAR(package.least, package.mean, 1e-6);
  EXPECT_EQ(package.items[0].weakest, 1U);
  EXPECT_EQ(package.items[0].weakest_loses, 1);
  EXPECT_EQ(package.survives, 1);
  EXPECT_EQ(package.survives_each, 0);
  // Without log-rolling, only lines by which nobody loses: 0.5 and 1 on each.
  options.log_roll = false;
  const auto each = best_package(problem, options).value();
  ASSERT_TRUE(each.package);
  EXPECT_EQ(each.package->survives_each, 1);
  for (const PackageItem& item : each.package->items) {
    for (const double gain : item.gains) EXPECT_GE(gain, -1e-6);
  }
}

TEST(Package, RedLinesKeepALineOut) {
  auto problem = certain({{{2, 1}, {2, 1}}, {{1, 1}, {1, 1}}});
  problem.acceptable.assign(4, std::nullopt);
  problem.acceptable[1] = AcceptableLines{-2, 1};
  const auto outcome = best_package(problem, {}).value();
  ASSERT_TRUE(outcome.package);
  EXPECT_LE(problem.issues[0].lines[outcome.package->items[0].line], 1);
  problem.acceptable[1] = AcceptableLines{0, 0};
  const auto barred = best_package(problem, {}).value();
  EXPECT_EQ(barred.bars[0], PackageBar::RedLine);
  EXPECT_EQ(barred.bars[1], PackageBar::None);
  ASSERT_TRUE(barred.package);
  EXPECT_EQ(barred.package->items.size(), 1U);
}

TEST(Package, DegenerateGroups) {
  // Opposed on everything: no line that both gain from.
  const auto opposed = best_package(certain({{{2, 1}, {-2, 1}}}), {}).value();
  EXPECT_FALSE(opposed.package);
  EXPECT_TRUE(opposed.proven);
  EXPECT_EQ(opposed.bars[0], PackageBar::Loses);
  // Nobody wants anything else than what holds.
  const auto content = best_package(certain({{{0, 1}, {0, 1}}}), {}).value();
  EXPECT_FALSE(content.package);
  EXPECT_TRUE(content.nothing_to_gain[0] && content.nothing_to_gain[1]);
  // One to whom nothing matters.
  const auto careless = best_package(certain({{{2, 1}, {2, 0}}}), {}).value();
  EXPECT_FALSE(careless.package);
  EXPECT_FALSE(careless.nothing_to_gain[0]);
  EXPECT_TRUE(careless.nothing_to_gain[1]);
  // All agree: everybody has all it could wish for.
  for (const PackageObjective by : {PackageObjective::LeastSatisfied, PackageObjective::NashProduct,
                                    PackageObjective::WeightedSum}) {
    PackageOptions options;
    options.objective = by;
    const auto agreed =
        best_package(certain({{{2, 1}, {2, 5}}, {{-1, 1}, {-1, 5}}}), options).value();
    ASSERT_TRUE(agreed.package);
    EXPECT_NEAR(agreed.package->least, 1, 1e-9);
    EXPECT_EQ(agreed.package->items.size(), 2U);
    EXPECT_TRUE(agreed.proven);
  }
}

TEST(Package, IsTheBestOfAllThereAre) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::size_t partners = 2 + seed % 5;
    const auto problem = random_problem(seed, 7, partners, 3);
    PackageOptions options;
    options.size = 1 + seed % 4;
    options.least_share = 0.3;
    for (const PackageObjective by :
         {PackageObjective::LeastSatisfied, PackageObjective::NashProduct,
          PackageObjective::WeightedSum}) {
      for (const bool log_roll : {false, true}) {
        options.objective = by;
        options.log_roll = log_roll;
        const auto outcome = best_package(problem, options).value();
        const auto lines = package_lines(problem, options, {}).value();
        const double best = best_by_trying_all(lines, options);
        ASSERT_TRUE(outcome.proven) << seed;
        ASSERT_EQ(outcome.package.has_value(), std::isfinite(best)) << seed;
        if (!outcome.package) continue;
        EXPECT_NEAR(objective_of(options, outcome.package->satisfactions), best, 1e-7)
            << "seed " << seed << ", " << to_string(by) << (log_roll ? ", log-rolling" : "");
        EXPECT_NEAR(outcome.bound, best, 1e-7);
      }
    }
  }
}

TEST(Package, TheFrontIsWhatNoPackageBeatsInBoth) {
  for (std::uint64_t seed = 100; seed < 112; ++seed) {
    const auto problem = random_problem(seed, 7, 3, 1);
    PackageOptions options;
    options.size = 3;
    options.log_roll = true;
    const auto front = package_front(problem, options, 200).value();
    EXPECT_TRUE(front.complete);
    for (std::size_t k = 1; k < front.packages.size(); ++k) {
      EXPECT_GT(front.packages[k].least, front.packages[k - 1].least);
      EXPECT_LT(front.packages[k].mean, front.packages[k - 1].mean);
    }
    const auto greatest = best_package(problem, options).value();
    ASSERT_EQ(greatest.package.has_value(), !front.packages.empty());
    if (!greatest.package) continue;
    EXPECT_NEAR(front.packages.back().least, greatest.package->least, 2e-6);
    // No package lies beyond the front: with a floor between two of its points, the mean of the
    // best is that of the second.
    const auto lines = package_lines(problem, options, {}).value();
    PackageGoal goal = goal_of(options, 3);
    goal.objective = PackageObjective::WeightedSum;
    for (std::size_t k = 1; k < front.packages.size(); ++k) {
      goal.floor = (front.packages[k - 1].least + front.packages[k].least) / 2;
      const auto found = search_package(lines, goal, options.size, 20'000, {}).value();
      EXPECT_NEAR(found.value, front.packages[k].mean, 1e-6);
    }
  }
}

TEST(Package, StopsWithABoundWhenItsStepsAreSpent) {
  const auto problem = random_problem(7, 20, 8, 1);
  PackageOptions options;
  options.log_roll = true;
  const auto whole = best_package(problem, options).value();
  options.steps = 1;
  const auto stopped = best_package(problem, options).value();
  ASSERT_TRUE(whole.package && stopped.package);
  EXPECT_TRUE(whole.proven);
  EXPECT_LE(stopped.package->least, whole.package->least + 1e-9);
  EXPECT_GE(stopped.bound, whole.package->least - 1e-9);
}

/// Names and orders of partners and issues, and the unit of a partner's salience, mean nothing.
TEST(Package, OrderAndUnitsDoNotMatter) {
  for (std::uint64_t seed = 300; seed < 320; ++seed) {
    const auto problem = random_problem(seed, 9, 4, 2);
    PackageProblem other = problem;
    const std::size_t cell = problem.draws;
    const std::size_t row = problem.partners * cell;
    for (std::size_t i = 0; i < 9; ++i) {
      other.issues[8 - i] = problem.issues[i];
      for (std::size_t p = 0; p < 4; ++p) {
        for (std::size_t d = 0; d < cell; ++d) {
          const std::size_t to = (8 - i) * row + (3 - p) * cell + d;
          other.positions[to] = problem.positions[i * row + p * cell + d];
          other.saliences[to] =
              problem.saliences[i * row + p * cell + d] * static_cast<float>(p == 1 ? 4 : 1);
        }
      }
    }
    PackageOptions options;
    options.log_roll = seed % 2 == 0;
    options.least_share = 0;
    for (const PackageObjective by :
         {PackageObjective::LeastSatisfied, PackageObjective::NashProduct,
          PackageObjective::WeightedSum}) {
      options.objective = by;
      const auto one = best_package(problem, options).value();
      const auto two = best_package(other, options).value();
      ASSERT_EQ(one.package.has_value(), two.package.has_value());
      EXPECT_NEAR(one.bound, two.bound, 1e-6) << seed;
    }
  }
}

TEST(Package, SameForAnyNumberOfThreads) {
  const auto problem = random_problem(11, 12, 5, 40);
  PackageOptions options;
  const auto one = best_package(problem, options).value();
  ASSERT_TRUE(one.package);
  for (const unsigned threads : {2U, 7U}) {
    options.threads = threads;
    const auto other = best_package(problem, options).value();
    EXPECT_EQ(one.package->satisfactions, other.package->satisfactions);
    EXPECT_EQ(one.package->survives, other.package->survives);
    EXPECT_EQ(one.bound, other.bound);
  }
}

TEST(Package, UncertainPositionsLowerWhatSurvives) {
  // Both are for it in the mean; partner 1 is against it in 2 of 5 draws.
  PackageProblem problem;
  problem.partners = 2;
  problem.draws = 5;
  problem.issues = {{0, {1}}};
  problem.positions = {1, 1, 1, 1, 1, 2, 2, 2, -1, -1};
  problem.saliences.assign(10, 1);
  PackageOptions options;
  const auto outcome = best_package(problem, options).value();
  ASSERT_TRUE(outcome.package);
  EXPECT_DOUBLE_EQ(outcome.package->survives, 0.6);
  EXPECT_DOUBLE_EQ(outcome.package->items[0].share, 0.6);
  EXPECT_EQ(outcome.package->items[0].weakest, 1U);
  EXPECT_DOUBLE_EQ(outcome.package->items[0].weakest_loses, 0.4);
  options.least_share = 0.7;
  EXPECT_EQ(best_package(problem, options).value().bars[0], PackageBar::Loses);
}

TEST(Package, RefusesWhatCannotBe) {
  const auto good = certain({{{2, 1}, {2, 1}}});
  const auto kind_of = [](const PackageProblem& problem, const PackageOptions& options) {
    const auto outcome = best_package(problem, options);
    return outcome ? ErrorKind::Internal : outcome.error().kind;
  };
  PackageOptions options;
  options.size = 0;
  EXPECT_EQ(kind_of(good, options), ErrorKind::Range);
  options = {};
  options.weights = {1, -1};
  EXPECT_EQ(kind_of(good, options), ErrorKind::Range);
  options.weights = {0, 0};
  EXPECT_EQ(kind_of(good, options), ErrorKind::Range);
  auto broken = good;
  broken.positions[0] = NAN;
  EXPECT_EQ(kind_of(broken, {}), ErrorKind::Range);
  broken = good;
  broken.saliences[0] = -1;
  EXPECT_EQ(kind_of(broken, {}), ErrorKind::Range);
  broken = good;
  broken.issues[0].lines.push_back(0);
  EXPECT_EQ(kind_of(broken, {}), ErrorKind::Range);
  broken = good;
  broken.positions.pop_back();
  EXPECT_EQ(kind_of(broken, {}), ErrorKind::Range);
  CancelSource stop;
  stop.cancel();
  const auto cancelled = best_package(good, {}, stop.token());
  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace entente::advise
