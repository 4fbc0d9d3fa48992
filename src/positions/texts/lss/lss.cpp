// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/lss.hpp"

#include <algorithm>
#include <cmath>

#include "entente/base/sum.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/summary.hpp"
#include "positions/texts/lss/word_vectors.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;
using record::WordSegments;

/// A word whose vector is shorter has none: it lies outside of the dimensions kept.
constexpr double no_vector = 1e-9;

Result<std::vector<UnitCell>> unit_cells(const WordCounts& counts, const WordSegments* segments) {
  std::vector<UnitCell> out;
  if (segments == nullptr) {
    out.reserve(counts.cells());
    for (std::uint32_t d = 0; d < counts.documents().size(); ++d) {
      const record::WordColumn column = counts.of_document(d);
      for (std::size_t c = 0; c < column.size(); ++c) {
        out.push_back({d, column.places[c], static_cast<double>(column.counts[c])});
      }
    }
    return out;
  }
  out.reserve(segments->words.size());
  std::uint64_t tokens = 0;
  bool inside = true;
  for (std::uint32_t s = 0; s < segments->size(); ++s) {
    for (std::size_t c = segments->begins[s]; c < segments->begins[s + 1]; ++c) {
      inside = inside && segments->words[c] < counts.words().size();
      tokens += segments->counts[c];
      out.push_back({s, segments->words[c], static_cast<double>(segments->counts[c])});
    }
  }
  if (inside && tokens == counts.tokens()) return out;
  return fail({ErrorKind::Usage,
               "these sentences are not those of the counts",
               {},
               "sentences of the same texts",
               "",
               ""});
}

/// The words of a pole; those that no text has go to `unmet`.
std::vector<std::uint32_t> words_of_pole(const WordCounts& counts,
                                         const std::vector<std::string>& seeds,
                                         std::vector<std::string>& unmet) {
  std::vector<std::uint32_t> out;
  for (const std::string& seed : seeds) {
    const bool beginning = seed.ends_with('*');
    const std::string_view form =
        std::string_view(seed).substr(0, seed.size() - (beginning ? 1 : 0));
    const std::size_t before = out.size();
    for (std::uint32_t w = 0; w < counts.words().size(); ++w) {
      const std::string_view word = counts.words()[w];
      const bool met = beginning ? word.starts_with(form) : word == form;
      if (met && counts.word_total(w) > 0) out.push_back(w);
    }
    if (out.size() == before) unmet.push_back(seed);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<void> find_seeds(const WordCounts& counts, const LssSeeds& seeds, Lss& out) {
  out.positive = words_of_pole(counts, seeds.positive, out.unmet);
  out.negative = words_of_pole(counts, seeds.negative, out.unmet);
  for (const std::uint32_t word : out.positive) {
    if (!std::binary_search(out.negative.begin(), out.negative.end(), word)) continue;
    return fail({ErrorKind::Usage,
                 "a seed word of both poles",
                 {"", 0, "--positive, --negative"},
                 "words of one pole each",
                 quotable(counts.words()[word]),
                 "leave it out of one"});
  }
  if (!out.positive.empty() && !out.negative.empty()) return {};
  const bool positive = out.positive.empty();
  return fail({ErrorKind::Missing,
               "no seed word of a pole occurs in the texts",
               {"", 0, positive ? "--positive" : "--negative"},
               "words that the texts have after the recipe",
               quotable(joined(positive ? seeds.positive : seeds.negative, ", ")),
               "name others; entente texts counts FILE... shows the words"});
}

std::vector<std::optional<double>> polarities(const CountVectors& vectors, std::size_t words,
                                              const Lss& lss) {
  const std::size_t k = vectors.singular_values.size();
  std::vector<double> length(words, 0);
  for (std::size_t w = 0; w < words; ++w) {
    for (std::size_t d = 0; d < k; ++d) {
      length[w] += vectors.of_word[w * k + d] * vectors.of_word[w * k + d];
    }
    length[w] = std::sqrt(length[w]);
  }
  // The sum over seeds of q cos(v_w, v_s) is one product with the sum of q v_s / |v_s|.
  std::vector<double> pole(k, 0);
  const auto add_pole = [&](const std::vector<std::uint32_t>& seeds, double sign) {
    for (const std::uint32_t seed : seeds) {
      if (length[seed] < no_vector) continue;
      for (std::size_t d = 0; d < k; ++d) {
        pole[d] +=
            sign / static_cast<double>(seeds.size()) * vectors.of_word[seed * k + d] / length[seed];
      }
    }
  };
  add_pole(lss.positive, 1);
  add_pole(lss.negative, -1);
  std::vector<std::optional<double>> out(words);
  for (std::size_t w = 0; w < words; ++w) {
    if (length[w] < no_vector) continue;
    double product = 0;
    for (std::size_t d = 0; d < k; ++d) product += vectors.of_word[w * k + d] * pole[d];
    out[w] = product / length[w];
  }
  return out;
}

LssText raw_text(const WordCounts& counts, std::uint32_t document,
                 const std::vector<std::optional<double>>& polarity) {
  LssText out;
  out.document = document;
  out.words = counts.document_total(document);
  const record::WordColumn column = counts.of_document(document);
  CompensatedSum sum;
  for (std::size_t c = 0; c < column.size(); ++c) {
    const auto& one = polarity[column.places[c]];
    if (!one) continue;
    out.scored += column.counts[c];
    sum.add(static_cast<double>(column.counts[c]) * *one);
  }
  if (out.scored == 0) return out;
  const auto n = static_cast<double>(out.scored);
  const double mean = sum.value() / n;
  CompensatedSum squares;
  for (std::size_t c = 0; c < column.size(); ++c) {
    const auto& one = polarity[column.places[c]];
    if (one) squares.add(static_cast<double>(column.counts[c]) * (*one - mean) * (*one - mean));
  }
  out.raw = mean;
  out.se = std::sqrt(squares.value() / n) / std::sqrt(n);
  return out;
}

Result<void> standardise_texts(double confidence, std::vector<LssText>& texts) {
  std::vector<double> raw;
  raw.reserve(texts.size());
  for (const LssText& text : texts) {
    if (text.raw) raw.push_back(*text.raw);
  }
  const auto summary = stats::summarize(raw);
  if (!summary || !summary->sd_sample || !(*summary->sd_sample > 1e-12)) {
    return fail({ErrorKind::Missing,
                 "the texts do not differ",
                 {},
                 "two texts or more whose words differ in polarity",
                 std::to_string(raw.size()),
                 "give more texts, or other seed words"});
  }
  const double z = stats::normal_quantile((1 + confidence) / 2);
  for (LssText& text : texts) {
    if (!text.raw) continue;
    text.value = (*text.raw - summary->mean) / *summary->sd_sample;
    text.se /= *summary->sd_sample;
    text.interval = {text.value - z * text.se, text.value + z * text.se};
  }
  return {};
}

}  // namespace

Result<Lss> lss(const WordCounts& counts, const WordSegments* segments, const LssSeeds& seeds,
                const LssOptions& options, const CancelToken& cancel) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  ENTENTE_CHECK(check_cancel(cancel, "latent semantic scaling"));
  Lss out;
  ENTENTE_CHECK(find_seeds(counts, seeds, out));
  ENTENTE_TRY(const std::vector<UnitCell> cells, unit_cells(counts, segments));
  out.units = segments != nullptr ? segments->size() : counts.documents().size();
  ENTENTE_TRY(CountVectors vectors,
              count_vectors(cells, out.units, counts.words().size(), options.dimensions));
  out.polarity = polarities(vectors, counts.words().size(), out);
  out.singular_values = std::move(vectors.singular_values);
  out.texts.reserve(counts.documents().size());
  for (std::uint32_t d = 0; d < counts.documents().size(); ++d) {
    out.texts.push_back(raw_text(counts, d, out.polarity));
  }
  ENTENTE_CHECK(standardise_texts(options.confidence, out.texts));
  return out;
}

const MethodCard& lss_card() {
  static const MethodCard card = {
      "lss",
      "Latent semantic scaling",
      "polarity(w) = sum_s q_s cos(v_w, v_s) with v the rows of V of the truncated SVD of counts; "
      "mean over a text's words; mean 0 and sd 1 over the texts (Watanabe 2021)",
      {{"seeds", "words of the two poles", "none"},
       {"units", "sentences or texts", "sentences"},
       {"dimensions", "singular values kept", "300"},
       {"confidence", "level of the intervals", "0.95"}},
      MethodStatus::Definition,
      {"Seed words, dimensions and texts decide the result: change each and see what stays.",
       "With few texts the words at the ends are noise; thousands of sentences are the least.",
       "The standard error takes words as independent draws and polarities as known: too small."}};
  return card;
}

}  // namespace entente::positions
