// SPDX-License-Identifier: GPL-3.0-or-later
// The same groups in two divisions of the same actors.
#pragma once

#include <cstdint>
#include <vector>

namespace entente::alignment {

/// Of each group of `groups` the one of `others` it is matched with, so that most actors are in
/// matched groups; no_camp where none is left with which it shares a member. With more than ten
/// others each group in its order takes the one it shares most with. Actors side by side; no_camp
/// in either = not there. O(actors + groups x others x 2^others), at most 2^10.
std::vector<std::uint32_t> matched_groups(const std::vector<std::uint32_t>& groups,
                                          const std::vector<std::uint32_t>& others);

/// For each actor whether the other division has it in the group that matches its own.
std::vector<char> placed_alike(const std::vector<std::uint32_t>& groups,
                               const std::vector<std::uint32_t>& others);

}  // namespace entente::alignment
