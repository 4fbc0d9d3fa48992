// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "drawn_network.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/bootstrap.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t most_edge_draws = 100'000'000;
constexpr std::size_t edge_draws_a_block = 8;

/// How many documents stand behind an edge, and as how many of equal weight they count: (sum s)^2 /
/// sum s^2 of their statements.
struct DocumentsBehind {
  std::uint64_t count = 0;
  double effective = 0;
};

std::vector<DocumentsBehind> documents_behind(const CodedStatements& statements,
                                              const Network& network) {
  const EdgeEvidence evidence(network);
  std::vector<DocumentsBehind> out;
  out.reserve(network.edges.size());
  for (const NetworkEdge& edge : network.edges) {
    std::vector<std::uint32_t> documents;
    for (const std::uint32_t s : evidence.statements(edge)) {
      documents.push_back(statements.documents[s]);
    }
    std::sort(documents.begin(), documents.end());
    DocumentsBehind behind;
    double squares = 0;
    for (std::size_t begin = 0; begin < documents.size();) {
      std::size_t end = begin;
      while (end < documents.size() && documents[end] == documents[begin]) ++end;
      const auto share = static_cast<double>(end - begin) / static_cast<double>(documents.size());
      squares += share * share;
      ++behind.count;
      begin = end;
    }
    behind.effective = squares > 0 ? 1 / squares : 0;
    out.push_back(behind);
  }
  return out;
}

/// Sums and means of statements lie above 0, have no upper bound and skewed draws. Shares have both
/// bounds, differences may be below 0, and combined levels are a code.
bool is_skewed(const NetworkOptions& options) {
  if (options.rule == QualifierRule::Subtract || options.rule == QualifierRule::Combine) {
    return false;
  }
  return options.normalization == Normalization::None ||
         options.normalization == Normalization::Average;
}

}  // namespace

Result<std::vector<stats::Estimate>> edge_intervals(const CodedStatements& statements,
                                                    const Network& network,
                                                    const NetworkOptions& options,
                                                    const EdgeIntervalOptions& interval,
                                                    const CancelToken& cancel) {
  ENTENTE_CHECK(stats::check_replicates(interval.replicates, interval.level));
  const std::size_t edges = network.edges.size();
  const std::size_t replicates = interval.replicates;
  if (edges * replicates > most_edge_draws) {
    return fail({ErrorKind::Limit,
                 "too many edges for intervals",
                 {},
                 "edges times draws at most 100 million",
                 std::to_string(edges) + " edges",
                 "ask for fewer draws or fewer edges, or for none: --draws 0"});
  }
  std::vector<stats::Estimate> out;
  if (edges == 0) return out;
  ENTENTE_TRY(const NetworkSelection selection,
              select_statements(statements, options, Kernel::None, cancel));
  const NetworkPart part = whole_part(selection);
  std::vector<double> draws(edges * replicates);
  const Philox source(interval.seed, stream_word("edge intervals"));
  const OwnPairs own = DrawnNetwork(selection, part, network).own_pairs();
  ENTENTE_CHECK(parallel_blocks(
      replicates, std::max(edge_draws_a_block, replicates / 8), options.threads, cancel, {},
      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
        DrawnNetwork drawn(selection, part, network);
        std::vector<double> weights(edges);
        for (std::size_t r = begin; r < end; ++r) {
          if (cancel.cancelled()) return fail(cancelled_error());
          drawn.draw(source, r, own, weights);
          for (std::size_t e = 0; e < edges; ++e) draws[e * replicates + r] = weights[e];
        }
        return {};
      }));
  const std::vector<DocumentsBehind> behind = documents_behind(statements, network);
  out.resize(edges);
  ENTENTE_CHECK(parallel_for(edges, options.threads, cancel, {}, [&](std::size_t e) {
    const auto of_edge = std::span(draws).subspan(e * replicates, replicates);
    const double weight = network.edges[e].weight;
    if (is_skewed(selection.options) && weight > 0) {
      out[e] = stats::log_t_estimate(weight, of_edge, interval.level, behind[e].count,
                                     behind[e].effective);
      return;
    }
    out[e] = stats::percentile_estimate(weight, of_edge, interval.level, behind[e].count);
    out[e].method = stats::IntervalMethod::Reweighted;
  }));
  return out;
}

}  // namespace entente::alignment
