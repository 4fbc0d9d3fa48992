// SPDX-License-Identifier: GPL-3.0-or-later
#include <sqlite3.h>
#include <unistd.h>

#include "entente/base/text.hpp"
#include "file.hpp"
#include "original.hpp"
#include "posix.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

Error no_number(const record::Column& column, std::string message, std::string_view cell) {
  return {ErrorKind::Malformed,
          std::move(message),
          {{}, 0, std::string(column.name)},
          "",
          quotable(cell),
          ""};
}

Result<void> bind_cell(Query& query, int index, const record::Column& column,
                       std::string_view cell) {
  if (cell.empty()) {
    query.bind_null(index);
  } else if (column.kind == record::ColumnKind::Integer) {
    const auto value = parse_integer(cell);
    if (!value) return fail(no_number(column, "not a whole number", cell));
    query.bind(index, *value);
  } else if (column.kind == record::ColumnKind::Number) {
    const auto value = parse_number(cell);
    if (!value) return fail(no_number(column, "not a number", cell));
    query.bind(index, *value);
  } else {
    query.bind(index, cell);
  }
  return {};
}

Result<void> insert_entry(Database& database, const AuditEntry& entry) {
  ENTENTE_TRY(Query query,
              database.prepare("INSERT INTO \"audit\" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  query.bind(1, entry.sequence).bind(2, entry.kind).bind(3, entry.origin.author);
  query.bind(4, entry.origin.reason).bind(5, entry.origin.command).bind(6, entry.origin.at);
  query.bind(7, entry.engine_version).bind(8, entry.changes).bind(9, entry.changes_hash);
  query.bind(10, entry.previous_hash).bind(11, entry.hash);
  return query.run();
}

Result<void> insert_versions(Database& database, const std::vector<StoredVersion>& versions) {
  ENTENTE_TRY(Query query,
              database.prepare("INSERT INTO \"history\" VALUES (?, ?, ?, ?, ?, ?, ?)"));
  std::int64_t position = 0;
  std::int64_t sequence = 0;
  for (const StoredVersion& version : versions) {
    if (version.sequence != sequence) position = 0;
    sequence = version.sequence;
    query.bind(1, version.sequence).bind(2, position++).bind(3, record::to_string(version.kind));
    query.bind(4, version.table).bind(5, version.id).bind(6, version.row_hash);
    query.bind(7, version.before);
    ENTENTE_CHECK(query.run());
  }
  return {};
}

/// The rows behind a broken foreign key, found while the transaction is still open.
Error broken_reference(Database& database) {
  Error error{ErrorKind::Reference,
              "a reference leads to no row",
              {database.path(), 0, {}},
              "",
              "",
              "add the row it names first, or correct the reference; entente check lists all"};
  auto query =
      database.prepare("SELECT \"table\", \"rowid\", \"parent\" FROM pragma_foreign_key_check");
  if (!query) return error;
  const auto row = query->step();
  if (!row || !*row) return error;
  error.message = "table " + quotable(query->text(0)) + ": a reference leads to no row of table " +
                  quotable(query->text(2));
  error.place.row = query->integer(1);
  return error;
}

/// The first reference to a row that is not there, with its place in the user's own files: better
/// told than what SQLite knows of it.
Result<void> refuse_dangling_references(const record::Study& study) {
  std::vector<record::RowIndex> indexes;
  indexes.reserve(record::tables().size());
  for (std::size_t t = 0; t < record::tables().size(); ++t) indexes.emplace_back(study.table(t));
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = study.table(t);
    for (std::size_t c = 0; c < table.columns(); ++c) {
      const record::Column& column = table.schema().columns[c];
      // Data cells are checked by `check` alone: no foreign key stands behind them.
      if (column.target.empty()) continue;
      const record::RowIndex& targets = indexes[record::table_index(column.target).value()];
      for (std::size_t row = 0; row < table.rows(); ++row) {
        for (const std::string_view id : list_items(table.cell(row, c))) {
          if (targets.find(id)) continue;
          return fail({ErrorKind::Reference,
                       record::datum_name(table, row) + ": a reference leads to no row of table " +
                           std::string(column.target),
                       {std::string(table.schema().name) + ".csv", table.line(row),
                        std::string(column.name)},
                       "the id of a row of " + std::string(column.target),
                       quotable(id),
                       "add that row or correct the reference; entente check lists all"});
        }
      }
    }
  }
  return {};
}

Result<void> insert_tables(Database& database, const record::Study& study, const Watch& watch) {
  std::size_t total = 0;
  for (std::size_t t = 0; t < record::tables().size(); ++t) total += study.table(t).rows();
  const ProgressStage stage = watch.progress.stage("writing rows", total);
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = study.table(t);
    ENTENTE_TRY(RowWriter writer, RowWriter::make(database, table.schema()));
    std::vector<std::string_view> cells(table.columns());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      ENTENTE_CHECK(check_cancel(watch.cancel, "writing the study"));
      for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = table.cell(row, c);
      ENTENTE_CHECK(writer.insert(cells));
      stage.add();
    }
  }
  return {};
}

Result<void> insert_originals(Database& database, const record::Study& study,
                              OriginalReader& originals) {
  ENTENTE_TRY(Query insert, database.prepare("INSERT INTO \"document_original\" VALUES (?, ?, ?)"));
  for (const std::string& id : with_originals(study)) {
    ENTENTE_TRY(const auto bytes, originals.read(study, id));
    if (!bytes) continue;
    ENTENTE_CHECK(check_original(study, id, *bytes));
    ENTENTE_CHECK(insert.bind(1, id).bind(2, sha256_hex(*bytes)).bind_blob(3, *bytes).run());
  }
  return {};
}

Result<void> fill_new_file(Database& database, const record::Study& study, const Ledger& ledger,
                           const Watch& watch, OriginalReader* originals) {
  ENTENTE_CHECK(database.run("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN"));
  for (const std::string& statement : create_statements()) ENTENTE_CHECK(database.run(statement));
  ENTENTE_CHECK(database.run("PRAGMA application_id = " + std::to_string(application_id) +
                             "; PRAGMA user_version = " + std::to_string(file_version)));
  ENTENTE_TRY(Query settings, database.prepare("INSERT INTO \"study\" VALUES (1, ?)"));
  ENTENTE_CHECK(settings.bind(1, settings_text(study.settings)).run());
  ENTENTE_CHECK(insert_tables(database, study, watch));
  ENTENTE_TRY(Query text, database.prepare("INSERT INTO \"document_text\" VALUES (?, ?, ?)"));
  for (const auto& [id, bytes] : study.document_texts()) {
    ENTENTE_CHECK(text.bind(1, id).bind(2, sha256_hex(*bytes)).bind_blob(3, *bytes).run());
  }
  if (originals != nullptr) ENTENTE_CHECK(insert_originals(database, study, *originals));
  for (const AuditEntry& entry : ledger.audit) ENTENTE_CHECK(insert_entry(database, entry));
  ENTENTE_CHECK(insert_versions(database, ledger.rows));
  ENTENTE_TRY(Query meta, database.prepare("INSERT INTO \"meta\" VALUES ('schema_sha256', ?)"));
  ENTENTE_CHECK(meta.bind(1, schema_fingerprint()).run());
  ENTENTE_CHECK(write_ends(database));
  return commit_transaction(database);
}

}  // namespace

Result<RowWriter> RowWriter::make(Database& database, const record::TableSchema& schema) {
  ENTENTE_TRY(Query insert, database.prepare(insert_row(schema)));
  ENTENTE_TRY(Query update, database.prepare(update_row(schema)));
  ENTENTE_TRY(Query remove,
              database.prepare("DELETE FROM " + sql_name(schema.name) + " WHERE \"row\" = ?"));
  std::vector<Link> links;
  for (std::size_t c = 0; c < schema.columns.size(); ++c) {
    if (plain_column(schema.columns[c])) continue;
    const std::string table = sql_name(link_table(schema, schema.columns[c]));
    ENTENTE_TRY(Query add, database.prepare("INSERT INTO " + table + " VALUES (?, ?, ?)"));
    ENTENTE_TRY(Query drop, database.prepare("DELETE FROM " + table + " WHERE \"row\" = ?"));
    links.push_back({c, std::move(add), std::move(drop)});
  }
  return RowWriter(database, schema, std::move(insert), std::move(update), std::move(remove),
                   std::move(links));
}

RowWriter::RowWriter(Database& database, const record::TableSchema& schema, Query insert,
                     Query update, Query remove, std::vector<Link> links)
    : database_(&database),
      schema_(&schema),
      insert_(std::move(insert)),
      update_(std::move(update)),
      remove_(std::move(remove)),
      links_(std::move(links)) {}

Result<void> RowWriter::bind_plain(Query& query, std::span<const std::string_view> cells) {
  int index = 1;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const record::Column& column = schema_->columns[c];
    if (plain_column(column)) ENTENTE_CHECK(bind_cell(query, index++, column, cells[c]));
  }
  return {};
}

Result<void> RowWriter::insert_links(std::int64_t row, std::span<const std::string_view> cells) {
  for (Link& link : links_) {
    std::int64_t position = 0;
    for (const std::string_view target : list_items(cells[link.column])) {
      ENTENTE_CHECK(link.insert.bind(1, row).bind(2, position++).bind(3, target).run());
    }
  }
  return {};
}

Result<void> RowWriter::remove_links(std::int64_t row) {
  for (Link& link : links_) ENTENTE_CHECK(link.remove.bind(1, row).run());
  return {};
}

Result<void> RowWriter::insert(std::span<const std::string_view> cells) {
  ENTENTE_CHECK(bind_plain(insert_, cells));
  ENTENTE_CHECK(insert_.run());
  return insert_links(sqlite3_last_insert_rowid(database_->raw()), cells);
}

Result<void> RowWriter::replace(std::int64_t row, std::span<const std::string_view> cells) {
  ENTENTE_CHECK(bind_plain(update_, cells));
  int last = 1;
  for (const record::Column& column : schema_->columns) last += plain_column(column) ? 1 : 0;
  ENTENTE_CHECK(update_.bind(last, row).run());
  ENTENTE_CHECK(remove_links(row));
  return insert_links(row, cells);
}

Result<void> RowWriter::remove(std::int64_t row) {
  ENTENTE_CHECK(remove_links(row));
  return remove_.bind(1, row).run();
}

Result<AuditEntry> append_to_file(Database& database, const std::string& kind, const Origin& origin,
                                  std::vector<StoredVersion> versions) {
  ENTENTE_TRY(Query last, database.prepare("SELECT \"sequence\", \"hash\" FROM \"audit\" "
                                           "ORDER BY \"sequence\" DESC LIMIT 1"));
  ENTENTE_TRY(const bool there, last.step());
  const std::int64_t sequence = there ? last.integer(0) : 0;
  AuditEntry entry = next_entry(sequence, there ? std::string(last.text(1)) : std::string(), kind,
                                origin, versions);
  last.reset();
  ENTENTE_CHECK(insert_entry(database, entry));
  ENTENTE_CHECK(insert_versions(database, versions));
  return entry;
}

Result<void> commit_transaction(Database& database) {
  const int code = sqlite3_exec(database.raw(), "COMMIT", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  Error error =
      code == SQLITE_CONSTRAINT_FOREIGNKEY ? broken_reference(database) : database.error(code);
  database.roll_back();
  return fail(std::move(error));
}

Result<void> write_ends(Database& database) {
  return database.run(
      "INSERT OR REPLACE INTO \"meta\" VALUES ('audit_head', coalesce((SELECT \"hash\" FROM "
      "\"audit\" ORDER BY \"sequence\" DESC LIMIT 1), ''));"
      "INSERT OR REPLACE INTO \"meta\" VALUES ('texts', (SELECT count(*) FROM "
      "\"document_text\"));"
      "INSERT OR REPLACE INTO \"meta\" VALUES ('originals', (SELECT count(*) FROM "
      "\"document_original\"))");
}

Result<void> create_file(const std::string& path, const record::Study& study, const Ledger& ledger,
                         const Watch& watch, OriginalReader* originals) {
  ENTENTE_CHECK(refuse_dangling_references(study));
  Scratch part(free_sibling(path, "part"));
  {
    auto database = Database::open(part.path(), OpenMode::Create, path);
    if (!database) {
      Error error = std::move(database).error();
      if (error.kind == ErrorKind::Unreadable) error.kind = ErrorKind::Unwritable;
      return fail(std::move(error));
    }
    ENTENTE_CHECK(fill_new_file(*database, study, ledger, watch, originals));
  }
  ENTENTE_CHECK(sync_path(part.path()));
  ENTENTE_CHECK(move_to_new(part.path(), path));
  part.keep();
  return {};
}

}  // namespace entente::store
