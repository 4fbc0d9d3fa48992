// SPDX-License-Identifier: GPL-3.0-or-later
// Which edges of a network stand out: the disparity filter of M. A. Serrano, M. Boguna, A.
// Vespignani, "Extracting the multiscale backbone of complex weighted networks", PNAS 106(16),
// 2009. Pure functions, any thread.
#pragma once

#include <vector>

#include "entente/alignment/network.hpp"

namespace entente::alignment {

/// Of each edge, in their order: the chance that a share of an end's weight at least as great would
/// fall to it, were that end's weight spread over its k edges at random: (1 - w / s)^(k - 1), s =
/// sum of the end's weights; the smaller of the two ends. 1 where both ends have this edge only or
/// the weight is 0. NaN for all where a weight is negative or no number: shares have no meaning
/// there (subtract). O(edges).
std::vector<double> backbone_significance(const Network& network);

/// Takes out the edges whose chance is not below `alpha`; rows and columns stay. The chances of
/// those that stay, in their order. Errors: Usage (a weight is negative or no number), Range (alpha
/// outside (0, 1]).
Result<std::vector<double>> keep_backbone(Network& network, double alpha);

}  // namespace entente::alignment
