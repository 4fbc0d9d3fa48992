// SPDX-License-Identifier: GPL-3.0-or-later
#include "present_texts.hpp"

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

std::string ngrams_text(const ingest::WordRecipe& recipe) {
  std::string out = std::to_string(recipe.shortest_ngram);
  if (recipe.longest_ngram != recipe.shortest_ngram) {
    out += "-" + std::to_string(recipe.longest_ngram);
  }
  return out;
}

Json recipe_json(const LoadedTexts& loaded) {
  const ingest::WordRecipe& recipe = loaded.recipe;
  Json out;
  if (!loaded.table) {
    out["words"] = ingest::word_rules();
    out["language"] = recipe.language;
    out["case"] = recipe.keep_case ? "kept" : "lower";
    out["numbers"] = recipe.numbers;
    out["stems"] = recipe.stem ? "snowball" : "none";
    out["ngrams"] = ngrams_text(recipe);
  }
  out["stop_words"] = recipe.stop_words_from.empty()
                          ? Json(nullptr)
                          : Json{{"from", recipe.stop_words_from}, {"words", recipe.stop_words}};
  out["min_count"] = recipe.least_count;
  out["min_documents"] = recipe.least_documents;
  return out;
}

std::string recipe_text(const LoadedTexts& loaded) {
  const ingest::WordRecipe& recipe = loaded.recipe;
  std::string out = "Recipe: ";
  if (loaded.table) {
    out += "counts as the table has them";
  } else {
    out += "words of language " + printable(recipe.language) +
           (recipe.keep_case ? ", case kept" : ", lower case");
    if (recipe.numbers) out += ", figures too";
    if (recipe.stem) out += ", stems";
    if (recipe.longest_ngram > 1) out += ", runs of " + ngrams_text(recipe);
  }
  if (!recipe.stop_words_from.empty()) {
    out += ", without " + counted(recipe.stop_words.size(), "stop word") + " (" +
           printable(recipe.stop_words_from) + ")";
  }
  if (recipe.least_count > 1) out += ", at least " + std::to_string(recipe.least_count) + " times";
  if (recipe.least_documents > 1) {
    out += ", in at least " + std::to_string(recipe.least_documents) + " texts";
  }
  return out + ".\n";
}

/// A row a word, most frequent first.
std::vector<std::size_t> words_by_count(const record::WordCounts& counts) {
  std::vector<std::size_t> out(counts.words().size());
  for (std::size_t w = 0; w < out.size(); ++w) out[w] = w;
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return counts.word_total(a) > counts.word_total(b);
  });
  return out;
}

Rows matrix_rows(const record::WordCounts& counts) {
  Rows rows = {{"doc", "word", "count"}};
  rows.reserve(counts.cells() + 1);
  for (std::size_t d = 0; d < counts.documents().size(); ++d) {
    const record::WordColumn column = counts.of_document(d);
    for (std::size_t c = 0; c < column.size(); ++c) {
      rows.push_back({counts.documents()[d], counts.words()[column.places[c]],
                      std::to_string(column.counts[c])});
    }
  }
  return rows;
}

std::string counts_text(const TextCountsOutcome& outcome) {
  const record::WordCounts& counts = outcome.loaded.counts;
  Rows rows = {{"text", "words", "different"}};
  for (std::size_t d = 0; d < counts.documents().size(); ++d) {
    rows.push_back({printable(counts.documents()[d]), std::to_string(counts.document_total(d)),
                    std::to_string(counts.of_document(d).size())});
  }
  std::string out = texts_text(outcome.loaded) + "\n" + aligned(rows);
  rows = {{"word", "count", "texts"}};
  for (const std::size_t w : words_by_count(counts)) {
    if (rows.size() > outcome.most) break;
    rows.push_back({printable(counts.words()[w]), std::to_string(counts.word_total(w)),
                    std::to_string(counts.of_word(w).size())});
  }
  return out + "\n" + aligned(rows);
}

Rows keyness_rows(const TextKeynessOutcome& outcome) {
  Rows rows = {
      {"word", "target", "reference", "chi2", "g2", "p", "pmi", "log_odds", "low", "high"}};
  for (const positions::Keyness& one : outcome.words) {
    rows.push_back({outcome.loaded.counts.words()[one.word], std::to_string(one.table.a),
                    std::to_string(one.table.b), number_text(one.chi2), number_text(one.g2),
                    number_text(one.p), one.pmi ? number_text(*one.pmi) : "",
                    number_text(one.log_odds), number_text(one.log_odds_interval.low),
                    number_text(one.log_odds_interval.high)});
  }
  return rows;
}

std::string keyness_text(const TextKeynessOutcome& outcome) {
  const std::size_t most = outcome.request.words;
  const std::size_t n = outcome.words.size();
  Rows rows = {{"word", "target", "reference", "chi2", "G2", "PMI", "log odds", "interval"}};
  for (std::size_t i = 0; i < n; ++i) {
    if (i >= most && i + most < n) {
      if (i == most) rows.push_back({"...", "", "", "", "", "", "", ""});
      continue;
    }
    const positions::Keyness& one = outcome.words[i];
    rows.push_back({printable(outcome.loaded.counts.words()[one.word]), std::to_string(one.table.a),
                    std::to_string(one.table.b), fixed_text(one.chi2, 1), fixed_text(one.g2, 1),
                    one.pmi ? fixed_text(*one.pmi, 2) : "-", fixed_text(one.log_odds, 2),
                    "[" + fixed_text(one.log_odds_interval.low, 2) + ", " +
                        fixed_text(one.log_odds_interval.high, 2) + "]"});
  }
  return texts_text(outcome.loaded) + "\n" + aligned(rows) + "\n" +
         "Positive: more in the target. Words come in bunches: see where they stand with entente "
         "texts kwic.\n";
}

Json keyness_json(const TextKeynessOutcome& outcome) {
  const positions::KeynessOptions& options = outcome.request.options;
  constexpr std::array<const char*, 3> corrections = {"none", "yates", "yates-small"};
  Json out{{"method", "keyness"},
           {"texts", texts_json(outcome.loaded)},
           {"target", outcome.request.target},
           {"against", outcome.request.against},
           {"by", to_string(options.by)},
           {"chi2_correction", corrections[static_cast<std::size_t>(options.chi_correction)]},
           {"g2_correction", options.williams ? "williams" : "none"},
           {"level", options.confidence}};
  out["words"] = Json::array();
  for (const positions::Keyness& one : outcome.words) {
    out["words"].push_back(
        Json{{"word", outcome.loaded.counts.words()[one.word]},
             {"target", one.table.a},
             {"reference", one.table.b},
             {"chi2", one.chi2},
             {"g2", one.g2},
             {"p", one.p},
             {"pmi", one.pmi ? Json(*one.pmi) : Json(nullptr)},
             {"log_odds", one.log_odds},
             {"interval", {one.log_odds_interval.low, one.log_odds_interval.high}}});
  }
  return out;
}

/// The words before, met and after.
std::array<std::string, 3> context_of(const KwicOutcome& outcome,
                                      const ingest::KeywordInContext& hit) {
  const std::string& text = outcome.texts[hit.text].text;
  return {text.substr(hit.context_begin, hit.begin - hit.context_begin),
          text.substr(hit.begin, hit.end - hit.begin),
          text.substr(hit.end, hit.context_end - hit.end)};
}

/// Padded on the left to `width` characters, so that what was looked for stands in one column.
std::string right_aligned(const std::string& text, std::size_t width) {
  const std::size_t length = code_points(text);
  return std::string(width - std::min(width, length), ' ') + text;
}

/// Folded, with a space at the inner end where the text has white space there.
std::string spaced_like(const std::string& words, bool after) {
  constexpr std::string_view white = " \t\r\n\f";
  if (words.empty()) return words;
  const bool space = white.find(after ? words.front() : words.back()) != std::string_view::npos;
  if (!space) return folded(words);
  return after ? " " + folded(words) : folded(words) + " ";
}

std::string kwic_text(const KwicOutcome& outcome) {
  std::vector<std::array<std::string, 4>> lines;
  lines.reserve(outcome.hits.size());
  std::size_t names = 0;
  std::size_t before = 0;
  for (const ingest::KeywordInContext& hit : outcome.hits) {
    const auto [left, met, right] = context_of(outcome, hit);
    lines.push_back({printable(outcome.texts[hit.text].id), spaced_like(left, false), folded(met),
                     spaced_like(right, true)});
    names = std::max(names, code_points(lines.back()[0]));
    before = std::max(before, code_points(lines.back()[1]));
  }
  std::string out =
      counted(outcome.hits.size(), "place") + " in " + counted(outcome.texts.size(), "text") + "\n";
  if (!lines.empty()) out += "\n";
  for (const auto& [name, left, met, right] : lines) {
    out += name;
    out.append(names - code_points(name) + 2, ' ');
    for (const std::string& part : {right_aligned(left, before), "[" + met + "]", right}) {
      out += part;
    }
    out += "\n";
  }
  return out;
}

Rows kwic_rows(const KwicOutcome& outcome) {
  Rows rows = {{"text", "sentence", "begin", "end", "before", "match", "after"}};
  for (const ingest::KeywordInContext& hit : outcome.hits) {
    const auto [left, met, right] = context_of(outcome, hit);
    rows.push_back({outcome.texts[hit.text].id, std::to_string(hit.sentence + 1),
                    std::to_string(hit.begin), std::to_string(hit.end), left, met, right});
  }
  return rows;
}

Json sources_json(const std::vector<TextSource>& sources) {
  Json out = Json::array();
  for (const TextSource& source : sources) {
    Json one{{"id", source.id}, {"file", source.file}, {"sha256", source.sha256}};
    if (!source.extractor.empty()) one["extractor"] = source.extractor;
    out.push_back(std::move(one));
  }
  return out;
}

Json complaints_json(const std::vector<Error>& complaints) {
  Json out = Json::array();
  for (const Error& error : complaints) out.push_back(error_fields(error));
  return out;
}

Json kwic_json(const KwicOutcome& outcome) {
  Json out{{"method", "kwic"},
           {"pattern", outcome.pattern},
           {"files", sources_json(outcome.sources)},
           {"complaints", complaints_json(outcome.complaints)}};
  out["places"] = Json::array();
  for (const ingest::KeywordInContext& hit : outcome.hits) {
    const auto [left, met, right] = context_of(outcome, hit);
    out["places"].push_back(Json{{"text", outcome.texts[hit.text].id},
                                 {"sentence", hit.sentence + 1},
                                 {"begin", hit.begin},
                                 {"end", hit.end},
                                 {"before", left},
                                 {"match", met},
                                 {"after", right}});
  }
  return out;
}

}  // namespace

Json texts_json(const LoadedTexts& loaded) {
  Json out{{"files", sources_json(loaded.sources)}, {"recipe", recipe_json(loaded)}};
  if (loaded.counted) {
    out["left_out"] = Json{{"words_met", loaded.counted->words_met},
                           {"stop_words", loaded.counted->stop_words},
                           {"numbers", loaded.counted->numbers},
                           {"rare_features", loaded.counted->rare_features},
                           {"rare_tokens", loaded.counted->rare_tokens}};
  }
  if (loaded.table) {
    out["rows"] = Json{{"read", loaded.table->read},
                       {"accepted", loaded.table->accepted},
                       {"rejected", loaded.table->rejected},
                       {"duplicate", loaded.table->duplicate}};
  }
  out["matrix"] = Json{{"texts", loaded.counts.documents().size()},
                       {"words", loaded.counts.words().size()},
                       {"cells", loaded.counts.cells()},
                       {"tokens", loaded.counts.tokens()},
                       {"sha256", loaded.counts_sha256}};
  out["complaints"] = complaints_json(loaded.complaints);
  return out;
}

std::string texts_text(const LoadedTexts& loaded) {
  const record::WordCounts& counts = loaded.counts;
  std::string out = counted(counts.documents().size(), "text") + ", " +
                    counted(counts.words().size(), "different word") + ", " +
                    counted(static_cast<std::int64_t>(counts.tokens()), "word") + " in all";
  if (loaded.counted) {
    out += "; left out: " +
           counted(static_cast<std::int64_t>(loaded.counted->stop_words), "stop word") + ", " +
           counted(static_cast<std::int64_t>(loaded.counted->numbers), "figure") + ", " +
           counted(static_cast<std::int64_t>(loaded.counted->rare_tokens), "rare word");
  }
  if (loaded.table) {
    out += "; " + counted(loaded.table->read, "row") +
           " read: " + std::to_string(loaded.table->accepted) + " accepted, " +
           std::to_string(loaded.table->rejected) + " rejected, " +
           std::to_string(loaded.table->duplicate) + " duplicate";
  }
  return out + "\n" + recipe_text(loaded);
}

std::vector<Error> shown_text_complaints(const std::vector<Error>& complaints) {
  std::vector<Error> out = complaints;
  if (out.size() <= shown_lines) return out;
  out.resize(shown_lines);
  out.push_back({ErrorKind::Malformed,
                 "and " + std::to_string(complaints.size() - shown_lines) + " more: --json",
                 {},
                 "",
                 "",
                 ""});
  return out;
}

Presentation present(const TextCountsOutcome& outcome, View view) {
  Presentation out;
  out.complaints = shown_text_complaints(outcome.loaded.complaints);
  if (!out.complaints.empty()) out.exit = ExitCode::Findings;
  if (view == View::Text) out.text = counts_text(outcome);
  if (view == View::Table) out.rows = matrix_rows(outcome.loaded.counts);
  if (view == View::Json) {
    Json json = texts_json(outcome.loaded);
    json["documents"] = Json::array();
    const record::WordCounts& counts = outcome.loaded.counts;
    for (std::size_t d = 0; d < counts.documents().size(); ++d) {
      json["documents"].push_back(Json{{"id", counts.documents()[d]},
                                       {"tokens", counts.document_total(d)},
                                       {"words", counts.of_document(d).size()}});
    }
    out.json = json_line(json);
  }
  return out;
}

Presentation present(const TextKeynessOutcome& outcome, View view) {
  Presentation out;
  out.complaints = shown_text_complaints(outcome.loaded.complaints);
  if (!out.complaints.empty()) out.exit = ExitCode::Findings;
  if (view == View::Text) out.text = keyness_text(outcome);
  if (view == View::Table) out.rows = keyness_rows(outcome);
  if (view == View::Json) out.json = json_line(keyness_json(outcome));
  return out;
}

Presentation present(const KwicOutcome& outcome, View view) {
  Presentation out;
  out.complaints = shown_text_complaints(outcome.complaints);
  if (!out.complaints.empty()) out.exit = ExitCode::Findings;
  if (view == View::Text) out.text = kwic_text(outcome);
  if (view == View::Table) out.rows = kwic_rows(outcome);
  if (view == View::Json) out.json = json_line(kwic_json(outcome));
  return out;
}

}  // namespace entente::app
