// SPDX-License-Identifier: GPL-3.0-or-later
#include "alignment/overlap_evidence.hpp"

#include <algorithm>

namespace entente::alignment {

std::string_view to_string(UnitKind kind) noexcept {
  switch (kind) {
    case UnitKind::Passage:
      return "passage";
    case UnitKind::Source:
      return "source";
    case UnitKind::Statement:
      break;
  }
  return "statement";
}

const std::string& unit_id(const record::Snapshot& snapshot, const EvidenceUnit& unit) {
  switch (unit.kind) {
    case UnitKind::Passage:
      return snapshot.passage_ids[unit.code];
    case UnitKind::Source:
      return snapshot.source_ids[unit.code];
    case UnitKind::Statement:
      break;
  }
  return snapshot.statement_ids[unit.code];
}

std::vector<EvidenceUnit> evidence_units(const record::Snapshot& snapshot,
                                         StatementCode statement) {
  std::vector<EvidenceUnit> units;
  detail::append_evidence_units(snapshot, statement, units);
  return units;
}

namespace detail {
namespace {

tl::unexpected<Error> range_error(const char* message, const char* mend) {
  return fail({ErrorKind::Range, message, {}, "", "", mend});
}

}  // namespace

void append_evidence_units(const record::Snapshot& snapshot, StatementCode statement,
                           std::vector<EvidenceUnit>& units) {
  const auto begin = static_cast<std::ptrdiff_t>(units.size());
  const auto add = [&units](UnitKind kind, std::size_t code) {
    units.push_back({kind, static_cast<std::uint32_t>(code)});
  };
  for (const PassageCode p : snapshot.statements.passages[statement.value()]) {
    add(UnitKind::Passage, p.value());
  }
  for (const SourceCode s : snapshot.statements.sources[statement.value()]) {
    add(UnitKind::Source, s.value());
  }
  if (units.begin() + begin == units.end()) add(UnitKind::Statement, statement.value());
  std::sort(units.begin() + begin, units.end());
  units.erase(std::unique(units.begin() + begin, units.end()), units.end());
}

std::size_t CellEvidence::count(UnitKind kind) const noexcept {
  return static_cast<std::size_t>(std::count_if(
      units.begin(), units.end(), [kind](const EvidenceUnit& unit) { return unit.kind == kind; }));
}

CellEvidence evidence_of_cells(const record::Snapshot& snapshot,
                               std::span<const positions::Cell* const> cells) {
  CellEvidence out;
  std::vector<EvidenceUnit> unit_of_link;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    for (const StatementCode s : cells[c]->statements) {
      out.statements.push_back(s);
      for (const EvidenceUnit& unit : evidence_units(snapshot, s)) {
        unit_of_link.push_back(unit);
        out.links.push_back(
            {0, static_cast<std::uint32_t>(c), snapshot.statements.stance[s.value()], s});
      }
    }
  }
  out.units = unit_of_link;
  sort_distinct(out.units);
  sort_distinct(out.statements);
  for (std::size_t i = 0; i < out.links.size(); ++i) {
    const auto at = std::lower_bound(out.units.begin(), out.units.end(), unit_of_link[i]);
    out.links[i].unit = static_cast<std::uint32_t>(at - out.units.begin());
  }
  return out;
}

Result<void> check_matrix(const record::Snapshot& snapshot,
                          const positions::PositionMatrix& matrix) {
  bool sound = matrix.cells.size() == matrix.actors.size() * matrix.issues.size();
  for (const ActorCode a : matrix.actors) sound = sound && a.value() < snapshot.actors.size();
  for (const IssueCode i : matrix.issues) sound = sound && i.value() < snapshot.issues.size();
  for (const positions::Cell& cell : matrix.cells) {
    sound = sound && cell.known() == cell.mean.has_value();
    for (const StatementCode s : cell.statements) {
      sound = sound && s.value() < snapshot.statements.size();
    }
  }
  if (sound) return {};
  return range_error("the matrix is not of this snapshot",
                     "read the positions from the snapshot that is compared");
}

Result<void> check_pair(const positions::PositionMatrix& matrix, std::size_t first,
                        std::size_t second) {
  if (first != second && std::max(first, second) < matrix.actors.size()) return {};
  return range_error("a pair needs two different actors of the matrix",
                     "name two columns of the matrix");
}

std::vector<std::size_t> common_rows(const positions::PositionMatrix& matrix, std::size_t first,
                                     std::size_t second) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < matrix.issues.size(); ++row) {
    if (matrix.cell(row, first).known() && matrix.cell(row, second).known()) rows.push_back(row);
  }
  return rows;
}

KnownCells known_cells(const positions::PositionMatrix& matrix, std::size_t issue_row) {
  KnownCells out;
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const positions::Cell& cell = matrix.cell(issue_row, a);
    if (!cell.known()) continue;
    out.columns.push_back(a);
    out.cells.push_back(&cell);
  }
  return out;
}

std::vector<const positions::Cell*> pair_cells(const positions::PositionMatrix& matrix,
                                               std::size_t first, std::size_t second,
                                               std::span<const std::size_t> rows) {
  std::vector<const positions::Cell*> cells;
  cells.reserve(rows.size() * 2);
  for (const std::size_t row : rows) {
    cells.push_back(&matrix.cell(row, first));
    cells.push_back(&matrix.cell(row, second));
  }
  return cells;
}

std::vector<std::pair<std::size_t, std::size_t>> all_pairs(std::size_t columns) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < columns; ++a) {
    for (std::size_t b = a + 1; b < columns; ++b) pairs.emplace_back(a, b);
  }
  return pairs;
}

double cohesion_of(double sd) noexcept { return std::clamp(1 - sd / 2, 0.0, 1.0); }

}  // namespace detail
}  // namespace entente::alignment
