// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>

#include "entente/alignment/structure.hpp"
#include "entente/app/figures.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/network_map.hpp"
#include "entente/figure/tie_matrix.hpp"

namespace entente::app {
namespace {

using alignment::Network;
using alignment::NetworkEdge;
using alignment::NetworkMode;

/// A network with more ties than this a node shows each node's strongest only.
constexpr std::size_t all_ties_a_node = 3;
constexpr std::size_t strongest_ties = 3;

/// Where the columns of two modes begin among the nodes.
std::size_t column_shift(const Network& network) {
  return network.mode == NetworkMode::TwoMode ? network.rows.size() : 0;
}

/// Places of the edges that are drawn, ascending.
std::vector<std::size_t> drawn_edges(const Network& network) {
  const std::size_t shift = column_shift(network);
  const std::size_t nodes = network.rows.size() + (shift > 0 ? network.concepts.size() : 0);
  std::vector<std::vector<std::size_t>> of(nodes);
  std::vector<std::size_t> all;
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    const NetworkEdge& edge = network.edges[e];
    if (!std::isfinite(edge.weight) || edge.weight == 0 || edge.row == edge.column + shift)
      continue;
    all.push_back(e);
    of[edge.row].push_back(e);
    of[edge.column + shift].push_back(e);
  }
  if (all.size() <= all_ties_a_node * nodes) return all;
  std::set<std::size_t> kept;
  for (auto& edges : of) {
    std::stable_sort(edges.begin(), edges.end(), [&network](std::size_t a, std::size_t b) {
      return std::fabs(network.edges[a].weight) > std::fabs(network.edges[b].weight);
    });
    edges.resize(std::min(edges.size(), strongest_ties));
    kept.insert(edges.begin(), edges.end());
  }
  return {kept.begin(), kept.end()};
}

std::vector<std::string> named_statements(const NetworkRecord& record,
                                          const std::vector<std::uint32_t>& places) {
  std::vector<std::string> out;
  out.reserve(places.size());
  for (const std::uint32_t s : places) out.push_back("statement/" + record.statements.ids[s]);
  return out;
}

std::string network_title(const NetworkOutcome& outcome) {
  const Network& network = outcome.networks.front();
  std::string out =
      network.mode == NetworkMode::TwoMode
          ? "Who speaks about what: " + outcome.options.rows + " and " + outcome.options.columns
          : "Who is tied to whom: " + outcome.options.rows;
  if (!outcome.record.at_text.empty()) out += ", at " + outcome.record.at_text;
  return out;
}

std::string tie_words(const NetworkOutcome& outcome, std::size_t drawn) {
  std::string out;
  switch (outcome.options.rule) {
    case alignment::QualifierRule::Congruence:
      out = "they say the same";
      break;
    case alignment::QualifierRule::Conflict:
      out = "they contradict one another";
      break;
    case alignment::QualifierRule::Subtract:
      out = outcome.networks.front().mode == NetworkMode::TwoMode
                ? "speaks for it more than against"
                : "they agree more than they differ";
      break;
    default:
      out = outcome.networks.front().mode == NetworkMode::TwoMode ? "speaks about it"
                                                                  : "they speak about the same";
  }
  out += ": the wider, the more";
  if (drawn < outcome.networks.front().edges.size()) {
    out += "; of many ties each node's three strongest";
  }
  return out;
}

void add_nodes(const NetworkOutcome& outcome, const std::vector<std::pair<double, double>>& places,
               figure::NetworkMapSpec& spec) {
  const Network& network = outcome.networks.front();
  const bool two_modes = network.mode == NetworkMode::TwoMode;
  const auto add = [&](const std::string& label, const std::string& variable, std::uint32_t group,
                       std::uint32_t statements) {
    figure::MapNode node;
    node.label = label;
    const auto& [x, y] = places[spec.nodes.size()];
    node.x = x;
    node.y = y;
    node.group = group;
    node.title = label + ": " + std::to_string(statements) +
                 (statements == 1 ? " statement" : " statements");
    node.evidence = {variable + "/" + label};
    spec.nodes.push_back(std::move(node));
  };
  for (std::size_t row = 0; row < network.rows.size(); ++row) {
    add(network.rows[row], outcome.options.rows, two_modes ? 1 : 0, network.row_statements[row]);
  }
  if (!two_modes) return;
  for (std::size_t column = 0; column < network.concepts.size(); ++column) {
    add(network.concepts[column], outcome.options.columns, 2, network.concept_statements[column]);
  }
}

void add_ties(const NetworkOutcome& outcome, const std::vector<std::size_t>& drawn,
              figure::NetworkMapSpec& spec) {
  const Network& network = outcome.networks.front();
  const auto shift = static_cast<std::uint32_t>(column_shift(network));
  const alignment::EdgeEvidence evidence(network);
  for (const std::size_t e : drawn) {
    const NetworkEdge& edge = network.edges[e];
    figure::MapTie tie;
    tie.first = edge.row;
    tie.second = edge.column + shift;
    tie.weight = std::fabs(edge.weight);
    tie.against = edge.weight < 0 || outcome.options.rule == alignment::QualifierRule::Conflict;
    tie.title = spec.nodes[tie.first].label + " and " + spec.nodes[tie.second].label + ": " +
                fixed_text(edge.weight, 2) + ", n " + std::to_string(edge.statements);
    if (e < outcome.intervals.size() && outcome.intervals[e].interval) {
      tie.title += ", 95 % interval " + fixed_text(outcome.intervals[e].interval->low, 2) + " to " +
                   fixed_text(outcome.intervals[e].interval->high, 2);
    }
    tie.evidence = named_statements(outcome.record, evidence.statements(edge));
    spec.ties.push_back(std::move(tie));
  }
}

/// Agreement of every two actors and the statements behind it.
void add_cells(const StructureOutcome& outcome, figure::TieMatrixSpec& spec) {
  const alignment::NetworkStructure& all = outcome.structure;
  const alignment::EdgeEvidence evidence(all.network);
  const std::size_t n = all.order.size();
  for (const std::uint32_t a : all.order) {
    for (const std::uint32_t b : all.order) {
      figure::TieCell& cell = spec.cells.emplace_back();
      const double share = all.conflict[a * n + b];
      if (a == b || std::isnan(share)) continue;
      cell.known = true;
      cell.value = 1 - share;
      cell.title = all.actors[a].actor + " and " + all.actors[b].actor + ": agree in " +
                   fixed_text(100 * cell.value, 0) + " %";
      if (const NetworkEdge* edge = all.network.edge(a, b); edge != nullptr) {
        cell.title += ", n " + std::to_string(edge->statements);
        cell.evidence = named_statements(outcome.record, evidence.statements(*edge));
      }
    }
  }
}

}  // namespace

Result<figure::Figure> figure_of(const NetworkOutcome& outcome) {
  if (outcome.series || outcome.options.mode == NetworkMode::EventList) {
    return fail({ErrorKind::Usage,
                 "only one network can be drawn",
                 {"", 0, "--figure"},
                 "no windows, and no event list",
                 "",
                 "leave --window or --mode events out"});
  }
  const Network& network = outcome.networks.front();
  ENTENTE_TRY(const auto places, alignment::network_layout(network));
  figure::NetworkMapSpec spec;
  spec.id = "network";
  spec.title = network_title(outcome);
  spec.description =
      "A network of " + std::to_string(places.size()) + " nodes; near nodes are tied closely.";
  add_nodes(outcome, places, spec);
  const std::vector<std::size_t> drawn = drawn_edges(network);
  add_ties(outcome, drawn, spec);
  spec.weight_words = tie_words(outcome, drawn.size());
  spec.against_words = outcome.options.rule == alignment::QualifierRule::Conflict
                           ? spec.weight_words
                       : network.mode == NetworkMode::TwoMode ? "speaks against it more than for it"
                                                              : "they differ more than they agree";
  spec.group_words = "1 " + outcome.options.rows + ", 2 " + outcome.options.columns;
  return figure::network_map(spec);
}

Result<figure::Figure> figure_of(const StructureOutcome& outcome) {
  const alignment::NetworkStructure& all = outcome.structure;
  if (all.cluster.empty()) {
    return fail({ErrorKind::Usage,
                 "without a qualifier nothing tells how far two agree",
                 {"", 0, "--figure"},
                 "a variable that agrees or disagrees",
                 "",
                 "name one with --qualifier, or take `entente network --figure`"});
  }
  figure::TieMatrixSpec spec;
  spec.id = "agreement";
  spec.title = "How far every two agree";
  if (!outcome.record.at_text.empty()) spec.title += ", at " + outcome.record.at_text;
  spec.description = "Share of agreement of two actors on what both speak about, by clusters.";
  spec.value_words = "share of agreement on what both speak about";
  spec.group_words = "Cluster";
  for (const std::uint32_t a : all.order) {
    spec.actors.push_back({all.actors[a].actor, all.cluster[a] + 1});
  }
  add_cells(outcome, spec);
  return figure::tie_matrix(spec);
}

}  // namespace entente::app
