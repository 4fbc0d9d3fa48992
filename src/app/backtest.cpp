// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/backtest.hpp"

#include <algorithm>
#include <map>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

std::vector<room::Actual> actuals_of(const DecidedIssues& decided) {
  std::vector<room::Actual> out;
  std::map<std::string, std::uint32_t> dossiers;
  for (const DecidedIssue& issue : decided.issues) {
    const auto code = static_cast<std::uint32_t>(dossiers.size());
    out.push_back({dossiers.emplace(issue.proposal, code).first->second, issue.outcome, 0, 100});
  }
  return out;
}

std::string record_line(const std::string& model, const room::Score& score) {
  const auto interval = [](const stats::Estimate& e) {
    return e.interval.value_or(stats::Interval{e.value, e.value});
  };
  const stats::Estimate difference = score.difference.value_or(stats::Estimate{});
  std::string out =
      "{\"" + model + "\", " + std::to_string(score.n) + ", " + std::to_string(score.dossiers);
  for (const double value :
       {score.mae.value, interval(score.mae).low, interval(score.mae).high, score.median_error,
        score.crps, score.crps_predictive, score.coverage_80, difference.value,
        interval(difference).low, interval(difference).high}) {
    out += ", " + fixed_text(value, 6);
  }
  out += ", {";
  for (std::size_t k = 0; k < score.slices.size(); ++k) {
    out += (k > 0 ? ", " : "") + fixed_text(score.slices[k], 4);
  }
  return out + "}},\n";
}

}  // namespace

std::vector<std::string> backtest_models() {
  return {"compromise", "pce(vote=proportional)", "pce(vote=binary)",
          "consensus(quota=1,votes=one,setter=mean)",
          "consensus(quota=0.72,votes=power,setter=com)"};
}

Result<std::vector<std::optional<room::Outcome>>> outcomes_of(const DecidedIssues& decided,
                                                              const room::Model& model,
                                                              const CancelToken& cancel) {
  std::vector<std::optional<room::Outcome>> out;
  for (const DecidedIssue& issue : decided.issues) {
    auto outcome = room::run_at_modes(issue.problem, 0, model, {true, false}, cancel);
    if (!outcome && outcome.error().kind != ErrorKind::Missing &&
        outcome.error().kind != ErrorKind::NotFound) {
      return fail(std::move(outcome).error());
    }
    out.emplace_back();
    if (outcome) out.back() = *std::move(outcome);
  }
  return out;
}

Result<BacktestOutcome> backtest(const BacktestRequest& request, const Context& context) {
  if (request.set != "deu") {
    return fail({ErrorKind::Usage,
                 "there is no such data set",
                 {"", 0, "SET"},
                 "deu",
                 quotable(request.set),
                 "entente backtest deu"});
  }
  BacktestOutcome out;
  out.folder = request.folder;
  if (request.folder.empty()) {
    if (request.models.empty()) return out;
    return fail({ErrorKind::Usage,
                 "models can only be run where the data lie",
                 {"", 0, "--model"},
                 "--data DIR beside it",
                 "",
                 "give --data DIR, or leave --model out to see the figures on record"});
  }
  std::vector<room::ModelPointer> models;
  std::vector<std::string> words = room::split_models(request.models);
  if (words.empty()) words = backtest_models();
  for (const std::string& text : words) {
    ENTENTE_TRY(room::ModelPointer model, room::make_model(text));
    models.push_back(std::move(model));
  }
  ENTENTE_TRY(DecidedIssues decided, read_deu(request.folder));
  out.read = decided.read;
  out.undecided = decided.undecided;
  out.refused = std::move(decided.refused);
  const std::vector<room::Actual> actuals = actuals_of(decided);
  ENTENTE_TRY(const room::ModelPointer reference, room::make_model("compromise"));
  ENTENTE_TRY(const auto baseline, outcomes_of(decided, *reference, context.cancel));
  room::ScoreOptions options;
  options.seed = request.seed;
  options.threads = request.threads;
  for (const room::ModelPointer& model : models) {
    ENTENTE_TRY(const auto outcomes, outcomes_of(decided, *model, context.cancel));
    ENTENTE_TRY(const room::Score score,
                room::score(actuals, outcomes, baseline, options, context.cancel));
    out.models.push_back(model->print());
    out.scores.push_back(score);
  }
  return out;
}

std::string measured_lines(const BacktestOutcome& outcome) {
  std::string out =
      "// SPDX-License-Identifier: GPL-3.0-or-later\n"
      "// Written by app.Backtest.RecordIsWhatTheDataGive; the order of MeasuredError's members.\n";
  for (std::size_t i = 0; i < outcome.models.size(); ++i) {
    out += record_line(outcome.models[i], outcome.scores[i]);
  }
  return out;
}

}  // namespace entente::app
