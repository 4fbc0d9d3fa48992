// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/keyness.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entente::positions {
namespace {

using record::WordCounts;

// By hand: a 3, b 1, c 1, d 3: N 8, E 2; chi2 = 8 (9 - 1)^2 / 4^4 = 2; with Yates 8 (8 - 4)^2 / 256
// = .5; G2 = 4 (3 ln 1.5 + ln .5).
TEST(Keyness, AWorkedExample) {
  const Keyness one = keyness_of({3, 1, 1, 3}, {}).value();
  EXPECT_NEAR(one.chi2, 2, 1e-14);
  EXPECT_NEAR(one.g2, 4 * (3 * std::log(1.5) + std::log(0.5)), 1e-14);
  EXPECT_NEAR(*one.pmi, std::log(1.5), 1e-15);
  EXPECT_NEAR(one.log_odds, 2 * std::log(3.5 / 1.5), 1e-15);
  EXPECT_NEAR(one.log_odds_interval.high - one.log_odds,
              1.959963984540054 * std::sqrt(2 / 3.5 + 2 / 1.5), 1e-12);
  KeynessOptions options;
  options.by = KeynessMeasure::Chi2;
  options.chi_correction = ChiCorrection::Yates;
  const Keyness corrected = keyness_of({3, 1, 1, 3}, options).value();
  EXPECT_NEAR(corrected.chi2, 0.5, 1e-14);
  EXPECT_NEAR(corrected.p, 0.4795001221869535, 1e-12);
}

TEST(Keyness, SidesExchangedTurnTheSigns) {
  for (const WordTable& table : {WordTable{3, 7, 7, 2}, WordTable{0, 6, 500, 494}}) {
    const Keyness one = keyness_of(table, {}).value();
    const Keyness other = keyness_of({table.b, table.a, table.d, table.c}, {}).value();
    EXPECT_NEAR(one.chi2, -other.chi2, 1e-12);
    EXPECT_NEAR(one.g2, -other.g2, 1e-12);
    EXPECT_NEAR(one.log_odds, -other.log_odds, 1e-12);
  }
  EXPECT_FALSE(keyness_of({0, 6, 500, 494}, {})->pmi);
}

TEST(Keyness, WordsInOrderAndAllOthersAsReference) {
  const WordCounts counts =
      WordCounts::make({"A", "B", "C"}, {"x", "y", "z", "none"},
                       {{0, 0, 8}, {0, 1, 2}, {1, 1, 4}, {1, 2, 3}, {2, 2, 3}})
          .value();
  const std::vector<std::uint32_t> target = {0};
  const auto all = keyness(counts, target, {}, {}).value();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].word, 0U);
  EXPECT_EQ(all[2].word, 2U);
  EXPECT_EQ(all[0].table.d, 10U);
  EXPECT_LT(all[2].g2, 0);
  const std::vector<std::uint32_t> against = {2};
  EXPECT_EQ(keyness(counts, target, against, {})->back().table.b, 3U);
}

TEST(Keyness, BadInputIsDefined) {
  const WordCounts counts =
      WordCounts::make({"A", "B", "E"}, {"x", "y"}, {{0, 0, 8}, {1, 1, 4}}).value();
  const auto kind = [&](std::vector<std::uint32_t> target, std::vector<std::uint32_t> against) {
    return keyness(counts, target, against, {}).error().kind;
  };
  EXPECT_EQ(kind({}, {}), ErrorKind::Usage);
  EXPECT_EQ(kind({0}, {0}), ErrorKind::Usage);
  EXPECT_EQ(kind({0, 0}, {}), ErrorKind::Usage);
  EXPECT_EQ(kind({7}, {}), ErrorKind::Range);
  EXPECT_EQ(kind({0}, {2}), ErrorKind::Missing);
  EXPECT_EQ(kind({2}, {}), ErrorKind::Missing);
  EXPECT_EQ(keyness_of({0, 0, 1, 1}, {}).error().kind, ErrorKind::Missing);
}

}  // namespace
}  // namespace entente::positions
