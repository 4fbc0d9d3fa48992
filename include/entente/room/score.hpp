// SPDX-License-Identifier: GPL-3.0-or-later
// How far forecasts were from what happened: absolute error, CRPS, coverage, paired differences,
// each with an interval over dossiers (issues of one dossier stand or fall together). And what was
// measured on a public data set, kept as aggregates. Pure functions, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/room/model.hpp"

namespace entente::room {

/// What happened on one issue.
struct Actual {
  std::uint32_t dossier = 0;  ///< issues of one dossier are drawn together
  double value = 0;
  double least = 0;
  double greatest = 100;
};

struct ScoreOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 2000;
  double level = 0.95;
  unsigned threads = 1;
};

/// The absolute errors of a model in 20 equal slices, ascending: the middle of slice k is the
/// quantile at (k + 1/2) / 20 (type 7 of Hyndman and Fan), in points of a scale of 0 to 100.
using ErrorSlices = std::array<double, 20>;

/// One model over the issues on which it gave an outcome.
struct Score {
  std::size_t n = 0;
  std::size_t dossiers = 0;
  stats::Estimate mae;      ///< mean absolute error; bootstrap over dossiers, percentile
  double median_error = 0;  ///< median absolute error
  double rmse = 0;
  double within_10 = 0;        ///< share of issues with an absolute error of at most 10
  double crps = 0;             ///< of what the model itself says: its lottery, else its point
  double crps_predictive = 0;  ///< of the point plus the errors made on all other dossiers
  double coverage_80 = 0;      ///< share of outcomes inside the middle 80 % of that distribution
  ErrorSlices slices{};        ///< of the absolute errors
  /// Mean absolute error less that of the reference, over the issues both have.
  std::optional<stats::Estimate> difference;
  std::size_t n_difference = 0;
};

/// CRPS of a lottery at y: sum p |x - y| - 1/2 sum sum p p' |x - x'| (T. Gneiting, A. E. Raftery,
/// JASA 102 (2007)). Ascending by place, probabilities sum to 1. O(n).
double crps(std::span<const Chance> lottery, double y) noexcept;

/// outcomes[i] belongs to actuals[i]; nothing where the model gave none. The predictive
/// distribution of an issue is its point plus every error made on other dossiers, cut at the ends
/// of the scale. Errors: Usage (lengths), Missing (fewer than two dossiers), Range (level,
/// replicates), Cancelled. O(n^2 + replicates x n).
Result<Score> score(std::span<const Actual> actuals,
                    std::span<const std::optional<Outcome>> outcomes,
                    std::span<const std::optional<Outcome>> reference, const ScoreOptions& options,
                    const CancelToken& cancel = {});

/// What a model's error was where it could be checked; aggregates only.
struct MeasuredError {
  std::string_view model;  ///< with effective parameters
  std::size_t n = 0;       ///< issues
  std::size_t dossiers = 0;
  double mae = 0;  ///< on a scale of 0 to 100
  double low = 0;  ///< 95 % over dossiers
  double high = 0;
  double median_error = 0;
  double crps = 0;
  double crps_predictive = 0;
  double coverage_80 = 0;
  double difference = 0;  ///< to compromise on the same issues
  double difference_low = 0;
  double difference_high = 0;
  ErrorSlices slices{};
};

/// Where they were measured, for people.
std::string_view measured_on() noexcept;

/// All that were measured, in the order of the back-test. Written by a test where the data lie.
std::span<const MeasuredError> measured_errors();

/// Of a model as printed, or null where this form was never measured.
const MeasuredError* measured_error(std::string_view model);

}  // namespace entente::room
