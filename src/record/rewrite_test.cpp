// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/rewrite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/record/check.hpp"

namespace entente::record {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

void add_row(Study& study, std::string_view table,
             std::initializer_list<std::pair<std::string_view, std::string_view>> cells) {
  Table& rows = study.table(table);
  std::vector<std::string> row(rows.columns());
  for (const auto& [column, value] : cells) row[rows.schema().column(column).value()] = value;
  rows.append(std::span<const std::string>(row));
}

Study coded_study() {
  Study out;
  out.settings.focus = {"AUS", "OZ"};
  add_row(out, "actor", {{"id", "AUS"}, {"name", "Australia"}});
  add_row(out, "actor", {{"id", "OZ"}, {"name", "Oz"}});
  add_row(out, "actor", {{"id", "JPN"}, {"name", "Japan"}});
  add_row(out, "issue", {{"id", "I1"}, {"claim", "Hold talks"}});
  add_row(out, "source", {{"id", "S1"}, {"title", "Statement"}});
  for (const auto& [id, actor, stance] :
       {std::tuple("P1", "AUS", "1"), std::tuple("P2", "OZ", "2"), std::tuple("P3", "JPN", "-1")}) {
    add_row(out, "statement",
            {{"id", id},
             {"actor", actor},
             {"issue", "I1"},
             {"stance", stance},
             {"date", "2024"},
             {"sources", "S1"},
             {"coder", "A"}});
  }
  add_row(out, "dispute", {{"id", "D1"}, {"topic", "Who"}, {"concerns", "actor/OZ;actor/AUS"}});
  return out;
}

Study after(Study study, const Rewrite& rewrite) {
  EXPECT_TRUE(apply(study, rewrite.changes));
  if (rewrite.settings) study.settings = *rewrite.settings;
  return study;
}

std::string cell(const Study& study, std::string_view table, std::string_view id,
                 std::string_view column) {
  const Table& rows = study.table(table);
  const auto row = rows.find(id);
  return row ? std::string(rows.cell(*row, column)) : "no row";
}

TEST(Rewrite, ConditionsAddUpAndListsAreAskedForItems) {
  const Study study = coded_study();
  const Condition actor{"actor", "AUS"};
  const Condition source{"sources", "S1"};
  const Condition blank{"note", ""};
  const std::vector<Condition> all = {actor, source, blank};
  EXPECT_THAT(rows_where(study.table("statement"), all).value(), ElementsAre(0));
  const Condition listed{"concerns", "actor/AUS"};
  EXPECT_THAT(rows_where(study.table("dispute"), std::span(&listed, 1)).value(), ElementsAre(0));
  const Condition number{"stance", "+2"};
  EXPECT_THAT(rows_where(study.table("statement"), std::span(&number, 1)).value(), ElementsAre(1));
  const Condition unknown{"stanc", "1"};
  EXPECT_THAT(rows_where(study.table("statement"), std::span(&unknown, 1)).error().mend,
              HasSubstr("stance"));
}

TEST(Rewrite, CellsAreSetOnceAndChecked) {
  const Study study = coded_study();
  const std::vector<std::size_t> rows = {0, 1};
  const Assignment stance{"stance", "1"};
  const auto changes = set_cells(study.table("statement"), rows, std::span(&stance, 1)).value();
  ASSERT_EQ(changes.size(), 1U) << "the first row has the value already";
  EXPECT_EQ(changes[0].id, "P2");
  const auto refused = [&](const char* column, const char* value) {
    const Assignment one{column, value};
    return set_cells(study.table("statement"), rows, std::span(&one, 1)).error().kind;
  };
  EXPECT_EQ(refused("stance", "3"), ErrorKind::Range);
  EXPECT_EQ(refused("actor", ""), ErrorKind::Missing);
  EXPECT_EQ(refused("id", "X"), ErrorKind::Usage);
  EXPECT_EQ(refused("nothing", "X"), ErrorKind::Reference);
}

TEST(Rewrite, ARenamedRowIsRenamedEverywhere) {
  const Study study = coded_study();
  const Study out = after(study, rename_row(study, "actor", "OZ", "AUX").value());
  EXPECT_EQ(cell(out, "actor", "OZ", "name"), "no row");
  EXPECT_EQ(cell(out, "actor", "AUX", "name"), "Oz");
  EXPECT_EQ(cell(out, "statement", "P2", "actor"), "AUX");
  EXPECT_EQ(cell(out, "statement", "P1", "actor"), "AUS");
  EXPECT_EQ(cell(out, "dispute", "D1", "concerns"), "actor/AUX;actor/AUS");
  EXPECT_THAT(out.settings.focus, ElementsAre("AUS", "AUX"));
  EXPECT_EQ(check(out).errors(), check(study).errors());
  EXPECT_EQ(rename_row(study, "actor", "OZ", "AUS").error().kind, ErrorKind::Duplicate);
  EXPECT_EQ(rename_row(study, "actor", "XX", "YY").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(rename_row(study, "actors", "OZ", "YY").error().kind, ErrorKind::NotFound);
}

TEST(Rewrite, MergedRowsLeaveNoTraceButTheirNames) {
  const Study study = coded_study();
  const std::vector<std::string> from = {"OZ"};
  const Study out = after(study, merge_rows(study, "actor", from, "AUS").value());
  EXPECT_EQ(cell(out, "actor", "OZ", "name"), "no row");
  EXPECT_EQ(cell(out, "statement", "P2", "actor"), "AUS");
  EXPECT_EQ(cell(out, "dispute", "D1", "concerns"), "actor/AUS") << "what is named twice is once";
  EXPECT_THAT(out.settings.focus, ElementsAre("AUS"));
  ASSERT_EQ(out.table("alias").rows(), 1U);
  EXPECT_EQ(out.table("alias").cell(0, "actor"), "AUS");
  EXPECT_EQ(out.table("alias").cell(0, "text"), "Oz");
  EXPECT_EQ(merge_rows(study, "actor", from, "OZ").error().kind, ErrorKind::Usage);
}

TEST(Rewrite, ASplitMovesWhatIsChosen) {
  const Study study = coded_study();
  const Assignment claim{"claim", "Hold talks each year"};
  const Condition japan{"actor", "JPN"};
  const Study out = after(study, split_row(study, "issue", "I1", "I2", std::span(&claim, 1),
                                           "statement", std::span(&japan, 1))
                                     .value());
  EXPECT_EQ(cell(out, "issue", "I2", "claim"), "Hold talks each year");
  EXPECT_EQ(cell(out, "issue", "I1", "claim"), "Hold talks");
  EXPECT_EQ(cell(out, "statement", "P3", "issue"), "I2");
  EXPECT_EQ(cell(out, "statement", "P1", "issue"), "I1");
  const auto none = split_row(study, "issue", "I1", "I2", {}, "membership", std::span(&japan, 1));
  EXPECT_EQ(none.error().kind, ErrorKind::Usage);
}

TEST(Rewrite, NewErrorsAreThoseThatWereNotThere) {
  Study study = coded_study();
  add_row(study, "statement",
          {{"id", "P4"},
           {"actor", "GONE"},
           {"issue", "I1"},
           {"stance", "1"},
           {"date", "2024"},
           {"sources", "S1"},
           {"coder", "A"}});
  const std::vector<std::size_t> first = {0};
  const Assignment sound{"stance", "2"};
  const Assignment unsound{"issue", "I9"};
  const auto errors = [&](const Assignment& cell_set) {
    return new_errors(study,
                      {set_cells(study.table("statement"), first, std::span(&cell_set, 1)).value(),
                       std::nullopt})
        .value();
  };
  EXPECT_THAT(errors(sound), IsEmpty()) << "P4 was unsound before";
  EXPECT_EQ(errors(unsound).size(), 1U);
}

}  // namespace
}  // namespace entente::record
