// SPDX-License-Identifier: GPL-3.0-or-later
// New documents into a study, one or thousands: each read apart, written in parts, so that an
// import may be cancelled and goes on where it stopped. Thread rule: as the store's.
#pragma once

#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/ingest/documents.hpp"

namespace entente::app {

struct DocumentsRequest {
  std::string study;
  std::vector<std::string> paths;       ///< files and folders; tables hold a document a row
  std::string pattern;                  ///< of file names; blank = none
  std::vector<std::string> references;  ///< CSL-JSON, RIS or BibTeX files
  bool dry_run = false;
};

enum class DocumentFate { Accepted, Rejected, Duplicate };

struct DocumentReport {
  std::string file;
  DocumentFate fate = DocumentFate::Accepted;
  std::string id;  ///< of the new document, or of the one it is a duplicate of
  std::string title;
  std::size_t text_bytes = 0;
  std::vector<std::string> warnings;
};

/// read = accepted + rejected + duplicate, in the order of the files. Of a table of documents each
/// row counts.
struct DocumentsOutcome {
  std::string study;
  std::vector<DocumentReport> documents;
  std::vector<Error> rejections;  ///< one a rejected file
  std::vector<Error> faults;      ///< entries of reference lists that could not be read
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::int64_t duplicate = 0;
  std::int64_t files = 0;  ///< to be read; one may hold many documents
  std::int64_t files_read = 0;
  bool cancelled = false;
  bool dry_run = false;
  std::vector<std::int64_t> entries;  ///< of the history that were written
  std::string author;
};

/// Whether these are documents rather than tables. `asked` where an option says so. Errors: Usage
/// (some are, some are not), NotFound.
Result<bool> means_documents(const std::vector<std::string>& paths, bool asked);

/// Imports. A part of at most 50 documents (1,000 rows) or 16 MiB is one commit. After a cancel
/// what was read is still written. Errors: those of opening and committing, Usage (pattern), those
/// of a reference list as a whole.
Result<DocumentsOutcome> import_documents(const DocumentsRequest& request, const Context& context);

}  // namespace entente::app
