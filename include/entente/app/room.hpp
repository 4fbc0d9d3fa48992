// SPDX-License-Identifier: GPL-3.0-or-later
// The room of a study: its judgements on 0 to 100 lines run through models of collective decision,
// side by side, with bands, gains, what matters most, measured errors and who is missing.
// Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/room/score.hpp"
#include "entente/room/simulate.hpp"
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

/// Judgements of a study as a problem. Several judgements of one actor on one line: those of the
/// latest day count, the mean of their numbers where there are several.
struct StudyProblem {
  room::Problem problem;
  std::vector<Error> left_out;  ///< rows that cannot enter, each with its place and reason
};

/// Errors: NotFound (a line the study has not), Malformed (anchors), Conflict (one day's judges
/// differ on a role), Missing (no line judged at all), and those of room::check. O(rows log rows).
Result<StudyProblem> study_problem(const record::Study& study,
                                   const std::vector<std::string>& lines, std::chrono::sys_days at);

/// A group of whose members some decide on the line and others have no stake in it.
struct MissingMembers {
  std::string group;
  std::vector<std::string> deciding;
  std::vector<std::string> missing;  ///< ids of members nobody has judged on this line
  std::size_t members = 0;
};

/// Groups of the membership table on that day, in the order in which it names them. Nothing for a
/// group whose members all have a stake, or none decides. Errors: Malformed (dates). O(rows).
Result<std::vector<MissingMembers>> missing_members(const record::Study& study,
                                                    const room::Problem& problem, std::size_t issue,
                                                    std::chrono::sys_days at);

/// One model on one line.
struct RoomForecast {
  std::string model;  ///< name and effective parameters
  const room::ModelCard* card = nullptr;
  std::optional<Error> failed;  ///< why this model says nothing here; the rest is then empty
  room::Forecast forecast;
  std::vector<room::Swing> swings;
  std::optional<room::Forecast> moved;  ///< with the moves asked for
  std::optional<room::Comparison> change;
  const room::MeasuredError* measured = nullptr;  ///< null where this form was never measured
};

struct RoomIssue {
  std::size_t issue = 0;           ///< place in the problem
  bool reversion_assumed = false;  ///< nobody named a reversion point: the line's least end
  std::vector<std::string> judges;
  std::vector<MissingMembers> missing;
  std::vector<RoomForecast> forecasts;
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
