// SPDX-License-Identifier: GPL-3.0-or-later
// Eigenvector centrality.
#pragma once

#include <vector>

#include "weighted_graph.hpp"

namespace entente::alignment {

/// The eigenvector of the greatest eigenvalue of the matrix of weights, the greatest entry 1; all 0
/// without ties. Where two parts of a graph have the same greatest eigenvalue it is one of many.
/// O(nodes^3).
std::vector<double> eigenvector_centrality(const WeightedGraph& graph);

}  // namespace entente::alignment
