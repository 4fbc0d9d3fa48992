// SPDX-License-Identifier: GPL-3.0-or-later
// What was coded in a file of Discourse Network Analyzer 3, as DNA itself sees it: one statement
// type with its variables, by name. For analysis; read_dna (exchange.hpp) makes a study of it.
// Pure function over hostile bytes; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::ingest {

enum class DnaDataType : std::uint8_t { ShortText, LongText, Integer, Boolean };

struct DnaCodedVariable {
  std::string name;
  DnaDataType type = DnaDataType::ShortText;
  std::vector<std::string> texts;                    ///< of texts, by statement; "" = not coded
  std::vector<std::optional<std::int64_t>> numbers;  ///< of the others, by statement
};

struct DnaCodedDocument {
  std::int64_t id = 0;
  std::string title, author, source, section, type;
  std::int64_t time = 0;  ///< seconds since 1970-01-01 UTC
};

struct DnaCodedStatement {
  std::int64_t id = 0;
  std::size_t document = 0;  ///< place in documents
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t coder = 0;
  std::string text;  ///< from start to stop, counted in code points as DNA's own exports do
};

/// Statements by time, document, start, stop, id.
struct DnaCodings {
  std::string statement_type;
  std::vector<DnaCodedDocument> documents;
  std::vector<DnaCodedStatement> statements;
  std::vector<DnaCodedVariable> variables;
  std::vector<std::string> remarks;  ///< what was left out, one sentence each
};

/// `statement_type` is a label; blank: "DNA Statement", or the first type that has statements.
/// Errors: Malformed (not DNA 3), NotFound (no such type; `mend` lists them), Limit.
Result<DnaCodings> read_dna_codings(std::string_view bytes, const std::string& file_name,
                                    const std::string& statement_type = {});

}  // namespace entente::ingest
