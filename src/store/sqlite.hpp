// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite with errors as values. SQL texts are our own; every value is bound. One owner a database.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "entente/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace entente::store {

/// A prepared statement. The first failing bind is reported by the next step or run.
class Query {
 public:
  Query(sqlite3* database, sqlite3_stmt* statement, std::string path)
      : database_(database), statement_(statement), path_(std::move(path)) {}

  Query& bind(int index, std::string_view text);
  Query& bind(int index, std::int64_t value);
  Query& bind(int index, double value);
  Query& bind_blob(int index, std::string_view bytes);
  Query& bind_null(int index);

  /// True where there is a row. Texts of the row last until the next step.
  Result<bool> step();
  /// For statements without rows: steps once and makes ready for the next values.
  Result<void> run();
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double number(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  Query& note(int code);
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::string path_;
  int failed_ = 0;
};

enum class OpenMode {
  Read,       ///< never writes content; see open_for_reading for what lies beside the file
  Write,      ///< the file must exist
  Create,     ///< a new file
  Immutable,  ///< read a file that nothing can change
  Memory,     ///< in memory, path ignored
};

class Database {
 public:
  /// `shown` is the path in messages.
  static Result<Database> open(const std::string& path, OpenMode mode, const std::string& shown);

  Result<Query> prepare(std::string_view sql);
  /// One or more statements without values.
  Result<void> run(const std::string& sql);
  /// The first column of the first row as an integer; 0 where there is no row.
  Result<std::int64_t> integer(std::string_view sql);
  Result<std::string> text(std::string_view sql);

  /// Rolls back what is open, whatever happens.
  void roll_back() noexcept;

  sqlite3* raw() const noexcept { return database_.get(); }
  const std::string& path() const noexcept { return path_; }
  /// The last error of the library in our words.
  Error error(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };
  std::unique_ptr<sqlite3, Close> database_;
  std::string path_;
};

/// A file open for reading, with the private copy it may need: where SQLite would have to finish
/// what a killed writer began and may not write there, it does so in a copy.
struct Reading {
  std::shared_ptr<void> copy;  ///< removed after the database is closed
  Database database;
  std::string again;  ///< path for a second connection beside this one; empty where none may be
};
Result<Reading> open_for_reading(const std::string& path);

/// Opens for writing in WAL mode with full synchronisation and foreign keys.
/// Errors: Conflict (busy for five seconds), Unwritable.
Result<Database> open_for_writing(const std::string& path);

/// Puts the write-ahead log back into the file, so that one file remains. Not an error where
/// another program still reads: the last one out does it.
void settle(Database& database) noexcept;

/// SQL identifier in quotes. Names come from the schema, never from input.
std::string sql_name(std::string_view name);

}  // namespace entente::store
