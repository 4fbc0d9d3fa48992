// SPDX-License-Identifier: GPL-3.0-or-later
// Ideal points from roll calls: where each voter stands, period by period, on the one dimension
// that best tells its votes.
//
// Model. Voter i in period t has the ideal point x_it; roll call v the discrimination b_v and the
// cutpoints g_v1 <= g_v2:
//   Z = b_v x_it + e, e ~ N(0, 1); yes where Z < g_v1, abstain where g_v1 <= Z < g_v2, no above.
// Only votes cast enter: absence is missing. Roll calls on one question are linked and share b and
// g: they hold the scale still over time. Between two periods in which a voter voted, d apart,
//   x_it ~ N(x_is, w), w = smoothness d n_it / (n_it + n_is), n = votes cast   (random walk)
//   x_it ~ N(r^d x_is, w (1 - r^2d) / (d (1 - r^2)))                           (autoregressive)
// and first of all x ~ N(0, 4). Without either (static) a voter has one point for all periods.
// b ~ N(0, 1), g ~ N(0, 25). The points of all voters and periods have mean 0 and sd 1.
// After M. A. Bailey, A. Strezhnev, E. Voeten, "Estimating dynamic state preferences from United
// Nations voting data", Journal of Conflict Resolution 61(2), 2017, which filters forward only and
// samples; here both neighbours in time count, and the fit is a variational approximation: one
// Newton step on each voter's whole path, standardisation, Newton steps on each roll call, until no
// point moves by more than `tolerance`. A roll call without abstentions has one cutpoint.
//
// Intervals. Laplace: x +- z sd from the inverse of the observed information of each path, the roll
// calls held. Bootstrap: votes are drawn from the fitted model where votes were cast, and
// everything is fitted anew; sd over the fits, which also gives distances and means of groups their
// covariances.
//
// What is weakly identified: levels over decades hang on links and smoothing alone. Read ranks and
// distances within a period first.
//
// The same bytes for any number of threads. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/roll_calls.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

enum class PointMotion : std::uint8_t { RandomWalk, Autoregressive, Static };
/// "walk", "ar1", "static".
std::string_view to_string(PointMotion motion) noexcept;

enum class VoteScale : std::uint8_t {
  Ordinal,            ///< yes < abstain < no
  YesOrNot,           ///< an abstention counts as not voting yes
  AbstentionMissing,  ///< yes < no
};
/// "ordinal", "yes-or-not", "abstention-missing".
std::string_view to_string(VoteScale scale) noexcept;

struct IdealPointOptions {
  PointMotion motion = PointMotion::RandomWalk;
  VoteScale scale = VoteScale::Ordinal;
  double smoothness = 0.5;               ///< variance of a step of the walk where n doubles; > 0
  double autocorrelation = 0.9;          ///< r of Autoregressive, in (0, 1)
  std::string_view positive_voter = {};  ///< whose points are positive on average; blank: the sign
                                         ///< is set so that voting no is positive on balance
  double tolerance = 1e-4;               ///< of the largest move of a point in a pass
  std::uint32_t most_passes = 500;
  double confidence = 0.95;
  std::uint32_t few_votes = 20;  ///< a point on fewer votes is marked
  unsigned threads = 1;          ///< 0 = what the machine has; changes no result
};

/// A voter in a period in which it cast a vote on a roll call that was used.
struct IdealPoint {
  std::uint32_t voter = 0;
  std::uint32_t period = 0;
  std::uint32_t votes = 0;  ///< cast here; all of the voter's where static
  double value = 0;
  double sd = 0;              ///< Laplace
  double lag_covariance = 0;  ///< with the voter's point before; 0 at its first
  stats::Interval interval;   ///< value -+ z sd
  bool few_votes = false;
};

/// One question: a roll call, or linked ones.
struct RollCallFit {
  std::vector<std::uint32_t> roll_calls;  ///< places in the matrix, ascending
  std::uint32_t votes = 0;
  double discrimination = 0;
  double yes_below = 0;  ///< g_v1
  double no_above = 0;   ///< g_v2
};

struct IdealPoints {
  record::Periods periods;
  std::vector<IdealPoint> points;  ///< by voter, then period
  std::vector<RollCallFit> items;
  std::uint64_t votes = 0;              ///< used
  std::uint32_t without_variation = 0;  ///< roll calls left out: all alike, or nobody
  std::uint32_t passes = 0;
  bool converged = false;
  double last_move = 0;          ///< largest move of a point in the last pass
  double log_likelihood = 0;     ///< of the votes at the points and roll calls of the fit
  double predicted = 0;          ///< share of votes whose most likely answer is the one cast
  double predicted_by_mode = 0;  ///< the same when every vote is told by its roll call's mode
  /// Periods that no link joins to an earlier one: their level hangs on the walk alone.
  std::vector<std::uint32_t> unlinked_periods;

  /// The point of a voter in a period, or null.
  const IdealPoint* point(std::uint32_t voter, std::uint32_t period) const noexcept;
};

/// Fits the model. `links` join roll calls on one question (chains become one). Errors: Missing
/// (fewer than two voters or no roll call that divides them), NotFound (positive_voter), Range
/// (options), those of periods_of, Cancelled. Not converging is no error; see `converged`.
/// O(passes x votes); memory about 16 bytes a vote.
Result<IdealPoints> ideal_points(const record::RollCallMatrix& matrix,
                                 std::span<const std::pair<std::uint32_t, std::uint32_t>> links,
                                 record::PeriodBy by, const IdealPointOptions& options,
                                 const CancelToken& cancel = {}, const Progress& progress = {});

/// Mean of a group's points in a period less that of another (or none): with one voter each, a
/// distance; with none to compare, a mean.
struct PointContrast {
  std::vector<std::uint32_t> voters;
  std::vector<std::uint32_t> against;
  std::uint32_t period = 0;
};

/// Absent where a side has no point in the period.
struct ContrastEstimate {
  double value = 0;
  double sd = 0;
  stats::Interval interval;  ///< value -+ z sd
  std::uint32_t points = 0;  ///< behind it, of both sides
};

struct PointBootstrapOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 50;
};

struct PointBootstrap {
  std::vector<double> sd;  ///< by point, over the refits
  std::vector<std::optional<ContrastEstimate>> contrasts;
  std::uint32_t replicates = 0;
  std::uint32_t unconverged = 0;
};

/// Parametric bootstrap of a fit, with the options and links it was made with. Errors: Range (fewer
/// than 10 replicates), Cancelled. O(replicates x a fit that starts near its end).
Result<PointBootstrap> bootstrap_points(
    const record::RollCallMatrix& matrix,
    std::span<const std::pair<std::uint32_t, std::uint32_t>> links, record::PeriodBy by,
    const IdealPointOptions& options, const IdealPoints& fit,
    std::span<const PointContrast> contrasts, const PointBootstrapOptions& bootstrap,
    const CancelToken& cancel = {}, const Progress& progress = {});

/// The same contrasts from the Laplace sd, points of different voters taken as independent.
std::vector<std::optional<ContrastEstimate>> contrast_estimates(
    const IdealPoints& fit, std::span<const PointContrast> contrasts, double confidence);

const MethodCard& ideal_points_card();

}  // namespace entente::positions
