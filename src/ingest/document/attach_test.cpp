// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "ingest/made_study.hpp"

namespace entente::ingest {
namespace {

struct Marked {
  std::size_t start;
  std::size_t end;
};

/// A study with one document whose passages are the given spans of `text`.
record::Study study_of(std::string_view text, const std::vector<Marked>& spans) {
  record::Study study;
  made::add_row(study, "source", {{"id", "S1"}, {"title", "Report"}});
  made::add_row(study, "document", {{"id", "D1"}, {"source", "S1"}});
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const std::string_view words = text.substr(spans[i].start, spans[i].end - spans[i].start);
    made::add_row(study, "passage",
                  {{"id", "p" + std::to_string(i)},
                   {"source", "S1"},
                   {"document", "D1"},
                   {"locator", "sentence " + std::to_string(i)},
                   {"byte_start", std::to_string(spans[i].start)},
                   {"byte_end", std::to_string(spans[i].end)},
                   {"quote_hash", quote_hash(words)}});
  }
  return study;
}

std::vector<Marked> sentences_of(std::string_view text) {
  std::vector<Marked> spans;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '.' && text[i] != '\n') continue;
    if (i > start) spans.push_back({start, text[i] == '.' ? i + 1 : i});
    start = i + 1;
    while (start < text.size() && (text[start] == ' ' || text[start] == '\n')) ++start;
    i = start > i ? start - 1 : i;
  }
  return spans;
}

AttachPlan attach(const record::Study& study, std::string_view bytes) {
  auto plan = plan_attach(study, "D1", bytes, "copy.txt");
  EXPECT_TRUE(plan) << to_string(plan.error());
  return plan.value_or(AttachPlan{});
}

/// The words at which the passage points after the plan was carried out.
std::string words_at(record::Study study, const AttachPlan& plan, std::size_t passage) {
  EXPECT_TRUE(record::apply(study, plan.changes));
  study.attach_document_text("D1", plan.text);
  return std::string(study.passage_text(passage).value_or("(nowhere)"));
}

const std::string report_text =
    "Heading\n\nThe ministers met in Tokyo. They agreed to consult yearly.\n\n"
    "Nothing was signed. They agreed to consult yearly.\nThe end.\n";

TEST(QuoteHash, FoldsWhiteSpaceOfEverySort) {
  EXPECT_EQ(quote_hash("two words"), sha256_hex("two words"));
  EXPECT_EQ(quote_hash(" two \r\n\twords\xC2\xA0"), quote_hash("two words"));
  EXPECT_EQ(quote_hash("\xE3\x80\x80\xE6\x9D\xB1"), quote_hash("\xE6\x9D\xB1"));
  EXPECT_NE(quote_hash("twowords"), quote_hash("two words"));
}

TEST(Attach, TheSameCopyIsFoundInPlace) {
  const record::Study study = study_of(report_text, sentences_of(report_text));
  const AttachPlan plan = attach(study, report_text);
  EXPECT_EQ(plan.anchors, 6);
  EXPECT_EQ(plan.found_in_place, 6);
  EXPECT_EQ(plan.relocated, 0);
  EXPECT_TRUE(plan.lost.empty());
  ASSERT_EQ(plan.changes.size(), 1U);  // the document's row alone
  const record::TableSchema& schema = record::table_schema("document");
  const auto& after = plan.changes[0].after;
  EXPECT_EQ(after[schema.column("sha256").value()], sha256_hex(report_text));
  EXPECT_EQ(after[schema.column("bytes").value()], std::to_string(report_text.size()));
  EXPECT_EQ(after[schema.column("file").value()], "D1.txt");
  EXPECT_EQ(after[schema.column("extractor").value()], "text/1");
}

TEST(Attach, EncodingsAndLineEndsAreNoDifference) {
  const record::Study study = study_of(report_text, sentences_of(report_text));
  std::string crlf = "\xEF\xBB\xBF";
  for (const char c : report_text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const AttachPlan plan = attach(study, crlf);
  EXPECT_EQ(plan.text, report_text);
  EXPECT_EQ(plan.found_in_place, 6);
}

TEST(Attach, PassagesMoveWithTheirWords) {
  const record::Study study = study_of(report_text, sentences_of(report_text));
  const std::string copy = "A cover page of another edition.\n\n" + report_text;
  const AttachPlan plan = attach(study, copy);
  EXPECT_EQ(plan.found_in_place, 0);
  EXPECT_EQ(plan.relocated, 6);
  EXPECT_TRUE(plan.lost.empty());
  EXPECT_EQ(words_at(study, plan, 1), "The ministers met in Tokyo.");
  EXPECT_EQ(words_at(study, plan, 5), "The end.");
}

TEST(Attach, RewrappedLinesAndDoubledSpacesAreNoDifference) {
  const record::Study study = study_of(report_text, sentences_of(report_text));
  std::string copy = "x\n";
  for (const char c : report_text) copy += c == ' ' ? std::string("  \n ") : std::string(1, c);
  const AttachPlan plan = attach(study, copy);
  EXPECT_TRUE(plan.lost.empty());
  EXPECT_EQ(plan.relocated, 6);
  EXPECT_EQ(quote_hash(words_at(study, plan, 1)), quote_hash("The ministers met in Tokyo."));
}

TEST(Attach, RepeatedSentencesKeepTheirOrder) {
  const record::Study study = study_of(report_text, sentences_of(report_text));
  const std::string copy = "They agreed to consult yearly (summary).\n" + report_text;
  const AttachPlan plan = attach(study, copy);
  EXPECT_TRUE(plan.lost.empty());
  record::Study after = study;
  ASSERT_TRUE(record::apply(after, plan.changes));
  const std::size_t first = copy.find("They agreed to consult yearly.");
  EXPECT_EQ(after.table("passage").cell(2, "byte_start"), std::to_string(first));
  EXPECT_EQ(after.table("passage").cell(4, "byte_start"),
            std::to_string(copy.find("They agreed to consult yearly.", first + 1)));
}

TEST(Attach, WordsThatAreGoneAreLostWithTheirPlace) {
  const record::Study study = study_of(report_text, sentences_of(report_text));
  std::string copy = report_text;
  copy.replace(copy.find("Tokyo"), 5, "Kyoto");
  const AttachPlan plan = attach(study, copy);
  EXPECT_EQ(plan.found_in_place, 5);
  ASSERT_EQ(plan.lost.size(), 1U);
  EXPECT_EQ(plan.lost[0].kind, ErrorKind::NotFound);
  EXPECT_THAT(plan.lost[0].message, testing::HasSubstr("p1"));
  EXPECT_THAT(plan.lost[0].expected, testing::HasSubstr("sentence 1"));
  EXPECT_EQ(plan.lost[0].place.file, "passage.csv");
}

TEST(Attach, APassageWithItsWordsAndNoOffsetsIsFound) {
  record::Study study = study_of(report_text, {});
  made::add_row(
      study, "passage",
      {{"id", "q1"}, {"source", "S1"}, {"document", "D1"}, {"original", "Nothing  was signed."}});
  const AttachPlan plan = attach(study, report_text);
  EXPECT_EQ(plan.relocated, 1);
  record::Study after = study;
  ASSERT_TRUE(record::apply(after, plan.changes));
  EXPECT_EQ(after.table("passage").cell(0, "byte_start"),
            std::to_string(report_text.find("Nothing")));
  EXPECT_EQ(after.table("passage").cell(0, "quote_hash"), quote_hash("Nothing was signed."));
}

TEST(Attach, TextWithoutSpacesBetweenWordsIsFoundToo) {
  const std::string text =
      "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xA7\xE4\xBC\x9A\xE8\xAB\x87\xE3\x80\x82\xE5\x90\x88\xE6\x84"
      "\x8F\xE3\x80\x82\n";
  const record::Study study = study_of(text, {{9, 15}});
  const AttachPlan plan = attach(study, "\xE8\xA6\x8B\xE5\x87\xBA\xE3\x81\x97\n" + text);
  EXPECT_EQ(plan.relocated, 1);
  EXPECT_EQ(words_at(study, plan, 0), text.substr(9, 6));
}

TEST(Attach, WhatIsNoPlainTextIsRefused) {
  const record::Study study = study_of(report_text, {});
  for (const std::string& bytes : {std::string("%PDF-1.7"), std::string("PK\x03\x04"),
                                   std::string("a\0b", 3), std::string("line\ncaf\xE9\n")}) {
    const auto plan = plan_attach(study, "D1", bytes, "copy.txt");
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().kind, ErrorKind::Malformed);
    EXPECT_EQ(plan.error().place.file, "copy.txt");
  }
  const auto unknown = plan_attach(study, "D2", "x", "copy.txt");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::NotFound);
  EXPECT_EQ(unknown.error().mend, "did you mean \"D1\"?");
}

TEST(Attach, DocumentIdsBecomePlainFileNames) {
  record::Study study;
  made::add_row(study, "source", {{"id", "S1"}, {"title", "Report"}});
  made::add_row(study, "document", {{"id", "../a b"}, {"source", "S1"}});
  made::add_row(study, "document", {{"id", "x"}, {"source", "S1"}, {"file", "___a_b.txt"}});
  const auto plan = plan_attach(study, "../a b", "text", "copy.txt");
  ASSERT_TRUE(plan);
  const std::size_t file = record::table_schema("document").column("file").value();
  EXPECT_EQ(plan->changes.at(0).after[file].find_first_of("/\\ "), std::string::npos);
  EXPECT_NE(plan->changes.at(0).after[file], "___a_b.txt");
}

/// Prose of `words` words drawn from few, so that sentences repeat.
std::string made_prose(made::Dice& dice, std::size_t words) {
  static const std::vector<std::string> pool = {"allies", "met",    "in",          "Tokyo",
                                                "and",    "agreed", "caf\xC3\xA9", "no"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += pool[dice.below(pool.size())];
    text += dice.once_in(6) ? (dice.once_in(4) ? ".\n\n" : ". ") : " ";
  }
  return text + "end.\n";
}

RC_GTEST_PROP(Attach, AfterAnInsertionEveryPassageIsFoundAtItsWords, (std::uint64_t seed)) {
  made::Dice dice(seed);
  const std::string text = made_prose(dice, 10 + dice.below(200));
  const auto spans = sentences_of(text);
  const record::Study study = study_of(text, spans);
  const std::size_t at = spans[dice.below(spans.size())].start;
  const std::string copy = text.substr(0, at) + "Inserted words stand here. " + text.substr(at);
  const AttachPlan plan = attach(study, copy);
  RC_ASSERT(plan.lost.empty());
  RC_ASSERT(plan.found_in_place + plan.relocated == plan.anchors);
  record::Study after = study;
  RC_ASSERT(record::apply(after, plan.changes).has_value());
  const record::Table& passages = after.table("passage");
  std::int64_t last = -1;
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    const auto start = parse_integer(passages.cell(row, "byte_start")).value();
    const auto end = parse_integer(passages.cell(row, "byte_end")).value();
    RC_ASSERT(quote_hash(std::string_view(copy).substr(static_cast<std::size_t>(start),
                                                       static_cast<std::size_t>(end - start))) ==
              passages.cell(row, "quote_hash"));
    if (static_cast<std::size_t>(start) >= at) RC_ASSERT(start > last || last < 0);
    last = start;
  }
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The published report with the sentences and paragraphs that the facts of the flagship rest on.
TEST(Attach, TheReportOfTheFlagshipIsFoundWhereverItMoved) {
  const char* given = std::getenv("ENTENTE_SHARED");
  const std::string shared =
      given != nullptr ? given : std::string(ENTENTE_SOURCE_DIR) + "/../shared";
  const std::string text = file_text(shared + "/corpus/usip-2024-nato-indo-pacific.txt");
  if (text.empty()) GTEST_SKIP() << "no report: set ENTENTE_SHARED to the folder that has corpus/";
  std::vector<std::size_t> byte_of;  // by code point
  for (std::size_t i = 0; i < text.size(); i += utf8_sequence_length(text, i)) byte_of.push_back(i);
  byte_of.push_back(text.size());
  std::vector<Marked> spans;
  for (const char* name : {"/case/report_sentences.tsv", "/case/report_paragraphs.tsv"}) {
    const auto sheet = read_csv(file_text(shared + name), name);
    ASSERT_TRUE(sheet) << to_string(sheet.error());
    const auto column = [&](std::string_view wanted) {
      return static_cast<std::size_t>(
          std::find(sheet->header.begin(), sheet->header.end(), wanted) - sheet->header.begin());
    };
    for (const SheetRow& row : sheet->rows) {
      spans.push_back({byte_of.at(static_cast<std::size_t>(
                           parse_integer(row.cells.at(column("char_start"))).value())),
                       byte_of.at(static_cast<std::size_t>(
                           parse_integer(row.cells.at(column("char_end"))).value()))});
    }
  }
  const record::Study study = study_of(text, spans);
  const AttachPlan same = attach(study, text);
  EXPECT_EQ(same.found_in_place, static_cast<std::int64_t>(spans.size()));
  const std::string cover = "Printed for the library.\n\n";
  const AttachPlan moved = attach(study, cover + text);
  EXPECT_TRUE(moved.lost.empty());
  EXPECT_EQ(moved.relocated, static_cast<std::int64_t>(spans.size()));
  record::Study after = study;
  ASSERT_TRUE(record::apply(after, moved.changes));
  for (std::size_t row = 0; row < spans.size(); ++row) {
    EXPECT_EQ(after.table("passage").cell(row, "byte_start"),
              std::to_string(spans[row].start + cover.size()));
  }
}

TEST(Attach, AReportOfThirtyKilobytesTakesLessThanASecondFoundOrLost) {
  made::Dice dice(1);
  std::string text;
  for (int i = 0; text.size() < 31'000; ++i)
    text += "Sentence " + std::to_string(i) + " says: " + made_prose(dice, 12);
  auto spans = sentences_of(text);
  spans.resize(std::min<std::size_t>(spans.size(), 290));
  const record::Study study = study_of(text, spans);
  made::Dice other(2);
  for (const std::string& copy : {"Cover. " + text, made_prose(other, 6'000)}) {
    const auto begin = std::chrono::steady_clock::now();
    const AttachPlan plan = attach(study, copy);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    EXPECT_EQ(plan.anchors, static_cast<std::int64_t>(spans.size()));
    EXPECT_LT(took.count(), 3.0);  // a second on a quiet machine, with room for a busy one
  }
}

}  // namespace
}  // namespace entente::ingest
