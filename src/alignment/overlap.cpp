// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/overlap.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

#include "alignment/overlap_draws.hpp"
#include "alignment/overlap_evidence.hpp"
#include "entente/base/parallel.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/summary.hpp"

namespace entente::alignment {
namespace {

using detail::CellEvidence;

constexpr std::size_t most_values = 8'000'000;  // drawn and held at a time: 64 MB
constexpr std::size_t most_replicates = 50'000'000;
constexpr std::size_t pairs_a_task = 16;

Result<void> check_options(const OverlapOptions& options) {
  ENTENTE_CHECK(stats::check_replicates(options.replicates, options.level));
  if (options.replicates <= most_replicates) return {};
  return fail({ErrorKind::Limit,
               "too many draws to hold",
               {},
               "at most " + std::to_string(most_replicates),
               std::to_string(options.replicates),
               "ask for fewer draws"});
}

/// How many findings are drawn at a time.
std::size_t at_a_time(const OverlapOptions& options, std::size_t figures_each) {
  return std::max<std::size_t>(most_values / options.replicates / figures_each, 1);
}

/// A figure without its interval: for good where it rests on one unit, else until it is drawn.
stats::Estimate undrawn(double value, std::size_t units, const OverlapOptions& options) {
  stats::Estimate out;
  out.value = value;
  out.method = stats::IntervalMethod::Reweighted;
  out.level = options.level;
  out.n = units;
  return out;
}

/// Whether either the evidence or what is averaged over is too little for the level.
bool too_few(std::size_t units, std::size_t averaged, const OverlapOptions& options) {
  return stats::coverage_ceiling(std::min(units, averaged)) < options.level;
}

/// Puts the intervals of drawn columns, each `replicates` long, to their figures.
Result<void> set_intervals(const std::vector<stats::Estimate*>& figures, std::vector<double> drawn,
                           const OverlapOptions& options, const CancelToken& cancel) {
  const std::size_t draws = options.replicates;
  return parallel_blocks(figures.size(), pairs_a_task, options.threads, cancel, {},
                         [&](std::size_t, std::size_t begin, std::size_t end) {
                           for (std::size_t i = begin; i < end; ++i) {
                             if (!figures[i]) continue;
                             *figures[i] = stats::percentile_estimate(
                                 figures[i]->value, std::span(drawn).subspan(i * draws, draws),
                                 options.level, figures[i]->n);
                             figures[i]->method = stats::IntervalMethod::Reweighted;
                           }
                         });
}

/// All of an issue but its intervals.
Result<IssueOverlap> undrawn_issue(const record::Snapshot& snapshot,
                                   const positions::PositionMatrix& matrix, std::size_t row,
                                   const OverlapOptions& options) {
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
  out.statements = std::move(evidence.statements);
  out.units = std::move(evidence.units);
  out.mean = undrawn(summary.mean, out.units.size(), options);
  out.few_units = too_few(out.units.size(), out.n, options);
  if (out.n >= 2) {
    out.range = summary.range();
    out.sd = summary.sd_population;
    out.cohesion = undrawn(detail::cohesion_of(summary.sd_population), out.units.size(), options);
  }
  return out;
}

Result<void> draw_issues(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                         std::span<IssueOverlap> issues, const OverlapOptions& options,
                         const CancelToken& cancel) {
  std::vector<std::size_t> places;
  std::vector<std::size_t> ends;
  std::vector<stats::Estimate*> figures;
  for (IssueOverlap& issue : issues) {
    if (issue.units.size() < 2) continue;
    for (const std::size_t column : detail::known_cells(matrix, issue.issue_row).columns) {
      places.push_back(issue.issue_row * matrix.actors.size() + column);
    }
    ends.push_back(places.size());
    figures.push_back(&*issue.mean);
    figures.push_back(issue.cohesion ? &*issue.cohesion : nullptr);
  }
  if (figures.empty()) return {};
  const detail::EvidenceTable table(snapshot, matrix, places);
  std::vector<detail::IssuePlan> plans;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    plans.emplace_back(table, std::span(places).subspan(begin, end - begin));
    begin = end;
  }
  const auto fill = [&plans](const detail::DrawnEvidence& drawn, const auto& put) {
    detail::Lanes mean;
    detail::Lanes cohesion;
    for (std::size_t i = 0; i < plans.size(); ++i) {
      plans[i].figures(drawn, mean, cohesion);
      put(2 * i, mean);
      put(2 * i + 1, cohesion);
    }
  };
  ENTENTE_TRY(std::vector<double> drawn,
              detail::draw_columns(table, figures.size(), options, cancel, fill));
  return set_intervals(figures, std::move(drawn), options, cancel);
}

/// All of a pair but its interval.
Agreement undrawn_pair(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                       std::size_t first, std::size_t second, const OverlapOptions& options) {
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
  CellEvidence evidence = detail::evidence_of_cells(snapshot, cells);
  out.statements = std::move(evidence.statements);
  out.units = std::move(evidence.units);
  out.value = undrawn(1 - sum / static_cast<double>(out.n()) / 4, out.units.size(), options);
  out.few_units = too_few(out.units.size(), out.n(), options);
  return out;
}

/// Where the cells of a pair stand in the matrix: first, second, first, second, ...
std::vector<std::size_t> pair_places(const positions::PositionMatrix& matrix,
                                     const Agreement& pair) {
  std::vector<std::size_t> out;
  out.reserve(pair.n() * 2);
  for (const std::size_t row : pair.issue_rows) {
    out.push_back(row * matrix.actors.size() + pair.first);
    out.push_back(row * matrix.actors.size() + pair.second);
  }
  return out;
}

Result<void> draw_pairs(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                        std::span<Agreement> pairs, const OverlapOptions& options,
                        const CancelToken& cancel) {
  std::vector<bool> wanted(matrix.cells.size());
  std::vector<Agreement*> drawable;
  std::vector<stats::Estimate*> figures;
  for (Agreement& pair : pairs) {
    if (pair.units.size() < 2) continue;
    drawable.push_back(&pair);
    figures.push_back(&*pair.value);
    for (const std::size_t place : pair_places(matrix, pair)) wanted[place] = true;
  }
  if (figures.empty()) return {};
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < wanted.size(); ++place) {
    if (wanted[place]) places.push_back(place);
  }
  const detail::EvidenceTable table(snapshot, matrix, places);
  std::vector<detail::PairPlan> plans(drawable.size());
  ENTENTE_CHECK(parallel_blocks(plans.size(), pairs_a_task, options.threads, cancel, {},
                                [&](std::size_t, std::size_t begin, std::size_t end) {
                                  for (std::size_t i = begin; i < end; ++i) {
                                    plans[i] =
                                        detail::PairPlan(table, pair_places(matrix, *drawable[i]));
                                  }
                                }));
  const auto fill = [&plans](const detail::DrawnEvidence& drawn, const auto& put) {
    for (std::size_t i = 0; i < plans.size(); ++i) put(i, plans[i].agreement(drawn));
  };
  ENTENTE_TRY(std::vector<double> drawn,
              detail::draw_columns(table, plans.size(), options, cancel, fill));
  return set_intervals(figures, std::move(drawn), options, cancel);
}

/// Pairs of columns, in the order given.
Result<std::vector<Agreement>> drawn_pairs(
    const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs, const OverlapOptions& options,
    const CancelToken& cancel) {
  ENTENTE_CHECK(check_options(options));
  std::vector<Agreement> out(pairs.size());
  ENTENTE_CHECK(parallel_blocks(pairs.size(), pairs_a_task, options.threads, cancel, {},
                                [&](std::size_t, std::size_t begin, std::size_t end) {
                                  for (std::size_t p = begin; p < end; ++p) {
                                    out[p] = undrawn_pair(snapshot, matrix, pairs[p].first,
                                                          pairs[p].second, options);
                                  }
                                }));
  const std::size_t step = at_a_time(options, 1);
  for (std::size_t begin = 0; begin < out.size(); begin += step) {
    const auto some = std::span(out).subspan(begin, std::min(step, out.size() - begin));
    ENTENTE_CHECK(draw_pairs(snapshot, matrix, some, options, cancel));
  }
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
  ENTENTE_CHECK(check_options(options));
  std::vector<IssueOverlap> out(matrix.issues.size());
  ENTENTE_CHECK(parallel_blocks(out.size(), 1, options.threads, cancel, {},
                                [&](std::size_t row, std::size_t, std::size_t) -> Result<void> {
                                  ENTENTE_TRY(out[row],
                                              undrawn_issue(snapshot, matrix, row, options));
                                  return {};
                                }));
  const std::size_t step = at_a_time(options, 2);
  for (std::size_t begin = 0; begin < out.size(); begin += step) {
    const auto some = std::span(out).subspan(begin, std::min(step, out.size() - begin));
    ENTENTE_CHECK(draw_issues(snapshot, matrix, some, options, cancel));
  }
  return out;
}

Result<Agreement> agreement(const record::Snapshot& snapshot,
                            const positions::PositionMatrix& matrix, std::size_t first,
                            std::size_t second, const OverlapOptions& options,
                            const CancelToken& cancel) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  ENTENTE_CHECK(detail::check_pair(matrix, first, second));
  ENTENTE_TRY(std::vector<Agreement> one,
              drawn_pairs(snapshot, matrix, {{first, second}}, options, cancel));
  return std::move(one.front());
}

Result<std::vector<Agreement>> agreements(const record::Snapshot& snapshot,
                                          const positions::PositionMatrix& matrix,
                                          const OverlapOptions& options,
                                          const CancelToken& cancel) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  return drawn_pairs(snapshot, matrix, detail::all_pairs(matrix.actors.size()), options, cancel);
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
