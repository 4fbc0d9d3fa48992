// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/ingest/ingest.hpp"
#include "ingest/xlsx/sheet.hpp"
#include "ingest/xlsx/template_names.hpp"

namespace entente::ingest {

Result<std::vector<Sheet>> read_xlsx(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(Package package, Package::open(bytes, file_name, workbook_package()));
  ENTENTE_TRY(const WorkbookParts parts, read_workbook_parts(package, file_name));
  std::vector<Sheet> sheets;
  std::uint64_t text_bytes = 0;
  for (const WorkbookSheet& part : parts.sheets) {
    // Sheets that the template adds for its reader are no data; any other name is the user's.
    if (part.name == read_me_sheet || part.name == lists_sheet) continue;
    ENTENTE_TRY(Sheet sheet, read_worksheet(package, parts, part, file_name, text_bytes));
    if (!sheet.header.empty() || !sheet.faults.empty()) sheets.push_back(std::move(sheet));
  }
  if (sheets.empty()) {
    return fail({ErrorKind::Malformed,
                 "no sheet with a header",
                 {file_name, 0, {}},
                 "column names in the first row of a sheet",
                 "",
                 "start from a template: entente export --template"});
  }
  return sheets;
}

}  // namespace entente::ingest
