// SPDX-License-Identifier: GPL-3.0-or-later
// What is at stake in the room: actors, issues, and on each issue who wants what, how much it
// matters to them and what they weigh - each number with the evidence or the named judgement it
// rests on. Immutable once checked; plain values, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::room {

/// What an actor's word counts for on an issue.
enum class Role : std::uint8_t {
  Decides,     ///< its consent is needed: enters every model
  Influences,  ///< heard, without a vote: enters compromise and PCE, never consensus
  Outside,     ///< not in the room: its gains are told, it never bargains
};
/// "decides", "influences", "outside".
std::string_view to_string(Role role) noexcept;

/// What a number rests on: ids of rows or passages, or who judged it. One of the two is needed.
struct Basis {
  std::vector<std::string> evidence;
  std::string judge;
  friend bool operator==(const Basis&, const Basis&) = default;
};

/// A number with its range: a triangular distribution, or a fixed number where low = high.
struct Spread {
  double low = 0;
  double mode = 0;
  double high = 0;
  static constexpr Spread fixed(double value) noexcept { return {value, value, value}; }
  constexpr bool varies() const noexcept { return low < high; }
  friend bool operator==(const Spread&, const Spread&) = default;
};

/// One actor on one issue. Weight in the room = salience x power.
struct Stake {
  std::size_t actor = 0;  ///< place in Problem::actors
  Role role = Role::Decides;
  Spread position;  ///< on the issue's scale
  Spread salience;  ///< 0 to 100
  Spread power;     ///< 0 or more; only ratios matter
  Basis position_basis;
  Basis salience_basis;
  Basis power_basis;
  friend bool operator==(const Stake&, const Stake&) = default;
};

/// What a point on an issue's line means.
struct Anchor {
  double at = 0;
  std::string meaning;
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

/// What holds where nothing is agreed.
struct Reversion {
  double at = 0;
  Basis basis;
  friend bool operator==(const Reversion&, const Reversion&) = default;
};

struct Issue {
  std::string id;
  std::string name;
  double least = 0;  ///< the ends of its scale
  double greatest = 100;
  std::vector<Anchor> anchors;  ///< ascending
  std::optional<Reversion> reversion;
  std::vector<Stake> stakes;  ///< at most one an actor
  friend bool operator==(const Issue&, const Issue&) = default;
};

struct Party {
  std::string id;  ///< keys its random numbers: it keeps its draws when others come or go
  std::string name;
  friend bool operator==(const Party&, const Party&) = default;
};

struct Problem {
  std::vector<Party> actors;
  std::vector<Issue> issues;
  friend bool operator==(const Problem&, const Problem&) = default;
};

/// All numbers in range, all ids named once, every number with a basis, and on every issue at
/// least two actors in the room, one of whom has weight. Errors, with issue and actor as the place
/// (file = "issue M1", column = "actor FRA, position"): Range, Missing, Duplicate, Reference.
/// O(stakes x log).
Result<void> check(const Problem& problem);

/// Place of an issue or actor by id; NotFound with the nearest ids as its mend. O(n).
Result<std::size_t> issue_index(const Problem& problem, std::string_view id);
Result<std::size_t> actor_index(const Problem& problem, std::string_view id);

/// The problem with one actor's position on one issue moved to `to`: its whole range moves along
/// and is cut at the ends of the scale. Errors: NotFound (no stake there), Range (off the scale).
Result<Problem> with_position(Problem problem, std::size_t issue, std::size_t actor, double to);

/// JSON, keys in a fixed order, numbers in the shortest form that reads back the same:
/// problem_from_json(to_json(p)) == p. The reader checks types and ranges (see check). Errors of
/// reading: Malformed, Vocabulary, and those of check(). O(bytes).
std::string to_json(const Problem& problem);
Result<Problem> problem_from_json(std::string_view json);

}  // namespace entente::room
