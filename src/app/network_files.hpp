// SPDX-License-Identifier: GPL-3.0-or-later
// Networks as the files of other programs.
#pragma once

#include "entente/app/network.hpp"
#include "entente/app/present.hpp"

namespace entente::app {

/// One network of an outcome as a table: a matrix, one row an edge, or the statements of an event
/// list.
Rows network_rows(const NetworkOutcome& outcome, std::size_t which);

/// A node of a graph file.
struct GraphNode {
  std::string label;
  std::string variable;
  std::uint32_t statements = 0;
};
/// Rows, then in two modes columns: node i of the second mode is rows + i.
std::vector<GraphNode> graph_nodes(const NetworkOutcome& outcome,
                                   const alignment::Network& network);
/// Place of an edge's second end among graph_nodes.
std::size_t graph_target(const alignment::Network& network, const alignment::NetworkEdge& edge);

/// GraphML (U. Brandes et al., 2002) without the extensions of any program, so that visone and
/// Gephi read the same; attributes of edges name their statements.
std::string graphml_file(const NetworkOutcome& outcome, std::size_t which);
/// GEXF 1.3.
std::string gexf_file(const NetworkOutcome& outcome, std::size_t which);

}  // namespace entente::app
