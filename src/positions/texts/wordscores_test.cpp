// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/wordscores.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "positions/texts/test_words.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;

// Worked by hand: F_L = (.8, .2), F_R = (.2, .8): word scores -.6 and .6; the text (1, 1, 2 words
// of no reference) has raw 0 and SE .6/sqrt(2).
TEST(Wordscores, AWorkedExample) {
  const WordCounts counts =
      WordCounts::make(
          {"L", "R", "V", "W"}, {"a", "b", "c"},
          {{0, 0, 8}, {0, 1, 2}, {1, 0, 2}, {1, 1, 8}, {2, 0, 1}, {2, 1, 1}, {2, 2, 2}, {3, 1, 4}})
          .value();
  const std::vector<ReferenceText> references = {{0, -1}, {1, 1}};
  const Wordscores scores = wordscores(counts, references, {}).value();
  EXPECT_NEAR(*scores.word_scores[0], -0.6, 1e-15);
  EXPECT_NEAR(*scores.word_scores[1], 0.6, 1e-15);
  EXPECT_FALSE(scores.word_scores[2]);
  const Wordscore& text = scores.texts[2];
  EXPECT_EQ(text.words, 4U);
  EXPECT_EQ(text.scored, 2U);
  EXPECT_NEAR(text.raw->value, 0, 1e-15);
  EXPECT_NEAR(text.raw->se, 0.6 / std::sqrt(2), 1e-15);
  EXPECT_NEAR(text.raw->interval.high, 1.959963984540054 * 0.6 / std::sqrt(2), 1e-12);
  // References have raw -.36 and .36, so MV stretches by 1/.36.
  EXPECT_NEAR(scores.texts[3].mv->value, 0.6 / 0.36, 1e-14);
  EXPECT_NEAR(scores.texts[0].mv->value, -1, 1e-14);
  // Raw scores 0 and .6 of the others: mean .3, sd .6/sqrt(2); sd of the positions sqrt(2).
  EXPECT_NEAR(text.lbg->value, 0.3 - 0.3 * 2 / 0.6, 1e-14);
  EXPECT_FALSE(scores.texts[0].lbg);
}

TEST(Wordscores, MirrorAndRelabelling) {
  const WordCounts counts = simulated_words(6, 40, 300, 3).counts;
  const std::vector<ReferenceText> references = {{0, -1}, {5, 2}};
  const std::vector<ReferenceText> mirrored = {{0, 1}, {5, -2}};
  const Wordscores scores = wordscores(counts, references, {}).value();
  const Wordscores other = wordscores(counts, mirrored, {}).value();
  std::vector<std::size_t> documents(6);
  std::iota(documents.rbegin(), documents.rend(), std::size_t{0});
  std::vector<std::size_t> words(counts.words().size());
  std::iota(words.rbegin(), words.rend(), std::size_t{0});
  const std::vector<ReferenceText> moved = {{5, -1}, {0, 2}};
  const Wordscores turned = wordscores(counts.part(documents, words), moved, {}).value();
  for (std::size_t d = 0; d < 6; ++d) {
    EXPECT_NEAR(scores.texts[d].raw->value, -other.texts[d].raw->value, 1e-12);
    EXPECT_NEAR(scores.texts[d].mv->value, -other.texts[d].mv->value, 1e-10);
    EXPECT_NEAR(scores.texts[d].raw->value, turned.texts[5 - d].raw->value, 1e-12);
    EXPECT_NEAR(scores.texts[d].raw->se, turned.texts[5 - d].raw->se, 1e-12);
  }
}

TEST(Wordscores, ACopyStandsWhereItsOriginalDoes) {
  const WordCounts counts = with_copy(simulated_words(6, 40, 300, 4).counts, 2);
  const std::vector<ReferenceText> references = {{0, -1}, {5, 2}};
  const Wordscores scores = wordscores(counts, references, {}).value();
  EXPECT_EQ(scores.texts[6].raw->value, scores.texts[2].raw->value);
  EXPECT_EQ(scores.texts[6].mv->se, scores.texts[2].mv->se);
}

TEST(Wordscores, WordsMissingAtRandomWidenAndDoNotMove) {
  const std::vector<ReferenceText> references = {{0, -1}, {19, 1}};
  const SimulatedWords all = simulated_words(20, 300, 1500, 5);
  const WordCounts some = thinned(all.counts, 0.3, 6);
  const Wordscores scores = wordscores(all.counts, references, {}).value();
  const Wordscores fewer = wordscores(some, references, {}).value();
  std::vector<double> values;
  std::vector<double> values_fewer;
  double se = 0;
  double se_fewer = 0;
  for (std::size_t d = 0; d < 20; ++d) {
    values.push_back(scores.texts[d].raw->value);
    values_fewer.push_back(fewer.texts[d].raw->value);
    se += scores.texts[d].raw->se;
    se_fewer += fewer.texts[d].raw->se;
  }
  EXPECT_GT(texts_correlation(values, all.truth), 0.97);
  EXPECT_GT(texts_correlation(values, values_fewer), 0.95);
  EXPECT_GT(se_fewer, se);
}

TEST(Wordscores, BadInputIsDefined) {
  const WordCounts counts =
      WordCounts::make({"L", "R", "V", "E"}, {"a", "b", "c"}, {{0, 0, 8}, {1, 1, 2}, {2, 2, 1}})
          .value();
  const auto kind = [&](std::vector<ReferenceText> references) {
    return wordscores(counts, references, {}).error().kind;
  };
  EXPECT_EQ(kind({{0, 1}}), ErrorKind::Usage);
  EXPECT_EQ(kind({{0, 1}, {0, 2}}), ErrorKind::Usage);
  EXPECT_EQ(kind({{0, 1}, {1, 1}}), ErrorKind::Usage);
  EXPECT_EQ(kind({{0, 1}, {9, 2}}), ErrorKind::Range);
  EXPECT_EQ(kind({{0, 1}, {1, std::numeric_limits<double>::infinity()}}), ErrorKind::Range);
  EXPECT_EQ(kind({{0, 1}, {3, 2}}), ErrorKind::Missing);
  // No word of V or E stands in a reference text: no score, rather than a made-up one.
  const std::vector<ReferenceText> references = {{0, -1}, {1, 1}};
  const Wordscores scores = wordscores(counts, references, {}).value();
  EXPECT_FALSE(scores.texts[2].raw);
  EXPECT_FALSE(scores.texts[3].mv);
  WordscoreOptions options;
  options.confidence = 1;
  EXPECT_EQ(wordscores(counts, references, options).error().kind, ErrorKind::Range);
}

}  // namespace
}  // namespace entente::positions
