// SPDX-License-Identifier: GPL-3.0-or-later
#include "clusters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente::alignment {
namespace {

/// What is known between two clusters.
struct LinkSum {
  double distance = 0;
  std::uint32_t pairs = 0;
  double mean() const {
    return pairs == 0 ? std::numeric_limits<double>::infinity() : distance / pairs;
  }
};

/// Clusters under way: members as places of rows that stand for them.
class LinkTable {
 public:
  LinkTable(const std::vector<double>& distances, std::size_t actors)
      : actors_(actors), links_(actors * actors), id_(actors), alive_(actors, 1) {
    for (std::size_t a = 0; a < actors; ++a) {
      id_[a] = static_cast<std::uint32_t>(a);
      for (std::size_t b = 0; b < actors; ++b) {
        const double distance = distances[a * actors + b];
        if (a != b && !std::isnan(distance)) links_[a * actors + b] = {distance, 1};
      }
    }
  }

  /// The closest two, as rows; both `actors` where nothing is known between any.
  std::pair<std::size_t, std::size_t> closest() const {
    std::pair<std::size_t, std::size_t> best{actors_, actors_};
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < actors_; ++a) {
      if (alive_[a] == 0) continue;
      for (std::size_t b = a + 1; b < actors_; ++b) {
        if (alive_[b] == 0) continue;
        const double mean = links_[a * actors_ + b].mean();
        if (mean < least - 1e-12) {
          least = mean;
          best = {a, b};
        }
      }
    }
    return best;
  }

  ClusterMerge join(std::size_t a, std::size_t b, std::uint32_t id) {
    const ClusterMerge out{id_[a], id_[b], links_[a * actors_ + b].mean()};
    for (std::size_t other = 0; other < actors_; ++other) {
      LinkSum& link = links_[a * actors_ + other];
      link.distance += links_[b * actors_ + other].distance;
      link.pairs += links_[b * actors_ + other].pairs;
      links_[other * actors_ + a] = link;
    }
    alive_[b] = 0;
    id_[a] = id;
    return out;
  }

 private:
  std::size_t actors_;
  std::vector<LinkSum> links_;
  std::vector<std::uint32_t> id_;
  std::vector<char> alive_;
};

/// Mean known distance of an actor to each cluster; NaN where nothing is known.
std::vector<double> distances_to_clusters(const std::vector<double>& distances,
                                          const std::vector<std::uint32_t>& cluster,
                                          std::size_t actor, std::size_t clusters) {
  const std::size_t n = cluster.size();
  std::vector<LinkSum> sums(clusters);
  for (std::size_t other = 0; other < n; ++other) {
    const double distance = distances[actor * n + other];
    if (std::isnan(distance)) continue;
    sums[cluster[other]].distance += distance;
    ++sums[cluster[other]].pairs;
  }
  std::vector<double> out;
  out.reserve(clusters);
  for (const LinkSum& sum : sums) {
    out.push_back(sum.pairs == 0 ? std::nan("") : sum.mean());
  }
  return out;
}

}  // namespace

std::vector<double> conflict_shares(const Dyads& dyads) {
  std::vector<double> out(dyads.actors * dyads.actors, std::nan(""));
  for (std::size_t a = 0; a < dyads.actors; ++a) {
    for (std::size_t b = 0; b < dyads.actors; ++b) {
      const double both = dyads.c(a, b) + dyads.d(a, b);
      if (a != b && both > 0) out[a * dyads.actors + b] = dyads.d(a, b) / both;
    }
  }
  return out;
}

std::vector<ClusterMerge> average_linkage(const std::vector<double>& distances,
                                          std::size_t actors) {
  LinkTable table(distances, actors);
  std::vector<ClusterMerge> out;
  for (;;) {
    const auto [a, b] = table.closest();
    if (a == actors) return out;
    out.push_back(table.join(a, b, static_cast<std::uint32_t>(actors + out.size())));
  }
}

std::vector<std::uint32_t> cluster_order(const std::vector<ClusterMerge>& merges,
                                         std::size_t actors) {
  std::vector<std::vector<std::uint32_t>> members(actors + merges.size());
  for (std::uint32_t a = 0; a < actors; ++a) members[a] = {a};
  for (std::size_t m = 0; m < merges.size(); ++m) {
    auto& first = members[merges[m].first];
    auto& second = members[merges[m].second];
    members[actors + m] = std::move(first);
    members[actors + m].insert(members[actors + m].end(), second.begin(), second.end());
    first.clear();
    second.clear();
  }
  std::vector<std::uint32_t> out;
  std::vector<std::vector<std::uint32_t>> left;
  for (auto& one : members) {
    if (!one.empty()) left.push_back(std::move(one));
  }
  std::sort(left.begin(), left.end());
  for (const auto& one : left) out.insert(out.end(), one.begin(), one.end());
  return out;
}

std::vector<std::uint32_t> clusters_after(const std::vector<ClusterMerge>& merges, std::size_t done,
                                          std::size_t actors) {
  std::vector<std::uint32_t> parent(actors + done);
  for (std::uint32_t at = 0; at < parent.size(); ++at) parent[at] = at;
  for (std::size_t m = 0; m < done; ++m) {
    parent[merges[m].first] = parent[merges[m].second] = static_cast<std::uint32_t>(actors + m);
  }
  std::vector<std::uint32_t> number(parent.size(), no_number);
  std::vector<std::uint32_t> out;
  std::uint32_t next = 0;
  for (std::uint32_t a = 0; a < actors; ++a) {
    std::uint32_t root = a;
    while (parent[root] != root) root = parent[root];
    if (number[root] == no_number) number[root] = next++;
    out.push_back(number[root]);
  }
  return out;
}

double mean_silhouette(const std::vector<double>& distances,
                       const std::vector<std::uint32_t>& cluster) {
  if (cluster.empty()) return std::nan("");
  const std::size_t clusters = std::size_t{1} + *std::max_element(cluster.begin(), cluster.end());
  if (clusters < 2) return std::nan("");
  double sum = 0;
  for (std::size_t a = 0; a < cluster.size(); ++a) {
    const auto means = distances_to_clusters(distances, cluster, a, clusters);
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < clusters; ++c) {
      if (c != cluster[a] && !std::isnan(means[c])) nearest = std::min(nearest, means[c]);
    }
    const double own = means[cluster[a]];
    if (std::isnan(own) || std::isinf(nearest)) continue;
    const double larger = std::max(own, nearest);
    if (larger > 0) sum += (nearest - own) / larger;
  }
  return sum / static_cast<double>(cluster.size());
}

}  // namespace entente::alignment
