// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "entente/app/open.hpp"
#include "entente/app/study.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

/// "statement/P1" of "P1" or "statement/P1". Ids may hold a slash, so the table part must be a
/// table.
Result<std::string> resolved_row(const record::Study& study, const store::History& history,
                                 const std::string& row) {
  std::set<std::string> found;
  const auto consider = [&](std::string_view table, std::string_view id) {
    const std::string name = std::string(table) + "/" + std::string(id);
    if (id == row || name == row) found.insert(name);
  };
  for (const store::RowVersion& version : history.rows) consider(version.table, version.id);
  for (const record::TableSchema& schema : record::tables()) {
    const record::Table& table = study.table(schema.name);
    if (table.find(row)) consider(schema.name, row);
    if (row.starts_with(std::string(schema.name) + "/")) {
      const std::string id = row.substr(schema.name.size() + 1);
      if (table.find(id)) consider(schema.name, id);
    }
  }
  if (found.size() == 1) return *found.begin();
  if (found.empty()) {
    return fail({ErrorKind::NotFound,
                 "no row has ever had this id",
                 {"", 0, "ID"},
                 "an id, or table/id",
                 quotable(row),
                 "entente history without ID lists all entries"});
  }
  const std::vector<std::string> names(found.begin(), found.end());
  return fail({ErrorKind::Usage,
               "several tables have this id",
               {"", 0, "ID"},
               joined(names, " or "),
               quotable(row),
               "name the table too"});
}

std::vector<std::string> current_cells(const record::Study& study, const std::string& table,
                                       const std::string& id) {
  if (!record::table_index(table)) return {};
  const auto row = study.table(table).find(id);
  return row ? study.table(table).row_cells(*row) : std::vector<std::string>();
}

/// The change of one version, told as far as history can: it keeps the row before each change; what
/// it became is the next one's before, or the row as it is now. An edit by hand was never seen
/// before it was there, so the row it replaced is not kept.
void tell_change(const record::Study& study, const store::RowVersion& version,
                 const store::RowVersion* next, HistoryItem& item) {
  const auto table = record::table_index(version.table);
  if (!table) return;
  const std::size_t width = record::tables()[*table].columns.size();
  record::Change change{version.kind, *table, version.id, version.before, {}};
  if (change.kind != record::ChangeKind::Withdraw) {
    change.after = next == nullptr ? current_cells(study, version.table, version.id) : next->before;
  }
  const bool needs_before = change.kind != record::ChangeKind::Insert;
  const bool needs_after = change.kind != record::ChangeKind::Withdraw;
  const bool before_known = !needs_before || change.before.size() == width;
  const bool after_known = !needs_after || change.after.size() == width;
  if (before_known && after_known) {
    item.changes.push_back(std::move(change));
  } else if (!before_known && after_known && needs_after) {
    change.kind = record::ChangeKind::Insert;
    std::string text = record::describe(change);
    const std::string_view made = ": new: ";
    const std::size_t at = text.find(made);
    item.remark = "edited by hand; the row before is not kept; it became: " +
                  (at == std::string::npos ? text : text.substr(at + made.size()));
  } else {
    item.remark = "what the row became is not kept: it was then edited by hand";
  }
}

std::vector<HistoryItem> row_items(const record::Study& study, const store::History& history,
                                   const std::string& name) {
  const std::size_t slash = name.find('/');
  std::vector<const store::RowVersion*> versions;
  for (const store::RowVersion& version : history.rows) {
    if (version.table == name.substr(0, slash) && version.id == name.substr(slash + 1)) {
      versions.push_back(&version);
    }
  }
  std::vector<HistoryItem> out;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const auto entry = std::find_if(
        history.audit.begin(), history.audit.end(),
        [&](const store::AuditEntry& e) { return e.sequence == versions[i]->audit_sequence; });
    if (entry == history.audit.end()) continue;
    HistoryItem item{*entry, {}, ""};
    tell_change(study, *versions[i], i + 1 < versions.size() ? versions[i + 1] : nullptr, item);
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace

Result<HistoryOutcome> history_of(const std::string& path, const std::string& row) {
  ENTENTE_TRY(const store::Opened opened, store::open(path));
  ENTENTE_TRY(const store::History history, store::read_history(path));
  HistoryOutcome out;
  out.path = path;
  if (row.empty()) {
    for (const store::AuditEntry& entry : history.audit) out.items.push_back({entry, {}, ""});
    return out;
  }
  ENTENTE_TRY(out.row, resolved_row(opened.study, history, row));
  out.items = row_items(opened.study, history, out.row);
  return out;
}

}  // namespace entente::app
