// SPDX-License-Identifier: GPL-3.0-or-later
// Where sentences begin and end in the text of a document, and which language a text is in. Offsets
// are bytes of the text given, never of a cleaned copy. Thread rule: pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::ingest {

/// A sentence: bytes [begin, end) of the text, white space around it left out (but for no-break
/// spaces, which belong to the word beside them).
struct Sentence {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// The sentences of a text in their order. They do not overlap, are never empty, begin and end at
/// borders of characters, and hold every character but white space. `text` is valid UTF-8 (other
/// bytes do no harm); `language` is a BCP 47 tag or blank. Borders are those of ICU, less those
/// after abbreviations (own lists for en, fr, de; initials and ordinals in all) and inside dates
/// and quotations (ja, ko). A blank line, a page break, a heading and a list item end a sentence;
/// the line breaks of a paragraph set in lines do not (see docs/search.md). O(n), memory 2 n.
std::vector<Sentence> sentences(std::string_view text, std::string_view language);

/// What a text is written in.
struct LanguageGuess {
  std::string tag = "und";  ///< BCP 47 tag; "und" where it cannot be told
  double confidence = 0;    ///< share of the text's letters that are in it, 0 to 1; 0 for "und"
};

/// The language of most of a text, by Compact Language Detector 2, offline; at most the first 64
/// KiB is looked at. "und" where the text is too short or too mixed for the detector to vouch for
/// its answer: less than some 20 letters of most languages, a few characters of Japanese or Korean.
LanguageGuess language_of(std::string_view text);

}  // namespace entente::ingest
