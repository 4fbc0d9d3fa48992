// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql_schema.hpp"

#include <cmath>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "sqlite.hpp"

namespace entente::store {
namespace {

using record::Column;
using record::ColumnKind;
using record::TableSchema;

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

std::string bounds(const Column& column) {
  const std::string name = sql_name(column.name);
  std::string out;
  if (std::fabs(column.low) < 1e299) out += name + " >= " + number_text(column.low);
  if (std::fabs(column.high) < 1e299) {
    out += (out.empty() ? "" : " AND ") + name + " <= " + number_text(column.high);
  }
  return out;
}

/// What a value of the column must keep, as SQL; empty where anything goes.
std::string rule_of(const Column& column) {
  const std::string name = sql_name(column.name);
  switch (column.kind) {
    case ColumnKind::Integer:
    case ColumnKind::Number:
      return bounds(column);
    case ColumnKind::Flag:
      return name + " IN ('yes', 'no')";
    case ColumnKind::Hash:
      return "length(" + name + ") = 64";
    case ColumnKind::Word: {
      if (column.vocabulary.empty()) break;
      std::string out = name + " IN (";
      for (std::size_t i = 0; i < column.vocabulary.size(); ++i) {
        out += (i == 0 ? "" : ", ") + sql_text(column.vocabulary[i]);
      }
      return out + ")";
    }
    default:
      break;
  }
  return name + " <> ''";
}

std::string_view sql_type(const Column& column) {
  if (column.kind == ColumnKind::Integer) return "INTEGER";
  if (column.kind == ColumnKind::Number) return "REAL";
  return "TEXT";
}

std::string refers_to(std::string_view table, std::string_view column) {
  return " REFERENCES " + sql_name(table) + " (" + sql_name(column) +
         ") DEFERRABLE INITIALLY DEFERRED";
}

std::string create_table(const TableSchema& schema) {
  std::string out = "CREATE TABLE " + sql_name(schema.name) + " (\n  \"row\" INTEGER PRIMARY KEY";
  for (const Column& column : schema.columns) {
    if (!plain_column(column)) continue;
    out += ",\n  " + sql_name(column.name) + " " + std::string(sql_type(column));
    if (column.required) out += " NOT NULL";
    if (column.kind == ColumnKind::Id) out += " UNIQUE";
    const std::string rule = rule_of(column);
    if (!rule.empty()) out += " CHECK (" + rule + ")";
    if (column.kind == ColumnKind::Reference) out += refers_to(column.target, "id");
  }
  return out + "\n) STRICT";
}

std::string create_link_table(const TableSchema& schema, const Column& column) {
  return "CREATE TABLE " + sql_name(link_table(schema, column)) + " (\n  \"row\" INTEGER NOT NULL" +
         refers_to(schema.name, "row") +
         ",\n  \"position\" INTEGER NOT NULL CHECK (\"position\" >= 0)" +
         ",\n  \"target\" TEXT NOT NULL" + refers_to(column.target, "id") +
         ",\n  PRIMARY KEY (\"row\", \"position\")\n) STRICT, WITHOUT ROWID";
}

std::vector<std::string> own_tables() {
  return {
      "CREATE TABLE \"meta\" (\n  \"key\" TEXT NOT NULL PRIMARY KEY,\n  \"value\" TEXT NOT NULL\n"
      ") STRICT, WITHOUT ROWID",
      "CREATE TABLE \"study\" (\n  \"only\" INTEGER PRIMARY KEY CHECK (\"only\" = 1),\n"
      "  \"settings\" TEXT NOT NULL\n) STRICT",
      "CREATE TABLE \"document_text\" (\n  \"document\" TEXT NOT NULL PRIMARY KEY" +
          refers_to("document", "id") +
          ",\n  \"sha256\" TEXT NOT NULL CHECK (length(\"sha256\") = 64)"
          ",\n  \"bytes\" BLOB NOT NULL\n) STRICT",
      "CREATE TABLE \"audit\" (\n  \"sequence\" INTEGER PRIMARY KEY CHECK (\"sequence\" > 0),\n"
      "  \"kind\" TEXT NOT NULL,\n  \"author\" TEXT NOT NULL,\n  \"reason\" TEXT NOT NULL,\n"
      "  \"command\" TEXT NOT NULL,\n  \"at\" TEXT NOT NULL,\n  \"engine_version\" TEXT NOT NULL,\n"
      "  \"changes\" INTEGER NOT NULL,\n  \"changes_hash\" TEXT NOT NULL,\n"
      "  \"previous_hash\" TEXT NOT NULL,\n  \"hash\" TEXT NOT NULL\n) STRICT",
      "CREATE TABLE \"history\" (\n  \"audit_sequence\" INTEGER NOT NULL" +
          refers_to("audit", "sequence") +
          ",\n  \"position\" INTEGER NOT NULL CHECK (\"position\" >= 0)"
          ",\n  \"kind\" TEXT NOT NULL CHECK (\"kind\" IN ('insert', 'replace', 'withdraw'))"
          ",\n  \"table\" TEXT NOT NULL,\n  \"id\" TEXT NOT NULL,\n  \"row_hash\" TEXT NOT NULL"
          ",\n  \"before\" TEXT NOT NULL,\n  PRIMARY KEY (\"audit_sequence\", \"position\")\n"
          ") STRICT, WITHOUT ROWID",
  };
}

std::vector<std::string> append_only_triggers() {
  std::vector<std::string> out;
  for (const std::string table : {"audit", "history"}) {
    for (const std::string verb : {"UPDATE", "DELETE"}) {
      out.push_back("CREATE TRIGGER \"" + table + "_no_" + lowered(verb) + "\" BEFORE " + verb +
                    " ON \"" + table + "\" BEGIN\n  SELECT RAISE(ABORT, '" + table +
                    " is append-only');\nEND");
    }
  }
  return out;
}

/// The plain columns, each through `piece`, with commas between.
template <class Piece>
std::string over_plain_columns(const TableSchema& schema, Piece piece) {
  std::string out;
  for (const Column& column : schema.columns) {
    if (plain_column(column)) out += (out.empty() ? "" : ", ") + piece(column);
  }
  return out;
}

}  // namespace

bool plain_column(const Column& column) noexcept { return column.kind != ColumnKind::References; }

std::string link_table(const TableSchema& schema, const Column& column) {
  return std::string(schema.name) + "_" + std::string(column.name);
}

const std::vector<std::string>& create_statements() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out;
    for (const TableSchema& schema : record::tables()) {
      out.push_back(create_table(schema));
      for (const Column& column : schema.columns) {
        if (!plain_column(column)) out.push_back(create_link_table(schema, column));
      }
    }
    for (auto part : {own_tables(), append_only_triggers()}) {
      std::move(part.begin(), part.end(), std::back_inserter(out));
    }
    return out;
  }();
  return all;
}

const std::string& schema_fingerprint() {
  static const std::string hash = sha256_hex(record::schema_text());
  return hash;
}

std::string select_rows(const TableSchema& schema) {
  return "SELECT \"row\", " +
         over_plain_columns(schema, [](const Column& column) { return sql_name(column.name); }) +
         " FROM " + sql_name(schema.name) + " ORDER BY \"row\"";
}

std::string select_row_by_id(const TableSchema& schema) {
  return "SELECT \"row\", " +
         over_plain_columns(schema, [](const Column& column) { return sql_name(column.name); }) +
         " FROM " + sql_name(schema.name) + " WHERE \"id\" = ?1";
}

std::string insert_row(const TableSchema& schema) {
  return "INSERT INTO " + sql_name(schema.name) + " (" +
         over_plain_columns(schema, [](const Column& column) { return sql_name(column.name); }) +
         ") VALUES (" + over_plain_columns(schema, [](const Column&) { return std::string("?"); }) +
         ")";
}

std::string update_row(const TableSchema& schema) {
  return "UPDATE " + sql_name(schema.name) + " SET " +
         over_plain_columns(schema,
                            [](const Column& column) { return sql_name(column.name) + " = ?"; }) +
         " WHERE \"row\" = ?";
}

std::string select_links(const TableSchema& schema, const Column& column) {
  return "SELECT \"row\", \"target\" FROM " + sql_name(link_table(schema, column)) +
         " ORDER BY \"row\", \"position\"";
}

}  // namespace entente::store
