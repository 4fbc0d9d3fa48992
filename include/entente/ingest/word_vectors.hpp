// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors of words that the user has: one word a line, then its numbers (the text form of GloVe and
// word2vec). Of a text the mean over its words, scaled to length 1. Immutable; any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"

namespace entente::ingest {

class WordVectors {
 public:
  /// A first line of two whole numbers (count and width) is passed over. Of a word told twice the
  /// first counts. Errors: Malformed (with file and line: a number that is none, another width than
  /// the first line's, no vector at all), Limit (wider than 4096), Cancelled.
  static Result<WordVectors> read(std::string_view bytes, const std::string& file,
                                  const CancelToken& cancel = {});

  std::size_t width() const noexcept { return width_; }
  std::size_t words() const noexcept { return places_.size(); }
  /// All 0 where no word of the text is known. Words are lower case, as the learner cuts them.
  std::vector<float> of_text(std::string_view text) const;

 private:
  std::size_t width_ = 0;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<float> numbers_;
};

}  // namespace entente::ingest
