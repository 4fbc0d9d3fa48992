// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands where at a day, and what changed since another. Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/analysis.hpp"
#include "entente/app/position_sides.hpp"
#include "entente/positions/latest.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::app {

struct PositionsRequest {
  AnalysisRequest analysis;
  std::string since;        ///< a date before `at`, read as its last day; empty = no comparison
  bool codes_only = false;  ///< no estimates
  bool guesses = false;     ///< estimates of blank cells too, marked as inferred
  positions::StatementModelOptions model;  ///< `at` is set from the analysis
  PositionSidesRequest sides;              ///< other kinds of evidence beside the estimates
};

struct PositionsOutcome {
  Analysis analysis;
  positions::PositionMatrix matrix;
  std::optional<positions::PositionMatrix> then;  ///< as it was on the day of --since
  std::string since_text;
  std::vector<positions::Move> moves;
  /// Absent with --since, and where only codes were asked for.
  std::optional<positions::StatementModel> model;
  positions::StatementModelOptions options;  ///< that the model was fitted with
  PositionSidesOutcome sides;                ///< of no cell where there is no model
  PositionSidesRequest sides_request;
};
/// Errors: those of analyse and statement_positions, Usage (`since` is no date, or not before
/// `at`; guesses, kinds of evidence, weights or texts without estimates).
Result<PositionsOutcome> positions_of(const PositionsRequest& request, const Context& context);

}  // namespace entente::app
