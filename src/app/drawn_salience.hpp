// SPDX-License-Identifier: GPL-3.0-or-later
// Saliences beside draws of positions. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/advise/interest_ledger.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::app {

/// Where the saliences of cells come from.
struct SalienceCounts {
  std::size_t unknown = 0;  ///< nobody states or names one
  std::size_t named = 0;    ///< nobody states one; the ledger of interests names the issue
};

/// Adds `draws` saliences: the one stated, else those of the ledger, else values spread evenly from
/// 0 to 100; they depend on seed, actor and issue alone. Counts what was not stated.
void add_salience_draws(const record::Snapshot& snapshot, const advise::InterestLedger& ledger,
                        ActorCode actor, IssueCode issue, std::optional<int> stated,
                        std::uint64_t seed, std::size_t draws, std::vector<float>& out,
                        SalienceCounts& counts);

}  // namespace entente::app
