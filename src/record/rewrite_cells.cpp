// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/text.hpp"
#include "entente/record/rewrite.hpp"
#include "rewrite_parts.hpp"

namespace entente::record {
namespace {

bool is_list(ColumnKind kind) {
  return kind == ColumnKind::References || kind == ColumnKind::Words || kind == ColumnKind::Data;
}

bool holds(const Table& table, std::size_t row, std::size_t column, const std::string& value) {
  const std::string_view cell = table.cell(row, column);
  if (cell == value) return true;
  if (!is_list(table.schema().columns[column].kind) || value.empty()) return false;
  const auto items = list_items(cell);
  return std::find(items.begin(), items.end(), value) != items.end();
}

std::string canonical_or_as_typed(const Column& column, const std::string& value) {
  if (is_list(column.kind)) return std::string(trimmed(value));
  const auto canonical = canonical_cell(column, value);
  return canonical ? *canonical : std::string(trimmed(value));
}

}  // namespace

Result<std::size_t> column_named(const TableSchema& schema, const std::string& name) {
  if (const auto column = schema.column(name)) return *column;
  std::vector<std::string> names;
  names.reserve(schema.columns.size());
  for (const Column& column : schema.columns) names.emplace_back(column.name);
  std::string mend = did_you_mean_sentence(name, names);
  if (mend.empty()) mend = "columns: " + joined(names, ", ");
  return fail({ErrorKind::Reference,
               std::string(schema.name) + " has no such column",
               {},
               "a column of " + std::string(schema.name),
               quotable(name),
               std::move(mend)});
}

Result<std::string> assigned_cell(const TableSchema& schema, std::size_t column,
                                  const std::string& value) {
  const Column& is = schema.columns[column];
  if (is.required && trimmed(value).empty()) {
    return fail({ErrorKind::Missing,
                 std::string(is.name) + " must not be blank",
                 {"", 0, std::string(is.name)},
                 std::string(is.note),
                 "",
                 "give a value"});
  }
  return canonical_cell(is, value);
}

Result<std::vector<std::size_t>> rows_where(const Table& table,
                                            std::span<const Condition> conditions) {
  std::vector<std::pair<std::size_t, std::string>> asked;
  for (const Condition& condition : conditions) {
    ENTENTE_TRY(const std::size_t column, column_named(table.schema(), condition.column));
    asked.emplace_back(column,
                       canonical_or_as_typed(table.schema().columns[column], condition.value));
  }
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const bool all = std::all_of(asked.begin(), asked.end(), [&](const auto& one) {
      return holds(table, row, one.first, one.second);
    });
    if (all) out.push_back(row);
  }
  return out;
}

Result<std::vector<Change>> set_cells(const Table& table, std::span<const std::size_t> rows,
                                      std::span<const Assignment> cells) {
  const TableSchema& schema = table.schema();
  std::vector<std::pair<std::size_t, std::string>> values;
  for (const Assignment& cell : cells) {
    ENTENTE_TRY(const std::size_t column, column_named(schema, cell.column));
    if (column == 0) {
      return fail({ErrorKind::Usage,
                   "an id is not a cell to set",
                   {"", 0, "id"},
                   "",
                   quotable(cell.value),
                   "rename the row instead"});
    }
    ENTENTE_TRY(std::string value, assigned_cell(schema, column, cell.value));
    values.emplace_back(column, std::move(value));
  }
  const std::size_t place = table_index(schema.name).value();
  std::vector<Change> out;
  for (const std::size_t row : rows) {
    if (row >= table.rows()) {
      return fail({ErrorKind::Reference, "there is no such row", {}, "", "", "reload the study"});
    }
    Change change{ChangeKind::Replace, place, std::string(table.id(row)), table.row_cells(row), {}};
    change.after = change.before;
    for (const auto& [column, value] : values) change.after[column] = value;
    if (change.after != change.before) out.push_back(std::move(change));
  }
  return out;
}

}  // namespace entente::record
