// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything comes from: labels, sources, documents, passages; and the actors they name,
// because a label lists who may see it.
#include "schema_parts.hpp"

namespace entente::record {

std::vector<TableSchema> evidence_tables() {
  std::vector<TableSchema> out;
  out.push_back(
      {"label",
       Layer::Frame,
       "A marking and to whom marked material may go.",
       "LB",
       {id_column("LB1"),
        required(text_column("marking", "as printed on the page", "FOR OFFICIAL USE")),
        words_column("releasable_to", "actor ids that may see it; blank = nobody else", ""),
        note_column("Example: delete this row when no marking is needed.")}});
  out.push_back(
      {"source",
       Layer::Passage,
       "A publication, page, speech or data set, named so that anyone can find it.",
       "S",
       {id_column("S1"),
        required(
            text_column("title", "title as published", "Joint statement of the two ministers")),
        text_column("publisher", "who published it", "Ministry of Foreign Affairs"),
        date_column("date", "date of publication", "2024-05-02"),
        text_column("locator", "URL, DOI or shelf mark", "https://example.org/statement"),
        word_column("kind", "official, press, think-tank, academic, mirror, dataset, recall, ...",
                    "official"),
        word_column("reliability",
                    "Admiralty letter of the source: A reliable ... F cannot be judged", "A",
                    {"A", "B", "C", "D", "E", "F"}),
        word_column("seen", "how much of it the coder saw", "full", {"full", "excerpt", "none"}),
        verification_column(), label_column(), note_column()}});
  out.push_back(
      {"document",
       Layer::Passage,
       "A text that is or can be attached; its bytes lie in documents/ or in the study file.",
       "D",
       {id_column("D1"),
        required(reference_column("source", "source", "the source it is a copy of", "S1")),
        text_column("file", "file name under documents/", "statement.txt"),
        word_column("media_type", "media type of the stored text", "text/plain"),
        word_column("language", "BCP 47 tag", "en"),
        hash_column("sha256", "hash of the stored text; blank until attached"),
        integer_column("bytes", "length of the stored text in bytes", "", 0, 4e9),
        text_column("extractor", "program and version that took the text out of the original", ""),
        text_column("authors", "who wrote it, several with ; between", ""),
        text_column("original", "file name of the original under documents/", ""),
        hash_column("original_sha256", "hash of the original's bytes"), label_column(),
        note_column("Attach your copy with: entente import STUDY --document D1 FILE")}});
  out.push_back(
      {"passage",
       Layer::Passage,
       "A span of a source as it stands: byte range and quote hash, or a locator alone.",
       "P",
       {id_column("S1#p1"),
        required(reference_column("source", "source", "the source it is part of", "S1")),
        reference_column("document", "document", "the document its bytes lie in", ""),
        text_column("locator", "page, paragraph or sentence as a reader finds it", "paragraph 3"),
        integer_column("byte_start", "first byte in the stored UTF-8 text", "", 0, 4e9),
        integer_column("byte_end", "one past its last byte", "", 0, 4e9),
        hash_column("quote_hash", "hash of the span, white space folded to single spaces"),
        text_column("original", "the words themselves, where they may be kept", ""),
        word_column("language", "BCP 47 tag of the original", "en"),
        text_column("translation", "translation of the original", ""),
        text_column("translator", "person or program that translated it", ""), label_column(),
        note_column("says that both governments will consult yearly")}});
  return out;
}

}  // namespace entente::record
