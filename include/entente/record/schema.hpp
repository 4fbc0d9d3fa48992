// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary of a study: every table and column, declared once. The CSV folder, the SQLite
// study file, the spreadsheet template, `entente check`, `entente new` and docs/format.md all
// derive from these declarations; adding a column here adds it everywhere.
// Immutable after start-up; any thread.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::record {

enum class ColumnKind {
  Id,          ///< the row's own id; first column of every table; unique in it
  Text,        ///< free text, one or more lines
  Word,        ///< one word of a vocabulary (closed where `vocabulary` is not empty)
  Words,       ///< several words, ';' between them
  Integer,     ///< whole number in [low, high]
  Number,      ///< finite decimal number in [low, high]
  Date,        ///< entente::Date in its text form
  Flag,        ///< "yes", "no" or blank = not known
  Reference,   ///< id of a row of `target`
  References,  ///< several ids of rows of `target`, ';' between them, order kept, none twice
  Hash,        ///< SHA-256 as 64 lower-case hexadecimal digits
  Data,        ///< names of rows of any table, "statement/P014", ';' between them, none twice
};

/// The kind's name in documentation: "id", "text", "word", ...
std::string_view to_string(ColumnKind kind) noexcept;

struct Column {
  std::string_view name;
  ColumnKind kind = ColumnKind::Text;
  std::string_view note;     ///< what it holds, in one phrase; shown in templates and docs
  std::string_view example;  ///< cell of the worked example row
  bool required = false;
  std::string_view target = {};                   ///< Reference, References: the table meant
  std::vector<std::string_view> vocabulary = {};  ///< Word, Words: the allowed words, or any
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// Which of the four layers (or the frame around them) a table belongs to; see DESIGN.
enum class Layer { Frame, Passage, Statement, Fact, Judgement, Estimate };
std::string_view to_string(Layer layer) noexcept;

struct TableSchema {
  std::string_view name;
  Layer layer = Layer::Frame;
  std::string_view purpose;     ///< one sentence for docs, templates and `entente new`
  std::string_view id_prefix;   ///< ids given to rows imported without one: prefix + number
  std::vector<Column> columns;  ///< columns[0] is always the id

  /// Index of a column by name, or nothing. O(columns).
  std::optional<std::size_t> column(std::string_view column_name) const noexcept;
};

/// All tables, in an order in which every reference but a table's own points backwards; `Data`
/// cells may point anywhere.
const std::vector<TableSchema>& tables();

/// Index into tables() by name, or nothing.
std::optional<std::size_t> table_index(std::string_view name) noexcept;

/// The schema of a table that must exist (programmer's constant); index bug otherwise.
const TableSchema& table_schema(std::string_view name);

std::vector<std::string> table_names();

/// A row that a cell names: index into tables() and its id, a view into the cell.
struct RowName {
  std::size_t table = 0;
  std::string_view id;
};

/// "statement/P014" as table and id; nothing where there is no such table or no id. O(tables).
std::optional<RowName> parse_datum(std::string_view datum) noexcept;

/// All rows that a canonical cell of the column names: one for a Reference, any number for
/// References and Data, none for other kinds. O(cell × tables).
std::vector<RowName> named_rows(const Column& column, std::string_view cell);

/// SHA-free fingerprint text of all declarations, one line a column: stored in study files so that
/// two builds can tell whether they mean the same tables.
std::string schema_text();

/// A cell in canonical form: trimmed, number and date forms normalised, list items trimmed and
/// joined by ';', flags as yes/no. Ids may hold any printable characters but ';', white space at
/// the ends, '"' and control characters. Errors: Missing, Malformed, Range, Vocabulary (with a
/// "did you mean"), Duplicate (twice in one list); place.column is set, the rest is the caller's.
/// References are not resolved here (see check.hpp). O(cell).
Result<std::string> canonical_cell(const Column& column, std::string_view raw);

/// Largest cell any reader accepts, in bytes: 1 MiB.
inline constexpr std::size_t cell_limit = std::size_t{1} << 20U;

}  // namespace entente::record
