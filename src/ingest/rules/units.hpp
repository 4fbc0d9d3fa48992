// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence as units (words and expressions of the dictionary, with the part each plays) and as
// phrases: the shallow grammar of the rule coder. Pure; any thread.
#pragma once

#include <span>
#include <vector>

#include "dictionary.hpp"

namespace entente::ingest::rules {

enum class Part : std::uint8_t {
  Noun,
  Name,
  Adjective,
  Determiner,
  Number,
  Possessive,
  Pronoun,
  Preposition,
  Conjunction,
  Complementiser,
  Verb,
  Auxiliary,
  Modal,
  To,
  Adverb,
  Negative,
  Comma,
  Dash,
  Stop,
  Open,
  Close,
  Quote,
};

struct Unit {
  Part part = Part::Noun;
  std::uint8_t form = 0;    ///< of a verb: the one form it is read as
  std::uint32_t first = 0;  ///< tokens [first, last)
  std::uint32_t last = 0;
  Word word;                             ///< empty where the dictionary knows nothing
  std::span<const std::uint32_t> names;  ///< of the actors it names
  bool people = false;                   ///< names an actor by its people: "Japanese"
};

/// Tokens to units, longest entries first, each with its part of speech. O(tokens).
std::vector<Unit> units(const Dictionary& dictionary, std::span<const Token> tokens);

struct Phrase {
  enum class Type : std::uint8_t {
    Nominal,
    Verbal,
    Preposition,
    Conjunction,
    Complementiser,
    Adverb,
    Adjective,
    Comma,
    Dash,
    Stop,
    Open,
    Close,
    Quote
  };
  Type type = Type::Nominal;
  std::uint32_t first = 0;  ///< units [first, last)
  std::uint32_t last = 0;
  // Of a verbal phrase:
  std::uint32_t head = 0;  ///< the unit that carries the meaning: the last verb, or the copula's
  bool finite = false;
  bool infinitive = false;
  bool passive = false;
  bool gerund = false;
  bool negated = false;
  bool copular = false;   ///< "is", "remains": the adjective phrase after it says what
  bool deontic = false;   ///< should, must, ought
  bool possible = false;  ///< can, could, may, might
};

/// Units to phrases. O(units).
std::vector<Phrase> phrases(const std::vector<Unit>& units, std::span<const Token> tokens);

}  // namespace entente::ingest::rules
