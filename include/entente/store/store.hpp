// SPDX-License-Identifier: GPL-3.0-or-later
// Studies on disk, in two forms: a folder (study.toml, one CSV a table, documents/) and a study
// file (SQLite). Reading never writes; every change is one atomic commit with its author, reason
// and place in the hash chain. See docs/format.md. Thread rule: functions are safe from any thread;
// two writers of one study exclude each other.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/record/change.hpp"
#include "entente/record/study.hpp"

namespace entente::store {

enum class Form { Folder, File };

/// Who changes what, when and why. `at` is "YYYY-MM-DDThh:mm:ssZ", given by the caller: the store
/// reads no clock.
struct Origin {
  std::string author;
  std::string reason;
  std::string command;
  std::string at;
};

/// How a long write tells of itself, and is told to stop: then it fails with Cancelled and has
/// written nothing.
struct Watch {
  CancelToken cancel;
  Progress progress;
};

/// One link of the audit chain: hash = SHA-256 over the previous link's hash and all other fields.
struct AuditEntry {
  std::int64_t sequence = 0;  ///< 1, 2, 3 ...
  std::string kind;           ///< "create", "import", "adopted", "statement", "format", ...
  Origin origin;
  std::string engine_version;
  std::int64_t changes = 0;  ///< rows inserted, replaced or withdrawn by it
  std::string changes_hash;  ///< over its RowVersions
  std::string previous_hash;
  std::string hash;
};

/// One row's change in history: the hash of the row as it became, and the row as it was before.
struct RowVersion {
  std::int64_t audit_sequence = 0;
  record::ChangeKind kind = record::ChangeKind::Insert;
  std::string table;  ///< a table's name, "study" (settings) or "document_text"
  std::string id;
  std::string row_hash;             ///< empty for Withdraw
  std::vector<std::string> before;  ///< empty for Insert
};

struct History {
  std::vector<AuditEntry> audit;
  std::vector<RowVersion> rows;
};

/// A study as read. `problems` are rows or settings that could not be read (they are not in the
/// study): commands other than `check` refuse to go on while there are any.
struct Opened {
  record::Study study;
  Form form = Form::Folder;
  std::string path;
  std::vector<Error> problems;
};

/// Folder or file, by what lies there. Errors: NotFound, Unreadable, Malformed (neither form).
Result<Form> detect(const std::string& path);

/// Reads a study without writing a byte. A file is checked for application_id, version (TooNew in
/// plain words) and table schema; whole verification is verify(). 100,000 statements: <= 300 ms.
Result<Opened> open(const std::string& path);

/// All of history, oldest first.
Result<History> read_history(const std::string& path);

/// Makes a new study; the path must not exist. Nothing is left behind on error.
Result<void> create(const std::string& path, Form form, const record::Study& study,
                    const Origin& origin);

/// What one commit does besides row changes.
struct Edit {
  std::string kind;  ///< audit kind
  std::vector<record::Change> changes;
  std::optional<record::Settings> settings;
  std::map<std::string, std::string> document_texts;  ///< by document id
  /// By document id: the bytes from which a text was taken. The row names them (`original`) and
  /// their hash (`original_sha256`).
  std::map<std::string, std::string> document_originals = {};
};

struct Committed {
  std::int64_t audit_sequence = 0;  ///< 0 when there was nothing to do
  std::int64_t adopted = 0;  ///< rows changed by hand since the last entry (folders), adopted first
};

/// Carries out an edit: all of it or nothing, also under kill -9, a full disk or a read-only place.
/// Errors: Conflict (row changed meanwhile; another writer holds the study), Unwritable, Reference
/// (a file's foreign keys), Cancelled, and whatever open() reports.
Result<Committed> commit(const std::string& path, const Edit& edit, const Origin& origin,
                         const Watch& watch = {});

/// The other form, history included; `to` must not exist. Folder -> file -> folder gives the same
/// bytes for a canonical folder. Hand edits of a folder are adopted in the copy.
Result<void> convert(const std::string& from, const std::string& to, Form form,
                     const Origin& origin, const Watch& watch = {});

/// Rewrites a folder in canonical form and adopts hand edits as one `adopted` entry. Returns the
/// files whose bytes changed (empty: it was canonical already, nothing is written).
Result<std::vector<std::string>> format_folder(const std::string& path, const Origin& origin);

struct VerifyReport {
  std::int64_t rows = 0;
  std::int64_t audit_entries = 0;
  std::int64_t documents = 0;
  std::int64_t originals = 0;
  std::vector<Error> damage;                ///< each place where content and hash part
  std::vector<std::string> edited_by_hand;  ///< folder rows newer than the last entry: not damage
};

/// The original of a document, checked against its hash, or nothing where it is not at hand;
/// `study` is the one at the path as opened. Errors: Damaged, Unreadable, Missing (the row names
/// none).
Result<std::optional<std::string>> read_original(const std::string& path,
                                                 const record::Study& study,
                                                 std::string_view document_id);

/// Recomputes every content hash and the whole chain.
Result<VerifyReport> verify(const std::string& path);

/// Online backup of a study file to a new file, verified by reopening it.
Result<void> backup(const std::string& from, const std::string& to);

}  // namespace entente::store
