// SPDX-License-Identifier: GPL-3.0-or-later
// A study folder as a whole: what lies in it, and how it would lie there in canonical form.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger.hpp"
#include "staging.hpp"

namespace entente::store {

class OriginalReader;

struct FolderContent {
  record::Study study;
  Ledger ledger;
  std::vector<Error> problems;               ///< rows, settings and texts that could not be read
  std::vector<Error> ledger_problems;        ///< history that could not be read
  std::map<std::string, std::string> bytes;  ///< files as they lie there, where asked for
};

struct FolderReading {
  bool ledger = false;      ///< read audit.csv and history.csv too
  bool keep_bytes = false;  ///< fill FolderContent::bytes
};

/// Reads a folder whose lock is held. Errors: NotFound (no study.toml), TooNew, Unreadable,
/// Damaged.
Result<FolderContent> read_folder(const Handle& folder, const std::string& path,
                                  FolderReading reading);

/// Every file of the canonical form. Errors: Missing, Duplicate, Malformed (a text without a file
/// name to lie under).
Result<std::map<std::string, std::string>> canonical_files(const record::Study& study,
                                                           const Ledger& ledger);

/// Path of a document's text in the folder. Errors: Missing, Malformed.
Result<std::string> text_path(const record::Study& study, std::string_view document_id);

/// Paths of all attached texts, by document id. Errors: also Duplicate (two under one name).
Result<std::map<std::string, std::string>> text_paths(const record::Study& study);

/// A study that cannot be read whole must not be written back: its first problem as an error.
Result<void> refuse_problems(const std::vector<Error>& problems);

/// Checks that a study can be written and reads back the same: settings, cells, ids, texts and
/// their hashes. O(cells).
Result<void> check_writable(const record::Study& study);
/// The parts of it: one row; one attached text.
Result<void> check_row(const record::TableSchema& schema, std::span<const std::string> cells);
Result<void> check_text(const record::Study& study, std::string_view document_id,
                        std::string_view text);
Result<void> check_settings(const record::Settings& settings);

/// Folder halves of the public functions.
Result<Opened> open_folder(const std::string& path);
Result<History> folder_history(const std::string& path);
Result<void> create_folder(const std::string& path, const record::Study& study,
                           const Ledger& ledger, OriginalReader* originals);
Result<Committed> commit_folder(const std::string& path, const Edit& edit, const Origin& origin,
                                const CancelToken& cancel);
Result<VerifyReport> verify_folder(const std::string& path);

/// Adds an `adopted` entry for rows changed by hand, if any; returns how many.
std::int64_t adopt_hand_edits(const record::Study& study, Ledger& ledger, const Origin& origin);

/// First entry of a new study: every row, the settings and texts as insertions.
Ledger first_ledger(const record::Study& study, const Origin& origin);

}  // namespace entente::store
