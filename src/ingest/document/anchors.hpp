// SPDX-License-Identifier: GPL-3.0-or-later
// Finding passages again in a copy of their document: by the hash of their words, white space
// aside.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente::ingest {

/// A passage to be found. Offsets are bytes; `length` and `start` may be guesses.
struct Anchor {
  std::size_t row = 0;  ///< in the passage table
  std::string hash;     ///< quote hash, hexadecimal
  std::optional<std::size_t> start;
  std::optional<std::size_t> end;
  std::string words;  ///< the words themselves where the study keeps them
};

struct Span {
  std::size_t start = 0;
  std::size_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// A text with its white space folded, its word borders, and the way back to its bytes.
class FoldedText {
 public:
  explicit FoldedText(std::string_view text);

  const std::string& folded() const noexcept { return folded_; }
  /// Whether a passage may begin or end here: not inside a word.
  bool border(std::size_t at) const { return border_[at]; }
  Span original(Span folded) const;
  /// Folded offset of the first folded byte at or after a byte of the text.
  std::size_t folded_at(std::size_t original) const;

 private:
  std::string folded_;
  std::vector<std::size_t> start_;  ///< by folded byte: where its character starts in the text
  std::vector<std::size_t> end_;    ///< one past the character's end in the text
  std::vector<bool> border_;        ///< by folded offset, one more than bytes
};

/// All spans of one folded length that start and end at word borders, by hash. Lengths are hashed
/// when first asked for, within a budget, so that a wrong or huge document stays fast.
class SpanFinder {
 public:
  explicit SpanFinder(const FoldedText& text) : text_(text) {}

  /// Folded starts of the spans of `length` bytes whose hash this is, ascending; around `expected`
  /// alone when the text is too large to be searched whole.
  std::vector<std::size_t> find(const std::array<std::uint8_t, 32>& hash, std::size_t length,
                                std::size_t expected);

 private:
  struct HashOf {
    std::size_t operator()(const std::array<std::uint8_t, 32>& hash) const noexcept;
  };
  using Starts = std::unordered_map<std::array<std::uint8_t, 32>, std::vector<std::size_t>, HashOf>;

  const FoldedText& text_;
  std::map<std::size_t, Starts> by_length_;
  std::size_t hashed_ = 0;  ///< bytes hashed so far
};

/// Where each anchor's words stand in the text, or nothing. Anchors must be sorted by `start`.
/// Words that occur several times keep the anchors' order and go to the nearest free place.
std::vector<std::optional<Span>> locate(std::string_view text, const std::vector<Anchor>& anchors);

}  // namespace entente::ingest
