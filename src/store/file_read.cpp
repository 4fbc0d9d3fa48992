// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>
#include <map>

#include "entente/base/parallel.hpp"
#include "entente/base/text.hpp"
#include "file.hpp"
#include "migrate.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

Error file_damage(const std::string& path, std::string message) {
  return {ErrorKind::Damaged,
          std::move(message),
          {path, 0, {}},
          "",
          "",
          "restore the file from a backup"};
}

/// Most cells are ASCII, which eight bytes at a time can tell.
bool broken_text(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080U) != 0) return first_broken_utf8(text).has_value();
  }
  for (; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) >= 0x80) return first_broken_utf8(text).has_value();
  }
  return false;
}

/// A link table read along with its table: both come in row order.
struct LinkCursor {
  Query query;
  std::size_t column = 0;
  bool more = false;
  std::int64_t row = 0;

  Result<void> advance() {
    ENTENTE_TRY(more, query.step());
    if (more) row = query.integer(0);
    return {};
  }

  /// The row's targets as a list cell. Links of rows that are not there are passed over: the
  /// foreign keys of verify find them.
  Result<void> collect(std::int64_t wanted, std::string& cell) {
    cell.clear();
    while (more && row < wanted) ENTENTE_CHECK(advance());
    while (more && row == wanted) {
      if (!cell.empty()) cell += ';';
      cell += query.text(1);
      ENTENTE_CHECK(advance());
    }
    return {};
  }
};

class TableLoader {
 public:
  TableLoader(Database& database, const record::TableSchema& schema, record::Table& out,
              std::vector<Error>& problems)
      : database_(database),
        schema_(schema),
        out_(out),
        problems_(problems),
        cells_(schema.columns.size()),
        buffers_(schema.columns.size()),
        number_(schema.columns.size()) {
    for (std::size_t c = 0; c < schema.columns.size(); ++c) {
      if (plain_column(schema.columns[c])) plain_.push_back(c);
      number_[c] = schema.columns[c].kind == record::ColumnKind::Number;
    }
  }

  Result<void> load() {
    ENTENTE_CHECK(open_links());
    ENTENTE_TRY(const std::int64_t last,
                database_.integer("SELECT max(\"row\") FROM " + sql_name(schema_.name)));
    // The number is the file's word; a damaged one must not ask for the moon.
    expected_rows_ = static_cast<std::size_t>(std::clamp<std::int64_t>(last, 0, 1'000'000));
    ENTENTE_TRY(Query query, database_.prepare(select_rows(schema_)));
    for (;;) {
      ENTENTE_TRY(const bool more, query.step());
      if (!more) return {};
      ENTENTE_CHECK(load_row(query));
    }
  }

 private:
  Result<void> open_links() {
    for (std::size_t c = 0; c < schema_.columns.size(); ++c) {
      if (plain_column(schema_.columns[c])) continue;
      ENTENTE_TRY(Query query, database_.prepare(select_links(schema_, schema_.columns[c])));
      links_.push_back({std::move(query), c});
      ENTENTE_CHECK(links_.back().advance());
    }
    return {};
  }

  Result<void> load_row(Query& query) {
    const std::int64_t row = query.integer(0);
    std::size_t bytes = 0;
    bool broken = false;
    int at = 0;
    for (const std::size_t c : plain_) {
      ++at;
      std::string_view cell = query.text(at);
      if (cell.empty()) {
        cells_[c] = {};
        continue;
      }
      if (number_[c]) {
        buffers_[c] = number_text(query.number(at));
        cell = buffers_[c];
      }
      bytes += cell.size();
      broken = broken || broken_text(cell);
      cells_[c] = cell;
    }
    for (LinkCursor& link : links_) {
      std::string& buffer = buffers_[link.column];
      ENTENTE_CHECK(link.collect(row, buffer));
      bytes += buffer.size();
      broken = broken || broken_text(buffer);
      cells_[link.column] = buffer;
    }
    if (broken) {
      problems_.push_back(
          file_damage(database_.path(),
                      std::string(schema_.name) + " " + quotable(cells_[0]) + ": broken UTF-8"));
      return {};
    }
    out_.append(std::span<const std::string_view>(cells_));
    // By now the usual size of a row is known, and room for all saves moving them about.
    bytes_ += bytes;
    if (++rows_ == sample && expected_rows_ > sample) {
      out_.reserve(expected_rows_, bytes_ / sample * expected_rows_ / 10 * 11);
    }
    return {};
  }

  static constexpr std::size_t sample = 500;

  Database& database_;
  const record::TableSchema& schema_;
  record::Table& out_;
  std::vector<Error>& problems_;
  std::vector<std::string_view> cells_;
  std::vector<std::string> buffers_;
  std::vector<std::size_t> plain_;  ///< columns in the table itself, in order
  std::vector<bool> number_;
  std::vector<LinkCursor> links_;
  std::size_t expected_rows_ = 0;
  std::size_t rows_ = 0;
  std::size_t bytes_ = 0;
};

/// Below this many rows a second connection costs more than it saves.
constexpr std::int64_t rows_worth_two = 20'000;

/// Tables for each of two readers, so that both have about as many rows. One reader for little.
Result<std::vector<std::vector<std::size_t>>> shared_out(Database& database, bool may_share) {
  std::vector<std::pair<std::int64_t, std::size_t>> sizes;
  std::int64_t total = 0;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    ENTENTE_TRY(const std::int64_t rows,
                database.integer("SELECT max(\"row\") FROM " + sql_name(record::tables()[t].name)));
    // Wide rows take longer.
    const auto columns = static_cast<std::int64_t>(record::tables()[t].columns.size());
    sizes.emplace_back(std::clamp<std::int64_t>(rows, 0, 1'000'000'000) * columns, t);
    total += std::clamp<std::int64_t>(rows, 0, 1'000'000'000);
  }
  std::vector<std::vector<std::size_t>> out(may_share && total >= rows_worth_two ? 2 : 1);
  std::vector<std::int64_t> load(out.size());
  std::sort(sizes.begin(), sizes.end(), std::greater<>());
  for (const auto& [size, table] : sizes) {
    const auto least = std::min_element(load.begin(), load.end()) - load.begin();
    out[static_cast<std::size_t>(least)].push_back(table);
    load[static_cast<std::size_t>(least)] += size;
  }
  return out;
}

Result<std::string> chain_head(Database& database) {
  return database.text("SELECT \"value\" FROM \"meta\" WHERE \"key\" = 'audit_head'");
}

Result<void> load_tables(Database& database, const std::vector<std::size_t>& which,
                         record::Study& study, std::vector<std::vector<Error>>& problems) {
  for (const std::size_t t : which) {
    ENTENTE_CHECK(TableLoader(database, record::tables()[t], study.table(t), problems[t]).load());
  }
  return {};
}

/// The second reader's part. False where the file moved on since the first began to read.
Result<bool> load_beside(const std::string& path, const std::string& head,
                         const std::vector<std::size_t>& which, record::Study& study,
                         std::vector<std::vector<Error>>& problems) {
  ENTENTE_TRY(Database second, Database::open(path, OpenMode::Read, path));
  ENTENTE_CHECK(second.run("BEGIN"));
  ENTENTE_TRY(const std::string second_head, chain_head(second));
  if (second_head != head) return false;
  ENTENTE_CHECK(load_tables(second, which, study, problems));
  return true;
}

Result<void> load_all_tables(Reading& reading, record::Study& study,
                             std::vector<std::vector<Error>>& problems) {
  ENTENTE_TRY(const auto shares, shared_out(reading.database, !reading.again.empty()));
  if (shares.size() == 1) return load_tables(reading.database, shares[0], study, problems);
  ENTENTE_TRY(const std::string head, chain_head(reading.database));
  Result<bool> second = false;
  const auto both = parallel_for(2, 2, CancelToken(), ProgressStage(), [&](std::size_t part) {
    if (part == 0) return load_tables(reading.database, shares[0], study, problems);
    second = load_beside(reading.again, head, shares[1], study, problems);
    return Result<void>();
  });
  ENTENTE_CHECK(both);
  if (second && *second) return {};
  for (const std::size_t t : shares[1]) {
    study.table(t) = record::Table(record::tables()[t]);
    problems[t].clear();
  }
  return load_tables(reading.database, shares[1], study, problems);
}

Result<void> load_texts(Database& database, record::Study& study, std::vector<Error>& problems) {
  ENTENTE_TRY(Query query, database.prepare("SELECT \"document\", \"sha256\", \"bytes\" FROM "
                                            "\"document_text\" ORDER BY \"rowid\""));
  for (;;) {
    ENTENTE_TRY(const bool more, query.step());
    if (!more) return {};
    std::string text(query.blob(2));
    const std::string found = sha256_hex(text);
    if (found != query.text(1) || first_broken_utf8(text)) {
      Error error = file_damage(database.path(), "document " + quotable(query.text(0)) +
                                                     ": the text does not match its hash");
      error.expected = "SHA-256 " + quotable(query.text(1), 80);
      error.found = found;
      problems.push_back(std::move(error));
    } else {
      study.attach_document_text(query.text(0), std::move(text));
    }
  }
}

std::optional<record::ChangeKind> stored_change_kind(std::string_view word) {
  for (const auto kind :
       {record::ChangeKind::Insert, record::ChangeKind::Replace, record::ChangeKind::Withdraw}) {
    if (record::to_string(kind) == word) return kind;
  }
  return std::nullopt;
}

/// The tables as the file has them against those we make: nothing more, nothing less, to the
/// letter.
Result<void> check_tables(Database& database) {
  std::map<std::string, int> expected;
  for (const std::string& statement : create_statements()) ++expected[statement];
  ENTENTE_TRY(Query query, database.prepare("SELECT \"sql\" FROM \"sqlite_schema\" "
                                            "WHERE \"sql\" IS NOT NULL"));
  bool same = true;
  for (;;) {
    ENTENTE_TRY(const bool more, query.step());
    if (!more) break;
    same = --expected[std::string(query.text(0))] == 0 && same;
  }
  for (const auto& [statement, count] : expected) same = same && count == 0;
  if (same) {
    ENTENTE_TRY(const std::string fingerprint,
                database.text("SELECT \"value\" FROM \"meta\" WHERE \"key\" = 'schema_sha256'"));
    same = fingerprint == schema_fingerprint();
  }
  if (same) return {};
  return fail({ErrorKind::Malformed,
               "the tables of the study file are not those of this version of Entente",
               {database.path(), 0, {}},
               "",
               "",
               "open it with the version that wrote it and convert it to a folder"});
}

}  // namespace

Result<void> check_identity(Database& database, std::int64_t* older) {
  ENTENTE_TRY(const std::int64_t id, database.integer("PRAGMA application_id"));
  if (id != application_id) {
    return fail({ErrorKind::Malformed,
                 "a SQLite file, but no Entente study",
                 {database.path(), 0, {}},
                 "a file made by: entente export STUDY --to NAME.entente",
                 "",
                 "check the path"});
  }
  ENTENTE_TRY(const std::int64_t version, database.integer("PRAGMA user_version"));
  if (version > file_version) {
    return fail({ErrorKind::TooNew,
                 "written by a newer Entente (format " + std::to_string(version) +
                     "); this one reads up to " + std::to_string(file_version),
                 {database.path(), 0, {}},
                 "",
                 "",
                 "install the newer version"});
  }
  if (older) *older = version;
  if (version < file_version && older) return {};
  if (version < file_version) {
    return fail({ErrorKind::Malformed,
                 "the study file has not been brought to this version",
                 {database.path(), 0, {}},
                 std::to_string(file_version),
                 std::to_string(version),
                 ""});
  }
  return check_tables(database);
}

Result<void> load_table(Database& database, record::Table& out, std::vector<Error>& problems) {
  return TableLoader(database, out.schema(), out, problems).load();
}

Result<record::Study> read_study(Reading& reading, std::vector<Error>& problems) {
  record::Study study;
  ENTENTE_TRY(const std::string settings,
              reading.database.text("SELECT \"settings\" FROM \"study\""));
  ENTENTE_TRY(study.settings, parse_settings(settings, reading.database.path(), problems));
  std::vector<std::vector<Error>> by_table(record::tables().size());
  ENTENTE_CHECK(load_all_tables(reading, study, by_table));
  for (std::vector<Error>& part : by_table) {
    std::move(part.begin(), part.end(), std::back_inserter(problems));
  }
  ENTENTE_CHECK(load_texts(reading.database, study, problems));
  return study;
}

Result<Ledger> read_ledger(Database& database) {
  Ledger out;
  ENTENTE_TRY(
      Query audit,
      database.prepare("SELECT \"sequence\", \"kind\", \"author\", \"reason\", \"command\", "
                       "\"at\", \"engine_version\", \"changes\", \"changes_hash\", "
                       "\"previous_hash\", \"hash\" FROM \"audit\" ORDER BY \"sequence\""));
  for (;;) {
    ENTENTE_TRY(const bool more, audit.step());
    if (!more) break;
    const auto text = [&](int column) { return std::string(audit.text(column)); };
    out.audit.push_back({audit.integer(0),
                         text(1),
                         {text(2), text(3), text(4), text(5)},
                         text(6),
                         audit.integer(7),
                         text(8),
                         text(9),
                         text(10)});
  }
  ENTENTE_TRY(
      Query rows,
      database.prepare(
          "SELECT \"audit_sequence\", \"kind\", \"table\", \"id\", \"row_hash\", \"before\" "
          "FROM \"history\" ORDER BY \"audit_sequence\", \"position\""));
  for (;;) {
    ENTENTE_TRY(const bool more, rows.step());
    if (!more) break;
    const auto kind = stored_change_kind(rows.text(1));
    if (!kind) return fail(file_damage(database.path(), "a change in history is of no known kind"));
    const auto text = [&](int column) { return std::string(rows.text(column)); };
    out.rows.push_back({rows.integer(0), *kind, text(2), text(3), text(4), text(5)});
  }
  return out;
}

Result<Reading> open_current_for_reading(const std::string& path) {
  ENTENTE_TRY(Reading reading, open_for_reading(path));
  std::int64_t version = 0;
  ENTENTE_CHECK(check_identity(reading.database, &version));
  if (version == file_version) return reading;
  ENTENTE_TRY(Database current, migrated_copy(reading.database, version));
  return Reading{nullptr, std::move(current), {}};
}

Result<Opened> open_file(const std::string& path) {
  ENTENTE_TRY(Reading reading, open_current_for_reading(path));
  Opened out;
  out.form = Form::File;
  out.path = path;
  ENTENTE_TRY(out.study, read_study(reading, out.problems));
  return out;
}

Result<History> file_history(const std::string& path) {
  ENTENTE_TRY(Reading reading, open_current_for_reading(path));
  ENTENTE_TRY(const Ledger ledger, read_ledger(reading.database));
  return to_history(ledger);
}

}  // namespace entente::store
