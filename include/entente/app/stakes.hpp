// SPDX-License-Identifier: GPL-3.0-or-later
// What each actor wants, as sources name it, on which issues, and how much they matter to it for
// that: the ledger beside the saliences that statements give. Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/advise/interest_ledger.hpp"
#include "entente/app/analysis.hpp"
#include "entente/app/present.hpp"

namespace entente::app {

/// One row of the ledger for one actor.
struct Stake {
  ActorCode actor;
  ActorCode holder;      ///< itself, or a grouping it belongs to
  std::size_t row = 0;   ///< of the table interest
  std::size_t rank = 0;  ///< 0: neither a priority nor a benefit
  std::size_t of = 0;
  std::vector<IssueCode> issues;
  std::vector<std::optional<int>> stated;  ///< by issue: salience of its latest statements
  std::optional<stats::Estimate>
      salience;  ///< from the ledger; absent without a rank and for groupings
};

struct StakesOutcome {
  Analysis analysis;
  std::vector<Stake> stakes;  ///< by actor as asked, then the study's order
  int threshold = 0;          ///< the study's salience_threshold
};

/// Errors: those of analyse.
Result<StakesOutcome> stakes_of(const AnalysisRequest& request, const Context& context);

Presentation present(const StakesOutcome& outcome, View view);

}  // namespace entente::app
