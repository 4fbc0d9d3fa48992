// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/text.hpp"
#include "entente/ingest/sentences.hpp"
#include "entente/ingest/texts.hpp"

namespace entente::ingest {
namespace {

struct PatternWord {
  std::string form;
  bool beginning = false;  ///< any ending will do
  bool meets(const std::string& word) const {
    return beginning ? word.starts_with(form) : word == form;
  }
};

/// A word as the texts have it may be several to ICU ("post-war"): all of them must follow.
std::vector<PatternWord> pattern_words(std::string_view pattern, const WordRecipe& recipe) {
  std::vector<PatternWord> out;
  for (const std::string_view piece : list_items(pattern, ' ')) {
    for (TextWord& word : text_words(piece, recipe)) out.push_back({std::move(word.form), false});
    if (!out.empty() && piece.ends_with('*')) out.back().beginning = true;
  }
  return out;
}

void find_in_text(std::string_view text, std::uint32_t place,
                  const std::vector<PatternWord>& pattern, std::uint32_t window,
                  const WordRecipe& recipe, std::vector<KeywordInContext>& out) {
  const std::vector<TextWord> words = text_words(text, recipe);
  const std::vector<Sentence> all = sentences(text, recipe.language);
  std::size_t sentence = 0;
  for (std::size_t w = 0; w + pattern.size() <= words.size(); ++w) {
    std::size_t met = 0;
    while (met < pattern.size() && pattern[met].meets(words[w + met].form)) ++met;
    if (met < pattern.size()) continue;
    while (sentence + 1 < all.size() && all[sentence].end <= words[w].begin) ++sentence;
    const std::size_t first = w - std::min<std::size_t>(w, window);
    const std::size_t last =
        std::min(words.size() - 1, w + pattern.size() - 1 + std::size_t{window});
    out.push_back({place, static_cast<std::uint32_t>(sentence), words[w].begin,
                   words[w + pattern.size() - 1].end, words[first].begin, words[last].end});
  }
}

}  // namespace

Result<std::vector<KeywordInContext>> keyword_in_context(std::span<const NamedText> texts,
                                                         std::string_view pattern,
                                                         std::uint32_t window,
                                                         const WordRecipe& recipe,
                                                         const CancelToken& cancel) {
  WordRecipe caseless = recipe;
  caseless.keep_case = false;
  const std::vector<PatternWord> words = pattern_words(pattern, caseless);
  if (words.empty()) {
    return fail({ErrorKind::Usage,
                 "nothing to look for",
                 {"", 0, "--word"},
                 "a word, or words with spaces between",
                 quotable(pattern),
                 "for example --word \"cyber defence\", or --word deter*"});
  }
  std::vector<KeywordInContext> out;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    ENTENTE_CHECK(check_cancel(cancel, "keyword in context"));
    find_in_text(texts[t].text, static_cast<std::uint32_t>(t), words, window, caseless, out);
  }
  return out;
}

}  // namespace entente::ingest
