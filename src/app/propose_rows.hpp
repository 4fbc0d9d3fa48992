// SPDX-License-Identifier: GPL-3.0-or-later
// Proposals as rows of a study. Pure functions, any thread.
#pragma once

#include "entente/app/propose.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::app {

/// How often proposals of each rule were accepted: edited ones count as not accepted.
std::map<std::string, stats::Estimate> accepted_shares(const record::Table& statements);

/// "high" from 0.8 on, "moderate" from 0.6, with at least ten decided; else "low".
std::string confidence_by(const std::map<std::string, stats::Estimate>& shares,
                          const std::string& rule);

/// Passages and statements for all proposals that can be rows; counts go to `out`.
Result<ingest::ImportPlan> plan_of_proposals(const record::Study& study, const std::string& date,
                                             ProposeOutcome& out, const CancelToken& cancel);

}  // namespace entente::app
