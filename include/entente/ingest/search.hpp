// SPDX-License-Identifier: GPL-3.0-or-later
// Finding sentences in the documents of a study: words, phrases, nearness, fields, stems, and any
// two characters of Chinese, Japanese and Korean. The index is derived: it can be thrown away and
// made again from the study. docs/search.md tells the language of queries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest {

/// Bytes of the longest query; deepest nesting and most words in one.
inline constexpr std::size_t longest_query = 4096;
inline constexpr std::size_t deepest_query = 40;
inline constexpr std::size_t most_query_words = 200;

/// Checks a query's form alone. Errors: Malformed (unbalanced quotes or brackets, an operator
/// without what it joins, an unknown field, ...) and Limit, placed at "character N" of the query,
/// with a mend. O(query).
Result<void> check_query(std::string_view query);

/// What to look for, and how much of it to give back.
struct SearchRequest {
  std::string query;
  std::vector<std::string> documents;  ///< ids; empty = all
  std::string since;                   ///< date; only documents of sources dated then or later
  std::string until;                   ///< date; only those dated then or earlier
  std::string language;                ///< BCP 47 tag, also of its variants; empty = any
  bool stems = false;                  ///< words stand for all with the same stem
  std::size_t limit = 20;              ///< hits given back
};

enum class HitKind {
  Sentence,     ///< of a document's text
  Words,        ///< of a passage whose words the study keeps itself
  Translation,  ///< of a passage
};
/// "sentence", "words", "translation".
std::string_view to_string(HitKind kind) noexcept;

/// Bytes [begin, end).
struct TextSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// A passage of the study that shares bytes with a hit.
struct HitPassage {
  std::string id;
  std::string locator;
  std::string translation;  ///< blank where there is none
  std::string translator;   ///< who made it
};

struct SearchHit {
  HitKind kind = HitKind::Sentence;
  std::string anchor;    ///< how to quote it: a passage's id, else "D1@120-245"
  std::string document;  ///< id; blank where a passage lies in no document
  std::string source;
  std::string title;      ///< of the source
  std::string publisher;  ///< of the source
  std::string date;       ///< of the source
  std::string language;
  std::string marking;  ///< of source, document or passage; blank where none is marked
  std::string locator;  ///< "page 3, line 12", or the passage's own
  /// Of the sentence in the stored text; of a passage's words or translation in that cell.
  TextSpan span;
  TextSpan snippet;             ///< the part to show, inside the span
  std::vector<TextSpan> marks;  ///< what was met, in order, inside the span
  std::string text;             ///< the bytes of the span
  std::string original;         ///< of a translation: the passage's own words where at hand
  std::vector<HitPassage> passages;
  double score = 0;  ///< BM25, larger is better; 0 where no word was asked for
};

struct SearchResult {
  std::vector<SearchHit> hits;   ///< best first; equally good ones in the order of the study
  std::size_t total = 0;         ///< all that match, also beyond the limit
  std::size_t entries = 0;       ///< sentences, words and translations in the index
  std::size_t documents = 0;     ///< documents with a text
  std::size_t without_text = 0;  ///< documents that are not attached and so not searched
  std::size_t undated = 0;       ///< documents left out because a date was asked for and theirs
                                 ///< is not known
};

struct IndexContent;

/// The index of one study. One thread at a time; different indexes from different threads.
class SearchIndex {
 public:
  /// Makes it anew; `study` is not kept. O(words): some 8 MB of text a second (bench/README.md);
  /// memory about three times the text. Errors: Cancelled, Limit (over 1 GiB of text), Internal.
  static Result<SearchIndex> build(const record::Study& study, const CancelToken& cancel = {},
                                   const Progress& progress = {});

  /// Reads what bytes() gave. Errors: Damaged (no index, cut off, a flipped bit), Conflict (of
  /// another study, an earlier state of this one, or another version of the index): make it anew.
  static Result<SearchIndex> read(const record::Study& study, std::string bytes);

  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  ~SearchIndex();

  /// The index as a file, with its checksum. The same study gives the same bytes.
  Result<std::string> bytes() const;

  /// What matches, the best first; `study` is the one the index was made of. Errors: those of
  /// check_query, NotFound (a document or actor that is not there, with "did you mean"), Malformed
  /// (a date), Usage, Cancelled, Damaged.
  Result<SearchResult> search(const record::Study& study, const SearchRequest& request,
                              const CancelToken& cancel = {}) const;

 private:
  explicit SearchIndex(std::unique_ptr<IndexContent> content);
  std::unique_ptr<IndexContent> content_;
};

/// Bytes of text below which an index is made in less time than one is read: no cache is kept.
inline constexpr std::size_t small_index_text = std::size_t{1} << 20U;

/// Bytes of text that an index of the study holds. O(documents).
std::size_t indexed_bytes(const record::Study& study);

}  // namespace entente::ingest
