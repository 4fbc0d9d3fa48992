// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/base/text.hpp"
#include "present_texts.hpp"

namespace entente::app {
namespace {

using positions::ScaledText;
using positions::Wordfish;
using positions::WordfishText;

/// A text with the error and interval that are shown.
struct ShownText {
  const WordfishText* text = nullptr;
  double se = 0;
  stats::Interval interval;
  std::uint32_t sentences = 0;  ///< of a bootstrap
};

const char* errors_of(const TextScaleOutcome& outcome, const WordfishText& text) {
  if (outcome.bootstrap) return "sentence_bootstrap";
  return text.se ? "information" : "information_words_held";
}

std::vector<ShownText> shown_texts(const TextScaleOutcome& outcome) {
  std::vector<ShownText> out;
  const Wordfish& fit = *outcome.wordfish;
  out.reserve(fit.texts.size());
  for (std::size_t i = 0; i < fit.texts.size(); ++i) {
    const WordfishText& text = fit.texts[i];
    ShownText shown{&text, text.se.value_or(text.se_words_held), text.interval, 0};
    if (outcome.bootstrap) {
      shown.se = outcome.bootstrap->sd[i];
      shown.interval = outcome.bootstrap->interval[i];
      shown.sentences = outcome.bootstrap->sentences[i];
    }
    out.push_back(shown);
  }
  return out;
}

std::string interval_cell(const stats::Interval& interval) {
  return "[" + fixed_text(interval.low, 2) + ", " + fixed_text(interval.high, 2) + "]";
}

/// In exponents where fixed decimals would show 0.
std::string small_text(double value) {
  if (value == 0) return "0";
  const int exponent = static_cast<int>(std::floor(std::log10(value)));
  return fixed_text(value / std::pow(10.0, exponent), 1) + "e" + std::to_string(exponent);
}

/// What is left of it at the end is rounding, and no figure.
std::string gradient_text(const TextScaleOutcome& outcome) {
  const double tolerance = outcome.request.wordfish.tolerance;
  const double gradient = outcome.wordfish->gradient;
  return gradient <= tolerance ? "below " + small_text(tolerance) : small_text(gradient);
}

/// How many climbs ended at the maximum taken, and how far below it the next one lies.
std::string climbs_text(const Wordfish& fit) {
  constexpr double same = 1e-6;
  std::size_t there = 0;
  double next = -HUGE_VAL;
  for (const positions::WordfishClimb& climb : fit.climbs) {
    if (climb.objective > fit.objective - same * std::max(1.0, std::abs(fit.objective))) {
      ++there;
    } else {
      next = std::max(next, climb.objective);
    }
  }
  std::string out =
      std::to_string(there) + " of " + counted(fit.climbs.size(), "start") + " ended here";
  if (there < fit.climbs.size()) {
    out += ", the next maximum is " + fixed_text(fit.objective - next, 2) + " lower";
  }
  return out;
}

std::string fish_head(const TextScaleOutcome& outcome) {
  const Wordfish& fit = *outcome.wordfish;
  std::string out = fit.converged ? "Converged" : "NOT converged";
  out += " after " + counted(std::size_t{fit.steps}, "step") + ": gradient " +
         gradient_text(outcome) + ", objective " + fixed_text(fit.objective, 3) + "; " +
         climbs_text(fit) + "\n";
  if (!fit.empty.empty()) {
    out += counted(fit.empty.size(), "text") + " without words: no value\n";
  }
  return out;
}

std::string fish_foot(const TextScaleOutcome& outcome) {
  const Wordfish& fit = *outcome.wordfish;
  std::string out =
      "Intervals: " + fixed_text(100 * outcome.request.wordfish.confidence, 0) + " %, ";
  if (outcome.bootstrap) {
    out += std::to_string(outcome.bootstrap->replicates) + " draws of sentences, seed " +
           std::to_string(outcome.request.seed) + "; of few sentences too narrow";
    if (outcome.bootstrap->unconverged > 0) {
      out += " (" + std::to_string(outcome.bootstrap->unconverged) + " not converged)";
    }
  } else {
    out += fit.texts.front().se ? "of the model: too narrow, as texts repeat themselves"
                                : "of the model with the words taken as known: too narrow";
    if (outcome.loaded.sentences) out += "; --refits 100 draws sentences instead";
  }
  return out +
         ".\nWhat the dimension is about, the words at both ends tell: it may be topic, genre "
         "or time. Run other recipes before a figure is used.\n";
}

std::string fish_words(const TextScaleOutcome& outcome) {
  const Wordfish& fit = *outcome.wordfish;
  // Slopes of rare words are extreme by chance: a word shown occurs in three texts or more.
  constexpr std::size_t least_texts = 3;
  std::vector<const positions::WordfishWord*> words;
  for (const positions::WordfishWord& word : fit.words) {
    if (outcome.loaded.counts.of_word(word.word).size() >= least_texts) words.push_back(&word);
  }
  std::sort(words.begin(), words.end(), [](const auto* a, const auto* b) {
    return a->slope != b->slope ? a->slope < b->slope : a->word < b->word;
  });
  const std::size_t most = std::min<std::size_t>(outcome.request.words, words.size() / 2);
  if (most == 0) return "";
  const auto cell = [&](const positions::WordfishWord& word) {
    return printable(outcome.loaded.counts.words()[word.word]) + " " +
           fixed_text(word.slope * fit.position_sd, 2);
  };
  Rows rows = {{"below", "above"}};
  for (std::size_t i = 0; i < most; ++i) {
    rows.push_back({cell(*words[i]), cell(*words[words.size() - 1 - i])});
  }
  return "Words in three texts or more, with their slopes\n" + aligned(rows) + "\n";
}

std::string fish_text(const TextScaleOutcome& outcome) {
  std::vector<ShownText> texts = shown_texts(outcome);
  std::stable_sort(texts.begin(), texts.end(), [](const ShownText& a, const ShownText& b) {
    return a.text->value < b.text->value;
  });
  Rows rows = {{"text", "words", "value", "interval", "se"}};
  if (outcome.bootstrap) rows[0].emplace_back("sentences");
  for (const ShownText& shown : texts) {
    rows.push_back({printable(outcome.loaded.counts.documents()[shown.text->document]),
                    std::to_string(shown.text->words), fixed_text(shown.text->value, 2),
                    interval_cell(shown.interval), fixed_text(shown.se, 3)});
    if (outcome.bootstrap) rows.back().push_back(std::to_string(shown.sentences));
  }
  return texts_text(outcome.loaded) + fish_head(outcome) + "\n" + aligned(rows) + "\n" +
         fish_words(outcome) + fish_foot(outcome);
}

Rows fish_rows(const TextScaleOutcome& outcome) {
  Rows rows = {{"text", "words", "value", "low", "high", "se", "errors", "se_words_held",
                "position", "length"}};
  for (const ShownText& shown : shown_texts(outcome)) {
    rows.push_back({outcome.loaded.counts.documents()[shown.text->document],
                    std::to_string(shown.text->words), number_text(shown.text->value),
                    number_text(shown.interval.low), number_text(shown.interval.high),
                    number_text(shown.se), errors_of(outcome, *shown.text),
                    number_text(shown.text->se_words_held), number_text(shown.text->position),
                    number_text(shown.text->length)});
  }
  return rows;
}

void add_climbs(const TextScaleOutcome& outcome, Json& out) {
  out["starts"] = Json::array();
  for (const positions::WordfishClimb& climb : outcome.wordfish->climbs) {
    out["starts"].push_back(Json{{"start", climb.start},
                                 {"number", climb.number},
                                 {"objective", climb.objective},
                                 {"steps", climb.steps}});
  }
  out["refits"] = outcome.bootstrap ? Json{{"n", outcome.bootstrap->replicates},
                                           {"unconverged", outcome.bootstrap->unconverged},
                                           {"seed", outcome.request.seed}}
                                    : Json(nullptr);
}

Json fish_json(const TextScaleOutcome& outcome) {
  const Wordfish& fit = *outcome.wordfish;
  Json out{{"method", "wordfish"},
           {"texts", texts_json(outcome.loaded)},
           {"left", outcome.request.left},
           {"right", outcome.request.right},
           {"slope_sd", outcome.request.wordfish.slope_sd},
           {"converged", fit.converged},
           {"gradient", fit.gradient},
           {"objective", fit.objective},
           {"log_likelihood", fit.log_likelihood},
           {"steps", fit.steps},
           {"columns", fit.columns},
           {"position_mean", fit.position_mean},
           {"position_sd", fit.position_sd},
           {"level", outcome.request.wordfish.confidence}};
  add_climbs(outcome, out);
  out["without_words"] = Json::array();
  for (const std::uint32_t document : fit.empty) {
    out["without_words"].push_back(outcome.loaded.counts.documents()[document]);
  }
  out["values"] = Json::array();
  for (const ShownText& shown : shown_texts(outcome)) {
    Json one{{"text", outcome.loaded.counts.documents()[shown.text->document]},
             {"words", shown.text->words},
             {"value", shown.text->value},
             {"interval", {shown.interval.low, shown.interval.high}},
             {"se", shown.se},
             {"errors", errors_of(outcome, *shown.text)},
             {"se_information", shown.text->se ? Json(*shown.text->se) : Json(nullptr)},
             {"se_words_held", shown.text->se_words_held},
             {"position", shown.text->position},
             {"length", shown.text->length}};
    if (outcome.bootstrap) one["sentences"] = shown.sentences;
    out["values"].push_back(std::move(one));
  }
  out["words"] = Json::array();
  for (const positions::WordfishWord& word : fit.words) {
    out["words"].push_back(Json{{"word", outcome.loaded.counts.words()[word.word]},
                                {"count", word.count},
                                {"level", word.level},
                                {"slope", word.slope}});
  }
  return out;
}

Json scaled_json(const std::optional<ScaledText>& scaled) {
  if (!scaled) return nullptr;
  return Json{{"value", scaled->value},
              {"se", scaled->se},
              {"interval", {scaled->interval.low, scaled->interval.high}}};
}

std::string scaled_cell(const std::optional<ScaledText>& scaled) {
  if (!scaled) return "-";
  return fixed_text(scaled->value, 3) + " [" + fixed_text(scaled->interval.low, 3) + ", " +
         fixed_text(scaled->interval.high, 3) + "]";
}

void add_scaled(std::vector<std::string>& row, const std::optional<ScaledText>& scaled) {
  row.push_back(scaled ? number_text(scaled->value) : "");
  row.push_back(scaled ? number_text(scaled->se) : "");
  row.push_back(scaled ? number_text(scaled->interval.low) : "");
  row.push_back(scaled ? number_text(scaled->interval.high) : "");
}

std::string scores_text(const TextScaleOutcome& outcome) {
  Rows rows = {{"text", "reference", "words", "scored", "raw", "LBG", "MV"}};
  for (const positions::Wordscore& text : outcome.wordscores->texts) {
    rows.push_back({printable(outcome.loaded.counts.documents()[text.document]),
                    text.reference ? number_text(*text.reference) : "", std::to_string(text.words),
                    std::to_string(text.scored), scaled_cell(text.raw), scaled_cell(text.lbg),
                    scaled_cell(text.mv)});
  }
  return texts_text(outcome.loaded) + "\n" + aligned(rows) +
         "\nIntervals: " + fixed_text(100 * outcome.request.wordscores.confidence, 0) +
         " %, words as independent draws and their scores as known: too narrow.\nCompare LBG or "
         "MV within one run only; raw scores crowd at the middle.\n";
}

Rows scores_rows(const TextScaleOutcome& outcome) {
  Rows rows = {{"text", "reference", "words", "scored"}};
  for (const char* scale : {"raw", "lbg", "mv"}) {
    for (const char* part : {"", "_se", "_low", "_high"}) {
      rows[0].push_back(std::string(scale) + part);
    }
  }
  for (const positions::Wordscore& text : outcome.wordscores->texts) {
    std::vector<std::string> row = {outcome.loaded.counts.documents()[text.document],
                                    text.reference ? number_text(*text.reference) : "",
                                    std::to_string(text.words), std::to_string(text.scored)};
    for (const auto* scaled : {&text.raw, &text.lbg, &text.mv}) add_scaled(row, *scaled);
    rows.push_back(std::move(row));
  }
  return rows;
}

Json scores_json(const TextScaleOutcome& outcome) {
  const positions::WordscoreOptions& options = outcome.request.wordscores;
  Json out{{"method", "wordscores"},
           {"texts", texts_json(outcome.loaded)},
           {"lbg_over", options.lbg_over == positions::LbgOver::All ? "all" : "virgin"},
           {"level", options.confidence}};
  out["values"] = Json::array();
  for (const positions::Wordscore& text : outcome.wordscores->texts) {
    out["values"].push_back(
        Json{{"text", outcome.loaded.counts.documents()[text.document]},
             {"reference", text.reference ? Json(*text.reference) : Json(nullptr)},
             {"words", text.words},
             {"scored", text.scored},
             {"raw", scaled_json(text.raw)},
             {"lbg", scaled_json(text.lbg)},
             {"mv", scaled_json(text.mv)}});
  }
  out["words"] = Json::array();
  for (std::size_t w = 0; w < outcome.wordscores->word_scores.size(); ++w) {
    const auto& score = outcome.wordscores->word_scores[w];
    if (!score) continue;
    out["words"].push_back(Json{{"word", outcome.loaded.counts.words()[w]}, {"score", *score}});
  }
  return out;
}

Presentation method_presented(const TextScaleOutcome& outcome, View view) {
  Presentation out;
  if (outcome.lss) {
    if (view == View::Text) out.text = lss_text(outcome);
    if (view == View::Table) out.rows = lss_rows(outcome);
    if (view == View::Json) out.json = json_line(lss_json(outcome));
    return out;
  }
  const bool fish = outcome.wordfish.has_value();
  if (fish && !outcome.wordfish->converged) out.exit = ExitCode::Findings;
  if (view == View::Text) out.text = fish ? fish_text(outcome) : scores_text(outcome);
  if (view == View::Table) out.rows = fish ? fish_rows(outcome) : scores_rows(outcome);
  if (view == View::Json) out.json = json_line(fish ? fish_json(outcome) : scores_json(outcome));
  return out;
}

}  // namespace

Presentation present(const TextScaleOutcome& outcome, View view) {
  Presentation out = method_presented(outcome, view);
  out.complaints = shown_text_complaints(outcome.loaded.complaints);
  if (!out.complaints.empty()) out.exit = ExitCode::Findings;
  return out;
}

}  // namespace entente::app
