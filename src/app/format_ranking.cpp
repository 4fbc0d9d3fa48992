// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/format_ranking.hpp"

#include <algorithm>

#include "drawn_model.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// By criterion; 1 where none is given. Errors: Usage.
Result<std::vector<double>> importances(const FormatRankingRequest& request) {
  std::vector<double> out;
  if (request.weights.empty()) return out;
  out.assign(advise::format_criteria, 1);
  std::vector<bool> met(advise::format_criteria, false);
  std::vector<std::string> words;
  words.reserve(advise::format_criteria);
  for (std::size_t c = 0; c < advise::format_criteria; ++c) {
    words.emplace_back(advise::to_string(static_cast<advise::FormatCriterion>(c)));
  }
  for (const auto& [word, importance] : request.weights) {
    const auto found = std::find(words.begin(), words.end(), word);
    const auto place = static_cast<std::size_t>(found - words.begin());
    if (found == words.end() || met[place]) {
      return fail(
          {ErrorKind::Usage,
           found == words.end() ? "no criterion of this name" : "given twice",
           {"", 0, "--weights"},
           joined(words, ", "),
           quotable(word),
           found == words.end() ? did_you_mean_sentence(word, words) : "leave one of the two out"});
    }
    met[place] = true;
    out[place] = importance;
  }
  if (std::any_of(out.begin(), out.end(), [](double one) { return one > 0; })) return out;
  return fail({ErrorKind::Usage,
               "no criterion is left",
               {"", 0, "--weights"},
               "one weight above 0",
               "",
               "leave one criterion in"});
}

}  // namespace

Result<std::vector<ActorCode>> pressing_actors(const std::vector<std::string>& named,
                                               const Analysis& analysis) {
  const auto& ids = named.empty() ? analysis.opened.study.settings.pressure_from : named;
  std::vector<ActorCode> out;
  for (const std::string& id : ids) {
    ENTENTE_TRY(const std::size_t row,
                known_row(analysis.opened.study.table("actor"), id,
                          named.empty() ? "rules.pressure_from of study.toml" : "--pressure-from"));
    const ActorCode actor(row);
    const auto& in = analysis.actors;
    if (std::find(in.begin(), in.end(), actor) != in.end()) continue;
    if (std::find(out.begin(), out.end(), actor) == out.end()) out.push_back(actor);
  }
  return out;
}

Result<std::vector<advise::FormatMeasures>> measured_formats(
    const Analysis& analysis, const positions::StatementModel& model,
    const std::vector<ActorCode>& outsiders, const advise::FormatMeasureOptions& options) {
  const auto matrix_of = [&analysis](const std::vector<ActorCode>& actors) {
    return positions::latest_positions(analysis.snapshot,
                                       {analysis.at, actors, analysis.issues, std::nullopt, {}});
  };
  ENTENTE_TRY(const positions::PositionMatrix group, matrix_of(analysis.actors));
  ENTENTE_TRY(const positions::PositionMatrix others, matrix_of(outsiders));
  const advise::InterestLedger ledger(analysis.opened.study, analysis.snapshot);
  advise::FormatMeasureOptions with_ledger = options;
  with_ledger.ledger = &ledger;
  return advise::format_measures(analysis.snapshot, model, group, others, with_ledger);
}

Result<FormatRankingOutcome> format_ranking_of(const FormatRankingRequest& request,
                                               const Context& context) {
  FormatRankingOutcome out;
  ENTENTE_TRY(out.options.weights.importance, importances(request));
  if (!request.fits_file.empty()) {
    ENTENTE_TRY(out.options.fits, read_fits(request.fits_file));
  }
  out.options.weights.exact = request.exact_weights;
  out.options.weights.seed = request.seed;
  out.options.fit_spread = request.fit_spread;
  out.options.draws = request.draws;
  ENTENTE_TRY(out.rules, advice_of(request.analysis, context));
  const Analysis& analysis = out.rules.analysis;
  ENTENTE_TRY(out.pressure_from, pressing_actors(request.pressure_from, analysis));
  positions::StatementModelOptions model_options = request.model;
  model_options.seed = request.seed;
  ENTENTE_TRY(const positions::StatementModel model,
              drawn_model(analysis, model_options, false, context));
  ENTENTE_TRY(out.measures,
              measured_formats(analysis, model, out.pressure_from, {request.draws, request.seed}));
  ENTENTE_TRY(out.rankings, advise::rank_formats(out.measures, out.options, context.cancel));
  return out;
}

}  // namespace entente::app
