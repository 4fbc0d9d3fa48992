// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a study file, made from the declarations in record::tables().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/record/schema.hpp"

namespace entente::store {

inline constexpr std::int64_t application_id = 0x454E5445;  // "ENTE"
inline constexpr std::int64_t file_version = 6;             // user_version

/// One CREATE statement a table or trigger, in the order in which they are made.
const std::vector<std::string>& create_statements();

/// The CREATE statement of one table of create_statements(); empty where there is none.
std::string create_statement(std::string_view table);

/// Hash of record::schema_text(): kept in the file's meta table.
const std::string& schema_fingerprint();

/// Name of the link table of a References column.
std::string link_table(const record::TableSchema& schema, const record::Column& column);

/// "SELECT row, <plain columns> FROM <table>": References columns are left out.
std::string select_rows(const record::TableSchema& schema);
std::string select_row_by_id(const record::TableSchema& schema);
std::string insert_row(const record::TableSchema& schema);
std::string update_row(const record::TableSchema& schema);
std::string select_links(const record::TableSchema& schema, const record::Column& column);

/// Whether the column lies in the table itself, not in a link table.
bool plain_column(const record::Column& column) noexcept;

}  // namespace entente::store
