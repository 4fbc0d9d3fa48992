// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/statement_model.hpp"

#include <algorithm>
#include <cmath>

#include "entente/base/text.hpp"
#include "positions/statement_model/fit.hpp"

namespace entente::positions {
namespace {

constexpr std::size_t blank_cell = static_cast<std::size_t>(-1);

Error model_option_out_of_range(std::string name, const char* expected, double found) {
  return {ErrorKind::Range,         "an option of the statement model is out of range",
          {"", 0, std::move(name)}, expected,
          number_text(found),       "leave it out for the default"};
}

Result<void> check_factors(const ReadingFactors& factors) {
  std::vector<std::pair<const char*, double>> above_zero = {
      {"implied", factors.implied},
      {"inferred", factors.inferred},
      {"basis_unknown", factors.basis_unknown},
      {"hedged", factors.hedged},
      {"reliability_unknown", factors.reliability_unknown}};
  for (const double factor : factors.reliability) above_zero.emplace_back("reliability", factor);
  for (const auto& [name, factor] : above_zero) {
    if (!(factor > 0 && factor <= 100)) {
      return fail(model_option_out_of_range(name, "above 0, at most 100", factor));
    }
  }
  if (!(factors.shared >= 0 && factors.shared <= 1)) {
    return fail(model_option_out_of_range("shared", "0 to 1", factors.shared));
  }
  if (!(factors.government_years >= 0 && factors.government_years <= 100)) {
    return fail(
        model_option_out_of_range("government_years", "0 to 100", factors.government_years));
  }
  return {};
}

Result<void> check_model_options(const StatementModelOptions& options) {
  for (std::size_t s = 0; s < position_scales; ++s) {
    const std::string name(to_string(static_cast<PositionScale>(s)));
    const ScalePrior& prior = options.priors[s];
    if (!(prior.median > 0 && prior.median <= 100)) {
      return fail(
          model_option_out_of_range(name + ".median", "above 0, at most 100", prior.median));
    }
    if (!(prior.log_sd > 0 && prior.log_sd <= 5)) {
      return fail(model_option_out_of_range(name + ".log_sd", "above 0, at most 5", prior.log_sd));
    }
  }
  if (!(options.pool_sd > 0 && options.pool_sd <= 100)) {
    return fail(model_option_out_of_range("pool_sd", "above 0, at most 100", options.pool_sd));
  }
  if (options.chains < 2 || options.chains > 64) {
    return fail(model_option_out_of_range("chains", "2 to 64", options.chains));
  }
  if (options.draws < 50 || options.draws > 1'000'000) {
    return fail(model_option_out_of_range("draws", "50 to 1000000", options.draws));
  }
  if (options.warm_up > 1'000'000) {
    return fail(model_option_out_of_range("warm_up", "0 to 1000000", options.warm_up));
  }
  return check_factors(options.factors);
}

StatementModel::Scale scale_summary(const std::vector<double>& draws, std::vector<double>& buffer) {
  const std::vector<float> narrowed(draws.begin(), draws.end());
  const DrawSummary summary = summary_of(narrowed, buffer);
  return {summary.mean, summary.central_80};
}

void count_evidence(const record::Snapshot& snapshot, PositionEstimate& estimate) {
  std::vector<PassageCode> passages;
  std::vector<SourceCode> sources;
  for (const StatementCode s : estimate.statements) {
    const auto of_statement = snapshot.statements.passages[s.value()];
    passages.insert(passages.end(), of_statement.begin(), of_statement.end());
    const auto named = snapshot.statements.sources[s.value()];
    sources.insert(sources.end(), named.begin(), named.end());
  }
  for (const PassageCode p : passages) {
    if (snapshot.passages.source[p.value()]) {
      sources.push_back(snapshot.passages.source[p.value()]);
    }
  }
  const auto distinct = [](auto& codes) {
    std::sort(codes.begin(), codes.end());
    return static_cast<std::size_t>(std::unique(codes.begin(), codes.end()) - codes.begin());
  };
  estimate.passages = distinct(passages);
  estimate.sources = distinct(sources);
}

PositionEstimate estimate_of(const record::Snapshot& snapshot, const ModelLayout& layout,
                             const PositionDraws& draws, std::size_t c,
                             std::vector<double>& buffer) {
  PositionEstimate out;
  const DrawSummary summary = summary_of(draws.of_cell(c), buffer);
  out.mean = summary.mean;
  out.median = summary.median;
  out.sd = summary.sd;
  out.central_80 = summary.central_80;
  out.central_95 = summary.central_95;
  out.inferred = c >= layout.known_cells;
  if (out.inferred) return out;
  out.pooled = draws.pooled[c];
  out.r_hat = split_r_hat(draws.of_cell(c), draws.chains);
  out.statements = layout.statements[c];
  out.readings = layout.readings_of_cell[c];
  count_evidence(snapshot, out);
  return out;
}

}  // namespace

std::string_view to_string(PositionScale scale) noexcept {
  constexpr std::array<std::string_view, position_scales> names = {"noise", "walk",  "issue",
                                                                   "lean",  "actor", "coder"};
  return names[static_cast<std::size_t>(scale)];
}

const PositionEstimate* StatementModel::at(ActorCode actor, IssueCode issue) const noexcept {
  const std::size_t place = actor.value() * issues + issue.value();
  if (place >= places.size() || places[place] == blank_cell) return nullptr;
  return &estimates[places[place]];
}

std::span<const float> StatementModel::draws_of(const PositionEstimate& estimate) const noexcept {
  const auto place = static_cast<std::size_t>(&estimate - estimates.data());
  return std::span(positions).subspan(place * draws, draws);
}

Result<StatementModel> statement_positions(const record::Snapshot& snapshot,
                                           const StatementModelOptions& options, bool guesses,
                                           const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_model_options(options));
  StatementModel out;
  out.issues = snapshot.issues.size();
  out.places.assign(snapshot.actors.size() * snapshot.issues.size(), blank_cell);
  const ModelLayout layout = model_layout(snapshot, options, guesses);
  if (layout.known_cells == 0) return out;
  ENTENTE_TRY(PositionDraws draws, position_draws(layout, options, cancel, progress));
  std::vector<double> buffer;
  out.estimates.reserve(layout.cells.size());
  for (std::size_t c = 0; c < layout.cells.size(); ++c) {
    const ModelCell& cell = layout.cells[c];
    out.places[cell.actor.value() * out.issues + cell.issue.value()] = c;
    out.estimates.push_back(estimate_of(snapshot, layout, draws, c, buffer));
    out.worst_r_hat = std::max(out.worst_r_hat, out.estimates.back().r_hat);
    out.statements += out.estimates.back().statements.size();
  }
  out.readings = layout.readings.size();
  out.draws = static_cast<std::uint32_t>(draws.draws());
  for (std::size_t s = 0; s < position_scales; ++s) {
    out.scales[s] = scale_summary(draws.scales[s], buffer);
  }
  for (std::size_t k = 0; k < layout.severities; ++k) {
    out.severity.emplace_back(layout.severity_coders[k],
                              scale_summary(draws.severities[k], buffer));
  }
  if (options.keep_draws) out.positions = std::move(draws.positions);
  out.severity_unknown = layout.severity_unknown;
  std::vector<bool> spoken_of(layout.pools, false);
  for (const ModelCommon& common : layout.commons) spoken_of[common.pool] = true;
  for (std::size_t p = 0; p < layout.pools; ++p) {
    const auto& members = layout.pool_members[p];
    if (spoken_of[p] && members.size() > 1) out.pools.push_back(members);
  }
  return out;
}

const MethodCard& statement_model_card() {
  static const MethodCard card = {
      "statement-model",
      "Positions with intervals from statements (dynamic ordinal model)",
      "codes are interval-censored readings of a position on the anchored scale: coded k where the "
      "mean of the actors that a sentence puts together, plus the coder's severity, plus noise, "
      "falls between k - 1/2 and k + 1/2, added up on the probit scale; positions walk at random "
      "in time and "
      "are pooled over the actors of a group and the related issues of an actor; posterior by "
      "Gibbs "
      "sampling (Albert and Chib, JASA 88, 1993; Yu and Meng, JCGS 20, 2011)",
      {{"at", "the day of the positions", "the study's as_of"},
       {"seed", "seed of the chains", "1"},
       {"draws", "sweeps kept of each of four chains", "400"},
       {"factors", "how much more noise an implied, hedged or less reliable reading has",
        "docs/positions.md"}},
      MethodStatus::Experimental,
      {"Where an actor has one statement on an issue, much of the interval comes from what the "
       "priors and the pool say; `pooled` tells how much.",
       "Codes of -2 and 2 only tell that a position lies in the last stretch of the scale; where "
       "in it rests on the priors and the pool.",
       "A sentence that puts several actors together tells where they stand together; how far each "
       "may stand from the others is learnt from the other sentences."}};
  return card;
}

}  // namespace entente::positions
