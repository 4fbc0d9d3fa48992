// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the sheets that our own workbooks have beside the tables.
#pragma once

#include <string_view>

namespace entente::ingest {

inline constexpr std::string_view read_me_sheet = "Read me";
inline constexpr std::string_view lists_sheet = "_lists";

}  // namespace entente::ingest
