// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_file.hpp"

#include <filesystem>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

Error other_format(const std::string& path, std::string message, std::string mend) {
  return {ErrorKind::Malformed, std::move(message), {path, 0, ""}, "a CSV or XLSX file", "",
          std::move(mend)};
}

}  // namespace

Result<std::vector<ingest::Sheet>> sheets_of(const std::string& path, std::string_view bytes) {
  const std::string suffix = lowered(std::filesystem::path(path).extension().string());
  if (bytes.starts_with("SQLite format 3")) {
    return fail(
        other_format(path, "a database, not a table", "export the tables you want from it first"));
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return fail(other_format(path, "an old Excel workbook", "save it as XLSX or CSV"));
  }
  if (bytes.starts_with("%PDF")) {
    return fail(other_format(path, "a PDF, not a table", "attach its text with --document"));
  }
  if (suffix == ".ods") {
    return fail(other_format(path, "an OpenDocument workbook", "save it as XLSX or CSV"));
  }
  if (suffix == ".xlsx" || bytes.starts_with("PK\x03\x04")) return ingest::read_xlsx(bytes, path);
  ENTENTE_TRY(ingest::Sheet sheet, ingest::read_csv(bytes, path));
  std::vector<ingest::Sheet> out;
  out.push_back(std::move(sheet));
  return out;
}

}  // namespace entente::app
