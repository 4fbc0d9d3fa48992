// SPDX-License-Identifier: GPL-3.0-or-later
// Words of texts: counted into a document-feature matrix by a recipe that travels with it, read
// from a table of counts, or shown in their context. Everything read here is hostile until proven
// otherwise. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/record/word_counts.hpp"

namespace entente::ingest {

/// How a text becomes counts. Results of scaling hang on it: it is part of every outcome.
struct WordRecipe {
  std::string language = "en";  ///< BCP 47: borders of words and sentences, stems
  bool keep_case = false;       ///< else lower case (Unicode, without a locale)
  bool numbers = false;         ///< words without a letter count too
  bool stem = false;            ///< Snowball stems, after stop words are gone
  std::string stop_words_from;  ///< "en" or a file's name; blank = none
  std::vector<std::string> stop_words;
  std::uint32_t longest_ngram = 1;  ///< runs of 1 to so many words, within a sentence; at most 5
  std::uint32_t shortest_ngram = 1;
  std::uint32_t least_count = 1;      ///< over all documents
  std::uint32_t least_documents = 1;  ///< that hold the word
};

/// A word of a text: bytes [begin, end) and its form after case folding.
struct TextWord {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string form;     ///< NFC, ' for U+2019, lower case unless the recipe keeps case
  bool letters = true;  ///< else figures only
};
/// What finds the words, with its version: "icu 72.1".
std::string word_rules();
/// By ICU's borders of words (UAX #29; dictionaries for Chinese, Japanese, Thai). O(n).
std::vector<TextWord> text_words(std::string_view text, const WordRecipe& recipe);

/// The articles, pronouns, prepositions, conjunctions and auxiliary verbs of English, ascending.
std::span<const std::string_view> english_stop_words();
/// Words of a file: one a line, `#` begins a comment, forms as text_words makes them.
Result<std::vector<std::string>> read_stop_words(std::string_view bytes, const std::string& file,
                                                 const WordRecipe& recipe);

struct NamedText {
  std::string id;
  std::string text;  ///< UTF-8
};

struct CountedTexts {
  record::WordCounts counts;        ///< words ascending by their bytes
  record::WordSegments segments;    ///< by sentence; words that were left out are not in it
  std::uint64_t words_met = 0;      ///< before anything is left out
  std::uint64_t stop_words = 0;     ///< words left out as stop words
  std::uint64_t numbers = 0;        ///< left out as figures
  std::uint64_t rare_features = 0;  ///< different ones left out by least_count, least_documents
  std::uint64_t rare_tokens = 0;
};
/// Stop words, figures and punctuation but hyphens are borders: no run of words reaches over one.
/// Errors: Usage (n-grams outside 1 to 5 or in the wrong order), Duplicate (two texts of one id),
/// Missing (no word is left), Cancelled. O(bytes + features log features); same result for any
/// number of threads.
Result<CountedTexts> count_words(std::span<const NamedText> texts, const WordRecipe& recipe,
                                 unsigned threads = 1, const CancelToken& cancel = {});

enum class RepeatedCounts : std::uint8_t {
  Refuse,  ///< said again alike: once; contradicting one another: none is taken
  Add,     ///< a sum
};
struct ReadCounts {
  record::WordCounts counts;  ///< documents and words in the order met
  std::int64_t read = 0;      ///< rows
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::int64_t duplicate = 0;
  std::int64_t faults = 0;
  std::vector<Error> complaints;  ///< at most `most_complaints`
  static constexpr std::size_t most_complaints = 200;
};
/// Whether the first line names a column of words, one of documents and one of counts.
bool is_word_counts(std::string_view bytes);
/// A table, comma or tab between, with the columns word (or feature, term, token), doc (or
/// document, text) and count (or n, freq, frequency): whole numbers from 0. Errors: Malformed (no
/// header), Missing (a column; no row accepted), Limit (a sum above 2^32 - 1). O(rows log rows).
Result<ReadCounts> read_word_counts(std::string_view bytes, const std::string& file,
                                    RepeatedCounts repeated, const CancelToken& cancel = {});

/// Where a word or run of words stands, with the words around it.
struct KeywordInContext {
  std::uint32_t text = 0;
  std::uint32_t sentence = 0;  ///< from 0, in the text
  std::size_t begin = 0;       ///< bytes of what was looked for
  std::size_t end = 0;
  std::size_t context_begin = 0;  ///< bytes of `window` words before and after
  std::size_t context_end = 0;
};
/// `pattern`: words with spaces between, case ignored; a `*` at the end of a word stands for any
/// ending. A run is met over sentence borders too. Errors: Usage (no word in the pattern),
/// Cancelled. O(bytes).
Result<std::vector<KeywordInContext>> keyword_in_context(std::span<const NamedText> texts,
                                                         std::string_view pattern,
                                                         std::uint32_t window,
                                                         const WordRecipe& recipe,
                                                         const CancelToken& cancel = {});

}  // namespace entente::ingest
