// SPDX-License-Identifier: GPL-3.0-or-later
// What a language model is asked about.
#include <algorithm>

#include "ask_model_parts.hpp"
#include "entente/base/text.hpp"
#include "learn_parts.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// How much is asked about at once: enough for "they" to have a name, little enough that a small
/// model does not lose the end.
constexpr std::size_t asked_bytes = 1200;

/// Bytes of a document that stand under a label of their own.
std::vector<ingest::Sentence> labelled_spans(const record::Study& study,
                                             std::string_view document) {
  const record::Table& passages = study.table("passage");
  std::vector<ingest::Sentence> out;
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    if (passages.cell(row, "document") != document || passages.cell(row, "label").empty()) continue;
    const auto begin = parse_integer(passages.cell(row, "byte_start"));
    const auto end = parse_integer(passages.cell(row, "byte_end"));
    if (!begin || !end || *begin < 0 || *end <= *begin) continue;
    out.push_back({static_cast<std::size_t>(*begin), static_cast<std::size_t>(*end)});
  }
  return out;
}

void add_document(const record::Study& study, const std::string& id, const std::string& text,
                  AskModelOutcome& out) {
  const record::Table& documents = study.table("document");
  const auto row = documents.find(id);
  const std::string_view language = row ? documents.cell(*row, "language") : std::string_view();
  const ingest::ModelPassages made =
      ingest::model_passages(ingest::sentences(text, language), asked_bytes);
  const std::vector<ingest::Sentence> labelled = labelled_spans(study, id);
  out.too_long += made.too_long;
  for (const ingest::Sentence& span : made.spans) {
    const bool hidden = std::any_of(
        labelled.begin(), labelled.end(),
        [&](const ingest::Sentence& one) { return one.begin < span.end && span.begin < one.end; });
    if (hidden) {
      ++out.labelled_passages;
      continue;
    }
    AskedPassage passage;
    passage.document = id;
    passage.span = span;
    passage.words = text.substr(span.begin, span.end - span.begin);
    out.passages.push_back(std::move(passage));
  }
}

}  // namespace

Result<void> find_passages(const record::Study& study, const std::vector<std::string>& named,
                           AskModelOutcome& out) {
  const record::Table& documents = study.table("document");
  std::vector<std::string> ids = named;
  for (const std::string& id : ids) ENTENTE_CHECK(known_row(documents, id, "DOC"));
  if (ids.empty()) {
    for (std::size_t row = 0; row < documents.rows(); ++row) ids.emplace_back(documents.id(row));
  }
  bool any = false;
  for (const std::string& id : ids) {
    const auto row = documents.find(id);
    const auto text = study.document_text(id);
    if (text == nullptr || !row) {
      out.without_text.push_back(id);
    } else if (document_under_label(study, *row)) {
      out.labelled.push_back(id);
    } else {
      any = true;
      add_document(study, id, *text, out);
    }
  }
  if (any) return {};
  const bool hidden = !out.labelled.empty();
  return fail(
      {ErrorKind::Missing,
       hidden ? "no document may be shown to a model" : "no document of the study has a text here",
       {"", 0, "DOC"},
       hidden ? "a document without a label, of a source without one"
              : "a document that is attached",
       joined(hidden ? out.labelled : out.without_text, ", "),
       hidden ? "code it by hand or by rule" : "entente import STUDY --document ID FILE"});
}

}  // namespace entente::app
