// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/document/nearest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/base/hash.hpp"
#include "entente/ingest/documents.hpp"
#include "ingest/made_study.hpp"

namespace entente::ingest {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string nearest_words(std::string_view text, std::string_view words,
                          std::string_view before = {}, std::string_view after = {}) {
  const auto found = NearestFinder(text).find(words, before, after);
  return found ? std::string(text.substr(found->span.start, found->span.end - found->span.start))
               : std::string("(none)");
}

TEST(Nearest, FindsWordsThatWereReplacedAddedOrLeftOut) {
  const std::string text =
      "The ministers met in Tokyo on Monday. They agreed to consult every single year on cyber "
      "threats. Nothing was signed in the end.";
  EXPECT_EQ(nearest_words(text, "They agreed to consult every year on cyber threats."),
            "They agreed to consult every single year on cyber threats.");
  EXPECT_EQ(nearest_words(text, "Nothing else was signed in the end."),
            "Nothing was signed in the end.");
  EXPECT_EQ(nearest_words(text, "Nobody spoke of missiles or ships at all."), "(none)");
  EXPECT_EQ(nearest_words(text, "Monday."), "(none)");  // too short to be sure of
  EXPECT_EQ(nearest_words("", "They agreed to consult."), "(none)");
}

TEST(Nearest, TakesThePlaceWithTheSameSurroundings) {
  const std::string text =
      "Japan said: we will consult our partners soon. Later Korea said: we will consult our "
      "friends "
      "soon. End.";
  EXPECT_EQ(NearestFinder(text)
                .find("we will consult our allies soon.", "Later Korea said: ", " End.")
                ->span.start,
            text.find("we will consult our friends"));
  EXPECT_EQ(NearestFinder(text)
                .find("we will consult our allies soon.", "Japan said: ", " Later Korea")
                ->span.start,
            text.find("we will consult our partners"));
}

TEST(Nearest, ScriptsWithoutSpacesGoByCharacter) {
  const std::string text =
      "\xE6\x97\xA5\xE6\x9C\xAC\xE3\x81\xA8\xE9\x9F\x93\xE5\x9B\xBD\xE3\x81\xAF\xE4\xBC\x9A\xE8"
      "\xAB\x87\xE3\x81\x97\xE3\x81\x9F";
  // One character of the last six replaced.
  EXPECT_EQ(nearest_words(text, "\xE9\x9F\x93\xE5\x9B\xBD\xE3\x81\x8C\xE4\xBC\x9A\xE8\xAB\x87"),
            "\xE9\x9F\x93\xE5\x9B\xBD\xE3\x81\xAF\xE4\xBC\x9A\xE8\xAB\x87");
}

TEST(Nearest, ALongTextOfTheSameWordsStaysWithinItsBudget) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "word other ";
  NearestFinder finder(text);
  std::string words;
  for (int i = 0; i < 3000; ++i) words += "other word third ";
  for (int i = 0; i < 50; ++i) (void)finder.find(words, {}, {});
}

/// Re-import of a changed copy: what changed its words is told and not moved, unless asked.
TEST(Attach, RewordedPassagesAreReportedAndMovedOnlyWhenAsked) {
  const std::string old = "One two.\nThe partners agreed to meet once a year.\nEnd.\n";
  const std::string quote = "The partners agreed to meet once a year.";
  const std::size_t start = old.find(quote);
  record::Study study;
  made::add_row(study, "source", {{"id", "S1"}, {"title", "Report"}});
  made::add_row(study, "document", {{"id", "D1"}, {"source", "S1"}});
  made::add_row(study, "passage",
                {{"id", "P1"},
                 {"source", "S1"},
                 {"document", "D1"},
                 {"byte_start", std::to_string(start)},
                 {"byte_end", std::to_string(start + quote.size())},
                 {"quote_hash", quote_hash(quote)}});
  study.attach_document_text("D1", old);
  const std::string copy =
      "A preface.\nOne two.\nThe partners agreed to meet twice a year.\nEnd.\n";
  const auto told = plan_attach(study, "D1", copy, "copy.txt");
  ASSERT_TRUE(told);
  ASSERT_EQ(told->lost.size(), 1U);
  EXPECT_THAT(told->lost[0].found, HasSubstr("meet twice a year"));
  EXPECT_EQ(told->changes.size(), 1U);  // the document's row alone
  const auto taken = plan_attach(study, "D1", copy, "copy.txt", Reworded::Take);
  ASSERT_TRUE(taken);
  EXPECT_THAT(taken->lost, IsEmpty());
  EXPECT_EQ(taken->reworded, 1);
  ASSERT_TRUE(record::apply(study, taken->changes));
  study.attach_document_text("D1", taken->text);
  EXPECT_EQ(study.passage_text(0), "The partners agreed to meet twice a year.");
}

TEST(PlanDocuments, NamesIdsSourcesAndOriginals) {
  record::Study study;
  made::add_row(study, "source",
                {{"id", "S7"}, {"title", "Old"}, {"locator", "https://doi.org/10.1/X"}});
  made::add_row(study, "document", {{"id", "D3"}, {"source", "S7"}, {"file", "d4.TXT"}});
  made::add_row(study, "actor", {{"id", "JPN"}, {"name", "Japan"}});
  DocumentPlanner planner(study);
  IncomingDocument incoming;
  incoming.file_name = "plan.pdf";
  incoming.sha256 = sha256_hex("original");
  incoming.actor = "jpn";
  incoming.known.title = "A plan";
  incoming.document.text = "Words.\n";
  incoming.document.extractor = "pdf/1";
  incoming.document.metadata.title = "untitled-1";
  incoming.document.metadata.language = "not a tag";
  incoming.document.metadata.authors = {"A", "B"};
  const PlannedDocument first = planner.plan(incoming);
  EXPECT_EQ(first.id, "D4");
  EXPECT_EQ(first.title, "A plan");
  EXPECT_TRUE(first.keeps_original);
  EXPECT_EQ(planner.known(incoming.sha256), "D4");
  EXPECT_EQ(planner.known(sha256_hex("Words.\n")), "D4");
  ASSERT_TRUE(record::apply(study, first.changes));
  const record::Table& documents = study.table("document");
  EXPECT_EQ(documents.cell(1, "source"), "S8");
  EXPECT_EQ(documents.cell(1, "file"), "D4-2.txt");  // d4.TXT is taken
  EXPECT_EQ(documents.cell(1, "original"), "D4-original.pdf");
  EXPECT_EQ(documents.cell(1, "authors"), "A; B");
  EXPECT_EQ(documents.cell(1, "language"), "");
  EXPECT_EQ(study.table("source").cell(1, "publisher"), "Japan");
  // The same DOI is the same source, and text that is the original needs none.
  IncomingDocument again;
  again.file_name = "x.txt";
  again.document.text = "Other.\n";
  again.document.extractor = "text/1";
  again.sha256 = sha256_hex("Other.\n");
  again.known.locator = "10.1/x";
  const PlannedDocument second = planner.plan(again);
  EXPECT_FALSE(second.keeps_original);
  EXPECT_EQ(second.changes.size(), 1U);
}

}  // namespace
}  // namespace entente::ingest
