// SPDX-License-Identifier: GPL-3.0-or-later
// Coded texts to and from other programs' files: Discourse Network Analyzer (.dna, version 3), W3C
// Web Annotation (JSON-LD) and REFI-QDA (.qdc, .qdpx). What a format cannot hold is told in
// remarks; docs/exchange.md has the tables. Everything read is hostile until proven otherwise.
// Pure functions over bytes; any thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/ingest/ingest.hpp"

namespace entente::ingest {

/// Rows of a foreign file, ready for plan_import, and the texts that come with them.
struct Exchange {
  std::vector<Sheet> sheets;
  std::map<std::string, std::string> texts;  ///< by document id, as they would be kept
  std::vector<std::string> remarks;          ///< what was not taken or changed, one sentence each
};

/// A file as another program opens it.
struct ExchangeFile {
  std::string bytes;
  std::size_t statements = 0;  ///< written
  std::vector<std::string> remarks;
};

/// DNA 3 (SQLite). The database is read from memory, read-only, its triggers and views never run.
/// Errors: Malformed (no database, not DNA 3), Limit.
Result<Exchange> read_dna(std::string_view bytes, const std::string& file_name,
                          const record::Study& study);
/// Every coder signs in with the password "entente". Byte-identical for the same study.
Result<ExchangeFile> dna_file(const record::Study& study);

/// A W3C Web Annotation collection, page, annotation or list of annotations. Errors: Malformed,
/// Limit.
Result<Exchange> read_annotations(std::string_view bytes, const std::string& file_name,
                                  const record::Study& study);
/// One annotation a statement. The quoted words stand in it only where the text is attached.
Result<ExchangeFile> annotations_jsonld(const record::Study& study);

/// A REFI-QDA code book (.qdc) or project (.qdpx). Errors: Malformed, Limit.
Result<Exchange> read_refi(std::string_view bytes, const std::string& file_name,
                           const record::Study& study);
Result<ExchangeFile> refi_codebook(const record::Study& study);
Result<ExchangeFile> refi_project(const record::Study& study);

}  // namespace entente::ingest
