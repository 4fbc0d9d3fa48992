// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/tokens.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

bool ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool word_point(std::int32_t point) {
  if (u_isalnum(point) != 0) return true;
  const int type = u_charType(point);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_LETTER_NUMBER;
}

/// Characters that are indexed one by one. Their own marks of length and repetition count.
bool east_asian(std::int32_t point) {
  if (point < 0x1100) return false;
  if (point == 0x30FC || point == 0x3005 || point == 0x303B || point == 0xFF70) return true;
  UErrorCode code = U_ZERO_ERROR;
  switch (uscript_getScript(point, &code)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return word_point(point);
    default:
      return false;
  }
}

/// Folded by NFKC_Casefold; accents of alphabets in which they may be left out are taken away.
std::string folded_word(std::string_view word) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(code);
  const icu::Normalizer2* parts = icu::Normalizer2::getNFDInstance(code);
  const icu::Normalizer2* whole = icu::Normalizer2::getNFCInstance(code);
  if (U_FAILURE(code) != 0) return std::string(word);
  const auto normalized = [&code](const icu::Normalizer2& form, const std::string& from) {
    std::string to;
    icu::StringByteSink<std::string> sink(&to);
    form.normalizeUTF8(0, icu::StringPiece(from.data(), static_cast<std::int32_t>(from.size())),
                       sink, nullptr, code);
    return U_SUCCESS(code) != 0 ? to : from;
  };
  const std::string apart = normalized(*parts, normalized(*fold, std::string(word)));
  std::string kept;
  bool alphabet = false;
  for (std::size_t at = 0; at < apart.size();) {
    const std::size_t start = at;
    const std::int32_t point = next_code_point(apart, at);
    if (point < 0) continue;
    if (u_charType(point) == U_NON_SPACING_MARK) {
      if (alphabet) continue;
    } else {
      UErrorCode script_code = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(point, &script_code);
      // й and ё are letters of their own to a reader, and yet often written without their mark.
      alphabet = script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
    }
    kept.append(apart, start, at - start);
  }
  // Compatibility forms may bring spaces and marks along; a word has none.
  std::string out;
  const std::string composed = normalized(*whole, kept);
  for (std::size_t at = 0; at < composed.size();) {
    const std::size_t start = at;
    const std::int32_t point = next_code_point(composed, at);
    if (point >= 0 && word_point(point)) out.append(composed, start, at - start);
  }
  return out;
}

void add_ascii_token(std::string_view word, std::size_t begin, std::vector<SearchToken>& out) {
  SearchToken token;
  token.word.resize(word.size());
  std::transform(word.begin(), word.end(), token.word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  token.begin = begin;
  token.end = begin + word.size();
  out.push_back(std::move(token));
}

/// The run of one kind that begins at `at`; moves past it.
void add_run(std::string_view text, std::size_t& at, std::vector<SearchToken>& out) {
  const std::size_t begin = at;
  bool ascii = true;
  while (at < text.size()) {
    if (ascii_word(text[at])) {
      ++at;
      continue;
    }
    std::size_t after = at;
    const std::int32_t point = next_code_point(text, after);
    if (point < 0x80 || !word_point(point) || east_asian(point)) break;
    ascii = false;
    at = after;
  }
  const std::string_view word = text.substr(begin, at - begin);
  if (ascii) return add_ascii_token(word, begin, out);
  std::string folded = folded_word(word);
  if (!folded.empty()) out.push_back({std::move(folded), begin, at, false, false});
}

}  // namespace

void search_tokens(std::string_view text, std::vector<SearchToken>& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    if (ascii_word(text[at])) {
      add_run(text, at, out);
      continue;
    }
    std::size_t after = at;
    const std::int32_t point = next_code_point(text, after);
    if (point < 0x80 || !word_point(point)) {
      at = after;
    } else if (east_asian(point)) {
      std::string folded = folded_word(text.substr(at, after - at));
      if (!folded.empty()) {
        if (!out.empty() && out.back().character && out.back().end == at) out.back().joined = true;
        out.push_back({std::move(folded), at, after, true, false});
      }
      at = after;
    } else {
      add_run(text, at, out);
    }
  }
}

std::vector<SearchToken> search_tokens(std::string_view text) {
  std::vector<SearchToken> out;
  search_tokens(text, out);
  return out;
}

}  // namespace entente::ingest
