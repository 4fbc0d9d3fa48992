// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/xlsx/read_me.hpp"

#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

/// Free text of the study for one spreadsheet cell.
std::string shown_setting(const std::string& text) { return quotable(text, 1'000); }

}  // namespace

std::vector<ReadMeLine> read_me_lines(const record::Study& study, bool rows) {
  std::vector<ReadMeLine> lines;
  const std::string title = shown_setting(study.settings.title);
  lines.push_back({title.empty() ? "A study" : title, "", true});
  if (!study.settings.question.empty()) {
    lines.push_back({"Question", shown_setting(study.settings.question)});
  }
  lines.push_back({});
  lines.push_back({"How to use it", "", true});
  lines.push_back(
      {"Sheets",
       "One sheet a table, one row a thing. Fill in the sheets you need; leave the others."});
  lines.push_back(
      {"Columns",
       "Dark headings are required. Rest the pointer on a heading to read what goes there."});
  lines.push_back(
      {"Ids",
       "The first column names the row. Keep it when you change a row; leave it blank in a new row "
       "and the next free id is given on import."});
  lines.push_back(
      {"Dates",
       "2022-06-29, 2022-06, 2022-Q2, 2022 or 199X; a ~ at the end means approximately. "
       "Do not guess a day that is not known."});
  lines.push_back({"Lists", "Several ids or words in one cell: put ; between them."});
  lines.push_back(
      {"Not known", "Leave the cell blank. Blank means unknown, never neutral or zero."});
  lines.push_back({"Values only", "Formulas are not imported: paste their values."});
  lines.push_back({"Bringing it back",
                   "entente import STUDY THIS-FILE.xlsx shows every difference before anything is "
                   "written. Removing a row here removes nothing from the study."});
  lines.push_back({});
  lines.push_back({"Sheets in this file", "", true});
  for (const record::TableSchema& table : record::tables()) {
    std::string purpose(table.purpose);
    if (rows) purpose += " (" + std::to_string(study.table(table.name).rows()) + " rows)";
    lines.push_back({std::string(table.name), std::move(purpose)});
  }
  return lines;
}

}  // namespace entente::ingest
