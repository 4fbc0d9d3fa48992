// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/ledger.hpp"

#include <algorithm>

#include "contested.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

Error no_table(const std::string& table) {
  std::string mend = did_you_mean_sentence(table, record::table_names());
  if (mend.empty()) mend = "entente ledger STUDY lists the tables";
  return {ErrorKind::Usage, "there is no such table", {"", 0, "TABLE"}, "",
          quotable(table),  std::move(mend)};
}

/// Columns that name passages, sources or the state of checking: shown as evidence, not as cells.
bool is_evidence(const record::Column& column) {
  return column.target == "passage" || column.target == "source" || column.name == "verification" ||
         column.name == "label";
}

std::vector<std::size_t> shown_columns(const record::Table& table) {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < table.columns(); ++c) {
    if (is_evidence(table.schema().columns[c])) continue;
    bool filled = c == 0;
    for (std::size_t row = 0; !filled && row < table.rows(); ++row) {
      filled = !table.cell(row, c).empty();
    }
    if (filled) out.push_back(c);
  }
  return out;
}

bool names_actor(const record::Table& table, std::size_t row, std::string_view actor) {
  for (std::size_t c = 0; c < table.columns(); ++c) {
    if (table.schema().columns[c].target != "actor") continue;
    for (const std::string_view id : list_items(table.cell(row, c))) {
      if (id == actor) return true;
    }
  }
  return false;
}

LedgerRow ledger_row(const record::Table& table, std::size_t row,
                     const std::vector<std::size_t>& columns) {
  LedgerRow out;
  out.cells.reserve(columns.size());
  for (const std::size_t c : columns) out.cells.emplace_back(table.cell(row, c));
  for (std::size_t c = 0; c < table.columns(); ++c) {
    const record::Column& column = table.schema().columns[c];
    const bool passages = column.target == "passage";
    if (!passages && column.target != "source") continue;
    for (const std::string_view id : list_items(table.cell(row, c))) {
      (passages ? out.passages : out.sources).emplace_back(id);
    }
  }
  if (const auto c = table.schema().column("verification")) {
    out.unverified = table.cell(row, *c) == "unverified";
  }
  return out;
}

}  // namespace

Result<LedgerOutcome> ledger_of(const LedgerRequest& request, const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_CHECK(check_cancel(context.cancel));
  LedgerOutcome out;
  out.table = request.table;
  if (request.table.empty()) {
    for (std::size_t t = 0; t < record::tables().size(); ++t) {
      out.tables.emplace_back(record::tables()[t].name, opened.study.table(t).rows());
    }
    return out;
  }
  const auto index = record::table_index(request.table);
  if (!index) return fail(no_table(request.table));
  const record::Table& table = opened.study.table(*index);
  const auto& columns = table.schema().columns;
  if (!request.actor.empty()) {
    ENTENTE_CHECK(known_row(opened.study.table("actor"), request.actor, "--actor"));
    if (std::none_of(columns.begin(), columns.end(),
                     [](const record::Column& column) { return column.target == "actor"; })) {
      return fail({ErrorKind::Usage,
                   "table " + request.table + " names no actors",
                   {"", 0, "--actor"},
                   "",
                   "",
                   "leave the option out"});
    }
  }
  out.purpose = table.schema().purpose;
  const std::vector<std::size_t> shown = shown_columns(table);
  for (const std::size_t c : shown) out.header.emplace_back(columns[c].name);
  std::vector<std::string> data;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!request.actor.empty() && !names_actor(table, row, request.actor)) continue;
    out.rows.push_back(ledger_row(table, row, shown));
    data.push_back(record::datum_name(table, row));
  }
  out.disputes = contested(opened.study, data);
  for (std::size_t i = 0; i < data.size(); ++i) {
    out.rows[i].disputed = !record::disputes_about(out.disputes, {&data[i], 1}).empty();
  }
  return out;
}

}  // namespace entente::app
