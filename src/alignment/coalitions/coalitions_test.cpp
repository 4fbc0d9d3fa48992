// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/coalitions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "entente/base/random.hpp"

namespace entente::alignment {
namespace {

using Partition = std::vector<std::uint32_t>;

HedonicGame game_of(const std::vector<std::vector<double>>& value) {
  HedonicGame out;
  out.players = value.size();
  for (const auto& row : value) out.value.insert(out.value.end(), row.begin(), row.end());
  return out;
}

HedonicGame random_game(std::uint64_t seed, std::size_t players) {
  PhiloxCursor dice = Philox(seed).cursor(0);
  HedonicGame out;
  out.players = players;
  for (std::size_t at = 0; at < players * players; ++at) {
    out.value.push_back(std::round((dice.uniform01() - 0.4) * 10));
  }
  return out;
}

/// The bilateral, minilateral and all-four question of four players.
HedonicGame four() { return game_of({{0, 3, -1, 1}, {3, 0, -1, 1}, {-1, -1, 0, 2}, {1, 1, 2, 0}}); }

std::set<Partition> that_are(const CoalitionOutcome& outcome, bool CoalitionStructure::*what) {
  std::set<Partition> out;
  for (const auto& one : outcome.structures) {
    if (one.*what) out.insert(one.coalition);
  }
  return out;
}

std::set<Partition> in_the_core(const CoalitionOutcome& outcome) {
  std::set<Partition> out;
  for (const auto& one : outcome.structures) {
    if (one.core == CoreState::Stable) out.insert(one.coalition);
  }
  return out;
}

TEST(Coalitions, BilateralMinilateralOrAllFour) {
  const CoalitionOutcome found = stable_coalitions(four()).value();
  const std::set<Partition> three = {{0, 0, 1, 1}, {0, 0, 1, 0}, {0, 0, 0, 0}};
  EXPECT_EQ(that_are(found, &CoalitionStructure::nash), three);
  EXPECT_EQ(that_are(found, &CoalitionStructure::individual), three);
  EXPECT_EQ(in_the_core(found), three);
  EXPECT_EQ(found.structures[found.best].welfare, 10);
  EXPECT_TRUE(found.complete);
}

TEST(Coalitions, AnUndesiredGuestLeavesNoNashStability) {
  const auto found = stable_coalitions(game_of({{0, 2, -3}, {2, 0, -3}, {1, 1, 0}})).value();
  EXPECT_TRUE(that_are(found, &CoalitionStructure::nash).empty());
  EXPECT_EQ(that_are(found, &CoalitionStructure::individual), (std::set<Partition>{{0, 0, 1}}));
  EXPECT_EQ(in_the_core(found), (std::set<Partition>{{0, 0, 1}}));
}

TEST(Coalitions, LoveAndHateInACircle) {
  const auto love = stable_coalitions(game_of({{0, 2, 1}, {1, 0, 2}, {2, 1, 0}})).value();
  EXPECT_EQ(in_the_core(love), (std::set<Partition>{{0, 0, 0}}));
  EXPECT_EQ(love.structures[love.best].welfare, 9);
  const auto hate = stable_coalitions(game_of({{0, 3, -9}, {-9, 0, 3}, {3, -9, 0}})).value();
  EXPECT_TRUE(that_are(hate, &CoalitionStructure::nash).empty());
  EXPECT_EQ(in_the_core(hate), (std::set<Partition>{{0, 1, 2}}));
}

TEST(Coalitions, ACostOfFormatBreaksUpTheLargestFirst) {
  HedonicGame game = four();
  for (double& value : game.value) value = 1;
  game.cost = {0, 0.2, 0.5, 0.9};
  EXPECT_EQ(stable_coalitions(game).value().structures[0].coalition, (Partition{0, 0, 0, 0}));
  game.cost = {0, 0.2, 0.5, 9};
  EXPECT_EQ(stable_coalitions(game).value().structures[0].coalition, (Partition{0, 0, 0, 1}));
  game.cost = {0, 0.2, 9, 9};
  EXPECT_EQ(stable_coalitions(game).value().structures[0].coalition, (Partition{0, 0, 1, 1}));
  game.cost = {0, 9, 9, 9};
  EXPECT_EQ(stable_coalitions(game).value().structures[0].coalition, (Partition{0, 1, 2, 3}));
}

/// Nash implies individual stability; core does too where welcome is meant, but not always Nash.
TEST(Coalitions, LawsOfStability) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::size_t players = 1 + seed % 6;
    const HedonicGame game = random_game(seed, players);
    const auto found = stable_coalitions(game).value();
    ASSERT_FALSE(found.structures.empty());
    for (const auto& one : found.structures) {
      EXPECT_TRUE(!one.nash || one.individual);
      EXPECT_LE(one.welfare, found.structures[found.best].welfare);
      const auto again = structure_of(game, one.coalition).value();
      EXPECT_EQ(again.nash, one.nash);
      EXPECT_EQ(again.core, one.core);
    }
    // Symmetric values always have a Nash-stable partition (Bogomolnaia and Jackson, 2002).
    HedonicGame symmetric = game;
    for (std::size_t i = 0; i < players; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        symmetric.value[i * players + j] = symmetric.value[j * players + i];
      }
    }
    EXPECT_FALSE(that_are(stable_coalitions(symmetric).value(), &CoalitionStructure::nash).empty());
  }
}

TEST(Coalitions, NamesOfPlayersMeanNothing) {
  const HedonicGame game = random_game(77, 5);
  HedonicGame other = game;
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 5; ++j) other.value[(4 - i) * 5 + 4 - j] = game.value[i * 5 + j];
  }
  const auto one = stable_coalitions(game).value();
  const auto two = stable_coalitions(other).value();
  EXPECT_EQ(one.structures.size(), two.structures.size());
  EXPECT_EQ(one.structures[0].welfare, two.structures[0].welfare);
}

TEST(Coalitions, ManyPlayersByMoves) {
  // Two friendly blocs of seven that dislike one another.
  HedonicGame game;
  game.players = 14;
  for (std::size_t i = 0; i < 14; ++i) {
    for (std::size_t j = 0; j < 14; ++j) game.value.push_back(i / 7 == j / 7 ? 1 : -1);
  }
  const auto found = stable_coalitions(game).value();
  EXPECT_FALSE(found.complete);
  const auto& best = found.structures[found.best];
  EXPECT_EQ(best.welfare, 14 * 6);
  EXPECT_TRUE(best.nash && best.individual);
  EXPECT_EQ(best.core, CoreState::Stable);
}

TEST(Coalitions, SharesOfDraws) {
  // In three of four draws the pair likes one another.
  HedonicGame game = game_of({{0, 1}, {1, 0}});
  const std::vector<double> values = {0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, -1, -1, 0};
  for (const unsigned threads : {1U, 2U, 7U}) {
    const auto shares = structure_shares(game, values, threads).value();
    ASSERT_EQ(shares.size(), 2U);
    EXPECT_EQ(shares[0].coalition, (Partition{0, 0}));
    EXPECT_EQ(shares[0].best, 0.75);
    EXPECT_EQ(shares[0].core, 0.75);
    EXPECT_EQ(shares[1].best, 0.25);
  }
  EXPECT_EQ(structure_shares(random_game(1, 8), {}).error().kind, ErrorKind::Limit);
}

TEST(Coalitions, MinimalWinning) {
  const std::vector<double> weights = {3, 2, 2, 1};
  const auto found = minimal_winning(weights, 5).value();
  const std::vector<Partition> expected = {{0, 1}, {0, 2}, {1, 2, 3}};
  EXPECT_EQ(found, expected);
  EXPECT_TRUE(minimal_winning(weights, 9).value().empty());
  EXPECT_EQ(minimal_winning(weights, 0).error().kind, ErrorKind::Range);
  // A player without weight is in none.
  const auto without_weight = minimal_winning(std::vector<double>{1, 0, 1}, 1).value();
  for (const auto& one : without_weight) {
    EXPECT_EQ(std::count(one.begin(), one.end(), 1U), 0);
  }
}

TEST(Coalitions, WhoStandsBetweenTwoIsTheBridge) {
  const auto bridge = bridging(game_of({{0, -1, 0.5}, {-1, 0, 0.5}, {0.5, 0.5, 0}}));
  EXPECT_EQ(bridge[0], 0);
  EXPECT_EQ(bridge[1], 0);
  EXPECT_EQ(bridge[2], 1.5);
  EXPECT_EQ(bridging(game_of({{0, 1}, {1, 0}})), (std::vector<double>{0, 0}));
}

TEST(Coalitions, RefusesWhatCannotBe) {
  HedonicGame game = four();
  game.cost = {0, 1};
  EXPECT_EQ(stable_coalitions(game).error().kind, ErrorKind::Range);
  game = four();
  game.value[1] = NAN;
  EXPECT_EQ(stable_coalitions(game).error().kind, ErrorKind::Range);
  EXPECT_EQ(stable_coalitions(HedonicGame{}).error().kind, ErrorKind::Range);
  EXPECT_EQ(structure_of(four(), {0, 0}).error().kind, ErrorKind::Range);
}

}  // namespace
}  // namespace entente::alignment
