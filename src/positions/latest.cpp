// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/latest.hpp"

#include <algorithm>
#include <string>

namespace entente::positions {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Place of each code in a list; Range error for a code out of bounds or listed twice.
template <class CodeType>
Result<std::vector<std::size_t>> places_of(const std::vector<CodeType>& codes, std::size_t count,
                                           const char* what) {
  std::vector<std::size_t> places(count, nowhere);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::size_t code = codes[i].value();
    if (!codes[i] || code >= count || places[code] != nowhere) {
      return fail({ErrorKind::Range,
                   std::string("the matrix names an unknown ") + what + ", or one twice",
                   {},
                   "",
                   "",
                   std::string("name each ") + what + " of the study at most once"});
    }
    places[code] = i;
  }
  return places;
}

/// Distinct codes behind a cell's statements in one of their lists.
template <class CodeType>
std::size_t distinct(const std::vector<StatementCode>& statements,
                     const record::CodeLists<CodeType>& lists) {
  std::vector<CodeType> codes;
  for (const StatementCode s : statements) {
    const auto list = lists[s.value()];
    codes.insert(codes.end(), list.begin(), list.end());
  }
  std::sort(codes.begin(), codes.end());
  return static_cast<std::size_t>(std::unique(codes.begin(), codes.end()) - codes.begin());
}

/// Puts a statement in its cell: a later date clears what was there, an equal one joins it.
void place_statement(const record::StatementColumns& columns, StatementCode s, Cell& cell) {
  const Date date = columns.date[s.value()];
  if (cell.date && cell.date->first_day() > date.first_day()) return;
  if (!cell.date || cell.date->first_day() < date.first_day()) {
    cell.statements.clear();
    cell.date = date;
  }
  cell.statements.push_back(s);
}

void finish_cell(const record::Snapshot& snapshot, const PositionMatrix& matrix, Cell& cell) {
  if (cell.statements.empty()) return;
  const record::StatementColumns& columns = snapshot.statements;
  cell.low = 2;
  cell.high = -2;
  cell.unverified = true;
  cell.speaker_left = true;
  cell.confidence = record::Confidence::High;
  cell.basis = record::Basis::Explicit;
  int sum = 0;
  std::chrono::sys_days last = cell.date->first_day();
  for (const StatementCode s : cell.statements) {
    const std::size_t row = s.value();
    cell.low = std::min<int>(cell.low, columns.stance[row]);
    cell.high = std::max<int>(cell.high, columns.stance[row]);
    sum += columns.stance[row];
    if (const int salience = columns.salience[row]; salience >= 0) {
      cell.salience = std::min(cell.salience.value_or(salience), salience);
    }
    cell.confidence = std::min(cell.confidence, columns.confidence[row]);
    cell.basis = std::min(cell.basis, columns.basis[row]);
    cell.unverified = cell.unverified && columns.unverified[row];
    cell.speaker_left = cell.speaker_left && speaker_left(snapshot, s, matrix.at);
    last = std::max(last, columns.until[row].last_day());
  }
  cell.state = cell.low == cell.high ? CellState::Known : CellState::Contested;
  if (cell.low == cell.high) cell.stance = cell.low;
  cell.mean = static_cast<double>(sum) / static_cast<double>(cell.statements.size());
  cell.age_months = full_months(last, matrix.at);
  cell.too_old = cell.age_months >= matrix.stale_after_months;
  cell.stale = cell.too_old || cell.speaker_left;
  cell.passages = distinct(cell.statements, columns.passages);
  cell.sources = distinct(cell.statements, columns.sources);
}

}  // namespace

int full_months(std::chrono::sys_days from, std::chrono::sys_days to) noexcept {
  if (to <= from) return 0;
  // Counted from the day after `from`, so that 31 May to 31 May next year is twelve months and
  // 31 January to 28 February is one.
  const std::chrono::year_month_day a{from + std::chrono::days{1}};
  const std::chrono::year_month_day b{to + std::chrono::days{1}};
  const int months = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
                     static_cast<int>(static_cast<unsigned>(b.month())) -
                     static_cast<int>(static_cast<unsigned>(a.month()));
  return b.day() < a.day() ? months - 1 : months;
}

bool counts(const record::Snapshot& snapshot, StatementCode statement, std::chrono::sys_days at) {
  const std::size_t row = statement.value();
  const record::StatementStatus status = snapshot.statements.status[row];
  return (status == record::StatementStatus::Accepted ||
          status == record::StatementStatus::Edited) &&
         snapshot.statements.date[row].first_day() <= at;
}

Result<PositionMatrix> latest_positions(const record::Snapshot& snapshot,
                                        const MatrixOptions& options) {
  PositionMatrix matrix;
  matrix.at = options.at;
  matrix.stale_after_months =
      options.stale_after_months.value_or(snapshot.settings.stale_after_months);
  matrix.actors = options.actors;
  matrix.issues = options.issues;
  if (matrix.issues.empty()) {
    for (std::size_t i = 0; i < snapshot.issues.size(); ++i) matrix.issues.emplace_back(i);
  }
  ENTENTE_TRY(const auto columns, places_of(matrix.actors, snapshot.actors.size(), "actor"));
  ENTENTE_TRY(const auto rows, places_of(matrix.issues, snapshot.issues.size(), "issue"));
  matrix.cells.resize(matrix.issues.size() * matrix.actors.size());
  for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
    const std::size_t column = columns[snapshot.statements.actor[s].value()];
    const std::size_t row = rows[snapshot.statements.issue[s].value()];
    if (column == nowhere || row == nowhere || !counts(snapshot, StatementCode(s), matrix.at)) {
      continue;
    }
    if (s < options.without.size() && options.without[s]) continue;
    place_statement(snapshot.statements, StatementCode(s),
                    matrix.cells[row * matrix.actors.size() + column]);
  }
  for (Cell& cell : matrix.cells) finish_cell(snapshot, matrix, cell);
  return matrix;
}

bool speaker_left(const record::Snapshot& snapshot, StatementCode statement,
                  std::chrono::sys_days at) {
  const std::size_t row = statement.value();
  const std::chrono::sys_days spoke =
      std::min(snapshot.statements.until[row].last_day(),
               std::max(at, snapshot.statements.date[row].first_day()));
  return offices_ended(snapshot, snapshot.statements.actor[row], spoke, at);
}

bool offices_ended(const record::Snapshot& snapshot, ActorCode actor, std::chrono::sys_days held,
                   std::chrono::sys_days by) {
  const record::TermColumns& terms = snapshot.terms;
  bool found = false;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (terms.actor[t] != actor) continue;
    const auto end = terms.until[t] ? terms.until[t]->last_day() : std::chrono::sys_days::max();
    if (terms.from[t].first_day() > held || end < held) continue;
    if (end > by) return false;
    found = true;
  }
  return found;
}

std::string_view to_string(MoveKind kind) noexcept {
  switch (kind) {
    case MoveKind::New:
      return "new";
    case MoveKind::Moved:
      return "moved";
    case MoveKind::SpeakerLeft:
      return "speaker_left";
    case MoveKind::GoneStale:
      break;
  }
  return "gone_stale";
}

Result<std::vector<Move>> moves(const PositionMatrix& then, const PositionMatrix& now) {
  if (then.actors != now.actors || then.issues != now.issues) {
    return fail({ErrorKind::Range,
                 "the two matrices are not of the same actors and issues",
                 {},
                 "",
                 "",
                 "read both with the same actors and issues"});
  }
  std::vector<Move> out;
  for (std::size_t i = 0; i < now.cells.size(); ++i) {
    const Cell& before = then.cells[i];
    const Cell& after = now.cells[i];
    if (!after.known()) continue;
    std::optional<MoveKind> kind;
    if (!before.known()) {
      kind = MoveKind::New;
    } else if (before.low != after.low || before.high != after.high) {
      kind = MoveKind::Moved;
    } else if (after.speaker_left && !before.speaker_left) {
      kind = MoveKind::SpeakerLeft;
    } else if (after.too_old && !before.too_old) {
      kind = MoveKind::GoneStale;
    }
    if (kind) out.push_back({*kind, i / now.actors.size(), i % now.actors.size()});
  }
  return out;
}

std::vector<ActorCode> other_actors(const record::Snapshot& snapshot, std::chrono::sys_days at,
                                    const std::vector<ActorCode>& without) {
  std::vector<std::size_t> statements(snapshot.actors.size(), 0);
  for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
    if (counts(snapshot, StatementCode(s), at)) ++statements[snapshot.statements.actor[s].value()];
  }
  std::vector<ActorCode> out;
  for (std::size_t a = 0; a < statements.size(); ++a) {
    const bool wanted = std::find(without.begin(), without.end(), ActorCode(a)) == without.end();
    if (statements[a] > 0 && wanted) out.emplace_back(a);
  }
  std::stable_sort(out.begin(), out.end(), [&statements](ActorCode a, ActorCode b) {
    return statements[a.value()] > statements[b.value()];
  });
  return out;
}

}  // namespace entente::positions
