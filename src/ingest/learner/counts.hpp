// SPDX-License-Identifier: GPL-3.0-or-later
// A text as counts of word and character n-grams in hashed slots. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::ingest::learner {

/// Kinds of features; each kind of a row is scaled to length 1 by itself, so that the many
/// character n-grams of a long text do not drown what the rules say.
enum class Block : std::uint32_t {
  Words,        ///< one to three words
  Characters,   ///< two to four characters, across words
  Marks,        ///< what somebody else says of the text: the rule coder's outputs
  DomainWords,  ///< words within a domain: "support" where the issue is I4
};
inline constexpr std::uint32_t blocks = 4;
/// Slots of a block are a hash of this many bits: 4 million. What two n-grams share a slot weighs
/// as one feature; of 200,000 n-grams one in forty does.
inline constexpr std::uint32_t slot_bits = 22;
inline constexpr std::uint32_t slots = blocks << slot_bits;

inline constexpr std::uint32_t block_of(std::uint32_t slot) noexcept { return slot >> slot_bits; }

struct Count {
  std::uint32_t slot = 0;
  std::uint32_t times = 0;
};

/// What a row of the learner is read from.
struct Source {
  std::string_view text;
  std::string_view domain;  ///< blank = none
  const std::vector<std::string>* marks = nullptr;
};

/// Words and signs of a text, lower case: letters and digits together, "#tag" and "@name" whole,
/// each other visible sign that is no bracket, quote or comma by itself.
std::vector<std::string> word_units(std::string_view text);

/// Block by block, each slot once, in the order in which they first occur. O(length).
std::vector<Count> counts_of(const Source& source);

/// The name of the word n-gram or mark that lies in a slot, or blank where none of this text does.
std::string name_of_slot(const Source& source, std::uint32_t slot);

}  // namespace entente::ingest::learner
