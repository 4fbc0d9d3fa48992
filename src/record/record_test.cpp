// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "entente/record/change.hpp"
#include "entente/record/check.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"

namespace entente::record {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Column& column_of(std::string_view table, std::string_view name) {
  const TableSchema& schema = table_schema(table);
  return schema.columns[schema.column(name).value()];
}

/// Appends a row given by column names; other cells are blank.
void add_row(Study& study, std::string_view table,
             const std::vector<std::pair<std::string_view, std::string_view>>& cells) {
  Table& target = study.table(table);
  std::vector<std::string_view> row(target.columns());
  for (const auto& [name, cell] : cells) row[target.schema().column(name).value()] = cell;
  target.append(std::span<const std::string_view>(row));
}

Study small_study() {
  Study study;
  study.settings.title = "Test";
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"AAA", "BBB"};
  add_row(study, "source", {{"id", "S1"}, {"title", "Communique"}});
  add_row(study, "passage", {{"id", "S1#1"}, {"source", "S1"}});
  add_row(study, "actor", {{"id", "AAA"}, {"name", "Arcadia"}});
  add_row(study, "actor", {{"id", "BBB"}, {"name", "Borduria"}});
  add_row(study, "issue", {{"id", "I1"}, {"claim", "Meet yearly"}});
  add_row(study, "statement",
          {{"id", "P1"},
           {"actor", "AAA"},
           {"issue", "I1"},
           {"stance", "2"},
           {"date", "2024-05"},
           {"passages", "S1#1"},
           {"coder", "A"}});
  add_row(study, "statement",
          {{"id", "P2"},
           {"actor", "BBB"},
           {"issue", "I1"},
           {"stance", "-1"},
           {"date", "2024-06"},
           {"passages", "S1#1"},
           {"sources", "S1"},
           {"coder", "A"}});
  return study;
}

TEST(Schema, DeclarationsAreSound) {
  std::set<std::string_view> seen;
  for (const TableSchema& table : tables()) {
    EXPECT_TRUE(seen.insert(table.name).second) << table.name;
    ASSERT_FALSE(table.columns.empty());
    EXPECT_EQ(table.columns[0].kind, ColumnKind::Id) << table.name;
    EXPECT_FALSE(table.purpose.empty());
    std::set<std::string_view> names;
    for (const Column& column : table.columns) {
      EXPECT_TRUE(names.insert(column.name).second) << table.name << "." << column.name;
      EXPECT_FALSE(column.note.empty()) << table.name << "." << column.name;
      const bool refers =
          column.kind == ColumnKind::Reference || column.kind == ColumnKind::References;
      EXPECT_EQ(refers, !column.target.empty()) << table.name << "." << column.name;
      if (refers) {
        EXPECT_TRUE(seen.contains(column.target))
            << table.name << "." << column.name << " points forwards";
      }
      if (column.required || !column.example.empty()) {
        const auto cell = canonical_cell(column, column.example);
        ASSERT_TRUE(cell) << table.name << "." << column.name << ": " << to_string(cell.error());
        EXPECT_EQ(*cell, column.example) << "examples are canonical";
      }
    }
  }
  for (const char* name :
       {"source",     "document",     "passage",    "actor",      "alias", "term",
        "membership", "format",       "instrument", "channel",    "issue", "frame",
        "codebook",   "statement",    "assessment", "engagement", "vote",  "rollcall",
        "event",      "contribution", "option",     "scenario",   "label", "run"}) {
    EXPECT_TRUE(seen.contains(name)) << name;
  }
}

TEST(Schema, ExampleRowsMakeASoundStudy) {
  Study study;
  study.settings.title = "Example";
  study.settings.as_of = *Date::parse("2024-12-31");
  for (std::size_t t = 0; t < tables().size(); ++t) {
    std::vector<std::string_view> cells;
    for (const Column& column : tables()[t].columns) cells.push_back(column.example);
    study.table(t).append(std::span<const std::string_view>(cells));
  }
  for (const Finding& finding : check(study).findings) ADD_FAILURE() << to_string(finding.error);
}

TEST(Cell, StanceIsAWholeNumberOnItsScale) {
  const Column& stance = column_of("statement", "stance");
  EXPECT_EQ(canonical_cell(stance, " +2 ").value(), "2");
  EXPECT_EQ(canonical_cell(stance, "-1.0").value(), "-1");
  EXPECT_EQ(canonical_cell(stance, "3").error().kind, ErrorKind::Range);
  EXPECT_EQ(canonical_cell(stance, "1.5").error().kind, ErrorKind::Range);
  EXPECT_EQ(canonical_cell(stance, "support").error().kind, ErrorKind::Malformed);
  EXPECT_EQ(canonical_cell(stance, "").error().kind, ErrorKind::Missing);
  EXPECT_THAT(canonical_cell(stance, "3").error().expected, HasSubstr("-2 to 2"));
  EXPECT_EQ(canonical_cell(stance, "3").error().place.column, "stance");
}

TEST(Cell, ListsFlagsWordsDatesHashes) {
  EXPECT_EQ(canonical_cell(column_of("engagement", "participants"), " NATO ; JPN;").value(),
            "NATO;JPN");
  EXPECT_EQ(canonical_cell(column_of("engagement", "participants"), "NATO;NATO").error().kind,
            ErrorKind::Duplicate);
  EXPECT_EQ(canonical_cell(column_of("issue", "signalling"), "TRUE").value(), "yes");
  EXPECT_EQ(canonical_cell(column_of("issue", "signalling"), "maybe").error().kind,
            ErrorKind::Vocabulary);
  EXPECT_EQ(canonical_cell(column_of("statement", "confidence"), "High").value(), "high");
  const auto slip = canonical_cell(column_of("statement", "confidence"), "moderat");
  EXPECT_EQ(slip.error().mend, "did you mean \"moderate\"?");
  EXPECT_EQ(canonical_cell(column_of("statement", "date"), "2022-13").error().kind,
            ErrorKind::Range);
  EXPECT_EQ(canonical_cell(column_of("document", "sha256"), "abc").error().kind,
            ErrorKind::Malformed);
  EXPECT_EQ(canonical_cell(column_of("statement", "note"), "a\r\nb\rc").value(), "a\nb\nc");
  EXPECT_EQ(canonical_cell(column_of("statement", "note"), "a\x01").error().kind,
            ErrorKind::Malformed);
  EXPECT_EQ(canonical_cell(column_of("statement", "note"), "\xFF").error().kind,
            ErrorKind::Malformed);
  EXPECT_EQ(
      canonical_cell(column_of("statement", "note"), std::string(cell_limit + 1, 'x')).error().kind,
      ErrorKind::Limit);
  EXPECT_EQ(canonical_cell(column_of("actor", "id"), "A;B").error().kind, ErrorKind::Malformed);
}

TEST(Cell, CanonicalFormIsAFixedPoint) {
  for (const TableSchema& table : tables()) {
    for (const Column& column : table.columns) {
      for (const char* raw : {" 2 ", "2022-q1", "yes", " a ; b ", "Y", "JPN", "1.50", "2022-06~"}) {
        const auto once = canonical_cell(column, raw);
        if (once) {
          EXPECT_EQ(canonical_cell(column, *once), *once) << table.name << "." << column.name;
        }
      }
    }
  }
}

TEST(Check, SoundStudyHasNoFindings) { EXPECT_THAT(check(small_study()).findings, IsEmpty()); }

TEST(Check, DeletedPassageNamesEachDatumThatRestedOnIt) {
  Study study = small_study();
  study.table("passage") = Table(table_schema("passage"));
  const CheckReport report = check(study);
  std::vector<std::string> data;
  for (const Finding& finding : report.findings) {
    data.push_back(finding.datum);
    EXPECT_THAT(finding.error.message, HasSubstr("rests on passage S1#1, which is not there"));
  }
  EXPECT_THAT(data, ElementsAre("statement/P1", "statement/P2"));
  EXPECT_EQ(report.errors(), 2U);
}

TEST(Check, FindsEveryKindOfBreach) {
  Study study = small_study();
  add_row(study, "statement",
          {{"id", "P2"},
           {"actor", "AAB"},
           {"issue", "I1"},
           {"stance", "3"},
           {"date", "2024-07"},
           {"date_end", "2024-01"},
           {"coder", "A"}});
  study.settings.focus = {"ZZZ"};
  std::string all;
  for (const Finding& finding : check(study).findings) all += to_string(finding.error) + "\n";
  EXPECT_THAT(all, HasSubstr("focus names an unknown actor"));
  EXPECT_THAT(all, HasSubstr("the id is used twice"));
  EXPECT_THAT(all, HasSubstr("names actor AAB, which is not there"));
  EXPECT_THAT(all, HasSubstr("did you mean \"AAA\""));
  EXPECT_THAT(all, HasSubstr("number out of range"));
  EXPECT_THAT(all, HasSubstr("ends before it begins"));
  EXPECT_THAT(all, HasSubstr("rests on nothing"));
}

TEST(Check, AssessmentsKeepTheirScaleAndOrder) {
  const TableSchema& schema = table_schema("assessment");
  std::vector<std::string_view> cells(schema.columns.size());
  const auto set = [&](std::string_view name, std::string_view cell) {
    cells[schema.column(name).value()] = cell;
  };
  set("issue", "I1");
  set("low", "1");
  set("best", "0");
  set("high", "50");
  const auto breaches = row_breaches(schema, cells);
  ASSERT_EQ(breaches.size(), 2U);
  EXPECT_EQ(breaches[0].place.column, "best");
  EXPECT_EQ(breaches[1].place.column, "high");
  set("continuum", "M1");
  EXPECT_FALSE(row_breaches(schema, cells).empty());
}

TEST(Check, Dependents) {
  EXPECT_THAT(dependents(small_study(), "passage", "S1#1"),
              ElementsAre("statement/P1", "statement/P2"));
  EXPECT_THAT(dependents(small_study(), "source", "S1"),
              ElementsAre("passage/S1#1", "statement/P2"));
}

TEST(Change, DifferenceAppliedGivesTheOther) {
  const Study from = small_study();
  Study to = small_study();
  Table edited(table_schema("statement"));
  auto row = from.table("statement").row_cells(1);
  row[table_schema("statement").column("stance").value()] = "-2";
  edited.append(std::span<const std::string>(row));
  to.table("statement") = edited;
  add_row(to, "actor", {{"id", "CCC"}, {"name", "Syldavia"}});
  const std::vector<Change> changes = difference(from, to);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(describe(changes[0]), "actor CCC: new: name Syldavia");
  EXPECT_EQ(describe(changes[1]), "statement P1: withdrawn");
  EXPECT_EQ(describe(changes[2]), "statement P2: stance -1 -> -2");
  EXPECT_THAT(changed_columns(changes[2]), ElementsAre("stance"));
  Study study = from;
  ASSERT_TRUE(apply(study, changes));
  EXPECT_TRUE(study == to);
}

TEST(Change, RefusesWhatDoesNotFitAndChangesNothing) {
  Study study = small_study();
  const Study before = study;
  const std::size_t statement = table_index("statement").value();
  auto stale = study.table(statement).row_cells(0);
  stale[4] = "0";
  const Change insert_taken{ChangeKind::Insert, statement, "P1", {}, stale};
  const Change replace_absent{ChangeKind::Replace, statement, "P9", {}, stale};
  const Change replace_stale{ChangeKind::Replace, statement, "P1", stale, stale};
  EXPECT_EQ(apply(study, {insert_taken}).error().kind, ErrorKind::Duplicate);
  EXPECT_EQ(apply(study, {replace_absent}).error().kind, ErrorKind::Reference);
  EXPECT_EQ(apply(study, {replace_stale}).error().kind, ErrorKind::Conflict);
  EXPECT_TRUE(study == before);
}

TEST(Study, PassageTextComesFromTheAttachedDocument) {
  Study study = small_study();
  EXPECT_FALSE(study.passage_text(0));
  add_row(study, "document", {{"id", "D1"}, {"source", "S1"}});
  add_row(study, "passage",
          {{"id", "S1#2"},
           {"source", "S1"},
           {"document", "D1"},
           {"byte_start", "4"},
           {"byte_end", "9"}});
  add_row(study, "passage",
          {{"id", "S1#3"},
           {"source", "S1"},
           {"document", "D1"},
           {"byte_start", "4"},
           {"byte_end", "99"}});
  study.attach_document_text("D1", "the words here");
  EXPECT_EQ(study.passage_text(1), "words");
  EXPECT_FALSE(study.passage_text(2)) << "beyond the end";
}

TEST(Snapshot, HoldsCodesAndKeepsUnknownUnknown) {
  const auto snapshot = build_snapshot(small_study());
  ASSERT_TRUE(snapshot) << to_string(snapshot.error());
  EXPECT_EQ(snapshot->statements.size(), 2U);
  EXPECT_EQ(snapshot->statements.actor[1], snapshot->actor("BBB"));
  EXPECT_EQ(snapshot->statements.stance[1], -1);
  EXPECT_EQ(snapshot->statements.salience[0], -1) << "blank salience is unknown, not zero";
  EXPECT_FALSE(snapshot->statements.target[0]);
  EXPECT_EQ(snapshot->statements.passages[1].size(), 1U);
  EXPECT_FALSE(snapshot->actor("ZZZ"));
  Study broken = small_study();
  add_row(broken, "statement",
          {{"id", "P3"},
           {"actor", "ZZZ"},
           {"issue", "I1"},
           {"stance", "0"},
           {"date", "2024"},
           {"coder", "A"}});
  EXPECT_EQ(build_snapshot(broken).error().kind, ErrorKind::Reference);
}

}  // namespace
}  // namespace entente::record
