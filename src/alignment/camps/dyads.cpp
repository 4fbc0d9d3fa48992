// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyads.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::alignment {
namespace {

/// An edge that a draw leaves without weight says nothing.
double known(double weight) noexcept { return std::isnan(weight) ? 0 : weight; }

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t actor) {
  while (parents[actor] != actor) {
    parents[actor] = parents[parents[actor]];
    actor = parents[actor];
  }
  return actor;
}

}  // namespace

NetworkOptions dyad_options(const NetworkOptions& options, QualifierRule rule) {
  NetworkOptions out = options;
  out.mode = NetworkMode::OneMode;
  out.rule = rule;
  out.normalization = Normalization::Average;
  out.isolates = false;
  return out;
}

Dyads dyads_of(const Network& network, const std::vector<double>& congruence,
               const std::vector<double>& conflict) {
  Dyads out(network.rows.size());
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    out.set(network.edges[e].row, network.edges[e].column, known(congruence[e]),
            known(conflict[e]));
  }
  return out;
}

Dyads dyads_of(const Network& congruence, const Network& conflict) {
  std::vector<double> agree;
  std::vector<double> disagree;
  agree.reserve(congruence.edges.size());
  disagree.reserve(congruence.edges.size());
  for (const NetworkEdge& edge : congruence.edges) {
    agree.push_back(edge.weight);
    const NetworkEdge* other = conflict.edge(edge.row, edge.column);
    disagree.push_back(other == nullptr ? 0 : other->weight);
  }
  return dyads_of(congruence, agree, disagree);
}

Dyads dyads_among(const Dyads& all, const std::vector<std::uint32_t>& members) {
  Dyads out(members.size());
  for (std::size_t a = 0; a < members.size(); ++a) {
    for (std::size_t b = a + 1; b < members.size(); ++b) {
      out.set(a, b, all.c(members[a], members[b]), all.d(members[a], members[b]));
    }
  }
  return out;
}

std::vector<std::uint32_t> connected_actors(const Network& network) {
  std::vector<std::uint32_t> parents(network.rows.size());
  std::iota(parents.begin(), parents.end(), 0U);
  for (const NetworkEdge& edge : network.edges) {
    const std::uint32_t a = root_of(parents, edge.row);
    const std::uint32_t b = root_of(parents, edge.column);
    parents[std::max(a, b)] = std::min(a, b);
  }
  std::vector<std::size_t> sizes(parents.size(), 0);
  for (std::uint32_t a = 0; a < parents.size(); ++a) ++sizes[root_of(parents, a)];
  const auto largest = static_cast<std::uint32_t>(
      std::distance(sizes.begin(), std::max_element(sizes.begin(), sizes.end())));
  std::vector<std::uint32_t> out;
  for (std::uint32_t a = 0; a < parents.size(); ++a) {
    if (root_of(parents, a) == largest) out.push_back(a);
  }
  return out;
}

}  // namespace entente::alignment
