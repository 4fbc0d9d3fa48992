// SPDX-License-Identifier: GPL-3.0-or-later
// Where words that are no longer in a text may have gone: the span of the text that is most like
// them, word by word. A suggestion to a person, never a move by itself. One thread a finder.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/document/anchors.hpp"

namespace entente::ingest {

struct Nearest {
  Span span;
  double likeness = 0;  ///< 1 - edit distance in words / words looked for
};

/// Words are runs without white space; in scripts without spaces each character is one. Candidates
/// are the places that share most rare words at the same distance from one another; each is then
/// measured by edit distance (Sellers 1980: the start in the text is free). Among equals the one
/// whose surroundings are those of before is taken. O(text) once, then O(words²) a candidate,
/// within a budget for the whole text.
class NearestFinder {
 public:
  explicit NearestFinder(std::string_view text);

  /// Nothing where fewer than 6 of 10 words are alike, under three words, or the budget is spent.
  std::optional<Nearest> find(std::string_view words, std::string_view before,
                              std::string_view after);

 private:
  using Tokens = std::vector<Span>;
  static Tokens tokens_of(std::string_view text);
  std::vector<std::ptrdiff_t> candidates(std::string_view words, const Tokens& tokens) const;
  std::vector<Nearest> measured(std::string_view words, const Tokens& tokens,
                                std::ptrdiff_t diagonal);
  std::size_t context_alike(const Span& span, std::string_view before,
                            std::string_view after) const;
  std::string_view word(const Span& span) const {
    return text_.substr(span.start, span.end - span.start);
  }

  std::string_view text_;
  Tokens tokens_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> places_;
  std::size_t budget_ = std::size_t{200} << 20U;  ///< cells of distance tables
};

}  // namespace entente::ingest
