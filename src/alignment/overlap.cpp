// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/overlap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "alignment/overlap_evidence.hpp"
#include "entente/base/parallel.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/summary.hpp"

namespace entente::alignment {
namespace {

using detail::CellEvidence;
using detail::Link;

/// Cells in one draw: how often their statements were drawn, and the stances so weighted. Both are
/// whole numbers, so that the order of drawing cannot change a bit.
struct DrawnCells {
  std::vector<int> weight;
  std::vector<int> sum;

  explicit DrawnCells(std::size_t cells) : weight(cells), sum(cells) {}
  void draw(std::span<const Link> links, std::span<const std::uint32_t> rows) {
    std::fill(weight.begin(), weight.end(), 0);
    std::fill(sum.begin(), sum.end(), 0);
    for (const std::uint32_t row : rows) {
      const Link& link = links[row];
      ++weight[link.cell];
      sum[link.cell] += link.stance;
    }
  }
  bool known(std::size_t cell) const { return weight[cell] > 0; }
  double value(std::size_t cell) const {
    return static_cast<double>(sum[cell]) / static_cast<double>(weight[cell]);
  }
};

/// Mean and cohesion of the cells of one draw; cohesion stays undefined below two.
void mean_and_cohesion(const DrawnCells& drawn, std::vector<double>& values,
                       std::span<double> out) {
  values.clear();
  double sum = 0;
  for (std::size_t c = 0; c < drawn.weight.size(); ++c) {
    if (!drawn.known(c)) continue;
    values.push_back(drawn.value(c));
    sum += values.back();
  }
  if (values.empty()) return;
  const double n = static_cast<double>(values.size());
  out[0] = sum / n;
  if (values.size() < 2) return;
  double squares = 0;
  for (const double x : values) squares += (x - out[0]) * (x - out[0]);
  out[1] = detail::cohesion_of(std::sqrt(squares / n));
}

/// Agreement of the pairs of cells (0, 1), (2, 3), ...; undefined where no pair is known.
double agreement_of(const DrawnCells& drawn) {
  double sum = 0;
  std::size_t n = 0;
  for (std::size_t c = 0; c + 1 < drawn.weight.size(); c += 2) {
    if (!drawn.known(c) || !drawn.known(c + 1)) continue;
    sum += std::abs(drawn.value(c) - drawn.value(c + 1));
    ++n;
  }
  if (n == 0) return std::numeric_limits<double>::quiet_NaN();
  return 1 - sum / static_cast<double>(n) / 4;
}

stats::ResamplingUnits resampling_units(const CellEvidence& evidence) {
  std::vector<std::uint32_t> unit_of_row;
  unit_of_row.reserve(evidence.links.size());
  for (const Link& link : evidence.links) unit_of_row.push_back(link.unit);
  return stats::ResamplingUnits::by_group(unit_of_row);
}

/// One thread: issues and pairs are what is spread over threads.
stats::BootstrapOptions bootstrap_options(const OverlapOptions& options, std::uint64_t stream) {
  stats::BootstrapOptions out;
  out.seed = options.seed;
  out.stream = stream;
  out.replicates = options.replicates;
  out.level = options.level;
  return out;
}

/// The interval of the draws around the value of the matrix. (On the data themselves the draws'
/// rule weighs a contested cell's statements by their units, the matrix counts each once.)
stats::Estimate estimate(const stats::Bootstrap& draws, double value) {
  stats::Estimate out = draws.percentile;
  out.value = value;
  return out;
}

Result<IssueOverlap> issue_overlap(const record::Snapshot& snapshot,
                                   const positions::PositionMatrix& matrix, std::size_t row,
                                   const OverlapOptions& options, const CancelToken& cancel) {
  IssueOverlap out;
  out.issue = matrix.issues[row];
  out.issue_row = row;
  out.reverse_keyed = snapshot.issues.reverse_keyed[out.issue.value()];
  const detail::KnownCells known = detail::known_cells(matrix, row);
  out.n = known.cells.size();
  if (out.n == 0) return out;
  CellEvidence evidence = detail::evidence_of_cells(snapshot, known.cells);
  std::vector<double> values;
  values.reserve(out.n);
  for (const positions::Cell* cell : known.cells) values.push_back(*cell->mean);
  ENTENTE_TRY(const stats::Summary summary, stats::summarize(values));
  DrawnCells drawn(out.n);
  const auto statistics = [&](std::span<const std::uint32_t> rows, std::span<double> line) {
    drawn.draw(evidence.links, rows);
    mean_and_cohesion(drawn, values, line);
  };
  ENTENTE_TRY(const auto draws,
              stats::bootstrap_many(resampling_units(evidence), 2, statistics,
                                    bootstrap_options(options, out.issue.value()), cancel));
  out.mean = estimate(*draws[0], summary.mean);
  out.few_units = draws[0]->few_units;
  if (out.n >= 2) {
    out.range = summary.range();
    out.sd = summary.sd_population;
    out.cohesion = estimate(*draws[1], detail::cohesion_of(summary.sd_population));
  }
  out.statements = std::move(evidence.statements);
  out.units = std::move(evidence.units);
  return out;
}

/// A stream of the two actors, whichever comes first; the issues' streams are below 2^32.
std::uint64_t pair_stream(ActorCode a, ActorCode b) {
  const std::uint64_t low = std::min(a, b).value();
  const std::uint64_t high = std::max(a, b).value();
  return (high << 32U) | low;
}

Result<Agreement> pair_agreement(const record::Snapshot& snapshot,
                                 const positions::PositionMatrix& matrix, std::size_t first,
                                 std::size_t second, const OverlapOptions& options,
                                 const CancelToken& cancel) {
  Agreement out;
  out.first = first;
  out.second = second;
  out.issue_rows = detail::common_rows(matrix, first, second);
  if (out.issue_rows.empty()) return out;
  const auto cells = detail::pair_cells(matrix, first, second, out.issue_rows);
  double sum = 0;
  for (std::size_t c = 0; c < cells.size(); c += 2) {
    sum += std::abs(*cells[c]->mean - *cells[c + 1]->mean);
  }
  const double value = 1 - sum / static_cast<double>(out.n()) / 4;
  CellEvidence evidence = detail::evidence_of_cells(snapshot, cells);
  DrawnCells drawn(cells.size());
  const auto statistic = [&](std::span<const std::uint32_t> rows) {
    drawn.draw(evidence.links, rows);
    return agreement_of(drawn);
  };
  const std::uint64_t stream = pair_stream(matrix.actors[first], matrix.actors[second]);
  ENTENTE_TRY(const stats::Bootstrap draws,
              stats::bootstrap(resampling_units(evidence), statistic,
                               bootstrap_options(options, stream), cancel));
  out.value = estimate(draws, value);
  out.few_units = draws.few_units;
  out.statements = std::move(evidence.statements);
  out.units = std::move(evidence.units);
  return out;
}

/// To 1e-9, so that the rounding of a sum in another order cannot decide a rank.
long long ranked(double value) { return std::llround(value * 1e9); }

/// Places whose n is at least two, by ascending key(issue), then the study's order.
template <class Key>
std::vector<std::size_t> ordered(std::span<const IssueOverlap> issues, const Key& key) {
  using Keyed = std::pair<decltype(key(issues[0])), std::pair<IssueCode, std::size_t>>;
  std::vector<Keyed> places;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (issues[i].n >= 2) places.push_back({key(issues[i]), {issues[i].issue, i}});
  }
  std::sort(places.begin(), places.end());
  std::vector<std::size_t> out;
  out.reserve(places.size());
  for (const Keyed& place : places) out.push_back(place.second.second);
  return out;
}

}  // namespace

Result<std::vector<IssueOverlap>> issue_overlaps(const record::Snapshot& snapshot,
                                                 const positions::PositionMatrix& matrix,
                                                 const OverlapOptions& options,
                                                 const CancelToken& cancel) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  std::vector<IssueOverlap> out(matrix.issues.size());
  ENTENTE_CHECK(parallel_blocks(out.size(), 1, options.threads, cancel, {},
                                [&](std::size_t row, std::size_t, std::size_t) -> Result<void> {
                                  ENTENTE_TRY(out[row], issue_overlap(snapshot, matrix, row,
                                                                      options, cancel));
                                  return {};
                                }));
  return out;
}

Result<Agreement> agreement(const record::Snapshot& snapshot,
                            const positions::PositionMatrix& matrix, std::size_t first,
                            std::size_t second, const OverlapOptions& options,
                            const CancelToken& cancel) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  ENTENTE_CHECK(detail::check_pair(matrix, first, second));
  return pair_agreement(snapshot, matrix, first, second, options, cancel);
}

Result<std::vector<Agreement>> agreements(const record::Snapshot& snapshot,
                                          const positions::PositionMatrix& matrix,
                                          const OverlapOptions& options,
                                          const CancelToken& cancel) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  const auto pairs = detail::all_pairs(matrix.actors.size());
  std::vector<Agreement> out(pairs.size());
  ENTENTE_CHECK(parallel_blocks(out.size(), 1, options.threads, cancel, {},
                                [&](std::size_t p, std::size_t, std::size_t) -> Result<void> {
                                  ENTENTE_TRY(out[p],
                                              pair_agreement(snapshot, matrix, pairs[p].first,
                                                             pairs[p].second, options, cancel));
                                  return {};
                                }));
  return out;
}

std::vector<std::size_t> consensus_order(std::span<const IssueOverlap> issues) {
  return ordered(issues, [](const IssueOverlap& issue) {
    return std::tuple(ranked(*issue.sd), -ranked(std::abs(issue.mean->value)),
                      -static_cast<long long>(issue.n));
  });
}

std::vector<std::size_t> dissonance_order(std::span<const IssueOverlap> issues) {
  return ordered(issues, [](const IssueOverlap& issue) {
    return std::tuple(-ranked(*issue.range), -ranked(*issue.sd), -static_cast<long long>(issue.n));
  });
}

}  // namespace entente::alignment
