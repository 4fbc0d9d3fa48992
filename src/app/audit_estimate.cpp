// SPDX-License-Identifier: GPL-3.0-or-later
// The page on an estimated position.
#include <algorithm>
#include <cmath>

#include "audit_parts.hpp"
#include "entente/base/text.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::app {
namespace {

using positions::PositionEstimate;
using positions::StatementModel;

/// What is printed is what the draws settle.
stats::Interval two_decimals(const stats::Interval& interval) {
  return {std::round(interval.low * 100) / 100, std::round(interval.high * 100) / 100};
}

AuditFigure estimate_figure(std::string name, double value, const stats::Interval& interval) {
  return {std::move(name), std::round(value * 100) / 100, "", two_decimals(interval), ""};
}

std::vector<alignment::EvidenceUnit> units_behind(const record::Snapshot& snapshot,
                                                  const PositionEstimate& estimate) {
  std::vector<alignment::EvidenceUnit> out;
  for (const StatementCode s : estimate.statements) {
    const auto part = alignment::evidence_units(snapshot, s);
    out.insert(out.end(), part.begin(), part.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void add_figures(AuditOutcome& out, const PositionEstimate* estimate) {
  out.n_of = "readings";
  if (estimate == nullptr) {
    out.figures.push_back({"mean", std::nullopt, "unknown", std::nullopt, ""});
    return;
  }
  out.n = estimate->readings;
  out.figures.push_back(estimate_figure("mean, 80 %", estimate->mean, estimate->central_80));
  out.figures.push_back(estimate_figure("mean, 95 %", estimate->mean, estimate->central_95));
  out.figures.push_back({"pooled", std::round(estimate->pooled * 100) / 100, "", std::nullopt, ""});
}

/// The model again without what rests on nothing but each unit.
Result<void> add_without(AuditPage& page, ActorCode actor, IssueCode issue,
                         const PositionEstimate& estimate,
                         positions::StatementModelOptions options) {
  const record::Snapshot& snapshot = page.out.analysis.snapshot;
  for (const alignment::EvidenceUnit& unit : units_behind(snapshot, estimate)) {
    options.without = resting_on(snapshot, unit);
    ENTENTE_TRY(const StatementModel less, positions::statement_positions(snapshot, options));
    const PositionEstimate* left = less.at(actor, issue);
    page.out.without.push_back(
        {unit_datum(snapshot, unit),
         left != nullptr ? std::optional<double>(std::round(left->mean * 100) / 100) : std::nullopt,
         left != nullptr ? left->readings : 0});
  }
  sort_by_effect(page.out.without, estimate.mean);
  return {};
}

}  // namespace

Result<void> audit_estimate(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  const record::Snapshot& snapshot = analysis.snapshot;
  ENTENTE_TRY(const ActorCode actor, named_actor(analysis, parts[0]));
  ENTENTE_TRY(const IssueCode issue, named_issue(analysis, parts[1]));
  positions::StatementModelOptions options;
  options.at = analysis.at;
  options.threads = 0;
  ENTENTE_TRY(const StatementModel model, positions::statement_positions(snapshot, options));
  const PositionEstimate* estimate = model.at(actor, issue);
  page.out.title = "Where " + snapshot.actors.name[actor.value()] + " is estimated to stand on " +
                   snapshot.issues.id[issue.value()] + " (" + snapshot.issues.claim[issue.value()] +
                   ")";
  page.out.card = card_named("statement-model");
  page.out.parameters = {{"seed", std::to_string(options.seed)},
                         {"draws", std::to_string(model.draws)}};
  add_figures(page.out, estimate);
  if (estimate != nullptr) {
    page.out.reasons.emplace_back(
        "pooled: the share of its weight that comes from the others of its group and not from its "
        "own readings");
    for (const StatementCode s : estimate->statements) {
      page.data.push_back("statement/" + snapshot.statement_ids[s.value()]);
    }
    ENTENTE_CHECK(add_without(page, actor, issue, *estimate, options));
  }
  page.command = "positions --issue " + snapshot.issues.id[issue.value()] + " --actors " +
                 snapshot.actors.id[actor.value()] + " --draws " +
                 std::to_string(options.chains * options.draws) + " --seed " +
                 std::to_string(options.seed);
  return {};
}

}  // namespace entente::app
