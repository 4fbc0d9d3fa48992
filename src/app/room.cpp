// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/room.hpp"

#include <algorithm>

#include "entente/app/analysis.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// "[LINE:]ACTOR=NUMBER" or "[LINE=]NUMBER" taken apart.
struct Setting {
  std::string line;
  std::string actor;
  double value = 0;
};

Error bad_setting(const char* option, const char* expected, std::string_view text) {
  return {ErrorKind::Usage, "not a setting", {"", 0, option},
          expected,         quotable(text),  "write it like that"};
}

Result<Setting> read_move(std::string_view text) {
  Setting out;
  const std::size_t equals = text.rfind('=');
  const auto value = equals == std::string_view::npos
                         ? std::nullopt
                         : parse_number(trimmed(text.substr(equals + 1)));
  std::string_view who = trimmed(text.substr(0, equals));
  const std::size_t colon = who.find(':');
  if (colon != std::string_view::npos) {
    out.line = std::string(trimmed(who.substr(0, colon)));
    who = trimmed(who.substr(colon + 1));
  }
  if (!value || who.empty()) {
    return fail(bad_setting("--set", "ACTOR=NUMBER or LINE:ACTOR=NUMBER", text));
  }
  out.actor = std::string(who);
  out.value = *value;
  return out;
}

bool has_stake(const room::Problem& problem, std::size_t issue, std::size_t actor) {
  const auto& stakes = problem.issues[issue].stakes;
  return std::any_of(stakes.begin(), stakes.end(),
                     [actor](const room::Stake& stake) { return stake.actor == actor; });
}

double mode_of(const room::Problem& problem, std::size_t issue, std::size_t actor) {
  for (const room::Stake& stake : problem.issues[issue].stakes) {
    if (stake.actor == actor) return stake.position.mode;
  }
  return 0;
}

Result<void> apply_moves(const RoomRequest& request, RoomOutcome& out) {
  for (const std::string& text : request.moves) {
    ENTENTE_TRY(const Setting move, read_move(text));
    const auto named = [](Error error) {
      error.place.column = "--set, " + error.place.column;
      return error;
    };
    const auto actor = room::actor_index(out.problem, move.actor);
    if (!actor) return fail(named(actor.error()));
    std::size_t moved = 0;
    for (std::size_t i = 0; i < out.problem.issues.size(); ++i) {
      const room::Issue& issue = out.problem.issues[i];
      if (!move.line.empty() && issue.id != move.line) continue;
      if (move.line.empty() && !has_stake(out.problem, i, *actor)) continue;
      const room::Problem& before = out.moved ? *out.moved : out.problem;
      out.moves.push_back(issue.id + ": " + move.actor + " " +
                          number_text(mode_of(before, i, *actor)) + " -> " +
                          number_text(move.value));
      auto after = room::with_position(before, i, *actor, move.value);
      if (!after) return fail(named(std::move(after).error()));
      out.moved = *std::move(after);
      ++moved;
    }
    if (moved == 0) {
      return fail({ErrorKind::NotFound,
                   "no such line among those shown",
                   {"", 0, "--set"},
                   "a line of the study",
                   quotable(move.line),
                   "check the line's id"});
    }
  }
  return {};
}

Result<void> set_reversions(const RoomRequest& request, room::Problem& problem) {
  for (const std::string& text : request.reversions) {
    const std::size_t equals = text.rfind('=');
    const bool all = equals == std::string::npos;
    const auto at = parse_number(trimmed(std::string_view(text).substr(all ? 0 : equals + 1)));
    if (!at) return fail(bad_setting("--reversion", "LINE=NUMBER or NUMBER", text));
    const std::string_view line = all ? "" : trimmed(std::string_view(text).substr(0, equals));
    if (!all) ENTENTE_CHECK(room::issue_index(problem, line));
    for (room::Issue& issue : problem.issues) {
      if (all || issue.id == line) issue.reversion = room::Reversion{*at, {{}, "--reversion"}};
    }
  }
  return room::check(problem);
}

Result<std::vector<room::ModelPointer>> chosen_models(const std::string& text) {
  std::vector<room::ModelPointer> out;
  for (const std::string& words : room::split_models(text)) {
    ENTENTE_TRY(room::ModelPointer model, room::make_model(words));
    out.push_back(std::move(model));
  }
  if (!out.empty()) return out;
  for (const room::ModelType* type : room::models()) {
    ENTENTE_TRY(room::ModelPointer model, room::make_model(type->card.name));
    out.push_back(std::move(model));
  }
  return out;
}

/// The problem a model is run on: with the assumed reversion point where it needs one.
room::Problem for_model(const room::Problem& problem, std::size_t issue, bool assume) {
  room::Problem out = problem;
  if (assume) {
    out.issues[issue].reversion =
        room::Reversion{out.issues[issue].least, {{}, "assumed: the line's least end"}};
  }
  return out;
}

Result<void> run_model(const RoomOutcome& room, const RoomIssue& issue, const room::Model& model,
                       const Context& context, RoomForecast& out) {
  const bool assume = issue.reversion_assumed && model.card().needs_reversion;
  room::SimulationOptions options = room.options;
  options.gains_from_reversion = !assume;
  const room::Problem problem = for_model(room.problem, issue.issue, assume);
  ENTENTE_TRY(out.forecast, room::simulate(problem, issue.issue, model, options, context.cancel,
                                           context.progress));
  ENTENTE_TRY(out.swings, room::tornado(problem, issue.issue, model, 5, context.cancel));
  if (!room.moved) return {};
  const room::Problem moved = for_model(*room.moved, issue.issue, assume);
  ENTENTE_TRY(out.moved,
              room::simulate(moved, issue.issue, model, options, context.cancel, context.progress));
  ENTENTE_TRY(out.change, room::compare(out.forecast, *out.moved));
  return {};
}

RoomIssue issue_of(const RoomOutcome& room, std::size_t place) {
  RoomIssue out;
  out.issue = place;
  out.reversion_assumed = !room.problem.issues[place].reversion;
  for (const room::Stake& stake : room.problem.issues[place].stakes) {
    const std::string& judge = stake.position_basis.judge;
    if (std::find(out.judges.begin(), out.judges.end(), judge) == out.judges.end()) {
      out.judges.push_back(judge);
    }
  }
  return out;
}

}  // namespace

Result<RoomOutcome> room_of(const RoomRequest& request, const Context& context) {
  ENTENTE_TRY(const std::vector<room::ModelPointer> models, chosen_models(request.models));
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(const Date at, date_of_answer(request.at, opened.study.settings));
  RoomOutcome out;
  out.title = opened.study.settings.title;
  out.at_text = at.text();
  out.options = request.options;
  ENTENTE_TRY(StudyProblem study, study_problem(opened.study, request.issues, at.last_day()));
  out.problem = std::move(study.problem);
  out.left_out = std::move(study.left_out);
  ENTENTE_CHECK(set_reversions(request, out.problem));
  ENTENTE_CHECK(apply_moves(request, out));
  for (std::size_t place = 0; place < out.problem.issues.size(); ++place) {
    RoomIssue issue = issue_of(out, place);
    ENTENTE_TRY(issue.missing, missing_members(opened.study, out.problem, place, at.last_day()));
    for (const room::ModelPointer& model : models) {
      RoomForecast forecast;
      forecast.model = model->print();
      forecast.card = &model->card();
      forecast.measured = room::measured_error(forecast.model);
      auto run = run_model(out, issue, *model, context, forecast);
      if (!run) {
        const ErrorKind kind = run.error().kind;
        // What the input lacks for this model is told beside the others; the rest stops all.
        if (kind != ErrorKind::Missing && kind != ErrorKind::NotFound) {
          return fail(std::move(run).error());
        }
        forecast.failed = std::move(run).error();
      }
      issue.forecasts.push_back(std::move(forecast));
    }
    out.issues.push_back(std::move(issue));
  }
  return out;
}

}  // namespace entente::app
