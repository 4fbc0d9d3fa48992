// SPDX-License-Identifier: GPL-3.0-or-later
// Studies for tests and benchmarks of this stage and those above: the flagship read straight from
// its folder (the store is no part of these stages), and small ones made by hand.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/base/csv.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::positions::testing {

inline std::optional<std::string> file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Appends the rows of a CSV file in the table's own column order.
inline void read_table(const std::string& bytes, record::Table& table) {
  CsvReader reader(bytes);
  CsvRecord header;
  Error fault;
  if (reader.next(header, fault) != CsvReader::Step::Record) return;
  const auto& columns = table.schema().columns;
  std::vector<std::size_t> place(columns.size(), header.cells.size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t h = 0; h < header.cells.size(); ++h) {
      if (header.cells[h] == columns[c].name) place[c] = h;
    }
  }
  CsvRecord record;
  while (reader.next(record, fault) == CsvReader::Step::Record) {
    std::vector<std::string> cells(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (place[c] < record.cells.size()) cells[c] = record.cells[place[c]];
    }
    table.append(std::span<const std::string>(cells), record.line);
  }
}

/// The flagship as its folder has it, or nothing where the folder is not there.
inline std::optional<record::Study> flagship(const std::filesystem::path& source_tree) {
  const std::filesystem::path folder = source_tree / "studies" / "nato-ip4";
  if (!std::filesystem::exists(folder / "statement.csv")) return std::nullopt;
  record::Study study;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const auto bytes = file_bytes(folder / (std::string(record::tables()[t].name) + ".csv"));
    if (bytes) read_table(*bytes, study.table(t));
  }
  study.settings.name = "nato-ip4";
  study.settings.title = "NATO and its four Indo-Pacific partners";
  study.settings.question = "Where does each of the four partners stand towards NATO?";
  study.settings.as_of = *Date::parse("2025-12-31");
  study.settings.focus_name = "IP4";
  study.settings.focus = {"AUS", "JPN", "KOR", "NZL"};
  return study;
}

/// Appends a row given as column-value pairs; columns not named stay blank.
inline void add_row(record::Study& study, std::string_view table,
                    const std::vector<std::pair<std::string_view, std::string>>& cells) {
  record::Table& rows = study.table(table);
  std::vector<std::string> row(rows.columns());
  for (const auto& [name, value] : cells) row[rows.schema().column(name).value()] = value;
  rows.append(std::span<const std::string>(row));
}

inline std::chrono::sys_days day(std::string_view text) { return Date::parse(text)->last_day(); }

}  // namespace entente::positions::testing
