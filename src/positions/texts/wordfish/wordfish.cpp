// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/wordfish.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "entente/base/parallel.hpp"
#include "entente/base/sum.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/summary.hpp"
#include "positions/texts/wordfish/fit.hpp"
#include "positions/texts/wordfish/standard.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;

/// Positions that differ by less are one: the texts use their words alike.
constexpr double no_dimension = 1e-6;
constexpr std::uint32_t most_starts = 1000;

Result<void> check_wordfish_options(const WordCounts& counts, const WordfishOptions& options) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  if (!(options.slope_sd > 0) || !std::isfinite(options.slope_sd) || !(options.tolerance > 0) ||
      options.most_steps == 0 || options.starts > most_starts) {
    return fail({ErrorKind::Range,
                 "no such options of Wordfish",
                 {},
                 "slope_sd and tolerance above 0, a step or more, at most 1000 starts",
                 "",
                 ""});
  }
  if (!options.left_right) return {};
  const auto [left, right] = *options.left_right;
  if (left >= counts.documents().size() || right >= counts.documents().size()) {
    return fail({ErrorKind::Range, "no such text", {"", 0, "--left, --right"}, "", "", ""});
  }
  if (left != right && counts.document_total(left) > 0 && counts.document_total(right) > 0) {
    return {};
  }
  return fail({ErrorKind::Usage,
               "the side of the texts cannot be set by these two",
               {"", 0, "--left, --right"},
               "two different texts that have words",
               quotable(counts.documents()[left]) + ", " + quotable(counts.documents()[right]),
               "name others"});
}

Error too_alike(std::string message, std::string found) {
  return {ErrorKind::Missing,
          std::move(message),
          {},
          "three texts or more that use different words",
          std::move(found),
          "give more texts, or leave fewer words out"};
}

/// The two texts that set the side: places among the texts.
std::pair<std::size_t, std::optional<std::size_t>> side_of(
    const WordCounts& counts, const std::vector<std::uint32_t>& documents,
    const WordfishOptions& options) {
  const auto place = [&](std::uint32_t document) {
    return static_cast<std::size_t>(std::find(documents.begin(), documents.end(), document) -
                                    documents.begin());
  };
  if (options.left_right) {
    return {place(options.left_right->first), place(options.left_right->second)};
  }
  const auto first =
      std::min_element(documents.begin(), documents.end(), [&](std::uint32_t a, std::uint32_t b) {
        return counts.documents()[a] < counts.documents()[b];
      });
  return {static_cast<std::size_t>(first - documents.begin()), std::nullopt};
}

/// Turns t and b so that the first text is on the left, and centres the a.
void settle_signs(std::pair<std::size_t, std::optional<std::size_t>> side, WordfishPoint& point) {
  const double left = point.place[2 * side.first + 1];
  const double right = side.second ? point.place[2 * *side.second + 1] : 0;
  if (left > right) {
    for (std::size_t i = 1; i < point.place.size(); i += 2) {
      point.place[i] = -point.place[i];
      point.gradient[i] = -point.gradient[i];
    }
    for (std::size_t i = 1; i < point.information.size(); i += 3) {
      point.information[i] = -point.information[i];
    }
    for (double& slope : point.slope) slope = -slope;
    for (double& mean : point.mean) mean = -mean;
  }
  CompensatedSum sum;
  for (std::size_t i = 0; i < point.place.size(); i += 2) sum.add(point.place[i]);
  const double mean = 2 * sum.value() / static_cast<double>(point.place.size());
  for (std::size_t i = 0; i < point.place.size(); i += 2) point.place[i] -= mean;
  for (double& level : point.level) level += mean;
}

void fill_texts(const WordCounts& counts, const std::vector<std::uint32_t>& documents,
                const WordfishPoint& point, const std::vector<double>& variances, double confidence,
                Wordfish& out) {
  const double z = stats::normal_quantile((1 + confidence) / 2);
  out.texts.resize(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    WordfishText& text = out.texts[i];
    const double* block = point.information.data() + 3 * i;
    text.document = documents[i];
    text.words = counts.document_total(documents[i]);
    text.length = point.place[2 * i];
    text.position = point.place[2 * i + 1];
    text.value = (text.position - out.position_mean) / out.position_sd;
    const double held = block[0] / (block[0] * block[2] - block[1] * block[1]);
    text.se_words_held = std::sqrt(held) / out.position_sd;
    if (!variances.empty()) text.se = std::sqrt(variances[i]);
    const double half = z * text.se.value_or(text.se_words_held);
    text.interval = {text.value - half, text.value + half};
  }
}

void fill_words(const WordCounts& counts, const WordfishColumns& columns,
                const WordfishPoint& point, Wordfish& out) {
  for (std::size_t w = 0; w < counts.words().size(); ++w) {
    const std::uint32_t column = columns.column_of_word[w];
    if (column == WordfishColumns::no_column) continue;
    out.words.push_back({static_cast<std::uint32_t>(w), counts.word_total(w), point.level[column],
                         point.slope[column]});
  }
}

/// Climbs up to here tell maxima apart; the highest then goes on.
constexpr double tolerance_of_starts = 1e-2;
/// Maxima whose J differs by less, relative to it, are one: the first start that found it holds.
constexpr double same_maximum = 1e-9;

std::uint32_t starts_of(const WordfishOptions& options, const WordfishColumns& columns) {
  constexpr std::size_t little = 10'000'000;
  if (options.starts > 0) return options.starts;
  const std::size_t one = std::max<std::size_t>(columns.texts * columns.size(), 1);
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(little / one, 1, 6));
}

struct Climbed {
  WordfishPoint point;
  WordfishEnd end;
};

Result<Climbed> climbed_from(const WordfishColumns& columns, const WordfishSetting& setting,
                             const WordfishOptions& options, const WordfishStart& start,
                             std::span<const std::string> ids, const CancelToken& cancel,
                             const ProgressStage& stage) {
  Climbed out;
  ENTENTE_TRY(out.point, wordfish_start(columns, setting, start, ids, cancel));
  const WordfishSearch search{std::max(options.tolerance, tolerance_of_starts), options.most_steps};
  ENTENTE_TRY(out.end, climb(columns, setting, search, out.point, cancel, stage));
  return out;
}

/// The end of the best start. Starts share the threads where there are several.
Result<Climbed> highest_climb(const WordfishColumns& columns, const WordfishSetting& setting,
                              const WordfishOptions& options, std::span<const std::string> ids,
                              std::vector<WordfishClimb>& climbs, const CancelToken& cancel,
                              const ProgressStage& stage) {
  const std::vector<WordfishStart> starts = wordfish_starts(starts_of(options, columns));
  std::vector<Climbed> ends(starts.size());
  WordfishSetting each = setting;
  if (starts.size() > 1) each.threads = 1;
  ENTENTE_CHECK(parallel_blocks(starts.size(), 1, setting.threads, cancel, {},
                                [&](std::size_t s, std::size_t, std::size_t) -> Result<void> {
                                  ENTENTE_TRY(ends[s], climbed_from(columns, each, options,
                                                                    starts[s], ids, cancel, stage));
                                  return {};
                                }));
  std::size_t best = 0;
  for (std::size_t s = 0; s < starts.size(); ++s) {
    const double objective = ends[s].point.objective;
    climbs.push_back(
        {to_string(starts[s].kind), starts[s].number + 1, objective, ends[s].end.steps});
    const double highest = ends[best].point.objective;
    if (objective > highest + same_maximum * std::max(1.0, std::abs(highest))) best = s;
  }
  return std::move(ends[best]);
}

}  // namespace

std::vector<std::uint32_t> texts_with_words(const WordCounts& counts) {
  std::vector<std::uint32_t> out;
  for (std::size_t d = 0; d < counts.documents().size(); ++d) {
    if (counts.document_total(d) > 0) out.push_back(static_cast<std::uint32_t>(d));
  }
  return out;
}

std::optional<Standardised> standardised_places(const WordfishPoint& point) {
  std::vector<double> t;
  t.reserve(point.place.size() / 2);
  for (std::size_t i = 1; i < point.place.size(); i += 2) t.push_back(point.place[i]);
  const auto summary = stats::summarize(t);
  if (!summary || !summary->sd_sample || !(*summary->sd_sample > no_dimension)) return std::nullopt;
  Standardised out{summary->mean, *summary->sd_sample, std::move(t)};
  for (double& value : out.values) value = (value - out.mean) / out.sd;
  return out;
}

Result<Wordfish> wordfish(const WordCounts& counts, const WordfishOptions& options,
                          const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_wordfish_options(counts, options));
  const std::vector<std::uint32_t> documents = texts_with_words(counts);
  if (documents.size() < 3) {
    return fail(too_alike("too few texts with words", std::to_string(documents.size())));
  }
  std::vector<std::string> ids;
  ids.reserve(documents.size());
  std::vector<record::WordCell> cells;
  cells.reserve(counts.cells());
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    ids.push_back(counts.documents()[documents[i]]);
    const record::WordColumn words = counts.of_document(documents[i]);
    for (std::size_t c = 0; c < words.size(); ++c) {
      cells.push_back({i, words.places[c], words.counts[c]});
    }
  }
  const WordfishColumns columns =
      wordfish_columns(documents.size(), counts.words().size(), std::move(cells));
  if (columns.size() < 2) {
    return fail(too_alike("too few words that differ", std::to_string(columns.size())));
  }
  const WordfishSetting setting{1 / (options.slope_sd * options.slope_sd), options.threads};
  const ProgressStage stage = progress.stage("wordfish", 0);
  Wordfish out;
  ENTENTE_TRY(Climbed best,
              highest_climb(columns, setting, options, ids, out.climbs, cancel, stage));
  WordfishPoint& point = best.point;
  ENTENTE_TRY(
      const WordfishEnd end,
      climb(columns, setting, {options.tolerance, options.most_steps}, point, cancel, stage));
  const auto standard = standardised_places(point);
  if (!standard) return fail(too_alike("the texts use their words alike: no dimension", ""));
  settle_signs(side_of(counts, documents, options), point);
  std::vector<double> variances;
  const bool joint = documents.size() <= most_texts_of_joint_errors;
  if (joint) {
    ENTENTE_TRY(variances, joint_variances(columns, setting, point, cancel));
  }
  out.columns = columns.size();
  out.position_sd = standard->sd;
  out.position_mean = 0;
  for (std::size_t i = 1; i < point.place.size(); i += 2) {
    out.position_mean += point.place[i] / static_cast<double>(documents.size());
  }
  out.objective = point.objective;
  out.log_likelihood = point.log_likelihood;
  out.gradient = end.gradient;
  out.steps = best.end.steps + end.steps;
  out.converged = end.converged && (!joint || !variances.empty());
  fill_texts(counts, documents, point, variances, options.confidence, out);
  fill_words(counts, columns, point, out);
  for (std::uint32_t d = 0; d < counts.documents().size(); ++d) {
    if (counts.document_total(d) == 0) out.empty.push_back(d);
  }
  return out;
}

const MethodCard& wordfish_card() {
  static const MethodCard card = {
      "wordfish",
      "Wordfish",
      "y_ij ~ Poisson(exp(a_i + p_j + b_j t_i)); maximum of the likelihood with b ~ N(0, 3^2) and "
      "t ~ N(0, 1) by joint Newton steps; mean 0 and sd 1 over the texts (Slapin, Proksch 2008)",
      {{"left_right", "two texts that set the side", "the first id is on the left"},
       {"starts", "climbs from different places, of which the highest is taken", "6"},
       {"slope_sd", "sd of the prior of b", "3"},
       {"tolerance", "largest element of the gradient at the end", "1e-6"},
       {"confidence", "level of the intervals", "0.95"},
       {"replicates", "draws of sentences behind the bootstrap", "none"}},
      MethodStatus::Agrees,
      {"What the dimension is about is found after the fact, from the words at both ends: it may "
       "be genre, topic, time or one odd text rather than a position.",
       "The recipe of the words changes results: run it with others before a figure is used.",
       "Standard errors of the model are too small, since texts repeat themselves; bootstrap over "
       "sentences.",
       "The objective has several maxima; the highest of several starts is not always the "
       "highest."}};
  return card;
}

}  // namespace entente::positions
