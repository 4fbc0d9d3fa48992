// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/backbone.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/base/text.hpp"

namespace entente::alignment {
namespace {

/// The edges of one node.
struct NodeWeight {
  double sum = 0;
  std::size_t edges = 0;

  void add(double weight) {
    sum += weight;
    ++edges;
  }
  double chance(double weight) const {
    if (edges < 2 || sum <= 0) return 1;
    return std::pow(std::max(0.0, 1 - weight / sum), static_cast<double>(edges - 1));
  }
};

bool has_shares(const Network& network) {
  return std::all_of(network.edges.begin(), network.edges.end(),
                     [](const NetworkEdge& edge) { return edge.weight >= 0; });
}

}  // namespace

std::vector<double> backbone_significance(const Network& network) {
  if (!has_shares(network)) {
    return std::vector<double>(network.edges.size(), std::numeric_limits<double>::quiet_NaN());
  }
  std::vector<NodeWeight> rows(network.rows.size());
  std::vector<NodeWeight> columns(network.columns().size());
  const bool one = network.mode == NetworkMode::OneMode;
  for (const NetworkEdge& edge : network.edges) {
    rows[edge.row].add(edge.weight);
    (one ? rows : columns)[edge.column].add(edge.weight);
  }
  std::vector<double> out;
  out.reserve(network.edges.size());
  for (const NetworkEdge& edge : network.edges) {
    const NodeWeight& other = (one ? rows : columns)[edge.column];
    out.push_back(std::min(rows[edge.row].chance(edge.weight), other.chance(edge.weight)));
  }
  return out;
}

Result<std::vector<double>> keep_backbone(Network& network, double alpha) {
  if (!(alpha > 0 && alpha <= 1)) {
    return fail({ErrorKind::Range,
                 "no level of significance",
                 {"", 0, "alpha"},
                 "above 0, at most 1",
                 number_text(alpha),
                 "0.05 is usual"});
  }
  if (!has_shares(network)) {
    return fail({ErrorKind::Usage,
                 "edges below 0 have no backbone",
                 {"", 0, "alpha"},
                 "weights of 0 and more: congruence or conflict",
                 "",
                 "take another rule than subtract"});
  }
  const std::vector<double> chances = backbone_significance(network);
  std::vector<NetworkEdge> kept;
  std::vector<double> chances_kept;
  for (std::size_t e = 0; e < chances.size(); ++e) {
    if (!(chances[e] < alpha)) continue;
    kept.push_back(network.edges[e]);
    chances_kept.push_back(chances[e]);
  }
  network.edges = std::move(kept);
  return chances_kept;
}

}  // namespace entente::alignment
