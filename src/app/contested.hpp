// SPDX-License-Identifier: GPL-3.0-or-later
// Disputed facts beside the figures that rest on them: whoever shows a row that sources contradict
// one another on shows both claims. Pure functions, any thread.
#pragma once

#include <string>
#include <vector>

#include "entente/positions/latest.hpp"
#include "entente/record/dispute.hpp"
#include "present_parts.hpp"

namespace entente::app {

/// Disputes that concern one of the rows (datum names).
std::vector<record::Dispute> contested(const record::Study& study,
                                       const std::vector<std::string>& data);

/// Disputes that concern a statement behind the matrix. O(1) in a study without disputes.
std::vector<record::Dispute> contested(const record::Study& study, const record::Snapshot& snapshot,
                                       const positions::PositionMatrix& matrix);

/// Datum names of the statements behind a matrix, of statements, of engagements.
std::vector<std::string> statement_data(const record::Snapshot& snapshot,
                                        const positions::PositionMatrix& matrix);
std::vector<std::string> statement_data(const record::Snapshot& snapshot,
                                        const std::vector<StatementCode>& statements);
std::vector<std::string> engagement_data(const record::Snapshot& snapshot,
                                         const std::vector<EngagementCode>& engagements);

/// A paragraph for each, with a blank line before the first; empty where there is none.
std::string disputes_text(const std::vector<record::Dispute>& disputes);

/// [{"id":..,"topic":..,"claims":[{"claim":..,"evidence":[..]},..],"handling":..,"concerns":[..]}]
Json disputes_json(const std::vector<record::Dispute>& disputes);

}  // namespace entente::app
