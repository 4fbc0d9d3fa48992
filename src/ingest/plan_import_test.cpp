// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "entente/ingest/ingest.hpp"
#include "entente/record/check.hpp"
#include "ingest/made_study.hpp"

namespace entente::ingest {
namespace {

const std::string statement_head = "id,actor,issue,stance,date,coder,passages\n";

ImportPlan plan_of(const std::vector<std::pair<std::string, std::string>>& files,
                   const record::Study& study = made::small_study(),
                   const ImportOptions& options = {}) {
  std::vector<Sheet> sheets;
  for (const auto& [name, bytes] : files) {
    auto sheet = read_csv(bytes, name);
    EXPECT_TRUE(sheet) << to_string(sheet.error());
    if (sheet) sheets.push_back(std::move(*sheet));
  }
  auto plan = plan_import(study, sheets, options, {});
  EXPECT_TRUE(plan) << to_string(plan.error());
  return plan.value_or(ImportPlan{});
}

void expect_counts(const ImportCounts& counts, std::int64_t read, std::int64_t inserted,
                   std::int64_t replaced, std::int64_t rejected, std::int64_t duplicate) {
  EXPECT_EQ(counts.read, read);
  EXPECT_EQ(counts.inserted, inserted);
  EXPECT_EQ(counts.replaced, replaced);
  EXPECT_EQ(counts.rejected, rejected);
  EXPECT_EQ(counts.duplicate, duplicate);
  EXPECT_EQ(counts.read, counts.accepted() + counts.rejected + counts.duplicate);
}

void expect_error(const Error& error, ErrorKind kind, std::int64_t row, const std::string& column,
                  const std::string& found) {
  EXPECT_EQ(error.kind, kind) << to_string(error);
  EXPECT_EQ(error.place.file, "statement.csv");
  EXPECT_EQ(error.place.row, row);
  EXPECT_EQ(error.place.column, column);
  EXPECT_EQ(error.found, found);
  EXPECT_FALSE(error.mend.empty()) << to_string(error);
}

TEST(PlanImport, EachBadCellIsNamedAndTheGoodRowsLand) {
  const ImportPlan plan =
      plan_of({{"statement.csv", statement_head + "P010,AUS,I1,3,2022-06,me,\n"
                                                  "P011,AUS,I1,1.5,2022-06,me,\n"
                                                  "P012,AUS,I1,1,2022-13,me,\n"
                                                  "P013,AUX,I1,1,2022-06,me,\n"
                                                  "P014,AUS,I1,1,2022-06,,\n"
                                                  "P015,AUS,I1,1,2022-06,me,S1#p1\n"}});
  expect_counts(plan.total, 6, 1, 0, 5, 0);
  ASSERT_EQ(plan.rejections.size(), 5U);
  expect_error(plan.rejections[0], ErrorKind::Range, 2, "stance", "3");
  EXPECT_EQ(plan.rejections[0].expected, "a whole number from -2 to 2");
  expect_error(plan.rejections[1], ErrorKind::Range, 3, "stance", "1.5");
  expect_error(plan.rejections[2], ErrorKind::Range, 4, "date", "2022-13");
  expect_error(plan.rejections[3], ErrorKind::Reference, 5, "actor", "AUX");
  EXPECT_EQ(plan.rejections[3].mend, "did you mean \"AUS\"?");
  expect_error(plan.rejections[4], ErrorKind::Missing, 6, "coder", "");
  ASSERT_EQ(plan.changes.size(), 1U);
  EXPECT_EQ(plan.changes[0].id, "P015");
}

TEST(PlanImport, AnActorGivenByNameGetsItsId) {
  const ImportPlan plan =
      plan_of({{"statement.csv", statement_head + "P010,japan,I1,1,2022,me,\n"}});
  ASSERT_EQ(plan.rejections.size(), 1U);
  expect_error(plan.rejections[0], ErrorKind::Reference, 2, "actor", "japan");
  EXPECT_EQ(plan.rejections[0].mend, "did you mean \"JPN\"?");
}

TEST(PlanImport, AMissingRequiredColumnRejectsTheSheet) {
  const ImportPlan plan =
      plan_of({{"statement.csv", "id,actor,issue,date,coder\nP010,AUS,I1,2022,me\n"},
               {"issue.csv", "id,claim\nI3,Meet monthly\n"}});
  ASSERT_EQ(plan.rejections.size(), 1U);
  expect_error(plan.rejections[0], ErrorKind::Missing, 1, "stance", "");
  expect_counts(plan.total, 2, 1, 0, 1, 0);
  ASSERT_EQ(plan.tables.size(), 2U);
  EXPECT_EQ(plan.tables[0].first, "issue");
  expect_counts(plan.tables[1].second, 1, 0, 0, 1, 0);
}

TEST(PlanImport, AnUnknownColumnRejectsTheSheetWithAHint) {
  const ImportPlan plan = plan_of(
      {{"statement.csv", "id,actor,issue,stanze,stance,date,coder\nP010,AUS,I1,1,1,2022,me\n"}});
  ASSERT_EQ(plan.rejections.size(), 1U);
  expect_error(plan.rejections[0], ErrorKind::Vocabulary, 1, "stanze", "stanze");
  EXPECT_EQ(plan.rejections[0].mend, "did you mean \"stance\"?");
  EXPECT_TRUE(plan.changes.empty());
}

TEST(PlanImport, HeadersMayStandInAnyOrderAndCaseButOnce) {
  const ImportPlan plan =
      plan_of({{"statement.csv", "Coder,STANCE, id ,date,issue,actor\nme,1,P010,2022,I1,AUS\n"}});
  expect_counts(plan.total, 1, 1, 0, 0, 0);
  const ImportPlan twice = plan_of({{"issue.csv", "id,claim,claim\nI3,a,b\n"}});
  ASSERT_EQ(twice.rejections.size(), 1U);
  EXPECT_EQ(twice.rejections[0].kind, ErrorKind::Duplicate);
}

TEST(PlanImport, AColumnWithCellsButNoNameRejectsTheSheet) {
  const ImportPlan plan = plan_of({{"issue.csv", "id,,claim\nI3,x,a\n"}});
  ASSERT_EQ(plan.rejections.size(), 1U);
  EXPECT_EQ(plan.rejections[0].message, "column 2 has cells but no name");
  expect_counts(plan_of({{"issue.csv", "id,,claim\nI3,,a\n"}}).total, 1, 1, 0, 0, 0);
}

TEST(PlanImport, ASheetThatIsNoTableIsReported) {
  const ImportPlan plan = plan_of({{"statment.csv", statement_head + "P010,AUS,I1,1,2022,me,\n"}});
  ASSERT_EQ(plan.rejections.size(), 1U);
  EXPECT_EQ(plan.rejections[0].kind, ErrorKind::NotFound);
  EXPECT_EQ(plan.rejections[0].mend, "did you mean \"statement\"?");
  expect_counts(plan.total, 1, 0, 0, 1, 0);
  EXPECT_EQ(plan.tables.at(0).first, "statment");
  const ImportPlan named = plan_of({{"statment.csv", statement_head + "P010,AUS,I1,1,2022,me,\n"}},
                                   made::small_study(), {"statement"});
  expect_counts(named.total, 1, 1, 0, 0, 0);
  const auto wrong = plan_import(made::small_study(), {}, {"statment"}, {});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::NotFound);
}

TEST(PlanImport, DuplicatesAreCountedAndContradictionsRejected) {
  const ImportPlan plan =
      plan_of({{"statement.csv", statement_head + "P001,AUS,I1,1,2022-06-29,A. Analyst,S1#p1\n"
                                                  "P010,AUS,I1,1,2022,me,\n"
                                                  "P010,AUS,I1,1,2022,me,\n"
                                                  "P010,AUS,I1,2,2022,me,\n"
                                                  "P001,AUS,I1,2,2022-06-29,A. Analyst,S1#p1\n"}});
  expect_counts(plan.total, 5, 1, 0, 2, 2);
  ASSERT_EQ(plan.rejections.size(), 2U);
  expect_error(plan.rejections[0], ErrorKind::Duplicate, 5, "id", "P010");
  EXPECT_THAT(plan.rejections[0].expected, testing::HasSubstr("statement.csv:3"));
  expect_error(plan.rejections[1], ErrorKind::Duplicate, 6, "id", "P001");
}

TEST(PlanImport, AMissingOptionalColumnKeepsTheOldCell) {
  const ImportPlan plan =
      plan_of({{"statement.csv",
                "id,actor,issue,stance,date,coder\nP001,AUS,I1,2,2022-06-29,B. Analyst\n"}});
  ASSERT_EQ(plan.changes.size(), 1U);
  EXPECT_EQ(plan.changes[0].kind, record::ChangeKind::Replace);
  EXPECT_THAT(record::changed_columns(plan.changes[0]), testing::ElementsAre("stance", "coder"));
  EXPECT_EQ(plan.changes[0].after.back(), "kept");
}

TEST(PlanImport, ABlankIdGetsTheNextFreeOneInTheWidthInUse) {
  const ImportPlan plan = plan_of({{"statement.csv", statement_head + ",AUS,I1,1,2022,me,\n"
                                                                      "P009,AUS,I2,1,2022,me,\n"
                                                                      ",NZL,I1,1,2022,me,\n"
                                                                      ",NZL,I1,1,2022,me,\n"},
                                   {"issue.csv", "id,claim\n,New claim\n"}});
  expect_counts(plan.total, 5, 4, 0, 0, 1);
  ASSERT_EQ(plan.changes.size(), 4U);
  EXPECT_EQ(plan.changes[0].id, "I3");
  EXPECT_EQ(plan.changes[1].id, "P010");
  EXPECT_EQ(plan.changes[1].after[0], "P010");
  EXPECT_EQ(plan.changes[2].id, "P009");
  EXPECT_EQ(plan.changes[3].id, "P011");
}

TEST(PlanImport, ARowWithoutIdThatTheStudyHasIsADuplicate) {
  const ImportPlan plan = plan_of({{"issue.csv", "id,claim\n,Consult yearly\n,Consult monthly\n"}});
  expect_counts(plan.total, 2, 1, 0, 0, 1);
}

TEST(PlanImport, RowsMayReferToOtherRowsOfTheImportInAnyOrder) {
  const ImportPlan plan =
      plan_of({{"statement.csv", statement_head + "P010,KOR,I3,1,2022,me,\n"},
               {"actor.csv", "id,name,parent\nKOR,Republic of Korea,EAS\nEAS,East Asia,KOR\n"},
               {"issue.csv", "id,claim\nI3,Meet monthly\n"}});
  expect_counts(plan.total, 4, 4, 0, 0, 0);
  // In schema order, so that every reference but a table's own points backwards.
  EXPECT_EQ(record::tables()[plan.changes.front().table].name, "actor");
  EXPECT_EQ(record::tables()[plan.changes.back().table].name, "statement");
}

TEST(PlanImport, ARejectedRowTakesThoseThatNameItWithIt) {
  const ImportPlan plan = plan_of(
      {{"actor.csv", "id,name,parent\nKOR,,\nSEL,Seoul,KOR\nGBR,Britain,\n"},
       {"statement.csv", statement_head + "P010,SEL,I1,1,2022,me,\nP011,GBR,I1,1,2022,me,\n"}});
  expect_counts(plan.total, 5, 2, 0, 3, 0);
  ASSERT_EQ(plan.rejections.size(), 3U);
  EXPECT_EQ(plan.rejections[0].kind, ErrorKind::Missing);
  EXPECT_EQ(plan.rejections[1].place.row, 3);
  EXPECT_EQ(plan.rejections[1].place.column, "parent");
  EXPECT_EQ(plan.rejections[2].place.file, "statement.csv");
  EXPECT_EQ(plan.rejections[2].message, "names a row of this import that was rejected");
}

TEST(PlanImport, ARejectedChangeLeavesTheOldRowToReferTo) {
  const ImportPlan plan = plan_of({{"actor.csv", "id,name\nAUS,\n"},
                                   {"statement.csv", statement_head + "P010,AUS,I1,1,2022,me,\n"}});
  expect_counts(plan.total, 2, 1, 0, 1, 0);
}

TEST(PlanImport, RulesBetweenCellsAreKept) {
  const ImportPlan plan = plan_of({{"statement.csv",
                                    "id,actor,issue,stance,date,date_end,coder\n"
                                    "P010,AUS,I1,1,2022-06,2022-05,me\n"}});
  ASSERT_EQ(plan.rejections.size(), 1U);
  expect_error(plan.rejections[0], ErrorKind::Range, 2, "date_end", "2022-05");
}

TEST(PlanImport, WhatSpreadsheetsDoToCellsIsExplained) {
  const ImportPlan plan = plan_of({{"assessment.csv",
                                    "id;assessor;actor;issue;low;best;high;date\n"
                                    "J1;me;AUS;I1;0,5;1;2;2022\n"
                                    "J2;me;AUS;I1;0.5;1;2;44741\n"}});
  ASSERT_EQ(plan.rejections.size(), 2U);
  EXPECT_EQ(plan.rejections[0].place.column, "low");
  EXPECT_EQ(plan.rejections[0].mend, "write it with a decimal point, not a comma");
  EXPECT_EQ(plan.rejections[1].place.column, "date");
  EXPECT_THAT(plan.rejections[1].mend, testing::HasSubstr("Format the cell as text"));
}

TEST(PlanImport, FaultsOfReadingCountAsRejected) {
  const ImportPlan plan = plan_of({{"issue.csv", "id,claim\nI3,\"x\"y\nI4,fine\nI5,caf\xE9\n"}});
  expect_counts(plan.total, 3, 1, 0, 2, 0);
  ASSERT_EQ(plan.rejections.size(), 2U);
  EXPECT_EQ(plan.rejections[0].place.row, 2);
  EXPECT_EQ(plan.rejections[1].place.row, 4);
}

TEST(PlanImport, StopsWhenTold) {
  CancelSource source;
  source.cancel();
  const auto sheet = read_csv("id,claim\nI3,x\n", "issue.csv");
  ASSERT_TRUE(sheet);
  const auto plan = plan_import(made::small_study(), {*sheet}, {}, source.token());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().kind, ErrorKind::Cancelled);
}

/// CSV text made of pieces that are nearly right, so that every branch of the plan is met.
std::string nearly_right_csv(made::Dice& dice, const record::TableSchema& schema) {
  std::string out;
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < schema.columns.size(); ++c) {
    if (schema.columns[c].required || dice.once_in(2)) columns.push_back(c);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += (i > 0 ? "," : "") + std::string(schema.columns[columns[i]].name);
  }
  if (dice.once_in(20)) out += ",stanze";
  const record::Study study = made::small_study();
  for (std::size_t r = dice.below(8); r > 0; --r) {
    out += '\n';
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const record::Column& column = schema.columns[columns[i]];
      std::string cell = made::made_cell(dice, study, column);
      if (columns[i] == 0 && !dice.once_in(3))
        cell = std::string(schema.id_prefix) + std::to_string(dice.below(4));
      if (dice.once_in(10)) cell = made::hard_text(dice);
      if (cell.find_first_of(",\"\n") != std::string::npos && !dice.once_in(5)) cell = "x";
      out += (i > 0 ? "," : "") + cell;
    }
  }
  return out;
}

RC_GTEST_PROP(PlanImport, ReadIsAcceptedPlusRejectedPlusDuplicate, (std::uint64_t seed)) {
  made::Dice dice(seed);
  std::vector<Sheet> sheets;
  for (int i = 0; i < 3; ++i) {
    const record::TableSchema& schema = record::tables()[dice.below(record::tables().size())];
    auto sheet = read_csv(nearly_right_csv(dice, schema),
                          dice.once_in(10) ? "odd.csv" : std::string(schema.name) + ".csv");
    if (sheet) sheets.push_back(std::move(*sheet));
  }
  const record::Study study = made::small_study();
  const auto plan = plan_import(study, sheets, {}, {});
  RC_ASSERT(plan.has_value());
  std::int64_t rows = 0;
  for (const Sheet& sheet : sheets)
    rows += static_cast<std::int64_t>(sheet.rows.size() + sheet.faults.size());
  RC_ASSERT(plan->total.read == rows);
  RC_ASSERT(plan->total.read ==
            plan->total.accepted() + plan->total.rejected + plan->total.duplicate);
  RC_ASSERT(plan->total.accepted() == static_cast<std::int64_t>(plan->changes.size()));
  for (const auto& [name, counts] : plan->tables) {
    RC_ASSERT(counts.read == counts.accepted() + counts.rejected + counts.duplicate);
  }
  // What was accepted can be carried out, and leaves no reference that points nowhere.
  record::Study after = study;
  RC_ASSERT(record::apply(after, plan->changes).has_value());
  for (const record::Finding& finding : record::check(after).findings) {
    RC_ASSERT(finding.error.kind != ErrorKind::Reference);
    RC_ASSERT(finding.error.kind != ErrorKind::Duplicate);
  }
}

}  // namespace
}  // namespace entente::ingest
