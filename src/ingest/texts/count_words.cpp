// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "entente/base/parallel.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/sentences.hpp"
#include "entente/ingest/texts.hpp"
#include "ingest/search/stems.hpp"

namespace entente::ingest {
namespace {

/// Features of one text, sentence by sentence, numbered as they were met in it.
struct CountedText {
  std::vector<std::string> features;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> sentences;
  std::uint64_t words_met = 0;
  std::uint64_t stop_words = 0;
  std::uint64_t numbers = 0;
};

using StopWords = std::unordered_set<std::string_view>;

/// Whether what stands between two words parts them: more than space and hyphens.
bool divides(std::string_view between) {
  constexpr std::string_view hyphen = "\xE2\x80\x90";
  constexpr std::string_view no_break_space = "\xC2\xA0";
  while (!between.empty()) {
    std::size_t taken =
        std::string_view(" \t\r\n-").find(between[0]) != std::string_view::npos ? 1 : 0;
    for (const std::string_view joint : {hyphen, no_break_space}) {
      if (between.starts_with(joint)) taken = joint.size();
    }
    if (taken == 0) return true;
    between.remove_prefix(taken);
  }
  return false;
}

class TextCounter {
 public:
  TextCounter(const WordRecipe& recipe, const StopWords& stop_words)
      : recipe_(recipe), stop_words_(stop_words), stemmer_(recipe.language) {}

  CountedText count(std::string_view text) {
    for (const Sentence& sentence : sentences(text, recipe_.language)) {
      counts_.clear();
      run_.clear();
      const std::string_view here = text.substr(sentence.begin, sentence.end - sentence.begin);
      std::size_t end = 0;
      for (TextWord& word : text_words(here, recipe_)) {
        if (divides(here.substr(end, word.begin - end))) run_.clear();
        end = word.end;
        take(std::move(word));
      }
      if (counts_.empty()) continue;
      out_.sentences.emplace_back(counts_.begin(), counts_.end());
    }
    return std::move(out_);
  }

 private:
  void take(TextWord word) {
    ++out_.words_met;
    if (!word.letters && !recipe_.numbers) {
      ++out_.numbers;
      return run_.clear();
    }
    if (stop_words_.contains(word.form)) {
      ++out_.stop_words;
      return run_.clear();
    }
    run_.push_back(recipe_.stem ? std::string(stemmer_.stem(word.form)) : std::move(word.form));
    if (run_.size() > recipe_.longest_ngram) run_.erase(run_.begin());
    for (std::size_t n = recipe_.shortest_ngram; n <= run_.size(); ++n) {
      std::string feature = run_[run_.size() - n];
      for (std::size_t i = run_.size() - n + 1; i < run_.size(); ++i) feature += " " + run_[i];
      ++counts_[number_of(std::move(feature))];
    }
  }

  std::uint32_t number_of(std::string feature) {
    const auto [at, fresh] =
        numbers_.try_emplace(std::move(feature), static_cast<std::uint32_t>(out_.features.size()));
    if (fresh) out_.features.push_back(at->first);
    return at->second;
  }

  const WordRecipe& recipe_;
  const StopWords& stop_words_;
  Stemmer stemmer_;
  CountedText out_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::map<std::uint32_t, std::uint32_t> counts_;  ///< of the sentence
  std::vector<std::string> run_;                   ///< the last words, no border between
};

Result<void> check_recipe(const WordRecipe& recipe) {
  constexpr std::uint32_t longest = 5;
  if (recipe.shortest_ngram >= 1 && recipe.shortest_ngram <= recipe.longest_ngram &&
      recipe.longest_ngram <= longest) {
    return {};
  }
  return fail({ErrorKind::Usage,
               "no such runs of words",
               {"", 0, "--ngrams"},
               "1 to 5, the shorter first",
               std::to_string(recipe.shortest_ngram) + "-" + std::to_string(recipe.longest_ngram),
               "for example --ngrams 1-2"});
}

struct FeatureTotal {
  std::uint64_t count = 0;
  std::uint32_t documents = 0;
};

/// Features of all texts in the order of their bytes, with how often they stand.
std::map<std::string_view, FeatureTotal> feature_totals(const std::vector<CountedText>& texts) {
  std::unordered_map<std::string_view, FeatureTotal> totals;
  std::vector<std::uint64_t> here;
  for (const CountedText& text : texts) {
    here.assign(text.features.size(), 0);
    for (const auto& sentence : text.sentences) {
      for (const auto& [feature, count] : sentence) here[feature] += count;
    }
    for (std::size_t f = 0; f < here.size(); ++f) {
      FeatureTotal& total = totals[text.features[f]];
      total.count += here[f];
      ++total.documents;
    }
  }
  return {totals.begin(), totals.end()};
}

/// The features that stay, numbered; the rest is counted as rare.
std::unordered_map<std::string_view, std::uint32_t> kept_features(
    const std::map<std::string_view, FeatureTotal>& totals, const WordRecipe& recipe,
    std::vector<std::string>& words, CountedTexts& out) {
  std::unordered_map<std::string_view, std::uint32_t> places;
  for (const auto& [feature, total] : totals) {
    if (total.count < recipe.least_count || total.documents < recipe.least_documents) {
      ++out.rare_features;
      out.rare_tokens += total.count;
      continue;
    }
    places.emplace(feature, static_cast<std::uint32_t>(words.size()));
    words.emplace_back(feature);
  }
  return places;
}

/// Sentences in the numbers of the matrix, and the cells of the matrix from them.
void add_segments(const CountedText& text, std::uint32_t document,
                  const std::unordered_map<std::string_view, std::uint32_t>& places,
                  record::WordSegments& segments, std::vector<record::WordCell>& cells) {
  std::map<std::uint32_t, std::uint32_t> sums;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> row;
  for (const auto& sentence : text.sentences) {
    row.clear();
    for (const auto& [feature, count] : sentence) {
      const auto found = places.find(text.features[feature]);
      if (found == places.end()) continue;
      row.emplace_back(found->second, count);
      sums[found->second] += count;
    }
    if (row.empty()) continue;
    std::sort(row.begin(), row.end());
    for (const auto& [word, count] : row) {
      segments.words.push_back(word);
      segments.counts.push_back(count);
    }
    segments.document.push_back(document);
    segments.begins.push_back(segments.words.size());
  }
  for (const auto& [word, count] : sums) cells.push_back({document, word, count});
}

}  // namespace

Result<CountedTexts> count_words(std::span<const NamedText> texts, const WordRecipe& recipe,
                                 unsigned threads, const CancelToken& cancel) {
  ENTENTE_CHECK(check_recipe(recipe));
  const StopWords stop_words(recipe.stop_words.begin(), recipe.stop_words.end());
  std::vector<CountedText> counted(texts.size());
  ENTENTE_CHECK(parallel_for(texts.size(), threads, cancel, {}, [&](std::size_t i) {
    counted[i] = TextCounter(recipe, stop_words).count(texts[i].text);
  }));
  CountedTexts out;
  std::vector<std::string> words;
  const auto totals = feature_totals(counted);
  const auto places = kept_features(totals, recipe, words, out);
  std::vector<std::string> documents;
  documents.reserve(texts.size());
  std::vector<record::WordCell> cells;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents.push_back(texts[i].id);
    out.words_met += counted[i].words_met;
    out.stop_words += counted[i].stop_words;
    out.numbers += counted[i].numbers;
    add_segments(counted[i], static_cast<std::uint32_t>(i), places, out.segments, cells);
  }
  if (words.empty()) {
    return fail({ErrorKind::Missing,
                 "no word is left",
                 {},
                 "a word that the recipe keeps",
                 std::to_string(out.words_met) + " words met",
                 "lower --min-count or --min-documents, or drop --stop-words"});
  }
  ENTENTE_TRY(out.counts,
              record::WordCounts::make(std::move(documents), std::move(words), std::move(cells)));
  return out;
}

}  // namespace entente::ingest
