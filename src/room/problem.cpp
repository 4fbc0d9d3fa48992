// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/problem.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "entente/base/text.hpp"

namespace entente::room {
namespace {

/// Where in a problem an error sits.
struct Spot {
  const Issue& issue;
  std::string_view actor;

  Place place(std::string_view what) const {
    std::string column(actor);
    if (!what.empty()) column += (column.empty() ? "" : ", ") + std::string(what);
    return {"issue " + quotable(issue.id), 0, std::move(column)};
  }
};

std::string range_text(double low, double high) {
  return "a number from " + number_text(low) + " to " + number_text(high);
}

Result<void> check_basis(const Spot& spot, std::string_view what, const Basis& basis) {
  if (!basis.evidence.empty() || !basis.judge.empty()) return {};
  return fail({ErrorKind::Missing, "a number rests on nothing", spot.place(what),
               "the evidence or the named judge behind it", "",
               "name the rows it rests on, or who judged it"});
}

/// Finite, within the limits, low <= mode <= high.
Result<void> check_spread(const Spot& spot, std::string_view what, const Spread& spread,
                          double least, double greatest, std::string_view mend) {
  for (const double value : {spread.low, spread.mode, spread.high}) {
    if (std::isfinite(value) && value >= least && value <= greatest) continue;
    return fail({ErrorKind::Range, std::string(what) + " off the scale", spot.place(what),
                 std::isfinite(greatest) ? range_text(least, greatest)
                                         : "a finite number, " + number_text(least) + " or more",
                 std::isfinite(value) ? number_text(value) : "not a finite number",
                 std::string(mend)});
  }
  if (spread.low <= spread.mode && spread.mode <= spread.high) return {};
  return fail(
      {ErrorKind::Range, "the range of the " + std::string(what) + " is upside down",
       spot.place(what), "low <= mode <= high",
       number_text(spread.low) + ", " + number_text(spread.mode) + ", " + number_text(spread.high),
       "put the three numbers in order"});
}

Result<void> check_stake(const Spot& spot, const Stake& stake) {
  const Issue& issue = spot.issue;
  ENTENTE_CHECK(check_spread(spot, "position", stake.position, issue.least, issue.greatest,
                             "place it on the issue's line"));
  ENTENTE_CHECK(check_spread(spot, "salience", stake.salience, 0, 100, "give it as 0 to 100"));
  ENTENTE_CHECK(check_spread(spot, "power", stake.power, 0, 1e9, "give it as 0 or more"));
  ENTENTE_CHECK(check_basis(spot, "position", stake.position_basis));
  ENTENTE_CHECK(check_basis(spot, "salience", stake.salience_basis));
  return check_basis(spot, "power", stake.power_basis);
}

Result<void> check_scale(const Issue& issue) {
  const Spot spot{issue, ""};
  if (issue.id.empty()) {
    return fail({ErrorKind::Missing,
                 "an issue without an id",
                 {"issues", 0, "id"},
                 "an id",
                 "",
                 "give every issue an id"});
  }
  if (!std::isfinite(issue.least) || !std::isfinite(issue.greatest) ||
      !(issue.least < issue.greatest)) {
    return fail({ErrorKind::Range, "the scale has no length", spot.place("scale"),
                 "least < greatest, both finite",
                 number_text(issue.least) + " to " + number_text(issue.greatest),
                 "give the two ends of the line"});
  }
  for (std::size_t a = 0; a < issue.anchors.size(); ++a) {
    const double at = issue.anchors[a].at;
    if (at >= issue.least && at <= issue.greatest && (a == 0 || issue.anchors[a - 1].at < at)) {
      continue;
    }
    return fail({ErrorKind::Range, "an anchor off the scale or out of order", spot.place("anchors"),
                 range_text(issue.least, issue.greatest) + ", each above the one before",
                 number_text(at), "correct the anchors of the line"});
  }
  if (!issue.reversion) return {};
  const double at = issue.reversion->at;
  if (!(at >= issue.least && at <= issue.greatest)) {
    return fail({ErrorKind::Range, "the reversion point is off the scale", spot.place("reversion"),
                 range_text(issue.least, issue.greatest),
                 std::isfinite(at) ? number_text(at) : "not a finite number",
                 "place it on the issue's line"});
  }
  return check_basis(spot, "reversion", issue.reversion->basis);
}

/// Two actors in the room, one with weight.
Result<void> check_room(const Issue& issue) {
  std::size_t inside = 0;
  bool salience = false;
  bool power = false;
  bool weight = false;
  for (const Stake& stake : issue.stakes) {
    if (stake.role == Role::Outside) continue;
    ++inside;
    salience = salience || stake.salience.mode > 0;
    power = power || stake.power.mode > 0;
    weight = weight || (stake.salience.mode > 0 && stake.power.mode > 0);
  }
  const Spot spot{issue, ""};
  if (inside < 2) {
    return fail({ErrorKind::Missing, "nobody to bargain with", spot.place("actors"),
                 "at least two actors that decide or influence", std::to_string(inside),
                 "add the others that have a say"});
  }
  if (weight) return {};
  const std::string what = !salience ? "salience" : !power ? "power" : "salience and power";
  return fail({ErrorKind::Range, "nobody in the room has any weight", spot.place(what),
               "at least one actor with salience and power above 0", "0 for everyone",
               "say to whom the issue matters"});
}

Result<void> check_issue(const Problem& problem, const Issue& issue) {
  ENTENTE_CHECK(check_scale(issue));
  std::set<std::size_t> seen;
  for (const Stake& stake : issue.stakes) {
    if (stake.actor >= problem.actors.size()) {
      return fail({ErrorKind::Reference, "a stake of an actor that is not there",
                   Spot{issue, ""}.place("stakes"),
                   "0 to " + std::to_string(problem.actors.size()) + " less 1",
                   std::to_string(stake.actor), "name an actor of the problem"});
    }
    const Spot spot{issue, problem.actors[stake.actor].id};
    if (!seen.insert(stake.actor).second) {
      return fail({ErrorKind::Duplicate, "an actor stands twice on one issue", spot.place(""),
                   "one stake an actor and issue", "", "remove one of the two"});
    }
    ENTENTE_CHECK(check_stake(spot, stake));
  }
  return check_room(issue);
}

template <class Things>
Result<void> check_ids(const Things& things, std::string_view list) {
  std::set<std::string_view> seen;
  for (const auto& thing : things) {
    if (thing.id.empty() || !seen.insert(thing.id).second) {
      return fail({thing.id.empty() ? ErrorKind::Missing : ErrorKind::Duplicate,
                   thing.id.empty() ? "an entry without an id" : "an id stands twice",
                   {std::string(list), 0, "id"},
                   "an id of its own",
                   quotable(thing.id),
                   "give each its own id"});
    }
  }
  return {};
}

template <class Things>
Result<std::size_t> index_of(const Things& things, std::string_view id, std::string_view what) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (things[i].id == id) return i;
    ids.push_back(things[i].id);
  }
  std::string mend = did_you_mean_sentence(id, ids);
  if (mend.empty()) mend = "one of " + joined(ids, ", ");
  return fail({ErrorKind::NotFound,
               "no such " + std::string(what),
               {"", 0, std::string(what)},
               "",
               quotable(id),
               std::move(mend)});
}

}  // namespace

std::string_view to_string(Role role) noexcept {
  switch (role) {
    case Role::Decides:
      return "decides";
    case Role::Influences:
      return "influences";
    case Role::Outside:
      break;
  }
  return "outside";
}

Result<void> check(const Problem& problem) {
  ENTENTE_CHECK(check_ids(problem.actors, "actors"));
  ENTENTE_CHECK(check_ids(problem.issues, "issues"));
  for (const Issue& issue : problem.issues) ENTENTE_CHECK(check_issue(problem, issue));
  return {};
}

Result<std::size_t> issue_index(const Problem& problem, std::string_view id) {
  return index_of(problem.issues, id, "issue");
}

Result<std::size_t> actor_index(const Problem& problem, std::string_view id) {
  return index_of(problem.actors, id, "actor");
}

Result<Problem> with_position(Problem problem, std::size_t issue, std::size_t actor, double to) {
  Issue& place = problem.issues[issue];
  const Spot spot{place, problem.actors[actor].id};
  if (!(to >= place.least && to <= place.greatest)) {
    return fail({ErrorKind::Range, "position off the scale", spot.place("position"),
                 range_text(place.least, place.greatest),
                 std::isfinite(to) ? number_text(to) : "not a finite number",
                 "place it on the issue's line"});
  }
  const auto stake = std::find_if(place.stakes.begin(), place.stakes.end(),
                                  [actor](const Stake& s) { return s.actor == actor; });
  if (stake == place.stakes.end()) {
    return fail({ErrorKind::NotFound, "this actor has no position to move", spot.place(""),
                 "an actor with a stake in the issue", "", "choose one that has a position"});
  }
  Spread& position = stake->position;
  const double by = to - position.mode;
  position = {std::clamp(position.low + by, place.least, to), to,
              std::clamp(position.high + by, to, place.greatest)};
  return problem;
}

}  // namespace entente::room
