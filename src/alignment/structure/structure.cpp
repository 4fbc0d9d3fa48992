// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/structure.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "alignment/camps/dyads.hpp"
#include "alignment/camps/matching.hpp"
#include "alignment/camps/shuffled.hpp"
#include "alignment/networks/drawn_network.hpp"
#include "clusters.hpp"
#include "eigenvector.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/bootstrap.hpp"
#include "weighted_graph.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t most_structure_actors = 1000;
constexpr std::uint32_t most_starts = 10'000;
constexpr std::size_t structure_draws_a_block = 8;
/// Of drawn and shuffled records.
constexpr std::uint32_t draw_structure_starts = 3;

Error bad_structure(ErrorKind kind, const char* what, const char* column, const char* expected,
                    std::string found, const char* mend) {
  return {kind, what, {"", 0, column}, expected, std::move(found), mend};
}

Result<void> check_structure(const NetworkOptions& options, const StructureOptions& structure) {
  if (options.mode != NetworkMode::OneMode) {
    return fail(bad_structure(ErrorKind::Usage, "a structure is of actors with one another",
                              "--mode", "one-mode", std::string(to_string(options.mode)),
                              "leave --mode out"));
  }
  if (options.compatibility == Compatibility::Dna) {
    return fail(bad_structure(ErrorKind::Usage, "Discourse Network Analyzer has no structure",
                              "--compat", "no compatibility", "dna", "leave it out"));
  }
  if (!(structure.resolution > 0) || std::isinf(structure.resolution)) {
    return fail(bad_structure(ErrorKind::Range, "no resolution", "--resolution", "above 0",
                              number_text(structure.resolution), "1 is usual"));
  }
  if (structure.starts < 1 || structure.starts > most_starts) {
    return fail(bad_structure(ErrorKind::Range, "no number of starts", "starts", "1 to 10,000",
                              std::to_string(structure.starts), "20 is usual"));
  }
  if (structure.draws > 0) {
    ENTENTE_CHECK(stats::check_replicates(structure.draws, structure.level));
  }
  return {};
}

/// The edges with a weight above 0; those without say nothing of two actors' nearness.
WeightedGraph graph_of(const Network& network, const std::vector<double>& weights) {
  WeightedGraph out;
  out.nodes = static_cast<std::uint32_t>(network.rows.size());
  for (std::size_t at = 0; at < network.edges.size(); ++at) {
    if (!(weights[at] > 0)) continue;
    out.ties.emplace_back(network.edges[at].row, network.edges[at].column);
    out.weights.push_back(weights[at]);
  }
  return out;
}

std::vector<double> edge_weights(const Network& network) {
  std::vector<double> out;
  out.reserve(network.edges.size());
  for (const NetworkEdge& edge : network.edges) out.push_back(edge.weight);
  return out;
}

/// The largest first, of equals that of the earlier member.
std::vector<std::uint32_t> communities_by_size(const std::vector<std::uint32_t>& community) {
  std::vector<std::size_t> sizes(community.size(), 0);
  std::vector<std::size_t> first(community.size(), community.size());
  for (std::size_t a = 0; a < community.size(); ++a) {
    ++sizes[community[a]];
    first[community[a]] = std::min(first[community[a]], a);
  }
  std::vector<std::uint32_t> order(community.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : first[a] < first[b];
  });
  std::vector<std::uint32_t> place(community.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) place[order[at]] = at;
  std::vector<std::uint32_t> out;
  out.reserve(community.size());
  for (const std::uint32_t c : community) out.push_back(place[c]);
  return out;
}

/// Strength, betweenness, closeness and eigenvector of every actor.
struct Centralities {
  std::vector<double> strength, betweenness, closeness, eigenvector;
};

Result<Centralities> centralities_of(const WeightedGraph& graph) {
  Centralities out;
  out.strength.resize(graph.nodes);
  for (std::size_t at = 0; at < graph.ties.size(); ++at) {
    out.strength[graph.ties[at].first] += graph.weights[at];
    out.strength[graph.ties[at].second] += graph.weights[at];
  }
  ENTENTE_TRY(out.betweenness, graph_betweenness(graph));
  ENTENTE_TRY(out.closeness, harmonic_closeness(graph));
  out.eigenvector = eigenvector_centrality(graph);
  return out;
}

class StructureFinder {
 public:
  StructureFinder(const CodedStatements& statements, const NetworkOptions& options,
                  const StructureOptions& asked, const CancelToken& cancel,
                  const Progress& progress)
      : statements_(statements),
        options_(options),
        asked_(asked),
        cancel_(cancel),
        progress_(progress) {}

  Result<NetworkStructure> run() {
    ENTENTE_TRY(selection_, select_statements(statements_, options_, Kernel::None, cancel_));
    ENTENTE_TRY(out_.network,
                assemble_network(selection_, whole_part(selection_), options_.threads, cancel_));
    const std::size_t n = out_.network.rows.size();
    if (n > most_structure_actors) {
      return fail(bad_structure(ErrorKind::Limit, "too many actors for their structure", "rows",
                                "at most 1,000 actors", std::to_string(n),
                                "ask for those with more statements: --least N"));
    }
    graph_ = graph_of(out_.network, edge_weights(out_.network));
    ENTENTE_CHECK(describe());
    ENTENTE_CHECK(cluster());
    if (asked_.draws > 0) ENTENTE_CHECK(draw());
    if (asked_.shuffles > 0 && selection_.qualifier != nullptr) ENTENTE_CHECK(shuffle());
    return std::move(out_);
  }

 private:
  Result<void> describe() {
    const Philox source(asked_.seed, stream_word("communities"));
    ENTENTE_TRY(const std::vector<std::uint32_t> found,
                leiden_communities(graph_, asked_.resolution, asked_.starts, source));
    community_ = communities_by_size(found);
    ENTENTE_TRY(const std::vector<std::uint32_t> cores, core_numbers(graph_));
    ENTENTE_TRY(values_, centralities_of(graph_));
    const Network& network = out_.network;
    for (std::size_t a = 0; a < network.rows.size(); ++a) {
      StructureActor& actor = out_.actors.emplace_back();
      actor.actor = network.rows[a];
      actor.statements = network.row_statements[a];
      actor.core = cores[a];
      actor.community = community_[a];
      actor.sure = std::nan("");
      actor.strength.value = values_.strength[a];
      actor.betweenness.value = values_.betweenness[a];
      actor.closeness.value = values_.closeness[a];
      actor.eigenvector.value = values_.eigenvector[a];
    }
    for (const auto& [a, b] : graph_.ties) {
      ++out_.actors[a].ties;
      ++out_.actors[b].ties;
    }
    if (!community_.empty()) {
      out_.communities = 1 + *std::max_element(community_.begin(), community_.end());
    }
    out_.modularity = graph_modularity(graph_, community_, asked_.resolution);
    return {};
  }

  Result<void> cluster() {
    const std::size_t n = out_.network.rows.size();
    out_.silhouette = std::nan("");
    if (selection_.qualifier == nullptr) return {};
    const auto network_by = [&](QualifierRule rule) {
      NetworkOptions options = dyad_options(options_, rule);
      options.isolates = options_.isolates;
      return build_network(statements_, options, cancel_);
    };
    ENTENTE_TRY(const Network congruence, network_by(QualifierRule::Congruence));
    ENTENTE_TRY(const Network conflict, network_by(QualifierRule::Conflict));
    // Repetitions are other ones where the qualifier is ignored, and rows with it (--least).
    if (congruence.rows != out_.network.rows) return {};
    out_.conflict = conflict_shares(dyads_of(congruence, conflict));
    const std::vector<double>& distances = out_.conflict;
    out_.merges = average_linkage(distances, n);
    out_.order = cluster_order(out_.merges, n);
    for (std::size_t done = 0; done <= out_.merges.size(); ++done) {
      ENTENTE_CHECK(check_cancel(cancel_));
      const auto cut = clusters_after(out_.merges, done, n);
      const double silhouette = mean_silhouette(distances, cut);
      if (std::isnan(silhouette) || silhouette <= out_.silhouette) continue;
      out_.silhouette = silhouette;
      out_.cluster = cut;
    }
    if (out_.cluster.empty()) out_.cluster = clusters_after(out_.merges, out_.merges.size(), n);
    if (n > 0) out_.clusters = 1 + *std::max_element(out_.cluster.begin(), out_.cluster.end());
    return {};
  }

  /// Values of all draws, one row an actor.
  struct DrawnValues {
    std::vector<std::vector<double>> strength, betweenness, closeness, eigenvector;
    explicit DrawnValues(std::size_t n, std::size_t draws)
        : strength(n, std::vector<double>(draws)),
          betweenness(strength),
          closeness(strength),
          eigenvector(strength) {}
  };

  Result<void> draw() {
    const std::size_t n = out_.network.rows.size();
    const Philox source(asked_.seed, stream_word("structure draws"));
    const Philox dice(asked_.seed, stream_word("structure draws"), stream_word("search"));
    const ProgressStage stage = progress_.stage("drawing", asked_.draws);
    DrawnValues drawn(n, asked_.draws);
    std::vector<double> modularity(asked_.draws);
    std::vector<std::vector<char>> alike(asked_.draws);
    const NetworkPart part = whole_part(selection_);
    const OwnPairs own = DrawnNetwork(selection_, part, out_.network).own_pairs();
    ENTENTE_CHECK(parallel_blocks(
        asked_.draws, structure_draws_a_block, options_.threads, cancel_, stage,
        [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
          DrawnNetwork network(selection_, part, out_.network);
          std::vector<double> weights(out_.network.edges.size());
          for (std::size_t r = begin; r < end; ++r) {
            if (cancel_.cancelled()) return fail(cancelled_error());
            network.draw(source, r, own, weights);
            const WeightedGraph graph = graph_of(out_.network, weights);
            ENTENTE_TRY(const Centralities values, centralities_of(graph));
            for (std::size_t a = 0; a < n; ++a) {
              drawn.strength[a][r] = values.strength[a];
              drawn.betweenness[a][r] = values.betweenness[a];
              drawn.closeness[a][r] = values.closeness[a];
              drawn.eigenvector[a][r] = values.eigenvector[a];
            }
            modularity[r] = graph_modularity(graph, community_, asked_.resolution);
            const Philox search(dice.bits(r), stream_word("community search"));
            ENTENTE_TRY(
                const std::vector<std::uint32_t> found,
                leiden_communities(graph, asked_.resolution, draw_structure_starts, search));
            alike[r] = placed_alike(community_, found);
          }
          return {};
        }));
    const std::size_t documents = DrawnNetwork(selection_, part, out_.network).documents();
    const auto estimate = [&](stats::Estimate& out, std::vector<double>& values) {
      out = stats::percentile_estimate(out.value, values, asked_.level, documents);
      out.method = stats::IntervalMethod::Reweighted;
    };
    for (std::size_t a = 0; a < n; ++a) {
      StructureActor& actor = out_.actors[a];
      estimate(actor.strength, drawn.strength[a]);
      estimate(actor.betweenness, drawn.betweenness[a]);
      estimate(actor.closeness, drawn.closeness[a]);
      estimate(actor.eigenvector, drawn.eigenvector[a]);
      const auto with_it =
          std::count_if(alike.begin(), alike.end(), [a](const auto& one) { return one[a] != 0; });
      actor.sure = static_cast<double>(with_it) / static_cast<double>(asked_.draws);
    }
    out_.interval.emplace().value = out_.modularity;
    estimate(*out_.interval, modularity);
    return {};
  }

  Result<void> shuffle() {
    const Philox source(asked_.seed, stream_word("structure shuffles"));
    const Philox dice(asked_.seed, stream_word("structure shuffles"), stream_word("search"));
    const ProgressStage stage = progress_.stage("shuffling", asked_.shuffles);
    std::vector<char> as_great(asked_.shuffles, 0);
    ENTENTE_CHECK(parallel_blocks(
        asked_.shuffles, structure_draws_a_block, options_.threads, cancel_, stage,
        [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
          SwappedRecord swapped(selection_);
          for (std::size_t r = begin; r < end; ++r) {
            if (cancel_.cancelled()) return fail(cancelled_error());
            const CodedStatements& record = swapped.swap(source, r);
            NetworkOptions options = swapped.options();
            options.rule = options_.rule;
            options.normalization = options_.normalization;
            ENTENTE_TRY(const Network network, build_network(record, options, cancel_));
            const WeightedGraph graph = graph_of(network, edge_weights(network));
            const Philox search(dice.bits(r), stream_word("community search"));
            ENTENTE_TRY(
                const std::vector<std::uint32_t> found,
                leiden_communities(graph, asked_.resolution, draw_structure_starts, search));
            const double value = graph_modularity(graph, found, asked_.resolution);
            as_great[r] = value >= out_.modularity - 1e-12 ? 1 : 0;
          }
          return {};
        }));
    const auto times = std::count(as_great.begin(), as_great.end(), 1);
    out_.chance = (static_cast<double>(times) + 1) / (static_cast<double>(asked_.shuffles) + 1);
    return {};
  }

  const CodedStatements& statements_;
  const NetworkOptions& options_;
  const StructureOptions& asked_;
  const CancelToken& cancel_;
  const Progress& progress_;
  NetworkSelection selection_;
  WeightedGraph graph_;
  std::vector<std::uint32_t> community_;
  Centralities values_;
  NetworkStructure out_;
};

}  // namespace

Result<NetworkStructure> network_structure(const CodedStatements& statements,
                                           const NetworkOptions& options,
                                           const StructureOptions& structure,
                                           const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_structure(options, structure));
  return StructureFinder(statements, options, structure, cancel, progress).run();
}

Result<std::vector<std::pair<double, double>>> network_layout(const Network& network) {
  const bool two_modes = network.mode == NetworkMode::TwoMode;
  const std::size_t nodes = network.rows.size() + (two_modes ? network.concepts.size() : 0);
  if (nodes > most_structure_actors) {
    return fail(bad_structure(ErrorKind::Limit, "too many nodes to lay out", "rows",
                              "at most 1,000", std::to_string(nodes),
                              "ask for those with more statements: --least N"));
  }
  WeightedGraph graph;
  graph.nodes = static_cast<std::uint32_t>(nodes);
  const auto shift = static_cast<std::uint32_t>(two_modes ? network.rows.size() : 0);
  for (const NetworkEdge& edge : network.edges) {
    const double weight = std::fabs(edge.weight);
    if (!(weight > 0) || std::isinf(weight)) continue;
    graph.ties.emplace_back(edge.row, edge.column + shift);
    graph.weights.push_back(weight);
  }
  return graph_places(graph);
}

}  // namespace entente::alignment
