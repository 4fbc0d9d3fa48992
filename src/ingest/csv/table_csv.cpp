// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/csv.hpp"
#include "entente/ingest/ingest.hpp"
#include "ingest/csv/neutral.hpp"

namespace entente::ingest {
namespace {

/// One line for spreadsheets: formulas marked, and every cell that any spreadsheet's separator
/// could split in quotes, so that no piece of a cell becomes a formula of its own.
void append_neutral_line(std::string& out, std::span<const std::string_view> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    const std::string cell = with_neutral_mark(cells[i]);
    if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace

std::string table_csv(const record::Table& table, bool neutralise) {
  std::string out;
  std::vector<std::string_view> cells(table.columns());
  for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = table.schema().columns[c].name;
  append_csv_line(out, cells);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = table.cell(row, c);
    if (neutralise) {
      append_neutral_line(out, cells);
    } else {
      append_csv_line(out, cells);
    }
  }
  return out;
}

}  // namespace entente::ingest
