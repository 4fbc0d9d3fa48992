// SPDX-License-Identifier: GPL-3.0-or-later
#include "places.hpp"

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"

namespace entente::ingest::rules {
namespace {

constexpr std::array name_kinds = {NameKind::Name, NameKind::People, NameKind::Seat,
                                   NameKind::Person};

PlaceNames place_of(const std::vector<std::string_view>& cells) {
  PlaceNames out;
  out.actor = trimmed(cells[0]);
  for (std::size_t i = 1; i < std::min(cells.size(), 1 + name_kinds.size()); ++i) {
    for (const std::string_view name : list_items(cells[i])) {
      if (!trimmed(name).empty()) out.names.emplace_back(trimmed(name), name_kinds[i - 1]);
    }
  }
  if (cells.size() == 2 + name_kinds.size()) {
    for (const std::string_view member : list_items(cells.back())) out.members.emplace_back(member);
  }
  return out;
}

}  // namespace

Result<std::vector<PlaceNames>> parse_places(std::string_view table, const std::string& file) {
  std::vector<PlaceNames> out;
  std::int64_t number = 0;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trimmed(line).empty() || line.front() == '#') continue;
    const auto cells = split(line, '\t');
    if (cells.size() < 2 || cells.size() > 2 + name_kinds.size() || trimmed(cells[0]).empty()) {
      return fail({ErrorKind::Malformed,
                   "not a line of names",
                   {file, number, ""},
                   "an id, one to four cells of names, members of a group",
                   quotable(line),
                   "put a tab between the cells and ; between the names of one"});
    }
    out.push_back(place_of(cells));
  }
  return out;
}

}  // namespace entente::ingest::rules
