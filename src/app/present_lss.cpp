// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/base/text.hpp"
#include "present_texts.hpp"

namespace entente::app {
namespace {

using positions::LssText;

std::vector<std::string> seed_words(const TextScaleOutcome& outcome,
                                    const std::vector<std::uint32_t>& seeds) {
  std::vector<std::string> out;
  out.reserve(seeds.size());
  for (const std::uint32_t word : seeds) out.push_back(outcome.loaded.counts.words()[word]);
  return out;
}

std::string lss_head(const TextScaleOutcome& outcome) {
  const positions::Lss& lss = *outcome.lss;
  std::string out = counted(lss.singular_values.size(), "dimension") + " of " +
                    counted(lss.units, "unit") +
                    "; seeds: " + printable(joined(seed_words(outcome, lss.positive), ", ")) +
                    " against " + printable(joined(seed_words(outcome, lss.negative), ", "));
  if (!lss.unmet.empty()) out += "; not in the texts: " + printable(joined(lss.unmet, ", "));
  return out + "\n";
}

std::string lss_words(const TextScaleOutcome& outcome) {
  const positions::Lss& lss = *outcome.lss;
  // Of words that stand once, the company is chance: a word shown stands three times or more.
  constexpr std::uint64_t least_count = 3;
  std::vector<std::uint32_t> words;
  for (std::uint32_t w = 0; w < lss.polarity.size(); ++w) {
    if (lss.polarity[w] && outcome.loaded.counts.word_total(w) >= least_count) words.push_back(w);
  }
  std::stable_sort(words.begin(), words.end(), [&](std::uint32_t a, std::uint32_t b) {
    return *lss.polarity[a] < *lss.polarity[b];
  });
  const std::size_t most = std::min<std::size_t>(outcome.request.words, words.size() / 2);
  if (most == 0) return "";
  const auto cell = [&](std::uint32_t w) {
    return printable(outcome.loaded.counts.words()[w]) + " " + fixed_text(*lss.polarity[w], 2);
  };
  Rows rows = {{"negative", "positive"}};
  for (std::size_t i = 0; i < most; ++i) {
    rows.push_back({cell(words[i]), cell(words[words.size() - 1 - i])});
  }
  return "Words that stand three times or more, with their polarities\n" + aligned(rows) + "\n";
}

}  // namespace

std::string lss_text(const TextScaleOutcome& outcome) {
  std::vector<const LssText*> texts;
  for (const LssText& text : outcome.lss->texts) texts.push_back(&text);
  std::stable_sort(texts.begin(), texts.end(), [](const LssText* a, const LssText* b) {
    return std::pair(!a->raw, a->value) < std::pair(!b->raw, b->value);
  });
  Rows rows = {{"text", "words", "scored", "value", "interval", "se"}};
  for (const LssText* text : texts) {
    const bool known = text->raw.has_value();
    rows.push_back({printable(outcome.loaded.counts.documents()[text->document]),
                    std::to_string(text->words), std::to_string(text->scored),
                    known ? fixed_text(text->value, 2) : "-",
                    known ? "[" + fixed_text(text->interval.low, 2) + ", " +
                                fixed_text(text->interval.high, 2) + "]"
                          : "-",
                    known ? fixed_text(text->se, 3) : "-"});
  }
  return texts_text(outcome.loaded) + lss_head(outcome) + "\n" + aligned(rows) + "\n" +
         lss_words(outcome) + "Intervals: " + fixed_text(100 * outcome.request.lss.confidence, 0) +
         " %, words as independent draws and their polarities as known: too narrow.\nSeeds, "
         "dimensions and texts decide the result: change each and see what stays.\n";
}

Rows lss_rows(const TextScaleOutcome& outcome) {
  Rows rows = {{"text", "words", "scored", "raw", "value", "low", "high", "se"}};
  for (const LssText& text : outcome.lss->texts) {
    std::vector<std::string> row = {outcome.loaded.counts.documents()[text.document],
                                    std::to_string(text.words), std::to_string(text.scored)};
    for (const double value :
         {text.raw.value_or(0), text.value, text.interval.low, text.interval.high, text.se}) {
      row.push_back(text.raw ? number_text(value) : "");
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json lss_json(const TextScaleOutcome& outcome) {
  const positions::Lss& lss = *outcome.lss;
  const bool sentences = outcome.loaded.sentences && !outcome.request.by_text;
  Json out{{"method", "lss"},
           {"texts", texts_json(outcome.loaded)},
           {"positive", seed_words(outcome, lss.positive)},
           {"negative", seed_words(outcome, lss.negative)},
           {"seeds_unmet", lss.unmet},
           {"unit", sentences ? "sentence" : "text"},
           {"units", lss.units},
           {"singular_values", lss.singular_values},
           {"level", outcome.request.lss.confidence}};
  out["values"] = Json::array();
  for (const LssText& text : lss.texts) {
    Json one{{"text", outcome.loaded.counts.documents()[text.document]},
             {"words", text.words},
             {"scored", text.scored},
             {"raw", text.raw ? Json(*text.raw) : Json(nullptr)}};
    one["value"] = text.raw ? Json(text.value) : Json(nullptr);
    one["interval"] =
        text.raw ? Json::array({text.interval.low, text.interval.high}) : Json(nullptr);
    one["se"] = text.raw ? Json(text.se) : Json(nullptr);
    out["values"].push_back(std::move(one));
  }
  out["words"] = Json::array();
  for (std::size_t w = 0; w < lss.polarity.size(); ++w) {
    if (!lss.polarity[w]) continue;
    out["words"].push_back(
        Json{{"word", outcome.loaded.counts.words()[w]}, {"polarity", *lss.polarity[w]}});
  }
  return out;
}

}  // namespace entente::app
