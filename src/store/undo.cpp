// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/store/undo.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "entente/base/text.hpp"
#include "ledger.hpp"
#include "settings_toml.hpp"

namespace entente::store {
namespace {

std::string_view word_of(Reversal which) { return which == Reversal::Undo ? "undo" : "redo"; }

/// The entry that an undo or redo entry reversed; nothing for other entries.
std::optional<std::int64_t> reversed_by(const AuditEntry& entry) {
  if (entry.kind != "undo" && entry.kind != "redo") return std::nullopt;
  const std::size_t space = entry.origin.command.rfind(' ');
  if (space == std::string::npos) return std::nullopt;
  const char* first = entry.origin.command.data() + space + 1;
  const char* last = entry.origin.command.data() + entry.origin.command.size();
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(first, last, out);
  return error == std::errc() && end == last ? std::optional(out) : std::nullopt;
}

/// One row's way through an entry: how it was before, and its last version.
struct RowPath {
  const RowVersion* first = nullptr;
  const RowVersion* last = nullptr;
};

Error not_kept(const RowVersion& version, const char* why) {
  return {ErrorKind::Missing,
          version.table + " " + quotable(version.id) + ": history does not keep how it was before",
          {},
          "",
          "",
          why};
}

Error changed_since(const RowVersion& version) {
  return {ErrorKind::Conflict,
          version.table + " " + quotable(version.id) + " is no longer what the entry made of it",
          {},
          "",
          "",
          "it was edited by hand; change it by hand or by import"};
}

bool is_text(std::string_view table) { return table == text_table; }

/// The change that leads a row of a table back.
Result<std::optional<record::Change>> row_back(const record::Study& study, const RowPath& path) {
  const std::size_t table = record::table_index(path.last->table).value();
  const record::Table& rows = study.table(table);
  const auto row = rows.find(path.last->id);
  std::vector<std::string> now;
  if (row) {
    now = rows.row_cells(*row);
    RowHasher hasher(rows.schema());
    if (hasher.hash(std::span<const std::string>(now)) != path.last->row_hash) {
      return fail(changed_since(*path.last));
    }
  } else if (path.last->kind != record::ChangeKind::Withdraw) {
    return fail(changed_since(*path.last));
  }
  const bool was_there = path.first->kind != record::ChangeKind::Insert;
  const std::vector<std::string>& before = path.first->before;
  if (was_there && before.size() != rows.columns()) {
    return fail(not_kept(*path.first, "it was edited by hand; version control may know it"));
  }
  using record::Change;
  using record::ChangeKind;
  if (row && was_there)
    return std::optional(Change{ChangeKind::Replace, table, path.last->id, now, before});
  if (row) return std::optional(Change{ChangeKind::Withdraw, table, path.last->id, now, {}});
  if (was_there) return std::optional(Change{ChangeKind::Insert, table, path.last->id, {}, before});
  return std::optional<Change>();
}

Result<record::Settings> settings_back(const record::Study& study, const RowPath& path) {
  if (settings_row_hash(settings_text(study.settings)) != path.last->row_hash) {
    return fail(changed_since(*path.last));
  }
  if (path.first->before.empty()) {
    return fail(not_kept(*path.first, "it was edited by hand; version control may know it"));
  }
  std::vector<Error> problems;
  ENTENTE_TRY(record::Settings out,
              parse_settings(path.first->before.front(), "study.toml", problems));
  if (!problems.empty()) return fail(problems.front());
  return out;
}

/// Words of documents are not in history. A new document takes its text with it when it is
/// withdrawn; nothing else can be taken back.
Result<void> check_texts(const std::vector<const RowVersion*>& rows) {
  for (const RowVersion* version : rows) {
    if (!is_text(version->table)) continue;
    const bool with_its_document =
        version->kind == record::ChangeKind::Insert &&
        std::any_of(rows.begin(), rows.end(), [&](const RowVersion* other) {
          return other->table == "document" && other->id == version->id &&
                 other->kind == record::ChangeKind::Insert;
        });
    if (!with_its_document) {
      return fail(not_kept(*version, "the words of documents are not in history; attach the file"));
    }
  }
  return {};
}

/// Whether the entry brought in rows or nothing at all; undo of an import of documents withdraws
/// them, and their words cannot come back.
Result<void> check_redone_texts(const std::vector<const RowVersion*>& rows) {
  for (const RowVersion* version : rows) {
    if (is_text(version->table)) {
      return fail(
          not_kept(*version, "the words of documents are not in history; import the file again"));
    }
  }
  return {};
}

}  // namespace

std::string reversal_command(Reversal which, std::int64_t sequence) {
  return std::string(word_of(which)) + " " + std::to_string(sequence);
}

std::optional<std::int64_t> next_reversal(const History& history, Reversal which) {
  std::vector<std::int64_t> holding;
  std::vector<std::pair<std::int64_t, std::int64_t>> undone;  // the entry, and its undo
  const auto drop = [&holding](std::int64_t sequence) {
    holding.erase(std::remove(holding.begin(), holding.end(), sequence), holding.end());
  };
  for (const AuditEntry& entry : history.audit) {
    const auto reversed = reversed_by(entry);
    if (reversed && entry.kind == "undo") {
      drop(*reversed);
      undone.emplace_back(*reversed, entry.sequence);
    } else if (reversed) {
      const auto back = std::find_if(undone.begin(), undone.end(),
                                     [&](const auto& one) { return one.second == *reversed; });
      if (back == undone.end()) continue;
      holding.push_back(back->first);
      undone.erase(back);
    } else if (entry.kind == "create") {
      holding.clear();
      undone.clear();
    } else if (entry.changes > 0 && entry.kind != "adopted") {
      holding.push_back(entry.sequence);
      undone.clear();
    }
  }
  if (which == Reversal::Redo) {
    return undone.empty() ? std::nullopt : std::optional(undone.back().second);
  }
  return holding.empty() ? std::nullopt : std::optional(holding.back());
}

Result<Edit> reversal_of(const Opened& opened, const History& history, std::int64_t sequence,
                         Reversal which) {
  std::vector<const RowVersion*> rows;
  std::map<std::pair<std::string, std::string>, RowPath> paths;
  for (const RowVersion& version : history.rows) {
    if (version.audit_sequence != sequence) continue;
    rows.push_back(&version);
    RowPath& path = paths[{version.table, version.id}];
    if (path.first == nullptr) path.first = &version;
    path.last = &version;
  }
  if (rows.empty()) {
    return fail({ErrorKind::NotFound,
                 "entry " + std::to_string(sequence) + " of history changed no row",
                 {},
                 "",
                 "",
                 "entente history lists the entries"});
  }
  ENTENTE_CHECK(which == Reversal::Undo ? check_texts(rows) : check_redone_texts(rows));
  Edit edit;
  edit.kind = word_of(which);
  for (auto version = rows.rbegin(); version != rows.rend(); ++version) {
    const RowPath& path = paths[{(*version)->table, (*version)->id}];
    if (path.last != *version || is_text((*version)->table)) continue;
    if ((*version)->table == settings_table) {
      ENTENTE_TRY(edit.settings, settings_back(opened.study, path));
      continue;
    }
    if (!record::table_index((*version)->table)) continue;
    ENTENTE_TRY(std::optional<record::Change> change, row_back(opened.study, path));
    if (change) edit.changes.push_back(std::move(*change));
  }
  return edit;
}

}  // namespace entente::store
