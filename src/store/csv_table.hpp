// SPDX-License-Identifier: GPL-3.0-or-later
// One table as the CSV file of a study folder. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/record/table.hpp"

namespace entente::store {

/// Reads a table. Columns are found by name, in any order; ',' ';' or tab as the header has it.
/// Rows that cannot be read are left out, each with a problem that names line and column. O(bytes).
record::Table parse_table_csv(std::string_view bytes, const std::string& file,
                              const record::TableSchema& schema, std::vector<Error>& problems);

/// The canonical text: header and rows in order. O(bytes).
std::string table_csv_text(const record::Table& table);

}  // namespace entente::store
