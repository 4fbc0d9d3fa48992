// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that stand one a row in a table: a column holds the text, others tell what it is.
// Thread rule: pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/ingest/documents.hpp"

namespace entente::ingest {

/// Whether a file of that name may hold documents one a row: .csv, .tsv, .xlsx.
bool document_rows_name(std::string_view file_name);

/// Where a sheet has what; columns are told by their names (docs/importers.md, section rows).
struct DocumentColumns {
  std::size_t text = 0;
  std::optional<std::size_t> title, date, authors, publisher, actor, language, locator, name;
  std::vector<std::string> left_out;  ///< names of the columns that are none of these
};

/// Errors: Malformed (no column of text, or a column that is there twice).
Result<DocumentColumns> document_columns(const Sheet& sheet);

/// "in/speeches.csv, line 5", "in/book.xlsx, sheet texts, row 5".
std::string row_place(const Sheet& sheet, const SheetRow& row);

/// A row's document, and the bytes of its text's cell, whose hash it has.
struct RowDocument {
  IncomingDocument incoming;
  std::string original;
  std::string place;  ///< as row_place
};

/// `file` is that of the sheet, as the user has it. A date that is none is left out with a warning.
/// Errors: Missing (no text), Malformed (number of cells), Limit.
Result<RowDocument> row_document(const Sheet& sheet, const DocumentColumns& columns,
                                 const SheetRow& row);

}  // namespace entente::ingest
