// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <array>
#include <memory>

#include "entente/base/text.hpp"
#include "entente/ingest/texts.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

struct CloseWords {
  void operator()(UText* text) const noexcept { utext_close(text); }
};

std::string word_form(std::string_view word, bool keep_case) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  if (ascii) return keep_case ? std::string(word) : lowered(word);
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  if (!keep_case) text.toLower(icu::Locale::getRoot());
  text.findAndReplace(icu::UnicodeString(static_cast<UChar32>(0x2019)), icu::UnicodeString("'"));
  std::string out;
  text.toUTF8String(out);
  return nfc(out);
}

constexpr std::array<std::string_view, 155> english_function_words = {
    "a",      "about",    "above",   "across",  "after",   "against",  "all",      "along",
    "also",   "although", "am",      "among",   "an",      "and",      "any",      "are",
    "around", "as",       "at",      "be",      "because", "been",     "before",   "behind",
    "being",  "below",    "beneath", "beside",  "between", "beyond",   "both",     "but",
    "by",     "can",      "can't",   "cannot",  "could",   "couldn't", "despite",  "did",
    "didn't", "do",       "does",    "doesn't", "doing",   "don't",    "down",     "during",
    "each",   "either",   "every",   "except",  "for",     "from",     "had",      "has",
    "have",   "having",   "he",      "her",     "hers",    "herself",  "him",      "himself",
    "his",    "how",      "i",       "if",      "in",      "inside",   "into",     "is",
    "isn't",  "it",       "it's",    "its",     "itself",  "may",      "me",       "might",
    "mine",   "must",     "my",      "myself",  "near",    "neither",  "nor",      "of",
    "off",    "on",       "onto",    "or",      "our",     "ours",     "out",      "outside",
    "over",   "per",      "shall",   "she",     "should",  "since",    "so",       "some",
    "such",   "than",     "that",    "that's",  "the",     "their",    "theirs",   "them",
    "then",   "there",    "these",   "they",    "this",    "those",    "though",   "through",
    "till",   "to",       "toward",  "towards", "under",   "unless",   "until",    "up",
    "upon",   "us",       "was",     "wasn't",  "we",      "were",     "what",     "when",
    "where",  "whether",  "which",   "while",   "who",     "whom",     "whose",    "why",
    "will",   "with",     "within",  "without", "won't",   "would",    "wouldn't", "you",
    "your",   "yours",    "yourself"};

}  // namespace

std::string word_rules() { return std::string("icu ") + U_ICU_VERSION; }

std::vector<TextWord> text_words(std::string_view text, const WordRecipe& recipe) {
  std::vector<TextWord> out;
  UErrorCode code = U_ZERO_ERROR;
  const icu::Locale locale(recipe.language.c_str());
  const std::unique_ptr<icu::BreakIterator> borders(
      icu::BreakIterator::createWordInstance(locale, code));
  const std::unique_ptr<UText, CloseWords> view(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code));
  if (U_SUCCESS(code)) borders->setText(view.get(), code);
  if (U_FAILURE(code)) return out;
  std::int32_t begin = borders->first();
  for (std::int32_t end = borders->next(); end != icu::BreakIterator::DONE;
       begin = end, end = borders->next()) {
    const std::int32_t status = borders->getRuleStatus();
    if (status < UBRK_WORD_NONE_LIMIT) continue;
    const auto from = static_cast<std::size_t>(begin);
    const auto to = static_cast<std::size_t>(end);
    out.push_back({from, to, word_form(text.substr(from, to - from), recipe.keep_case),
                   status >= UBRK_WORD_NUMBER_LIMIT});
  }
  return out;
}

std::span<const std::string_view> english_stop_words() { return english_function_words; }

Result<std::vector<std::string>> read_stop_words(std::string_view bytes, const std::string& file,
                                                 const WordRecipe& recipe) {
  auto decoded = without_encoding(bytes);
  if (!decoded) {
    decoded.error().place.file = file;
    return fail(std::move(decoded).error());
  }
  std::vector<std::string> out;
  for (const std::string_view line : split(*decoded, '\n')) {
    const std::string_view word = trimmed(line.substr(0, line.find('#')));
    if (!word.empty()) out.push_back(word_form(word, recipe.keep_case));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace entente::ingest
