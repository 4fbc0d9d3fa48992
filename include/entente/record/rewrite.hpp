// SPDX-License-Identifier: GPL-3.0-or-later
// Rewriting a study as changes that can be shown before they are made: cells set in many rows at
// once, rows renamed, merged and split with everything that names them. Pure functions, any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/record/change.hpp"

namespace entente::record {

/// "issue=I01": a cell that is so; of a list, one that holds it. A blank value asks for blank
/// cells.
struct Condition {
  std::string column;
  std::string value;
};

/// "stance=1": what a cell becomes.
struct Assignment {
  std::string column;
  std::string value;
};

struct Rewrite {
  std::vector<Change> changes;
  std::optional<Settings> settings;  ///< where settings name a row that was renamed or merged
};

/// Rows for which all conditions hold, ascending. Errors: Reference (no such column, with "did you
/// mean"). O(rows × conditions).
Result<std::vector<std::size_t>> rows_where(const Table& table,
                                            std::span<const Condition> conditions);

/// Sets cells of rows; rows that have them so already are no change. Errors: Reference (no such
/// column, or a row that is not there), Malformed, Range, Vocabulary, Missing (a required cell made
/// blank), Usage (the id: rename instead). O(rows × cells).
Result<std::vector<Change>> set_cells(const Table& table, std::span<const std::size_t> rows,
                                      std::span<const Assignment> cells);

/// Gives a row another id, everywhere. Errors: NotFound, Duplicate, Malformed. O(cells).
Result<Rewrite> rename_row(const Study& study, std::string_view table, std::string_view from,
                           std::string_view to);

/// Makes one row of several: whatever named one of `from` names `into`, and `from` is withdrawn.
/// Names of merged actors become aliases. Errors: NotFound, Usage (into among from). O(cells).
Result<Rewrite> merge_rows(const Study& study, std::string_view table,
                           std::span<const std::string> from, std::string_view into);

/// Parts a row: a copy of it with the id `to` and the given cells takes over the rows of
/// `referring` (a table that names it, such as statement) for which the conditions hold. Errors:
/// NotFound, Duplicate, Usage (`referring` never names such rows), and those of rows_where and
/// set_cells. O(cells).
Result<Rewrite> split_row(const Study& study, std::string_view table, std::string_view from,
                          std::string_view to, std::span<const Assignment> cells,
                          std::string_view referring, std::span<const Condition> conditions);

/// Errors that the study would have after the rewrite and has not now. O(cells).
Result<std::vector<Error>> new_errors(const Study& study, const Rewrite& rewrite);

}  // namespace entente::record
