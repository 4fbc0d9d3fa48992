// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "ingest/csv/neutral.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// Names a column may have: those of the table meant, or of all tables.
std::set<std::string, std::less<>> known_column_names(std::string_view table) {
  std::set<std::string, std::less<>> names;
  const auto index = record::table_index(table);
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    if (index && *index != t) continue;
    for (const record::Column& column : record::tables()[t].columns) names.emplace(column.name);
  }
  return names;
}

/// The separator whose split of the first line gives most column names; then most cells.
char detected_separator(std::string_view text, std::string_view table) {
  const auto names = known_column_names(table);
  const std::size_t end = text.find_first_of("\r\n", text.find_first_not_of("\r\n"));
  const std::string_view line = text.substr(0, std::min<std::size_t>(end, 65'536));
  char best = ',';
  std::pair<std::size_t, std::size_t> best_score{0, 0};
  for (const char separator : {',', ';', '\t'}) {
    CsvReader reader(line, separator);
    CsvRecord record;
    Error fault;
    if (reader.next(record, fault) != CsvReader::Step::Record) continue;
    std::size_t known = 0;
    for (const std::string& cell : record.cells) {
      known += names.contains(lowered(trimmed(cell))) ? 1 : 0;
    }
    const std::pair<std::size_t, std::size_t> score{known, record.cells.size()};
    if (score > best_score) {
      best_score = score;
      best = separator;
    }
  }
  return best;
}

/// "sep=;" as some spreadsheets write it into the first line; the separator, or 0.
char take_separator_line(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  std::string_view line = text.substr(0, end);
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
    line = line.substr(1, line.size() - 2);
  }
  if (line.size() != 5 || lowered(line.substr(0, 4)) != "sep=") return 0;
  const char separator = line[4];
  if (separator != ',' && separator != ';' && separator != '\t' && separator != '|') return 0;
  text.remove_prefix(end);
  return separator;
}

class CsvSheetBuilder {
 public:
  explicit CsvSheetBuilder(Sheet& sheet) : sheet_(sheet) {}

  Result<void> header(CsvRecord& record) {
    sheet_.header_line = record.line;
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
      if (const auto broken = first_broken_utf8(record.cells[i])) {
        return fail(broken_cell(record, i, *broken));
      }
      sheet_.header.push_back(nfc(trimmed(record.cells[i])));
    }
    while (!sheet_.header.empty() && sheet_.header.back().empty()) sheet_.header.pop_back();
    if (sheet_.header.empty()) return fail(no_header(record.line));
    return {};
  }

  Error no_header(std::int64_t line) const {
    return input_error(ErrorKind::Malformed, "no header", {sheet_.file, line, {}},
                       "column names in the first line", "",
                       "write the column names into the first line");
  }

  void row(CsvRecord& record) {
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
      if (const auto broken = first_broken_utf8(record.cells[i])) {
        sheet_.faults.push_back(broken_cell(record, i, *broken));
        return;
      }
    }
    const auto blank = [](const std::string& cell) { return trimmed(cell).empty(); };
    // Spreadsheets write out rows that once were filled; they say nothing.
    if (std::all_of(record.cells.begin(), record.cells.end(), blank)) return;
    const std::size_t columns = sheet_.header.size();
    const std::size_t cells = record.cells.size();
    const bool surplus =
        cells > columns && !std::all_of(record.cells.begin() + static_cast<std::ptrdiff_t>(columns),
                                        record.cells.end(), blank);
    if (surplus || cells < columns) {
      sheet_.faults.push_back(input_error(
          ErrorKind::Malformed,
          surplus ? "more cells than the header" : "fewer cells than the header",
          {sheet_.file, record.line, {}}, std::to_string(columns) + " cells",
          std::to_string(cells) + " cells",
          surplus
              ? "put cells that hold the separator in quotes"
              : "the file may be cut off here; otherwise write a separator for each blank cell"));
      return;
    }
    record.cells.resize(columns);
    SheetRow row{record.line, {}};
    row.cells.reserve(columns);
    for (const std::string& cell : record.cells)
      row.cells.push_back(nfc(without_neutral_mark(cell)));
    sheet_.rows.push_back(std::move(row));
  }

  void fault(Error error) {
    error.place.file = sheet_.file;
    sheet_.faults.push_back(std::move(error));
  }

 private:
  Error broken_cell(const CsvRecord& record, std::size_t column, std::size_t at) const {
    const std::string name = column < sheet_.header.size() ? sheet_.header[column]
                                                           : "number " + std::to_string(column + 1);
    const std::string_view cell = record.cells[column];
    const std::size_t from = at < 12 ? 0 : at - 12;
    return input_error(ErrorKind::Malformed, "broken UTF-8", {sheet_.file, record.line, name},
                       "UTF-8 text", quotable(cell.substr(from, 24)),
                       "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)");
  }

  Sheet& sheet_;
};

}  // namespace

Result<Sheet> read_csv(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > csv_limit) {
    return fail(input_error(ErrorKind::Limit, "file too large", {file_name, 0, {}},
                            "at most " + std::to_string(csv_limit >> 20U) + " MiB",
                            std::to_string(bytes.size()) + " bytes",
                            "split it into several files"));
  }
  auto decoded = without_encoding(bytes);
  if (!decoded) {
    Error error = std::move(decoded).error();
    error.place.file = file_name;
    return fail(std::move(error));
  }
  std::string_view text = *decoded;
  Sheet sheet;
  sheet.file = file_name;
  sheet.table =
      nfc(first_broken_utf8(file_stem(file_name)) ? std::string_view("?") : file_stem(file_name));
  char separator = take_separator_line(text);
  if (separator == 0) separator = detected_separator(text, sheet.table);
  CsvReader reader(text, separator);
  reader.cell_limit = record::cell_limit;
  CsvSheetBuilder builder(sheet);
  CsvRecord record;
  Error fault;
  CsvReader::Step step = reader.next(record, fault);
  if (step == CsvReader::Step::Fault) {
    fault.place.file = file_name;
    return fail(std::move(fault));
  }
  if (step == CsvReader::Step::End) return fail(builder.no_header(1));
  ENTENTE_CHECK(builder.header(record));
  while ((step = reader.next(record, fault)) != CsvReader::Step::End) {
    if (step == CsvReader::Step::Fault) {
      builder.fault(fault);
    } else {
      builder.row(record);
    }
  }
  return sheet;
}

}  // namespace entente::ingest
