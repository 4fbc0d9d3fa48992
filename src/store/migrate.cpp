// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrate.hpp"

#include <sqlite3.h>
#include <sys/stat.h>

#include <chrono>
#include <memory>
#include <thread>

#include "file.hpp"
#include "posix.hpp"

namespace entente::store {
namespace {

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const noexcept { sqlite3_backup_finish(backup); }
};

/// The first name that nothing has: NAME.bak-v0, NAME.bak-v0.2 ...
std::string kept_copy_name(const std::string& path, std::int64_t version) {
  const std::string stem = path + ".bak-v" + std::to_string(version);
  std::string name = stem;
  struct stat status {};
  for (int number = 2; ::lstat(name.c_str(), &status) == 0; ++number) {
    name = stem + "." + std::to_string(number);
  }
  return name;
}

Error no_step(const std::string& path, std::int64_t version) {
  return {
      ErrorKind::Malformed,    "the study file has a version this Entente does not know",
      {path, 0, {}},           "1 to " + std::to_string(file_version),
      std::to_string(version), "open it with the version that wrote it and convert it to a folder"};
}

}  // namespace

Result<void> run_steps(Database& database, const std::vector<MigrationStep>& steps,
                       std::int64_t version, std::int64_t target) {
  for (const MigrationStep& step : steps) {
    if (step.from != version || version >= target) continue;
    ENTENTE_CHECK(database.run("BEGIN IMMEDIATE"));
    auto done = step.run(database);
    if (done) done = database.run("PRAGMA user_version = " + std::to_string(version + 1));
    if (done) done = commit_transaction(database);
    if (!done) {
      database.roll_back();
      return done;
    }
    ++version;
  }
  if (version != target) return fail(no_step(database.path(), version));
  return {};
}

Result<void> copy_pages(Database& from, Database& to) {
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(to.raw(), "main", from.raw(), "main"));
  if (!backup) return fail(to.error(sqlite3_errcode(to.raw())));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (;;) {
    const int code = sqlite3_backup_step(backup.get(), 1024);
    if (code == SQLITE_DONE) return {};
    const bool busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    if ((code != SQLITE_OK && !busy) || std::chrono::steady_clock::now() >= deadline) {
      return fail(to.error(code));
    }
    if (busy) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Result<void> migrate_file(const std::string& path) {
  return migrate_file(path, migration_steps(), file_version);
}

Result<void> migrate_file(const std::string& path, const std::vector<MigrationStep>& steps,
                          std::int64_t target) {
  std::int64_t version = 0;
  {
    ENTENTE_TRY(Reading reading, open_for_reading(path));
    ENTENTE_CHECK(check_identity(reading.database, &version));
    if (version >= target) return {};
    ENTENTE_CHECK(refuse_network_share(path));
    const std::string kept = kept_copy_name(path, version);
    Scratch part(free_sibling(path, "keep"));
    {
      ENTENTE_TRY(Database copy, Database::open(part.path(), OpenMode::Create, kept));
      ENTENTE_CHECK(copy_pages(reading.database, copy));
    }
    ENTENTE_CHECK(sync_path(part.path()));
    ENTENTE_CHECK(move_to_new(part.path(), kept));
    part.keep();
  }
  ENTENTE_TRY(Database database, open_for_writing(path));
  auto done = run_steps(database, steps, version, target);
  settle(database);
  return done;
}

Result<Database> migrated_copy(Database& source, std::int64_t version) {
  return migrated_copy(source, version, migration_steps(), file_version);
}

Result<Database> migrated_copy(Database& source, std::int64_t version,
                               const std::vector<MigrationStep>& steps, std::int64_t target) {
  ENTENTE_TRY(Database copy, Database::open("", OpenMode::Memory, source.path()));
  ENTENTE_CHECK(copy_pages(source, copy));
  ENTENTE_CHECK(run_steps(copy, steps, version, target));
  ENTENTE_CHECK(copy.run("BEGIN"));
  return copy;
}

}  // namespace entente::store
