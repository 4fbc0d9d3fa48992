// SPDX-License-Identifier: GPL-3.0-or-later
// Which groups hold together: hedonic games with additively separable values and a cost of format
// (A. Bogomolnaia, M. O. Jackson, "The stability of hedonic coalition structures", Games and
// Economic Behavior 38, 2002). In coalition S player i has
//   u_i(S) = sum over j in S, j != i, of value(i, j) - cost(|S|).
// Pure functions over immutable columns, any thread; the same bytes for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"

namespace entente::alignment {

/// Up to so many players every partition is looked at (Bell(10) = 115,975).
inline constexpr std::size_t most_enumerated_players = 10;
/// Up to so many the core can be told of a given partition.
inline constexpr std::size_t most_core_players = 20;
/// Up to so many shares of draws are told (Bell(7) = 877 partitions in each).
inline constexpr std::size_t most_drawn_players = 7;

struct HedonicGame {
  std::size_t players = 0;
  std::vector<double> value;      ///< players x players; the diagonal plays no part
  std::vector<double> cost = {};  ///< by size less one; empty = none
};

enum class CoreState : std::uint8_t { Stable, Blocked, NotTold };

/// A partition of the players. "Better" and "worse" are strict, by more than 1e-12.
struct CoalitionStructure {
  std::vector<std::uint32_t> coalition;  ///< by player: 0, 1, ... in the order of first members
  double welfare = 0;                    ///< sum of u
  bool nash = false;        ///< nobody is better off in another coalition of it, or alone
  bool individual = false;  ///< nobody is without making somebody there worse off
  CoreState core = CoreState::NotTold;  ///< Stable: no set of players is better off by themselves

  bool stable() const noexcept { return nash || individual || core == CoreState::Stable; }
};

struct CoalitionOutcome {
  /// Stable in some sense, or the best: those of the greatest welfare first, of equals in the order
  /// of their numbers.
  std::vector<CoalitionStructure> structures;
  std::size_t best = 0;   ///< place of the greatest welfare
  bool complete = false;  ///< every partition was looked at
};

/// All stable partitions and the best, by looking at every one; above most_enumerated_players those
/// that moves of single players reach from all apart, all together and `starts` drawn partitions.
/// Errors: Range (fewer than one player, shapes, numbers that are not finite, costs for too few
/// sizes), Cancelled. O(Bell(players) 2^players), or O(starts x players^3).
Result<CoalitionOutcome> stable_coalitions(const HedonicGame& game, std::uint32_t starts = 200,
                                           std::uint64_t seed = 1, const CancelToken& cancel = {});

/// How one partition stands. Errors: Range (also a partition of another length).
Result<CoalitionStructure> structure_of(const HedonicGame& game,
                                        const std::vector<std::uint32_t>& coalition);

/// In how many of the draws a partition is what.
struct StructureShares {
  std::vector<std::uint32_t> coalition;
  double nash = 0;
  double individual = 0;
  double core = 0;
  double best = 0;  ///< of the draws with the greatest welfare; equals share them
};

/// Over games with the same players and cost whose values are drawn, values[draw x players^2 + i x
/// players + j]. Partitions that are something in some draw, the most often best first. Errors:
/// Range (shapes, numbers), Limit (over most_drawn_players), Cancelled.
Result<std::vector<StructureShares>> structure_shares(const HedonicGame& game,
                                                      std::span<const double> values,
                                                      unsigned threads = 1,
                                                      const CancelToken& cancel = {});

/// Sets of players whose weights reach the quota, and none of whose members could be spared; each
/// as ascending players, those of the least weight first, then the fewest members. At most `most`.
/// Errors: Range (weights below 0 or not finite, a quota not above 0), Limit (over 24 players).
/// O(2^players x players).
Result<std::vector<std::vector<std::uint32_t>>> minimal_winning(std::span<const double> weights,
                                                                double quota,
                                                                std::size_t most = 1000);

/// How far a player connects others: mean over pairs of others of max(0, min(t(i, b), t(j, b)) -
/// t(i, j)), t(i, j) = (value(i, j) + value(j, i)) / 2: what going through b adds to going
/// straight. 0 below three players. O(players^3) in all.
std::vector<double> bridging(const HedonicGame& game);

}  // namespace entente::alignment
