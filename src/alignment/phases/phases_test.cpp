// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/phases.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "alignment/networks/test_sayings.hpp"
#include "alignment/phases/divisions.hpp"

namespace entente::alignment {
namespace {

/// Twenty statements in each of `months`; from `turn` on the actors say the opposite, with a share
/// that errs.
std::vector<CodedSaying> turning_record(std::uint64_t seed, int months, int turn, double astray) {
  PhiloxCursor dice = Philox(seed).cursor(0);
  std::vector<CodedSaying> out;
  for (int month = 0; month < months; ++month) {
    for (int s = 0; s < 20; ++s) {
      CodedSaying& one = out.emplace_back();
      const auto actor = static_cast<int>(dice.below(4));
      const auto subject = static_cast<int>(dice.below(3));
      one.actor = "a" + std::to_string(actor);
      one.concept_name = "c" + std::to_string(subject);
      const bool line = ((actor + subject) % 2 == 0) != (month >= turn);
      one.value = line != (dice.uniform01() < astray) ? 1 : 0;
      one.time = (30 * month + s) * one_day;
      one.document = static_cast<std::uint32_t>(20 * month + s);
    }
  }
  return out;
}

PhaseOptions thirty_days() {
  PhaseOptions out;
  out.unit = WindowUnit::Days;
  out.size = 30;
  out.permutations = 199;
  return out;
}

TEST(Divisions, TheStatisticByHand) {
  // Points 0, 0, 4, 6 on a line: between 5, within 0 and 2; Q = 4/4 (10 - 0 - 2) = 8.
  const std::vector<double> points = {0, 0, 4, 6};
  std::vector<double> distances;
  for (const double a : points) {
    for (const double b : points) distances.push_back(std::fabs(a - b));
  }
  const std::vector<std::uint32_t> order = {0, 1, 2, 3};
  const std::vector<Stretch> all = {{0, 4}};
  const BestSplit best = best_split(distances, 4, order, all, 2);
  EXPECT_EQ(best.at, 2U);
  EXPECT_NEAR(best.statistic, 8, 1e-12);
  const std::vector<Stretch> halves = {{0, 2}, {2, 4}};
  EXPECT_EQ(best_split(distances, 4, order, halves, 2).at, 0U);
}

TEST(NetworkPhases, FindsTheTurn) {
  const NetworkOptions options = usual_network(QualifierRule::Subtract, NetworkMode::TwoMode);
  const auto found =
      network_phases(coded(turning_record(1, 16, 9, 0.1)), options, thirty_days()).value();
  ASSERT_EQ(found.periods.size(), 16U);
  ASSERT_GE(found.changes.size(), 1U);
  EXPECT_EQ(found.changes[0].period, 9U);
  EXPECT_TRUE(found.changes[0].significant);
  EXPECT_EQ(found.phase_of.front(), 0U);
  EXPECT_EQ(found.phase_of[8], 0U);
  EXPECT_EQ(found.phase_of[9], 1U);
  // Every tie turned over.
  ASSERT_EQ(found.changes[0].ties.size(), 12U);
  for (const PhaseTie& tie : found.changes[0].ties) EXPECT_LT(tie.before * tie.after, 0);
}

TEST(NetworkPhases, OneModeFindsItToo) {
  // Who agrees with whom changes: a0 to a3 in another grouping behind the turn.
  std::vector<CodedSaying> all = turning_record(2, 14, 99, 0.05);
  for (CodedSaying& one : all) {
    if (one.time >= 30 * 7 * one_day && (one.actor == "a1" || one.actor == "a2")) {
      one.value = 1 - one.value;
    }
  }
  const auto found = network_phases(coded(all), usual_network(), thirty_days()).value();
  ASSERT_GE(found.changes.size(), 1U);
  EXPECT_EQ(found.changes[0].period, 7U);
  EXPECT_TRUE(found.changes[0].significant);
}

/// Without a turn few records show one: no more than the level, within what 200 records allow.
TEST(NetworkPhases, KeepsItsLevel) {
  const NetworkOptions options = usual_network(QualifierRule::Subtract, NetworkMode::TwoMode);
  PhaseOptions asked = thirty_days();
  asked.permutations = 99;
  asked.alpha = 0.1;
  int turned = 0;
  for (std::uint64_t seed = 100; seed < 300; ++seed) {
    const auto found =
        network_phases(coded(turning_record(seed, 10, 99, 0.3)), options, asked).value();
    turned += !found.changes.empty() && found.changes[0].significant ? 1 : 0;
  }
  EXPECT_LE(turned, 32);  // 20 expected, sd 4.2
  EXPECT_GE(turned, 6);   // and a test that never speaks is none
}

TEST(NetworkPhases, SameBytesOnAnyNumberOfThreads) {
  std::vector<NetworkPhases> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    NetworkOptions options = usual_network(QualifierRule::Subtract, NetworkMode::TwoMode);
    options.threads = threads;
    found.push_back(
        network_phases(coded(turning_record(5, 12, 5, 0.3)), options, thirty_days()).value());
  }
  for (const NetworkPhases& one : found) {
    ASSERT_EQ(one.changes.size(), found[0].changes.size());
    for (std::size_t at = 0; at < one.changes.size(); ++at) {
      EXPECT_EQ(one.changes[at].chance, found[0].changes[at].chance);
      EXPECT_EQ(one.changes[at].statistic, found[0].changes[at].statistic);
    }
  }
}

TEST(NetworkPhases, DegenerateRecords) {
  const NetworkOptions options = usual_network(QualifierRule::Subtract, NetworkMode::TwoMode);
  EXPECT_TRUE(network_phases(coded({}), options, thirty_days())->periods.empty());
  const auto few =
      network_phases(coded(turning_record(1, 3, 1, 0)), options, thirty_days()).value();
  EXPECT_EQ(few.periods.size(), 3U);
  EXPECT_TRUE(few.changes.empty());
  // Every period alike: a change of 0, as great in every order.
  std::vector<CodedSaying> same;
  for (std::uint32_t month = 0; month < 6; ++month) {
    same.push_back({"a", "c", 1, static_cast<std::int64_t>(month) * 30 * one_day, month});
  }
  const auto alike = network_phases(coded(same), options, thirty_days()).value();
  ASSERT_EQ(alike.changes.size(), 1U);
  EXPECT_FALSE(alike.changes[0].significant);
  EXPECT_EQ(alike.changes[0].chance, 1);
  EXPECT_TRUE(alike.changes[0].ties.empty());
}

TEST(NetworkPhases, TellsWhatItCannotDo) {
  const auto kind = [](const NetworkOptions& options, const PhaseOptions& asked) {
    const auto found = network_phases(coded(turning_record(1, 4, 2, 0)), options, asked);
    return found ? ErrorKind::Internal : found.error().kind;
  };
  NetworkOptions options = usual_network(QualifierRule::Subtract, NetworkMode::TwoMode);
  PhaseOptions asked = thirty_days();
  asked.alpha = 0;
  EXPECT_EQ(kind(options, asked), ErrorKind::Range);
  asked = thirty_days();
  asked.permutations = 18;
  EXPECT_EQ(kind(options, asked), ErrorKind::Range);
  asked = thirty_days();
  asked.least = 1;
  EXPECT_EQ(kind(options, asked), ErrorKind::Range);
  asked = thirty_days();
  asked.unit = WindowUnit::Events;
  EXPECT_EQ(kind(options, asked), ErrorKind::Range);
  options.mode = NetworkMode::EventList;
  EXPECT_EQ(kind(options, thirty_days()), ErrorKind::Usage);
}

}  // namespace
}  // namespace entente::alignment
