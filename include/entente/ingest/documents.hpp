// SPDX-License-Identifier: GPL-3.0-or-later
// From extracted documents to rows: each new one becomes a source and a document, or a document of
// a source that is there already. Thread rule: one thread a planner.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "entente/ingest/extract.hpp"
#include "entente/ingest/references.hpp"
#include "entente/record/change.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest {

struct IncomingDocument {
  std::string file_name;   ///< base name as the user has it
  std::string sha256;      ///< of the original's bytes
  DocumentMetadata known;  ///< from the file's name and reference lists; goes before the document's
  std::string actor;       ///< id or name of who published it, from the file's name
  ExtractedDocument document;
};

struct PlannedDocument {
  std::string id;
  std::string title;
  std::vector<record::Change> changes;
  bool keeps_original = false;  ///< false where the text is the original, byte for byte
  std::vector<std::string> warnings;
};

/// The same as plan_attach for a copy in another format than plain text; `sha256` is that of the
/// original's bytes. Errors: NotFound.
Result<AttachPlan> plan_attach_document(const record::Study& study, std::string_view document_id,
                                        const ExtractedDocument& document,
                                        const std::string& sha256, const std::string& file_name,
                                        Reworded reworded = Reworded::Report);

class DocumentPlanner {
 public:
  /// Looks at ids, hashes and file names of the study; keeps no reference to it. O(rows).
  explicit DocumentPlanner(const record::Study& study);

  /// The document that was taken from these bytes, or "" where there is none.
  std::string known(std::string_view sha256) const;

  /// Plans rows for one document and takes its ids and names. A source with the same DOI or the
  /// same title, date and publisher is used again.
  PlannedDocument plan(const IncomingDocument& incoming);

 private:
  std::string source_for(const DocumentMetadata& about, PlannedDocument& out);
  std::string free_file_name(const std::string& stem, const std::string& extension);
  std::string free_id(const std::string& prefix, std::set<std::string>& taken,
                      std::int64_t& highest);

  std::map<std::string, std::string, std::less<>> by_hash_;
  std::map<std::string, std::string, std::less<>> sources_;  ///< by what makes two the same
  std::map<std::string, std::string, std::less<>> actors_;   ///< names by id, name and alias
  std::set<std::string> source_ids_;
  std::set<std::string> document_ids_;
  std::set<std::string> files_;
  std::int64_t highest_source_ = 0;
  std::int64_t highest_document_ = 0;
};

}  // namespace entente::ingest
