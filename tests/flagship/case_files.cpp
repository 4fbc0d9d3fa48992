// SPDX-License-Identifier: GPL-3.0-or-later
#include "case_files.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "entente/base/text.hpp"
#include "entente/store/store.hpp"

namespace entente::flagship {
namespace {

/// "L32" or "L32.2", which is how the case files name places in the report.
bool is_report_anchor(std::string_view text) {
  return text.size() >= 2 && text[0] == 'L' &&
         text.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

void append_item(std::string& list, std::string_view item) {
  if (!list.empty()) list += ';';
  list += item;
}

std::string cell_difference(const record::Table& table, std::size_t row, const Cells& cells) {
  std::string out = "likest row: " + record::datum_name(table, row);
  for (const auto& [column, value] : cells) {
    const std::string_view found = table.cell(row, column);
    if (found != value) {
      out += "\n  " + std::string(column) + ": expected \"" + value + "\", found \"" +
             std::string(found) + "\"";
    }
  }
  return out;
}

}  // namespace

std::string flagship_folder() { return std::string(ENTENTE_SOURCE_DIR) + "/studies/nato-ip4"; }

const record::Study& flagship_study() {
  static const record::Study study = [] {
    auto opened = store::open(flagship_folder());
    if (!opened) {
      ADD_FAILURE() << to_string(opened.error());
      return record::Study();
    }
    for (const Error& problem : opened->problems) ADD_FAILURE() << to_string(problem);
    return std::move(opened->study);
  }();
  return study;
}

std::optional<std::string> file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<std::string> shared_folder() {
  const char* named = std::getenv("ENTENTE_SHARED");
  const std::string folder =
      named && *named ? named : std::string(ENTENTE_SOURCE_DIR) + "/../shared";
  if (!std::filesystem::is_directory(folder + "/case")) return std::nullopt;
  return folder;
}

std::optional<std::string> report_text() {
  const auto folder = shared_folder();
  if (!folder) return std::nullopt;
  return file_bytes(*folder + "/corpus/usip-2024-nato-indo-pacific.txt");
}

const std::string& CaseRow::operator[](std::string_view column) const {
  const auto found = cells_.find(column);
  if (found != cells_.end()) return found->second;
  ADD_FAILURE() << place_ << " has no column " << column;
  static const std::string blank;
  return blank;
}

std::vector<CaseRow> case_rows(const std::string& name) {
  std::vector<CaseRow> out;
  const auto folder = shared_folder();
  const auto bytes = folder ? file_bytes(*folder + "/case/" + name + ".tsv") : std::nullopt;
  if (!bytes) {
    ADD_FAILURE() << "no case file " << name << ".tsv";
    return out;
  }
  std::vector<std::string_view> header;
  std::size_t line = 0;
  for (const std::string_view text : split(*bytes, '\n')) {
    ++line;
    if (text.empty()) continue;
    const std::vector<std::string_view> cells = split(text, '\t');
    const std::string place = name + ".tsv:" + std::to_string(line);
    if (line == 1) {
      header = cells;
      continue;
    }
    EXPECT_EQ(cells.size(), header.size()) << place;
    std::map<std::string, std::string, std::less<>> row;
    for (std::size_t c = 0; c < header.size() && c < cells.size(); ++c)
      row.emplace(header[c], cells[c]);
    out.emplace_back(place, std::move(row));
  }
  EXPECT_FALSE(out.empty()) << name;
  return out;
}

CaseEvidence case_evidence(std::string_view cell) {
  constexpr std::string_view report = "USIP2024#";
  CaseEvidence out;
  for (std::string_view item : list_items(cell)) {
    if (item.starts_with(report)) item.remove_prefix(report.size());
    if (is_report_anchor(item)) {
      append_item(out.passages, std::string(report) + std::string(item));
    } else {
      append_item(out.sources, item);
    }
  }
  return out;
}

void expect_one_row(const record::Table& table, const Cells& cells, const std::string& place) {
  std::size_t matches = 0;
  std::size_t best = 0;
  std::size_t best_same = 0;
  for (const auto& [column, value] : cells) {
    ASSERT_TRUE(table.schema().column(column)) << table.schema().name << " has no " << column;
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::size_t same = 0;
    for (const auto& [column, value] : cells) same += table.cell(row, column) == value ? 1 : 0;
    if (same == cells.size()) ++matches;
    if (same > best_same) {
      best = row;
      best_same = same;
    }
  }
  EXPECT_EQ(matches, 1U) << place << " in " << table.schema().name << ".csv; "
                         << (table.rows() == 0 ? "the table is empty"
                                               : cell_difference(table, best, cells));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

}  // namespace entente::flagship
