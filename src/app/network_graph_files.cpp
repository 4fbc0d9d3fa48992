// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "entente/base/text.hpp"
#include "entente/figure/markup.hpp"
#include "network_files.hpp"

namespace entente::app {
namespace {

using alignment::Network;
using alignment::NetworkEdge;
using figure::escaped;

struct GraphAttribute {
  const char* id;
  const char* name;
  const char* graphml_type;
  const char* gexf_type;
};

constexpr GraphAttribute node_attributes[] = {
    {"label", "label", "string", "string"},
    {"variable", "variable", "string", "string"},
    {"frequency", "frequency", "int", "integer"},
};
constexpr GraphAttribute edge_attributes[] = {
    {"statements", "statements", "int", "integer"}, {"common", "common", "int", "integer"},
    {"documents", "documents", "int", "integer"},   {"low", "low", "double", "double"},
    {"high", "high", "double", "double"},           {"evidence", "evidence", "string", "string"},
};

std::vector<std::pair<std::string, std::string>> node_cells(const GraphNode& node) {
  return {{"label", node.label},
          {"variable", node.variable},
          {"frequency", std::to_string(node.statements)}};
}

/// What is known of an edge; an interval that could not be had is left out.
std::vector<std::pair<std::string, std::string>> edge_cells(const NetworkOutcome& outcome,
                                                            const NetworkEdge& edge,
                                                            std::size_t place,
                                                            const std::string& evidence) {
  std::vector<std::pair<std::string, std::string>> out = {
      {"statements", std::to_string(edge.statements)}, {"common", std::to_string(edge.common)}};
  if (place < outcome.intervals.size()) {
    const stats::Estimate& estimate = outcome.intervals[place];
    out.emplace_back("documents", std::to_string(estimate.n));
    if (estimate.interval) {
      out.emplace_back("low", number_text(estimate.interval->low));
      out.emplace_back("high", number_text(estimate.interval->high));
    }
  }
  out.emplace_back("evidence", evidence);
  return out;
}

/// Ids of the statements behind an edge.
std::string edge_statement_ids(const NetworkOutcome& outcome,
                               const alignment::EdgeEvidence& evidence, const NetworkEdge& edge) {
  std::string out;
  for (const std::uint32_t s : evidence.statements(edge)) {
    out += (out.empty() ? "" : ";") + outcome.record.statements.ids[s];
  }
  return out;
}

}  // namespace

std::string graphml_file(const NetworkOutcome& outcome, std::size_t which) {
  const Network& network = outcome.networks[which];
  const alignment::EdgeEvidence evidence(network);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  const auto key = [&out](const GraphAttribute& attribute, const char* of) {
    out += std::string("  <key id=\"") + attribute.id + "\" for=\"" + of + "\" attr.name=\"" +
           attribute.name + "\" attr.type=\"" + attribute.graphml_type + "\"/>\n";
  };
  const auto data = [&out](const std::string& id, const std::string& text) {
    out += "<data key=\"" + id + "\">" + escaped(text) + "</data>";
  };
  for (const GraphAttribute& attribute : node_attributes) key(attribute, "node");
  key({"weight", "weight", "double", "double"}, "edge");
  for (const GraphAttribute& attribute : edge_attributes) key(attribute, "edge");
  out += "  <graph id=\"network\" edgedefault=\"undirected\">\n";
  const std::vector<GraphNode> nodes = graph_nodes(outcome, network);
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    out += "    <node id=\"n" + std::to_string(at) + "\">";
    for (const auto& [id, text] : node_cells(nodes[at])) data(id, text);
    out += "</node>\n";
  }
  for (std::size_t at = 0; at < network.edges.size(); ++at) {
    const NetworkEdge& edge = network.edges[at];
    if (std::isnan(edge.weight)) continue;
    out += "    <edge id=\"e" + std::to_string(at) + "\" source=\"n" + std::to_string(edge.row) +
           "\" target=\"n" + std::to_string(graph_target(network, edge)) + "\">";
    data("weight", number_text(edge.weight));
    for (const auto& [id, text] :
         edge_cells(outcome, edge, at, edge_statement_ids(outcome, evidence, edge))) {
      data(id, text);
    }
    out += "</edge>\n";
  }
  return out + "  </graph>\n</graphml>\n";
}

std::string gexf_file(const NetworkOutcome& outcome, std::size_t which) {
  const Network& network = outcome.networks[which];
  const alignment::EdgeEvidence evidence(network);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "  <graph defaultedgetype=\"undirected\" mode=\"static\">\n";
  const auto declare = [&out](const char* of, const auto& attributes) {
    out += std::string("    <attributes class=\"") + of + "\">";
    for (const GraphAttribute& attribute : attributes) {
      out += std::string("<attribute id=\"") + attribute.id + "\" title=\"" + attribute.name +
             "\" type=\"" + attribute.gexf_type + "\"/>";
    }
    out += "</attributes>\n";
  };
  const auto values = [&out](const auto& cells) {
    out += "<attvalues>";
    for (const auto& [id, text] : cells) {
      out += "<attvalue for=\"" + id + "\" value=\"" + escaped(text) + "\"/>";
    }
    out += "</attvalues>";
  };
  declare("node", node_attributes);
  declare("edge", edge_attributes);
  out += "    <nodes>\n";
  const std::vector<GraphNode> nodes = graph_nodes(outcome, network);
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    out += "      <node id=\"n" + std::to_string(at) + "\" label=\"" + escaped(nodes[at].label) +
           "\">";
    values(node_cells(nodes[at]));
    out += "</node>\n";
  }
  out += "    </nodes>\n    <edges>\n";
  for (std::size_t at = 0; at < network.edges.size(); ++at) {
    const NetworkEdge& edge = network.edges[at];
    if (std::isnan(edge.weight)) continue;
    out += "      <edge id=\"e" + std::to_string(at) + "\" source=\"n" + std::to_string(edge.row) +
           "\" target=\"n" + std::to_string(graph_target(network, edge)) + "\" weight=\"" +
           number_text(edge.weight) + "\">";
    values(edge_cells(outcome, edge, at, edge_statement_ids(outcome, evidence, edge)));
    out += "</edge>\n";
  }
  return out + "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace entente::app
