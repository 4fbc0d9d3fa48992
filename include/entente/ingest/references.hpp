// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of documents from outside them: reference lists (CSL-JSON and RIS as Zotero writes
// them, BibTeX) and the pattern of their file names. Thread rule: pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/ingest/extract.hpp"

namespace entente::ingest {

/// One entry of a reference list.
struct Reference {
  std::string key;                 ///< its id or citation key
  DocumentMetadata about;          ///< locator: the DOI, else the URL
  std::vector<std::string> files;  ///< base names of attached files
};

struct ReferenceList {
  std::vector<Reference> references;
  std::vector<Error> faults;  ///< entries that could not be read, each with its line
};

/// A reference list, told by content: JSON, RIS ("TY  - ") or BibTeX ("@type{"). Errors: Malformed
/// (none of them), Limit (64 MiB).
Result<ReferenceList> read_references(std::string_view bytes, const std::string& file_name);

/// The entry for a document: by file name, else by DOI, else by title (letters and digits alone,
/// case aside; the document's own title, else its file's stem). Null where none or several fit.
/// O(entries).
const Reference* matching_reference(const ReferenceList& list, std::string_view file_name,
                                    const DocumentMetadata& about);

/// A pattern of file names such as "{date}_{actor}_{title}".
class NamePattern {
 public:
  /// Fields: date title author publisher actor language locator skip. Errors: Usage (an unknown
  /// field, one twice, two fields without anything between).
  static Result<NamePattern> parse(std::string_view text);

  struct Found {
    DocumentMetadata about;
    std::string actor;
  };
  /// What a file's stem says, or nothing where it does not fit. A field ends where the text after
  /// it in the pattern first stands; the last one takes the rest. "_" in titles become spaces.
  std::optional<Found> match(std::string_view file_name) const;

 private:
  struct Piece {
    std::string before;  ///< text that must stand in front of the field
    std::string field;
  };
  std::vector<Piece> pieces_;
  std::string after_;
};

/// Fills the blanks of one description from another.
void fill_blanks(DocumentMetadata& about, const DocumentMetadata& other);

}  // namespace entente::ingest
