// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief_prospects.hpp"

#include "drawn_model.hpp"
#include "entente/app/coalitions.hpp"
#include "entente/app/format_ranking.hpp"
#include "entente/app/package.hpp"

namespace entente::app {
namespace {

constexpr std::size_t most_on_front = 24;
constexpr std::uint32_t ranking_draws = 4000;
/// Beyond these a brief would keep its reader waiting: the commands themselves have no such limits.
constexpr std::size_t most_ranked_issues = 200;
constexpr std::size_t most_front_cells = 2000;

brief::CoalitionProspect coalition_prospect(const CoalitionsOutcome& outcome) {
  brief::CoalitionProspect out;
  for (std::size_t s = 0; s < outcome.steps.size(); ++s) {
    const CostStep& step = outcome.steps[s];
    std::optional<double> to;
    if (s + 1 < outcome.steps.size()) to = outcome.steps[s + 1].cost;
    out.stretches.push_back({step.cost, to, step.best, step.in_core});
  }
  const std::vector<std::uint32_t> together(outcome.analysis.actors.size(), 0);
  for (const alignment::StructureShares& shares : outcome.shares) {
    if (shares.coalition == together) out.all_together = shares.best;
  }
  return out;
}

std::vector<brief::PackageLine> lines_of(const AgendaPackageOutcome& outcome,
                                         const advise::AgendaPackage& package) {
  std::vector<brief::PackageLine> out;
  out.reserve(package.items.size());
  for (const advise::PackageItem& item : package.items) {
    out.push_back(
        {outcome.issues[item.issue], outcome.lines[item.issue][item.line], item.share, {}, {}});
  }
  return out;
}

std::optional<brief::PackageProspect> package_prospect(const AgendaPackageOutcome& outcome) {
  if (!outcome.found.package) return std::nullopt;
  brief::PackageProspect out;
  out.package = *outcome.found.package;
  out.lines = lines_of(outcome, out.package);
  for (std::size_t at = 0; at < out.lines.size() && at < outcome.evidence.size(); ++at) {
    out.lines[at].for_it = outcome.evidence[at].for_it;
    out.lines[at].against_it = outcome.evidence[at].against_it;
  }
  out.proven = outcome.found.proven;
  out.saliences_unknown = outcome.saliences_unknown;
  out.saliences_named = outcome.saliences_named;
  if (!outcome.front) return out;
  for (const advise::AgendaPackage& package : outcome.front->packages) {
    if (out.front.size() == most_on_front) break;
    out.front.push_back({lines_of(outcome, package), package.least, package.mean});
  }
  return out;
}

/// The value, or nothing where the record does not suffice; only a cancelled run is an error.
template <class Value>
Result<std::optional<Value>> if_possible(Result<Value> result) {
  if (result) return std::optional<Value>(std::move(*result));
  if (result.error().kind == ErrorKind::Cancelled) return fail(std::move(result).error());
  return std::optional<Value>();
}

Result<void> rank_formats_in(const Analysis& analysis, const positions::StatementModel& model,
                             const Context& context, brief::Prospects& out) {
  if (analysis.issues.size() > most_ranked_issues) return {};
  ENTENTE_TRY(const std::vector<ActorCode> outsiders, pressing_actors({}, analysis));
  ENTENTE_TRY(auto measures,
              if_possible(measured_formats(analysis, model, outsiders, {ranking_draws, 1})));
  if (!measures) return {};
  advise::FormatRankingOptions options;
  options.draws = ranking_draws;
  ENTENTE_TRY(auto rankings, if_possible(advise::rank_formats(*measures, options, context.cancel)));
  if (!rankings) return {};
  out.measures = std::move(*measures);
  out.rankings = std::move(*rankings);
  return {};
}

}  // namespace

Result<brief::Prospects> prospects_in(Analysis& analysis, const Context& context) {
  brief::Prospects out;
  PackageRequest package;
  package.front = analysis.issues.size() * analysis.actors.size() <= most_front_cells;
  package.options.threads = 0;
  package.model.threads = 0;
  ENTENTE_TRY(const auto model,
              if_possible(drawn_model(analysis, package.model, package.guesses, context)));
  if (!model) return out;
  out.draws = model->draws;
  ENTENTE_CHECK(rank_formats_in(analysis, *model, context, out));
  // Both take a copy: what they leave behind where they fail is nobody's to use.
  CoalitionsRequest coalitions;
  ENTENTE_TRY(const auto groups, if_possible(coalitions_in(analysis, *model, coalitions, context)));
  if (groups) out.coalitions = coalition_prospect(*groups);
  ENTENTE_TRY(const auto agenda, if_possible(package_in(analysis, *model, package, context)));
  if (agenda) out.package = package_prospect(*agenda);
  return out;
}

}  // namespace entente::app
