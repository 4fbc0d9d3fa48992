// SPDX-License-Identifier: GPL-3.0-or-later
// What the dictionary knows of a word or expression. Plain values; any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace entente::ingest::rules {

/// The kinds of english.tsv, in the order of `kind_names`.
enum class Kind : std::uint8_t {
  Attitude,
  Intend,
  Light,
  Say,
  View,
  Believe,
  Experience,
  Act,
  Stop,
  Copula,
  Purpose,
  Verb,  // verbs
  Deed,
  StopNoun,
  Noun,
  Adjective,
  Judge,
  Agent,
  Speaking,
  Negative,
  Diminish,
  Hedge,
  Determiner,
  Preposition,
  Conjunction,
  Complementiser,
  Pronoun,
  Auxiliary,
  Modal,
  Adverb,
  Relative,
  Either,
};
inline constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::Either) + 1;
inline constexpr std::array<std::string_view, kind_count> kind_names = {
    "attitude",       "intend",     "light",      "say",         "view",
    "believe",        "experience", "act",        "stop",        "copula",
    "purpose",        "verb",       "deed",       "stopnoun",    "noun",
    "adjective",      "judge",      "agent",      "speaking",    "negative",
    "diminish",       "hedge",      "determiner", "preposition", "conjunction",
    "complementiser", "pronoun",    "auxiliary",  "modal",       "adverb",
    "relative",       "either"};

constexpr bool is_verb_kind(Kind kind) { return kind <= Kind::Verb; }

/// Forms that a spelling can be of its verb, as bits: "put" is three of them.
enum Form : std::uint8_t {
  BaseForm = 1,
  PresentForm = 2,
  PastForm = 4,
  PartForm = 8,
  IngForm = 16
};

/// All kinds of one spelling, with the sign each gives.
struct Word {
  std::uint32_t kinds = 0;
  std::uint8_t forms = 0;  ///< of the verb kinds
  std::array<std::int8_t, kind_count> sign{};

  bool is(Kind kind) const noexcept { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
  bool is_verb() const noexcept {
    return (kinds & ((2U << static_cast<unsigned>(Kind::Verb)) - 1U)) != 0;
  }
  int sign_of(Kind kind) const noexcept { return sign[static_cast<std::size_t>(kind)]; }
  void add(Kind kind, int value) noexcept {
    kinds |= 1U << static_cast<unsigned>(kind);
    sign[static_cast<std::size_t>(kind)] = static_cast<std::int8_t>(value);
  }
};

/// -1, 0 or 1.
constexpr int direction(int sign) noexcept { return sign > 0 ? 1 : sign < 0 ? -1 : 0; }

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// The kind of that name, or nothing.
std::optional<Kind> kind_named(std::string_view name);

}  // namespace entente::ingest::rules
