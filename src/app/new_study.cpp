// SPDX-License-Identifier: GPL-3.0-or-later
#include "new_study.hpp"

#include <algorithm>
#include <filesystem>

#include "entente/app/files.hpp"
#include "entente/app/study.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::app {
namespace {

/// The last part of the path without .entente: "pacific" of "work/pacific.entente/".
std::string short_name(const std::string& path) {
  std::filesystem::path normal = std::filesystem::path(path).lexically_normal();
  if (normal.filename().empty()) normal = normal.parent_path();
  return normal.extension() == ".entente" ? normal.stem().string() : normal.filename().string();
}

Result<record::Table> example_table(const record::TableSchema& schema) {
  record::Table table(schema);
  std::vector<std::string> cells;
  for (const record::Column& column : schema.columns) {
    ENTENTE_TRY(std::string cell, record::canonical_cell(column, column.example));
    cells.push_back(std::move(cell));
  }
  table.append(std::span<const std::string>(cells));
  return table;
}

/// A focus actor without a row gets one, so that the new study passes check.
Result<std::vector<std::string>> add_focus(record::Study& study,
                                           const std::vector<std::string>& focus) {
  record::Table& actors = study.table("actor");
  const record::TableSchema& schema = actors.schema();
  std::vector<std::string> added;
  for (const std::string& raw : focus) {
    auto id = record::canonical_cell(schema.columns[0], raw);
    if (!id) {
      Error error = std::move(id).error();
      error.kind = ErrorKind::Usage;
      error.place = {"", 0, "--focus"};
      return fail(std::move(error));
    }
    if (std::find(study.settings.focus.begin(), study.settings.focus.end(), *id) !=
        study.settings.focus.end())
      continue;
    study.settings.focus.push_back(*id);
    if (actors.find(*id)) continue;
    std::vector<std::string> cells(schema.columns.size());
    cells[0] = *id;
    cells[schema.column("name").value()] = *id;
    actors.append(std::span<const std::string>(cells));
    added.push_back(*id);
  }
  return added;
}

Result<Date> as_of_date(const NewRequest& request, const Context& context) {
  auto date = Date::parse(request.as_of.empty() ? context.now.substr(0, 10) : request.as_of);
  if (date) return date;
  Error error = std::move(date).error();
  error.kind = ErrorKind::Usage;
  error.place = {"", 0, "--as-of"};
  return fail(std::move(error));
}

Error something_there(const std::string& path) {
  return {ErrorKind::Unwritable, "something lies there already", {path, 0, ""}, "a new name", "",
          "choose another name"};
}

/// Settings as asked for; texts are checked where the store writes them.
Result<record::Settings> new_settings(const NewRequest& request, const Context& context) {
  record::Settings out;
  ENTENTE_TRY(out.name, study_name_of(request.path));
  out.title = request.title.empty() ? out.name : request.title;
  out.question = request.question;
  out.author = request.author;
  ENTENTE_TRY(out.as_of, as_of_date(request, context));
  for (const auto& [option, text] :
       {std::pair{"PATH", &out.name}, std::pair{"--title", &out.title},
        std::pair{"--question", &out.question}, std::pair{"--author", &out.author}}) {
    if (!first_broken_utf8(*text)) continue;
    return fail({ErrorKind::Usage,
                 "broken UTF-8",
                 {"", 0, option},
                 "UTF-8 text",
                 quotable(*text),
                 "retype it"});
  }
  return out;
}

}  // namespace

Result<std::string> study_name_of(const std::string& path) {
  std::string name = short_name(path);
  if (!name.empty() && name != "." && name != "..") return name;
  return fail({ErrorKind::Usage,
               "the path has no name",
               {"", 0, "PATH"},
               "a path that ends in the study's name",
               quotable(path),
               "entente new my-study"});
}

store::Form form_of_new(const std::string& path) {
  const bool file = std::filesystem::path(path).extension() == ".entente";
  return file ? store::Form::File : store::Form::Folder;
}

Result<void> check_free(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::symlink_status(path, ignored).type() ==
      std::filesystem::file_type::not_found) {
    return {};
  }
  return fail(something_there(path));
}

Result<NewOutcome> new_study(const NewRequest& request, const Context& context) {
  record::Study study;
  ENTENTE_TRY(study.settings, new_settings(request, context));
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    ENTENTE_TRY(study.table(t), example_table(record::tables()[t]));
  }
  std::vector<std::string> focus = request.focus;
  if (focus.empty()) focus.emplace_back(study.table("actor").id(0));
  NewOutcome out;
  ENTENTE_TRY(out.added_actors, add_focus(study, focus));
  out.path = request.path;
  out.form = form_of_new(request.path);
  out.as_of = study.settings.as_of->text();
  out.tables = record::tables().size();
  out.rows = study.row_count();
  ENTENTE_CHECK(check_free(request.path));
  std::error_code ignored;
  std::string template_bytes;
  if (request.workbook) {
    const auto folder = std::filesystem::path(request.path).lexically_normal();
    const auto base = folder.filename().empty() ? folder.parent_path() : folder;
    out.workbook = (base.parent_path() / (study.settings.name + ".xlsx")).string();
    if (std::filesystem::exists(out.workbook, ignored)) return fail(something_there(out.workbook));
    ENTENTE_TRY(template_bytes, ingest::workbook_xlsx(study, false));
  }
  ENTENTE_TRY(const store::Origin origin, origin_of(context, study.settings, "new", "new study"));
  ENTENTE_CHECK(check_cancel(context.cancel, "new"));
  ENTENTE_CHECK(store::create(request.path, out.form, study, origin));
  if (request.workbook) ENTENTE_CHECK(write_file(out.workbook, template_bytes, Overwrite::Never));
  return out;
}

}  // namespace entente::app
