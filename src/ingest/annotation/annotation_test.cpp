// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "entente/ingest/exchange.hpp"
#include "ingest/annotation/names.hpp"
#include "ingest/made_coding.hpp"

namespace entente::ingest {
namespace {

/// "We agree. [beyond U+FFFF] We agree." with one statement on the second sentence.
record::Study annotated_study() {
  record::Study study;
  study.settings.name = "two words";
  made::add_row(study, "source",
                {{"id", "S1"}, {"title", "Speech"}, {"locator", "https://example.org/speech"}});
  made::attach(study, "D 1", "S1", "We agree. \xF0\x9D\x94\xB8 We agree. The end.");
  made::add_passage(study, "P1", "S1", "D 1", 15, 24);
  made::add_row(study, "actor", {{"id", "ATL"}, {"name", "Atlantis"}});
  made::add_row(study, "issue", {{"id", "I1"}, {"claim", "Consult yearly"}});
  made::add_row(study, "statement",
                {{"id", "X1"},
                 {"actor", "ATL"},
                 {"issue", "I1"},
                 {"stance", "1"},
                 {"kind", "position"},
                 {"date", "2024-05-01"},
                 {"passages", "P1"},
                 {"confidence", "high"},
                 {"coder", "rule: seven"}});
  return study;
}

Result<ImportPlan> annotation_plan(const std::string& bytes, const record::Study& study) {
  auto read = read_annotations(bytes, "x.jsonld", study);
  if (!read) return fail(read.error());
  return plan_import(study, read->sheets, {}, {});
}

std::string foreign(const std::string& body, const std::string& target) {
  return "[{\"type\":\"Annotation\",\"creator\":{\"name\":\"B. Coder\"},\"body\":" + body +
         ",\"target\":" + target + "}]";
}

const std::string sound_body =
    "{\"actor\":\"Lemuria\",\"issue\":{\"claim\":\"Meet\"},\"stance\":-2,\"date\":\"2024\"}";

TEST(Annotations, AreW3cWebAnnotations) {
  const auto file = annotations_jsonld(annotated_study());
  ASSERT_TRUE(file.has_value());
  const auto json = nlohmann::json::parse(file->bytes);
  EXPECT_EQ(json["@context"][0], "http://www.w3.org/ns/anno.jsonld");
  EXPECT_EQ(json["type"], "AnnotationCollection");
  EXPECT_EQ(json["total"], 1);
  const auto& one = json["first"]["items"][0];
  EXPECT_EQ(one["id"], "urn:entente:statement:X1");
  EXPECT_EQ(one["motivation"], "classifying");
  EXPECT_EQ(one["creator"]["type"], "Software");
  EXPECT_EQ(one["body"][0]["actor"]["name"], "Atlantis");
  EXPECT_EQ(one["body"][0]["stance"], 1);
  const auto& target = one["target"][0];
  EXPECT_EQ(target["source"]["id"], "urn:entente:document:D%201");
  const auto& selectors = target["selector"];
  EXPECT_EQ(selectors[0]["start"], 12) << "code points, not bytes, not UTF-16";
  EXPECT_EQ(selectors[0]["end"], 21);
  EXPECT_EQ(selectors[1]["exact"], "We agree.");
  EXPECT_EQ(selectors[1]["prefix"], "We agree. \xF0\x9D\x94\xB8 ");
  EXPECT_EQ(selectors[1]["suffix"], " The end.");
}

TEST(Annotations, WordsStandInThemOnlyWhereTheTextIsAttached) {
  record::Study study;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    study.table(t) = annotated_study().table(t);
  }
  const auto file = annotations_jsonld(study);
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->bytes.find("We agree"), std::string::npos);
  const auto plan = annotation_plan(file->bytes, study);
  ASSERT_TRUE(plan.has_value());
  EXPECT_TRUE(plan->changes.empty());
  EXPECT_EQ(plan->total.rejected, 0);
}

TEST(Annotations, OfOthersAreFoundByPositionQuotationAndLocator) {
  const record::Study study = annotated_study();
  const std::string source = "{\"source\":\"https://example.org/speech\",\"selector\":";
  for (const char* selector : {"{\"type\":\"TextPositionSelector\",\"start\":22,\"end\":30}}",
                               "{\"type\":\"TextQuoteSelector\",\"exact\":\"The end.\"}}",
                               "[{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":3},"
                               "{\"type\":\"TextQuoteSelector\",\"exact\":\"The end.\"}]}"}) {
    const auto plan = annotation_plan(foreign(sound_body, source + selector), study);
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(plan->total.rejected, 0) << selector;
    record::Study after = study;
    ASSERT_TRUE(record::apply(after, plan->changes).has_value());
    ASSERT_EQ(after.table("statement").rows(), 2U);
    EXPECT_EQ(after.table("statement").cell(1, "stance"), "-2");
    EXPECT_EQ(after.table("statement").cell(1, "coder"), "B. Coder");
    ASSERT_EQ(after.table("passage").rows(), 2U);
    EXPECT_EQ(after.passage_text(1), "The end.");
  }
}

TEST(Annotations, WhatCannotBePlacedIsRejected) {
  const record::Study study = annotated_study();
  const std::string source = "{\"source\":\"https://example.org/speech\",\"selector\":";
  const std::string twice = "{\"type\":\"TextQuoteSelector\",\"exact\":\"We agree.\"}}";
  const std::string sound = "{\"type\":\"TextQuoteSelector\",\"exact\":\"The end.\"}}";
  for (const std::string& bytes :
       {foreign(sound_body, source + twice), foreign(sound_body, "\"https://example.org/else\""),
        foreign("{\"value\":\"a tag\"}", source + sound),
        foreign("{\"actor\":\"A\",\"issue\":\"B\"}", source + sound),
        foreign("{\"actor\":\"A\",\"issue\":\"B\",\"stance\":3}", source + sound),
        std::string("[7]")}) {
    const auto plan = annotation_plan(bytes, study);
    ASSERT_TRUE(plan.has_value()) << bytes;
    EXPECT_EQ(plan->total.rejected, 1) << bytes;
    ASSERT_FALSE(plan->rejections.empty());
    EXPECT_FALSE(plan->rejections[0].mend.empty());
  }
  EXPECT_FALSE(read_annotations("{}", "x.jsonld", study).has_value());
  EXPECT_FALSE(read_annotations("not JSON", "x.jsonld", study).has_value());
  EXPECT_FALSE(read_annotations("", "x.jsonld", study).has_value());
  const std::string deep(1'000'000, '[');
  EXPECT_FALSE(read_annotations(deep, "x.jsonld", study).has_value());
  EXPECT_FALSE(read_annotations("{\"record\":{\"rows\":" + deep, "x.jsonld", study).has_value());
}

TEST(Annotations, NamesOfRowsComeBack) {
  for (const char* id : {"P1", "a b", "S1#p1", "\xC3\xA9", "100%", "a%41"}) {
    EXPECT_EQ(id_in_urn(row_urn("passage", id), "passage"), id);
  }
  EXPECT_EQ(id_in_urn("urn:entente:actor:X", "passage"), "");
  EXPECT_EQ(id_in_urn("urn:entente:actor:%4", "actor"), "");
  EXPECT_EQ(id_in_urn("urn:entente:actor:%FF", "actor"), "");
}

}  // namespace
}  // namespace entente::ingest
