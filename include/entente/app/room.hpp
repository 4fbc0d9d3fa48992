// SPDX-License-Identifier: GPL-3.0-or-later
// The room of a study: its judgements on 0 to 100 lines run through models of collective decision,
// side by side, with bands, gains, what matters most, measured errors and who is missing.
// Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/room/study_forecast.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct RoomRequest {
  std::string study;
  std::string at;                       ///< judgements later than this do not count; empty = as_of
  std::vector<std::string> issues;      ///< ids of lines (table continuum); empty = all
  std::string models;                   ///< "compromise,pce(vote=binary)"; empty = every model
  std::vector<std::string> moves;       ///< "FRA=60" or "M1:FRA=60"
  std::vector<std::string> reversions;  ///< "M1=50" or "50": what holds where nothing is agreed
  room::SimulationOptions options;
};

/// One line of the study: what the models say, and who is not among those judged.
struct RoomIssue {
  room::LineForecast line;
  std::vector<room::MissingMembers> missing;
};

struct RoomOutcome {
  std::string title;
  std::string at_text;
  room::Problem problem;
  std::optional<room::Problem> moved;
  std::vector<std::string> moves;  ///< "M1: FRA 30 -> 60"
  std::vector<RoomIssue> issues;
  std::vector<Error> left_out;
  room::SimulationOptions options;
};

/// Errors: those of opening a study and of study_problem, Usage (models, moves, reversions),
/// Range, Limit, Cancelled. A model that cannot say anything of a line is told beside the others.
Result<RoomOutcome> room_of(const RoomRequest& request, const Context& context);

}  // namespace entente::app
