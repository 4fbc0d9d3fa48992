// SPDX-License-Identifier: GPL-3.0-or-later
// From the tree of a query to what the full-text table can answer: branches, of which each is a
// match expression and a set of units (documents, and passages that have words of their own). Field
// terms become sets, words become expressions; only where the two are joined by OR or NOT is a
// query split into several branches. Pure functions over a study, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/ingest/search.hpp"
#include "ingest/search/query.hpp"

namespace entente::ingest {

/// What fields speak of: a document's text, or the words or the translation of a passage.
struct SearchUnit {
  HitKind kind = HitKind::Sentence;
  std::optional<std::size_t> document;  ///< row of the document table
  std::optional<std::size_t> source;    ///< row of the source table
  std::optional<std::size_t> passage;   ///< row of the passage table
  std::string language;
  std::int64_t first = 1;  ///< row numbers of the full-text table: [first, first + count)
  std::int64_t count = 0;
};

/// Which units; as many as there are.
using UnitSet = std::vector<bool>;

/// How a phrase of an expression lies over words: for marking what was met.
struct PhraseForm {
  std::size_t tokens = 1;
  bool pair_last = false;  ///< its last token stands for two characters
};

struct SearchBranch {
  std::string match;                ///< FTS5 expression; blank = every row of the units
  std::vector<PhraseForm> phrases;  ///< of `match`, in the order of its phrases
  std::string exclude;  ///< expression of rows to leave out; only where `match` is blank
  UnitSet units;
};

struct CompiledSearch {
  std::vector<SearchBranch> branches;
  bool dated = false;  ///< asks for a date, which units without one never meet
};

/// What words may be met by: themselves, or for every language its stem.
struct StemLanguages {
  bool stems = false;
  std::vector<std::string> languages;  ///< of the index; "" for those without stems
};

/// Errors: NotFound, Malformed and Limit, placed in the query.
Result<CompiledSearch> compile_search(const QueryNode& query, const record::Study& study,
                                      const std::vector<SearchUnit>& units,
                                      const StemLanguages& languages);

}  // namespace entente::ingest
