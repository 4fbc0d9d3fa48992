// SPDX-License-Identifier: GPL-3.0-or-later
// How rows of a study look in REFI-QDA: their GUIDs, the five stances as codes, and descriptions
// that people can read and we can read back. Pure functions, any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/exchange/coded.hpp"

namespace entente::ingest {

/// The same GUID for the same row, always: from the SHA-256 of table and id.
std::string refi_guid(std::string_view table, std::string_view id);

inline constexpr std::array<std::string_view, 5> refi_stances = {
    "-2 opposes strongly", "-1 opposes", "0 neutral", "+1 supports", "+2 supports strongly"};

/// -2 to 2 of a code's name that begins with the number; else nothing.
std::optional<int> refi_stance(std::string_view name);

/// "id: AUS", "kind: state" ..., a line a cell; further lines of a cell begin with two spaces.
std::string described(const Cells& cells, std::initializer_list<std::string_view> leaving_out);

/// The cells of such a description for columns of the table; empty where it does not begin "id: ".
Cells cells_of_description(std::string_view description, std::string_view table);

}  // namespace entente::ingest
