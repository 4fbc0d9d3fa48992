// SPDX-License-Identifier: GPL-3.0-or-later
// Where the actors overlap and where they part. Thread rule: as the store's.
#pragma once

#include <vector>

#include "entente/alignment/overlap.hpp"
#include "entente/app/analysis.hpp"

namespace entente::app {

/// Up to so many actors the pairs are told unasked: 200 actors make 19,900 of them.
inline constexpr std::size_t most_actors_in_pairs = 24;

enum class OverlapOrder { Study, Consensus, Dissonance };

struct OverlapRequest {
  AnalysisRequest analysis;
  OverlapOrder order = OverlapOrder::Study;
  alignment::OverlapOptions options;
  bool pairs = false;  ///< all pairs, however many
};

struct OverlapOutcome {
  Analysis analysis;
  positions::PositionMatrix matrix;
  alignment::OverlapOptions options;
  OverlapOrder order = OverlapOrder::Study;
  std::vector<alignment::IssueOverlap> issues;         ///< in matrix order
  std::vector<alignment::IssueFragility> fragilities;  ///< the same
  std::vector<std::size_t> shown;  ///< places in `issues`, in the order asked for
  bool pairs_left_out = false;     ///< too many actors, and not asked for
  std::vector<alignment::Agreement> pairs;
  std::vector<alignment::AgreementFragility> pair_fragilities;
};
/// Errors: those of analyse and alignment::issue_overlaps (Range: draws too few for the level),
/// Range with fewer than two actors.
Result<OverlapOutcome> overlap_of(const OverlapRequest& request, const Context& context);

}  // namespace entente::app
