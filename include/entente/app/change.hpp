// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two days. Thread rule: as the store's.
#pragma once

#include <string>
#include <vector>

#include "entente/alignment/change.hpp"
#include "entente/app/analysis.hpp"
#include "entente/app/present.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::app {

struct ChangeRequest {
  AnalysisRequest analysis;
  std::string since;  ///< a date, read as its last day; empty = a year before
  positions::StatementModelOptions model;
};

struct ChangeOutcome {
  Analysis analysis;
  std::chrono::sys_days since;
  std::uint32_t draws = 0;
  std::uint64_t seed = 0;
  std::vector<alignment::Drift> drifts;
  std::vector<alignment::Contradiction> contradictions;
  std::vector<alignment::AlignmentYear> years;
};
/// Errors: those of analyse, statement_positions and alignment_years; Usage (a date that is not
/// before the day of the answer).
Result<ChangeOutcome> change_of(const ChangeRequest& request, const Context& context);

Presentation present(const ChangeOutcome& outcome, View view);

}  // namespace entente::app
