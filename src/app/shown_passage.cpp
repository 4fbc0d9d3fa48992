// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_passage.hpp"

#include "entente/base/text.hpp"
#include "entente/ingest/extract.hpp"

namespace entente::app {

std::string title_of_source(const record::Study& study, std::string_view id) {
  const auto row = study.table("source").find(id);
  return row ? std::string(study.table("source").cell(*row, "title")) : std::string();
}

ShownPassage shown_passage(const record::Study& study, std::string_view id) {
  ShownPassage out;
  out.id = std::string(id);
  const record::Table& passages = study.table("passage");
  const auto row = passages.find(id);
  if (!row) return out;
  out.source = std::string(passages.cell(*row, "source"));
  out.title = title_of_source(study, out.source);
  out.locator = std::string(passages.cell(*row, "locator"));
  out.document = std::string(passages.cell(*row, "document"));
  const auto text = study.document_text(out.document);
  const auto begin = parse_integer(passages.cell(*row, "byte_start"));
  if (text && begin && *begin >= 0 && text->find('\f') != std::string::npos) {
    out.page = ingest::page_at(*text, static_cast<std::size_t>(*begin));
  }
  out.text = std::string(study.passage_text(*row).value_or(std::string_view()));
  return out;
}

}  // namespace entente::app
