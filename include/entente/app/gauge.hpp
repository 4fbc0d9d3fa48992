// SPDX-License-Identifier: GPL-3.0-or-later
// How a group uses itself, strategically or tactically, year by year, and how formal it is to be.
// Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/group_use.hpp"
#include "entente/app/analysis.hpp"
#include "entente/app/present.hpp"
#include "entente/figure/figure.hpp"
#include "entente/positions/latest.hpp"
#include "entente/room/problem.hpp"

namespace entente::app {

struct GaugeRequest {
  AnalysisRequest analysis;  ///< issues play no part
  std::string since;         ///< a date: years that end before are left out; empty = none is
  positions::StatementModelOptions model;
};

/// A line of the study on which it is judged how formal the group is to be.
struct Formality {
  room::Problem problem;                ///< its one issue, with who is judged where
  std::vector<Error> left_out;          ///< judgements that cannot enter
  positions::PositionMatrix positions;  ///< latest stances on the claims that the line names
};

struct GaugeOutcome {
  Analysis analysis;
  alignment::UsePoles poles;
  std::vector<alignment::GroupUseDay> days;  ///< ends of years, and the day of the answer last
  std::uint32_t draws = 0;
  std::uint64_t seed = 0;
  std::optional<Formality> formality;  ///< where the study names a line
};

/// Errors: those of analyse and group_use; Missing (the study names no claims for the poles).
Result<GaugeOutcome> gauge_of(const GaugeRequest& request, const Context& context);

Presentation present(const GaugeOutcome& outcome, View view);

/// The gauge by year. Errors: none.
Result<figure::Figure> figure_of(const GaugeOutcome& outcome);

}  // namespace entente::app
