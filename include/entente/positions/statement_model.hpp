// SPDX-License-Identifier: GPL-3.0-or-later
// Positions with intervals from coded statements: a dynamic ordinal model of every actor on every
// issue. docs/positions.md tells it in words and has the simulations that its intervals rest on.
//
// Position of actor a on issue i, on the anchored scale: 5 Phi(theta) - 5/2, in (-2.5, 2.5), with
//   first statement:  theta = m[pool(a), i] + r_i u[a, group(i)] + N(0, actor^2)
//   m ~ N(r_i mu[pool], issue^2), mu ~ N(0, pool_sd^2), u ~ N(0, lean^2)
//   r_i = -1 where the issue is reverse-keyed, else 1
//   later:            d theta = walk dW, a change of government counting as further years
// A reading: mean of theta over the actors that one sentence puts together, plus the coder's
// severity N(0, coder^2), plus N(0, (noise f)^2), f the product of the factors of its directness,
// hedge, source and of sentences coded twice. It is coded k where it falls, on the anchored scale,
// between k - 1/2 and k + 1/2.
// The six scales have log-normal priors. Posterior by Gibbs sampling with the readings as data
// augmentation (J. H. Albert, S. Chib, JASA 88, 1993) and, for the scales, alternating centred and
// non-centred moves (Y. Yu, X.-L. Meng, JCGS 20(3), 2011).
// Same seed, same bytes, for any number of threads: a chain is one unit of work.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/base/result.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

/// What the model learns about spread, all on the probit scale of theta, where the codes part at
/// -0.84, -0.25, 0.25 and 0.84 (Walk: per square root of a year).
enum class PositionScale : std::uint8_t { Noise, Walk, Issue, Lean, Actor, Coder };
inline constexpr std::size_t position_scales = 6;
/// "noise", "walk", "issue", "lean", "actor", "coder".
std::string_view to_string(PositionScale scale) noexcept;

struct ScalePrior {
  double median = 1;
  double log_sd = 0.5;  ///< of its logarithm
};

/// Factors of a reading's noise and other judgements that a study as a rule cannot teach; each is
/// named in docs/positions.md with its reason.
struct ReadingFactors {
  double implied = 1.5;
  double inferred = 2;
  double basis_unknown = 1.5;
  double hedged = 1.25;
  std::array<double, 6> reliability = {1, 1.15, 1.35, 1.6, 2, 1.35};  ///< A to F, the best counts
  double reliability_unknown = 1.35;
  double shared = 0.5;  ///< correlation of the noise of two coders of the same words, 0 to 1
  double government_years = 2;    ///< years of walk that a change of government counts as
  std::size_t coder_overlap = 5;  ///< cells in common with others from which severity is estimated
};

struct StatementModelOptions {
  std::chrono::sys_days at;
  std::array<ScalePrior, position_scales> priors = {
      {{0.3, 0.4}, {0.15, 0.5}, {0.8, 0.4}, {0.25, 0.5}, {0.4, 0.4}, {0.15, 0.5}}};
  double pool_sd = 0.6;
  ReadingFactors factors;
  /// By statement: true takes it out, as if it had never been coded. Empty = all stay.
  std::vector<bool> without = {};
  std::uint64_t seed = 1;
  std::uint32_t chains = 4;
  std::uint32_t warm_up = 200;  ///< sweeps of each chain that are thrown away
  std::uint32_t draws = 400;    ///< sweeps of each chain that are kept
  unsigned threads = 1;         ///< 0 = what the machine has; changes no result
  bool keep_draws = false;      ///< also give StatementModel::positions
};

/// Where an actor stands on an issue at `at`.
struct PositionEstimate {
  bool inferred = false;  ///< nothing on record: a guess from the others of its pool
  double mean = 0;
  double median = 0;
  double sd = 0;
  stats::Interval central_80;
  stats::Interval central_95;
  /// Of the weight behind the position when first spoken of, the share that comes from the pool
  /// and not from its own readings: 1 where inferred.
  double pooled = 1;
  double r_hat = 1;                       ///< split R-hat of the chains; 1 where inferred
  std::vector<StatementCode> statements;  ///< all that count, in the study's order
  std::size_t readings = 0;               ///< one of each sentence that says the same of several
  std::size_t passages = 0;
  std::size_t sources = 0;  ///< of its passages and those named as a whole
};

/// A cell of the estimate: actor on issue, none where the cell is blank.
struct StatementModel {
  std::vector<PositionEstimate> estimates;
  struct Scale {
    double mean = 0;
    stats::Interval central_80;
  };
  std::array<Scale, position_scales> scales;
  std::vector<std::vector<ActorCode>> pools;  ///< of two actors and more, one on record
  std::vector<std::size_t> severity_unknown;  ///< coders that share too few cells with others
  std::vector<std::pair<std::size_t, Scale>> severity;  ///< by coder, where estimated
  std::size_t statements = 0;
  std::size_t readings = 0;
  std::uint32_t draws = 0;       ///< of all chains together
  std::vector<float> positions;  ///< by estimate, then draw, chain after chain; empty unless kept
  double worst_r_hat = 1;

  /// The estimate of a cell, or null. O(1).
  const PositionEstimate* at(ActorCode actor, IssueCode issue) const noexcept;
  /// The draws of an estimate of this model, which kept them.
  std::span<const float> draws_of(const PositionEstimate& estimate) const noexcept;
  std::vector<std::size_t> places;  ///< by actor * issues + issue: place in estimates, or none
  std::size_t issues = 0;
};

/// Fits the model to all statements that count at `at` (see `counts`), whoever is asked for.
/// `guesses` asks for the inferred cells too: those of an issue on which somebody of the actor's
/// pool is on record. An actor's pool: the focus actors are one; others are pooled with the largest
/// group of which they and another actor on record are members at `at`; else it stands alone.
/// No statement gives an empty model. Errors: Range (options), Cancelled.
/// O(chains x sweeps x statements); memory at most 128 MiB of draws, beyond which fewer are kept.
Result<StatementModel> statement_positions(const record::Snapshot& snapshot,
                                           const StatementModelOptions& options,
                                           bool guesses = false, const CancelToken& cancel = {},
                                           const Progress& progress = {});

const MethodCard& statement_model_card();

}  // namespace entente::positions
