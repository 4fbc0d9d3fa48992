// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

#include "entente/base/text.hpp"
#include "posix.hpp"

namespace entente::store {
namespace {

constexpr int busy_milliseconds = 5000;

Error sqlite_error(sqlite3* database, int code, const std::string& path) {
  const std::string reason =
      quotable(database ? sqlite3_errmsg(database) : sqlite3_errstr(code), 200);
  const auto make = [&](ErrorKind kind, std::string message, std::string mend) {
    return Error{kind,           std::move(message) + " (" + reason + ")", {path, 0, {}}, "", "",
                 std::move(mend)};
  };
  // Where the log or its index cannot grow, SQLite speaks of I/O only; the system knows better.
  const int system = database ? sqlite3_system_errno(database) : 0;
  const bool full = (code & 0xFF) == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT);
  switch (full ? SQLITE_FULL : code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return make(ErrorKind::Conflict, "another program is using the study",
                  "wait until it has finished and try again");
    case SQLITE_FULL:
      return make(ErrorKind::Unwritable, "the disk is full",
                  "free some space on the disk and try again; the study is as it was");
    case SQLITE_READONLY:
      return make(ErrorKind::Unwritable, "the study file cannot be written",
                  "copy it to a place that can be written");
    case SQLITE_IOERR:
      return make(ErrorKind::Unwritable, "the disk reports an error",
                  "check the disk; the study is as it was");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return make(ErrorKind::Unreadable, "the study file cannot be opened",
                  "check the path and the right to read it");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return make(ErrorKind::Damaged, "the study file is damaged",
                  "restore it from a backup (entente verify says more)");
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      return make(ErrorKind::Limit, "the study file asks for more than can be held", "");
    case SQLITE_CONSTRAINT:
      return make(ErrorKind::Malformed, "a value breaks a rule of its column",
                  "run: entente check");
    default:
      return make(ErrorKind::Internal, "the study file could not be used", "");
  }
}

int open_flags(OpenMode mode) {
  switch (mode) {
    case OpenMode::Write:
      return SQLITE_OPEN_READWRITE;
    case OpenMode::Create:
    case OpenMode::Memory:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case OpenMode::Read:
    case OpenMode::Immutable:
      break;
  }
  return SQLITE_OPEN_READONLY;
}

/// A file: URI for a path with any bytes; relative paths stay relative.
std::string immutable_uri(const std::string& path) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::error_code code;
  const std::string full = std::filesystem::absolute(path, code).string();
  std::string out = "file:";
  for (const char c : full) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '/' || c == '.' || c == '-' || c == '_';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    }
  }
  return out + "?immutable=1";
}

bool filled_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && status.st_size > 0;
}

/// Starts a read transaction: the first touch of the file, where recovery would be due.
Result<void> begin_reading(Database& database) {
  ENTENTE_CHECK(database.run("BEGIN"));
  ENTENTE_TRY(const std::int64_t version, database.integer("PRAGMA user_version"));
  (void)version;
  return {};
}

Result<Reading> read_private_copy(const std::string& path) {
  std::error_code code;
  const std::filesystem::path base = std::filesystem::temp_directory_path(code);
  std::string pattern = (code ? std::string("/tmp") : base.string()) + "/entente-read-XXXXXX";
  if (!::mkdtemp(pattern.data())) {
    return fail(system_error(ErrorKind::Unreadable,
                             "the study needs recovery and there is no room for a private copy",
                             path, errno));
  }
  auto scratch = std::make_shared<Scratch>(pattern);
  const std::string copy = pattern + "/study";
  for (const char* suffix : {"", "-wal", "-journal"}) {
    if (!std::filesystem::exists(path + suffix, code)) continue;
    std::filesystem::copy_file(path + suffix, copy + suffix, code);
    if (code) {
      return fail(system_error(ErrorKind::Unreadable, "the study cannot be copied for reading",
                               path, code.value()));
    }
    std::filesystem::permissions(
        copy + suffix, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
        code);
  }
  ENTENTE_TRY(Database database, Database::open(copy, OpenMode::Write, path));
  ENTENTE_CHECK(begin_reading(database));
  return Reading{std::move(scratch), std::move(database), {}};
}

}  // namespace

void Query::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Query& Query::note(int code) {
  if (code != SQLITE_OK && failed_ == SQLITE_OK) failed_ = code;
  return *this;
}

Query& Query::bind(int index, std::string_view text) {
  // A null pointer would bind NULL, not the empty text.
  const char* data = text.empty() ? "" : text.data();
  return note(sqlite3_bind_text64(statement_.get(), index, data, text.size(), SQLITE_TRANSIENT,
                                  SQLITE_UTF8));
}
Query& Query::bind(int index, std::int64_t value) {
  return note(sqlite3_bind_int64(statement_.get(), index, value));
}
Query& Query::bind(int index, double value) {
  return note(sqlite3_bind_double(statement_.get(), index, value));
}
Query& Query::bind_blob(int index, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  return note(sqlite3_bind_blob64(statement_.get(), index, data, bytes.size(), SQLITE_TRANSIENT));
}
Query& Query::bind_null(int index) { return note(sqlite3_bind_null(statement_.get(), index)); }

Result<bool> Query::step() {
  if (failed_ != SQLITE_OK) return fail(sqlite_error(database_, failed_, path_));
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fail(sqlite_error(database_, sqlite3_extended_errcode(database_), path_));
}

Result<void> Query::run() {
  auto stepped = step();
  // The error is told before the reset, which would clear it.
  if (!stepped) {
    reset();
    return fail(std::move(stepped).error());
  }
  reset();
  return {};
}

void Query::reset() {
  sqlite3_reset(statement_.get());
  failed_ = SQLITE_OK;
}

bool Query::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
double Query::number(int column) const { return sqlite3_column_double(statement_.get(), column); }
std::string_view Query::text(int column) const {
  // One look-up of the column instead of two; the connection has one owner, so the value stays.
  sqlite3_value* value = sqlite3_column_value(statement_.get(), column);
  const auto* data = sqlite3_value_text(value);
  if (!data) return {};
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_value_bytes(value))};
}
std::string_view Query::blob(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  if (!data) return {};
  return {static_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Database::Close::operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }

Result<Database> Database::open(const std::string& path, OpenMode mode, const std::string& shown) {
  Database out;
  out.path_ = shown;
  sqlite3* raw = nullptr;
  std::string name = path;
  int flags = open_flags(mode) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (mode == OpenMode::Memory) name = ":memory:";
  if (mode == OpenMode::Immutable) {
    name = immutable_uri(path);
    flags |= SQLITE_OPEN_URI;
  } else if (name.starts_with("file:") || (name.starts_with(':') && mode != OpenMode::Memory)) {
    name = "./" + name;
  }
  const int code = sqlite3_open_v2(name.c_str(), &raw, flags, nullptr);
  out.database_.reset(raw);
  if (code != SQLITE_OK) return fail(sqlite_error(raw, code, shown));
  sqlite3_busy_timeout(raw, busy_milliseconds);
  // The file may come from a stranger: no tricks from its schema, and damage is said early.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  ENTENTE_CHECK(
      out.run("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; "
              "PRAGMA temp_store = MEMORY"));
  return out;
}

Result<Query> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v2(raw(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return fail(error(code));
  return Query(raw(), statement, path_);
}

Result<void> Database::run(const std::string& sql) {
  const int code = sqlite3_exec(raw(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(error(code));
  return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) {
  ENTENTE_TRY(Query query, prepare(sql));
  ENTENTE_TRY(const bool row, query.step());
  return row ? query.integer(0) : 0;
}

Result<std::string> Database::text(std::string_view sql) {
  ENTENTE_TRY(Query query, prepare(sql));
  ENTENTE_TRY(const bool row, query.step());
  return row ? std::string(query.text(0)) : std::string();
}

void Database::roll_back() noexcept {
  if (sqlite3_get_autocommit(raw()) == 0) {
    sqlite3_exec(raw(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

Error Database::error(int code) const { return sqlite_error(raw(), code, path_); }

Result<Reading> open_for_reading(const std::string& path) {
  auto plain = Database::open(path, OpenMode::Read, path);
  auto begun = plain ? begin_reading(*plain) : Result<void>(fail(plain.error()));
  if (begun) return Reading{nullptr, std::move(*plain), path};
  if (begun.error().kind == ErrorKind::Damaged || begun.error().kind == ErrorKind::Conflict) {
    return fail(std::move(begun).error());
  }
  // A place that cannot be written, with a file that a killed or still running writer left in WAL
  // mode: without a log there is nothing to recover; with one, recovery happens in a copy.
  if (filled_file(path + "-wal") || filled_file(path + "-journal")) return read_private_copy(path);
  ENTENTE_TRY(Database still, Database::open(path, OpenMode::Immutable, path));
  ENTENTE_CHECK(begin_reading(still));
  return Reading{nullptr, std::move(still), {}};
}

Result<Database> open_for_writing(const std::string& path) {
  ENTENTE_CHECK(refuse_network_share(path));
  auto opened = Database::open(path, OpenMode::Write, path);
  if (!opened) {
    Error error = std::move(opened).error();
    if (error.kind == ErrorKind::Unreadable) error.kind = ErrorKind::Unwritable;
    return fail(std::move(error));
  }
  Database database = std::move(*opened);
  // SQLite does not wait by itself when the journal mode changes under a reader.
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(busy_milliseconds);
  for (;;) {
    auto mode = database.text("PRAGMA journal_mode = WAL");
    if (mode && *mode == "wal") break;
    const bool busy = mode || mode.error().kind == ErrorKind::Conflict;
    if (!busy || std::chrono::steady_clock::now() >= deadline) {
      Error error = mode ? database.error(SQLITE_READONLY) : std::move(mode).error();
      // A place where no log can be made is a place that cannot be written.
      if (error.kind == ErrorKind::Unreadable) error.kind = ErrorKind::Unwritable;
      return fail(std::move(error));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ENTENTE_CHECK(database.run("PRAGMA synchronous = FULL"));
  return database;
}

void settle(Database& database) noexcept {
  // Waiting here would punish the writer for a slow reader; SQLite tidies up at the last close.
  sqlite3_busy_timeout(database.raw(), 100);
  sqlite3_exec(database.raw(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
}

std::string sql_name(std::string_view name) { return "\"" + std::string(name) + "\""; }

}  // namespace entente::store
