// SPDX-License-Identifier: GPL-3.0-or-later
// Distributions of a position as equally likely points, ascending: the middles of so many equal
// shares. Differences and mixtures are then counts.
#pragma once

#include <span>
#include <vector>

#include "entente/positions/side_by_side.hpp"

namespace entente::positions {

using PositionPoints = std::vector<double>;

PositionPoints points_of(const PositionEstimate& estimate);
PositionPoints points_of(const VoteEvidence& votes);
PositionPoints points_of(std::span<const TextEvidence> texts);
PositionPoints points_of(std::span<const ExpertEvidence> experts);

/// Share below which `p` of the points lie, between neighbours by straight lines.
double quantile_of(const PositionPoints& points, double p);
double mean_of(const PositionPoints& points);
/// P(a > b) + P(a = b) / 2 of independent draws. O(points).
double probability_above(const PositionPoints& a, const PositionPoints& b);

/// Points of sum w_k f_k; weights sum to 1.
PositionPoints mixture_of(std::span<const PositionPoints> kinds, std::span<const double> weights);

}  // namespace entente::positions
