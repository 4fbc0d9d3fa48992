// SPDX-License-Identifier: GPL-3.0-or-later
// The full-text table: SQLite's FTS5 in memory, with our words (tokens.hpp) and stems as its
// tokens. SQL texts are constants; every value is bound. One owner an object. Apart from the store,
// whose SQLite speaks of studies; this one is thrown away and made again when anything is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace entente::ingest {

class Stemmer;

/// A prepared statement over the table.
class TableQuery {
 public:
  TableQuery(sqlite3* database, sqlite3_stmt* statement)
      : database_(database), statement_(statement) {}

  TableQuery& bind(int index, std::string_view text);
  TableQuery& bind(int index, std::int64_t value);
  TableQuery& bind_bytes(int index, std::string_view bytes);

  /// True where there is a row; its texts last until the next step. Errors: Damaged, Limit.
  Result<bool> step();
  /// For statements without rows.
  Result<void> run();
  /// Makes ready for other values.
  void reset();

  std::int64_t integer(int column) const;
  double number(int column) const;
  std::string_view bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class FullTextTable {
 public:
  /// An empty one.
  static Result<FullTextTable> make();
  /// What serialized() gave, from `offset` on. Errors: Damaged.
  static Result<FullTextTable> over(std::string bytes, std::size_t offset);

  FullTextTable(FullTextTable&&) noexcept;
  FullTextTable& operator=(FullTextTable&&) noexcept;
  ~FullTextTable();

  /// Whose stems the rows added next have.
  void use_stemmer(Stemmer* stemmer) noexcept;
  /// Words of the row added last.
  std::uint32_t last_row_words() const noexcept;
  /// Words of each row, row 1 first: relevance() measures a row by them. FTS5 would look each up in
  /// a table of its own, which takes longer than all else.
  void use_lengths(std::vector<std::uint32_t> words);

  Result<TableQuery> prepare(std::string_view sql) const;
  Result<void> run(const char* sql) const;

  /// The whole table as bytes, the same for the same calls.
  Result<std::string> serialized() const;

 private:
  struct State;
  explicit FullTextTable(std::unique_ptr<State> state);
  static Result<FullTextTable> opened();
  std::unique_ptr<State> state_;
};

}  // namespace entente::ingest
