// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of names as in places.tsv. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::ingest::rules {

enum class NameKind : std::uint8_t {
  Name,    ///< "Japan", "NATO"
  People,  ///< "Japanese": its people and its things
  Seat,    ///< "Tokyo", "the Kremlin": a place, or the government there
  Person,  ///< "Kishida"
};

/// One line: an actor and the names it goes by.
struct PlaceNames {
  std::string actor;
  std::vector<std::pair<std::string, NameKind>> names;
  std::vector<std::string> members;  ///< of a group that stands for them
};

/// Errors: Malformed with file and line.
Result<std::vector<PlaceNames>> parse_places(std::string_view table, const std::string& file);

}  // namespace entente::ingest::rules
