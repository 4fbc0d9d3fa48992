// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a text as the search index knows them: runs of letters, marks and figures, folded (case,
// width, accents of Latin, Greek and Cyrillic letters); of Chinese, Japanese and Korean, which are
// written without spaces or with endings, single characters. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::ingest {

struct SearchToken {
  std::string word;       ///< folded; never empty
  std::size_t begin = 0;  ///< bytes of the text it stands for
  std::size_t end = 0;
  bool character = false;  ///< one character of Chinese, Japanese or Korean
  bool joined = false;     ///< and the next token is the character right after it
};

/// O(n).
std::vector<SearchToken> search_tokens(std::string_view text);

/// The same into a vector that is used again and again.
void search_tokens(std::string_view text, std::vector<SearchToken>& out);

/// What stands before the stem of a word, so that no word is taken for one.
inline constexpr char stem_mark = '\x01';

}  // namespace entente::ingest
