// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of `audit` share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/alignment/overlap.hpp"
#include "entente/app/audit.hpp"

namespace entente::app {

/// The name's parts after its first word.
using NameParts = std::vector<std::string>;

/// Pages by kind; `out` has analysis and name. They fill in the rest but inputs, disputes and
/// command where these follow from `data`.
struct AuditPage {
  AuditOutcome out;
  std::vector<std::string> data;  ///< datum names of the inputs, in order, each once
  std::string command;            ///< without the study and the day: "overlap --issue I24"
};

Result<void> audit_position(AuditPage& page, const NameParts& parts);
Result<void> audit_estimate(AuditPage& page, const NameParts& parts);
Result<void> audit_overlap(AuditPage& page, const NameParts& parts);
Result<void> audit_agreement(AuditPage& page, const NameParts& parts);
Result<void> audit_agenda(AuditPage& page, const NameParts& parts);
Result<void> audit_advice(AuditPage& page, const NameParts& parts);
Result<void> audit_engagements(AuditPage& page, const NameParts& parts);
Result<void> audit_coverage(AuditPage& page, const NameParts& parts);

/// Errors: NotFound.
Result<ActorCode> named_actor(const Analysis& analysis, const std::string& id);
Result<IssueCode> named_issue(const Analysis& analysis, const std::string& word);

/// "AUS,JPN,KOR,NZL": the actors of the analysis as an option has them.
std::string actor_list(const Analysis& analysis);

/// A figure with its interval, or why there is none.
AuditFigure figure_of(std::string name, const std::optional<stats::Estimate>& estimate);

/// "passage/L20.1" of a unit.
std::string unit_datum(const record::Snapshot& snapshot, const alignment::EvidenceUnit& unit);

/// By statement: true where it rests on nothing but the unit.
std::vector<bool> resting_on(const record::Snapshot& snapshot, const alignment::EvidenceUnit& unit);

/// What moves the figure `value` most first; what leaves nothing before all.
void sort_by_effect(std::vector<AuditWithout>& without, double value);

const positions::MethodCard* card_named(std::string_view name);

}  // namespace entente::app
