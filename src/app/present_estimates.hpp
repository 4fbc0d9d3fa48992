// SPDX-License-Identifier: GPL-3.0-or-later
// How estimates of positions are shown beside the codes they rest on.
#pragma once

#include <string>
#include <vector>

#include "entente/app/positions.hpp"
#include "present_parts.hpp"

namespace entente::app {

/// To two digits after the point; never -0.
double to_cents(double value) noexcept;
/// [low, high], to cents.
Json bounds_json(const stats::Interval& interval);

/// The estimate of a cell of the matrix, or null.
const positions::PositionEstimate* estimate_of_cell(const PositionsOutcome& outcome,
                                                    std::size_t cell);

/// "1.63 [0.71, 2.54]", in brackets of its own where inferred.
std::string estimate_text(const positions::PositionEstimate& estimate);

/// The table of estimates with what to know about it; empty where there is none.
std::string estimates_text(const PositionsOutcome& outcome);

/// Columns of a table with a row a cell; nothing is added where there are no estimates.
void add_estimate_names(const PositionsOutcome& outcome, std::vector<std::string>& names);
void add_estimate_cells(const PositionsOutcome& outcome, std::size_t cell,
                        std::vector<std::string>& row);

Json estimate_json(const PositionsOutcome& outcome, const positions::PositionEstimate& estimate);
Json estimator_json(const PositionsOutcome& outcome);

}  // namespace entente::app
