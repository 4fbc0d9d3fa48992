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
  return out.empty() ? room::default_models() : out;
}

Result<std::vector<std::size_t>> line_rows(const record::Study& study,
                                           const std::vector<std::string>& ids) {
  std::vector<std::size_t> out;
  for (const std::string& id : ids) {
    ENTENTE_TRY(const std::size_t row, known_row(study.table("continuum"), id, "--issue"));
    out.push_back(row);
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
  ENTENTE_TRY(const std::vector<std::size_t> rows, line_rows(opened.study, request.issues));
  ENTENTE_TRY(room::StudyProblem study, room::study_problem(opened.study, rows, at.last_day()));
  out.problem = std::move(study.problem);
  out.left_out = std::move(study.left_out);
  ENTENTE_CHECK(set_reversions(request, out.problem));
  ENTENTE_CHECK(apply_moves(request, out));
  const room::Problem* moved = out.moved ? &*out.moved : nullptr;
  for (std::size_t place = 0; place < out.problem.issues.size(); ++place) {
    RoomIssue issue;
    ENTENTE_TRY(issue.line, room::line_forecast(out.problem, moved, place, models, out.options,
                                                context.cancel, context.progress));
    ENTENTE_TRY(issue.missing,
                room::missing_members(opened.study, out.problem, place, at.last_day()));
    out.issues.push_back(std::move(issue));
  }
  return out;
}

}  // namespace entente::app
