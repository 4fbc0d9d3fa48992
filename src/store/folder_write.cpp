// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>
#include <unordered_set>

#include "csv_table.hpp"
#include "edit.hpp"
#include "entente/base/text.hpp"
#include "folder.hpp"
#include "original.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

Error document_error(ErrorKind kind, std::string_view id, std::string_view column,
                     std::string message, std::string mend) {
  return {kind,
          "document " + quotable(id) + ": " + std::move(message),
          {"document.csv", 0, std::string(column)},
          "",
          "",
          std::move(mend)};
}

/// The files that a commit rewrites: those of tables, settings and texts it touched, and history.
Result<FolderChange> files_of_edit(const record::Study& before, const record::Study& after,
                                   const Edit& edit, const Ledger& ledger) {
  FolderChange change;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    if (before.table(t) == after.table(t)) continue;
    change.put[std::string(record::tables()[t].name) + ".csv"] = table_csv_text(after.table(t));
  }
  if (!(before.settings == after.settings)) {
    change.put["study.toml"] = settings_text(after.settings);
  }
  ENTENTE_TRY(const auto paths, text_paths(after));
  std::set<std::string> needed;
  for (const std::string& id : with_originals(after)) {
    if (auto path = original_path(after, id)) needed.insert(*path);
  }
  for (const auto& [id, path] : paths) {
    needed.insert(path);
    const auto old = before.document_text(id);
    const auto old_path = old ? text_path(before, id) : Result<std::string>("");
    const auto text = after.document_text(id);
    if (!old || *old != *text || !old_path || *old_path != path) change.put[path] = *text;
  }
  for (const auto& [id, text] : before.document_texts()) {
    const auto path = text_path(before, id);
    if (path && !needed.contains(*path)) change.removed.insert(*path);
  }
  for (const auto& [id, bytes] : edit.document_originals) {
    ENTENTE_CHECK(check_original(after, id, bytes));
    ENTENTE_TRY(const std::string path, original_path(after, id));
    change.put[path] = bytes;
  }
  for (const std::string& id : with_originals(before)) {
    const auto path = original_path(before, id);
    if (path && !needed.contains(*path) && !change.put.contains(*path)) {
      change.removed.insert(*path);
    }
  }
  change.put["audit.csv"] = audit_csv_text(ledger);
  change.put["history.csv"] = history_csv_text(ledger);
  return change;
}

}  // namespace

Result<std::string> text_path(const record::Study& study, std::string_view document_id) {
  const record::Table& documents = study.table("document");
  const auto row = documents.find(document_id);
  if (!row) {
    return fail(document_error(ErrorKind::Reference, document_id, "id",
                               "a text is attached to a document that is not there",
                               "add the document's row first"));
  }
  const std::string_view file = documents.cell(*row, "file");
  if (file.empty()) {
    return fail(document_error(ErrorKind::Missing, document_id, "file",
                               "its text has no file name to be kept under",
                               "fill in the column file"));
  }
  if (!plain_file_name(file)) {
    return fail(document_error(ErrorKind::Malformed, document_id, "file", "not a plain file name",
                               "choose a name without folders that does not begin with a dot"));
  }
  return "documents/" + std::string(file);
}

Result<std::map<std::string, std::string>> text_paths(const record::Study& study) {
  std::map<std::string, std::string> out;
  std::set<std::string> taken;
  for (const auto& [id, text] : study.document_texts()) {
    ENTENTE_TRY(std::string path, text_path(study, id));
    if (!taken.insert(path).second) {
      return fail(document_error(ErrorKind::Duplicate, id, "file", "another document has this file",
                                 "choose another file name"));
    }
    out[id] = std::move(path);
  }
  return out;
}

Result<std::map<std::string, std::string>> canonical_files(const record::Study& study,
                                                           const Ledger& ledger) {
  std::map<std::string, std::string> files;
  files["study.toml"] = settings_text(study.settings);
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    files[std::string(record::tables()[t].name) + ".csv"] = table_csv_text(study.table(t));
  }
  ENTENTE_TRY(const auto paths, text_paths(study));
  for (const auto& [id, path] : paths) files[path] = *study.document_text(id);
  files["audit.csv"] = audit_csv_text(ledger);
  files["history.csv"] = history_csv_text(ledger);
  return files;
}

Result<void> refuse_problems(const std::vector<Error>& problems) {
  if (problems.empty()) return {};
  Error error = problems.front();
  if (problems.size() > 1) {
    error.message += " (and " + std::to_string(problems.size() - 1) +
                     " more that cannot be read; entente check lists them)";
  }
  return fail(std::move(error));
}

Result<void> check_settings(const record::Settings& settings) {
  std::vector<Error> problems;
  ENTENTE_TRY(const record::Settings back,
              parse_settings(settings_text(settings), "study.toml", problems));
  ENTENTE_CHECK(refuse_problems(problems));
  if (back == settings) return {};
  return fail({ErrorKind::Malformed,
               "the settings cannot be written as they are",
               {"study.toml", 0, {}},
               "texts and ids without control characters",
               "",
               "correct the settings"});
}

Result<void> check_row(const record::TableSchema& schema, std::span<const std::string> cells) {
  const std::string id = cells.empty() ? std::string() : quotable(cells[0]);
  const auto refuse = [&](Error error) {
    error.message = std::string(schema.name) + " " + id + ": " + error.message;
    error.place.file = std::string(schema.name) + ".csv";
    return fail(std::move(error));
  };
  if (cells.size() != schema.columns.size()) {
    return refuse({ErrorKind::Malformed,
                   "wrong number of cells",
                   {},
                   std::to_string(schema.columns.size()),
                   std::to_string(cells.size()),
                   ""});
  }
  for (std::size_t c = 0; c < cells.size(); ++c) {
    auto cell = record::canonical_cell(schema.columns[c], cells[c]);
    if (!cell) return refuse(std::move(cell).error());
    if (*cell != cells[c]) {
      return refuse({ErrorKind::Malformed,
                     "a cell is not in canonical form",
                     {{}, 0, std::string(schema.columns[c].name)},
                     quotable(*cell),
                     quotable(cells[c]),
                     ""});
    }
  }
  return {};
}

Result<void> check_text(const record::Study& study, std::string_view document_id,
                        std::string_view text) {
  if (auto path = text_path(study, document_id); !path) return fail(std::move(path).error());
  const auto refuse = [&](ErrorKind kind, std::string message, std::string mend) {
    return fail(document_error(kind, document_id, {}, std::move(message), std::move(mend)));
  };
  if (text.size() > document_limit) {
    return refuse(ErrorKind::Limit, "its text is larger than 64 MiB", "split it");
  }
  if (first_broken_utf8(text)) {
    return refuse(ErrorKind::Malformed, "its text is not UTF-8", "save it as UTF-8");
  }
  if (text.starts_with("\xEF\xBB\xBF") || text.find("\r\n") != std::string_view::npos) {
    return refuse(ErrorKind::Malformed, "its text has a byte order mark or CRLF line ends",
                  "use LF line ends and no mark");
  }
  const record::Table& documents = study.table("document");
  const std::string_view expected = documents.cell(*documents.find(document_id), "sha256");
  if (!expected.empty() && expected != sha256_hex(text)) {
    return refuse(ErrorKind::Conflict, "its text is not the one its row names by hash",
                  "change the row together with the text");
  }
  return {};
}

Result<void> check_writable(const record::Study& study) {
  ENTENTE_CHECK(check_settings(study.settings));
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = study.table(t);
    std::unordered_set<std::string_view> ids;
    ids.reserve(table.rows());
    std::vector<std::string> cells(table.columns());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t c = 0; c < cells.size(); ++c) cells[c].assign(table.cell(row, c));
      ENTENTE_CHECK(check_row(table.schema(), cells));
      if (!ids.insert(table.id(row)).second) {
        return fail({ErrorKind::Duplicate,
                     std::string(table.schema().name) + ": the id is used twice",
                     {std::string(table.schema().name) + ".csv", table.line(row), "id"},
                     "",
                     quotable(table.id(row)),
                     "give one of the rows another id"});
      }
    }
  }
  for (const auto& [id, text] : study.document_texts()) ENTENTE_CHECK(check_text(study, id, *text));
  return {};
}

Ledger first_ledger(const record::Study& study, const Origin& origin) {
  Ledger ledger;
  std::vector<StoredVersion> versions = hand_edits(study, LastState(ledger));
  append_entry(ledger, "create", origin, std::move(versions));
  return ledger;
}

std::int64_t adopt_hand_edits(const record::Study& study, Ledger& ledger, const Origin& origin) {
  std::vector<StoredVersion> versions = hand_edits(study, LastState(ledger));
  if (versions.empty()) return 0;
  const auto count = static_cast<std::int64_t>(versions.size());
  append_entry(ledger, "adopted", origin, std::move(versions));
  return count;
}

Result<void> create_folder(const std::string& path, const record::Study& study,
                           const Ledger& ledger, OriginalReader* originals) {
  ENTENTE_TRY(const auto files, canonical_files(study, ledger));
  Scratch part(free_sibling(path, "part"));
  ENTENTE_CHECK(write_new_folder(part.path(), files));
  if (originals != nullptr) ENTENTE_CHECK(copy_originals(*originals, study, part.path()));
  ENTENTE_CHECK(move_to_new(part.path(), path));
  part.keep();
  return {};
}

Result<Committed> commit_folder(const std::string& path, const Edit& edit, const Origin& origin,
                                const CancelToken& cancel) {
  ENTENTE_TRY(const Handle folder, open_locked_folder(path, LockMode::Exclusive));
  ENTENTE_CHECK(finish_staging(folder, path));
  ENTENTE_TRY(FolderContent content, read_folder(folder, path, {.ledger = true}));
  ENTENTE_CHECK(refuse_problems(content.problems));
  ENTENTE_CHECK(refuse_problems(content.ledger_problems));
  Committed out;
  // The reason given is that of the edit, not of what was done by hand before it.
  Origin by_hand = origin;
  by_hand.reason = "edited by hand since the last entry";
  out.adopted = adopt_hand_edits(content.study, content.ledger, by_hand);
  record::Study after = content.study;
  const LastState last(content.ledger);
  const TextHistory known = [&](std::string_view id) {
    const StoredVersion* version = last.find(text_table, id);
    return version ? version->row_hash : std::string();
  };
  ENTENTE_TRY(std::vector<StoredVersion> versions, apply_edit(after, edit, known));
  const bool same = versions.empty() && after == content.study && edit.document_originals.empty();
  if (same && out.adopted == 0) return out;
  if (!versions.empty()) append_entry(content.ledger, edit.kind, origin, std::move(versions));
  if (!content.ledger.audit.empty()) {
    out.audit_sequence = content.ledger.audit.back().sequence;
  }
  ENTENTE_TRY(const FolderChange change, files_of_edit(content.study, after, edit, content.ledger));
  ENTENTE_CHECK(check_cancel(cancel, "the change"));
  ENTENTE_CHECK(write_change(folder, change, path));
  return out;
}

Result<std::vector<std::string>> format_folder(const std::string& path, const Origin& origin) {
  ENTENTE_TRY(const Origin checked, checked_origin(origin));
  ENTENTE_TRY(const Form form, detect(path));
  if (form != Form::Folder) {
    return fail({ErrorKind::Usage,
                 "only a study folder has a form to be made canonical",
                 {path, 0, {}},
                 "a study folder",
                 "",
                 ""});
  }
  ENTENTE_TRY(const Handle folder, open_locked_folder(path, LockMode::Exclusive));
  ENTENTE_CHECK(finish_staging(folder, path));
  ENTENTE_TRY(FolderContent content,
              read_folder(folder, path, {.ledger = true, .keep_bytes = true}));
  ENTENTE_CHECK(refuse_problems(content.problems));
  ENTENTE_CHECK(refuse_problems(content.ledger_problems));
  adopt_hand_edits(content.study, content.ledger, checked);
  ENTENTE_TRY(auto files, canonical_files(content.study, content.ledger));
  FolderChange change;
  std::vector<std::string> changed;
  for (auto& [name, bytes] : files) {
    const auto old = content.bytes.find(name);
    if (old != content.bytes.end() && old->second == bytes) continue;
    changed.push_back(name);
    change.put[name] = std::move(bytes);
  }
  ENTENTE_CHECK(write_change(folder, change, path));
  return changed;
}

}  // namespace entente::store
