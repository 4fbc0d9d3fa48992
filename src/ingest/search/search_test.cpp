// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "entente/base/text.hpp"
#include "ingest/search/hits.hpp"
#include "ingest/search/index.hpp"
#include "ingest/search/made_library.hpp"

namespace entente::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Search : public testing::Test {
 protected:
  SearchResult found(SearchRequest request) {
    auto result = index_.search(study_, request);
    EXPECT_TRUE(result) << to_string(result.error());
    return result ? std::move(*result) : SearchResult{};
  }
  SearchResult found(const std::string& query, bool stems = false) {
    SearchRequest request;
    request.query = query;
    request.stems = stems;
    return found(request);
  }
  std::vector<std::string> anchors(const std::string& query, bool stems = false) {
    std::vector<std::string> out;
    for (const SearchHit& hit : found(query, stems).hits) {
      out.push_back(std::string(to_string(hit.kind)).substr(0, 1) + " " + hit.document + " " +
                    hit.text.substr(0, 9));
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  std::size_t total(const std::string& query, bool stems = false) {
    return found(query, stems).total;
  }
  Error error_of(const SearchRequest& request) {
    const auto result = index_.search(study_, request);
    EXPECT_FALSE(result) << request.query;
    return result ? Error{} : result.error();
  }
  /// What was met in the first hit.
  std::vector<std::string> marked(const std::string& query, bool stems = false) {
    std::vector<std::string> out;
    const SearchResult result = found(query, stems);
    if (result.hits.empty()) return out;
    const SearchHit& hit = result.hits.front();
    for (const TextSpan& mark : hit.marks) {
      out.push_back(hit.text.substr(mark.begin - hit.span.begin, mark.end - mark.begin));
    }
    return out;
  }

  record::Study study_ = made::library();
  SearchIndex index_ = SearchIndex::build(study_).value();
};

TEST_F(Search, WordsPhrasesAndNearness) {
  EXPECT_THAT(anchors("deterrence"), ElementsAre("s D1 Deterrenc"));
  EXPECT_EQ(total("diplomacy"), 2U);
  EXPECT_EQ(total("\"public diplomacy\""), 1U);
  EXPECT_EQ(total("\"Public DIPLOMACY\""), 1U);
  EXPECT_EQ(total("public diplomacy"), 2U);
  EXPECT_EQ(total("NEAR(public diplomacy, 0)"), 1U);
  EXPECT_EQ(total("NEAR(public diplomacy, 2)"), 2U);
  EXPECT_EQ(total("NEAR(\"cyber defence\" training, 0)"), 1U);
  EXPECT_EQ(total("cooperat*"), 4U);  // cooperate, cooperation, coopération, the translation
  EXPECT_EQ(total("\"cyber def\"*"), 1U);
  EXPECT_EQ(total("securite"), 1U);
  EXPECT_EQ(total("SÉCURITÉ"), 1U);
}

TEST_F(Search, OperatorsAndGroups) {
  EXPECT_EQ(total("cyber OR diplomacy"), 4U);
  EXPECT_EQ(total("cyber NOT next"), 1U);
  EXPECT_EQ(total("(cyber OR diplomacy) NOT (next OR debate)"), 2U);
  EXPECT_EQ(total("cyber AND deterrence"), 0U);
  EXPECT_EQ(total("NOT cyber"), found("NOT zzz").total - 2);
  EXPECT_EQ(total("NOT zzz"), found("cyber").entries);
}

TEST_F(Search, FieldsAloneAndAmongOperators) {
  EXPECT_EQ(total("document:D1"), 4U);
  EXPECT_EQ(total("document:d1 cyber"), 1U);
  EXPECT_EQ(total("document:D*"), 12U);
  EXPECT_EQ(total("title:\"joint statement\" cyber"), 1U);
  EXPECT_EQ(total("publisher:ministry* NOT cyber"), 3U);
  EXPECT_EQ(total("language:fr"), 2U);
  EXPECT_EQ(total("language:ja 協力"), 2U);
  EXPECT_EQ(total("translator:translator"), 1U);
  EXPECT_EQ(total("document:D4 OR deterrence"), 3U);
  EXPECT_EQ(total("(document:D4 OR document:D1) cyber"), 1U);
  EXPECT_EQ(total("NOT (document:D4 OR cyber)"), found("cyber").entries - 4);
  EXPECT_THAT(anchors("actor:JPN"), ElementsAre("s D1 Deterrenc", "s D3 日本政"));
  EXPECT_EQ(total("actor:tokyo"), 2U);
}

TEST_F(Search, DatesAndWhatHasNone) {
  EXPECT_EQ(total("date:2022"), 4U);
  EXPECT_EQ(total("date:2022..2023 borders"), 2U);
  EXPECT_EQ(total("since:2023-03 borders"), 1U);  // known to the year
  EXPECT_EQ(total("until:2022-12 borders"), 1U);
  const SearchResult dated = found("date:..2030");
  EXPECT_EQ(dated.undated, 1U);
  EXPECT_EQ(dated.documents, 4U);
  EXPECT_EQ(dated.without_text, 1U);
  EXPECT_EQ(found("borders").undated, 0U);
}

TEST_F(Search, RequestsNarrowToo) {
  SearchRequest request;
  request.query = "borders";
  request.documents = {"D2", "D4"};
  EXPECT_EQ(found(request).total, 1U);
  request.documents.clear();
  request.until = "2022";
  EXPECT_EQ(found(request).hits.at(0).document, "D1");
  request.language = "fr";
  EXPECT_EQ(found(request).total, 0U);
  request.language.clear();
  request.until.clear();
  request.limit = 1;
  EXPECT_THAT(found(request).hits, SizeIs(1));
  EXPECT_EQ(found(request).total, 2U);
}

TEST_F(Search, StemsFindOtherFormsAndLeavePrefixesAlone) {
  EXPECT_EQ(total("cooperation"), 3U);
  // cooperate, cooperation and, by French stems, coopération and coopère; the translation.
  EXPECT_EQ(total("cooperation", true), 5U);
  EXPECT_EQ(total("cooperat*", true), 4U);
  EXPECT_EQ(total("\"security cooperation\"", true), 1U);
  EXPECT_EQ(total("NEAR(secure borders, 0)", true), 1U);
  EXPECT_EQ(total("協力", true), 2U);
}

TEST_F(Search, TwoCharactersAreFoundAnywhere) {
  EXPECT_EQ(total("保障"), 1U);
  EXPECT_EQ(total("全保"), 1U);
  EXPECT_EQ(total("協"), 2U);
  EXPECT_EQ(total("安全保障協力"), 1U);
  EXPECT_EQ(total("安全協力"), 0U);
  EXPECT_EQ(total("정부"), 1U);
  EXPECT_EQ(total("\"한국 정부\""), 1U);
  EXPECT_EQ(total("NATO 協力"), 1U);
  EXPECT_EQ(total("NATOとの"), 1U);
  EXPECT_THAT(marked("保障"), ElementsAre("保障"));
  EXPECT_THAT(marked("NATOとの"), ElementsAre("NATOとの"));
}

TEST_F(Search, HitsPointIntoTheStoredText) {
  const SearchResult result = found("cyber training");
  ASSERT_THAT(result.hits, SizeIs(2));
  for (const SearchHit& hit : result.hits) {
    const std::string& text = *study_.document_text(hit.document);
    EXPECT_EQ(text.substr(hit.span.begin, hit.span.end - hit.span.begin), hit.text);
    for (const TextSpan& mark : hit.marks) {
      const std::string met = lowered(text.substr(mark.begin, mark.end - mark.begin));
      EXPECT_TRUE(met == "cyber" || met == "training") << met;
    }
  }
  const SearchHit security = found("secure").hits.at(0);
  EXPECT_EQ(security.anchor, "D1@89-155");
  EXPECT_EQ(security.locator, "line 3");
  EXPECT_EQ(security.title, "Joint statement");
  EXPECT_EQ(security.date, "2022-06-29");
  EXPECT_GT(security.score, 0);
  EXPECT_THAT(marked("\"both governments\" OR cyber"), ElementsAre("Both governments", "cyber"));
  EXPECT_THAT(marked("cooperation", true), testing::Not(IsEmpty()));
}

TEST_F(Search, TranslationsStandBesideTheirOriginals) {
  const SearchHit original = found("強化").hits.at(0);
  EXPECT_EQ(original.anchor, "D3#p1");
  EXPECT_EQ(original.marking, "FOR OFFICIAL USE");
  EXPECT_EQ(original.language, "ja");
  ASSERT_THAT(original.passages, SizeIs(1));
  EXPECT_EQ(original.passages[0].translator, "A. Translator");
  const SearchHit translation = found("strengthens").hits.at(0);
  EXPECT_EQ(translation.kind, HitKind::Translation);
  EXPECT_EQ(translation.anchor, "D3#p1");
  EXPECT_EQ(translation.original, "日本政府は安全保障協力を強化する。");
  EXPECT_EQ(translation.passages.at(0).translator, "A. Translator");
  const SearchHit words = found("환영").hits.at(0);
  EXPECT_EQ(words.kind, HitKind::Words);
  EXPECT_EQ(words.anchor, "SD5#p1");
  EXPECT_EQ(words.document, "");
}

TEST_F(Search, WhatIsNotThereIsSaid) {
  const Error document = error_of({"document:D9", {}, "", "", "", false, 20});
  EXPECT_EQ(document.kind, ErrorKind::NotFound);
  EXPECT_THAT(to_string(document), HasSubstr("QUERY, character 1: the study has no such document"));
  EXPECT_EQ(error_of({"actor:FRA", {}, "", "", "", false, 20}).kind, ErrorKind::NotFound);
  EXPECT_THAT(to_string(error_of({"date:20x2", {}, "", "", "", false, 20})),
              HasSubstr("character 1"));
  EXPECT_EQ(error_of({"a", {"D9"}, "", "", "", false, 20}).place.column, "document");
  EXPECT_EQ(error_of({"a", {}, "then", "", "", false, 20}).place.column, "since");
  EXPECT_EQ(error_of({"since:2022..2023", {}, "", "", "", false, 20}).kind, ErrorKind::Malformed);
}

TEST_F(Search, NothingOfAQueryReachesTheTableAsItStands) {
  for (const char* query : {"\"'; DROP TABLE sentence; --\"", "rank:x", "words", "sentence",
                            "x\" OR \"y", "^a", "{a b} : c", "a + b", "cyber'", "NEAR(a b, 99)"}) {
    const auto result = index_.search(study_, {query, {}, "", "", "", false, 5});
    if (result) continue;
    EXPECT_EQ(result.error().kind, ErrorKind::Malformed) << to_string(result.error());
  }
  EXPECT_EQ(total("cyber"), 2U);
}

TEST_F(Search, IndexesAsBytesAnswerAlike) {
  const std::string bytes = index_.bytes().value();
  EXPECT_EQ(SearchIndex::build(study_).value().bytes().value(), bytes);
  const SearchIndex again = SearchIndex::read(study_, bytes).value();
  for (const char* query : {"cyber", "保障", "document:D1 NOT cyber", "cooperat*"}) {
    const SearchRequest request{query, {}, "", "", "", true, 20};
    const auto a = index_.search(study_, request).value();
    const auto b = again.search(study_, request).value();
    EXPECT_EQ(a.total, b.total);
    ASSERT_EQ(a.hits.size(), b.hits.size());
    for (std::size_t i = 0; i < a.hits.size(); ++i) {
      EXPECT_EQ(a.hits[i].anchor, b.hits[i].anchor);
      EXPECT_EQ(a.hits[i].score, b.hits[i].score);
      EXPECT_EQ(a.hits[i].marks, b.hits[i].marks);
    }
  }
  EXPECT_EQ(again.bytes().value(), bytes);
}

TEST_F(Search, DamagedAndStaleIndexesAreRefused) {
  const std::string bytes = index_.bytes().value();
  made::Dice dice(7);
  for (int i = 0; i < 200; ++i) {
    std::string flipped = bytes;
    const std::size_t at = dice.below(flipped.size());
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << dice.below(8)));
    const auto read = SearchIndex::read(study_, flipped);
    // Only the padding of the head tells nothing.
    EXPECT_FALSE(read && (at < 151 || at >= 512)) << at;
  }
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{10}, std::size_t{512}, bytes.size() - 1}) {
    EXPECT_EQ(SearchIndex::read(study_, bytes.substr(0, size)).error().kind, ErrorKind::Damaged);
  }
  record::Study other = study_;
  record::Table& documents = other.table("document");
  const record::Table before = documents;
  documents = record::Table(before.schema());
  for (std::size_t row = 0; row < before.rows(); ++row) {
    std::vector<std::string> cells = before.row_cells(row);
    if (cells[0] == "D2") cells[before.schema().column("sha256").value()] = sha256_hex("other");
    documents.append(std::span<const std::string>(cells));
  }
  EXPECT_EQ(SearchIndex::read(other, bytes).error().kind, ErrorKind::Conflict);
}

TEST(SearchParts, SnippetsAreCutAtWords) {
  std::string row;
  for (int i = 0; i < 200; ++i) row += "word" + std::to_string(i) + " ";
  const std::size_t mark = row.find("word100");
  const TextSpan snippet = snippet_of(row, {{mark, mark + 7}});
  EXPECT_LE(snippet.begin, mark);
  EXPECT_GE(snippet.end, mark + 7);
  EXPECT_LE(snippet.end - snippet.begin, 400U);
  EXPECT_EQ(row[snippet.begin - 1], ' ');
  EXPECT_EQ(row[snippet.end], ' ');
  std::string kana;
  for (int i = 0; i < 300; ++i) kana += "あ";
  const TextSpan middle = snippet_of(kana, {{450, 453}});
  EXPECT_FALSE(first_broken_utf8(kana.substr(middle.begin, middle.end - middle.begin)));
}

RC_GTEST_PROP(SearchProperty, SpansSurvivePacking, ()) {
  std::vector<IndexedSpan> spans;
  std::size_t at = 0;
  for (const auto& [gap, length] :
       *rc::gen::arbitrary<std::vector<std::pair<std::uint32_t, std::uint16_t>>>()) {
    spans.push_back({{at + gap, at + gap + length}, gap});
    at = spans.back().span.end;
  }
  RC_ASSERT(unpacked_spans(packed_spans(spans)) == spans);
}

RC_GTEST_PROP(SearchProperty, MarksLieInTheirSentences, ()) {
  static const record::Study study = made::library();
  static const SearchIndex index = SearchIndex::build(study).value();
  static const std::vector<std::string> words = {
      "cyber", "協力",        "NOT ",        "OR ",       "AND ",      "(",
      ")",     "\"",          "public",      "diplomacy", "coop*",     "NEAR(",
      ", 3",   "document:D1", "language:ja", "date:2022", "actor:JPN", "の"};
  std::string query;
  for (const int pick :
       *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(words.size())))) {
    query += words[static_cast<std::size_t>(pick)] + " ";
  }
  const auto result = index.search(study, {query, {}, "", "", "", *rc::gen::arbitrary<bool>(), 50});
  if (!result) {
    RC_ASSERT(result.error().kind != ErrorKind::Internal);
    RC_ASSERT(result.error().kind != ErrorKind::Damaged);
    return;
  }
  RC_ASSERT(result->hits.size() <= result->total);
  for (const SearchHit& hit : result->hits) {
    std::size_t at = hit.span.begin;
    for (const TextSpan& mark : hit.marks) {
      RC_ASSERT(mark.begin >= at && mark.end > mark.begin && mark.end <= hit.span.end);
      const std::string met = hit.text.substr(mark.begin - hit.span.begin, mark.end - mark.begin);
      RC_ASSERT(!first_broken_utf8(met));
      at = mark.end;
    }
    RC_ASSERT(hit.snippet.begin >= hit.span.begin && hit.snippet.end <= hit.span.end);
  }
}

}  // namespace
}  // namespace entente::ingest
