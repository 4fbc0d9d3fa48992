// SPDX-License-Identifier: GPL-3.0-or-later
#include "weighted_graph.hpp"

#include <igraph/igraph.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <string>

namespace entente::alignment {
namespace {

/// Rounds of one run. Without a bound a run does not end where moves of equal quality undo one
/// another.
constexpr igraph_integer_t most_leiden_rounds = 50;

std::mutex& igraph_mutex() {
  static std::mutex mutex;
  return mutex;
}

Error igraph_error(const char* what, igraph_error_t code) {
  return {ErrorKind::Internal, what, {}, "", igraph_strerror(code), "please report this"};
}

class RealVector {
 public:
  explicit RealVector(std::size_t size) {
    igraph_vector_init(&vector_, static_cast<igraph_integer_t>(size));
  }
  explicit RealVector(const std::vector<double>& values) : RealVector(values.size()) {
    for (std::size_t at = 0; at < values.size(); ++at) {
      VECTOR(vector_)[at] = values[at];
    }
  }
  RealVector(const RealVector&) = delete;
  RealVector& operator=(const RealVector&) = delete;
  ~RealVector() { igraph_vector_destroy(&vector_); }
  igraph_vector_t* get() noexcept { return &vector_; }
  std::vector<double> values() const {
    return {VECTOR(vector_), VECTOR(vector_) + igraph_vector_size(&vector_)};
  }

 private:
  igraph_vector_t vector_{};
};

class IntegerVector {
 public:
  explicit IntegerVector(std::size_t size) {
    igraph_vector_int_init(&vector_, static_cast<igraph_integer_t>(size));
  }
  IntegerVector(const IntegerVector&) = delete;
  IntegerVector& operator=(const IntegerVector&) = delete;
  ~IntegerVector() { igraph_vector_int_destroy(&vector_); }
  igraph_vector_int_t* get() noexcept { return &vector_; }
  void set(std::size_t at, std::uint32_t value) { VECTOR(vector_)[at] = value; }
  std::vector<std::uint32_t> values() const {
    std::vector<std::uint32_t> out;
    const igraph_integer_t size = igraph_vector_int_size(&vector_);
    out.reserve(static_cast<std::size_t>(size));
    for (igraph_integer_t at = 0; at < size; ++at) {
      out.push_back(static_cast<std::uint32_t>(VECTOR(vector_)[at]));
    }
    return out;
  }

 private:
  igraph_vector_int_t vector_{};
};

class PlaceMatrix {
 public:
  PlaceMatrix() { igraph_matrix_init(&matrix_, 0, 0); }
  PlaceMatrix(const PlaceMatrix&) = delete;
  PlaceMatrix& operator=(const PlaceMatrix&) = delete;
  ~PlaceMatrix() { igraph_matrix_destroy(&matrix_); }
  igraph_matrix_t* get() noexcept { return &matrix_; }
  std::vector<std::pair<double, double>> values() const {
    std::vector<std::pair<double, double>> out;
    const igraph_integer_t rows = igraph_matrix_nrow(&matrix_);
    out.reserve(static_cast<std::size_t>(rows));
    for (igraph_integer_t row = 0; row < rows; ++row) {
      out.emplace_back(MATRIX(matrix_, row, 0), MATRIX(matrix_, row, 1));
    }
    return out;
  }

 private:
  igraph_matrix_t matrix_{};
};

/// A graph in igraph's own form, and igraph to itself as long as it lives.
class IgraphSession {
 public:
  explicit IgraphSession(const WeightedGraph& graph) : lock_(igraph_mutex()) {
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    IntegerVector ends(2 * graph.ties.size());
    for (std::size_t at = 0; at < graph.ties.size(); ++at) {
      ends.set(2 * at, graph.ties[at].first);
      ends.set(2 * at + 1, graph.ties[at].second);
    }
    made_ = igraph_create(&graph_, ends.get(), graph.nodes, IGRAPH_UNDIRECTED);
  }
  IgraphSession(const IgraphSession&) = delete;
  IgraphSession& operator=(const IgraphSession&) = delete;
  ~IgraphSession() {
    if (made_ == IGRAPH_SUCCESS) igraph_destroy(&graph_);
  }
  igraph_error_t made() const noexcept { return made_; }
  const igraph_t* get() const noexcept { return &graph_; }

 private:
  std::scoped_lock<std::mutex> lock_;
  igraph_t graph_{};
  igraph_error_t made_ = IGRAPH_SUCCESS;
};

RealVector tie_lengths(const WeightedGraph& graph) {
  std::vector<double> lengths;
  lengths.reserve(graph.weights.size());
  for (const double weight : graph.weights) lengths.push_back(1 / weight);
  return RealVector(lengths);
}

std::vector<double> node_strengths(const WeightedGraph& graph) {
  std::vector<double> out(graph.nodes);
  for (std::size_t at = 0; at < graph.ties.size(); ++at) {
    out[graph.ties[at].first] += graph.weights[at];
    out[graph.ties[at].second] += graph.weights[at];
  }
  return out;
}

}  // namespace

Result<std::vector<std::uint32_t>> leiden_communities(const WeightedGraph& graph, double resolution,
                                                      std::uint32_t starts, const Philox& source) {
  std::vector<std::uint32_t> best(graph.nodes);
  for (std::uint32_t node = 0; node < graph.nodes; ++node) best[node] = node;
  if (graph.ties.empty()) return best;
  const std::vector<double> strengths = node_strengths(graph);
  double total = 0;
  for (const double strength : strengths) total += strength;
  double best_modularity = graph_modularity(graph, best, resolution);
  IgraphSession session(graph);
  if (session.made() != IGRAPH_SUCCESS) return fail(igraph_error("no graph", session.made()));
  RealVector weights(graph.weights);
  RealVector node_weights(strengths);
  igraph_rng_t rng;
  if (const auto code = igraph_rng_init(&rng, &igraph_rngtype_pcg32); code != IGRAPH_SUCCESS) {
    return fail(igraph_error("no random numbers", code));
  }
  igraph_rng_t* const usual = igraph_rng_default();
  igraph_rng_set_default(&rng);
  igraph_error_t code = IGRAPH_SUCCESS;
  for (std::uint32_t start = 0; start < starts && code == IGRAPH_SUCCESS; ++start) {
    IntegerVector membership(graph.nodes);
    igraph_integer_t communities = 0;
    igraph_rng_seed(&rng, source.bits(start));
    // With strengths as weights of nodes, the quality that is raised is modularity.
    code = igraph_community_leiden(session.get(), weights.get(), node_weights.get(),
                                   resolution / total, 0.01, false, most_leiden_rounds,
                                   membership.get(), &communities, nullptr);
    const std::vector<std::uint32_t> found = membership.values();
    const double modularity = graph_modularity(graph, found, resolution);
    if (code == IGRAPH_SUCCESS && modularity > best_modularity + 1e-12) {
      best = found;
      best_modularity = modularity;
    }
  }
  igraph_rng_set_default(usual);
  igraph_rng_destroy(&rng);
  if (code != IGRAPH_SUCCESS) return fail(igraph_error("no communities", code));
  return best;
}

double graph_modularity(const WeightedGraph& graph, const std::vector<std::uint32_t>& community,
                        double resolution) {
  double total = 0;
  double within = 0;
  std::vector<double> strength(community.size());
  for (std::size_t at = 0; at < graph.ties.size(); ++at) {
    const auto [a, b] = graph.ties[at];
    total += graph.weights[at];
    if (community[a] == community[b]) within += graph.weights[at];
    strength[community[a]] += graph.weights[at];
    strength[community[b]] += graph.weights[at];
  }
  if (total <= 0) return 0;
  double expected = 0;
  for (const double of : strength) expected += (of / (2 * total)) * (of / (2 * total));
  const double out = within / total - resolution * expected;
  return std::fabs(out) < 1e-12 ? 0 : out;  // one community at resolution 1, but for rounding
}

Result<std::vector<std::uint32_t>> core_numbers(const WeightedGraph& graph) {
  IgraphSession session(graph);
  if (session.made() != IGRAPH_SUCCESS) return fail(igraph_error("no graph", session.made()));
  IntegerVector out(0);
  const igraph_error_t code = igraph_coreness(session.get(), out.get(), IGRAPH_ALL);
  if (code != IGRAPH_SUCCESS) return fail(igraph_error("no cores", code));
  return out.values();
}

Result<std::vector<double>> graph_betweenness(const WeightedGraph& graph) {
  IgraphSession session(graph);
  if (session.made() != IGRAPH_SUCCESS) return fail(igraph_error("no graph", session.made()));
  RealVector lengths = tie_lengths(graph);
  RealVector found(0);
  const igraph_error_t code = igraph_betweenness(session.get(), found.get(), igraph_vss_all(),
                                                 IGRAPH_UNDIRECTED, lengths.get());
  if (code != IGRAPH_SUCCESS) return fail(igraph_error("no betweenness", code));
  std::vector<double> out = found.values();
  const double others = static_cast<double>(graph.nodes) - 1;
  const double pairs = others * (others - 1) / 2;
  for (double& value : out) value = pairs > 0 ? value / pairs : 0;
  return out;
}

Result<std::vector<double>> harmonic_closeness(const WeightedGraph& graph) {
  IgraphSession session(graph);
  if (session.made() != IGRAPH_SUCCESS) return fail(igraph_error("no graph", session.made()));
  RealVector lengths = tie_lengths(graph);
  RealVector found(0);
  const igraph_error_t code = igraph_harmonic_centrality(
      session.get(), found.get(), igraph_vss_all(), IGRAPH_ALL, lengths.get(), graph.nodes > 1);
  if (code != IGRAPH_SUCCESS) return fail(igraph_error("no closeness", code));
  std::vector<double> out = found.values();
  if (graph.nodes < 2) std::fill(out.begin(), out.end(), 0.0);
  return out;
}

Result<std::vector<std::pair<double, double>>> graph_places(const WeightedGraph& graph) {
  if (graph.nodes == 0) return std::vector<std::pair<double, double>>();
  IgraphSession session(graph);
  if (session.made() != IGRAPH_SUCCESS) return fail(igraph_error("no graph", session.made()));
  std::vector<double> lengths;
  lengths.reserve(graph.weights.size());
  const double heaviest =
      graph.weights.empty() ? 1 : *std::max_element(graph.weights.begin(), graph.weights.end());
  for (const double weight : graph.weights) lengths.push_back(std::sqrt(heaviest / weight));
  RealVector length_vector(lengths);
  PlaceMatrix places;
  igraph_error_t code = igraph_layout_circle(session.get(), places.get(), igraph_vss_all());
  if (code == IGRAPH_SUCCESS) {
    code = igraph_layout_kamada_kawai(
        session.get(), places.get(), true, 50 * static_cast<igraph_integer_t>(graph.nodes), 0,
        static_cast<double>(graph.nodes), length_vector.get(), nullptr, nullptr, nullptr, nullptr);
  }
  if (code != IGRAPH_SUCCESS) return fail(igraph_error("no layout", code));
  return places.values();
}

}  // namespace entente::alignment
