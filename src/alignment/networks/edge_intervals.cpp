// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "assemble.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/shared_weights.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t most_edge_draws = 100'000'000;
constexpr std::size_t edge_draws_a_block = 8;

/// The network again and again, each time with other weights of documents. One a thread.
class DrawnNetwork {
 public:
  DrawnNetwork(const NetworkSelection& selection, const NetworkPart& part, const Network& network)
      : selection_(selection), network_(network) {
    placed_ = place_network(selection, part, &cell_of_);
    const CodedStatements& statements = *selection.statements;
    // Documents by their ids, so that the draws of one do not hang on what stands beside it.
    for (const NetworkStatement& s : placed_.network.statements) {
      documents_.push_back(statements.documents[s.statement]);
    }
    std::vector<std::uint32_t> used = documents_;
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    for (std::uint32_t& document : documents_) {
      document = static_cast<std::uint32_t>(std::lower_bound(used.begin(), used.end(), document) -
                                            used.begin());
    }
    drawn_.resize(used.size());
  }

  std::size_t documents() const noexcept { return drawn_.size(); }

  /// Weights of the edges in draw `replicate`.
  void draw(const Philox& source, std::uint64_t replicate, std::vector<double>& out) {
    PhiloxCursor cursor = source.cursor(replicate);
    double sum = 0;
    for (double& weight : drawn_) {
      weight = stats::exponential_of(cursor.uniform01());
      sum += weight;
    }
    const double mean = sum / static_cast<double>(drawn_.size());
    for (double& weight : drawn_) weight /= mean;
    weigh_cells();
    if (selection_.options.mode == NetworkMode::TwoMode) {
      two_modes(out);
    } else {
      one_mode(out);
    }
  }

 private:
  void weigh_cells() {
    CellTable& table = placed_.table;
    for (NetworkCell& cell : table.cells) cell.weight = 0;
    for (std::size_t s = 0; s < cell_of_.size(); ++s) {
      table.cells[cell_of_[s]].weight += drawn_[documents_[s]];
    }
    for (NetworkPair& pair : table.pairs) {
      pair.weight = 0;
      for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
        pair.weight += table.cells[c].weight;
      }
    }
  }

  void two_modes(std::vector<double>& out) {
    const std::vector<double> weights = two_mode_weights(selection_, placed_);
    std::size_t edge = 0;
    const CellTable& table = placed_.table;
    for (std::size_t at = 0; at < weights.size() && edge < network_.edges.size(); ++at) {
      const NetworkPair& pair = table.pairs[table.row_pairs[at]];
      const NetworkEdge& wanted = network_.edges[edge];
      if (pair.row == wanted.row && pair.column == wanted.column) out[edge++] = weights[at];
    }
  }

  void one_mode(std::vector<double>& out) {
    EdgeWeigher weigher(selection_, placed_, false);
    const PairSummer summer(placed_.table, placed_.levels, weigher.wanted());
    weigher.refresh(summer);
    std::size_t edge = 0;
    while (edge < network_.edges.size()) {
      const std::uint32_t row = network_.edges[edge].row;
      summer.sum(row, sums_);
      for (; edge < network_.edges.size() && network_.edges[edge].row == row; ++edge) {
        const std::uint32_t other = network_.edges[edge].column;
        out[edge] = weigher.weigh(row, other, sums_.by_row[other]);
      }
    }
  }

  const NetworkSelection& selection_;
  const Network& network_;
  PlacedNetwork placed_;
  std::vector<std::uint32_t> cell_of_;
  std::vector<std::uint32_t> documents_;  ///< by statement: place among those drawn
  std::vector<double> drawn_;             ///< by document: its weight, 1 on average
  RowSums sums_;
};

/// Distinct documents behind each edge.
std::vector<std::uint64_t> documents_behind(const CodedStatements& statements,
                                            const Network& network) {
  const EdgeEvidence evidence(network);
  std::vector<std::uint64_t> out;
  out.reserve(network.edges.size());
  for (const NetworkEdge& edge : network.edges) {
    std::vector<std::uint32_t> documents;
    for (const std::uint32_t s : evidence.statements(edge)) {
      documents.push_back(statements.documents[s]);
    }
    std::sort(documents.begin(), documents.end());
    out.push_back(static_cast<std::uint64_t>(std::unique(documents.begin(), documents.end()) -
                                             documents.begin()));
  }
  return out;
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
  NetworkPart part;
  part.statements = selection.kept;
  part.labels_from = options.isolates ? selection.in_range : selection.kept;
  std::vector<double> draws(edges * replicates);
  const Philox source(interval.seed, stream_word("edge intervals"));
  ENTENTE_CHECK(parallel_blocks(
      replicates, std::max(edge_draws_a_block, replicates / 8), options.threads, cancel, {},
      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
        DrawnNetwork drawn(selection, part, network);
        std::vector<double> weights(edges);
        for (std::size_t r = begin; r < end; ++r) {
          if (cancel.cancelled()) return fail(cancelled_error());
          drawn.draw(source, r, weights);
          for (std::size_t e = 0; e < edges; ++e) draws[e * replicates + r] = weights[e];
        }
        return {};
      }));
  const std::vector<std::uint64_t> units = documents_behind(statements, network);
  out.resize(edges);
  ENTENTE_CHECK(parallel_for(edges, options.threads, cancel, {}, [&](std::size_t e) {
    out[e] = stats::percentile_estimate(network.edges[e].weight,
                                        std::span(draws).subspan(e * replicates, replicates),
                                        interval.level, units[e]);
    out[e].method = stats::IntervalMethod::Reweighted;
  }));
  return out;
}

}  // namespace entente::alignment
