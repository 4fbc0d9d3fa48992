// SPDX-License-Identifier: GPL-3.0-or-later
// Distributions fitted to what experts answered, and several of them made one.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/expert_panel.hpp"

namespace entente::positions {

/// What SHELF offers (J. E. Oakley, A. O'Hagan, SHELF, 2019).
enum class ExpertFamily : std::uint8_t { Normal, StudentT, LogNormal, Gamma, Beta };
/// "normal", "t3", "lognormal", "gamma", "beta".
std::string_view to_string(ExpertFamily family) noexcept;

/// The ends of a scale that has ends.
struct ScaleEnds {
  double low = 0;
  double high = 1;
};

/// A distribution with two parameters: Normal mean and sd; StudentT centre and scale with 3 degrees
/// of freedom; LogNormal mean and sd of the logarithm; Gamma shape and rate; Beta both shapes, on
/// the scale's ends.
struct FittedDistribution {
  ExpertFamily family = ExpertFamily::Normal;
  double a = 0;
  double b = 1;
  ScaleEnds ends;      ///< Beta only
  double squares = 0;  ///< sum over the quantiles of (cdf - level)^2

  double cdf(double x) const noexcept;
  double density(double x) const noexcept;
  double quantile(double p) const;
  double mean() const noexcept;
  double sd() const noexcept;
};

/// Least squares between the distribution's shares and the levels, as SHELF's fitdist, by Brent's
/// method (Boost.Math) for the width within one for the place, from the normal through the outer
/// quantiles. Good to about 1e-7 of the width. Errors: Missing
/// (fewer than two quantiles), Range (quantiles all alike; values at or below 0 for LogNormal and
/// Gamma; outside the ends for Beta).
Result<FittedDistribution> fit_quantiles(ExpertFamily family, std::span<const double> quantiles,
                                         std::span<const double> levels,
                                         const std::optional<ScaleEnds>& ends = std::nullopt);

/// Of the families that can hold the values the one with the least squares; of equals the first.
Result<FittedDistribution> best_fit(std::span<const double> quantiles,
                                    std::span<const double> levels,
                                    const std::optional<ScaleEnds>& ends = std::nullopt);

struct PooledDistribution {
  double mean = 0;
  double sd = 0;
  std::vector<double> quantiles;  ///< at the levels asked for
};

/// sum w_i f_i: keeps disagreement as spread. Weights sum to 1.
PooledDistribution linear_pool(std::span<const FittedDistribution> fits,
                               std::span<const double> weights, std::span<const double> levels);
/// prod f_i^w_i, made to integrate to 1: what all find likely. Absent where nothing is.
std::optional<PooledDistribution> log_pool(std::span<const FittedDistribution> fits,
                                           std::span<const double> weights,
                                           std::span<const double> levels);

/// An item in one round as it is fed back: no names.
struct DelphiRound {
  std::uint32_t round = 1;
  std::uint32_t n = 0;  ///< answers
  double low = 0;       ///< of the best answers: least,
  double quartile_1 = 0;
  double median = 0;
  double quartile_3 = 0;
  double high = 0;                   ///< greatest
  std::vector<std::string> reasons;  ///< in alphabetical order, so that order tells nobody

  double spread() const noexcept { return quartile_3 - quartile_1; }
};

/// Whether to ask again.
enum class DelphiState : std::uint8_t {
  OneRound,  ///< nothing to compare with
  Moving,    ///< median or spread still move
  Stable,    ///< both moved by at most `tolerance` of the first round's range
};
/// "one_round", "moving", "stable".
std::string_view to_string(DelphiState state) noexcept;

struct DelphiItem {
  std::vector<DelphiRound> rounds;  ///< those with an answer, ascending
  DelphiState state = DelphiState::OneRound;
};

/// The best answer is the quantile nearest to the median; of two as near the lower. Quartiles as
/// R's type 7. O(answers log answers).
std::vector<DelphiItem> delphi(const record::ExpertPanel& panel, double tolerance = 0.1);

const MethodCard& expert_pools_card();

}  // namespace entente::positions
