// SPDX-License-Identifier: GPL-3.0-or-later
// Stochastic multicriteria acceptability analysis, SMAA-2 (R. Lahdelma, P. Salminen, Operations
// Research 49, 2001): instead of asking which weights are right, how large a share of all weights
// and of all values that are possible puts an alternative at which rank. Pure functions, any
// thread; the same for a seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"

namespace entente::advise {

struct WeightOptions {
  /// By criterion, 0 or more: 0 leaves it out. Empty: nothing is known of the weights.
  std::vector<double> importance;
  /// Just these weights; otherwise they are where the draws centre.
  bool exact = false;
  std::uint64_t seed = 1;
};

/// Draws x criteria, each draw at least 0 and summing to 1. Without importance even over all
/// weights; with it Dirichlet with the importances, scaled to an average of 1 over the criteria
/// that are not left out: all alike is as good as nothing known. Errors: Range (an importance that
/// is negative or not finite, none above 0, not one a criterion). O(draws x criteria).
Result<std::vector<double>> draw_weights(std::size_t criteria, std::size_t draws,
                                         const WeightOptions& options);

/// Of one alternative.
struct Acceptability {
  std::vector<double> ranks;  ///< by rank, the best first: share of draws; ties share their ranks
  double holistic = 0;        ///< ranks weighed by centroid weights, 1 for always first
  /// By criterion: mean weights of the draws that put it first, in which ties count by their share;
  /// empty where none does. What one who chooses it seems to find important.
  std::vector<double> central_weights;
  double confidence = 0;  ///< share of the draws of values that put it first under central_weights
};

/// `values`: draws x alternatives x criteria, more is better; utility is the weighted sum.
/// `weights` as of draw_weights. Errors: Range (sizes that do not fit, no alternative), Cancelled.
/// O(draws x alternatives x (criteria + alternatives)).
Result<std::vector<Acceptability>> acceptability(std::span<const float> values,
                                                 std::span<const double> weights,
                                                 std::size_t alternatives, std::size_t criteria,
                                                 const CancelToken& cancel = {});

}  // namespace entente::advise
