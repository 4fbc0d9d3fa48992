// SPDX-License-Identifier: GPL-3.0-or-later
// Disputed facts and ledgers in the brief.
#include "disputed.hpp"

#include <gtest/gtest.h>

#include "entente/record/snapshot.hpp"
#include "positions/test_record.hpp"

namespace entente::brief {
namespace {

using positions::testing::add_row;

/// Two actors with something in every ledger, and a dispute about a statement and a contribution.
record::Study ledger_study() {
  record::Study study;
  study.settings.title = "Ledgers";
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"ALA", "BEL"};
  add_row(
      study, "source",
      {{"id", "S1"}, {"title", "A statement"}, {"publisher", "Ministry"}, {"date", "2024-05-02"}});
  add_row(study, "source", {{"id", "S2"}, {"title", "A report"}, {"publisher", "Gazette"}});
  for (const char* id : {"ALA", "BEL"}) add_row(study, "actor", {{"id", id}, {"name", id}});
  add_row(study, "issue", {{"id", "I1"}, {"claim", "Build the bridge"}, {"kind", "goal"}});
  for (const char* id : {"ALA", "BEL"}) {
    add_row(study, "statement",
            {{"id", std::string("P-") + id},
             {"actor", id},
             {"issue", "I1"},
             {"stance", "2"},
             {"date", "2024"},
             {"sources", "S1"},
             {"coder", "A. Analyst"}});
  }
  add_row(study, "interest",
          {{"id", "IT1"},
           {"actor", "ALA"},
           {"kind", "benefit"},
           {"rank", "1"},
           {"item", "shorter roads"}});
  add_row(study, "frame",
          {{"id", "F1"}, {"name", "One valley"}, {"age", "old"}, {"meaning", "both live off it"}});
  add_row(study, "option",
          {{"id", "O1"},
           {"who", "ALA"},
           {"towards", "BEL"},
           {"what", "ask first"},
           {"effect", "an answer"}});
  add_row(study, "contribution",
          {{"id", "CO1"},
           {"actor", "BEL"},
           {"kind", "aid"},
           {"date", "2024-03"},
           {"amount", "30"},
           {"currency", "EUR"},
           {"description", "piles"},
           {"sources", "S1"}});
  add_row(study, "contribution",
          {{"id", "CO2"},
           {"actor", "BEL"},
           {"kind", "aid"},
           {"date", "2025-03"},
           {"amount", "99"},
           {"currency", "EUR"},
           {"sources", "S1"}});
  add_row(study, "rollcall",
          {{"id", "RC/1"},
           {"date", "2024-06"},
           {"title", "The bridge bill"},
           {"yes", "7"},
           {"no", "2"},
           {"sources", "S1"}});
  add_row(study, "vote",
          {{"id", "V1"}, {"rollcall", "RC/1"}, {"actor", "ALA"}, {"vote", "A"}, {"sources", "S1"}});
  add_row(study, "instrument",
          {{"id", "IN1"},
           {"type", "Plan"},
           {"party", "ALA"},
           {"date", "2023"},
           {"areas_count", "1"},
           {"sources", "S1"}});
  add_row(study, "instrument_area", {{"id", "IA1"}, {"instrument", "IN1"}, {"area", "floods"}});
  add_row(study, "channel",
          {{"id", "C1"}, {"kind", "hot-line"}, {"partner", "BEL"}, {"status", "gap"}});
  add_row(study, "dispute",
          {{"id", "X1"},
           {"topic", "Sum"},
           {"claim_a", "30"},
           {"sources_a", "S1"},
           {"claim_b", "40"},
           {"sources_b", "S2"},
           {"handling", "prefer the ministry"},
           {"concerns", "contribution/CO1;statement/P-ALA"}});
  return study;
}

Brief brief_of(const record::Study& study) {
  const auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  const auto brief = compose(study, *snapshot);
  EXPECT_TRUE(brief) << (brief ? "" : to_string(brief.error()));
  return *brief;
}

std::string text_of(const Paragraph& paragraph) {
  std::string out;
  for (const Run& run : paragraph.runs) out += run.text;
  return out;
}

/// All rows of a section's tables, cells with " | " between.
std::string table_text(const Brief& brief, std::string_view id) {
  std::string out;
  for (const Section& section : brief.sections) {
    if (section.id != id) continue;
    for (const Block& block : section.blocks) {
      const auto* table = std::get_if<TableBlock>(&block);
      if (table == nullptr) continue;
      for (const auto& row : table->rows) {
        for (std::size_t c = 0; c < row.size(); ++c) out += (c > 0 ? " | " : "") + text_of(row[c]);
        out += "\n";
      }
    }
  }
  return out;
}

TEST(Ledgers, HaveTheirSections) {
  const Brief brief = brief_of(ledger_study());
  EXPECT_EQ(table_text(brief, "interests"), "ALA | benefit 1 | shorter roads\n");
  EXPECT_EQ(table_text(brief, "frames"), "One valley | old | both live off it\n");
  EXPECT_EQ(table_text(brief, "option-list"),
            "O1: ask first | ALA, towards BEL |  | an answer | \n");
  // What is dated after the day of the brief is not there yet.
  EXPECT_EQ(table_text(brief, "contributions"),
            "BEL (disputed: X1) | March 2024 | piles | 30 EUR\n");
  // A vote nobody recorded is not known; a tally that is not complete says so.
  EXPECT_EQ(table_text(brief, "votes"),
            "RC/1: The bridge bill | June 2024 | 7-2-? | abstained | not known\n");
  EXPECT_EQ(table_text(brief, "programmes"), "Floods | yes | no programme\n");
  EXPECT_EQ(table_text(brief, "channels"),
            "Hot line | nobody looked | gap: looked for, not found\n");
}

TEST(Disputed, ClaimsStandWhereTheRowIsUsed) {
  const Brief brief = brief_of(ledger_study());
  std::size_t marks = 0;
  for (const Section& section : brief.sections) {
    for (const Block& block : section.blocks) {
      const auto* paragraph = std::get_if<Paragraph>(&block);
      if (paragraph == nullptr) continue;
      for (const brief::Run& run : paragraph->runs) {
        if (run.href != "#disputed") continue;
        ++marks;
        EXPECT_NE(section.id, "disputed");
      }
    }
  }
  EXPECT_GE(marks, 1U);
  bool in_register = false;
  for (const EntryGroup& group : brief.evidence) {
    for (const Entry& entry : group.entries) {
      if (entry.datum != "contribution/CO1") continue;
      for (const Field& field : entry.fields) {
        if (field.name != "disputed") continue;
        in_register = true;
        EXPECT_EQ(field.value.front().text,
                  "30 (Ministry, 2 May 2024), or 40 (Gazette); handling: prefer the ministry");
      }
    }
  }
  EXPECT_TRUE(in_register);
}

TEST(Disputed, NothingIsMarkedWithoutDisputes) {
  record::Study study = ledger_study();
  study.table("dispute") = record::Table(record::table_schema("dispute"));
  EXPECT_EQ(table_text(brief_of(study), "contributions"), "BEL | March 2024 | piles | 30 EUR\n");
}

}  // namespace
}  // namespace entente::brief
