// SPDX-License-Identifier: GPL-3.0-or-later
// Pages on positions, overlap and agreement.
#include <algorithm>

#include "audit_parts.hpp"
#include "contested.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

/// Draws are not looked at where only the point is wanted; this is the least that a level of 95 %
/// allows.
alignment::OverlapOptions point_only() {
  alignment::OverlapOptions out;
  out.replicates = 39;
  return out;
}

std::vector<std::pair<std::string, std::string>> draw_parameters(
    const alignment::OverlapOptions& options) {
  return {{"seed", std::to_string(options.seed)},
          {"replicates", std::to_string(options.replicates)},
          {"level", number_text(options.level)}};
}

std::string issue_words(const Analysis& analysis, IssueCode issue) {
  const record::IssueColumns& issues = analysis.snapshot.issues;
  return issues.id[issue.value()] + " (" + issues.claim[issue.value()] + ")";
}

AuditFigure plain_figure(std::string name, const std::optional<double>& value) {
  AuditFigure out{std::move(name), value, "", std::nullopt, ""};
  if (!value) out.words = "unknown";
  return out;
}

Result<positions::PositionMatrix> matrix_without(const Analysis& analysis,
                                                 const positions::PositionMatrix& matrix,
                                                 const alignment::EvidenceUnit& unit) {
  return positions::latest_positions(
      analysis.snapshot,
      {matrix.at, matrix.actors, matrix.issues, std::nullopt, resting_on(analysis.snapshot, unit)});
}

/// Every unit behind the statements of a matrix, each once, in order.
std::vector<alignment::EvidenceUnit> units_of(const record::Snapshot& snapshot,
                                              const positions::PositionMatrix& matrix) {
  std::vector<alignment::EvidenceUnit> out;
  for (const positions::Cell& cell : matrix.cells) {
    for (const StatementCode s : cell.statements) {
      const auto part = alignment::evidence_units(snapshot, s);
      out.insert(out.end(), part.begin(), part.end());
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string date_reason(const positions::PositionMatrix& matrix, const positions::Cell& cell) {
  std::string out = "the words describe " + cell.date->words() + ", " +
                    std::to_string(cell.age_months) + " full months before the day asked for";
  if (cell.too_old) {
    out += ": stale, as the study's limit is " + std::to_string(matrix.stale_after_months);
  }
  return out;
}

}  // namespace

Result<void> audit_position(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  ENTENTE_TRY(const ActorCode actor, named_actor(analysis, parts[0]));
  ENTENTE_TRY(const IssueCode issue, named_issue(analysis, parts[1]));
  ENTENTE_TRY(const auto matrix,
              positions::latest_positions(analysis.snapshot,
                                          {analysis.at, {actor}, {issue}, std::nullopt, {}}));
  const positions::Cell& cell = matrix.cells.front();
  page.out.title = "Where " + analysis.snapshot.actors.name[actor.value()] + " stands on " +
                   issue_words(analysis, issue);
  page.out.card = card_named("latest-statement");
  page.out.n = cell.statements.size();
  page.out.n_of = "statements";
  page.out.figures.push_back(plain_figure("stance", cell.mean));
  page.out.figures.push_back(plain_figure(
      "salience", cell.salience ? std::optional<double>(*cell.salience) : std::nullopt));
  page.out.parameters = {{"stale_after_months", std::to_string(matrix.stale_after_months)}};
  if (cell.state == positions::CellState::Contested) {
    page.out.reasons.emplace_back("statements of one day disagree, from " +
                                  std::to_string(cell.low) + " to " + std::to_string(cell.high));
  }
  if (cell.date) page.out.reasons.push_back(date_reason(matrix, cell));
  if (cell.speaker_left) {
    page.out.reasons.emplace_back("stale: who spoke for the actor then has left office");
  }
  for (const alignment::EvidenceUnit& unit : units_of(analysis.snapshot, matrix)) {
    ENTENTE_TRY(const auto less, matrix_without(analysis, matrix, unit));
    page.out.without.push_back({unit_datum(analysis.snapshot, unit), less.cells.front().mean,
                                less.cells.front().statements.size()});
  }
  if (cell.mean) sort_by_effect(page.out.without, *cell.mean);
  page.data = statement_data(analysis.snapshot, matrix);
  page.command = "positions --issue " + analysis.snapshot.issues.id[issue.value()] + " --actors " +
                 analysis.snapshot.actors.id[actor.value()];
  return {};
}

Result<void> audit_overlap(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  ENTENTE_TRY(const IssueCode issue, named_issue(analysis, parts[0]));
  ENTENTE_TRY(const auto matrix,
              positions::latest_positions(
                  analysis.snapshot, {analysis.at, analysis.actors, {issue}, std::nullopt, {}}));
  const alignment::OverlapOptions options;
  ENTENTE_TRY(const auto overlaps, alignment::issue_overlaps(analysis.snapshot, matrix, options));
  const alignment::IssueOverlap& overlap = overlaps.front();
  page.out.title =
      "How " + actor_list(analysis) + " stand to one another on " + issue_words(analysis, issue);
  page.out.card = card_named("overlap");
  page.out.n = overlap.n;
  page.out.n_of = "actors";
  page.out.figures = {figure_of("mean", overlap.mean), plain_figure("range", overlap.range),
                      plain_figure("sd", overlap.sd), figure_of("cohesion", overlap.cohesion)};
  page.out.parameters = draw_parameters(options);
  if (overlap.few_units) {
    page.out.reasons.emplace_back(
        "so few passages, sources or actors that no interval can keep its level");
  }
  if (overlap.reverse_keyed) {
    page.out.reasons.emplace_back("reverse-keyed: support of the claim is reserve");
  }
  for (const alignment::EvidenceUnit& unit : overlap.units) {
    ENTENTE_TRY(const auto less, matrix_without(analysis, matrix, unit));
    ENTENTE_TRY(const auto again, alignment::issue_overlaps(analysis.snapshot, less, point_only()));
    const auto& mean = again.front().mean;
    page.out.without.push_back({unit_datum(analysis.snapshot, unit),
                                mean ? std::optional<double>(mean->value) : std::nullopt,
                                again.front().n});
  }
  if (overlap.mean) sort_by_effect(page.out.without, overlap.mean->value);
  page.data = statement_data(analysis.snapshot, overlap.statements);
  page.command = "overlap --issue " + analysis.snapshot.issues.id[issue.value()] + " --actors " +
                 actor_list(analysis) + " --draws " + std::to_string(options.replicates) +
                 " --seed " + std::to_string(options.seed);
  return {};
}

Result<void> audit_agreement(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  ENTENTE_TRY(const ActorCode first, named_actor(analysis, parts[0]));
  ENTENTE_TRY(const ActorCode second, named_actor(analysis, parts[1]));
  if (first == second) {
    return fail({ErrorKind::Usage,
                 "an actor agrees with itself",
                 {"", 0, "NAME"},
                 "two actors",
                 quotable(page.out.name),
                 "name another actor"});
  }
  ENTENTE_TRY(
      const auto matrix,
      positions::latest_positions(
          analysis.snapshot, {analysis.at, {first, second}, analysis.issues, std::nullopt, {}}));
  const alignment::OverlapOptions options;
  ENTENTE_TRY(const auto pair, alignment::agreement(analysis.snapshot, matrix, 0, 1, options));
  const auto& names = analysis.snapshot.actors.name;
  page.out.title = "How far " + names[first.value()] + " and " + names[second.value()] +
                   " agree on the claims on which both are on record";
  page.out.card = card_named("agreement");
  page.out.n = pair.n();
  page.out.n_of = "issues";
  page.out.figures = {figure_of("agreement", pair.value)};
  page.out.parameters = draw_parameters(options);
  for (const alignment::EvidenceUnit& unit : pair.units) {
    ENTENTE_TRY(const auto less, matrix_without(analysis, matrix, unit));
    ENTENTE_TRY(const auto again,
                alignment::agreement(analysis.snapshot, less, 0, 1, point_only()));
    page.out.without.push_back(
        {unit_datum(analysis.snapshot, unit),
         again.value ? std::optional<double>(again.value->value) : std::nullopt, again.n()});
  }
  if (pair.value) sort_by_effect(page.out.without, pair.value->value);
  page.data = statement_data(analysis.snapshot, pair.statements);
  page.command = "overlap --actors " + analysis.snapshot.actors.id[first.value()] + "," +
                 analysis.snapshot.actors.id[second.value()] + " --draws " +
                 std::to_string(options.replicates) + " --seed " + std::to_string(options.seed);
  return {};
}

}  // namespace entente::app
