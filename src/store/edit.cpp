// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit.hpp"

#include <optional>
#include <unordered_map>

#include "entente/base/text.hpp"
#include "folder.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

/// Row numbers by id and hashers, made once for the tables an edit touches.
class TouchedTables {
 public:
  explicit TouchedTables(const record::Study& study)
      : study_(study), indexes_(record::tables().size()), hashers_(record::tables().size()) {}

  std::optional<std::size_t> find(std::size_t table, std::string_view id) {
    if (!indexes_[table]) indexes_[table].emplace(study_.table(table));
    return indexes_[table]->find(id);
  }
  RowHasher& hasher(std::size_t table) {
    if (!hashers_[table]) hashers_[table].emplace(record::tables()[table]);
    return *hashers_[table];
  }

 private:
  const record::Study& study_;
  std::vector<std::optional<record::RowIndex>> indexes_;
  std::vector<std::optional<RowHasher>> hashers_;
};

/// A study cannot let go of a text; one without it can be made.
void detach_text(record::Study& study, const std::string& id) {
  record::Study rest;
  rest.settings = std::move(study.settings);
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    rest.table(t) = std::move(study.table(t));
  }
  for (const auto& [other, text] : study.document_texts()) {
    if (other != id) rest.attach_document_text(other, *text);
  }
  study = std::move(rest);
}

/// A text goes with its document's row, also one that is attached elsewhere only.
void withdraw_texts(record::Study& study, const Edit& edit, const TextHistory& known,
                    std::vector<StoredVersion>& versions) {
  const std::size_t documents = record::table_index("document").value();
  for (const record::Change& change : edit.changes) {
    if (change.table != documents || change.kind != record::ChangeKind::Withdraw) continue;
    if (study.table(documents).find(change.id)) continue;  // withdrawn and inserted anew
    const auto text = study.document_text(change.id);
    if (!text && known(change.id).empty()) continue;
    versions.push_back({0,
                        record::ChangeKind::Withdraw,
                        std::string(text_table),
                        change.id,
                        {},
                        text ? before_text_json(sha256_hex(*text)) : std::string()});
    if (text) detach_text(study, change.id);
  }
}

Result<void> apply_texts(record::Study& study, const Edit& edit, const TextHistory& known,
                         std::vector<StoredVersion>& versions) {
  withdraw_texts(study, edit, known, versions);
  for (const auto& [id, text] : edit.document_texts) {
    const auto old = study.document_text(id);
    if (old && *old == text) continue;
    StoredVersion version = text_version(id, old.get(), text, known(id));
    // The text that history knows comes back to a place that did not have it: no change of record.
    if (version.row_hash != known(id)) versions.push_back(std::move(version));
    study.attach_document_text(id, text);
  }
  // Rows may have changed under texts that stay: each must still name its text rightly.
  for (const auto& [id, text] : study.document_texts()) ENTENTE_CHECK(check_text(study, id, *text));
  return {};
}

}  // namespace

Result<std::vector<record::Change>> checked_changes(const Edit& edit) {
  std::unordered_map<std::string, record::ChangeKind> seen;
  for (const record::Change& change : edit.changes) {
    if (change.table >= record::tables().size()) {
      return fail(
          {ErrorKind::Internal, "a change names a table that is not there", {}, "", "", ""});
    }
    const record::TableSchema& schema = record::tables()[change.table];
    const auto [it, first] = seen.emplace(std::string(schema.name) + "\n" + change.id, change.kind);
    const bool anew = !first && it->second == record::ChangeKind::Withdraw &&
                      change.kind == record::ChangeKind::Insert;
    if (!first && !anew) {
      return fail({ErrorKind::Conflict,
                   std::string(schema.name) + " " + quotable(change.id) +
                       ": two changes of one row in one edit",
                   {std::string(schema.name) + ".csv", 0, "id"},
                   "one change a row",
                   "",
                   "put them into one"});
    }
    it->second = change.kind;
    if (change.kind == record::ChangeKind::Withdraw) continue;
    ENTENTE_CHECK(check_row(schema, change.after));
    if (change.after[0] != change.id) {
      return fail({ErrorKind::Conflict,
                   std::string(schema.name) + " " + quotable(change.id) + ": a change of id",
                   {std::string(schema.name) + ".csv", 0, "id"},
                   quotable(change.id),
                   quotable(change.after[0]),
                   "withdraw the row and insert a new one"});
    }
  }
  return edit.changes;
}

StoredVersion version_of(const record::Change& change, std::span<const std::string> before,
                         RowHasher& hasher) {
  const record::TableSchema& schema = record::tables()[change.table];
  StoredVersion version{0, change.kind, std::string(schema.name), change.id, {}, {}};
  if (change.kind != record::ChangeKind::Withdraw) {
    version.row_hash = hasher.hash(std::span<const std::string>(change.after));
  }
  if (change.kind != record::ChangeKind::Insert) version.before = before_json(schema, before);
  return version;
}

StoredVersion text_version(const std::string& id, const std::string* old, std::string_view text,
                           std::string_view known_hash) {
  const bool there = old != nullptr || !known_hash.empty();
  return {0,
          there ? record::ChangeKind::Replace : record::ChangeKind::Insert,
          std::string(text_table),
          id,
          text_row_hash(sha256_hex(text)),
          old ? before_text_json(sha256_hex(*old)) : std::string()};
}

Result<std::vector<StoredVersion>> apply_edit(record::Study& study, const Edit& edit,
                                              const TextHistory& known) {
  ENTENTE_TRY(const std::vector<record::Change> changes, checked_changes(edit));
  std::vector<StoredVersion> versions;
  std::vector<record::Change> effective;
  TouchedTables touched(study);
  for (const record::Change& change : changes) {
    std::vector<std::string> before;
    if (change.kind != record::ChangeKind::Insert) {
      const auto row = touched.find(change.table, change.id);
      if (row) before = study.table(change.table).row_cells(*row);
    }
    const bool same = change.kind == record::ChangeKind::Replace && before == change.after;
    // The caller's view of the row is still checked by apply.
    effective.push_back(change);
    if (!same) versions.push_back(version_of(change, before, touched.hasher(change.table)));
  }
  ENTENTE_CHECK(record::apply(study, effective));
  if (edit.settings && !(*edit.settings == study.settings)) {
    ENTENTE_CHECK(check_settings(*edit.settings));
    versions.push_back({0, record::ChangeKind::Replace, std::string(settings_table),
                        std::string(settings_id), settings_row_hash(settings_text(*edit.settings)),
                        before_settings_json(settings_text(study.settings))});
    study.settings = *edit.settings;
  }
  ENTENTE_CHECK(apply_texts(study, edit, known, versions));
  return versions;
}

}  // namespace entente::store
