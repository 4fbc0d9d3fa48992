// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/exchange/texts.hpp"

#include <utility>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "ingest/exchange/places.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

std::string source_key(std::string_view title, std::string_view date, std::string_view publisher) {
  return lowered(nfc(trimmed(title))) + "\n" + std::string(trimmed(date)) + "\n" +
         lowered(nfc(trimmed(publisher)));
}

std::string unfit_text(std::string_view text) {
  if (text.size() > document_limit) return "the text is larger than 64 MiB";
  if (text.find('\0') != std::string_view::npos) return "the text holds a NUL character";
  if (first_broken_utf8(text)) return "the text is not sound UTF-8";
  return {};
}

}  // namespace

TextSettler::TextSettler(const record::Study& study, const CodedStudy& coded, IncomingRows& rows)
    : study_(study), coded_(coded), rows_(rows) {
  const record::Table& sources = study.table("source");
  std::map<std::string, std::string, std::less<>> keys;
  for (std::size_t row = 0; row < sources.rows(); ++row) {
    std::string key = source_key(sources.cell(row, "title"), sources.cell(row, "date"),
                                 sources.cell(row, "publisher"));
    keys.emplace(sources.id(row), key);
    sources_.emplace(std::move(key), sources.id(row));
  }
  const record::Table& documents = study.table("document");
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    files_.insert(lowered(documents.cell(row, "file")));
    const auto key = keys.find(documents.cell(row, "source"));
    const std::string_view hash = documents.cell(row, "sha256");
    if (key == keys.end() || hash.empty()) continue;
    documents_.emplace(std::string(hash) + "\n" + key->second, documents.id(row));
  }
}

SettledText TextSettler::settle(std::size_t index, std::vector<std::size_t>& places,
                                std::map<std::string, std::string>& texts) {
  const CodedDocumentText& coded = coded_.texts[index];
  SettledText out;
  const std::string known = coded_.rest.id("text", coded.key);
  if (known.starts_with("stand-in/") || coded.stand_in) {
    if (known.starts_with("stand-in/")) out.source = known.substr(9);
    if (const Cells* row = coded_.rest.row("source", out.source)) out.date = cell_of(*row, "date");
    return out;
  }
  if (coded.as_in_study) {
    const Cells document = rows_.study_row("document", coded.id);
    out.document = coded.id;
    out.source = cell_of(document, "source");
    out.date = cell_of(rows_.study_row("source", out.source), "date");
    return out;
  }
  if (std::string why = unfit_text(coded.text); !why.empty()) {
    refuse(coded, out, std::move(why), "mend the text in the program that made the file");
    return out;
  }
  KeptText kept = kept_text_with_places(coded.text, places);
  places = std::move(kept.places);
  out.text = std::move(kept.text);
  const std::string id = known.starts_with("document/") ? known.substr(9) : std::string();
  if (!id.empty() && coded_.rest.row("document", id) != nullptr) {
    out.document = id;
    settle_known(coded, out, texts);
  } else {
    settle_new(coded, out, texts);
  }
  return out;
}

void TextSettler::settle_known(const CodedDocumentText& coded, SettledText& out,
                               std::map<std::string, std::string>& texts) {
  Cells document = *coded_.rest.row("document", out.document);
  const std::string hash = sha256_hex(out.text);
  const Cells there = rows_.study_row("document", out.document);
  const std::string_view kept_hash = cell_of(there, "sha256");
  if (!kept_hash.empty() && kept_hash != hash) {
    refuse(coded, out,
           "the text of document " + quotable(out.document) + " is not the one the study has",
           "bring the new text into the study first (entente import --document), then export anew");
    return;
  }
  out.source = cell_of(document, "source");
  if (const Cells* source = coded_.rest.row("source", out.source)) {
    out.date = cell_of(*source, "date");
    rows_.add("source", coded.line, *source);
  }
  if (there.empty()) {
    document.insert_or_assign("file", free_file(std::string(cell_of(document, "file")).empty()
                                                    ? out.document + ".txt"
                                                    : std::string(cell_of(document, "file"))));
  } else {
    document.erase("file");
    if (cell_of(there, "file").empty())
      put_cell(document, "file", free_file(out.document + ".txt"));
  }
  put_cell(document, "sha256", hash);
  put_cell(document, "bytes", std::to_string(out.text.size()));
  rows_.add("document", coded.line, document);
  if (!study_.document_text(out.document)) texts.emplace(out.document, out.text);
}

void TextSettler::settle_new(const CodedDocumentText& coded, SettledText& out,
                             std::map<std::string, std::string>& texts) {
  out.source = source_for(coded);
  out.date = cell_of(coded.source, "date");
  const std::string hash = sha256_hex(out.text);
  const std::string key = hash + "\n" +
                          source_key(cell_of(coded.source, "title"), cell_of(coded.source, "date"),
                                     cell_of(coded.source, "publisher"));
  const auto [it, made] = documents_.try_emplace(key);
  if (!made) {
    out.document = it->second;
    rows_.add_again("document", coded.line, out.document);
    if (rows_.in_study("document", out.document) && !study_.document_text(out.document)) {
      texts.emplace(out.document, out.text);
    }
    return;
  }
  out.document = it->second = rows_.next_id("document");
  Cells document = coded.document;
  put_cell(document, "id", out.document);
  put_cell(document, "source", out.source);
  if (!out.text.empty()) {
    put_cell(document, "file", free_file(out.document + ".txt"));
    put_cell(document, "media_type", "text/plain");
    put_cell(document, "sha256", hash);
    put_cell(document, "bytes", std::to_string(out.text.size()));
    texts.emplace(out.document, out.text);
  }
  rows_.add("document", coded.line, document);
}

std::string TextSettler::source_for(const CodedDocumentText& coded) {
  const auto [it, made] =
      sources_.try_emplace(source_key(cell_of(coded.source, "title"), cell_of(coded.source, "date"),
                                      cell_of(coded.source, "publisher")));
  if (!made) {
    rows_.add_again("source", coded.line, it->second);
    return it->second;
  }
  it->second = rows_.next_id("source");
  Cells source = coded.source;
  put_cell(source, "id", it->second);
  if (cell_of(source, "title").empty()) put_cell(source, "title", "Untitled");
  rows_.add("source", coded.line, source);
  return it->second;
}

std::string TextSettler::free_file(const std::string& wanted) {
  std::string name = wanted;
  const std::size_t dot = std::min(wanted.rfind('.'), wanted.size());
  for (int number = 2; !files_.insert(lowered(name)).second; ++number) {
    name = wanted.substr(0, dot) + "-" + std::to_string(number) + wanted.substr(dot);
  }
  return name;
}

void TextSettler::refuse(const CodedDocumentText& coded, SettledText& out, std::string why,
                         std::string mend) {
  rows_.fault("document", input_error(ErrorKind::Malformed, why, {coded_.file, coded.line, {}},
                                      "a text that can be kept", {}, std::move(mend)));
  out.refused = std::move(why);
}

}  // namespace entente::ingest
