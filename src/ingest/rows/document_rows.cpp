// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/document_rows.hpp"

#include <algorithm>
#include <span>

#include "entente/base/date.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/text/plain.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

/// What a column is called in the files that people have, the name we would give it first.
constexpr std::string_view text_names[] = {"text",      "full_text", "fulltext", "body",
                                           "content",   "contents",  "speech",   "transcript",
                                           "full text", "body_text", "statement"};
constexpr std::string_view title_names[] = {"title", "headline", "subject"};
constexpr std::string_view date_names[] = {"date", "published", "publication_date",
                                           "date_published", "pubdate"};
constexpr std::string_view author_names[] = {"authors", "author", "speaker", "byline"};
constexpr std::string_view publisher_names[] = {"publisher", "outlet", "organisation",
                                                "organization", "institution"};
constexpr std::string_view actor_names[] = {"actor", "country", "state", "government"};
constexpr std::string_view language_names[] = {"language", "lang"};
constexpr std::string_view locator_names[] = {"locator", "doi", "url", "link", "address"};
constexpr std::string_view name_names[] = {"id",   "doc_id",   "document_id", "document",
                                           "file", "filename", "name"};

using HeaderNames = std::vector<std::string>;

/// The first of the names that the header has, in the order of the names.
std::optional<std::size_t> column_called(const HeaderNames& header,
                                         std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    const auto at = std::find(header.begin(), header.end(), name);
    if (at != header.end()) return static_cast<std::size_t>(at - header.begin());
  }
  return std::nullopt;
}

std::string row_cell(const SheetRow& row, const std::optional<std::size_t>& column) {
  return column && *column < row.cells.size() ? one_line(trimmed(row.cells[*column]))
                                              : std::string();
}

DocumentMetadata row_metadata(const DocumentColumns& columns, const SheetRow& row,
                              std::vector<std::string>& warnings) {
  DocumentMetadata out;
  out.title = row_cell(row, columns.title);
  out.publisher = row_cell(row, columns.publisher);
  out.language = row_cell(row, columns.language);
  out.locator = row_cell(row, columns.locator);
  for (const std::string_view author : list_items(row_cell(row, columns.authors))) {
    out.authors.emplace_back(author);
  }
  out.date = row_cell(row, columns.date);
  if (!out.date.empty() && !Date::parse(out.date)) {
    warnings.push_back("its date " + quotable(out.date) +
                       " is left out: a date is written 2022-06-29, 2022-06 or 2022");
    out.date.clear();
  }
  return out;
}

}  // namespace

std::string row_place(const Sheet& sheet, const SheetRow& row) {
  const bool workbook = lowered(sheet.file).find(".xlsx, sheet ") != std::string::npos;
  return sheet.file + (workbook ? ", row " : ", line ") + std::to_string(row.line);
}

bool document_rows_name(std::string_view file_name) {
  const std::string name = lowered(file_name);
  return name.ends_with(".csv") || name.ends_with(".tsv") || name.ends_with(".xlsx");
}

Result<DocumentColumns> document_columns(const Sheet& sheet) {
  HeaderNames header;
  header.reserve(sheet.header.size());
  for (const std::string& name : sheet.header) header.push_back(lowered(trimmed(name)));
  const auto text = column_called(header, text_names);
  if (!text) {
    return fail(input_error(ErrorKind::Malformed, "no documents: none of its columns is a text",
                            {sheet.file, sheet.header_line, {}}, "a column called text",
                            quotable(joined(sheet.header, ", ")),
                            "call the column of the texts \"text\", or import the file alone, as "
                            "a table"));
  }
  DocumentColumns out;
  out.text = *text;
  out.title = column_called(header, title_names);
  out.date = column_called(header, date_names);
  out.authors = column_called(header, author_names);
  out.publisher = column_called(header, publisher_names);
  out.actor = column_called(header, actor_names);
  out.language = column_called(header, language_names);
  out.locator = column_called(header, locator_names);
  out.name = column_called(header, name_names);
  for (std::size_t c = 0; c < header.size(); ++c) {
    if (header[c].empty()) continue;
    if (std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(c), header[c]) !=
        header.begin() + static_cast<std::ptrdiff_t>(c)) {
      return fail(input_error(ErrorKind::Malformed, "a column is there twice",
                              {sheet.file, sheet.header_line, header[c]}, "each name once", {},
                              "rename one of the two"));
    }
    const auto is = [c](const std::optional<std::size_t>& column) { return column == c; };
    if (c != out.text && !is(out.title) && !is(out.date) && !is(out.authors) &&
        !is(out.publisher) && !is(out.actor) && !is(out.language) && !is(out.locator) &&
        !is(out.name)) {
      out.left_out.push_back(sheet.header[c]);
    }
  }
  return out;
}

Result<RowDocument> row_document(const Sheet& sheet, const DocumentColumns& columns,
                                 const SheetRow& row) {
  if (row.cells.size() > sheet.header.size()) {
    return fail(input_error(ErrorKind::Malformed, "more cells than columns",
                            {sheet.file, row.line, {}}, std::to_string(sheet.header.size()),
                            std::to_string(row.cells.size()),
                            "put cells that hold the separator in quotes"));
  }
  const std::string bytes = columns.text < row.cells.size() ? row.cells[columns.text] : "";
  if (trimmed(bytes).empty()) {
    return fail(input_error(ErrorKind::Missing, "a row without text",
                            {sheet.file, row.line, sheet.header[columns.text]}, {}, {},
                            "fill it in, or leave the row out"));
  }
  RowDocument out;
  auto document = text_as_it_stands(bytes, sheet.file);
  if (!document) {
    Error error = std::move(document).error();
    error.place.row = row.line;
    return fail(std::move(error));
  }
  out.original = bytes;
  IncomingDocument& incoming = out.incoming;
  incoming.document = std::move(*document);
  incoming.document.blocks = paragraphs_of(incoming.document.text);
  incoming.document.media_type = "text/plain";
  incoming.document.extractor = "rows/1";
  incoming.known = row_metadata(columns, row, incoming.document.warnings);
  incoming.actor = row_cell(row, columns.actor);
  incoming.sha256 = sha256_hex(bytes);
  out.place = row_place(sheet, row);
  incoming.file_name = out.place.substr(sheet.file.find_last_of("/\\") + 1);
  if (incoming.known.title.empty()) {
    const std::string name = row_cell(row, columns.name);
    incoming.known.title = std::string(file_stem(sheet.file)) + ", " +
                           (name.empty() ? "no. " + std::to_string(row.line) : name);
  }
  return out;
}

}  // namespace entente::ingest
