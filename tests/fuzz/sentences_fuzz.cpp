// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of any bytes: in order, apart, inside the text; of sound text also at borders of
// characters and with nothing but white space between.
#include "entente/ingest/sentences.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const char* const languages[] = {"en", "fr", "de", "ja", "ko", "zh", "", "x"};
  const std::string_view text = entente::fuzz::input(data + 1, size - 1);
  const bool sound = !entente::first_broken_utf8(text);
  std::size_t at = 0;
  std::size_t kept = 0;
  for (const auto& one : entente::ingest::sentences(text, languages[data[0] % 8])) {
    require(one.begin >= at && one.end > one.begin && one.end <= text.size(),
            "sentences are in order, apart and inside the text");
    const std::string_view words = text.substr(one.begin, one.end - one.begin);
    if (sound) require(!entente::first_broken_utf8(words), "they end at borders of characters");
    require(words.front() != ' ' && words.back() != '\n', "no white space at their ends");
    for (const char c : words) kept += c > ' ' ? 1U : 0U;
    at = one.end;
  }
  std::size_t all = 0;
  for (const char c : text) all += c > ' ' ? 1U : 0U;
  require(kept == all, "no character is lost");
  const auto guess = entente::ingest::language_of(text);
  require(!guess.tag.empty() && guess.confidence >= 0 && guess.confidence <= 1,
          "a guess has a tag and a share");
  return 0;
}
