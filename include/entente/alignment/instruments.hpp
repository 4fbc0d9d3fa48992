// SPDX-License-Identifier: GPL-3.0-or-later
// What the agreements and programmes of the partners cover, area by area, and which standing
// contacts there are: what is on record, what is known to be missing, and what cannot be told.
// Pure functions over a study, any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/base/id.hpp"
#include "entente/record/study.hpp"

namespace entente::alignment {

enum class AreaState : std::uint8_t {
  Named,       ///< the programme names the area
  Missing,     ///< it does not, and its list of areas is complete
  CannotTell,  ///< it does not as far as is known, and the list is not known to be complete
  None,        ///< the actor has no programme with areas
};
/// "named", "missing", "cannot be told", "no programme".
std::string_view to_string(AreaState state) noexcept;

/// The programme that stands for an actor: its latest instrument with areas.
struct Programme {
  ActorCode actor;
  std::optional<std::size_t> instrument;  ///< row of the table
  std::vector<std::size_t> areas;         ///< rows of instrument_area, in the study's order
  std::optional<std::size_t> stated;      ///< number of areas it is said to have
  bool complete = false;                  ///< as many areas on record as it is said to have
};

/// One theme in one programme.
struct AreaCell {
  AreaState state = AreaState::None;
  std::vector<std::size_t> areas;  ///< rows of instrument_area that carry the theme
};

struct AreaMatrix {
  std::vector<Programme> programmes;  ///< one an actor, in the order given
  std::vector<std::string> themes;    ///< in most programmes first, then by name
  std::vector<AreaCell> cells;        ///< theme-major

  const AreaCell& cell(std::size_t theme, std::size_t actor) const noexcept {
    return cells[theme * programmes.size() + actor];
  }
};

struct AreaOptions {
  std::chrono::sys_days at;  ///< instruments that begin later are left out; undated ones stay
  std::vector<ActorCode> actors;
  std::string type;  ///< only instruments of this type; empty = any
};

/// Of each actor's instruments (party) with areas the one with the latest date; of equal dates the
/// last in the study. An area without themes is a theme of its own, by its name.
/// O(instruments + areas × actors).
AreaMatrix instrument_areas(const record::Study& study, const AreaOptions& options);

/// Contacts of one kind with one partner.
struct ChannelCell {
  std::vector<std::size_t> known;  ///< rows of the table
  std::vector<std::size_t> gaps;   ///< looked for, not found
};

struct ChannelTable {
  std::vector<ActorCode> partners;
  std::vector<std::string> kinds;    ///< that have a partner, in the study's order
  std::vector<ChannelCell> cells;    ///< kind-major; both lists empty = nobody looked
  std::vector<std::size_t> general;  ///< rows that name no partner

  const ChannelCell& cell(std::size_t kind, std::size_t partner) const noexcept {
    return cells[kind * partners.size() + partner];
  }
};

/// Channels that begin after `at` are left out. O(channels × partners).
ChannelTable channels(const record::Study& study, std::chrono::sys_days at,
                      std::span<const ActorCode> partners);

}  // namespace entente::alignment
