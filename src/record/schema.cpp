// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/schema.hpp"

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"
#include "schema_parts.hpp"

namespace entente::record {

std::string_view to_string(ColumnKind kind) noexcept {
  static constexpr std::array<std::string_view, 12> names = {
      "id",   "text", "word",      "words",      "integer", "number",
      "date", "flag", "reference", "references", "hash",    "data"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view to_string(Layer layer) noexcept {
  static constexpr std::array<std::string_view, 6> names = {"frame", "passage",   "statement",
                                                            "fact",  "judgement", "estimate"};
  return names[static_cast<std::size_t>(layer)];
}

std::optional<std::size_t> TableSchema::column(std::string_view column_name) const noexcept {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column_name) return i;
  }
  return std::nullopt;
}

const std::vector<TableSchema>& tables() {
  static const std::vector<TableSchema> all = [] {
    std::vector<TableSchema> out;
    for (auto part :
         {evidence_tables(), system_tables(), claim_tables(), fact_tables(), advice_tables()}) {
      std::move(part.begin(), part.end(), std::back_inserter(out));
    }
    return out;
  }();
  return all;
}

std::optional<std::size_t> table_index(std::string_view name) noexcept {
  const auto& all = tables();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return i;
  }
  return std::nullopt;
}

const TableSchema& table_schema(std::string_view name) {
  return tables()[table_index(name).value()];
}

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (const TableSchema& table : tables()) names.emplace_back(table.name);
  return names;
}

std::optional<RowName> parse_datum(std::string_view datum) noexcept {
  const std::size_t slash = datum.find('/');
  if (slash == std::string_view::npos || slash + 1 == datum.size()) return std::nullopt;
  const auto table = table_index(datum.substr(0, slash));
  if (!table) return std::nullopt;
  return RowName{*table, datum.substr(slash + 1)};
}

std::vector<RowName> named_rows(const Column& column, std::string_view cell) {
  std::vector<RowName> out;
  if (cell.empty()) return out;
  if (column.kind == ColumnKind::Data) {
    for (const std::string_view datum : list_items(cell)) {
      if (const auto row = parse_datum(datum)) out.push_back(*row);
    }
  } else if (!column.target.empty()) {
    const auto target = table_index(column.target);
    for (const std::string_view id : list_items(cell)) {
      if (target) out.push_back({*target, id});
    }
  }
  return out;
}

std::string schema_text() {
  std::string out;
  for (const TableSchema& table : tables()) {
    for (const Column& column : table.columns) {
      out.append(table.name).append(".").append(column.name).append(" ");
      out.append(to_string(column.kind)).append(column.required ? " required" : "");
      if (!column.target.empty()) out.append(" -> ").append(column.target);
      for (const std::string_view word : column.vocabulary) out.append(" ").append(word);
      out += '\n';
    }
  }
  return out;
}

}  // namespace entente::record
