// SPDX-License-Identifier: GPL-3.0-or-later
// Documents one a row of any CSV: each row is a sound document with its own hash, or a told fault.
#include "entente/base/hash.hpp"
#include "entente/ingest/document_rows.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace ingest = entente::ingest;
  const auto sheet = ingest::read_csv(entente::fuzz::input(data, size), "in/texts.csv");
  if (!sheet) return 0;
  const auto columns = ingest::document_columns(*sheet);
  if (!columns) {
    entente::fuzz::require_presentable(columns.error());
    return 0;
  }
  require(columns->text < sheet->header.size(), "the text's column is one of the sheet");
  for (const ingest::SheetRow& row : sheet->rows) {
    const auto made = ingest::row_document(*sheet, *columns, row);
    if (!made) {
      entente::fuzz::require_presentable(made.error());
      require(made.error().place.row == row.line, "a fault has its line");
      continue;
    }
    const auto& document = made->incoming.document;
    require(!entente::first_broken_utf8(document.text), "the text is UTF-8");
    require(document.text.find('\r') == std::string::npos, "its line ends are LF");
    require(!made->incoming.known.title.empty(), "a document has a title");
    require(made->incoming.sha256 == entente::sha256_hex(made->original), "the hash is its cell's");
    for (const auto& block : document.blocks) {
      require(block.start < block.end && block.end <= document.text.size(), "blocks lie inside");
    }
  }
  return 0;
}
