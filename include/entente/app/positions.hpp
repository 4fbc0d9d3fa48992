// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands where at a day, and what changed since another. Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/analysis.hpp"
#include "entente/positions/latest.hpp"

namespace entente::app {

struct PositionsRequest {
  AnalysisRequest analysis;
  std::string since;  ///< a date before `at`, read as its last day; empty = no comparison
};

struct PositionsOutcome {
  Analysis analysis;
  positions::PositionMatrix matrix;
  std::optional<positions::PositionMatrix> then;  ///< as it was on the day of --since
  std::string since_text;
  std::vector<positions::Move> moves;
};
/// Errors: those of analyse, Usage (`since` is no date, or not before `at`).
Result<PositionsOutcome> positions_of(const PositionsRequest& request, const Context& context);

}  // namespace entente::app
