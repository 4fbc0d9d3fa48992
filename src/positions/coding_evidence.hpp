// SPDX-License-Identifier: GPL-3.0-or-later
// What statements rest on, as items (passages, sources) and as bytes of documents, and how much two
// of them share.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "entente/positions/coding_units.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::positions {

struct ByteSpan {
  std::uint32_t document = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const ByteSpan&, const ByteSpan&) = default;
};

/// The item each passage stands for: passages of the same bytes are one. Sources follow after all
/// passages.
std::vector<std::uint32_t> passage_items(const record::Snapshot& snapshot);

/// Evidence of a list of statements, by their places in it.
class CodingEvidence {
 public:
  /// With `sentences`, by passage, what a passage touches counts instead of what it marks.
  CodingEvidence(const record::Snapshot& snapshot, const std::vector<StatementCode>& statements,
                 std::span<const SentenceRange> sentences = {});

  /// Pairs of places (first < second) that have an item in common or, with `bytes`, a byte.
  /// Nothing above `most` of them.
  std::optional<std::vector<std::pair<std::uint32_t, std::uint32_t>>> touching(
      std::span<const std::uint32_t> places, bool bytes, std::size_t most) const;

  /// Jaccard index of the items; 0 of two without.
  double items_shared(std::uint32_t a, std::uint32_t b) const;
  /// Jaccard index of the bytes; of the items where one of the two rests on more than bytes.
  double overlap(std::uint32_t a, std::uint32_t b) const;

 private:
  std::vector<std::vector<std::uint32_t>> items_;  ///< ascending, distinct
  std::vector<std::vector<ByteSpan>> spans_;       ///< ascending, disjoint
  std::vector<bool> bytes_only_;                   ///< every item is a passage with a range
};

/// Who coded anything in which words.
class CodersOfWords {
 public:
  CodersOfWords(const record::Snapshot& snapshot,
                const std::function<bool(std::size_t coder)>& wanted);

  /// Whether a wanted coder other than the statement's own coded something that has an item or a
  /// byte in common with it. O(its evidence x coders x log).
  bool others_coded_there(StatementCode statement) const;

 private:
  const record::Snapshot& snapshot_;
  std::vector<std::uint32_t> passage_items_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> coders_of_item_;
  std::unordered_map<std::uint32_t, std::vector<ByteSpan>> spans_of_coder_;  ///< disjoint
};

}  // namespace entente::positions
