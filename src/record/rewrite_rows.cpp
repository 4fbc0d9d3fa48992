// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "entente/base/text.hpp"
#include "entente/record/check.hpp"
#include "entente/record/rewrite.hpp"
#include "rewrite_parts.hpp"

namespace entente::record {
namespace {

/// Which ids of one table become which.
struct Renaming {
  std::size_t table = 0;
  std::map<std::string, std::string, std::less<>> ids;

  std::string of(std::string_view id) const {
    const auto found = ids.find(id);
    return found == ids.end() ? std::string(id) : found->second;
  }
};

/// A list with its items renamed; what is then there twice stands once.
std::string renamed_list(std::string_view cell,
                         const std::function<std::string(std::string_view)>& renamed) {
  std::vector<std::string> out;
  for (const std::string_view item : list_items(cell)) {
    std::string name = renamed(item);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return joined(out, ";");
}

std::string renamed_cell(const Column& column, std::string_view cell, const Renaming& renaming) {
  if (cell.empty()) return {};
  const bool names_table = column.target == tables()[renaming.table].name;
  const auto of = [&](std::string_view id) { return renaming.of(id); };
  switch (column.kind) {
    case ColumnKind::Reference:
      return names_table ? renaming.of(cell) : std::string(cell);
    case ColumnKind::References:
      return names_table ? renamed_list(cell, of) : std::string(cell);
    case ColumnKind::Data:
      return renamed_list(cell, [&](std::string_view datum) {
        const auto row = parse_datum(datum);
        if (!row || row->table != renaming.table) return std::string(datum);
        return std::string(tables()[row->table].name) + "/" + renaming.of(row->id);
      });
    default:
      return std::string(cell);
  }
}

void rename_in(std::vector<std::string>& ids, const Renaming& renaming) {
  std::vector<std::string> out;
  for (const std::string& id : ids) {
    std::string name = renaming.of(id);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  ids = std::move(out);
}

Settings renamed_settings(Settings settings, const Renaming& renaming) {
  const std::string_view table = tables()[renaming.table].name;
  if (table == "actor") {
    rename_in(settings.focus, renaming);
    rename_in(settings.pressure_from, renaming);
  }
  if (table == "issue") {
    rename_in(settings.formalisation_issues, renaming);
    rename_in(settings.strategic_issues, renaming);
    rename_in(settings.tactical_issues, renaming);
  }
  if (table == "continuum") settings.formality = renaming.of(settings.formality);
  if (table == "option") settings.informal_option = renaming.of(settings.informal_option);
  if (table == "format") {
    rename_in(settings.bilateral_formats, renaming);
    rename_in(settings.group_formats, renaming);
  }
  return settings;
}

/// All tables with ids and references renamed; a row whose new id is taken by another is left out.
std::vector<Change> renaming_changes(const Study& study, const Renaming& renaming) {
  std::vector<Change> out;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    const Table& from = study.table(t);
    Table to(from.schema());
    std::set<std::string> ids;
    for (std::size_t row = 0; row < from.rows(); ++row) {
      std::vector<std::string> cells = from.row_cells(row);
      for (std::size_t c = 1; c < cells.size(); ++c) {
        cells[c] = renamed_cell(from.schema().columns[c], cells[c], renaming);
      }
      if (t == renaming.table) {
        const std::string id = renaming.of(cells[0]);
        // Of merged rows only the one that keeps its id stays.
        if (id != cells[0] && from.find(id)) continue;
        cells[0] = id;
        if (!ids.insert(id).second) continue;
      }
      to.append(std::span<const std::string>(cells));
    }
    std::vector<Change> part = difference(from, to);
    std::move(part.begin(), part.end(), std::back_inserter(out));
  }
  return out;
}

Rewrite renamed(const Study& study, const Renaming& renaming) {
  Rewrite out{renaming_changes(study, renaming), std::nullopt};
  Settings settings = renamed_settings(study.settings, renaming);
  if (!(settings == study.settings)) out.settings = std::move(settings);
  return out;
}

Result<std::size_t> table_of(std::string_view name) {
  if (const auto table = table_index(name)) return *table;
  std::string mend = did_you_mean_sentence(name, table_names());
  if (mend.empty()) mend = "tables: " + joined(table_names(), ", ");
  return fail({ErrorKind::NotFound,
               "there is no such table",
               {},
               "a table",
               quotable(name),
               std::move(mend)});
}

Result<std::size_t> row_of(const Table& table, std::string_view id) {
  if (const auto row = table.find(id)) return *row;
  std::vector<std::string> ids;
  ids.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) ids.emplace_back(table.id(row));
  std::string mend = did_you_mean_sentence(id, ids);
  if (mend.empty()) mend = "entente ledger STUDY " + std::string(table.schema().name);
  return fail({ErrorKind::NotFound,
               "no " + std::string(table.schema().name) + " has this id",
               {},
               "",
               quotable(id),
               std::move(mend)});
}

Result<std::string> new_id(const Table& table, std::string_view id) {
  ENTENTE_TRY(std::string out, assigned_cell(table.schema(), 0, std::string(id)));
  if (!table.find(out)) return out;
  return fail({ErrorKind::Duplicate,
               "a " + std::string(table.schema().name) + " has this id already",
               {},
               "a new id",
               quotable(id),
               "choose another id, or merge the two"});
}

/// The names of merged actors, so that texts that use them still find the actor.
std::vector<Change> alias_changes(const Study& study, std::span<const std::string> from,
                                  std::string_view into) {
  const Table& actors = study.table("actor");
  const Table& aliases = study.table("alias");
  const std::size_t place = table_index("alias").value();
  const TableSchema& schema = aliases.schema();
  std::vector<Change> out;
  std::size_t number = aliases.rows();
  for (const std::string& id : from) {
    const auto row = actors.find(id);
    if (!row) continue;
    std::string alias_id;
    do alias_id = std::string(schema.id_prefix) + std::to_string(++number);
    while (aliases.find(alias_id));
    std::vector<std::string> cells(schema.columns.size());
    cells[0] = alias_id;
    cells[schema.column("actor").value()] = into;
    cells[schema.column("text").value()] = actors.cell(*row, "name");
    out.push_back({ChangeKind::Insert, place, alias_id, {}, std::move(cells)});
  }
  return out;
}

bool names(const TableSchema& referring, std::size_t table) {
  return std::any_of(referring.columns.begin(), referring.columns.end(), [&](const Column& column) {
    return column.target == tables()[table].name || column.kind == ColumnKind::Data;
  });
}

}  // namespace

Result<Rewrite> rename_row(const Study& study, std::string_view table, std::string_view from,
                           std::string_view to) {
  ENTENTE_TRY(const std::size_t place, table_of(table));
  ENTENTE_TRY(const std::size_t row, row_of(study.table(place), from));
  ENTENTE_TRY(const std::string id, new_id(study.table(place), to));
  return renamed(study, {place, {{std::string(study.table(place).id(row)), id}}});
}

Result<Rewrite> merge_rows(const Study& study, std::string_view table,
                           std::span<const std::string> from, std::string_view into) {
  ENTENTE_TRY(const std::size_t place, table_of(table));
  ENTENTE_CHECK(row_of(study.table(place), into));
  Renaming renaming{place, {}};
  for (const std::string& id : from) {
    ENTENTE_CHECK(row_of(study.table(place), id));
    if (id == into) {
      return fail({ErrorKind::Usage,
                   "a row is merged into itself",
                   {},
                   "other ids than " + quotable(into),
                   quotable(id),
                   "leave it out"});
    }
    renaming.ids[id] = into;
  }
  Rewrite out = renamed(study, renaming);
  if (table == "actor") {
    std::vector<Change> aliases = alias_changes(study, from, into);
    std::move(aliases.begin(), aliases.end(), std::back_inserter(out.changes));
  }
  return out;
}

Result<Rewrite> split_row(const Study& study, std::string_view table, std::string_view from,
                          std::string_view to, std::span<const Assignment> cells,
                          std::string_view referring, std::span<const Condition> conditions) {
  ENTENTE_TRY(const std::size_t place, table_of(table));
  ENTENTE_TRY(const std::size_t moved, table_of(referring));
  const Table& rows = study.table(place);
  ENTENTE_TRY(const std::size_t row, row_of(rows, from));
  ENTENTE_TRY(const std::string id, new_id(rows, to));
  if (!names(tables()[moved], place) || moved == place) {
    return fail({ErrorKind::Usage,
                 "rows of " + std::string(referring) + " name no " + std::string(table),
                 {},
                 "a table that does",
                 quotable(referring),
                 "statement, for example"});
  }
  const std::size_t only = row;
  ENTENTE_TRY(std::vector<Change> copy, set_cells(rows, std::span(&only, 1), cells));
  Change made{
      ChangeKind::Insert, place, id, {}, copy.empty() ? rows.row_cells(row) : copy[0].after};
  made.after[0] = id;
  Rewrite out{{std::move(made)}, std::nullopt};
  const Table& referrers = study.table(moved);
  ENTENTE_TRY(const std::vector<std::size_t> chosen, rows_where(referrers, conditions));
  const Renaming renaming{place, {{std::string(from), id}}};
  for (const std::size_t r : chosen) {
    Change change{ChangeKind::Replace, moved, std::string(referrers.id(r)), referrers.row_cells(r),
                  referrers.row_cells(r)};
    for (std::size_t c = 1; c < change.after.size(); ++c) {
      change.after[c] = renamed_cell(referrers.schema().columns[c], change.after[c], renaming);
    }
    if (change.after != change.before) out.changes.push_back(std::move(change));
  }
  return out;
}

Result<std::vector<Error>> new_errors(const Study& study, const Rewrite& rewrite) {
  Study after = study;
  ENTENTE_CHECK(apply(after, rewrite.changes));
  if (rewrite.settings) after.settings = *rewrite.settings;
  std::multiset<std::string> known;
  const auto told = [](const Finding& finding) {
    return finding.datum + "\n" + finding.error.message;
  };
  for (const Finding& finding : check(study).findings) {
    if (finding.severity == Severity::Error) known.insert(told(finding));
  }
  std::vector<Error> out;
  for (const Finding& finding : check(after).findings) {
    if (finding.severity != Severity::Error) continue;
    const auto found = known.find(told(finding));
    if (found != known.end()) {
      known.erase(found);
    } else {
      out.push_back(finding.error);
    }
  }
  return out;
}

}  // namespace entente::record
