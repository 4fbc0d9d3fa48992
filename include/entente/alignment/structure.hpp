// SPDX-License-Identifier: GPL-3.0-or-later
// How a network of one mode is built: communities, cores, who is central, and which actors cluster.
// Ties are the edges with a weight above 0; a tie of weight w is a way of length 1 / w.
// Pure functions over immutable columns; any thread, though their work on graphs is done by one
// thread at a time (igraph keeps its state in globals). The same bytes for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/alignment/network.hpp"
#include "entente/base/progress.hpp"

namespace entente::alignment {

struct StructureOptions {
  double resolution = 1;         ///< of communities: above 1 more and smaller ones; above 0
  std::uint32_t starts = 20;     ///< of the search for communities, 1 to 10,000
  std::uint32_t draws = 200;     ///< of weights of documents; 0 = none
  std::uint32_t shuffles = 199;  ///< for the chance; 0 = none
  double level = 0.95;
  std::uint64_t seed = 1;
};

struct StructureActor {
  std::string actor;
  std::uint32_t statements = 0;
  std::uint32_t ties = 0;
  std::uint32_t core =
      0;  ///< the largest k such that it is in a set whose members have k ties in it
  std::uint32_t community = 0;  ///< 0 = the largest; an actor without ties is one of its own
  /// Share of the draws in which it is in the community that has most of its own; NaN without.
  double sure = 0;
  stats::Estimate strength;     ///< sum of the weights of its ties
  stats::Estimate betweenness;  ///< share of the pairs of others whose shortest way leads over it
  stats::Estimate closeness;    ///< harmonic: mean of 1 / distance to the others, 0 out of reach
  stats::Estimate eigenvector;  ///< of the weights, the greatest is 1
};

/// Two clusters that become one. Clusters 0 .. actors-1 are the actors, later ones the merges.
struct ClusterMerge {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  double height = 0;  ///< mean share of conflict between their members
};

struct NetworkStructure {
  std::vector<StructureActor> actors;  ///< as the network's rows
  std::uint32_t communities = 0;
  double modularity = 0;                    ///< Newman's with weights, at the resolution
  std::optional<stats::Estimate> interval;  ///< of it, with these communities
  /// Share of records, this one among them, whose modularity is as great once the speakers on each
  /// column have swapped what they said; absent without a qualifier.
  std::optional<double> chance;
  /// Average linkage on the share of conflict D / (C + D) of two actors on what both speak about;
  /// two who share nothing say nothing of how far their clusters are apart, and clusters between
  /// which nothing is known stay apart. Empty without a qualifier. A height may fall where pairs
  /// are unknown.
  std::vector<ClusterMerge> merges;
  /// actors x actors: that share; NaN where two share nothing, and on the diagonal. Empty likewise.
  std::vector<double> conflict;
  std::vector<std::uint32_t> order;    ///< places of actors as the merges lay them side by side
  std::vector<std::uint32_t> cluster;  ///< by actor, at the cut with the best mean silhouette
  std::uint32_t clusters = 0;
  double silhouette = 0;  ///< mean of the cut, -1 to 1; NaN where there is none
  Network network;        ///< what was looked at
};

/// Communities are those of the greatest modularity that the Leiden algorithm (V. A. Traag, L.
/// Waltman, N. J. van Eck, Scientific Reports 9, 2019) finds from `starts` starts. Errors: as
/// build_network; Usage (not one mode; DNA's rules), Range (options), Limit (over 1,000 actors),
/// Cancelled. O((draws + shuffles) (network + actors ties log actors) + actors^3).
Result<NetworkStructure> network_structure(const CodedStatements& statements,
                                           const NetworkOptions& options,
                                           const StructureOptions& structure,
                                           const CancelToken& cancel = {},
                                           const Progress& progress = {});

/// Where to draw the nodes of a network (of two modes rows, then columns), near where the absolute
/// weight between them is great; the same for the same network. Errors: Limit (over 1,000 nodes).
/// O(nodes^3).
Result<std::vector<std::pair<double, double>>> network_layout(const Network& network);

}  // namespace entente::alignment
