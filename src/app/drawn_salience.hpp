// SPDX-License-Identifier: GPL-3.0-or-later
// Saliences beside draws of positions. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/record/snapshot.hpp"

namespace entente::app {

/// Adds `draws` saliences: the one stated, else values spread evenly from 0 to 100 that depend on
/// seed, actor and issue alone.
void add_salience_draws(const record::Snapshot& snapshot, ActorCode actor, IssueCode issue,
                        std::optional<int> stated, std::uint64_t seed, std::size_t draws,
                        std::vector<float>& out);

}  // namespace entente::app
