// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/study.hpp"

#include "entente/base/text.hpp"

namespace entente::record {

Study::Study() {
  tables_.reserve(tables().size());
  for (const TableSchema& schema : tables()) tables_.emplace_back(schema);
}

std::size_t Study::row_count() const noexcept {
  std::size_t count = 0;
  for (const Table& table : tables_) count += table.rows();
  return count;
}

std::shared_ptr<const std::string> Study::document_text(std::string_view document_id) const {
  const auto it = document_texts_.find(document_id);
  return it == document_texts_.end() ? nullptr : it->second;
}

void Study::attach_document_text(std::string_view document_id, std::string text) {
  document_texts_[std::string(document_id)] = std::make_shared<const std::string>(std::move(text));
}

std::optional<std::string_view> Study::passage_text(std::size_t passage_row) const {
  const Table& passages = table("passage");
  const std::string_view original = passages.cell(passage_row, "original");
  if (!original.empty()) return original;
  const auto it = document_texts_.find(passages.cell(passage_row, "document"));
  if (it == document_texts_.end()) return std::nullopt;
  const auto start = parse_integer(passages.cell(passage_row, "byte_start"));
  const auto end = parse_integer(passages.cell(passage_row, "byte_end"));
  if (!start || !end || *start < 0 || *end <= *start) return std::nullopt;
  const std::string& text = *it->second;
  if (static_cast<std::uint64_t>(*end) > text.size()) return std::nullopt;
  return std::string_view(text).substr(static_cast<std::size_t>(*start),
                                       static_cast<std::size_t>(*end - *start));
}

bool operator==(const Study& a, const Study& b) {
  if (!(a.settings == b.settings) || a.tables_ != b.tables_) return false;
  if (a.document_texts_.size() != b.document_texts_.size()) return false;
  for (const auto& [id, text] : a.document_texts_) {
    const auto other = b.document_text(id);
    if (!other || *other != *text) return false;
  }
  return true;
}

Evidence evidence_of(const Table& table, std::size_t row) {
  return {list_items(table.cell(row, "passages")), list_items(table.cell(row, "sources"))};
}

std::string datum_name(const Table& table, std::size_t row) {
  return std::string(table.schema().name) + "/" + std::string(table.id(row));
}

}  // namespace entente::record
