// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing older study files to the current version: numbered steps, one transaction each, the
// untouched file kept first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sqlite.hpp"

namespace entente::store {

/// Brings a file from version `from` to `from + 1`. The transaction and user_version are the
/// caller's. Adding a column changes no hash of a row and so needs no history; renaming one does,
/// and adds an entry `migrated` that keeps each row as it was.
struct MigrationStep {
  std::int64_t from = 0;
  std::string what;  ///< one sentence for docs/format.md
  Result<void> (*run)(Database&) = nullptr;
};

/// Every step ever, oldest first.
const std::vector<MigrationStep>& migration_steps();

/// Runs the steps from `version` to `target`, each in a transaction of its own.
Result<void> run_steps(Database& database, const std::vector<MigrationStep>& steps,
                       std::int64_t version, std::int64_t target);

/// Where a file is older: keeps a copy NAME.bak-vN beside it, then runs the steps on the file.
Result<void> migrate_file(const std::string& path);
Result<void> migrate_file(const std::string& path, const std::vector<MigrationStep>& steps,
                          std::int64_t target);

/// A migrated copy in memory, for reading an older file without writing to it.
Result<Database> migrated_copy(Database& source, std::int64_t version);
Result<Database> migrated_copy(Database& source, std::int64_t version,
                               const std::vector<MigrationStep>& steps, std::int64_t target);

/// Copies all pages of an open database into another (SQLite's online backup).
Result<void> copy_pages(Database& from, Database& to);

}  // namespace entente::store
