// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/camps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "alignment/camps/division.hpp"
#include "alignment/camps/measures.hpp"
#include "alignment/networks/test_sayings.hpp"
#include "entente/alignment/spread.hpp"

namespace entente::alignment {
namespace {

/// Camps of the sizes given; members say what their camp says on each concept, but for a share.
std::vector<CodedSaying> sayings_of_camps(std::uint64_t seed, const std::vector<int>& sizes,
                                          int concepts, double astray) {
  PhiloxCursor dice = Philox(seed).cursor(0);
  std::vector<CodedSaying> out;
  std::uint32_t document = 0;
  for (std::size_t camp = 0; camp < sizes.size(); ++camp) {
    for (int member = 0; member < sizes[camp]; ++member) {
      for (int c = 0; c < concepts; ++c) {
        CodedSaying& one = out.emplace_back();
        one.actor = std::string(1, static_cast<char>('A' + camp)) + std::to_string(member);
        one.concept_name = "c" + std::to_string(c);
        const bool party_line = static_cast<std::size_t>(c) % sizes.size() == camp;
        one.value = party_line != (dice.uniform01() < astray) ? 1 : 0;
        one.document = document++;
        one.time = one.document;
      }
    }
  }
  return out;
}

Dyads random_dyads(std::uint64_t seed, std::size_t actors) {
  PhiloxCursor dice = Philox(seed).cursor(0);
  Dyads out(actors);
  for (std::size_t a = 0; a < actors; ++a) {
    for (std::size_t b = a + 1; b < actors; ++b) {
      if (dice.below(5) > 0) out.set(a, b, dice.uniform01(), dice.uniform01());
    }
  }
  return out;
}

double least_cost_of_all(const Dyads& dyads, std::uint32_t camps) {
  double least = HUGE_VAL;
  std::vector<std::uint32_t> place(dyads.actors, 0);
  const std::function<void(std::size_t)> extend = [&](std::size_t at) {
    if (at == dyads.actors) {
      least = std::min(least, division_cost(dyads, place));
      return;
    }
    for (std::uint32_t k = 0; k < camps; ++k) {
      place[at] = k;
      extend(at + 1);
    }
  };
  extend(0);
  return least;
}

TEST(Camps, TwoPerfectCampsAreFoundUnmixed) {
  const CodedStatements record = coded(sayings_of_camps(1, {4, 4}, 8, 0));
  const CampDivision found = find_camps(record, usual_network(), {}).value();
  ASSERT_EQ(found.camps, 2U);
  for (const CampMember& member : found.members) {
    EXPECT_EQ(member.camp, member.actor[0] == 'A' ? 0U : 1U) << member.actor;
    EXPECT_EQ(member.sure, 1);
    EXPECT_EQ(member.within, 0);
    EXPECT_EQ(member.across, 1);
  }
  EXPECT_EQ(found.polarisation, 1);
  EXPECT_EQ(found.frustration, 0);
  EXPECT_TRUE(found.proven);
  EXPECT_TRUE(found.only);
  EXPECT_DOUBLE_EQ(found.modularity, 0.5);
  EXPECT_EQ(found.external_internal, -1);
  EXPECT_LT(found.chance.value(), 0.011);
  ASSERT_EQ(found.issues.size(), 8U);
  EXPECT_EQ(found.issues.front().gap, 1);
  EXPECT_EQ(found.issues.front().agreement, 0);  // half at either of two categories
  EXPECT_DOUBLE_EQ(found.issues.front().polarisation, 1);
}

TEST(Camps, AreNotOfEqualSize) {
  const CodedStatements record = coded(sayings_of_camps(2, {7, 2}, 10, 0.08));
  const CampDivision found = find_camps(record, usual_network(), {}).value();
  for (const CampMember& member : found.members) {
    EXPECT_EQ(member.camp, member.actor[0] == 'A' ? 0U : 1U) << member.actor;
  }
  EXPECT_GT(found.polarisation, 0.5);
  ASSERT_TRUE(found.interval && found.interval->interval);
  EXPECT_LT(found.interval->interval->low, found.polarisation);
  EXPECT_GT(found.interval->interval->high, found.polarisation);
}

TEST(Camps, ThreeWhereThreeAre) {
  const CodedStatements record = coded(sayings_of_camps(3, {4, 3, 3}, 12, 0));
  CampOptions options;
  options.camps = 5;
  const CampDivision found = find_camps(record, usual_network(), options).value();
  EXPECT_EQ(found.camps, 3U);
  EXPECT_TRUE(found.proven);
}

TEST(Camps, WhereNobodyDisagreesThereIsOne) {
  std::vector<CodedSaying> all = sayings_of_camps(4, {5}, 6, 0);
  for (CodedSaying& one : all) one.value = 1;
  const CampDivision found = find_camps(coded(all), usual_network(), {}).value();
  EXPECT_EQ(found.camps, 1U);
  EXPECT_EQ(found.polarisation, 0);
  EXPECT_EQ(found.frustration, 0);
  EXPECT_EQ(found.chance.value(), 1);
  EXPECT_TRUE(std::isnan(found.dna_distance));
}

TEST(Camps, ChanceIsEvenWithoutCamps) {
  // Stances at random: the chance must not be small too often.
  int small = 0;
  constexpr int records = 60;
  for (std::uint64_t seed = 0; seed < records; ++seed) {
    const CodedStatements record = coded(sayings_of_camps(500 + seed, {3, 3}, 8, 0.5));
    CampOptions options;
    options.draws = 0;
    options.shuffles = 59;
    options.seed = seed;
    const CampDivision found = find_camps(record, usual_network(), options).value();
    small += found.chance.value() <= 0.1 ? 1 : 0;
  }
  EXPECT_LE(small, 13);  // of 60 at 0.1: above 13 in less than 1 of 200 runs
  EXPECT_GE(small, 1);
}

TEST(Camps, WhoSharesNothingIsPlacedNowhere) {
  std::vector<CodedSaying> all = sayings_of_camps(5, {3, 3}, 6, 0);
  CodedSaying& alone = all.emplace_back();
  alone.actor = "Z";
  alone.concept_name = "its own";
  alone.document = 200;
  alone.time = 200;
  const CampDivision found = find_camps(coded(all), usual_network(), {}).value();
  EXPECT_EQ(found.members.back().actor, "Z");
  EXPECT_EQ(found.members.back().camp, no_camp);
  EXPECT_TRUE(std::isnan(found.members.back().sure));
  EXPECT_EQ(found.camps, 2U);
}

TEST(Camps, DegenerateRecords) {
  const CampDivision none = find_camps(coded({}), usual_network(), {}).value();
  EXPECT_TRUE(none.members.empty());
  EXPECT_EQ(none.camps, 0U);
  CodedSaying one;
  one.actor = "A";
  one.concept_name = "c";
  const CampDivision single = find_camps(coded({one}), usual_network(), {}).value();
  ASSERT_EQ(single.members.size(), 1U);
  EXPECT_EQ(single.members[0].camp, no_camp);
  // Two who contradict one another on the only matter.
  CodedSaying other = one;
  other.actor = "B";
  other.value = 0;
  other.document = 1;
  const CampDivision two = find_camps(coded({one, other}), usual_network(), {}).value();
  EXPECT_EQ(two.camps, 2U);
  EXPECT_EQ(two.polarisation, 1);
  EXPECT_EQ(two.chance.value(), 1);  // whoever says which: as far apart
}

TEST(Camps, ManyActorsByAnnealing) {
  const CodedStatements record = coded(sayings_of_camps(6, {40, 25}, 10, 0.15));
  CampOptions options;
  options.draws = 39;
  options.shuffles = 19;
  const CampDivision found = find_camps(record, usual_network(), options).value();
  EXPECT_FALSE(found.proven);
  std::size_t wrong = 0;
  for (const CampMember& member : found.members) {
    wrong += member.camp != (member.actor[0] == 'A' ? 0U : 1U) ? 1 : 0;
  }
  EXPECT_LE(wrong, 2U);
}

TEST(Camps, SameForAnyNumberOfThreads) {
  const CodedStatements record = coded(sayings_of_camps(7, {6, 5}, 9, 0.2));
  NetworkOptions options = usual_network();
  CampOptions camps;
  camps.draws = 99;
  camps.shuffles = 49;
  const CampDivision one = find_camps(record, options, camps).value();
  for (const unsigned threads : {2U, 7U}) {
    options.threads = threads;
    const CampDivision other = find_camps(record, options, camps).value();
    EXPECT_EQ(one.chance, other.chance);
    EXPECT_EQ(one.interval->interval->low, other.interval->interval->low);
    for (std::size_t a = 0; a < one.members.size(); ++a) {
      EXPECT_EQ(one.members[a].sure, other.members[a].sure);
    }
  }
}

TEST(Camps, RefusesWhatCannotBe) {
  const CodedStatements record = coded(sayings_of_camps(8, {2, 2}, 3, 0));
  const auto kind_of = [&](const NetworkOptions& options, const CampOptions& camps) {
    const auto found = find_camps(record, options, camps);
    return found ? ErrorKind::Internal : found.error().kind;
  };
  CampOptions camps;
  camps.camps = 1;
  EXPECT_EQ(kind_of(usual_network(), camps), ErrorKind::Range);
  NetworkOptions options = usual_network();
  options.qualifier.clear();
  EXPECT_EQ(kind_of(options, {}), ErrorKind::Usage);
  options = usual_network();
  options.compatibility = Compatibility::Dna;
  EXPECT_EQ(kind_of(options, {}), ErrorKind::Usage);
}

TEST(Division, ExactIsTheLeastOfAll) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Dyads dyads = random_dyads(seed, 3 + seed % 6);
    for (const std::uint32_t camps : {2U, 3U, 4U}) {
      Division start;
      start.camps.assign(dyads.actors, 0);
      start.cost = division_cost(dyads, start.camps);
      const Division exact = exact_division(dyads, camps, start, 1'000'000, {}).value();
      EXPECT_TRUE(exact.proven);
      EXPECT_NEAR(exact.cost, least_cost_of_all(dyads, camps), 1e-9);
      EXPECT_NEAR(exact.cost, division_cost(dyads, exact.camps), 1e-12);
      const Division near = annealed(dyads, camps, Philox(seed), 12, 200);
      EXPECT_NEAR(near.cost, exact.cost, 1e-9) << seed << " " << camps;
    }
  }
}

TEST(Division, TwentyActorsAreSearchedToTheEnd) {
  const Dyads dyads = random_dyads(99, 20);
  for (const std::uint32_t camps : {2U, 3U}) {
    const Division near = annealed(dyads, camps, Philox(1), 12, 200);
    const Division exact = exact_division(dyads, camps, near, 50'000'000, {}).value();
    EXPECT_TRUE(exact.proven);
    EXPECT_LE(exact.cost, near.cost + 1e-12);
  }
}

TEST(Spread, AgreementAndPolarisationOfPatterns) {
  const std::vector<std::uint64_t> one = {0, 9, 0, 0, 0};
  const std::vector<std::uint64_t> ends = {4, 0, 0, 0, 4};
  const std::vector<std::uint64_t> even = {3, 3, 3, 3, 3};
  EXPECT_EQ(agreement_of(one), 1);
  EXPECT_EQ(agreement_of(ends), -1);
  EXPECT_NEAR(agreement_of(even), 0, 1e-12);
  EXPECT_EQ(esteban_ray(one, 1.3), 0);
  EXPECT_NEAR(esteban_ray(ends, 1.3), 1, 1e-12);
  EXPECT_LT(esteban_ray(even, 1.3), 1);
  // Two neighbours: unimodal, two of five filled: 1 - 1/4.
  EXPECT_NEAR(agreement_of(std::vector<std::uint64_t>{0, 5, 5, 0, 0}), 0.75, 1e-12);
  EXPECT_TRUE(std::isnan(agreement_of(std::vector<std::uint64_t>{0, 0})));
  EXPECT_TRUE(std::isnan(esteban_ray(std::vector<std::uint64_t>{3}, 1.3)));
  // The mirror image divides as much.
  const std::vector<std::uint64_t> skew = {1, 4, 2, 0, 6};
  const std::vector<std::uint64_t> mirror = {6, 0, 2, 4, 1};
  EXPECT_DOUBLE_EQ(agreement_of(skew), agreement_of(mirror));
  EXPECT_NEAR(esteban_ray(skew, 1.3), esteban_ray(mirror, 1.3), 1e-15);
}

}  // namespace
}  // namespace entente::alignment
