// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/dispute.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/record/check.hpp"

namespace entente::record {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Study disputed_study() {
  Study study;
  const auto add = [&study](const char* name,
                            std::vector<std::pair<std::string, std::string>> cells) {
    Table& table = study.table(name);
    std::vector<std::string> row(table.columns());
    for (auto& [column, cell] : cells) row[table.schema().column(column).value()] = cell;
    table.append(std::span<const std::string>(row));
  };
  add("source", {{"id", "S1"}, {"title", "First"}});
  add("source", {{"id", "S2"}, {"title", "Second"}});
  add("dispute", {{"id", "X1"},
                  {"topic", "Day of the treaty"},
                  {"claim_a", "2 May"},
                  {"sources_a", "S1"},
                  {"claim_b", "3 May"},
                  {"sources_b", "S2"},
                  {"handling", "prefer the ministry"},
                  {"concerns", "source/S1;source/S2"}});
  add("dispute", {{"id", "X2"}, {"topic", "Length"}, {"claim_a", "1"}, {"claim_b", "2"}});
  return study;
}

TEST(Disputes, KeepBothClaimsWithTheirEvidence) {
  const auto all = disputes(disputed_study());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].one.words, "2 May");
  EXPECT_THAT(all[0].one.evidence, ElementsAre("source/S1"));
  EXPECT_THAT(all[0].other.evidence, ElementsAre("source/S2"));
  EXPECT_EQ(all[0].handling, "prefer the ministry");
  EXPECT_THAT(all[0].concerns, ElementsAre("source/S1", "source/S2"));
  EXPECT_THAT(all[1].concerns, IsEmpty());
}

TEST(Disputes, AreFoundByTheRowsTheyConcern) {
  const auto all = disputes(disputed_study());
  EXPECT_THAT(disputes_about(all, std::vector<std::string>{"source/S2", "source/S1"}),
              ElementsAre(0U));
  EXPECT_THAT(disputes_about(all, std::vector<std::string>{"source/S3", "S1"}), IsEmpty());
  EXPECT_THAT(disputes_about(all, {}), IsEmpty());
}

TEST(Disputes, MustConcernRowsThatAreThere) {
  Study study = disputed_study();
  EXPECT_EQ(check(study).errors(), 2U);  // the study has no title and no date
  Table changed(table_schema("dispute"));
  std::vector<std::string> row = study.table("dispute").row_cells(0);
  row[changed.schema().column("concerns").value()] = "source/S9";
  changed.append(std::span<const std::string>(row));
  study.table("dispute") = changed;
  const auto report = check(study);
  ASSERT_EQ(report.errors(), 3U);
  EXPECT_EQ(report.findings.back().error.kind, ErrorKind::Reference);
  EXPECT_EQ(report.findings.back().error.place.column, "concerns");
  EXPECT_THAT(dependents(disputed_study(), "source", "S2"), ElementsAre("dispute/X1"));
}

TEST(DataCell, NamesTableAndId) {
  const Column column{"concerns", ColumnKind::Data, "rows", ""};
  EXPECT_EQ(canonical_cell(column, " rollcall/ES-11/8 ;; vote/V1").value(),
            "rollcall/ES-11/8;vote/V1");
  EXPECT_EQ(canonical_cell(column, "vote/V1;vote/V1").error().kind, ErrorKind::Duplicate);
  for (const char* bad : {"V1", "vots/V1", "vote/", "/V1"}) {
    EXPECT_EQ(canonical_cell(column, bad).error().kind, ErrorKind::Malformed) << bad;
  }
  EXPECT_NE(canonical_cell(column, "vots/V1").error().mend.find("vote"), std::string::npos);
  const auto named = named_rows(column, "rollcall/ES-11/8;vote/V1");
  ASSERT_EQ(named.size(), 2U);
  EXPECT_EQ(named[0].id, "ES-11/8");
  EXPECT_EQ(tables()[named[1].table].name, "vote");
}

}  // namespace
}  // namespace entente::record
