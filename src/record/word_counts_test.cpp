// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/word_counts.hpp"

#include <gtest/gtest.h>

namespace entente::record {
namespace {

TEST(WordCounts, KeepsCellsBothWays) {
  const WordCounts counts =
      WordCounts::make({"D1", "D2"}, {"a", "b", "c"}, {{1, 2, 4}, {0, 1, 2}, {0, 0, 3}, {1, 0, 0}})
          .value();
  EXPECT_EQ(counts.tokens(), 9U);
  EXPECT_EQ(counts.cells(), 3U);
  EXPECT_EQ(counts.document_total(0), 5U);
  EXPECT_EQ(counts.word_total(2), 4U);
  ASSERT_EQ(counts.of_document(0).size(), 2U);
  EXPECT_EQ(counts.of_document(0).places[1], 1U);
  EXPECT_EQ(counts.of_word(0).places[0], 0U);
  EXPECT_EQ(counts.of_word(0).counts[0], 3U);
  EXPECT_EQ(counts.word("c"), std::size_t{2});
  EXPECT_FALSE(counts.document("D3"));
}

TEST(WordCounts, PartTakesAndReorders) {
  const WordCounts counts =
      WordCounts::make({"D1", "D2"}, {"a", "b", "c"}, {{1, 2, 4}, {0, 1, 2}, {0, 0, 3}}).value();
  const std::vector<std::size_t> documents = {1, 0};
  const std::vector<std::size_t> words = {2, 0};
  const WordCounts part = counts.part(documents, words);
  EXPECT_EQ(part.documents()[0], "D2");
  EXPECT_EQ(part.of_document(0).places[0], 0U);
  EXPECT_EQ(part.document_total(1), 3U);
  EXPECT_EQ(part.tokens(), 7U);
}

TEST(WordCounts, BadInputIsDefined) {
  const auto kind = [](const Result<WordCounts>& made) { return made.error().kind; };
  EXPECT_EQ(kind(WordCounts::make({"D", "D"}, {"a"}, {})), ErrorKind::Duplicate);
  EXPECT_EQ(kind(WordCounts::make({"D"}, {""}, {})), ErrorKind::Missing);
  EXPECT_EQ(kind(WordCounts::make({"D"}, {"a"}, {{0, 1, 1}})), ErrorKind::Range);
  EXPECT_EQ(kind(WordCounts::make({"D"}, {"a"}, {{0, 0, 1}, {0, 0, 1}})), ErrorKind::Duplicate);
  EXPECT_EQ(WordCounts::make({}, {}, {})->tokens(), 0U);
}

}  // namespace
}  // namespace entente::record
