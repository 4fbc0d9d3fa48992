// SPDX-License-Identifier: GPL-3.0-or-later
// Words and marks of a text with their places. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::ingest::rules {

enum class TokenKind : std::uint8_t {
  Word,
  Number,
  Possessive,
  Comma,
  Dash,
  Stop,
  Open,
  Close,
  Quote
};

/// `lower` has ASCII letters lowered and curly apostrophes straightened.
struct Token {
  TokenKind kind = TokenKind::Word;
  bool capital = false;  ///< begins with a capital letter
  bool shouted = false;  ///< all letters capital, two or more
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string lower;
};

/// Letters and digits belong together, with apostrophes, hyphens and inner full stops ("U.S.",
/// "anti-nuclear"); a hyphen before a capital divides ("US-ROK"); "'s" and "s'" give a Possessive,
/// "n't" a word of its own. O(length).
std::vector<Token> tokens(std::string_view text);

}  // namespace entente::ingest::rules
