// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of many formats as one form: a text in UTF-8 (NFC, LF), its blocks and pages by byte
// range, what the document says of itself, and what was left out. One folder of src/ingest/ a
// format, with its card; all else follows from the cards.
// Thread rule: pure functions over bytes; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::ingest {

/// Bytes of the largest document that is read: 64 MiB.
inline constexpr std::size_t largest_document = std::size_t{64} << 20U;

enum class BlockKind { Paragraph, Heading, ListItem, TableRow, Note };

/// "paragraph", "heading", "list-item", "table-row", "note".
std::string_view to_string(BlockKind kind) noexcept;

/// A rectangle on a page, in points (1/72 inch) from the page's top left corner.
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  friend bool operator==(const Box&, const Box&) = default;
};

/// A piece of the text that is one thing to a reader. Blocks are in the order of the text and do
/// not overlap; between them stand line breaks (and U+000C where a page begins) only.
struct Block {
  BlockKind kind = BlockKind::Paragraph;
  int level = 0;          ///< of a heading: 1 and up; else 0
  std::size_t start = 0;  ///< first byte in the text
  std::size_t end = 0;    ///< one past the last
  std::optional<Box> box;
};

/// A page: the text between two U+000C. Formats without pages have none.
struct Page {
  std::size_t start = 0;
  std::size_t end = 0;
  double width = 0;  ///< points
  double height = 0;
};

/// What a document says of itself; blank where it does not.
struct DocumentMetadata {
  std::string title;
  std::vector<std::string> authors;
  std::string publisher;
  std::string date;      ///< a date cell ("2022-06-29", "2022")
  std::string language;  ///< BCP 47 tag
  std::string locator;   ///< DOI, URL or another public identifier
  friend bool operator==(const DocumentMetadata&, const DocumentMetadata&) = default;
};

struct ExtractedDocument {
  std::string text;  ///< UTF-8, NFC, LF, without byte-order mark and NUL
  std::vector<Block> blocks;
  std::vector<Page> pages;
  DocumentMetadata metadata;
  std::string media_type;             ///< of the original
  std::string extractor;              ///< name and version: "docx/1"
  std::vector<std::string> warnings;  ///< what was left out or guessed, one sentence each
};

/// A program that does the first half of the work, in a process of its own: `arguments` with "%in"
/// for the original and "%out" for what the reader then reads.
struct ReaderHelper {
  std::string_view program;
  std::vector<std::string_view> arguments;
};

/// One document format.
struct DocumentReader {
  ImporterCard card;  ///< name, extensions and known limits
  std::string_view media_type;
  /// Whether bytes are of this format whatever they are called; null where only a name can tell.
  bool (*recognises)(std::string_view bytes) = nullptr;
  /// Whether a file of this name is taken at its word when no format recognises the bytes.
  bool by_name = false;
  std::optional<ReaderHelper> helper;
  /// Reads the original, or what the helper made of it. `file_name` is for places in errors.
  /// Errors: Malformed, Limit.
  Result<ExtractedDocument> (*read)(std::string_view bytes, const std::string& file_name) = nullptr;
};

/// All of them. O(1).
const std::vector<DocumentReader>& document_readers();

/// Whether a file of that name may be a document rather than a table, by its extension.
bool document_name(std::string_view file_name);

/// The reader for these bytes: by content first, by name where content does not tell. Errors:
/// Malformed (empty, binary, an archive, a spreadsheet, an old Word file, a name that content
/// belies), Limit (over 64 MiB), each with a mend.
Result<const DocumentReader*> reader_for(std::string_view bytes, const std::string& file_name);

/// The document that a reader without helper makes of the bytes, with media type, extractor and
/// (where content and name part) a warning filled in. Errors: those of reader_for and of the
/// reader; Usage where the reader needs its helper.
Result<ExtractedDocument> extract_document(std::string_view bytes, const std::string& file_name);

/// The second half where a helper did the first.
Result<ExtractedDocument> extract_with(const DocumentReader& reader, std::string_view bytes,
                                       const std::string& file_name);

/// 1-based page on which a byte of a stored text stands, by the U+000C before it; 1 for texts
/// without pages. O(offset).
std::int64_t page_at(std::string_view text, std::size_t offset);

}  // namespace entente::ingest
