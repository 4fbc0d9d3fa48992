// SPDX-License-Identifier: GPL-3.0-or-later
// Searching the documents of a study, keeping searches under a name, and the sentences of one
// document. Thread rule: as the store's.
#pragma once

#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/ingest/search.hpp"
#include "entente/ingest/sentences.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct StudySearchRequest {
  std::string study;
  ingest::SearchRequest search;
  std::string saved;  ///< name or id of a saved search to ask again; blank = `search` as it stands
  std::string save;   ///< name under which `search` is kept; blank = not
};

struct StudySearchOutcome {
  std::string study;
  ingest::SearchRequest search;  ///< as asked, or as saved
  ingest::SearchResult result;
  std::string saved_id;  ///< of the row that was written; blank where none was
  store::Committed committed;
  std::string author;
};
/// Large studies keep their index in Context::cache_folder; where it is damaged, of another state
/// or cannot be kept, it is made again and the answer is the same. Nothing is saved unless the
/// search could be carried out. Errors: those of opening and committing, of
/// ingest::SearchIndex::search; NotFound (no such saved search, with "did you mean"), Duplicate (a
/// search of that name is there), Usage (author), Cancelled.
Result<StudySearchOutcome> search_study(const StudySearchRequest& request, const Context& context);

struct SentencesRequest {
  std::string study;     ///< blank = `file`
  std::string document;  ///< id
  std::string file;      ///< a document of any format
  std::string language;  ///< BCP 47 tag; blank = as known, else found out
};

struct SentencesOutcome {
  std::string name;       ///< of the document or file
  std::string language;   ///< by which sentences were told
  double confidence = 1;  ///< 1 where it was given or known
  bool detected = false;  ///< found out from the text
  std::string text;
  std::vector<ingest::Sentence> sentences;
};
/// Errors: those of opening a study or of extract(); NotFound (document), Missing (it has no text
/// here), Usage (language).
Result<SentencesOutcome> sentences_of(const SentencesRequest& request, const Context& context);

}  // namespace entente::app
