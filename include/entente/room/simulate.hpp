// SPDX-License-Identifier: GPL-3.0-or-later
// What a model says when its inputs are ranges: Monte Carlo over triangular positions, saliences
// and powers, probability bands over an issue's anchors, what each actor gains, and which inputs
// matter most. Any registered model; the model is run as it is on every draw.
// Input k of actor a on issue i in draw d is the triangular quantile at word k of block d of
// Philox(seed, stream_word(issue id), stream_word(actor id)): k = 0 position, 1 salience, 2 power.
// So the bytes do not depend on threads, order or other actors, and two problems that differ in
// one number share all other draws (common random numbers).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/base/progress.hpp"
#include "entente/room/model.hpp"
#include "entente/stats/interval.hpp"

namespace entente::room {

struct SimulationOptions {
  std::uint64_t seed = 1;
  std::uint32_t draws = 10'000;  ///< 100 to 10,000,000; draws x actors at most 10^8
  unsigned threads = 1;          ///< 0 = what the machine has; changes no result
  /// False where the reversion point is only assumed: gains are then distances from the outcome.
  bool gains_from_reversion = true;
};

/// Quantiles of the draws: type 7 of Hyndman and Fan.
struct Distribution {
  double mean = 0;
  double sd = 0;  ///< of the draws, with n - 1
  double p05 = 0, p10 = 0, p25 = 0, p50 = 0, p75 = 0, p90 = 0, p95 = 0;
  std::vector<std::uint32_t> histogram;  ///< 20 bins of equal width over the scale; sums to draws
  friend bool operator==(const Distribution&, const Distribution&) = default;
};

/// The share of draws whose outcome is nearest to an anchor: between the midpoints to its
/// neighbours, the midpoint itself counting down.
struct Band {
  std::size_t anchor = 0;  ///< place in Issue::anchors
  double from = 0;
  double to = 0;
  double probability = 0;
  friend bool operator==(const Band&, const Band&) = default;
};

/// What an actor's gain is measured as.
enum class GainKind : std::uint8_t {
  SavedFromReversion,   ///< |q - x| - |z - x|: how much nearer the outcome is than the reversion
  DistanceFromOutcome,  ///< |z - x|, where no reversion point is known: less is better
};
/// "saved_from_reversion", "distance_from_outcome".
std::string_view to_string(GainKind kind) noexcept;

/// One stake's gain over the draws, in points of the scale.
struct Gain {
  double mean = 0;
  double p05 = 0;
  double p95 = 0;
  double better = 0;  ///< share of draws above 0; for distances: 0
  friend bool operator==(const Gain&, const Gain&) = default;
};

/// One model on one issue.
struct Forecast {
  std::string model;      ///< name and effective parameters
  std::size_t issue = 0;  ///< place in the problem
  Outcome at_modes;       ///< with detail, without trace
  std::uint32_t draws = 0;
  Distribution distribution;
  std::vector<Band> bands;  ///< one an anchor
  /// Share of draws in which something is agreed, with the Wilson interval of the draws: as the
  /// model tells; else that the outcome is not the reversion point and nobody who decides (and has
  /// weight) would rather have that. Absent without a reversion point.
  std::optional<stats::Estimate> agreement;
  GainKind gain_kind = GainKind::DistanceFromOutcome;
  std::vector<Gain> gains;     ///< one a stake, also of those outside
  std::vector<double> values;  ///< the outcome of each draw
};

/// Errors: those of check() and of the model, Range (draws), Limit, Cancelled.
/// O(draws x (cost of the model + actors)).
Result<Forecast> simulate(const Problem& problem, std::size_t issue, const Model& model,
                          const SimulationOptions& options, const CancelToken& cancel = {},
                          const Progress& progress = {});

/// What a changed problem does to a forecast, draw by draw on common random numbers.
struct Comparison {
  double at_modes = 0;  ///< changed less baseline
  double mean = 0;
  double p05 = 0;
  double p95 = 0;
  double up = 0;              ///< share of draws in which the outcome rises
  std::vector<double> gains;  ///< change of each stake's mean gain
};
/// Errors: Usage (forecasts of different models, issues, draws or stakes).
Result<Comparison> compare(const Forecast& baseline, const Forecast& changed);

enum class InputKind : std::uint8_t { Position, Salience, Power };
/// "position", "salience", "power".
std::string_view to_string(InputKind kind) noexcept;

/// One input moved from its low to its high end, all others at their modes.
struct Swing {
  std::size_t stake = 0;
  InputKind input = InputKind::Position;
  double low = 0;  ///< of the input
  double high = 0;
  double at_low = 0;  ///< the outcome there
  double at_high = 0;
  double size() const noexcept { return at_high < at_low ? at_low - at_high : at_high - at_low; }
};

/// The inputs that have a range, widest swing first, ties in the order of stakes and kinds; at most
/// `most` of those that move the outcome. Errors: as run_at_modes. O(inputs x cost of the model).
Result<std::vector<Swing>> tornado(const Problem& problem, std::size_t issue, const Model& model,
                                   std::size_t most = 5, const CancelToken& cancel = {});

}  // namespace entente::room
