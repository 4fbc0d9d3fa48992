// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/score.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "entente/base/sum.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::room {
namespace {

/// The issues a model is scored on.
struct Errors {
  std::vector<std::size_t> at;       ///< places in the actuals
  std::vector<double> signed_error;  ///< actual less forecast
  std::vector<std::uint32_t> dossiers;
};

Errors errors_of(std::span<const Actual> actuals,
                 std::span<const std::optional<Outcome>> outcomes) {
  Errors out;
  for (std::size_t i = 0; i < actuals.size(); ++i) {
    if (!outcomes[i]) continue;
    out.at.push_back(i);
    out.signed_error.push_back(actuals[i].value - outcomes[i]->value);
    out.dossiers.push_back(actuals[i].dossier);
  }
  return out;
}

/// The mean of `values`, its interval over dossiers.
Result<stats::Estimate> mean_over_dossiers(const std::vector<double>& values,
                                           const std::vector<std::uint32_t>& dossiers,
                                           const ScoreOptions& options, const CancelToken& cancel) {
  const auto units = stats::ResamplingUnits::by_group(dossiers);
  const auto mean = [&values](std::span<const std::uint32_t> rows) {
    CompensatedSum sum;
    for (const std::uint32_t row : rows) sum.add(values[row]);
    return sum.value() / static_cast<double>(rows.size());
  };
  stats::BootstrapOptions bootstrap;
  bootstrap.seed = options.seed;
  bootstrap.replicates = options.replicates;
  bootstrap.level = options.level;
  bootstrap.threads = options.threads;
  ENTENTE_TRY(const stats::Bootstrap out, stats::bootstrap(units, mean, bootstrap, cancel));
  return out.percentile;
}

double own_crps(const Outcome& outcome, double actual) {
  return outcome.lottery.empty() ? std::fabs(outcome.value - actual)
                                 : crps(outcome.lottery, actual);
}

/// Scores of the point plus the errors made on other dossiers.
struct Predictive {
  double crps = 0;
  double coverage_80 = 0;
};

Result<Predictive> predictive(std::span<const Actual> actuals, const Errors& errors,
                              const CancelToken& cancel) {
  std::vector<std::size_t> order(errors.at.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&errors](std::size_t a, std::size_t b) {
    return errors.signed_error[a] < errors.signed_error[b];
  });
  CompensatedSum sum;
  std::size_t covered = 0;
  std::vector<double> points;
  std::vector<Chance> lottery;
  for (std::size_t k = 0; k < errors.at.size(); ++k) {
    ENTENTE_CHECK(check_cancel(cancel, "score"));
    const Actual& actual = actuals[errors.at[k]];
    const double forecast = actual.value - errors.signed_error[k];
    points.clear();
    for (const std::size_t other : order) {
      if (errors.dossiers[other] == errors.dossiers[k]) continue;
      points.push_back(
          std::clamp(forecast + errors.signed_error[other], actual.least, actual.greatest));
    }
    lottery.clear();
    for (const double point : points) {
      lottery.push_back({point, 1 / static_cast<double>(points.size())});
    }
    sum.add(crps(lottery, actual.value));
    const bool inside = stats::quantile_of_sorted(points, 0.1) <= actual.value &&
                        actual.value <= stats::quantile_of_sorted(points, 0.9);
    if (inside) ++covered;
  }
  const auto n = static_cast<double>(errors.at.size());
  return Predictive{sum.value() / n, static_cast<double>(covered) / n};
}

ErrorSlices slices_of(std::vector<double> absolute) {
  std::sort(absolute.begin(), absolute.end());
  ErrorSlices out{};
  for (std::size_t k = 0; k < out.size(); ++k) {
    const double level = (static_cast<double>(k) + 0.5) / static_cast<double>(out.size());
    out[k] = stats::quantile_of_sorted(absolute, level);
  }
  return out;
}

Result<void> add_difference(std::span<const Actual> actuals,
                            std::span<const std::optional<Outcome>> outcomes,
                            std::span<const std::optional<Outcome>> reference,
                            const ScoreOptions& options, const CancelToken& cancel, Score& out) {
  std::vector<double> differences;
  std::vector<std::uint32_t> dossiers;
  for (std::size_t i = 0; i < actuals.size(); ++i) {
    if (!outcomes[i] || !reference[i]) continue;
    differences.push_back(std::fabs(outcomes[i]->value - actuals[i].value) -
                          std::fabs(reference[i]->value - actuals[i].value));
    dossiers.push_back(actuals[i].dossier);
  }
  out.n_difference = differences.size();
  if (differences.empty()) return {};
  ENTENTE_TRY(out.difference, mean_over_dossiers(differences, dossiers, options, cancel));
  return {};
}

const std::vector<MeasuredError>& measured() {
  static const std::vector<MeasuredError> all = {
#include "measured.inc"
  };
  return all;
}

}  // namespace

double crps(std::span<const Chance> lottery, double y) noexcept {
  // 1/2 sum sum p p' |x - x'| = sum over the gaps of F (1 - F) times the gap.
  CompensatedSum out;
  CompensatedSum below;
  for (std::size_t k = 0; k < lottery.size(); ++k) {
    out.add(lottery[k].probability * std::fabs(lottery[k].at - y));
    below.add(lottery[k].probability);
    if (k + 1 == lottery.size()) break;
    const double share = below.value();
    out.add(-share * (1 - share) * (lottery[k + 1].at - lottery[k].at));
  }
  return out.value();
}

Result<Score> score(std::span<const Actual> actuals,
                    std::span<const std::optional<Outcome>> outcomes,
                    std::span<const std::optional<Outcome>> reference, const ScoreOptions& options,
                    const CancelToken& cancel) {
  if (outcomes.size() != actuals.size() || reference.size() != actuals.size()) {
    return fail(
        {ErrorKind::Usage, "one outcome an issue is needed", {}, "lists of one length", "", ""});
  }
  const Errors errors = errors_of(actuals, outcomes);
  Score out;
  out.n = errors.at.size();
  out.dossiers = std::set<std::uint32_t>(errors.dossiers.begin(), errors.dossiers.end()).size();
  if (out.dossiers < 2) {
    return fail({ErrorKind::Missing,
                 "too little to score a model on",
                 {},
                 "at least two dossiers",
                 std::to_string(out.dossiers),
                 "add issues of other dossiers"});
  }
  std::vector<double> absolute;
  CompensatedSum squares;
  CompensatedSum own;
  std::size_t near = 0;
  for (std::size_t k = 0; k < errors.at.size(); ++k) {
    const double error = std::fabs(errors.signed_error[k]);
    absolute.push_back(error);
    squares.add(error * error);
    own.add(own_crps(*outcomes[errors.at[k]], actuals[errors.at[k]].value));
    if (error <= 10) ++near;
  }
  const auto n = static_cast<double>(out.n);
  out.rmse = std::sqrt(squares.value() / n);
  out.crps = own.value() / n;
  out.within_10 = static_cast<double>(near) / n;
  ENTENTE_TRY(out.median_error, stats::median(absolute));
  ENTENTE_TRY(out.mae, mean_over_dossiers(absolute, errors.dossiers, options, cancel));
  ENTENTE_TRY(const Predictive spread, predictive(actuals, errors, cancel));
  out.crps_predictive = spread.crps;
  out.coverage_80 = spread.coverage_80;
  out.slices = slices_of(absolute);
  ENTENTE_CHECK(add_difference(actuals, outcomes, reference, options, cancel, out));
  return out;
}

std::string_view measured_on() noexcept {
  return "EU decisions (Decision-making in the European Union, open part)";
}

std::span<const MeasuredError> measured_errors() { return measured(); }

const MeasuredError* measured_error(std::string_view model) {
  for (const MeasuredError& one : measured()) {
    if (one.model == model) return &one;
  }
  return nullptr;
}

}  // namespace entente::room
