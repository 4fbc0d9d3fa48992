// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/rewrite.hpp"

#include <algorithm>

#include "entente/app/card.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/store/undo.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

template <class Pair>
Result<std::vector<Pair>> pairs_of(const std::vector<std::string>& texts, const char* option) {
  std::vector<Pair> out;
  for (const std::string& text : texts) {
    ENTENTE_TRY(auto pair, column_and_value(text, option));
    out.push_back({std::move(pair.first), std::move(pair.second)});
  }
  return out;
}

/// Errors of cells speak of the option they were typed in.
template <class Value>
Result<Value> typed_in(Result<Value> result, const std::string& option) {
  if (result) return result;
  Error error = result.error();
  error.place = {"", 0, option};
  return fail(std::move(error));
}

RewritePreview started(const std::string& study, const store::Opened& opened, std::string command,
                       std::string reason) {
  RewritePreview out;
  out.study = study;
  out.settings = opened.study.settings;
  out.edit.kind = command.substr(0, command.find(' '));
  out.command = std::move(command);
  out.reason = std::move(reason);
  return out;
}

/// Puts a rewrite into a preview unless the study would be less sound for it.
Result<RewritePreview> sound(const record::Study& study, RewritePreview preview,
                             record::Rewrite rewrite) {
  ENTENTE_TRY(const std::vector<Error> errors, record::new_errors(study, rewrite));
  if (!errors.empty()) {
    Error error = errors.front();
    error.message = "the study would not be sound: " + error.message;
    return fail(std::move(error));
  }
  preview.edit.changes = std::move(rewrite.changes);
  preview.edit.settings = std::move(rewrite.settings);
  return preview;
}

Result<const record::Table*> table_named(const record::Study& study, const std::string& name) {
  if (record::table_index(name)) return &study.table(name);
  std::string mend = did_you_mean_sentence(name, record::table_names());
  if (mend.empty()) mend = "entente ledger STUDY lists the tables";
  return fail({ErrorKind::NotFound,
               "there is no such table",
               {"", 0, "TABLE"},
               "",
               quotable(name),
               std::move(mend)});
}

bool is_proposal(const record::Table& statements, std::size_t row) {
  return statements.cell(row, "status") == "proposed";
}

Result<std::vector<std::size_t>> proposals(const record::Table& statements,
                                           const VerdictRequest& request) {
  if (request.ids.empty() && request.where.empty()) {
    return fail({ErrorKind::Usage,
                 "no proposal is named",
                 {"", 0, "ID"},
                 "ids of statements, or --where COLUMN=VALUE",
                 "",
                 "entente statement list STUDY --status proposed lists them"});
  }
  std::vector<std::size_t> rows;
  for (const std::string& id : request.ids) {
    ENTENTE_TRY(const std::size_t row, known_row(statements, id, "ID"));
    if (!is_proposal(statements, row)) {
      return fail({ErrorKind::Usage,
                   "the statement is no proposal",
                   {"", 0, "ID"},
                   "status proposed",
                   quotable(id) + ", status " +
                       (statements.cell(row, "status").empty()
                            ? std::string("blank = accepted")
                            : std::string(statements.cell(row, "status"))),
                   "change it with statement edit --status"});
    }
    rows.push_back(row);
  }
  if (request.where.empty()) return rows;
  ENTENTE_TRY(const auto conditions, pairs_of<record::Condition>(request.where, "--where"));
  ENTENTE_TRY(const auto met, typed_in(record::rows_where(statements, conditions), "--where"));
  for (const std::size_t row : met) {
    if (is_proposal(statements, row) && std::find(rows.begin(), rows.end(), row) == rows.end()) {
      rows.push_back(row);
    }
  }
  return rows;
}

Result<RewritePreview> preview_reversal(const std::string& study, store::Reversal which) {
  ENTENTE_TRY(const store::Opened opened, open_sound(study));
  ENTENTE_TRY(const store::History history, store::read_history(study));
  const auto sequence = store::next_reversal(history, which);
  const bool undo = which == store::Reversal::Undo;
  if (!sequence) {
    return fail({ErrorKind::NotFound,
                 undo ? "there is nothing to undo" : "there is nothing to redo",
                 {},
                 "",
                 "",
                 undo ? "the study is as it was made; entente history lists what was done"
                      : "only what was undone last, and nothing changed since, can be redone"});
  }
  const auto entry =
      std::find_if(history.audit.begin(), history.audit.end(),
                   [&](const store::AuditEntry& one) { return one.sequence == *sequence; });
  constexpr std::string_view said = "undone: ";
  std::string_view reason = entry->origin.reason;
  if (!undo && reason.starts_with(said)) reason.remove_prefix(said.size());
  RewritePreview out = started(study, opened, store::reversal_command(which, *sequence),
                               (undo ? "undone: " : "redone: ") + std::string(reason));
  ENTENTE_TRY(out.edit, store::reversal_of(opened, history, *sequence, which));
  out.chosen = out.edit.changes.size();
  out.remark = std::string(undo ? "takes back" : "takes back the undo of") + " entry " +
               std::to_string(*sequence) + ": " + std::string(reason) + ", by " +
               entry->origin.author;
  return out;
}

}  // namespace

Result<std::pair<std::string, std::string>> column_and_value(const std::string& text,
                                                             const char* option) {
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && !trimmed(text.substr(0, equals)).empty()) {
    return std::pair(std::string(trimmed(text.substr(0, equals))),
                     std::string(trimmed(text.substr(equals + 1))));
  }
  return fail({ErrorKind::Usage,
               "not a column and its value",
               {"", 0, option},
               "COLUMN=VALUE",
               quotable(text),
               "for example " + std::string(option) + " issue=I1"});
}

Result<RewritePreview> preview_recode(const BulkRequest& request) {
  ENTENTE_TRY(const auto conditions, pairs_of<record::Condition>(request.where, "--where"));
  ENTENTE_TRY(const auto cells, pairs_of<record::Assignment>(request.set, "--set"));
  if (cells.empty()) {
    return fail({ErrorKind::Usage,
                 "nothing is to be set",
                 {"", 0, "--set"},
                 "COLUMN=VALUE",
                 "",
                 "for example --set stance=1"});
  }
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(const record::Table* table, table_named(opened.study, request.table));
  ENTENTE_TRY(const auto rows, typed_in(record::rows_where(*table, conditions), "--where"));
  ENTENTE_TRY(auto changes, typed_in(record::set_cells(*table, rows, cells), "--set"));
  RewritePreview out = started(request.study, opened, "recode", "recoded");
  out.chosen = rows.size();
  return sound(opened.study, std::move(out), {std::move(changes), std::nullopt});
}

Result<RewritePreview> preview_statement_edit(
    const std::string& study, const std::string& id,
    const std::vector<std::pair<std::string, std::string>>& cells) {
  if (cells.empty()) {
    return fail({ErrorKind::Usage,
                 "nothing is to be changed",
                 {},
                 "an option for a column",
                 "",
                 "for example --stance 1"});
  }
  ENTENTE_TRY(const store::Opened opened, open_sound(study));
  const record::Table& statements = opened.study.table("statement");
  ENTENTE_TRY(const std::size_t row, known_row(statements, id, "ID"));
  std::vector<record::Change> changes;
  std::vector<record::Assignment> assignments;
  bool status_given = false;
  for (const auto& [column, value] : cells) {
    assignments.push_back({column, value});
    // One by one first, so that an error names its option.
    ENTENTE_CHECK(typed_in(
        record::set_cells(statements, std::span(&row, 1), std::span(&assignments.back(), 1)),
        option_of_column(column)));
    status_given = status_given || column == "status";
  }
  ENTENTE_TRY(changes, record::set_cells(statements, std::span(&row, 1), assignments));
  if (!changes.empty() && !status_given && is_proposal(statements, row)) {
    assignments.push_back({"status", "edited"});
    ENTENTE_TRY(changes, record::set_cells(statements, std::span(&row, 1), assignments));
  }
  RewritePreview out = started(study, opened, "statement edit", "statement edited");
  out.chosen = 1;
  return sound(opened.study, std::move(out), {std::move(changes), std::nullopt});
}

Result<RewritePreview> preview_verdict(const VerdictRequest& request, Verdict verdict) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  const record::Table& statements = opened.study.table("statement");
  ENTENTE_TRY(const std::vector<std::size_t> rows, proposals(statements, request));
  const bool accept = verdict == Verdict::Accept;
  const record::Assignment cell{"status", accept ? "accepted" : "rejected"};
  ENTENTE_TRY(auto changes, record::set_cells(statements, rows, std::span(&cell, 1)));
  RewritePreview out =
      started(request.study, opened, accept ? "statement accept" : "statement reject",
              accept ? "proposals accepted" : "proposals rejected");
  out.chosen = rows.size();
  return sound(opened.study, std::move(out), {std::move(changes), std::nullopt});
}

Result<RewritePreview> preview_rename(const std::string& study, const std::string& table,
                                      const std::string& from, const std::string& to) {
  ENTENTE_TRY(const store::Opened opened, open_sound(study));
  ENTENTE_TRY(auto rewrite, record::rename_row(opened.study, table, from, to));
  RewritePreview out =
      started(study, opened, "rename", table + " " + from + " is called " + to + " from now on");
  out.chosen = 1;
  return sound(opened.study, std::move(out), std::move(rewrite));
}

Result<RewritePreview> preview_merge(const std::string& study, const std::string& table,
                                     const std::vector<std::string>& from,
                                     const std::string& into) {
  ENTENTE_TRY(const store::Opened opened, open_sound(study));
  ENTENTE_TRY(auto rewrite, record::merge_rows(opened.study, table, from, into));
  RewritePreview out =
      started(study, opened, "merge", table + " " + joined(from, ", ") + " merged into " + into);
  out.chosen = from.size();
  return sound(opened.study, std::move(out), std::move(rewrite));
}

Result<RewritePreview> preview_split(const SplitRequest& request) {
  ENTENTE_TRY(const auto conditions, pairs_of<record::Condition>(request.where, "--where"));
  ENTENTE_TRY(const auto cells, pairs_of<record::Assignment>(request.set, "--set"));
  if (conditions.empty()) {
    return fail({ErrorKind::Usage,
                 "all rows would move: that is no split",
                 {"", 0, "--where"},
                 "COLUMN=VALUE",
                 "",
                 "say which rows move, or rename the row"});
  }
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(auto rewrite, record::split_row(opened.study, request.table, request.from, request.to,
                                              cells, request.moving, conditions));
  RewritePreview out = started(request.study, opened, "split",
                               request.table + " " + request.to + " split from " + request.from);
  out.chosen = rewrite.changes.size() - 1;
  return sound(opened.study, std::move(out), std::move(rewrite));
}

Result<RewritePreview> preview_undo(const std::string& study) {
  return preview_reversal(study, store::Reversal::Undo);
}

Result<RewritePreview> preview_redo(const std::string& study) {
  return preview_reversal(study, store::Reversal::Redo);
}

Result<store::Committed> carry_out(const RewritePreview& preview, const Context& context) {
  ENTENTE_CHECK(check_cancel(context.cancel, preview.command));
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, preview.settings, preview.command, preview.reason));
  return store::commit(preview.study, preview.edit, origin);
}

}  // namespace entente::app
