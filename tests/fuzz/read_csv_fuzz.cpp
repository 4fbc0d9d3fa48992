// SPDX-License-Identifier: GPL-3.0-or-later
// read_csv over any bytes: every row has as many sound cells as the header.
#include "entente/ingest/ingest.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sheet = entente::ingest::read_csv(entente::fuzz::input(data, size), "statement.csv");
  if (!sheet) {
    entente::fuzz::require_presentable(sheet.error());
    return 0;
  }
  require(!sheet->header.empty(), "a sheet has a header");
  std::int64_t line = sheet->header_line;
  for (const auto& row : sheet->rows) {
    require(row.line > line, "lines rise");
    line = row.line;
    require(row.cells.size() == sheet->header.size(), "rows are as wide as the header");
    for (const std::string& cell : row.cells)
      require(!entente::first_broken_utf8(cell), "cells are UTF-8");
  }
  for (const entente::Error& fault : sheet->faults) {
    entente::fuzz::require_presentable(fault);
    require(fault.place.row > sheet->header_line, "a fault has its line");
  }
  return 0;
}
