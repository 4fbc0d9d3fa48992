// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/table.hpp"

namespace entente::record {

std::string_view Table::cell(std::size_t row, std::string_view column) const noexcept {
  const auto index = schema_->column(column);
  return index ? cell(row, *index) : std::string_view();
}

std::vector<std::string> Table::row_cells(std::size_t row) const {
  std::vector<std::string> out;
  out.reserve(columns());
  for (std::size_t c = 0; c < columns(); ++c) out.emplace_back(cell(row, c));
  return out;
}

void Table::append(std::span<const std::string_view> cells, std::int64_t line) {
  for (std::size_t c = 0; c < columns(); ++c)
    append_cell(c < cells.size() ? cells[c] : std::string_view());
  if (line > 0) {
    lines_.resize(rows());
    lines_.back() = line;
  }
}

void Table::append(std::span<const std::string> cells, std::int64_t line) {
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  append(std::span<const std::string_view>(views), line);
}

void Table::reserve(std::size_t row_count, std::size_t bytes) {
  ends_.reserve(row_count * columns());
  arena_.reserve(bytes);
}

std::optional<std::size_t> Table::find(std::string_view id) const noexcept {
  const std::size_t count = rows();
  for (std::size_t row = 0; row < count; ++row) {
    if (this->id(row) == id) return row;
  }
  return std::nullopt;
}

RowIndex::RowIndex(const Table& table) {
  const std::size_t count = table.rows();
  rows_.reserve(count);
  for (std::size_t row = 0; row < count; ++row) rows_.emplace(table.id(row), row);
}

std::optional<std::size_t> RowIndex::find(std::string_view id) const noexcept {
  const auto it = rows_.find(id);
  if (it == rows_.end()) return std::nullopt;
  return it->second;
}

}  // namespace entente::record
