// SPDX-License-Identifier: GPL-3.0-or-later
// The fit itself: passes over voters' paths and over items until the points stand still.
#pragma once

#include <cstdint>
#include <vector>

#include "positions/ideal_points/chain.hpp"
#include "positions/ideal_points/vote_data.hpp"

namespace entente::positions {

struct VoteItem {
  double discrimination = 0;
  double yes_below = 0;
  double no_above = 0;
  double variance = 0;  ///< of the discrimination, variational
};

struct VoteFit {
  std::vector<double> mean;      ///< by node
  std::vector<double> variance;  ///< variational
  std::vector<VoteItem> items;
  std::uint32_t passes = 0;
  bool converged = false;
  double last_move = 0;
};

/// Prior precision of a voter's path.
ChainMatrix path_prior(const VoteData& data, std::size_t path, const IdealPointOptions& options);

/// From the first component of the votes. Errors: Missing (all voters vote alike), Cancelled.
Result<VoteFit> started_fit(const VoteData& data, const IdealPointOptions& options,
                            const CancelToken& cancel);
/// Passes until nothing moves, from where `fit` is. Errors: Cancelled.
Result<void> run_passes(const VoteData& data, const IdealPointOptions& options, VoteFit& fit,
                        const CancelToken& cancel, const Progress& progress);

/// Items at their own best for points taken as known, and known themselves: variance 0. Errors:
/// Cancelled.
Result<void> settle_items(const VoteData& data, unsigned threads, VoteFit& fit,
                          const CancelToken& cancel);

/// sum b^2 w + variance of b of a node's votes: after settle_items the information they carry.
double node_information(const VoteData& data, const VoteFit& fit, std::size_t node);

/// Points and discriminations with the other sign.
void mirror(VoteFit& fit);

}  // namespace entente::positions
