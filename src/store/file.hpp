// SPDX-License-Identifier: GPL-3.0-or-later
// A study file: SQLite tables made from the schema, texts, audit chain and history.
#pragma once

#include <string>
#include <vector>

#include "ledger.hpp"
#include "sql_schema.hpp"
#include "sqlite.hpp"

namespace entente::store {

class OriginalReader;

/// Checks that an open database is a study of this version with exactly our tables.
/// Errors: Malformed (no study, other tables), TooNew. `older` (where given) allows an older
/// version and tells it; the tables are then not checked.
Result<void> check_identity(Database& database, std::int64_t* older = nullptr);

/// Reads settings, all tables and texts. Rows that cannot be right become problems.
Result<record::Study> read_study(Reading& reading, std::vector<Error>& problems);

/// Reads the rows of the table that `out` is for. Rows that cannot be right become problems.
Result<void> load_table(Database& database, record::Table& out, std::vector<Error>& problems);

/// Reads the whole history. Errors: Damaged.
Result<Ledger> read_ledger(Database& database);

/// A database for reading in the current version: the file itself or, for an older one, a migrated
/// copy in memory.
Result<Reading> open_current_for_reading(const std::string& path);

/// Writes rows of one table, with their links.
class RowWriter {
 public:
  static Result<RowWriter> make(Database& database, const record::TableSchema& schema);
  Result<void> insert(std::span<const std::string_view> cells);
  Result<void> replace(std::int64_t row, std::span<const std::string_view> cells);
  Result<void> remove(std::int64_t row);

 private:
  struct Link {
    std::size_t column = 0;
    Query insert;
    Query remove;
  };
  RowWriter(Database& database, const record::TableSchema& schema, Query insert, Query update,
            Query remove, std::vector<Link> links);
  Result<void> bind_plain(Query& query, std::span<const std::string_view> cells);
  Result<void> insert_links(std::int64_t row, std::span<const std::string_view> cells);
  Result<void> remove_links(std::int64_t row);

  Database* database_;
  const record::TableSchema* schema_;
  Query insert_;
  Query update_;
  Query remove_;
  std::vector<Link> links_;
};

/// Appends an entry and its versions; `known` state of the chain is read from the file.
Result<AuditEntry> append_to_file(Database& database, const std::string& kind, const Origin& origin,
                                  std::vector<StoredVersion> versions);

/// Ends a transaction; where foreign keys are broken, the error names the rows.
Result<void> commit_transaction(Database& database);

/// Notes in `meta` how the chain ends and how many texts there are: what a lost last page would
/// otherwise hide.
Result<void> write_ends(Database& database);

/// File halves of the public functions.
Result<Opened> open_file(const std::string& path);
Result<History> file_history(const std::string& path);
Result<void> create_file(const std::string& path, const record::Study& study, const Ledger& ledger,
                         const Watch& watch, OriginalReader* originals);
Result<Committed> commit_file(const std::string& path, const Edit& edit, const Origin& origin,
                              const Watch& watch);
Result<VerifyReport> verify_file(const std::string& path);

}  // namespace entente::store
