// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/exchange/rows.hpp"

#include <utility>

#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {

IncomingRows::IncomingRows(const record::Study& study, std::string file)
    : study_(study), file_(std::move(file)), ids_(study) {}

Sheet& IncomingRows::sheet(std::string_view table) {
  const std::size_t index = record::table_index(table).value();
  const auto [it, made] = sheets_.try_emplace(index);
  if (made) {
    it->second.file = file_ + ", " + std::string(table);
    it->second.table = std::string(table);
    for (const record::Column& column : record::tables()[index].columns) {
      it->second.header.emplace_back(column.name);
    }
  }
  return it->second;
}

std::optional<std::size_t> IncomingRows::find(std::size_t table, std::string_view id) {
  return ids_.find(table, id);
}

bool IncomingRows::in_study(std::string_view table, std::string_view id) {
  return find(record::table_index(table).value(), id).has_value();
}

Cells IncomingRows::study_row(std::string_view table, std::string_view id) {
  const record::Table& rows = study_.table(table);
  Cells out;
  const auto row = find(record::table_index(table).value(), id);
  if (!row) return out;
  for (std::size_t c = 0; c < rows.columns(); ++c) {
    const std::string_view cell = rows.cell(*row, c);
    if (!cell.empty()) out.emplace(rows.schema().columns[c].name, cell);
  }
  return out;
}

void IncomingRows::reserve(std::string_view table, std::string_view id) {
  const std::size_t index = record::table_index(table).value();
  auto it = free_.find(index);
  if (it == free_.end()) {
    it = free_.emplace(index, FreeIds(record::tables()[index].id_prefix)).first;
    const record::Table& rows = study_.table(index);
    for (std::size_t row = 0; row < rows.rows(); ++row) it->second.take(rows.id(row));
  }
  if (!id.empty()) it->second.take(id);
}

std::string IncomingRows::next_id(std::string_view table) {
  reserve(table, {});
  return free_.find(record::table_index(table).value())->second.next();
}

void IncomingRows::add(std::string_view table, std::int64_t line, const Cells& cells) {
  const std::size_t index = record::table_index(table).value();
  const record::TableSchema& schema = record::tables()[index];
  const std::string_view id = cell_of(cells, "id");
  std::vector<std::string> row(schema.columns.size());
  if (const auto old = id.empty() ? std::nullopt : find(index, id)) {
    row = study_.table(index).row_cells(*old);
  }
  for (std::size_t c = 0; c < row.size(); ++c) {
    const std::string_view cell = cell_of(cells, schema.columns[c].name);
    if (!cell.empty()) row[c] = cell;
  }
  if (!id.empty()) added_.try_emplace({index, std::string(id)}, row);
  put_row(table, line, std::move(row));
}

void IncomingRows::put_row(std::string_view table, std::int64_t line,
                           std::vector<std::string> row) {
  for (const std::string& cell : row) bytes_ += cell.size();
  if (bytes_ > text_limit) {
    fault(table, input_error(ErrorKind::Limit, "the rows hold too much text", {file_, line, {}},
                             "at most " + std::to_string(text_limit >> 20U) + " MiB in all rows",
                             {}, "import the coding in parts"));
    return;
  }
  sheet(table).rows.push_back({line, std::move(row)});
}

void IncomingRows::add_again(std::string_view table, std::int64_t line, std::string_view id) {
  const std::size_t index = record::table_index(table).value();
  const auto it = added_.find({index, std::string(id)});
  if (it != added_.end()) {
    put_row(table, line, it->second);
  } else {
    add(table, line, {{"id", std::string(id)}});
  }
}

void IncomingRows::fault(std::string_view table, Error error) {
  Sheet& to = sheet(table);
  if (error.place.file.empty()) error.place.file = to.file;
  to.faults.push_back(std::move(error));
}

std::vector<Sheet> IncomingRows::sheets() && {
  std::vector<Sheet> out;
  out.reserve(sheets_.size());
  for (auto& [index, sheet] : sheets_) out.push_back(std::move(sheet));
  return out;
}

}  // namespace entente::ingest
