// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/statement.hpp"

#include <algorithm>

#include "contested.hpp"
#include "entente/app/codebook.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"
#include "shown_passage.hpp"

namespace entente::app {
namespace {

/// Rejections of the one row speak of its options, not of a file nobody wrote.
void place_by_option(std::vector<Error>& rejections) {
  for (Error& error : rejections) {
    const std::string column =
        error.place.column.empty() ? std::string() : option_of_column(error.place.column);
    error.place = {"", 0, column};
  }
}

const std::string* cell_of(const StatementRequest& request, std::string_view column) {
  for (const auto& [name, cell] : request.cells) {
    if (name == column && !trimmed(cell).empty()) return &cell;
  }
  return nullptr;
}

Result<void> check_known(const record::Table& table, const std::string& id, const char* option) {
  if (id.empty()) return {};
  ENTENTE_CHECK(known_row(table, id, option));
  return {};
}

}  // namespace

Result<ImportPreview> preview_statement(const StatementRequest& request, const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ImportPreview out;
  out.study = request.study;
  out.settings = opened.study.settings;
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, out.settings, "statement add", "statement added"));
  ingest::Sheet sheet;
  sheet.table = "statement";
  sheet.rows.emplace_back();
  for (const record::Column& column : record::table_schema("statement").columns) {
    const std::string* cell = cell_of(request, column.name);
    sheet.header.emplace_back(column.name);
    std::string filled;
    if (column.name == "coder") filled = origin.author;
    if (column.name == "codebook") filled = codebook_in_use(opened.study).value_or("");
    sheet.rows[0].cells.push_back(cell != nullptr ? *cell : filled);
  }
  ENTENTE_TRY(out.plan, ingest::plan_import(opened.study, {sheet}, {}, context.cancel));
  place_by_option(out.plan.rejections);
  const auto reject = [&out](Error error) {
    const ingest::ImportCounts counts{1, 0, 0, 1, 0};
    out.plan.changes.clear();
    out.plan.rejections.push_back(std::move(error));
    out.plan.total = counts;
    for (auto& table : out.plan.tables) table.second = counts;
  };
  const std::string* id = cell_of(request, "id");
  if (id != nullptr && opened.study.table("statement").find(trimmed(*id))) {
    reject({ErrorKind::Duplicate,
            "a statement has this id already",
            {"", 0, "--id"},
            "a new id",
            quotable(*id),
            "leave --id out, or change the statement by import"});
  } else if (cell_of(request, "passages") == nullptr && cell_of(request, "sources") == nullptr) {
    reject({ErrorKind::Missing,
            "the statement rests on nothing",
            {"", 0, "--passages"},
            "at least one passage or source",
            "",
            "name the passage, or the source as a whole with --sources"});
  }
  return out;
}

Result<store::Committed> add_statement(const ImportPreview& preview, const Context& context) {
  ENTENTE_CHECK(check_cancel(context.cancel, "statement add"));
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, preview.settings, "statement add", "statement added"));
  return store::commit(preview.study, {"statement", preview.plan.changes, std::nullopt, {}},
                       origin);
}

Result<StatementList> list_statements(const StatementFilter& filter) {
  ENTENTE_TRY(const std::optional<Date> at, date_option(filter.at, "--at"));
  ENTENTE_TRY(const store::Opened opened, open_sound(filter.study));
  const record::Study& study = opened.study;
  ENTENTE_CHECK(check_known(study.table("actor"), filter.actor, "--actor"));
  ENTENTE_CHECK(check_known(study.table("issue"), filter.issue, "--issue"));
  StatementList out;
  out.header = {"id", "actor", "issue", "stance", "date", "coder", "passages", "sources"};
  const record::Table& table = study.table("statement");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!filter.actor.empty() && table.cell(row, "actor") != filter.actor) continue;
    if (!filter.issue.empty() && table.cell(row, "issue") != filter.issue) continue;
    const std::string_view status = table.cell(row, "status");
    if (!filter.status.empty() && filter.status != (status.empty() ? "accepted" : status)) continue;
    if (at) {
      const auto date = Date::parse(table.cell(row, "date"));
      if (!date || date->first_day() > at->last_day()) continue;
    }
    std::vector<std::string> cells;
    cells.reserve(out.header.size());
    for (const std::string& column : out.header) cells.emplace_back(table.cell(row, column));
    out.rows.push_back(std::move(cells));
  }
  return out;
}

Result<ShownStatement> show_statement(const std::string& path, const std::string& id) {
  ENTENTE_TRY(const store::Opened opened, open_sound(path));
  const record::Table& table = opened.study.table("statement");
  ENTENTE_CHECK(check_known(table, id, "ID"));
  const auto row = table.find(id);
  if (!row) {
    return fail({ErrorKind::Usage,
                 "no statement is named",
                 {"", 0, "ID"},
                 "a statement's id",
                 "",
                 "entente statement list"});
  }
  ShownStatement out;
  out.id = id;
  for (const record::Column& column : table.schema().columns) {
    const std::string_view cell = table.cell(*row, column.name);
    if (!cell.empty()) out.cells.emplace_back(column.name, cell);
  }
  const record::Evidence evidence = record::evidence_of(table, *row);
  for (const std::string_view passage : evidence.passages) {
    out.passages.push_back(shown_passage(opened.study, passage));
  }
  for (const std::string_view source : evidence.sources) {
    out.sources.emplace_back(source, title_of_source(opened.study, source));
  }
  out.disputes = contested(opened.study, {record::datum_name(table, *row)});
  return out;
}

}  // namespace entente::app
