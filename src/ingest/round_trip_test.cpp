// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves a study and comes back unchanged changes nothing; what was edited once changes once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "entente/ingest/ingest.hpp"
#include "entente/record/check.hpp"
#include "ingest/made_study.hpp"

namespace entente::ingest {
namespace {

std::string all_of(const std::vector<Error>& errors) {
  std::string out;
  for (const Error& error : errors) out += to_string(error) + "\n";
  return out;
}

std::vector<Sheet> csv_sheets(const record::Study& study, bool neutralise) {
  std::vector<Sheet> sheets;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    auto sheet = read_csv(table_csv(study.table(t), neutralise),
                          std::string(record::tables()[t].name) + ".csv");
    EXPECT_TRUE(sheet) << to_string(sheet.error());
    if (sheet) sheets.push_back(std::move(*sheet));
  }
  return sheets;
}

RC_GTEST_PROP(RoundTrip, RandomStudiesAreSound, (std::uint64_t seed)) {
  const record::Study study = made::random_study(seed);
  const record::CheckReport report = record::check(study);
  for (const record::Finding& finding : report.findings) {
    if (finding.severity == record::Severity::Error &&
        !finding.error.place.file.starts_with("study.toml")) {
      RC_FAIL(to_string(finding.error));
    }
  }
}

RC_GTEST_PROP(RoundTrip, NeutralisedCsvChangesNothing, (std::uint64_t seed)) {
  const record::Study study = made::random_study(seed);
  const auto plan = plan_import(study, csv_sheets(study, true), {}, {});
  RC_ASSERT(plan.has_value());
  RC_ASSERT(all_of(plan->rejections) == "");
  RC_ASSERT(plan->changes.empty());
  RC_ASSERT(plan->total.duplicate == static_cast<std::int64_t>(study.row_count()));
}

RC_GTEST_PROP(RoundTrip, IntoAnEmptyStudyGivesTheSameStudy, (std::uint64_t seed)) {
  const record::Study study = made::random_study(seed);
  const auto plan = plan_import(record::Study(), csv_sheets(study, true), {}, {});
  RC_ASSERT(plan.has_value());
  RC_ASSERT(all_of(plan->rejections) == "");
  record::Study copy;
  copy.settings = study.settings;
  RC_ASSERT(record::apply(copy, plan->changes).has_value());
  RC_ASSERT(copy == study);
}

TEST(RoundTrip, WorkbooksChangeNothing) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const record::Study study = made::random_study(seed);
    const auto book = workbook_xlsx(study, true);
    ASSERT_TRUE(book) << to_string(book.error());
    const auto sheets = read_xlsx(*book, "study.xlsx");
    ASSERT_TRUE(sheets) << to_string(sheets.error());
    EXPECT_EQ(sheets->size(), record::tables().size());
    const auto plan = plan_import(study, *sheets, {}, {});
    ASSERT_TRUE(plan);
    EXPECT_EQ(all_of(plan->rejections), "");
    for (const record::Change& change : plan->changes) ADD_FAILURE() << record::describe(change);
    EXPECT_EQ(plan->total.duplicate, static_cast<std::int64_t>(study.row_count()));
  }
}

TEST(RoundTrip, WorkbooksAreByteIdentical) {
  const record::Study study = made::random_study(7);
  EXPECT_EQ(workbook_xlsx(study, true).value(), workbook_xlsx(study, true).value());
  EXPECT_EQ(workbook_xlsx(study, false).value(), workbook_xlsx(study, false).value());
}

TEST(RoundTrip, OneEditedStanceIsOneChange) {
  record::Study edited = made::small_study();
  const record::Study study = edited;
  std::vector<std::string> row = edited.table("statement").row_cells(0);
  row[edited.table("statement").schema().column("stance").value()] = "2";
  ASSERT_TRUE(record::apply(
      edited, {{record::ChangeKind::Replace, *record::table_index("statement"), "P001", {}, row}}));
  const auto book = workbook_xlsx(edited, true);
  ASSERT_TRUE(book);
  const auto sheets = read_xlsx(*book, "study.xlsx");
  ASSERT_TRUE(sheets);
  for (const auto& input : {*sheets, csv_sheets(edited, true), csv_sheets(edited, false)}) {
    const auto plan = plan_import(study, input, {}, {});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->changes.size(), 1U);
    EXPECT_EQ(record::describe(plan->changes[0]), "statement P001: stance 1 -> 2");
    EXPECT_EQ(plan->total.replaced, 1);
    EXPECT_EQ(plan->total.read, static_cast<std::int64_t>(study.row_count()));
  }
}

TEST(RoundTrip, TheTemplateHasEveryTableAndNoRows) {
  const auto book = workbook_xlsx(made::small_study(), false);
  ASSERT_TRUE(book);
  const auto sheets = read_xlsx(*book, "template.xlsx");
  ASSERT_TRUE(sheets);
  ASSERT_EQ(sheets->size(), record::tables().size());
  for (std::size_t t = 0; t < sheets->size(); ++t) {
    const record::TableSchema& schema = record::tables()[t];
    EXPECT_EQ((*sheets)[t].table, schema.name);
    EXPECT_TRUE((*sheets)[t].rows.empty());
    ASSERT_EQ((*sheets)[t].header.size(), schema.columns.size());
    for (std::size_t c = 0; c < schema.columns.size(); ++c)
      EXPECT_EQ((*sheets)[t].header[c], schema.columns[c].name);
  }
}

TEST(RoundTrip, CanonicalCsvIsWhatTheFolderHas) {
  const record::Study study = made::small_study();
  EXPECT_EQ(
      table_csv(study.table("issue"), false),
      "id,group,code,kind,claim,reverse_keyed,signalling,decision_pending,passages,sources,note\n"
      "I1,,,,Consult yearly,,,,,,\nI2,,,,Share intelligence,,,,,,\n");
}

TEST(RoundTrip, FormulaCellsAreNeutralisedAndNumbersAreNot) {
  record::Study study;
  made::add_row(study, "issue", {{"id", "I1"}, {"claim", "=cmd|' /C calc'!A0"}, {"note", "-2"}});
  made::add_row(study, "issue", {{"id", "I2"}, {"claim", "-2+3"}, {"note", "a;=1"}});
  const std::string csv = table_csv(study.table("issue"), true);
  EXPECT_THAT(csv, testing::HasSubstr("I1,,,,'=cmd|' /C calc'!A0,,,,,,-2\n"));
  EXPECT_THAT(csv, testing::HasSubstr("I2,,,,'-2+3,,,,,,\"a;=1\"\n"));
}

TEST(RoundTrip, ACellTooLongForASpreadsheetIsNamed) {
  record::Study study;
  made::add_row(study, "issue", {{"id", "I1"}, {"claim", std::string(40'000, 'x')}});
  const auto book = workbook_xlsx(study, true);
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().kind, ErrorKind::Limit);
  EXPECT_EQ(book.error().place.column, "claim");
  EXPECT_TRUE(workbook_xlsx(study, false));
}

}  // namespace
}  // namespace entente::ingest
