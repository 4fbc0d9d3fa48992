// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace entente::ingest {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> forms_of(std::string_view text, const WordRecipe& recipe = {}) {
  std::vector<std::string> out;
  for (const TextWord& word : text_words(text, recipe)) out.push_back(word.form);
  return out;
}

std::vector<std::string> words_of(const CountedTexts& counted) {
  return {counted.counts.words().begin(), counted.counts.words().end()};
}

std::uint32_t count_of(const CountedTexts& counted, std::size_t document, std::string_view word) {
  const auto place = counted.counts.word(word);
  if (!place) return 0;
  const record::WordColumn column = counted.counts.of_word(*place);
  for (std::size_t c = 0; c < column.size(); ++c) {
    if (column.places[c] == document) return column.counts[c];
  }
  return 0;
}

TEST(TextWords, FormsAndPlaces) {
  EXPECT_THAT(forms_of("NATO\xE2\x80\x99s post-war plan, 2 of 3."),
              ElementsAre("nato's", "post", "war", "plan", "2", "of", "3"));
  EXPECT_THAT(forms_of("\xC3\x89TAT"), ElementsAre("\xC3\xA9tat"));
  WordRecipe recipe;
  recipe.keep_case = true;
  EXPECT_THAT(forms_of("The State", recipe), ElementsAre("The", "State"));
  const auto words = text_words("a  b", {});
  EXPECT_EQ(words[1].begin, 3U);
  EXPECT_EQ(words[1].end, 4U);
  EXPECT_FALSE(text_words("2022", {})[0].letters);
  EXPECT_TRUE(text_words("\xFF\xFE.", {}).empty());
  EXPECT_TRUE(text_words("", {}).empty());
}

TEST(TextWords, FunctionWordsAreAscendingAndDistinct) {
  const auto words = english_stop_words();
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
  const auto read = read_stop_words("The # article\n\nof\nthe\n", "f", {}).value();
  EXPECT_THAT(read, ElementsAre("of", "the"));
}

TEST(CountWords, CountsBySentenceAndDocument) {
  const std::vector<NamedText> texts = {{"D1", "War and peace. Peace again."}, {"D2", "War."}};
  const CountedTexts counted = count_words(texts, {}).value();
  EXPECT_THAT(words_of(counted), ElementsAre("again", "and", "peace", "war"));
  EXPECT_EQ(count_of(counted, 0, "peace"), 2U);
  EXPECT_EQ(count_of(counted, 1, "war"), 1U);
  EXPECT_EQ(count_of(counted, 1, "peace"), 0U);
  EXPECT_EQ(counted.words_met, 6U);
  EXPECT_THAT(counted.segments.document, ElementsAre(0, 0, 1));
  std::uint64_t sum = 0;
  for (const std::uint32_t count : counted.segments.counts) sum += count;
  EXPECT_EQ(sum, counted.counts.tokens());
}

TEST(CountWords, ARecipeLeavesOutAndSaysHowMuch) {
  const std::vector<NamedText> texts = {{"D1", "The allies met the partners in 2022."},
                                        {"D2", "Allies and partners."}};
  WordRecipe recipe;
  recipe.stop_words = {"and", "in", "the"};
  recipe.least_documents = 2;
  const CountedTexts counted = count_words(texts, recipe).value();
  EXPECT_THAT(words_of(counted), ElementsAre("allies", "partners"));
  EXPECT_EQ(counted.stop_words, 4U);
  EXPECT_EQ(counted.numbers, 1U);
  EXPECT_EQ(counted.rare_features, 1U);
  EXPECT_EQ(counted.rare_tokens, 1U);
  EXPECT_EQ(counted.words_met,
            counted.counts.tokens() + counted.stop_words + counted.numbers + counted.rare_tokens);
  recipe.stem = true;
  EXPECT_THAT(words_of(count_words(texts, recipe).value()), ElementsAre("alli", "partner"));
}

TEST(CountWords, RunsDoNotReachOverBorders) {
  const std::vector<NamedText> texts = {{"D", "Cyber-defence of allies. Cyber attack, now"}};
  WordRecipe recipe;
  recipe.stop_words = {"of"};
  recipe.longest_ngram = 2;
  EXPECT_THAT(
      words_of(count_words(texts, recipe).value()),
      ElementsAre("allies", "attack", "cyber", "cyber attack", "cyber defence", "defence", "now"));
  recipe.shortest_ngram = 2;
  EXPECT_THAT(words_of(count_words(texts, recipe).value()),
              ElementsAre("cyber attack", "cyber defence"));
}

TEST(CountWords, BadInputIsDefined) {
  const auto kind = [](std::vector<NamedText> texts, const WordRecipe& recipe) {
    return count_words(texts, recipe).error().kind;
  };
  EXPECT_EQ(kind({{"D", ""}}, {}), ErrorKind::Missing);
  EXPECT_EQ(kind({}, {}), ErrorKind::Missing);
  EXPECT_EQ(kind({{"D", "a"}, {"D", "b"}}, {}), ErrorKind::Duplicate);
  WordRecipe recipe;
  recipe.shortest_ngram = 2;
  EXPECT_EQ(kind({{"D", "a"}}, recipe), ErrorKind::Usage);
  EXPECT_FALSE(count_words(std::vector<NamedText>{{"D", "ok \xFF\xC3 \x01 bytes"}}, {})
                   ->counts.words()
                   .empty());
}

TEST(CountWords, TheSameForAnyNumberOfThreads) {
  std::vector<NamedText> texts;
  for (int i = 0; i < 9; ++i) {
    texts.push_back({"D" + std::to_string(i), "One word " + std::string(i + 1, 'x') + " here."});
  }
  const CountedTexts one = count_words(texts, {}, 1).value();
  for (const unsigned threads : {2U, 7U}) {
    const CountedTexts other = count_words(texts, {}, threads).value();
    EXPECT_EQ(words_of(one), words_of(other));
    EXPECT_EQ(one.segments.words, other.segments.words);
    EXPECT_EQ(one.segments.counts, other.segments.counts);
  }
}

TEST(ReadWordCounts, RowsAddUp) {
  const std::string table =
      "doc,word,count\nD1,war,3\nD1,war,3\nD2,war,x\nD2,peace,1\nD2,peace,2\nD3,,1\nD3,a,0\nD1\n";
  EXPECT_TRUE(is_word_counts(table));
  const ReadCounts read = read_word_counts(table, "f", RepeatedCounts::Refuse).value();
  EXPECT_EQ(read.read, 8);
  EXPECT_EQ(read.accepted, 2);
  EXPECT_EQ(read.duplicate, 1);
  EXPECT_EQ(read.rejected, 5);
  EXPECT_EQ(read.complaints.size(), 4U);
  EXPECT_EQ(read.counts.tokens(), 3U);
  const ReadCounts added = read_word_counts(table, "f", RepeatedCounts::Add).value();
  EXPECT_EQ(added.counts.tokens(), 9U);
  EXPECT_EQ(added.read, added.accepted + added.rejected + added.duplicate);
}

TEST(ReadWordCounts, BadInputIsDefined) {
  const auto kind = [](std::string_view bytes) {
    return read_word_counts(bytes, "f", RepeatedCounts::Refuse).error().kind;
  };
  EXPECT_EQ(kind(""), ErrorKind::Malformed);
  EXPECT_EQ(kind("doc,word\nD,a\n"), ErrorKind::Missing);
  EXPECT_EQ(kind("doc,word,count\n"), ErrorKind::Missing);
  EXPECT_EQ(kind("doc,word,count\nD,a,-1\n"), ErrorKind::Missing);
  EXPECT_FALSE(is_word_counts("Words of a speech, and more.\n"));
  EXPECT_TRUE(is_word_counts("feature\tdocument\tfreq\n"));
}

TEST(KeywordInContext, FindsRunsWithTheirWindow) {
  const std::vector<NamedText> texts = {{"D1", "We deter aggression. Deterrence works here now."}};
  const auto found = keyword_in_context(texts, "deter*", 2, {}).value();
  ASSERT_EQ(found.size(), 2U);
  const auto bytes = [&](std::size_t from, std::size_t to) {
    return texts[0].text.substr(from, to - from);
  };
  EXPECT_EQ(bytes(found[1].begin, found[1].end), "Deterrence");
  EXPECT_EQ(bytes(found[1].context_begin, found[1].context_end),
            "deter aggression. Deterrence works here");
  EXPECT_EQ(found[1].sentence, 1U);
  EXPECT_EQ(keyword_in_context(texts, "WORKS here", 1, {})->size(), 1U);
  EXPECT_TRUE(keyword_in_context(texts, "works now", 1, {})->empty());
  EXPECT_EQ(keyword_in_context(texts, " * ", 1, {}).error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace entente::ingest
