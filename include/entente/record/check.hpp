// SPDX-License-Identifier: GPL-3.0-or-later
// What `entente check` knows: every rule a study must keep, each breach with its place and mend.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/record/study.hpp"

namespace entente::record {

enum class Severity { Error, Warning };

struct Finding {
  Severity severity = Severity::Error;
  std::string datum;  ///< "statement/P014"
  Error error;        ///< place.file is the table's CSV name, place.row the line where known
};

struct CheckReport {
  std::vector<Finding> findings;  ///< in table, row, column order
  std::size_t rows = 0;           ///< rows looked at
  std::size_t errors() const noexcept;
  std::size_t warnings() const noexcept;
};

/// Cells (type, range, vocabulary), unique ids, references (a missing passage or source names each
/// datum that rested on it), order of dates and of low <= best <= high, byte ranges, translators
/// named, statements and facts without evidence, settings. Never stops early. O(cells).
CheckReport check(const Study& study);

/// The rules between cells of one row (all cells canonical): an end not before its start, low <=
/// best
/// <= high on the right scale, byte range in order, translation with translator, an assessment
/// about something. place.column is set; file, row and datum are the caller's. O(cells).
std::vector<Error> row_breaches(const TableSchema& schema, std::span<const std::string_view> cells);

/// The rows of every table that name the given row of `target`, e.g. all that rest on a passage.
std::vector<std::string> dependents(const Study& study, std::string_view target,
                                    std::string_view id);

}  // namespace entente::record
