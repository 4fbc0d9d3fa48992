// SPDX-License-Identifier: GPL-3.0-or-later
// Abbreviations by language, and the words that begin a sentence so often that an abbreviation
// before them ends one. Immutable after start-up; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace entente::ingest {

/// Whether a full stop after an abbreviation may end a sentence.
enum class StopAfter {
  Never,         ///< "Mr.", "cf.", "z. B.": always something of the same sentence follows
  UnlessFigure,  ///< "No.", "Art.", "Jan.": a figure after it belongs to it
  UnlessName,    ///< "U.S.", "Inc.": ends a sentence only before a word that often begins one
};

/// What the list of the language (its primary tag: "en", "fr", "de") says of a word without its
/// last full stop. Nothing for words and languages that are not listed.
std::optional<StopAfter> abbreviation(std::string_view language, std::string_view word);

/// Whether the word often begins a sentence. Languages without a list: false.
bool begins_sentences(std::string_view language, std::string_view word);

}  // namespace entente::ingest
