// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/expression.hpp"

#include <algorithm>

#include "ingest/search/stems.hpp"
#include "ingest/search/tokens.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

struct PhraseText {
  std::string words;  ///< with a space between
  PhraseForm form;
  friend bool operator==(const PhraseText& a, const PhraseText& b) { return a.words == b.words; }
};

/// The words of a phrase as the table has them. Two characters side by side are one token, at the
/// place of the first; the last character of a run is needed only to keep the places of what
/// follows.
PhraseText phrase_of(const std::vector<SearchToken>& tokens, Stemmer* stemmer) {
  PhraseText out;
  out.form.tokens = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const SearchToken& token = tokens[i];
    const bool last_of_run = token.character && !token.joined && i > 0 && tokens[i - 1].joined;
    if (last_of_run && i + 1 == tokens.size()) break;
    if (out.form.tokens++ > 0) out.words += ' ';
    out.form.pair_last = token.joined;
    if (token.character) {
      out.words += token.word;
      if (token.joined) out.words += tokens[i + 1].word;
    } else if (stemmer != nullptr) {
      out.words += stem_mark;
      out.words += stemmer->stem(token.word);
    } else {
      out.words += token.word;
    }
  }
  return out;
}

/// One phrase, or one for each language whose stems differ.
std::vector<PhraseText> phrases_of(std::string_view text, bool prefix,
                                   const StemLanguages& languages) {
  const std::vector<SearchToken> tokens = search_tokens(nfc(text));
  const bool characters = std::all_of(tokens.begin(), tokens.end(),
                                      [](const SearchToken& token) { return token.character; });
  // The beginning of a word has no stem.
  if (!languages.stems || prefix || characters) return {phrase_of(tokens, nullptr)};
  std::vector<PhraseText> out;
  for (const std::string& language : languages.languages) {
    Stemmer stemmer(language);
    PhraseText phrase = phrase_of(tokens, &stemmer);
    if (std::find(out.begin(), out.end(), phrase) == out.end()) out.push_back(std::move(phrase));
  }
  if (out.empty()) out.push_back(phrase_of(tokens, nullptr));
  return out;
}

std::string quoted_phrase(const PhraseText& phrase, bool prefix) {
  std::string out = "\"" + phrase.words + "\"";
  if (prefix && !phrase.form.pair_last) out += " *";
  return out;
}

}  // namespace

void add_part(Expression& to, std::string_view operation, Expression part) {
  if (!to.text.empty()) to.text.append(" ").append(operation).append(" ");
  to.text.append("(").append(part.text).append(")");
  to.phrases.insert(to.phrases.end(), part.phrases.begin(), part.phrases.end());
}

Expression words_expression(std::string_view text, bool prefix, const StemLanguages& languages) {
  Expression out;
  for (const PhraseText& phrase : phrases_of(text, prefix, languages)) {
    out.text += (out.text.empty() ? "" : " OR ") + quoted_phrase(phrase, prefix);
    out.phrases.push_back(phrase.form);
  }
  return out;
}

Expression near_expression(const QueryNode& near, const StemLanguages& languages) {
  // Phrases alone may stand in NEAR, so each language makes one of its own.
  std::vector<StemLanguages> each;
  if (languages.stems) {
    for (const std::string& language : languages.languages) each.push_back({true, {language}});
  }
  if (each.empty()) each.push_back({false, {}});
  std::vector<std::string> seen;
  Expression out;
  for (const StemLanguages& one : each) {
    Expression group;
    group.text = "NEAR(";
    for (const QueryNode& part : near.parts) {
      const PhraseText phrase = phrases_of(part.text, part.prefix, one).front();
      group.text += quoted_phrase(phrase, part.prefix) + " ";
      group.phrases.push_back(phrase.form);
    }
    group.text += ", " + std::to_string(near.distance) + ")";
    if (std::find(seen.begin(), seen.end(), group.text) != seen.end()) continue;
    seen.push_back(group.text);
    out.text += (out.text.empty() ? "" : " OR ") + group.text;
    out.phrases.insert(out.phrases.end(), group.phrases.begin(), group.phrases.end());
  }
  return out;
}

}  // namespace entente::ingest
