// SPDX-License-Identifier: GPL-3.0-or-later
// Use cases about a study as a whole: new, export, fmt, check, verify, history. Each is one call
// that reads, decides and writes (or fails with nothing written). Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/record/check.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct NewRequest {
  std::string path;  ///< a suffix .entente makes a study file
  std::string title;
  std::string question;
  std::string author;  ///< default author kept in the study
  std::vector<std::string> focus;
  std::string as_of;  ///< a date; empty = the day of Context::now
  bool workbook = false;
};
struct NewOutcome {
  std::string path;
  store::Form form = store::Form::Folder;
  std::string as_of;
  std::size_t tables = 0;
  std::size_t rows = 0;
  std::string workbook;  ///< path of the empty workbook; empty when none was asked for
  std::vector<std::string> added_actors;  ///< focus actors that got a row of their own
};
/// A study with the schema's example row in every table; passes check. Errors: Usage, Malformed or
/// Range (as_of, ids), Unwritable (something is there already).
Result<NewOutcome> new_study(const NewRequest& request, const Context& context);

enum class ExportForm { Folder, File, Workbook, Csv, Annotations, Dna, Codebook, Project };
struct ExportRequest {
  std::string study;
  std::string target;  ///< "-" = hand the bytes back in the outcome
  std::optional<ExportForm> form;
  std::string table;
  bool blank = false;  ///< a template: no rows
  bool force = false;
};
struct ExportOutcome {
  std::string target;
  ExportForm form = ExportForm::Folder;
  std::size_t tables = 0;
  std::size_t rows = 0;
  std::string bytes;                 ///< for target "-"
  std::vector<std::string> remarks;  ///< what the form cannot hold, one sentence each
};
/// Errors: Usage (form and options that do not fit), Unwritable, and those of the store.
Result<ExportOutcome> export_study(const ExportRequest& request, const Context& context);

struct FormatOutcome {
  std::string path;
  std::vector<std::string> files;  ///< changed, or with `check_only` not canonical
  bool check_only = false;
};
/// Errors: Usage (a study file has one form only), and those of the store. With `check_only` the
/// folder is left alone; a copy in the temporary directory is formatted instead.
Result<FormatOutcome> format_study(const std::string& path, bool check_only,
                                   const Context& context);

/// A passage, source or document that is named and not there, with each datum that rested on it.
struct Orphans {
  std::string missing;  ///< "passage/S1#p1"
  std::vector<std::string> data;
};
struct CheckOutcome {
  std::string path;
  record::CheckReport report;
  std::vector<Error> unreadable;  ///< rows and settings that could not be read at all
  std::vector<Orphans> orphans;
  std::size_t errors() const noexcept { return report.errors() + unreadable.size(); }
};
Result<CheckOutcome> check_study(const std::string& path);

struct VerifyOutcome {
  std::string path;
  store::VerifyReport report;
};
Result<VerifyOutcome> verify_study(const std::string& path);

/// One entry of the chain and what it changed of the row asked for.
struct HistoryItem {
  store::AuditEntry entry;
  std::vector<record::Change> changes;  ///< with whole rows before and after, where both are known
  std::string remark;  ///< why they are not: an edit by hand takes the row before it along
};
struct HistoryOutcome {
  std::string path;
  std::string row;  ///< "statement/P1", or empty for all entries
  std::vector<HistoryItem> items;
};
/// `row` is "", an id, or "table/id". Errors: NotFound (no row ever had that id), Usage (several
/// tables have it).
Result<HistoryOutcome> history_of(const std::string& path, const std::string& row);

}  // namespace entente::app
