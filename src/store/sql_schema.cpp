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

/// What a study has besides its tables: settings, texts, history, and what the file says of itself.
std::vector<std::string> own_tables() {
  const std::string meta = R"(CREATE TABLE "meta" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
) STRICT, WITHOUT ROWID)";
  const std::string study = R"(CREATE TABLE "study" (
  "only" INTEGER PRIMARY KEY CHECK ("only" = 1),
  "settings" TEXT NOT NULL
) STRICT)";
  const std::string document_text = R"(CREATE TABLE "document_text" (
  "document" TEXT NOT NULL PRIMARY KEY)" +
                                    refers_to("document", "id") + R"(,
  "sha256" TEXT NOT NULL CHECK (length("sha256") = 64),
  "bytes" BLOB NOT NULL
) STRICT)";
  const std::string document_original = R"(CREATE TABLE "document_original" (
  "document" TEXT NOT NULL PRIMARY KEY)" +
                                        refers_to("document", "id") + R"(,
  "sha256" TEXT NOT NULL CHECK (length("sha256") = 64),
  "bytes" BLOB NOT NULL
) STRICT)";
  const std::string audit = R"(CREATE TABLE "audit" (
  "sequence" INTEGER PRIMARY KEY CHECK ("sequence" > 0),
  "kind" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "command" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "engine_version" TEXT NOT NULL,
  "changes" INTEGER NOT NULL,
  "changes_hash" TEXT NOT NULL,
  "previous_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL
) STRICT)";
  const std::string history = R"(CREATE TABLE "history" (
  "audit_sequence" INTEGER NOT NULL)" +
                              refers_to("audit", "sequence") + R"(,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('insert', 'replace', 'withdraw')),
  "table" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "row_hash" TEXT NOT NULL,
  "before" TEXT NOT NULL,
  PRIMARY KEY ("audit_sequence", "position")
) STRICT, WITHOUT ROWID)";
  return {meta, study, document_text, document_original, audit, history};
}

std::vector<std::string> append_only_triggers() {
  std::vector<std::string> out;
  for (const std::string_view table : {"audit", "history"}) {
    for (const std::string_view verb : {"UPDATE", "DELETE"}) {
      std::string sql = "CREATE TRIGGER \"";
      sql.append(table).append("_no_").append(lowered(verb)).append("\" BEFORE ").append(verb);
      sql.append(" ON \"").append(table).append("\" BEGIN\n  SELECT RAISE(ABORT, '");
      sql.append(table).append(" is append-only');\nEND");
      out.push_back(std::move(sql));
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

std::string create_statement(std::string_view table) {
  const std::string head = "CREATE TABLE " + sql_name(table) + " (";
  for (const std::string& statement : create_statements()) {
    if (statement.starts_with(head)) return statement;
  }
  return {};
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
