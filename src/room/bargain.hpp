// SPDX-License-Identifier: GPL-3.0-or-later
// What the models share: who takes part, and errors they give.
#pragma once

#include <vector>

#include "entente/room/model.hpp"

namespace entente::room {

/// One that takes part. `place` is its place in the bargain.
struct Voice {
  double position = 0;
  double weight = 0;
  std::size_t place = 0;
};

/// Actors in the room with weight above 0, by position, then weight, then id: a fixed order for
/// sums that does not depend on the order of the actors. O(n log n).
std::vector<Voice> voices(const Bargain& bargain, bool with_influence);

/// Enter or Leave of each actor, in the bargain's order.
void trace_entries(const Bargain& bargain, const std::vector<Voice>& taking_part, Outcome& out);

/// Missing: nobody with weight takes part.
Error nobody_with_weight();

}  // namespace entente::room
