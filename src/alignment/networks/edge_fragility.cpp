// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "drawn_network.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t most_edge_removals = 100'000'000;

/// How far a document moves an edge; farthest where the edge goes with it.
double moved_by(double weight, double without) {
  return std::isnan(without) ? HUGE_VAL : std::abs(weight - without);
}

}  // namespace

Result<std::vector<EdgeFragility>> edge_fragility(const CodedStatements& statements,
                                                  const Network& network,
                                                  const NetworkOptions& options,
                                                  const CancelToken& cancel) {
  std::vector<EdgeFragility> out;
  const std::size_t edges = network.edges.size();
  if (edges == 0) return out;
  ENTENTE_TRY(const NetworkSelection selection,
              select_statements(statements, options, Kernel::None, cancel));
  const NetworkPart part = whole_part(selection);
  DrawnNetwork drawn(selection, part, network);
  if (drawn.documents() * edges > most_edge_removals) {
    return fail({ErrorKind::Limit,
                 "too many edges to take each document out",
                 {},
                 "edges times documents at most 100 million",
                 std::to_string(edges) + " edges",
                 "ask for fewer edges"});
  }
  const OwnPairs own = drawn.own_pairs();
  out.resize(edges);
  std::vector<double> farthest(edges, -1.0);
  std::vector<double> weights(edges);
  for (std::size_t d = 0; d < drawn.documents(); ++d) {
    ENTENTE_CHECK(check_cancel(cancel));
    drawn.without(d, own, weights);
    for (std::size_t e = 0; e < edges; ++e) {
      const double moved = moved_by(network.edges[e].weight, weights[e]);
      if (!(moved > farthest[e])) continue;
      farthest[e] = moved;
      out[e] = {drawn.document(d), weights[e]};
    }
  }
  return out;
}

}  // namespace entente::alignment
