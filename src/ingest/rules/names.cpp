// SPDX-License-Identifier: GPL-3.0-or-later
#include "names.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "entente/base/text.hpp"

namespace entente::ingest::rules {
namespace {

std::optional<Date> date_of(std::string_view cell) {
  auto date = Date::parse(cell);
  return date ? std::optional(*date) : std::nullopt;
}

Period period_of(const record::Table& table, std::size_t row) {
  return {date_of(table.cell(row, "from")), date_of(table.cell(row, "until"))};
}

std::string_view surname(std::string_view person) {
  const std::size_t space = person.rfind(' ');
  return space == std::string_view::npos ? person : person.substr(space + 1);
}

/// Shipped ids of places as the study calls them: same id, or an id of its own for the same name.
std::map<std::string, std::string, std::less<>> ids_by_name(const record::Table& actors) {
  std::map<std::string, std::string, std::less<>> out;
  for (std::size_t row = 0; row < actors.rows(); ++row) {
    out.emplace(actors.cell(row, "name"), actors.id(row));
  }
  return out;
}

Result<void> add_places(Dictionary& dictionary, const record::Study& study) {
  ENTENTE_TRY(const std::vector<PlaceNames> places, parse_places(place_names(), "places.tsv"));
  const record::Table& actors = study.table("actor");
  const auto by_name = ids_by_name(actors);
  std::set<std::string, std::less<>> dated;  // surnames of persons with terms
  const record::Table& terms = study.table("term");
  for (std::size_t row = 0; row < terms.rows(); ++row) {
    dated.emplace(surname(terms.cell(row, "person")));
  }
  for (const PlaceNames& place : places) {
    std::string id = place.actor;
    if (!actors.find(id)) {
      for (const auto& [name, kind] : place.names) {
        const auto own = kind == NameKind::Name ? by_name.find(name) : by_name.end();
        if (own == by_name.end()) continue;
        id = own->second;
        break;
      }
    }
    for (const auto& [name, kind] : place.names) {
      if (kind == NameKind::Person && dated.contains(surname(name))) continue;
      dictionary.add_name(name, {id, kind, false, false});
    }
    // The study's own members are better known, and dated.
    if (!place.members.empty() && !actors.find(id)) {
      dictionary.add_group(id, undated_members(place.members));
    }
  }
  return {};
}

void add_terms(Dictionary& dictionary, const record::Table& terms) {
  for (std::size_t row = 0; row < terms.rows(); ++row) {
    Name name{std::string(terms.cell(row, "actor")), NameKind::Person, false, true,
              period_of(terms, row)};
    const std::string_view person = terms.cell(row, "person");
    dictionary.add_name(person, name);
    if (surname(person) != person) dictionary.add_name(surname(person), name);
  }
}

bool is_person(std::string_view kind) { return kind == "person"; }

}  // namespace

Result<void> add_study_names(Dictionary& dictionary, const record::Study& study) {
  ENTENTE_CHECK(add_places(dictionary, study));
  const record::Table& actors = study.table("actor");
  for (std::size_t row = 0; row < actors.rows(); ++row) {
    const NameKind kind = is_person(actors.cell(row, "kind")) ? NameKind::Person : NameKind::Name;
    const std::string id(actors.id(row));
    dictionary.add_name(actors.cell(row, "name"), {id, kind, false, true});
    dictionary.add_name(id, {id, kind, true, false});
  }
  const record::Table& aliases = study.table("alias");
  for (std::size_t row = 0; row < aliases.rows(); ++row) {
    const std::string_view language = aliases.cell(row, "language");
    if (!language.empty() && !language.starts_with("en")) continue;
    dictionary.add_name(aliases.cell(row, "text"),
                        {std::string(aliases.cell(row, "actor")), NameKind::Name, false, false,
                         period_of(aliases, row)});
  }
  add_terms(dictionary, study.table("term"));
  // "The four" stands for its members; NATO or the EU act as one.
  const record::Table& memberships = study.table("membership");
  std::map<std::string, std::vector<GroupMember>> groups;
  for (std::size_t row = 0; row < memberships.rows(); ++row) {
    const std::string group(memberships.cell(row, "group"));
    const auto actor = actors.find(group);
    if (actor && actors.cell(*actor, "kind") == "grouping") {
      groups[group].push_back(
          {std::string(memberships.cell(row, "actor")), period_of(memberships, row)});
    }
  }
  for (auto& [group, members] : groups) dictionary.add_group(group, std::move(members));
  return {};
}

}  // namespace entente::ingest::rules
