// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters of actors by how far they contradict one another, where not every two are known.
#pragma once

#include <cstdint>
#include <vector>

#include "alignment/camps/dyads.hpp"
#include "entente/alignment/structure.hpp"

namespace entente::alignment {

inline constexpr std::uint32_t no_number = 0xFFFFFFFFU;

/// actors x actors: D / (C + D), NaN where two speak about nothing in common and on the diagonal.
std::vector<double> conflict_shares(const Dyads& dyads);

/// Average linkage over the known pairs between two clusters; of equals the pair with the earlier
/// actors. As many merges as pairs of clusters between which something is known allow.
/// O(actors^3).
std::vector<ClusterMerge> average_linkage(const std::vector<double>& distances, std::size_t actors);

/// Actors side by side as merges join them, the cluster of the earlier actor first; clusters that
/// stay apart one after the other.
std::vector<std::uint32_t> cluster_order(const std::vector<ClusterMerge>& merges,
                                         std::size_t actors);

/// Clusters once `merges` of them are done, numbered in the order of their first actors.
std::vector<std::uint32_t> clusters_after(const std::vector<ClusterMerge>& merges, std::size_t done,
                                          std::size_t actors);

/// P. J. Rousseeuw, J. Comput. Appl. Math. 20, 1987, over known pairs: mean of (b - a) / max(a, b);
/// 0 of an actor alone or without known pairs to its own or to others. NaN of fewer than two
/// clusters.
double mean_silhouette(const std::vector<double>& distances,
                       const std::vector<std::uint32_t>& cluster);

}  // namespace entente::alignment
