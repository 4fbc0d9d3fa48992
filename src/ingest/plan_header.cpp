// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/text.hpp"
#include "ingest/plan.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

std::vector<std::string> column_names_of(const record::TableSchema& schema) {
  std::vector<std::string> names;
  names.reserve(schema.columns.size());
  for (const record::Column& column : schema.columns) names.emplace_back(column.name);
  return names;
}

bool column_holds_anything(const Sheet& sheet, std::size_t column) {
  return std::any_of(sheet.rows.begin(), sheet.rows.end(), [column](const SheetRow& row) {
    return column < row.cells.size() && !trimmed(row.cells[column]).empty();
  });
}

bool decimal_comma(std::string_view text) {
  text = trimmed(text);
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return false;
  std::string with_point(text);
  with_point[comma] = '.';
  return parse_number(with_point).has_value();
}

}  // namespace

std::optional<std::size_t> table_meant(std::string_view name) {
  return record::table_index(lowered(trimmed(name)));
}

HeaderMatch match_header(const Sheet& sheet, const record::TableSchema& schema) {
  HeaderMatch match;
  const auto names = column_names_of(schema);
  std::vector<bool> seen(schema.columns.size());
  const auto report = [&](ErrorKind kind, std::string message, std::string_view column,
                          std::string expected, std::string found, std::string mend) {
    match.errors.push_back(input_error(kind, std::move(message),
                                       {sheet.file, sheet.header_line, std::string(column)},
                                       std::move(expected), std::move(found), std::move(mend)));
  };
  for (std::size_t i = 0; i < sheet.header.size(); ++i) {
    const std::string& name = sheet.header[i];
    const auto column = schema.column(lowered(trimmed(name)));
    match.columns.push_back(column.value_or(schema.columns.size()));
    if (!column && trimmed(name).empty()) {
      if (column_holds_anything(sheet, i)) {
        report(ErrorKind::Malformed, "column " + std::to_string(i + 1) + " has cells but no name",
               "", "a column name", "", "name the column or clear its cells");
      }
    } else if (!column) {
      const std::string hint = did_you_mean_sentence(name, names);
      report(ErrorKind::Vocabulary, "no such column in table " + std::string(schema.name), name,
             joined(names, ", "), quotable(name),
             hint.empty() ? "rename or remove the column" : hint);
    } else if (seen[*column]) {
      report(ErrorKind::Duplicate, "column named twice", name, "each column once", quotable(name),
             "remove one of the two");
    } else {
      seen[*column] = true;
    }
  }
  for (std::size_t c = 0; c < schema.columns.size(); ++c) {
    if (!schema.columns[c].required || seen[c]) continue;
    report(
        ErrorKind::Missing, "required column is missing", schema.columns[c].name,
        std::string(schema.columns[c].note), "",
        c == 0 ? "add the column; rows with a blank id get the next free one" : "add the column");
  }
  return match;
}

Error mended_cell_error(Error error, const record::Column& column, std::string_view raw) {
  const bool number =
      column.kind == record::ColumnKind::Integer || column.kind == record::ColumnKind::Number;
  if (error.kind == ErrorKind::Malformed && number && decimal_comma(raw)) {
    error.mend = "write it with a decimal point, not a comma";
  }
  const auto serial = parse_integer(trimmed(raw));
  if (column.kind == record::ColumnKind::Date && serial && *serial > 9999 && *serial < 200'000) {
    error.mend = "a spreadsheet's day number? Format the cell as text and write 2022-06-29";
  }
  return error;
}

}  // namespace entente::ingest
