// SPDX-License-Identifier: GPL-3.0-or-later
// Changes to what is coded already, each shown before it is made: cells of many rows, rows renamed,
// merged and split, proposals accepted and rejected, undo and redo. Thread rule: as the store's.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/record/rewrite.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct RewritePreview {
  std::string study;
  record::Settings settings;  ///< as they are
  store::Edit edit;
  std::string command;  ///< for the history
  std::string reason;   ///< where the user gives none
  std::size_t chosen =
      0;               ///< rows that were asked about; more than change where some are so already
  std::string remark;  ///< what is special about it, one line; may be empty
};

/// "issue=I01" as typed. Errors: Usage (no '=', no column).
Result<std::pair<std::string, std::string>> column_and_value(const std::string& text,
                                                             const char* option);

struct BulkRequest {
  std::string study;
  std::string table = "statement";
  std::vector<std::string> where;  ///< "issue=I01"; all must hold
  std::vector<std::string> set;    ///< "stance=1"
};
/// Errors: those of record::rows_where and set_cells, placed by option; Usage (nothing to set);
/// NotFound (table); the first error that the study would have afterwards.
Result<RewritePreview> preview_recode(const BulkRequest& request);

/// One statement, by column and cell. A proposal whose code is changed becomes "edited" unless the
/// cells say otherwise. Errors: NotFound, and as preview_recode.
Result<RewritePreview> preview_statement_edit(
    const std::string& study, const std::string& id,
    const std::vector<std::pair<std::string, std::string>>& cells);

enum class Verdict { Accept, Reject };
struct VerdictRequest {
  std::string study;
  std::vector<std::string> ids;
  std::vector<std::string> where;
};
/// Proposals among the named statements become accepted or rejected; others are left alone. Errors:
/// NotFound (an id), Usage (neither ids nor conditions; an id that is no proposal).
Result<RewritePreview> preview_verdict(const VerdictRequest& request, Verdict verdict);

/// Errors: those of record::rename_row, merge_rows and split_row.
Result<RewritePreview> preview_rename(const std::string& study, const std::string& table,
                                      const std::string& from, const std::string& to);
Result<RewritePreview> preview_merge(const std::string& study, const std::string& table,
                                     const std::vector<std::string>& from, const std::string& into);
struct SplitRequest {
  std::string study;
  std::string table;
  std::string from;
  std::string to;
  std::vector<std::string> set;
  std::vector<std::string> where;
  std::string moving = "statement";
};
Result<RewritePreview> preview_split(const SplitRequest& request);

/// Errors: NotFound (nothing to undo or redo), and those of store::reversal_of.
Result<RewritePreview> preview_undo(const std::string& study);
Result<RewritePreview> preview_redo(const std::string& study);

/// Writes a preview. Errors: those of store::commit, Cancelled, Usage (author).
Result<store::Committed> carry_out(const RewritePreview& preview, const Context& context);

}  // namespace entente::app
