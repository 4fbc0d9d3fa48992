// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a workbook that its sheets refer to: the list of sheets, shared strings, number
// formats. One thread a workbook.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/package.hpp"

namespace entente::ingest {

/// How much of a date a number format shows: what the author let the cell say.
enum class DateFormat : std::uint8_t { None, Day, Month, Year, TimeOnly };

/// What a number format code shows ("yyyy\-mm\-dd", "[$-409]mmm yy;@", "General").
DateFormat date_format_of_code(std::string_view code);
/// The same for the numbered formats that every spreadsheet knows (ECMA-376 part 1, 18.8.30).
DateFormat date_format_of_number(std::int64_t number);

struct WorkbookSheet {
  std::string name;
  std::string part;  ///< "xl/worksheets/sheet1.xml"
};

struct WorkbookParts {
  std::vector<WorkbookSheet> sheets;     ///< worksheets only, in the workbook's order
  std::vector<std::string> strings;      ///< shared strings, without reading aids
  std::vector<DateFormat> cell_formats;  ///< by style number of a cell
  bool epoch_1904 = false;
};

/// Errors: as Package::read_xml; Malformed where there is no workbook inside.
Result<WorkbookParts> read_workbook_parts(Package& package, const std::string& file_name);

/// ISO text of a spreadsheet's day number, as far as the format shows it: "2022-06-29", "2022-06"
/// or "2022"; nothing where the number is no day. The 29 February 1900 that spreadsheets believe in
/// is named as such (and is then no date).
std::optional<std::string> date_of_serial(double serial, DateFormat format, bool epoch_1904);

/// Excel's "_x000D_" for characters that XML cannot hold, taken back.
std::string without_xml_escapes(std::string_view text);
/// The opposite for text that only looks like such an escape.
std::string with_xml_escapes(std::string_view text);

}  // namespace entente::ingest
