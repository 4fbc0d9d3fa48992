// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/text.hpp"
#include "ingest/extract/charset.hpp"
#include "ingest/extract/readers.hpp"
#include "ingest/html/html.hpp"

namespace entente::ingest {
namespace {

bool looks_like_html(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string head = lowered(trimmed(bytes.substr(0, 512)));
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}

Result<ExtractedDocument> read_html_page(std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(const DecodedText decoded,
              decoded_text(bytes, declared_html_charset(bytes), file_name));
  TextBuilder builder;
  DocumentMetadata about;
  add_html(decoded.text, builder, about);
  if (builder.full()) return fail(too_much_text(file_name));
  ExtractedDocument out = builder.finish();
  out.metadata = std::move(about);
  if (!decoded.guessed.empty()) {
    out.warnings.push_back("no encoding named: read as " + decoded.guessed + ", which was guessed");
  }
  return out;
}

}  // namespace

DocumentReader html_reader() {
  DocumentReader out;
  out.card = {"html",
              "Web page",
              {".html", ".htm", ".xhtml"},
              "The text of an HTML page; title, author and date as its head names them.",
              "stable",
              {"Menus and footers of a page are text like any other.",
               "What a script would write is not there."}};
  out.media_type = "text/html";
  out.recognises = &looks_like_html;
  out.by_name = true;
  out.read = &read_html_page;
  return out;
}

}  // namespace entente::ingest
