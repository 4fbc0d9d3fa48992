// SPDX-License-Identifier: GPL-3.0-or-later
// How often each word (or run of words) stands in each document: the document-feature matrix, kept
// sparse both ways. A word that does not stand in a document has no cell; nothing here takes
// documents x words of memory. Immutable after make(); any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::record {

struct WordCell {
  std::uint32_t document = 0;
  std::uint32_t word = 0;
  std::uint32_t count = 0;
};

/// The cells of one document or of one word that are not 0, by place ascending.
struct WordColumn {
  std::span<const std::uint32_t> places;  ///< words of a document, or documents of a word
  std::span<const std::uint32_t> counts;
  std::size_t size() const noexcept { return places.size(); }
};

class WordCounts {
 public:
  WordCounts() = default;
  /// Cells in any order; those of 0 are left out. Errors: Missing (a blank id or word), Duplicate
  /// (two documents of one id, two equal words, two cells of one place), Range (a cell outside),
  /// Limit (over 2^32 - 2 documents or words). O(cells log cells).
  static Result<WordCounts> make(std::vector<std::string> documents, std::vector<std::string> words,
                                 std::vector<WordCell> cells);

  std::span<const std::string> documents() const noexcept { return documents_; }
  std::span<const std::string> words() const noexcept { return words_; }
  std::size_t cells() const noexcept { return by_document_.counts.size(); }
  std::uint64_t tokens() const noexcept { return tokens_; }
  std::uint64_t document_total(std::size_t document) const noexcept {
    return by_document_.totals[document];
  }
  std::uint64_t word_total(std::size_t word) const noexcept { return by_word_.totals[word]; }
  WordColumn of_document(std::size_t document) const noexcept {
    return by_document_.column(document);
  }
  WordColumn of_word(std::size_t word) const noexcept { return by_word_.column(word); }

  /// Place of a document or word, or nothing. O(documents), O(words).
  std::optional<std::size_t> document(std::string_view id) const;
  std::optional<std::size_t> word(std::string_view word) const;

  /// Only these documents and words, in this order. Preconditions: distinct, in range.
  WordCounts part(std::span<const std::size_t> documents, std::span<const std::size_t> words) const;

 private:
  struct Side {
    std::vector<std::size_t> begins = {0};
    std::vector<std::uint32_t> places;
    std::vector<std::uint32_t> counts;
    std::vector<std::uint64_t> totals;
    WordColumn column(std::size_t at) const noexcept {
      const std::size_t size = begins[at + 1] - begins[at];
      return {std::span(places).subspan(begins[at], size),
              std::span(counts).subspan(begins[at], size)};
    }
  };
  /// `cells` by document, then word; none twice, none 0.
  void fill(const std::vector<WordCell>& cells);

  std::vector<std::string> documents_;
  std::vector<std::string> words_;
  Side by_document_;
  Side by_word_;
  std::uint64_t tokens_ = 0;
};

/// The same counts by sentence, or by another piece of a document that is drawn as one.
struct WordSegments {
  std::vector<std::uint32_t> document;    ///< of each segment, ascending
  std::vector<std::size_t> begins = {0};  ///< where its cells begin; one more at the end
  std::vector<std::uint32_t> words;       ///< places in WordCounts::words
  std::vector<std::uint32_t> counts;
  std::size_t size() const noexcept { return document.size(); }
};

}  // namespace entente::record
