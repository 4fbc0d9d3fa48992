// SPDX-License-Identifier: GPL-3.0-or-later
// Findings without one unit at a time. Only the cells that rest on the unit are read anew, each
// from its own statements.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "alignment/overlap_evidence.hpp"
#include "entente/alignment/overlap.hpp"
#include "entente/base/parallel.hpp"
#include "entente/stats/summary.hpp"

namespace entente::alignment {
namespace {

using detail::CellEvidence;
using detail::Link;

constexpr double tie = 1e-12;
constexpr std::size_t no_place = static_cast<std::size_t>(-1);

/// The statements that count, by cell of the matrix, and the only unit of those that have but one.
class CellStatements {
 public:
  CellStatements(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                 const std::vector<bool>& without)
      : snapshot_(snapshot), by_cell_(matrix.cells.size()), only_(snapshot.statements.size()) {
    std::vector<std::size_t> columns(snapshot.actors.size(), no_place);
    std::vector<std::size_t> rows(snapshot.issues.size(), no_place);
    for (std::size_t a = 0; a < matrix.actors.size(); ++a) columns[matrix.actors[a].value()] = a;
    for (std::size_t i = 0; i < matrix.issues.size(); ++i) rows[matrix.issues[i].value()] = i;
    for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
      const std::size_t column = columns[snapshot.statements.actor[s].value()];
      const std::size_t row = rows[snapshot.statements.issue[s].value()];
      if (column == no_place || row == no_place || (s < without.size() && without[s]) ||
          !positions::counts(snapshot, StatementCode(s), matrix.at)) {
        continue;
      }
      by_cell_[row * matrix.actors.size() + column].emplace_back(s);
      const std::vector<EvidenceUnit> units = evidence_units(snapshot, StatementCode(s));
      if (units.size() == 1) only_[s] = units.front();
    }
  }

  bool rests_only_on(StatementCode statement, const EvidenceUnit& unit) const {
    return only_[statement.value()] == unit;
  }

  /// The cell's mean as latest_positions would read it without the unit.
  std::optional<double> mean_without(std::size_t cell, const EvidenceUnit& unit) const {
    const record::StatementColumns& columns = snapshot_.statements;
    std::optional<std::chrono::sys_days> latest;
    int sum = 0;
    int n = 0;
    for (const StatementCode s : by_cell_[cell]) {
      if (rests_only_on(s, unit)) continue;
      const std::chrono::sys_days first_day = columns.date[s.value()].first_day();
      if (latest && first_day < *latest) continue;
      if (!latest || *latest < first_day) sum = n = 0;
      latest = first_day;
      sum += columns.stance[s.value()];
      ++n;
    }
    if (n == 0) return std::nullopt;
    return static_cast<double>(sum) / n;
  }

 private:
  const record::Snapshot& snapshot_;
  std::vector<std::vector<StatementCode>> by_cell_;
  std::vector<std::optional<EvidenceUnit>> only_;
};

/// For each unit the cells (places in the list behind the evidence) that lose a statement with it,
/// ascending and distinct.
std::vector<std::vector<std::size_t>> cells_resting(const CellEvidence& evidence,
                                                    const CellStatements& statements) {
  std::vector<std::vector<std::size_t>> out(evidence.units.size());
  for (const Link& link : evidence.links) {
    if (!statements.rests_only_on(link.statement, evidence.units[link.unit])) continue;
    std::vector<std::size_t>& cells = out[link.unit];
    if (cells.empty() || cells.back() != link.cell) cells.push_back(link.cell);
  }
  return out;
}

/// Takes in the figure without one unit after the other, in their order.
class FragilityOf {
 public:
  FragilityOf(double value, std::size_t n) {
    out_.value = value;
    out_.least_n = n;
  }

  void add(const EvidenceUnit& unit, std::optional<double> value, std::size_t n,
           std::size_t cells) {
    out_.least_n = std::min(out_.least_n, n);
    if (value) {
      out_.least = std::min(out_.least.value_or(*value), *value);
      out_.greatest = std::max(out_.greatest.value_or(*value), *value);
    } else {
      ++out_.vanishing;
    }
    if (!worse(value)) return;
    any_ = true;
    out_.worst = unit;
    out_.change.reset();
    if (value) out_.change = *value - out_.value;
    out_.worst_cells = cells;
    out_.worst_n = n;
  }

  const Fragility& result() const noexcept { return out_; }

 private:
  bool worse(const std::optional<double>& value) const {
    if (!any_) return true;
    if (!out_.change) return false;
    return !value || std::abs(*value - out_.value) > std::abs(*out_.change) + tie;
  }

  Fragility out_;
  bool any_ = false;
};

struct SpreadOf {
  std::size_t n = 0;
  std::optional<double> mean;
  std::optional<double> cohesion;
};

Result<SpreadOf> spread_of(const std::vector<std::optional<double>>& cells) {
  std::vector<double> known;
  for (const std::optional<double>& x : cells) {
    if (x) known.push_back(*x);
  }
  SpreadOf out;
  out.n = known.size();
  if (known.empty()) return out;
  ENTENTE_TRY(const stats::Summary summary, stats::summarize(known));
  out.mean = summary.mean;
  if (out.n >= 2) out.cohesion = detail::cohesion_of(summary.sd_population);
  return out;
}

Result<IssueFragility> fragility_of_issue(const record::Snapshot& snapshot,
                                          const positions::PositionMatrix& matrix, std::size_t row,
                                          const CellStatements& statements) {
  IssueFragility out;
  out.issue = matrix.issues[row];
  out.issue_row = row;
  const detail::KnownCells known = detail::known_cells(matrix, row);
  out.n = known.cells.size();
  if (out.n == 0) return out;
  const CellEvidence evidence = detail::evidence_of_cells(snapshot, known.cells);
  out.passages = evidence.count(UnitKind::Passage);
  out.sources = evidence.count(UnitKind::Source);
  std::vector<std::optional<double>> values;
  values.reserve(out.n);
  for (const positions::Cell* cell : known.cells) values.push_back(cell->mean);
  ENTENTE_TRY(const SpreadOf with_all, spread_of(values));
  FragilityOf mean(*with_all.mean, out.n);
  FragilityOf cohesion(with_all.cohesion.value_or(0), out.n);
  const auto resting = cells_resting(evidence, statements);
  for (std::size_t u = 0; u < evidence.units.size(); ++u) {
    const EvidenceUnit& unit = evidence.units[u];
    if (resting[u].empty()) {  // nothing changes
      mean.add(unit, with_all.mean, with_all.n, 0);
      cohesion.add(unit, with_all.cohesion, with_all.n, 0);
      continue;
    }
    std::vector<std::optional<double>> changed = values;
    for (const std::size_t c : resting[u]) {
      changed[c] = statements.mean_without(row * matrix.actors.size() + known.columns[c], unit);
    }
    ENTENTE_TRY(const SpreadOf left, spread_of(changed));
    mean.add(unit, left.mean, left.n, resting[u].size());
    cohesion.add(unit, left.cohesion, left.n, resting[u].size());
  }
  out.mean = mean.result();
  if (with_all.cohesion) out.cohesion = cohesion.result();
  return out;
}

/// The sum of the distances of a pair and on how many issues.
struct Distance {
  double sum = 0;
  std::size_t n = 0;

  void add(std::optional<double> x, std::optional<double> y) {
    if (!x || !y) return;
    sum += std::abs(*x - *y);
    ++n;
  }
  std::optional<double> agreement() const {
    if (n == 0) return std::nullopt;
    // What was taken off again may leave a rounding below nothing.
    return 1 - std::max(sum, 0.0) / static_cast<double>(n) / 4;
  }
};

/// The pair's distance without one unit, of which only the issues it touches are read anew.
/// `rows` and `cells` as in detail::pair_cells.
Distance distance_without(const positions::PositionMatrix& matrix, const AgreementFragility& pair,
                          std::span<const std::size_t> rows,
                          std::span<const positions::Cell* const> cells, Distance with_all,
                          std::span<const std::size_t> resting, const EvidenceUnit& unit,
                          const CellStatements& statements) {
  Distance out = with_all;
  std::size_t done = no_place;
  for (const std::size_t c : resting) {
    const std::size_t issue = c / 2;
    if (issue == done) continue;
    done = issue;
    const positions::Cell& x = *cells[2 * issue];
    const positions::Cell& y = *cells[2 * issue + 1];
    out.sum -= std::abs(*x.mean - *y.mean);
    --out.n;
    const std::size_t start = rows[issue] * matrix.actors.size();
    const bool first_rests = c % 2 == 0;
    const bool second_rests = std::binary_search(resting.begin(), resting.end(), 2 * issue + 1);
    out.add(first_rests ? statements.mean_without(start + pair.first, unit) : x.mean,
            second_rests ? statements.mean_without(start + pair.second, unit) : y.mean);
  }
  return out;
}

AgreementFragility fragility_of_pair(const record::Snapshot& snapshot,
                                     const positions::PositionMatrix& matrix, std::size_t first,
                                     std::size_t second, const CellStatements& statements) {
  AgreementFragility out;
  out.first = first;
  out.second = second;
  const std::vector<std::size_t> rows = detail::common_rows(matrix, first, second);
  out.n = rows.size();
  if (out.n == 0) return out;
  const auto cells = detail::pair_cells(matrix, first, second, rows);
  const CellEvidence evidence = detail::evidence_of_cells(snapshot, cells);
  out.passages = evidence.count(UnitKind::Passage);
  out.sources = evidence.count(UnitKind::Source);
  Distance with_all;
  for (std::size_t c = 0; c < cells.size(); c += 2) {
    with_all.add(cells[c]->mean, cells[c + 1]->mean);
  }
  FragilityOf value(*with_all.agreement(), out.n);
  const auto resting = cells_resting(evidence, statements);
  for (std::size_t u = 0; u < evidence.units.size(); ++u) {
    const EvidenceUnit& unit = evidence.units[u];
    const Distance left =
        distance_without(matrix, out, rows, cells, with_all, resting[u], unit, statements);
    value.add(unit, left.agreement(), left.n, resting[u].size());
  }
  out.value = value.result();
  return out;
}

}  // namespace

Result<std::vector<IssueFragility>> issue_fragilities(const record::Snapshot& snapshot,
                                                      const positions::PositionMatrix& matrix,
                                                      const std::vector<bool>& without,
                                                      const CancelToken& cancel, unsigned threads) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  const CellStatements statements(snapshot, matrix, without);
  std::vector<IssueFragility> out(matrix.issues.size());
  const auto task = [&](std::size_t row) -> Result<void> {
    ENTENTE_TRY(out[row], fragility_of_issue(snapshot, matrix, row, statements));
    return {};
  };
  ENTENTE_CHECK(parallel_for(out.size(), threads, cancel, {}, task));
  return out;
}

Result<AgreementFragility> agreement_fragility(const record::Snapshot& snapshot,
                                               const positions::PositionMatrix& matrix,
                                               std::size_t first, std::size_t second,
                                               const std::vector<bool>& without) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  ENTENTE_CHECK(detail::check_pair(matrix, first, second));
  return fragility_of_pair(snapshot, matrix, first, second,
                           CellStatements(snapshot, matrix, without));
}

Result<std::vector<AgreementFragility>> agreement_fragilities(
    const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
    const std::vector<bool>& without, const CancelToken& cancel, unsigned threads) {
  ENTENTE_CHECK(detail::check_matrix(snapshot, matrix));
  const CellStatements statements(snapshot, matrix, without);
  const auto pairs = detail::all_pairs(matrix.actors.size());
  std::vector<AgreementFragility> out(pairs.size());
  ENTENTE_CHECK(parallel_for(out.size(), threads, cancel, {}, [&](std::size_t p) {
    out[p] = fragility_of_pair(snapshot, matrix, pairs[p].first, pairs[p].second, statements);
  }));
  return out;
}

}  // namespace entente::alignment
