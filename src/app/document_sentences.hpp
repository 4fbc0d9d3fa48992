// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of a study's documents.
#pragma once

#include <vector>

#include "entente/ingest/sentences.hpp"
#include "entente/positions/coding_units.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"

namespace entente::app {

/// Of a row of table document, in the language on record, else in the one its text looks like;
/// none where the words are not at hand.
std::vector<ingest::Sentence> document_sentences(const record::Study& study, std::size_t row);

/// By passage, the sentences it touches. O(bytes of the documents that have passages).
std::vector<positions::SentenceRange> passage_sentences(const record::Study& study,
                                                        const record::Snapshot& snapshot);

}  // namespace entente::app
