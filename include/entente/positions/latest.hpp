// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands where at a date: the latest statement of each actor on each issue, carried forward.
// Unknown stays unknown: a cell without a statement has no stance, and no statistic may give it
// one. Pure functions over an immutable snapshot, any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::positions {

enum class CellState {
  Unknown,    ///< nothing found: not neutral, not zero
  Known,      ///< one stance
  Contested,  ///< several statements of the same latest date that do not agree
};

/// One actor on one issue at one date.
struct Cell {
  CellState state = CellState::Unknown;
  std::optional<int> stance;              ///< -2 to 2; only where Known
  int low = 0;                            ///< lowest and highest stance of the statements;
  int high = 0;                           ///< meaningless where Unknown, equal where Known
  std::vector<StatementCode> statements;  ///< all with the latest date, in the study's order
  std::optional<double> mean;   ///< of the statements' stances, each counting once; known() only
  std::optional<int> salience;  ///< the least that the statements give; absent where none gives one
  record::Confidence confidence = record::Confidence::Unknown;  ///< the least of the statements
  record::Basis basis = record::Basis::Unknown;                 ///< the weakest of the statements
  std::optional<Date> date;                                     ///< the latest date itself
  int age_months = 0;    ///< full months from the last day described to `at`; 0 if still running
  bool too_old = false;  ///< age_months reaches the limit
  bool speaker_left = false;  ///< who spoke for the actor has left office since (see speaker_left)
  bool stale = false;         ///< either of the two
  bool unverified = false;    ///< every statement here is unverified
  std::size_t passages = 0;   ///< distinct passages behind the statements
  std::size_t sources = 0;    ///< distinct sources named as a whole

  bool known() const noexcept { return state != CellState::Unknown; }
};

struct MatrixOptions {
  std::chrono::sys_days at;
  std::vector<ActorCode> actors;          ///< columns, in this order
  std::vector<IssueCode> issues;          ///< rows, in this order; empty = all of the study
  std::optional<int> stale_after_months;  ///< default: the study's setting
  /// By statement: true takes it out, as if it had never been coded. Empty = all stay. For leaving
  /// out sentences and resampling.
  std::vector<bool> without = {};
};

struct PositionMatrix {
  std::chrono::sys_days at;
  int stale_after_months = 0;
  std::vector<ActorCode> actors;
  std::vector<IssueCode> issues;
  std::vector<Cell> cells;  ///< issue-major: row i, column a at i * actors.size() + a

  const Cell& cell(std::size_t issue_row, std::size_t actor_column) const noexcept {
    return cells[issue_row * actors.size() + actor_column];
  }
};

/// Statements that count are accepted or edited (never proposed or rejected) and begin on or before
/// `at`. The latest first day wins; where several share it all are listed. Towards whom a
/// statement was addressed plays no part. Errors: Range (an actor or issue code the snapshot has
/// not, or twice the same). O(statements + actors × issues).
Result<PositionMatrix> latest_positions(const record::Snapshot& snapshot,
                                        const MatrixOptions& options);

/// Actors with at least one statement that counts at `at` and that are not in `without`: those with
/// most statements first, then the study's order. O(statements + actors log actors).
std::vector<ActorCode> other_actors(const record::Snapshot& snapshot, std::chrono::sys_days at,
                                    const std::vector<ActorCode>& without);

/// Whether a statement counts at `at` (see latest_positions).
bool counts(const record::Snapshot& snapshot, StatementCode statement, std::chrono::sys_days at);

/// Whether those who held office for the actor on the day the words last describe (but not after
/// `at`) have all left by `at`. False where no term covers that day: who spoke is then unknown.
/// O(terms).
bool speaker_left(const record::Snapshot& snapshot, StatementCode statement,
                  std::chrono::sys_days at);

/// Whether somebody held office for the actor on one day and all who did have left by another.
/// O(terms).
bool offices_ended(const record::Snapshot& snapshot, ActorCode actor, std::chrono::sys_days held,
                   std::chrono::sys_days by);

/// What became of one cell between two days.
enum class MoveKind : std::uint8_t {
  New,          ///< unknown then, known now
  Moved,        ///< another stance, or another range of contested stances
  SpeakerLeft,  ///< the same stance, whose speaker has left office meanwhile
  GoneStale,    ///< the same stance, grown too old meanwhile
};
/// "new", "moved", "speaker_left", "gone_stale".
std::string_view to_string(MoveKind kind) noexcept;

struct Move {
  MoveKind kind = MoveKind::New;
  std::size_t issue_row = 0;
  std::size_t actor_column = 0;
};

/// What differs between two matrices of the same actors and issues, the earlier first; in matrix
/// order, at most one move a cell, the first of MoveKind that fits. Errors: Range (other actors or
/// issues). O(cells).
Result<std::vector<Move>> moves(const PositionMatrix& then, const PositionMatrix& now);

/// Full calendar months from one day to a later one; 0 where it is not later.
int full_months(std::chrono::sys_days from, std::chrono::sys_days to) noexcept;

}  // namespace entente::positions
