// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a DNA 3 database as they are, before any meaning is given to them. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ingest/dna/database.hpp"

namespace entente::ingest {

struct DnaDocument {
  std::int64_t id = 0;
  std::string title, text, author, source, section, notes, type;
  std::optional<std::int64_t> date;  ///< seconds since 1970, UTC
};
struct DnaVariable {
  std::int64_t id = 0;
  std::int64_t type = 0;  ///< statement type
  std::string name;
  std::string data_type;  ///< "short text", "long text", "integer" or "boolean"
};
struct DnaEntity {
  std::int64_t id = 0;
  std::int64_t variable = 0;
  std::string value;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< filled ones
};
struct DnaStatement {
  std::int64_t id = 0;
  std::optional<std::int64_t> type, document, start, stop, coder;
  std::map<std::int64_t, std::int64_t> entities;  ///< by variable
  std::map<std::int64_t, std::int64_t> numbers;   ///< booleans and integers by variable
  std::map<std::int64_t, std::string> long_texts;
};

struct DnaTables {
  std::string record;  ///< what entente export left in the settings
  std::map<std::int64_t, std::string> coders;
  std::vector<DnaDocument> documents;
  std::map<std::int64_t, std::string> types;
  std::vector<DnaVariable> variables;
  std::vector<DnaEntity> entities;
  std::vector<DnaStatement> statements;
  std::int64_t regexes = 0;
};

/// Errors: Malformed (not DNA 3), Limit.
Result<DnaTables> read_dna_tables(std::string_view bytes, const std::string& file);

}  // namespace entente::ingest
