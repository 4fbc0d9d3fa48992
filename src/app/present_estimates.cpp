// SPDX-License-Identifier: GPL-3.0-or-later
#include "present_estimates.hpp"

#include <cmath>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

/// Above it the chains have not settled.
constexpr double most_r_hat = 1.1;

std::string bounds_text(const stats::Interval& interval) {
  return "[" + fixed_text(to_cents(interval.low), 1) + ", " +
         fixed_text(to_cents(interval.high), 1) + "]";
}

std::string model_notes(const PositionsOutcome& outcome) {
  const positions::StatementModel& model = *outcome.model;
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  std::string out =
      "Mean and 80 % interval on the scale of the codes, each from half a step below to half a "
      "step above; from " +
      counted(model.statements, "statement") + ", which make " +
      counted(model.readings, "reading") + ": one sentence on several actors counts once.";
  if (!model.severity_unknown.empty()) {
    std::vector<std::string> names;
    names.reserve(model.severity_unknown.size());
    for (const std::size_t coder : model.severity_unknown) {
      names.push_back(snapshot.coders[coder].empty() ? "no coder named" : snapshot.coders[coder]);
    }
    out += " How severely a coder codes cannot be told of " + joined(names, ", ") +
           ": nobody else coded enough of the same.";
  }
  if (model.worst_r_hat > most_r_hat) {
    out += " The chains have not settled (R-hat " + fixed_text(model.worst_r_hat, 2) +
           "): take more --draws.";
  }
  return out + "\n";
}

}  // namespace

// Draws settle the second decimal; a third would be noise.
double to_cents(double value) noexcept { return std::round(value * 100) / 100 + 0.0; }

Json bounds_json(const stats::Interval& interval) {
  return Json::array({to_cents(interval.low), to_cents(interval.high)});
}

const positions::PositionEstimate* estimate_of_cell(const PositionsOutcome& outcome,
                                                    std::size_t cell) {
  if (!outcome.model) return nullptr;
  const positions::PositionMatrix& matrix = outcome.matrix;
  return outcome.model->at(matrix.actors[cell % matrix.actors.size()],
                           matrix.issues[cell / matrix.actors.size()]);
}

std::string estimate_text(const positions::PositionEstimate& estimate) {
  const std::string text =
      fixed_text(to_cents(estimate.mean), 1) + " " + bounds_text(estimate.central_80);
  return estimate.inferred ? "(" + text + ")" : text;
}

std::string estimates_text(const PositionsOutcome& outcome) {
  if (!outcome.model || outcome.model->readings == 0) return {};
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const positions::PositionMatrix& matrix = outcome.matrix;
  Rows rows = {{"issue", "code"}};
  for (const ActorCode a : matrix.actors) rows.front().push_back(snapshot.actors.id[a.value()]);
  bool inferred = false;
  for (std::size_t row = 0; row < matrix.issues.size(); ++row) {
    const std::size_t issue = matrix.issues[row].value();
    std::vector<std::string> cells = {snapshot.issues.id[issue], snapshot.issues.code[issue]};
    bool known = false;
    for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
      const auto* estimate = estimate_of_cell(outcome, row * matrix.actors.size() + a);
      cells.push_back(estimate != nullptr ? estimate_text(*estimate) : std::string());
      known = known || estimate != nullptr;
      inferred = inferred || (estimate != nullptr && estimate->inferred);
    }
    if (known) rows.push_back(std::move(cells));
  }
  if (rows.size() == 1) return {};
  return "\nEstimated positions\n" + aligned(rows) + "\n" + model_notes(outcome) +
         (inferred ? "In brackets: nothing on record, inferred from the others of its group.\n"
                   : "");
}

void add_estimate_names(const PositionsOutcome& outcome, std::vector<std::string>& names) {
  if (!outcome.model) return;
  for (const char* name : {"estimate", "low_80", "high_80", "low_95", "high_95", "inferred",
                           "pooled", "all_statements", "readings", "all_passages", "all_sources"}) {
    names.emplace_back(name);
  }
}

void add_estimate_cells(const PositionsOutcome& outcome, std::size_t cell,
                        std::vector<std::string>& row) {
  if (!outcome.model) return;
  const auto* estimate = estimate_of_cell(outcome, cell);
  if (estimate == nullptr) {
    row.resize(row.size() + 11);
    return;
  }
  for (const double value : {estimate->mean, estimate->central_80.low, estimate->central_80.high,
                             estimate->central_95.low, estimate->central_95.high}) {
    row.push_back(fixed_text(to_cents(value), 2));
  }
  row.emplace_back(estimate->inferred ? "yes" : "");
  row.push_back(fixed_text(to_cents(estimate->pooled), 2));
  row.push_back(joined(statement_ids(outcome.analysis.snapshot, estimate->statements), ";"));
  for (const std::size_t count : {estimate->readings, estimate->passages, estimate->sources}) {
    row.push_back(std::to_string(count));
  }
}

Json estimate_json(const PositionsOutcome& outcome, const positions::PositionEstimate& estimate) {
  Json out;
  out["mean"] = to_cents(estimate.mean);
  out["sd"] = to_cents(estimate.sd);
  out["interval_80"] = bounds_json(estimate.central_80);
  out["interval_95"] = bounds_json(estimate.central_95);
  out["inferred"] = estimate.inferred;
  out["pooled"] = to_cents(estimate.pooled);
  out["statements"] = statement_ids(outcome.analysis.snapshot, estimate.statements);
  out["n_readings"] = estimate.readings;
  out["n_passages"] = estimate.passages;
  out["n_sources"] = estimate.sources;
  return out;
}

Json estimator_json(const PositionsOutcome& outcome) {
  const positions::StatementModel& model = *outcome.model;
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out;
  out["method"] = positions::statement_model_card().name;
  out["seed"] = outcome.options.seed;
  out["draws"] = model.draws;
  out["n_statements"] = model.statements;
  out["n_readings"] = model.readings;
  out["r_hat"] = to_cents(model.worst_r_hat);
  out["scales"] = Json::object();
  for (std::size_t s = 0; s < positions::position_scales && model.readings > 0; ++s) {
    out["scales"][std::string(to_string(static_cast<positions::PositionScale>(s)))] =
        Json{{"mean", to_cents(model.scales[s].mean)},
             {"interval_80", bounds_json(model.scales[s].central_80)}};
  }
  out["pools"] = Json::array();
  for (const auto& members : model.pools) {
    Json pool = Json::array();
    for (const ActorCode actor : members) pool.push_back(snapshot.actors.id[actor.value()]);
    out["pools"].push_back(std::move(pool));
  }
  out["severity"] = Json::object();
  for (const auto& [coder, scale] : model.severity) {
    out["severity"][snapshot.coders[coder]] =
        Json{{"mean", to_cents(scale.mean)}, {"interval_80", bounds_json(scale.central_80)}};
  }
  return out;
}

}  // namespace entente::app
