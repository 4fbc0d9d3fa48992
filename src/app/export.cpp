// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/app/study.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/exchange.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::app {
namespace {

ExportForm form_of_target(const std::string& target) {
  const std::string suffix = lowered(std::filesystem::path(target).extension().string());
  if (target == "-" || suffix == ".csv") return ExportForm::Csv;
  if (suffix == ".xlsx") return ExportForm::Workbook;
  if (suffix == ".entente") return ExportForm::File;
  if (suffix == ".jsonld") return ExportForm::Annotations;
  if (suffix == ".dna") return ExportForm::Dna;
  if (suffix == ".qdc") return ExportForm::Codebook;
  if (suffix == ".qdpx") return ExportForm::Project;
  return ExportForm::Folder;
}

bool other_program(ExportForm form) {
  return form == ExportForm::Annotations || form == ExportForm::Dna ||
         form == ExportForm::Codebook || form == ExportForm::Project;
}

Error export_usage(std::string message, std::string column, std::string expected,
                   std::string mend) {
  return {ErrorKind::Usage, std::move(message), {"", 0, std::move(column)}, std::move(expected), "",
          std::move(mend)};
}

Result<void> check_request(const ExportRequest& request, ExportForm form) {
  const bool csv = form == ExportForm::Csv;
  if (csv && request.table.empty()) {
    return fail(export_usage("CSV holds one table", "--table", "a table's name",
                             "for example --table statement"));
  }
  if (!csv && !request.table.empty()) {
    return fail(export_usage("only CSV is one table", "--table", "a target that ends in .csv",
                             "leave --table out"));
  }
  if (csv && !record::table_index(request.table)) {
    std::string mend = did_you_mean_sentence(request.table, record::table_names());
    if (mend.empty()) mend = "docs/format.md lists the tables";
    return fail({ErrorKind::Usage,
                 "there is no such table",
                 {"", 0, "--table"},
                 "",
                 quotable(request.table),
                 std::move(mend)});
  }
  if (request.target == "-" && !csv) {
    return fail(
        export_usage("only CSV goes to standard output", "TARGET", "a file name", "name a file"));
  }
  const bool whole = form == ExportForm::Folder || form == ExportForm::File;
  if ((whole && (request.blank || request.force)) || (other_program(form) && request.blank)) {
    return fail(export_usage("only XLSX and CSV", request.blank ? "--template" : "--force",
                             "a target that ends in .xlsx or .csv", "leave the option out"));
  }
  return {};
}

/// Folder to file, file to folder, file to file (online backup).
Result<void> write_whole(const ExportRequest& request, ExportForm form, const store::Opened& opened,
                         const Context& context) {
  ENTENTE_CHECK(check_cancel(context.cancel, "export"));
  std::error_code ignored;
  if (std::filesystem::symlink_status(request.target, ignored).type() !=
      std::filesystem::file_type::not_found) {
    return fail({ErrorKind::Unwritable,
                 "something lies there already",
                 {request.target, 0, ""},
                 "a new name",
                 "",
                 "choose another name"});
  }
  const bool from_file = opened.form == store::Form::File;
  if (from_file && form == ExportForm::File) return store::backup(request.study, request.target);
  if (!from_file && form == ExportForm::Folder) {
    return fail(export_usage("the study is a folder already", "TARGET",
                             "NAME.entente, NAME.xlsx or NAME.csv",
                             "copy the folder with cp -r, or name another form with --to"));
  }
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, opened.study.settings, "export", "hand edits taken up on export"));
  return store::convert(request.study, request.target,
                        form == ExportForm::File ? store::Form::File : store::Form::Folder, origin,
                        {context.cancel, context.progress});
}

Result<std::string> exported_bytes(const ExportRequest& request, ExportForm form,
                                   const record::Study& study) {
  if (form == ExportForm::Workbook) return ingest::workbook_xlsx(study, !request.blank);
  const record::Table& table = study.table(request.table);
  return ingest::table_csv(request.blank ? record::Table(table.schema()) : table, true);
}

Result<ingest::ExchangeFile> exchange_file(ExportForm form, const record::Study& study) {
  switch (form) {
    case ExportForm::Dna:
      return ingest::dna_file(study);
    case ExportForm::Codebook:
      return ingest::refi_codebook(study);
    case ExportForm::Project:
      return ingest::refi_project(study);
    default:
      return ingest::annotations_jsonld(study);
  }
}

}  // namespace

Result<ExportOutcome> export_study(const ExportRequest& request, const Context& context) {
  ExportOutcome out;
  out.target = request.target;
  out.form = request.form.value_or(form_of_target(request.target));
  ENTENTE_CHECK(check_request(request, out.form));
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  out.tables = out.form == ExportForm::Csv ? 1 : record::tables().size();
  out.rows = request.blank ? 0 : opened.study.row_count();
  if (out.form == ExportForm::Folder || out.form == ExportForm::File) {
    ENTENTE_CHECK(write_whole(request, out.form, opened, context));
    return out;
  }
  if (out.form == ExportForm::Csv && !request.blank) {
    out.rows = opened.study.table(request.table).rows();
  }
  std::string bytes;
  if (other_program(out.form)) {
    ENTENTE_TRY(ingest::ExchangeFile file, exchange_file(out.form, opened.study));
    out.tables = 1;
    out.rows = file.statements;
    out.remarks = std::move(file.remarks);
    bytes = std::move(file.bytes);
  } else {
    ENTENTE_TRY(bytes, exported_bytes(request, out.form, opened.study));
  }
  ENTENTE_CHECK(check_cancel(context.cancel, "export"));
  if (request.target == "-") {
    out.bytes = std::move(bytes);
    return out;
  }
  ENTENTE_TRY(
      [[maybe_unused]] const bool written,
      write_file(request.target, bytes, request.force ? Overwrite::Different : Overwrite::Never));
  return out;
}

}  // namespace entente::app
