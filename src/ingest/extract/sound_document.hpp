// SPDX-License-Identifier: GPL-3.0-or-later
// What every extracted document must keep, whatever went in. For tests and fuzz targets alone.
#pragma once

#include <string>
#include <string_view>

#include "entente/base/text.hpp"
#include "entente/ingest/extract.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {

/// Blank where all holds, else what does not.
inline std::string unsound(const ExtractedDocument& document) {
  const std::string& text = document.text;
  if (first_broken_utf8(text)) return "the text is not UTF-8";
  if (text.find('\0') != std::string::npos) return "the text holds a NUL";
  if (text.starts_with("\xEF\xBB\xBF")) return "the text has a byte-order mark";
  if (text.find("\r\n") != std::string::npos) return "the text has CRLF";
  if (nfc(text) != text) return "the text is not NFC";
  std::size_t at = 0;
  for (const Block& block : document.blocks) {
    if (block.start < at || block.end <= block.start || block.end > text.size()) {
      return "blocks overlap, are empty or leave the text";
    }
    const std::string_view words =
        std::string_view(text).substr(block.start, block.end - block.start);
    if (first_broken_utf8(words)) return "a block begins or ends inside a character";
    if (trimmed(words) != words) return "a block begins or ends with white space";
    at = block.end;
  }
  std::size_t page = 0;
  for (const Page& one : document.pages) {
    if (one.start < page || one.end < one.start || one.end > text.size()) {
      return "pages overlap or leave the text";
    }
    page = one.end;
  }
  for (const std::string& warning : document.warnings) {
    if (warning.empty() || first_broken_utf8(warning)) return "a warning cannot be shown";
  }
  const DocumentMetadata& about = document.metadata;
  for (const std::string* cell :
       {&about.title, &about.publisher, &about.date, &about.language, &about.locator}) {
    if (first_broken_utf8(*cell) || cell->find('\n') != std::string::npos) {
      return "what the document says of itself is no line of text";
    }
  }
  return {};
}

}  // namespace entente::ingest
