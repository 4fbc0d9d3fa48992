// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/study_forecast.hpp"

#include <algorithm>

namespace entente::room {
namespace {

constexpr std::size_t most_swings = 5;

/// The problem a model is run on: with the assumed reversion point where it needs one.
Problem with_assumed_reversion(const Problem& problem, std::size_t issue) {
  Problem out = problem;
  out.issues[issue].reversion =
      Reversion{out.issues[issue].least, {{}, "assumed: the line's least end"}};
  return out;
}

Result<void> run_model(const Problem& problem, const Problem* moved, bool reversion_assumed,
                       std::size_t issue, const Model& model, SimulationOptions options,
                       const CancelToken& cancel, const Progress& progress, ModelForecast& out) {
  const bool assume = reversion_assumed && model.card().needs_reversion;
  options.gains_from_reversion = !assume;
  const auto prepared = [&](const Problem& given) {
    return assume ? with_assumed_reversion(given, issue) : given;
  };
  const Problem base = prepared(problem);
  ENTENTE_TRY(out.forecast, simulate(base, issue, model, options, cancel, progress));
  ENTENTE_TRY(out.swings, tornado(base, issue, model, most_swings, cancel));
  if (moved == nullptr) return {};
  ENTENTE_TRY(out.moved, simulate(prepared(*moved), issue, model, options, cancel, progress));
  ENTENTE_TRY(out.change, compare(out.forecast, *out.moved));
  return {};
}

}  // namespace

Result<LineForecast> line_forecast(const Problem& problem, const Problem* moved, std::size_t issue,
                                   std::span<const ModelPointer> models,
                                   const SimulationOptions& options, const CancelToken& cancel,
                                   const Progress& progress) {
  LineForecast out;
  out.issue = issue;
  out.reversion_assumed = !problem.issues[issue].reversion;
  for (const Stake& stake : problem.issues[issue].stakes) {
    const std::string& judge = stake.position_basis.judge;
    if (std::find(out.judges.begin(), out.judges.end(), judge) == out.judges.end()) {
      out.judges.push_back(judge);
    }
  }
  for (const ModelPointer& model : models) {
    ModelForecast forecast;
    forecast.model = model->print();
    forecast.card = &model->card();
    forecast.measured = measured_error(forecast.model);
    auto run = run_model(problem, moved, out.reversion_assumed, issue, *model, options, cancel,
                         progress, forecast);
    if (!run) {
      const ErrorKind kind = run.error().kind;
      // What the input lacks for this model is told beside the others; the rest stops all.
      if (kind != ErrorKind::Missing && kind != ErrorKind::NotFound) {
        return fail(std::move(run).error());
      }
      forecast.failed = std::move(run).error();
    }
    out.forecasts.push_back(std::move(forecast));
  }
  return out;
}

std::vector<ModelPointer> default_models() {
  std::vector<ModelPointer> out;
  for (const ModelType* type : models()) {
    auto model = make_model(type->card.name);
    if (model) out.push_back(*std::move(model));
  }
  return out;
}

}  // namespace entente::room
