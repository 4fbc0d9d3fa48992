// SPDX-License-Identifier: GPL-3.0-or-later
// What igraph is asked about an undirected graph. One call at a time is in igraph, whichever thread
// it comes from: igraph's random numbers and its list of what to free are globals.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "entente/base/random.hpp"
#include "entente/base/result.hpp"

namespace entente::alignment {

struct WeightedGraph {
  std::uint32_t nodes = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ties;
  std::vector<double> weights;  ///< of each tie, above 0
};

/// By node, numbered from 0 without gaps; the best of `starts` runs of the Leiden algorithm on
/// modularity, each of 50 rounds at most, of equals the first. Nodes without ties are
/// communities of their own. Errors: Internal (igraph says no).
Result<std::vector<std::uint32_t>> leiden_communities(const WeightedGraph& graph, double resolution,
                                                      std::uint32_t starts, const Philox& source);

/// Newman's with weights: sum over ties within of w / m - resolution (s_c / 2m)^2 by community.
double graph_modularity(const WeightedGraph& graph, const std::vector<std::uint32_t>& community,
                        double resolution);

Result<std::vector<std::uint32_t>> core_numbers(const WeightedGraph& graph);

/// Over the shortest ways by lengths 1 / w, as a share of the pairs of other nodes; 0 below three.
Result<std::vector<double>> graph_betweenness(const WeightedGraph& graph);

/// Mean over the other nodes of 1 / distance, 0 where there is no way; 0 of one node.
Result<std::vector<double>> harmonic_closeness(const WeightedGraph& graph);

/// Places in the plane (T. Kamada, S. Kawai, Information Processing Letters 31, 1989), ties of
/// weight w about 1 / sqrt(w) long. From a circle: the same for the same graph.
Result<std::vector<std::pair<double, double>>> graph_places(const WeightedGraph& graph);

}  // namespace entente::alignment
