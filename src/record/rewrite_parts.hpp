// SPDX-License-Identifier: GPL-3.0-or-later
// What the functions of rewrite.hpp share. Pure functions, any thread.
#pragma once

#include <string>

#include "entente/record/schema.hpp"

namespace entente::record {

/// Errors: Reference, with "did you mean" or the names of all columns.
Result<std::size_t> column_named(const TableSchema& schema, const std::string& name);

/// A typed value as the cell it becomes. Errors: Missing (required and blank), those of
/// canonical_cell.
Result<std::string> assigned_cell(const TableSchema& schema, std::size_t column,
                                  const std::string& value);

}  // namespace entente::record
