// SPDX-License-Identifier: GPL-3.0-or-later
// Changes to a study as values: what an import would do can be shown before it is done.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/record/study.hpp"

namespace entente::record {

enum class ChangeKind {
  Insert,    ///< a row with a new id
  Replace,   ///< a row that supersedes the one with the same id
  Withdraw,  ///< the row is taken out; history keeps it
};
std::string_view to_string(ChangeKind kind) noexcept;

/// One row's change. `before` is empty for Insert, `after` for Withdraw; both are whole rows.
struct Change {
  ChangeKind kind = ChangeKind::Insert;
  std::size_t table = 0;  ///< index into tables()
  std::string id;
  std::vector<std::string> before;
  std::vector<std::string> after;
};

/// Columns in which a Replace differs, by name.
std::vector<std::string> changed_columns(const Change& change);

/// One readable line per changed cell: "statement P014: stance 1 -> 2". Untrusted text is quoted.
std::string describe(const Change& change);

/// What turns `from` into `to`, tables in schema order; rows matched by id: withdrawals in from's
/// order, then replacements and insertions in to's order. O(rows).
std::vector<Change> difference(const Study& from, const Study& to);
std::vector<Change> difference(const Table& from, const Table& to);

/// Applies changes: replaced rows keep their place, inserted rows go to the end. Errors: Reference
/// (row to replace or withdraw is not there), Duplicate (row to insert is), Conflict (`before` is
/// not what the study has). All or nothing. O(rows of the tables touched).
Result<void> apply(Study& study, const std::vector<Change>& changes);

}  // namespace entente::record
