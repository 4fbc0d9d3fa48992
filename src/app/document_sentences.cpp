// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_sentences.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace entente::app {
namespace {

positions::SentenceRange touched(const std::vector<ingest::Sentence>& sentences,
                                 std::uint32_t begin, std::uint32_t end) {
  positions::SentenceRange out;
  const auto first = std::partition_point(sentences.begin(), sentences.end(),
                                          [begin](const auto& one) { return one.end <= begin; });
  if (first == sentences.end() || first->begin >= end) return out;
  out.begin = static_cast<std::uint32_t>(first->begin);
  for (auto one = first; one != sentences.end() && one->begin < end; ++one) {
    out.end = static_cast<std::uint32_t>(one->end);
  }
  return out;
}

}  // namespace

std::vector<ingest::Sentence> document_sentences(const record::Study& study, std::size_t row) {
  const record::Table& documents = study.table("document");
  const auto text = study.document_text(documents.id(row));
  if (!text) return {};
  const std::string known(documents.cell(row, "language"));
  return ingest::sentences(*text, known.empty() ? ingest::language_of(*text).tag : known);
}

std::vector<positions::SentenceRange> passage_sentences(const record::Study& study,
                                                        const record::Snapshot& snapshot) {
  const record::PassageColumns& passages = snapshot.passages;
  std::vector<positions::SentenceRange> out(passages.size());
  std::map<std::size_t, std::vector<ingest::Sentence>> of_document;
  for (std::size_t p = 0; p < out.size(); ++p) {
    if (!passages.document[p]) continue;
    const std::size_t row = passages.document[p].value();
    const auto [found, fresh] = of_document.try_emplace(row);
    if (fresh) found->second = document_sentences(study, row);
    out[p] = touched(found->second, passages.begin[p], passages.end[p]);
  }
  return out;
}

}  // namespace entente::app
