// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a table of counts (rows add up, no count out of nothing), as a table of scores
// (values lie in their intervals), as a text to be counted (sentences and matrix agree) and as a
// pattern to be looked for (places lie in the text).
#include "entente/ingest/text_scores.hpp"
#include "entente/ingest/texts.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

namespace {

using namespace entente::ingest;

void read_table(std::string_view bytes, RepeatedCounts repeated) {
  const auto read = read_word_counts(bytes, "counts", repeated);
  if (!read) return entente::fuzz::require_presentable(read.error());
  require(read->read == read->accepted + read->rejected + read->duplicate, "rows add up");
  require(read->counts.cells() <= static_cast<std::uint64_t>(read->accepted), "cells have rows");
  for (const entente::Error& error : read->complaints) entente::fuzz::require_presentable(error);
}

void read_scores(std::string_view bytes) {
  const auto scores = read_text_scores(bytes, "scores");
  if (!scores) return entente::fuzz::require_presentable(scores.error());
  for (const TextScore& score : *scores) {
    require(score.low <= score.value && score.value <= score.high, "values lie in intervals");
  }
}

void count_text(std::string_view bytes, unsigned char options) {
  WordRecipe recipe;
  recipe.numbers = (options & 1U) != 0;
  recipe.stem = (options & 2U) != 0;
  recipe.keep_case = (options & 4U) != 0;
  recipe.longest_ngram = 1 + (options >> 3U) % 3;
  const std::vector<NamedText> texts = {{"text", std::string(bytes)}};
  const auto counted = count_words(texts, recipe);
  if (!counted) return entente::fuzz::require_presentable(counted.error());
  std::uint64_t sum = 0;
  for (const std::uint32_t count : counted->segments.counts) sum += count;
  require(sum == counted->counts.tokens(), "sentences make up the text");
  if (recipe.longest_ngram == 1) {
    require(counted->words_met == counted->counts.tokens() + counted->numbers, "words add up");
  }
}

void look_for(std::string_view pattern, std::string_view text) {
  const std::vector<NamedText> texts = {{"text", std::string(text)}};
  const auto found = keyword_in_context(texts, pattern, 3, {});
  if (!found) return entente::fuzz::require_presentable(found.error());
  for (const KeywordInContext& hit : *found) {
    require(hit.context_begin <= hit.begin && hit.begin < hit.end && hit.end <= hit.context_end &&
                hit.context_end <= text.size(),
            "places lie in their context");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = entente::fuzz::input(data + 1, size - 1);
  read_table(bytes, data[0] % 2 == 0 ? RepeatedCounts::Refuse : RepeatedCounts::Add);
  read_scores(bytes);
  count_text(bytes, data[0]);
  look_for(bytes.substr(0, bytes.size() / 4), bytes);
  return 0;
}
