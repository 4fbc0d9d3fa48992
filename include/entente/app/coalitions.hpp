// SPDX-License-Identifier: GPL-3.0-or-later
// Bilaterally, in a small group or all together: which groups of actors would hold. Thread rule: as
// the store's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/coalitions.hpp"
#include "entente/app/analysis.hpp"
#include "entente/positions/statement_model.hpp"
#include "entente/stats/interval.hpp"

namespace entente::app {

struct CoalitionsRequest {
  AnalysisRequest analysis;
  bool guesses = false;         ///< take positions inferred from others of a pool for known
  double cost = 0;              ///< of each further partner in a format, to each of its members
  std::optional<double> quota;  ///< asks for minimal winning coalitions, one vote an actor
  positions::StatementModelOptions model;
};

/// What one actor has from being with another.
struct PartnerValue {
  double mean = 0;
  stats::Interval central_80;
  std::size_t issues = 0;  ///< on which both are known
};

/// From this cost of a partner on, up to the next: the structure of the greatest welfare.
struct CostStep {
  double cost = 0;
  std::vector<std::uint32_t> best;
  bool in_core = false;
};

struct CoalitionsOutcome {
  Analysis analysis;
  double cost = 0;
  std::uint32_t draws = 0;
  std::uint64_t seed = 0;
  std::size_t cells = 0;              ///< of issues with two known actors and more
  std::size_t saliences_unknown = 0;  ///< of them
  std::size_t saliences_named = 0;    ///< of them, not stated: drawn from the ledger of interests
  std::vector<PartnerValue> values;   ///< by actor, then partner; the diagonal is blank
  alignment::CoalitionOutcome found;  ///< at the means
  std::vector<alignment::StructureShares> shares;  ///< over the draws; empty above 7 actors
  std::vector<CostStep> steps;  ///< costs from 0 up to where all are apart; above 10 actors none
  std::vector<double> bridge;   ///< by actor, at the means
  std::vector<stats::Interval> bridge_80;
  std::vector<std::vector<std::uint32_t>> winning;  ///< where a quota was asked for
};

/// The value of j to i is the mean over the issues on which both are known, weighed by i's
/// salience, of 1 - |x - y| / 2: 1 where they stand alike, 0 two steps apart, -1 at the opposite
/// ends of the codes. Positions are draws of the statement model, saliences as of package_of.
/// Errors: those of analyse, statement_positions and stable_coalitions; Range (fewer than two
/// actors), Missing (two actors share no issue).
Result<CoalitionsOutcome> coalitions_of(const CoalitionsRequest& request, const Context& context);

/// The same from what was already read and estimated; takes the analysis over. `model` kept its
/// draws.
Result<CoalitionsOutcome> coalitions_in(Analysis analysis, const positions::StatementModel& model,
                                        const CoalitionsRequest& request, const Context& context);

}  // namespace entente::app
