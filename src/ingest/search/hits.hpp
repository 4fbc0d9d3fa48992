// SPDX-License-Identifier: GPL-3.0-or-later
// From a row of the full-text table to what a reader is shown. Pure functions over a study and an
// index, any thread.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "entente/ingest/search.hpp"
#include "ingest/search/index.hpp"

namespace entente::ingest {

/// Where a phrase was met in a row: its form and the place of its first word.
using MetPhrase = std::pair<PhraseForm, std::size_t>;

/// The bytes of a row that its phrases lie over, in order and apart. O(words of the row).
std::vector<TextSpan> marks_in(std::string_view row, const std::vector<MetPhrase>& met);

/// The part of a row to show: all of it where it is short, else around its first mark, cut at
/// white space where there is some.
TextSpan snippet_of(std::string_view row, const std::vector<TextSpan>& marks);

/// Makes hits, one after the other; remembers the sentences of the document last asked for.
class HitMaker {
 public:
  HitMaker(const record::Study& study, const IndexContent& content)
      : study_(study), content_(content) {}

  /// The unit of a row of the table. O(log units).
  std::size_t unit_of(std::int64_t row) const;

  /// Errors: Damaged (the row lies outside its text).
  Result<SearchHit> hit(std::int64_t row, double score, const std::vector<MetPhrase>& met);

 private:
  Result<SearchHit> sentence(const SearchUnit& unit, std::size_t number, std::size_t place);
  SearchHit passage(const SearchUnit& unit) const;
  void describe(const SearchUnit& unit, SearchHit& hit) const;
  void add_passages(const SearchUnit& unit, SearchHit& hit) const;
  HitPassage passage_at(std::size_t row) const;

  const record::Study& study_;
  const IndexContent& content_;
  std::size_t unpacked_ = static_cast<std::size_t>(-1);
  std::vector<IndexedSpan> spans_;
};

}  // namespace entente::ingest
