// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/dna/database.hpp"

#include <sqlite3.h>

#include <array>
#include <map>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// Steps of SQLite's machine between two looks at the budget.
constexpr int steps_a_look = 10'000;

int count_looks(void* left) {
  auto& looks = *static_cast<std::int64_t*>(left);
  return --looks < 0 ? 1 : 0;
}

/// Once the database is open, columns of tables may be read and nothing else.
int only_reading(void* /*self*/, int action, const char* /*first*/, const char* /*second*/,
                 const char* /*database*/, const char* within) {
  const bool reads = action == SQLITE_SELECT || action == SQLITE_READ;
  return reads && within == nullptr ? SQLITE_OK : SQLITE_DENY;
}

void harden(sqlite3* raw) {
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, static_cast<int>(document_limit));
  sqlite3_limit(raw, SQLITE_LIMIT_SQL_LENGTH, 1'000'000);
  sqlite3_limit(raw, SQLITE_LIMIT_COLUMN, 200);
  sqlite3_limit(raw, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit(raw, SQLITE_LIMIT_COMPOUND_SELECT, 5);
  sqlite3_limit(raw, SQLITE_LIMIT_VDBE_OP, 25'000);
  sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(raw, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
}

}  // namespace

struct DnaDatabase::State {
  struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using OwnedStatement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

  std::string file;
  std::string copy;  ///< of a file left in WAL mode, put into the other
  std::unique_ptr<sqlite3, CloseDatabase> database;
  std::map<std::string, OwnedStatement> inserts;
  std::set<std::string, std::less<>> tables;
  std::int64_t looks = 0;
  std::uint64_t text = 0;

  Error error(int code) const {
    if (code == SQLITE_INTERRUPT || code == SQLITE_TOOBIG || code == SQLITE_NOMEM) {
      return input_error(ErrorKind::Limit, "the database costs too much to read", {file, 0, {}},
                         "a database whose rows fit its size", {},
                         "open it in DNA, save it under a new name and import that");
    }
    return input_error(ErrorKind::Malformed, "the database cannot be read", {file, 0, {}},
                       "a whole SQLite database as DNA 3 writes it",
                       quotable(sqlite3_errmsg(database.get()), 120),
                       "open it in DNA, save it under a new name and import that");
  }
};

std::optional<std::int64_t> DnaRow::integer(int column) const {
  auto* statement = static_cast<sqlite3_stmt*>(statement_);
  if (sqlite3_column_type(statement, column) != SQLITE_INTEGER) return std::nullopt;
  return sqlite3_column_int64(statement, column);
}

std::string_view DnaRow::text(int column) const {
  auto* statement = static_cast<sqlite3_stmt*>(statement_);
  const unsigned char* text = sqlite3_column_text(statement, column);
  const int size = sqlite3_column_bytes(statement, column);
  if (text == nullptr || size <= 0) return {};
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
}

DnaDatabase::DnaDatabase(std::unique_ptr<State> state) : state_(std::move(state)) {}
DnaDatabase::DnaDatabase(DnaDatabase&&) noexcept = default;
DnaDatabase& DnaDatabase::operator=(DnaDatabase&&) noexcept = default;
DnaDatabase::~DnaDatabase() = default;

Result<DnaDatabase> DnaDatabase::making() {
  auto state = std::make_unique<State>();
  state->file = "the new database";
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(":memory:", &raw, flags, nullptr);
  state->database.reset(raw);
  if (code != SQLITE_OK) return fail(state->error(code));
  return DnaDatabase(std::move(state));
}

Result<DnaDatabase> DnaDatabase::reading(std::string_view bytes, const std::string& file) {
  if (bytes.size() > unpacked_limit) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file, 0, {}},
                            "at most " + std::to_string(unpacked_limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes",
                            "split the database in DNA and import its parts"));
  }
  constexpr std::string_view magic("SQLite format 3\0", 16);
  if (bytes.size() < 512 || !bytes.starts_with(magic)) {
    return fail(input_error(ErrorKind::Malformed, "not a SQLite database", {file, 0, {}},
                            "a .dna file of DNA 3", quotable(bytes.substr(0, 16)),
                            "check that the file is whole"));
  }
  ENTENTE_TRY(DnaDatabase out, making());
  State& state = *out.state_;
  state.file = file;
  if (bytes[18] == 2 || bytes[19] == 2) {
    // Left in WAL mode: without its log beside it, the file alone is what there is.
    state.copy = bytes;
    state.copy[18] = state.copy[19] = 1;
    bytes = state.copy;
  }
  sqlite3* raw = state.database.get();
  harden(raw);
  // SQLite's interface takes no pointer to const; READONLY keeps it from writing there.
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  auto* data = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));  // NOLINT
  const int code = sqlite3_deserialize(raw, "main", data, size, size, SQLITE_DESERIALIZE_READONLY);
  if (code != SQLITE_OK) return fail(state.error(code));
  ENTENTE_CHECK(out.run("PRAGMA query_only = ON; PRAGMA cell_size_check = ON"));
  state.looks = 1000 + size / 500;
  sqlite3_progress_handler(raw, steps_a_look, count_looks, &state.looks);
  sqlite3_set_authorizer(raw, only_reading, nullptr);
  ENTENTE_CHECK(out.each("SELECT type, name, sql FROM sqlite_schema", [&](const DnaRow& row) {
    const bool plain = lowered(row.text(2)).starts_with("create table");
    if (row.text(0) == "table" && plain) state.tables.emplace(row.text(1));
    return state.tables.size() < 1000;
  }));
  return out;
}

bool DnaDatabase::has_table(std::string_view name) const { return state_->tables.contains(name); }

Result<void> DnaDatabase::each(const std::string& sql,
                               const std::function<bool(const DnaRow&)>& call) {
  sqlite3* raw = state_->database.get();
  sqlite3_stmt* prepared = nullptr;
  int code = sqlite3_prepare_v2(raw, sql.c_str(), -1, &prepared, nullptr);
  const State::OwnedStatement statement(prepared);
  if (code != SQLITE_OK) return fail(state_->error(code));
  const DnaRow row(statement.get());
  while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
    for (int c = 0; c < sqlite3_column_count(statement.get()); ++c) {
      state_->text += row.integer(c) ? 0 : row.text(c).size();
    }
    if (state_->text > text_limit) return fail(state_->error(SQLITE_TOOBIG));
    if (!call(row)) return {};
  }
  if (code != SQLITE_DONE) return fail(state_->error(code));
  return {};
}

Result<void> DnaDatabase::run(const std::string& sql) {
  const int code = sqlite3_exec(state_->database.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(state_->error(code));
  return {};
}

Result<void> DnaDatabase::insert(const std::string& table, std::initializer_list<DnaValue> values) {
  sqlite3* raw = state_->database.get();
  State::OwnedStatement& statement = state_->inserts[table];
  if (!statement) {
    std::string sql = "INSERT INTO " + table + " VALUES(?";
    for (std::size_t i = 1; i < values.size(); ++i) sql += ",?";
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(raw, (sql + ")").c_str(), -1, &prepared, nullptr);
    if (code != SQLITE_OK) return fail(state_->error(code));
    statement.reset(prepared);
  }
  int place = 0;
  for (const DnaValue& value : values) {
    ++place;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(statement.get(), place, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      sqlite3_bind_text64(statement.get(), place, text->empty() ? "" : text->data(), text->size(),
                          SQLITE_TRANSIENT, SQLITE_UTF8);
    } else {
      sqlite3_bind_null(statement.get(), place);
    }
  }
  const int code = sqlite3_step(statement.get());
  sqlite3_reset(statement.get());
  if (code != SQLITE_DONE) return fail(state_->error(code));
  return {};
}

Result<std::string> DnaDatabase::bytes() {
  state_->inserts.clear();
  sqlite3_int64 size = 0;
  unsigned char* data = sqlite3_serialize(state_->database.get(), "main", &size, 0);
  if (data == nullptr) return fail(state_->error(SQLITE_NOMEM));
  std::string out(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
  sqlite3_free(data);
  return out;
}

}  // namespace entente::ingest
