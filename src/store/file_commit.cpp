// SPDX-License-Identifier: GPL-3.0-or-later
// One edit of a study file: reads and writes only the rows it names.
#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "edit.hpp"
#include "entente/base/text.hpp"
#include "file.hpp"
#include "folder.hpp"
#include "migrate.hpp"
#include "original.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

struct FoundRow {
  std::int64_t row = 0;
  std::vector<std::string> cells;
};

/// `query` is select_row_by_id of that table.
Result<std::optional<FoundRow>> find_row(Database& database, Query& query,
                                         const record::TableSchema& schema, std::string_view id) {
  query.reset();
  ENTENTE_TRY(const bool there, query.bind(1, id).step());
  if (!there) return std::optional<FoundRow>();
  FoundRow out{query.integer(0), std::vector<std::string>(schema.columns.size())};
  int at = 1;
  for (std::size_t c = 0; c < schema.columns.size(); ++c) {
    const record::Column& column = schema.columns[c];
    if (!plain_column(column)) {
      ENTENTE_TRY(Query links, database.prepare("SELECT \"target\" FROM " +
                                                sql_name(link_table(schema, column)) +
                                                " WHERE \"row\" = ? ORDER BY \"position\""));
      links.bind(1, out.row);
      for (;;) {
        ENTENTE_TRY(const bool more, links.step());
        if (!more) break;
        if (!out.cells[c].empty()) out.cells[c] += ';';
        out.cells[c] += links.text(0);
      }
      continue;
    }
    const bool number = column.kind == record::ColumnKind::Number && !query.is_null(at);
    out.cells[c] = number ? number_text(query.number(at)) : std::string(query.text(at));
    ++at;
  }
  return std::optional<FoundRow>(std::move(out));
}

Result<std::optional<FoundRow>> find_row(Database& database, const record::TableSchema& schema,
                                         std::string_view id) {
  ENTENTE_TRY(Query query, database.prepare(select_row_by_id(schema)));
  return find_row(database, query, schema, id);
}

/// Carries out the parts of an edit in one open transaction and gathers their versions.
class FileEditor {
 public:
  FileEditor(Database& database, const Watch& watch) : database_(database), watch_(watch) {}

  Result<std::vector<StoredVersion>> carry_out(const Edit& edit) {
    ENTENTE_TRY(const std::vector<record::Change> changes, checked_changes(edit));
    ENTENTE_CHECK(carry_out_rows(changes));
    if (edit.settings) ENTENTE_CHECK(set_settings(*edit.settings));
    ENTENTE_CHECK(withdraw_texts(edit));
    for (const auto& [id, text] : edit.document_texts) ENTENTE_CHECK(attach(id, text));
    ENTENTE_CHECK(check_named_texts(edit));
    for (const auto& [id, bytes] : edit.document_originals) {
      ENTENTE_CHECK(keep_original(id, bytes));
    }
    ENTENTE_CHECK(settle_originals());
    return std::move(versions_);
  }

 private:
  struct TableTools {
    Query find;
    RowWriter writer;
    RowHasher hasher;
  };

  Result<TableTools*> tools(std::size_t table) {
    const auto it = tools_.find(table);
    if (it != tools_.end()) return &it->second;
    const record::TableSchema& schema = record::tables()[table];
    ENTENTE_TRY(RowWriter writer, RowWriter::make(database_, schema));
    ENTENTE_TRY(Query find, database_.prepare(select_row_by_id(schema)));
    return &tools_.emplace(table, TableTools{std::move(find), std::move(writer), RowHasher(schema)})
                .first->second;
  }

  /// Rows in schema order, so that what is referred to comes first: while a reference is open,
  /// SQLite looks through all rows that might refer to each new one. History keeps the edit's own
  /// order.
  Result<void> carry_out_rows(const std::vector<record::Change>& changes) {
    std::vector<std::size_t> order(changes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return changes[a].table < changes[b].table;
    });
    std::vector<std::optional<StoredVersion>> made(changes.size());
    const ProgressStage stage = watch_.progress.stage("writing rows", changes.size());
    for (const std::size_t i : order) {
      ENTENTE_CHECK(check_cancel(watch_.cancel, "the change"));
      stage.add();
      ENTENTE_CHECK(carry_out(changes[i]));
      if (!versions_.empty()) made[i] = std::move(versions_.front());
      versions_.clear();
    }
    for (std::optional<StoredVersion>& version : made) {
      if (version) versions_.push_back(std::move(*version));
    }
    return {};
  }

  static Error row_error(ErrorKind kind, const record::Change& change, std::string message,
                         std::string mend) {
    const std::string table(record::tables()[change.table].name);
    return {kind,
            table + " " + quotable(change.id) + ": " + std::move(message),
            {table + ".csv", 0, "id"},
            "",
            quotable(change.id),
            std::move(mend)};
  }

  Result<void> carry_out(const record::Change& change) {
    const record::TableSchema& schema = record::tables()[change.table];
    ENTENTE_TRY(TableTools * tool, tools(change.table));
    ENTENTE_TRY(const auto found, find_row(database_, tool->find, schema, change.id));
    tool->find.reset();
    const std::vector<std::string_view> after(change.after.begin(), change.after.end());
    if (change.kind == record::ChangeKind::Insert) {
      if (found) {
        return fail(
            row_error(ErrorKind::Duplicate, change, "the id is taken", "choose another id"));
      }
      ENTENTE_CHECK(tool->writer.insert(after));
      versions_.push_back(version_of(change, {}, tool->hasher));
      return {};
    }
    if (!found) {
      return fail(row_error(ErrorKind::Reference, change, "there is no such row",
                            "reload the study and try again"));
    }
    if (!change.before.empty() && change.before != found->cells) {
      return fail(row_error(ErrorKind::Conflict, change, "the row was changed meanwhile",
                            "look at the row as it is now and decide again"));
    }
    if (change.kind == record::ChangeKind::Withdraw) {
      ENTENTE_CHECK(tool->writer.remove(found->row));
    } else if (change.after == found->cells) {
      return {};
    } else {
      ENTENTE_CHECK(tool->writer.replace(found->row, after));
    }
    versions_.push_back(version_of(change, found->cells, tool->hasher));
    return {};
  }

  Result<void> set_settings(const record::Settings& settings) {
    ENTENTE_CHECK(check_settings(settings));
    const std::string text = settings_text(settings);
    ENTENTE_TRY(const std::string old, database_.text("SELECT \"settings\" FROM \"study\""));
    if (old == text) return {};
    ENTENTE_TRY(Query query, database_.prepare("UPDATE \"study\" SET \"settings\" = ?"));
    ENTENTE_CHECK(query.bind(1, text).run());
    versions_.push_back({0, record::ChangeKind::Replace, std::string(settings_table),
                         std::string(settings_id), settings_row_hash(text),
                         before_settings_json(old)});
    return {};
  }

  Result<std::string> known_text_hash(std::string_view id) {
    ENTENTE_TRY(
        Query query,
        database_.prepare(
            "SELECT \"row_hash\" FROM \"history\" WHERE \"table\" = 'document_text' AND \"id\" = ? "
            "ORDER BY \"audit_sequence\" DESC, \"position\" DESC LIMIT 1"));
    ENTENTE_TRY(const bool there, query.bind(1, id).step());
    return there ? std::string(query.text(0)) : std::string();
  }

  /// The attached text, or nothing.
  Result<std::optional<std::string>> text_of(std::string_view id) {
    ENTENTE_TRY(Query query, database_.prepare(
                                 "SELECT \"bytes\" FROM \"document_text\" WHERE \"document\" = ?"));
    ENTENTE_TRY(const bool there, query.bind(1, id).step());
    return there ? std::optional(std::string(query.blob(0))) : std::nullopt;
  }

  Result<void> withdraw_texts(const Edit& edit) {
    const std::size_t documents = record::table_index("document").value();
    for (const record::Change& change : edit.changes) {
      if (change.table != documents || change.kind != record::ChangeKind::Withdraw) continue;
      ENTENTE_TRY(const auto again, find_row(database_, record::tables()[documents], change.id));
      if (again) continue;  // withdrawn and inserted anew
      ENTENTE_TRY(const auto text, text_of(change.id));
      ENTENTE_TRY(const std::string known, known_text_hash(change.id));
      if (!text && known.empty()) continue;
      ENTENTE_TRY(Query query,
                  database_.prepare("DELETE FROM \"document_text\" WHERE \"document\" = ?"));
      ENTENTE_CHECK(query.bind(1, change.id).run());
      versions_.push_back({0,
                           record::ChangeKind::Withdraw,
                           std::string(text_table),
                           change.id,
                           {},
                           text ? before_text_json(sha256_hex(*text)) : std::string()});
    }
    return {};
  }

  Result<void> attach(const std::string& id, const std::string& text) {
    ENTENTE_TRY(const auto old, text_of(id));
    if (old && *old == text) return {};
    ENTENTE_TRY(const std::string known, known_text_hash(id));
    StoredVersion version = text_version(id, old ? &*old : nullptr, text, known);
    if (version.row_hash != known) versions_.push_back(std::move(version));
    ENTENTE_TRY(Query query, database_.prepare("INSERT INTO \"document_text\" VALUES (?1, ?2, ?3) "
                                               "ON CONFLICT (\"document\") DO UPDATE "
                                               "SET \"sha256\" = ?2, \"bytes\" = ?3"));
    return query.bind(1, id).bind(2, sha256_hex(text)).bind_blob(3, text).run();
  }

  Result<void> keep_original(const std::string& id, const std::string& bytes) {
    record::Study scene;
    const std::size_t documents = record::table_index("document").value();
    ENTENTE_TRY(const auto row, find_row(database_, record::tables()[documents], id));
    if (row) scene.table(documents).append(std::span<const std::string>(row->cells));
    ENTENTE_CHECK(check_original(scene, id, bytes));
    ENTENTE_TRY(Query query,
                database_.prepare("INSERT INTO \"document_original\" VALUES (?1, ?2, ?3) "
                                  "ON CONFLICT (\"document\") DO UPDATE "
                                  "SET \"sha256\" = ?2, \"bytes\" = ?3"));
    return query.bind(1, id).bind(2, sha256_hex(bytes)).bind_blob(3, bytes).run();
  }

  /// Originals go with their documents; those that stay must be the ones their rows name.
  Result<void> settle_originals() {
    ENTENTE_CHECK(
        database_.run("DELETE FROM \"document_original\" WHERE \"document\" NOT IN "
                      "(SELECT \"id\" FROM \"document\")"));
    ENTENTE_TRY(Query query,
                database_.prepare("SELECT o.\"document\" FROM \"document_original\" o JOIN "
                                  "\"document\" d ON d.\"id\" = o.\"document\" WHERE "
                                  "d.\"original_sha256\" IS NOT o.\"sha256\""));
    ENTENTE_TRY(const bool wrong, query.step());
    if (!wrong) return {};
    return fail({ErrorKind::Conflict,
                 "document " + quotable(query.text(0)) +
                     ": its original is not the one its row names by hash",
                 {"document.csv", 0, "original_sha256"},
                 "",
                 "",
                 "change the row together with the original"});
  }

  /// Documents whose row or text this edit touched must still name their text rightly.
  Result<void> check_named_texts(const Edit& edit) {
    const std::size_t documents = record::table_index("document").value();
    std::vector<std::string> ids;
    ids.reserve(edit.document_texts.size());
    for (const auto& [id, text] : edit.document_texts) ids.push_back(id);
    for (const record::Change& change : edit.changes) {
      if (change.table == documents) ids.push_back(change.id);
    }
    for (const std::string& id : ids) {
      ENTENTE_TRY(const auto text, text_of(id));
      if (!text) continue;
      record::Study scene;
      ENTENTE_TRY(const auto row, find_row(database_, record::tables()[documents], id));
      if (row) scene.table(documents).append(std::span<const std::string>(row->cells));
      ENTENTE_CHECK(check_text(scene, id, *text));
    }
    return {};
  }

  Database& database_;
  const Watch& watch_;
  std::unordered_map<std::size_t, TableTools> tools_;
  std::vector<StoredVersion> versions_;
};

/// Two texts may not share a file name: they could not both lie in a folder.
Result<void> check_text_files(Database& database) {
  ENTENTE_TRY(Query query,
              database.prepare("SELECT \"name\" FROM (SELECT d.\"file\" AS \"name\" FROM "
                               "\"document\" d JOIN \"document_text\" t ON t.\"document\" = "
                               "d.\"id\" UNION ALL SELECT d.\"original\" FROM \"document\" d JOIN "
                               "\"document_original\" o ON o.\"document\" = d.\"id\") "
                               "GROUP BY \"name\" HAVING count(*) > 1"));
  ENTENTE_TRY(const bool shared, query.step());
  if (!shared) return {};
  return fail({ErrorKind::Duplicate,
               "two documents share a file",
               {"document.csv", 0, "file"},
               "a file of its own for each document",
               quotable(query.text(0)),
               "choose another file name"});
}

Result<Committed> edit_in_transaction(Database& database, const Edit& edit, const Origin& origin,
                                      const Watch& watch) {
  ENTENTE_CHECK(check_identity(database));
  ENTENTE_TRY(std::vector<StoredVersion> versions, FileEditor(database, watch).carry_out(edit));
  ENTENTE_CHECK(check_text_files(database));
  Committed out;
  if (!versions.empty()) {
    ENTENTE_TRY(const AuditEntry entry,
                append_to_file(database, edit.kind, origin, std::move(versions)));
    out.audit_sequence = entry.sequence;
  }
  ENTENTE_CHECK(write_ends(database));
  return out;
}

}  // namespace

Result<Committed> commit_file(const std::string& path, const Edit& edit, const Origin& origin,
                              const Watch& watch) {
  ENTENTE_CHECK(migrate_file(path));
  ENTENTE_TRY(Database database, open_for_writing(path));
  auto begun = database.run("BEGIN IMMEDIATE");
  auto out = begun ? edit_in_transaction(database, edit, origin, watch)
                   : Result<Committed>(fail(std::move(begun).error()));
  if (out) {
    if (auto done = commit_transaction(database); !done) out = fail(std::move(done).error());
  }
  database.roll_back();
  settle(database);
  return out;
}

}  // namespace entente::store
