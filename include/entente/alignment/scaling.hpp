// SPDX-License-Identifier: GPL-3.0-or-later
// Where actors stand on the one dimension that best tells what they say: every actor's statements
// on a concept become an answer (for, against, mixed), and the answers are scaled by the estimator
// of ideal points (positions/ideal_points.hpp) as one period. Pure functions over immutable
// columns, any thread; the same bytes for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "entente/alignment/network.hpp"
#include "entente/base/progress.hpp"
#include "entente/positions/ideal_points.hpp"

namespace entente::alignment {

struct ScalingOptions {
  /// An actor's share of statements for a concept above 1 - mixed is for it, below `mixed` against
  /// it, between mixed; 0 to 0.5, 0 = mixed as soon as it says both. Statements of the middle of a
  /// scale count half.
  double mixed = 0;
  bool mixed_missing = false;      ///< mixed answers tell nothing; else they lie between
  std::uint32_t least_actors = 2;  ///< concepts with fewer answers are left out
  std::string positive_actor;  ///< on whose side points are positive; blank: the one most often for
  /// Refits of drawn answers behind each interval, which is the wider of theirs and Laplace's; 0 =
  /// Laplace's.
  std::uint32_t replicates = 100;
  double level = 0.95;
  std::uint64_t seed = 1;
};

struct ScaledActor {
  std::string actor;
  std::uint32_t answers = 0;  ///< on concepts that were used
  stats::Estimate point;      ///< mean 0, standard deviation 1 over actors
  bool few = false;           ///< fewer answers than 6
};

struct ScaledConcept {
  std::string name;
  std::uint32_t answers = 0;
  double discrimination = 0;  ///< how much it divides; positive: those for it stand higher
  std::vector<std::uint32_t> statements;  ///< places in CodedStatements
};

struct ActorScale {
  std::vector<ScaledActor> actors;      ///< the lowest first
  std::vector<ScaledConcept> concepts;  ///< those that divide most first
  std::string positive_actor;
  std::uint32_t answers = 0;
  std::uint32_t left_out = 0;  ///< concepts with too few answers, or of one mind
  bool converged = false;
  double predicted = 0;          ///< share of answers whose most likely value is the one given
  double predicted_by_mode = 0;  ///< the same by each concept's commonest answer
};

/// `options` say what counts, as of a network of two modes. Errors: as build_network; Usage (no
/// qualifier, one of texts, or DNA's rules), Range (options), NotFound (positive_actor), Missing
/// (no concept divides two actors), Cancelled. O(passes x answers x (1 + replicates)).
Result<ActorScale> scale_actors(const CodedStatements& statements, const NetworkOptions& options,
                                const ScalingOptions& scaling, const CancelToken& cancel = {},
                                const Progress& progress = {});

}  // namespace entente::alignment
