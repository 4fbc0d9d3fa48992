// SPDX-License-Identifier: GPL-3.0-or-later
// What an index holds besides its full-text table: its units, and where their sentences lie.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/ingest/search.hpp"
#include "ingest/search/compile.hpp"
#include "ingest/search/fulltext.hpp"

namespace entente::ingest {

/// A passage with a range in its document.
struct RangedPassage {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t row = 0;  ///< of the passage table
};

struct IndexContent {
  FullTextTable table;
  std::vector<SearchUnit> units;   ///< documents in the study's order, then passages
  std::vector<std::string> spans;  ///< by unit: the sentences of a document (see unpacked_spans)
  std::int64_t rows = 0;
  std::size_t without_text = 0;
  std::string key;
  /// By row of the document table, in the order in which they begin.
  std::unordered_map<std::size_t, std::vector<RangedPassage>> passages;

  explicit IndexContent(FullTextTable made) : table(std::move(made)) {}
};

/// A sentence as the index keeps it.
struct IndexedSpan {
  TextSpan span;
  std::uint32_t words = 0;  ///< that the full-text table has of it
  friend bool operator==(const IndexedSpan&, const IndexedSpan&) = default;
};

/// Sentences as bytes: by turns the gap before one, its length and its words, seven bits a byte.
std::string packed_spans(const std::vector<IndexedSpan>& spans);
/// Blank where the bytes are none of packed_spans.
std::vector<IndexedSpan> unpacked_spans(std::string_view packed);

/// Everything an index depends on, in one hash.
std::string index_key(const record::Study& study);

}  // namespace entente::ingest
