// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/instruments.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"

namespace entente::alignment {
namespace {

std::optional<Date> date_of(const record::Table& table, std::size_t row, std::string_view column) {
  const auto date = Date::parse(table.cell(row, column));
  return date ? std::optional<Date>(*date) : std::nullopt;
}

/// Whether a row has begun by `at`; one without a date has.
bool begun(const record::Table& table, std::size_t row, std::string_view column,
           std::chrono::sys_days at) {
  const auto date = date_of(table, row, column);
  return !date || date->first_day() <= at;
}

std::vector<std::string> themes_of(const record::Table& areas, std::size_t row) {
  std::vector<std::string> out;
  for (const std::string_view theme : list_items(areas.cell(row, "themes"))) {
    out.emplace_back(theme);
  }
  if (out.empty()) out.push_back(lowered(areas.cell(row, "area")));
  return out;
}

/// Rows of instrument_area by the instrument's id.
std::map<std::string_view, std::vector<std::size_t>> areas_by_instrument(
    const record::Table& areas) {
  std::map<std::string_view, std::vector<std::size_t>> out;
  for (std::size_t row = 0; row < areas.rows(); ++row) {
    out[areas.cell(row, "instrument")].push_back(row);
  }
  return out;
}

Programme programme_of(const record::Study& study, ActorCode actor, const AreaOptions& options,
                       const std::map<std::string_view, std::vector<std::size_t>>& areas_of) {
  const record::Table& instruments = study.table("instrument");
  const std::string_view party = study.table("actor").id(actor.value());
  Programme out{actor, std::nullopt, {}, std::nullopt, false};
  std::optional<std::chrono::sys_days> latest;
  for (std::size_t row = 0; row < instruments.rows(); ++row) {
    if (instruments.cell(row, "party") != party) continue;
    if (!options.type.empty() && instruments.cell(row, "type") != options.type) continue;
    if (!begun(instruments, row, "date", options.at)) continue;
    if (!areas_of.contains(instruments.id(row))) continue;
    const auto date = date_of(instruments, row, "date");
    const auto day = date ? std::optional(date->last_day()) : std::nullopt;
    if (out.instrument && day < latest) continue;
    out.instrument = row;
    latest = day;
  }
  if (!out.instrument) return out;
  out.areas = areas_of.at(instruments.id(*out.instrument));
  const auto stated = parse_integer(instruments.cell(*out.instrument, "areas_count"));
  if (stated && *stated >= 0) out.stated = static_cast<std::size_t>(*stated);
  out.complete = out.stated && out.areas.size() >= *out.stated;
  return out;
}

AreaState state_without_area(const Programme& programme) {
  if (!programme.instrument) return AreaState::None;
  return programme.complete ? AreaState::Missing : AreaState::CannotTell;
}

}  // namespace

std::string_view to_string(AreaState state) noexcept {
  static constexpr std::array<std::string_view, 4> words = {"named", "missing", "cannot be told",
                                                            "no programme"};
  return words[static_cast<std::size_t>(state)];
}

AreaMatrix instrument_areas(const record::Study& study, const AreaOptions& options) {
  const record::Table& areas = study.table("instrument_area");
  const auto areas_of = areas_by_instrument(areas);
  AreaMatrix out;
  std::map<std::string, std::vector<AreaCell>> by_theme;
  for (std::size_t a = 0; a < options.actors.size(); ++a) {
    out.programmes.push_back(programme_of(study, options.actors[a], options, areas_of));
    for (const std::size_t row : out.programmes.back().areas) {
      for (const std::string& theme : themes_of(areas, row)) {
        auto& cells = by_theme[theme];
        cells.resize(options.actors.size());
        cells[a].state = AreaState::Named;
        cells[a].areas.push_back(row);
      }
    }
  }
  std::vector<std::pair<std::string, std::vector<AreaCell>>> rows(by_theme.begin(), by_theme.end());
  const auto named = [](const std::vector<AreaCell>& cells) {
    return std::count_if(cells.begin(), cells.end(),
                         [](const AreaCell& cell) { return cell.state == AreaState::Named; });
  };
  std::stable_sort(rows.begin(), rows.end(), [&named](const auto& a, const auto& b) {
    return named(a.second) > named(b.second);
  });
  for (auto& [theme, cells] : rows) {
    out.themes.push_back(theme);
    for (std::size_t a = 0; a < cells.size(); ++a) {
      if (cells[a].areas.empty()) cells[a].state = state_without_area(out.programmes[a]);
      out.cells.push_back(std::move(cells[a]));
    }
  }
  return out;
}

ChannelTable channels(const record::Study& study, std::chrono::sys_days at,
                      std::span<const ActorCode> partners) {
  const record::Table& table = study.table("channel");
  const record::Table& actors = study.table("actor");
  ChannelTable out;
  out.partners.assign(partners.begin(), partners.end());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!begun(table, row, "from", at)) continue;
    const std::string_view partner = table.cell(row, "partner");
    if (partner.empty()) {
      out.general.push_back(row);
      continue;
    }
    const auto column = std::find_if(partners.begin(), partners.end(), [&](ActorCode actor) {
      return actors.id(actor.value()) == partner;
    });
    if (column == partners.end()) continue;
    const std::string kind(table.cell(row, "kind"));
    auto place = std::find(out.kinds.begin(), out.kinds.end(), kind);
    if (place == out.kinds.end()) {
      place = out.kinds.insert(place, kind);
      out.cells.resize(out.kinds.size() * partners.size());
    }
    const auto at_kind = static_cast<std::size_t>(place - out.kinds.begin());
    ChannelCell& cell =
        out.cells[at_kind * partners.size() + static_cast<std::size_t>(column - partners.begin())];
    (table.cell(row, "status") == "gap" ? cell.gaps : cell.known).push_back(row);
  }
  return out;
}

}  // namespace entente::alignment
