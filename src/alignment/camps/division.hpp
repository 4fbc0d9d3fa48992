// SPDX-License-Identifier: GPL-3.0-or-later
// The division of actors with the least frustration.
#pragma once

#include <cstdint>
#include <vector>

#include "dyads.hpp"
#include "entente/base/cancel.hpp"
#include "entente/base/random.hpp"

namespace entente::alignment {

struct Division {
  std::vector<std::uint32_t> camps;  ///< by actor; 0, 1, ... in the order of their first members
  double cost = 0;                   ///< sum over pairs of D within and C across
  bool proven = false;
};

/// Over pairs, each once.
double division_cost(const Dyads& dyads, const std::vector<std::uint32_t>& camps);
/// The same division with camps numbered in the order of their first members.
std::vector<std::uint32_t> in_order_of_members(const std::vector<std::uint32_t>& camps);

/// From a start by moves of single actors, each the best there is, until none lowers the cost.
/// O(moves x actors x (actors + camps)).
Division descended(const Dyads& dyads, std::vector<std::uint32_t> start, std::uint32_t camps);

/// By simulated annealing from `starts` drawn divisions, each descended at its end; the best.
/// O(starts x sweeps x actors^2).
Division annealed(const Dyads& dyads, std::uint32_t camps, const Philox& source,
                  std::uint32_t starts, std::uint32_t sweeps);

/// By branch and bound from a division that is known; unproven after `most` branches. Errors:
/// Cancelled.
Result<Division> exact_division(const Dyads& dyads, std::uint32_t camps, Division known,
                                std::uint64_t most, const CancelToken& cancel);

/// Whether no actor could move to another camp, or to one of its own, at the same cost.
bool is_only(const Dyads& dyads, const Division& division, std::uint32_t camps);

}  // namespace entente::alignment
