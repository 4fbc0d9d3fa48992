// SPDX-License-Identifier: GPL-3.0-or-later
// Which actors' positions are pooled with whose.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "entente/positions/statement_model.hpp"

namespace entente::positions {

struct ActorPools {
  std::vector<std::uint32_t> pool_of;           ///< by actor of the study
  std::vector<std::vector<ActorCode>> members;  ///< by pool, in the study's order
};

/// `on_record` by actor. See statement_positions. Actors not on record join the pool of the focus
/// actors or of their largest group with somebody on record. O(memberships x groups).
ActorPools actor_pools(const record::Snapshot& snapshot, std::chrono::sys_days at,
                       const std::vector<bool>& on_record);

}  // namespace entente::positions
