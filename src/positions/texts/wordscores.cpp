// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/wordscores.hpp"

#include <algorithm>
#include <cmath>

#include "entente/base/sum.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/summary.hpp"

namespace entente::positions {
namespace {

using record::WordColumn;
using record::WordCounts;

Error no_references(std::string message, std::string found) {
  return {ErrorKind::Usage,       std::move(message),
          {"", 0, "--reference"}, "two reference texts or more, with different positions",
          std::move(found),       "name each once: --reference TEXT=POSITION"};
}

Result<void> check_references(const WordCounts& counts, std::span<const ReferenceText> references) {
  if (references.size() < 2) {
    return fail(no_references("too few reference texts", std::to_string(references.size())));
  }
  std::vector<bool> seen(counts.documents().size(), false);
  for (const ReferenceText& reference : references) {
    if (reference.document >= seen.size() || !std::isfinite(reference.position)) {
      return fail({ErrorKind::Range,
                   "no such reference",
                   {"", 0, "--reference"},
                   "a text and a finite position",
                   "",
                   ""});
    }
    const std::string& id = counts.documents()[reference.document];
    if (seen[reference.document]) {
      return fail(no_references("a reference text with two positions", quotable(id)));
    }
    seen[reference.document] = true;
    if (counts.document_total(reference.document) > 0) continue;
    return fail({ErrorKind::Missing,
                 "a reference text without words",
                 {"", 0, "--reference"},
                 "a text that has words after the recipe",
                 quotable(id),
                 "take another reference, or leave fewer words out"});
  }
  const bool alike = std::all_of(
      references.begin(), references.end(),
      [&](const ReferenceText& reference) { return reference.position == references[0].position; });
  if (alike) return fail(no_references("all reference texts have one position", ""));
  return {};
}

std::vector<std::optional<double>> scores_of_words(const WordCounts& counts,
                                                   std::span<const ReferenceText> references) {
  std::vector<CompensatedSum> weight(counts.words().size());
  std::vector<CompensatedSum> weighted(counts.words().size());
  for (const ReferenceText& reference : references) {
    const WordColumn column = counts.of_document(reference.document);
    const auto total = static_cast<double>(counts.document_total(reference.document));
    for (std::size_t c = 0; c < column.size(); ++c) {
      const double share = static_cast<double>(column.counts[c]) / total;
      weight[column.places[c]].add(share);
      weighted[column.places[c]].add(share * reference.position);
    }
  }
  std::vector<std::optional<double>> out(counts.words().size());
  for (std::size_t w = 0; w < out.size(); ++w) {
    if (weight[w].value() > 0) out[w] = weighted[w].value() / weight[w].value();
  }
  return out;
}

Wordscore raw_score(const WordCounts& counts, std::size_t document,
                    const std::vector<std::optional<double>>& scores) {
  Wordscore out;
  out.document = static_cast<std::uint32_t>(document);
  out.words = counts.document_total(document);
  const WordColumn column = counts.of_document(document);
  CompensatedSum sum;
  for (std::size_t c = 0; c < column.size(); ++c) {
    const auto& score = scores[column.places[c]];
    if (!score) continue;
    out.scored += column.counts[c];
    sum.add(static_cast<double>(column.counts[c]) * *score);
  }
  if (out.scored == 0) return out;
  const auto n = static_cast<double>(out.scored);
  ScaledText raw;
  raw.value = sum.value() / n;
  CompensatedSum squares;
  for (std::size_t c = 0; c < column.size(); ++c) {
    const auto& score = scores[column.places[c]];
    if (!score) continue;
    const double apart = raw.value - *score;
    squares.add(static_cast<double>(column.counts[c]) / n * apart * apart);
  }
  raw.se = std::sqrt(squares.value()) / std::sqrt(n);
  out.raw = raw;
  return out;
}

/// a value + b, with the standard error to match.
ScaledText linear(const ScaledText& raw, double a, double b, double z) {
  ScaledText out;
  out.value = a * raw.value + b;
  out.se = std::abs(a) * raw.se;
  out.interval = {out.value - z * out.se, out.value + z * out.se};
  return out;
}

void rescale_lbg(std::span<const ReferenceText> references, LbgOver over, double z,
                 Wordscores& out) {
  const auto meant = [&](const Wordscore& text) {
    return text.raw && (over == LbgOver::All || !text.reference);
  };
  std::vector<double> positions;
  positions.reserve(references.size());
  for (const ReferenceText& reference : references) positions.push_back(reference.position);
  std::vector<double> raw;
  raw.reserve(out.texts.size());
  for (const Wordscore& text : out.texts) {
    if (meant(text)) raw.push_back(text.raw->value);
  }
  if (raw.empty()) return;
  const auto of_positions = stats::summarize(positions);
  const auto of_raw = stats::summarize(raw);
  if (!of_positions || !of_raw) return;
  out.mean_of_raw = of_raw->mean;
  if (!of_raw->sd_sample || !(*of_raw->sd_sample > 0)) return;
  const double a = *of_positions->sd_sample / *of_raw->sd_sample;
  for (Wordscore& text : out.texts) {
    if (meant(text)) text.lbg = linear(*text.raw, a, of_raw->mean * (1 - a), z);
  }
}

/// Mean raw score of the references with that position.
double raw_at(const Wordscores& scores, double position) {
  CompensatedSum sum;
  double n = 0;
  for (const Wordscore& text : scores.texts) {
    if (text.reference != position) continue;
    sum.add(text.raw->value);
    ++n;
  }
  return sum.value() / n;
}

void rescale_mv(std::span<const ReferenceText> references, double z, Wordscores& out) {
  const auto [low, high] = std::minmax_element(
      references.begin(), references.end(),
      [](const ReferenceText& a, const ReferenceText& b) { return a.position < b.position; });
  const double raw_low = raw_at(out, low->position);
  const double raw_high = raw_at(out, high->position);
  if (!(std::abs(raw_high - raw_low) > 0)) return;
  const double a = (high->position - low->position) / (raw_high - raw_low);
  for (Wordscore& text : out.texts) {
    if (text.raw) text.mv = linear(*text.raw, a, low->position - a * raw_low, z);
  }
}

}  // namespace

Result<Wordscores> wordscores(const WordCounts& counts, std::span<const ReferenceText> references,
                              const WordscoreOptions& options, const CancelToken& cancel) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  ENTENTE_CHECK(check_references(counts, references));
  const double z = stats::normal_quantile((1 + options.confidence) / 2);
  Wordscores out;
  out.word_scores = scores_of_words(counts, references);
  out.texts.reserve(counts.documents().size());
  for (std::size_t d = 0; d < counts.documents().size(); ++d) {
    ENTENTE_CHECK(check_cancel(cancel, "wordscores"));
    Wordscore& text = out.texts.emplace_back(raw_score(counts, d, out.word_scores));
    if (text.raw) text.raw = linear(*text.raw, 1, 0, z);
  }
  for (const ReferenceText& reference : references) {
    out.texts[reference.document].reference = reference.position;
  }
  rescale_lbg(references, options.lbg_over, z, out);
  rescale_mv(references, z, out);
  return out;
}

const MethodCard& wordscores_card() {
  static const MethodCard card = {
      "wordscores",
      "Wordscores",
      "S_w = sum_r P_wr A_r with P_wr = F_wr / sum_r F_wr; S_v = sum_w f_wv S_w over scored words; "
      "rescaled after Laver, Benoit, Garry 2003 and after Martin, Vanberg 2008",
      {{"references", "texts with known positions", "none"},
       {"lbg_over", "texts whose mean and sd the LBG rescaling keeps", "those without position"},
       {"confidence", "level of the intervals", "0.95"}},
      MethodStatus::Reproduces,
      {"The reference texts decide what the dimension is: choose them from the same kind of text.",
       "Raw scores crowd at the middle; compare rescaled ones, and only within one run.",
       "The standard error takes words as independent draws and word scores as known: too small.",
       "LBG hangs on which texts are scored together; MV on two reference texts alone."}};
  return card;
}

}  // namespace entente::positions
