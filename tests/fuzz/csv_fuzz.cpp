// SPDX-License-Identifier: GPL-3.0-or-later
// CsvReader over any bytes: it ends, lines rise, no cell passes the limit, and what it read,
// written and read again, is the same.
#include "entente/base/csv.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const char separator = ",;\t|"[data[0] % 4];
  const std::size_t limit = data[1] < 128 ? std::size_t{1} << 20U : data[1] - 127U;
  entente::CsvReader reader(entente::fuzz::input(data + 2, size - 2), separator);
  reader.cell_limit = limit;
  entente::CsvRecord record;
  entente::Error fault;
  std::string again;
  std::vector<std::vector<std::string>> rows;
  std::int64_t line = 0;
  while (true) {
    const auto step = reader.next(record, fault);
    if (step == entente::CsvReader::Step::End) break;
    const std::int64_t here =
        step == entente::CsvReader::Step::Fault ? fault.place.row : record.line;
    require(here > line, "lines rise");
    line = here;
    if (step == entente::CsvReader::Step::Fault) {
      entente::fuzz::require_presentable(fault);
      continue;
    }
    require(!record.cells.empty(), "a record has a cell");
    for (const std::string& cell : record.cells)
      require(cell.size() <= limit, "no cell passes the limit");
    entente::append_csv_line(
        again, std::vector<std::string_view>(record.cells.begin(), record.cells.end()));
    rows.push_back(record.cells);
  }
  entente::CsvReader second(again);
  for (const auto& row : rows) {
    require(second.next(record, fault) == entente::CsvReader::Step::Record,
            "what is written reads back");
    require(record.cells == row, "as the same cells");
  }
  require(second.next(record, fault) == entente::CsvReader::Step::End, "and nothing else");
  return 0;
}
