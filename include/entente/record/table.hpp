// SPDX-License-Identifier: GPL-3.0-or-later
// A table in memory: canonical cells as text in one flat arena, row after row.
// Const access is safe from any thread; appending needs one owner.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/record/schema.hpp"

namespace entente::record {

/// Rows of one TableSchema, in the author's order. Cells are canonical (see canonical_cell).
class Table {
 public:
  explicit Table(const TableSchema& schema) : schema_(&schema) {}

  const TableSchema& schema() const noexcept { return *schema_; }
  std::size_t rows() const noexcept { return ends_.size() / columns(); }
  std::size_t columns() const noexcept { return schema_->columns.size(); }

  /// Bounds are the caller's duty. O(1).
  std::string_view cell(std::size_t row, std::size_t column) const noexcept {
    const std::size_t at = row * columns() + column;
    const std::size_t start = at == 0 ? 0 : ends_[at - 1];
    return std::string_view(arena_).substr(start, ends_[at] - start);
  }
  /// By column name; empty for a name the schema has not. O(columns).
  std::string_view cell(std::size_t row, std::string_view column) const noexcept;
  std::string_view id(std::size_t row) const noexcept { return cell(row, std::size_t{0}); }
  std::vector<std::string> row_cells(std::size_t row) const;

  /// Adds a row of exactly columns() cells; `line` is its place in the user's file, 0 unknown.
  void append(std::span<const std::string_view> cells, std::int64_t line = 0);
  void append(std::span<const std::string> cells, std::int64_t line = 0);
  void append(std::initializer_list<std::string_view> cells) {
    append(std::span<const std::string_view>(cells.begin(), cells.size()));
  }
  /// Row-building in place, for readers of large files: columns() calls a row.
  void append_cell(std::string_view cell) {
    arena_.append(cell);
    ends_.push_back(arena_.size());
  }
  void reserve(std::size_t row_count, std::size_t bytes);

  std::int64_t line(std::size_t row) const noexcept {
    return row < lines_.size() ? lines_[row] : 0;
  }

  /// Row by id, or nothing. O(rows); use RowIndex for many look-ups.
  std::optional<std::size_t> find(std::string_view id) const noexcept;

  /// Same schema, same rows in the same order (source lines do not count).
  friend bool operator==(const Table& a, const Table& b) {
    return a.schema_ == b.schema_ && a.ends_ == b.ends_ && a.arena_ == b.arena_;
  }

 private:
  const TableSchema* schema_;
  std::string arena_;
  std::vector<std::size_t> ends_;
  std::vector<std::int64_t> lines_;
};

/// Ids to rows; views into the table, which must outlive it unchanged. The first of two equal ids
/// wins.
class RowIndex {
 public:
  explicit RowIndex(const Table& table);
  std::optional<std::size_t> find(std::string_view id) const noexcept;

 private:
  std::unordered_map<std::string_view, std::size_t> rows_;
};

}  // namespace entente::record
