// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/package.hpp"

#include <algorithm>
#include <cmath>

#include "drawn_model.hpp"
#include "drawn_salience.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

constexpr double half_step = 0.5;
constexpr int greatest_step = 4;  ///< at 2, the end of the codes

Error twice(const char* option, const std::string& what) {
  return {ErrorKind::Usage, "given twice",  {"", 0, option},
          "once each",      quotable(what), "leave one of the two out"};
}

/// Issue by id or code, of the whole study.
Result<IssueCode> issue_named(const Analysis& analysis, const std::string& word,
                              const char* option) {
  const auto& codes = analysis.snapshot.issues.code;
  const auto code = std::find(codes.begin(), codes.end(), word);
  if (code != codes.end()) return IssueCode(static_cast<std::size_t>(code - codes.begin()));
  ENTENTE_TRY(const std::size_t row, known_row(analysis.opened.study.table("issue"), word, option));
  return IssueCode(row);
}

/// Place of an actor among those asked for.
Result<std::size_t> partner_named(const Analysis& analysis, const std::string& id,
                                  const char* option) {
  ENTENTE_TRY(const std::size_t row, known_row(analysis.opened.study.table("actor"), id, option));
  const auto& actors = analysis.actors;
  const auto found = std::find(actors.begin(), actors.end(), ActorCode(row));
  if (found != actors.end()) return static_cast<std::size_t>(found - actors.begin());
  return fail({ErrorKind::Usage,
               "an actor that is not of the group",
               {"", 0, option},
               "one of the actors that are asked for",
               quotable(id),
               "name it in --actors too, or leave it out"});
}

/// Issues with a position of every actor, and who lacks one on the others.
void choose_known_issues(const PackageRequest& request, const positions::StatementModel& model,
                         AgendaPackageOutcome& out) {
  const record::IssueColumns& issues = out.analysis.snapshot.issues;
  for (const IssueCode issue : out.analysis.issues) {
    if (!out.kind.empty() && issues.kind[issue.value()] != out.kind) continue;
    std::vector<ActorCode> unknown;
    std::size_t inferred = 0;
    for (const ActorCode actor : out.analysis.actors) {
      const positions::PositionEstimate* estimate = model.at(actor, issue);
      if (estimate == nullptr || (estimate->inferred && !request.guesses)) {
        unknown.push_back(actor);
      } else if (estimate->inferred) {
        ++inferred;
      }
    }
    if (unknown.empty()) {
      out.issues.push_back(issue);
      out.inferred += inferred;
    } else {
      out.left_out.push_back(issue);
      out.unknown.push_back(std::move(unknown));
    }
  }
}

Result<std::vector<double>> reversion_points(const PackageRequest& request,
                                             const AgendaPackageOutcome& out) {
  std::vector<std::optional<double>> given(out.analysis.snapshot.issues.size());
  for (const ReversionRequest& one : request.reversions) {
    ENTENTE_TRY(const IssueCode issue, issue_named(out.analysis, one.issue, "--reversion"));
    if (given[issue.value()]) return fail(twice("--reversion", one.issue));
    given[issue.value()] = one.point;
  }
  std::vector<double> points;
  points.reserve(out.issues.size());
  for (const IssueCode issue : out.issues) points.push_back(given[issue.value()].value_or(0));
  return points;
}

Result<void> draw_red_lines(const PackageRequest& request, const AgendaPackageOutcome& out,
                            advise::PackageProblem& problem) {
  if (request.red_lines.empty()) return {};
  std::vector<std::optional<advise::AcceptableLines>> all(out.analysis.snapshot.issues.size() *
                                                          problem.partners);
  for (const RedLineRequest& one : request.red_lines) {
    ENTENTE_TRY(const IssueCode issue, issue_named(out.analysis, one.issue, "--red-line"));
    ENTENTE_TRY(const std::size_t partner, partner_named(out.analysis, one.actor, "--red-line"));
    auto& lines = all[issue.value() * problem.partners + partner];
    if (lines) return fail(twice("--red-line", one.actor + ":" + one.issue));
    lines = one.lines;
  }
  for (const IssueCode issue : out.issues) {
    for (std::size_t p = 0; p < problem.partners; ++p) {
      problem.acceptable.push_back(all[issue.value() * problem.partners + p]);
    }
  }
  return {};
}

Result<void> weigh_partners(const PackageRequest& request, AgendaPackageOutcome& out) {
  if (request.weights.empty()) return {};
  out.options.weights.assign(out.analysis.actors.size(), 1);
  std::vector<bool> met(out.analysis.actors.size(), false);
  for (const auto& [actor, weight] : request.weights) {
    ENTENTE_TRY(const std::size_t partner, partner_named(out.analysis, actor, "--weights"));
    if (met[partner]) return fail(twice("--weights", actor));
    met[partner] = true;
    out.options.weights[partner] = weight;
  }
  return {};
}

/// Positions and saliences of all cells, in every draw. The draws of an unknown salience are those
/// of its actor and issue, whatever else is in the study.
void fill_draws(const positions::StatementModel& model, const positions::PositionMatrix& matrix,
                AgendaPackageOutcome& out, advise::PackageProblem& problem) {
  const record::Snapshot& snapshot = out.analysis.snapshot;
  problem.positions.reserve(out.issues.size() * problem.partners * problem.draws);
  problem.saliences.reserve(problem.positions.capacity());
  const advise::InterestLedger ledger(out.analysis.opened.study, snapshot);
  SalienceCounts counts;
  for (std::size_t i = 0; i < out.issues.size(); ++i) {
    for (std::size_t p = 0; p < problem.partners; ++p) {
      const ActorCode actor = out.analysis.actors[p];
      const auto draws = model.draws_of(*model.at(actor, out.issues[i]));
      problem.positions.insert(problem.positions.end(), draws.begin(), draws.end());
      const auto salience = matrix.cell(i, p).salience;
      add_salience_draws(snapshot, ledger, actor, out.issues[i], salience, out.seed, problem.draws,
                         problem.saliences, counts);
    }
  }
  out.saliences_unknown = counts.unknown;
  out.saliences_named = counts.named;
}

std::vector<double> lines_beside(double reversion) {
  std::vector<double> out;
  for (int step = -greatest_step; step <= greatest_step; ++step) {
    const double line = half_step * step;
    if (line != reversion) out.push_back(line);
  }
  return out;
}

/// What the actors said on each issue of the package, all that counts, for its line and against.
void find_evidence(const positions::StatementModel& model, const advise::PackageProblem& problem,
                   AgendaPackageOutcome& out) {
  if (!out.found.package) return;
  const record::Snapshot& snapshot = out.analysis.snapshot;
  for (const advise::PackageItem& item : out.found.package->items) {
    const advise::PackageIssue& issue = problem.issues[item.issue];
    const double line = issue.lines[item.line];
    LineEvidence& evidence = out.evidence.emplace_back();
    for (const ActorCode actor : out.analysis.actors) {
      const auto* estimate = model.at(actor, out.issues[item.issue]);
      for (const StatementCode s : estimate->statements) {
        const double stance = snapshot.statements.stance[s.value()];
        const double gain = std::abs(issue.reversion - stance) - std::abs(line - stance);
        if (gain > 0) evidence.for_it.push_back(s);
        if (gain < 0) evidence.against_it.push_back(s);
      }
    }
  }
}

Error nothing_known(const AgendaPackageOutcome& out) {
  return {ErrorKind::Missing,
          "no issue on which all actors are known",
          {"", 0, "--actors"},
          "statements of every actor on at least one issue" +
              (out.kind.empty() ? std::string() : " of kind " + out.kind),
          "",
          "take fewer actors, other issues (--issue, --kind all) or --guesses"};
}

}  // namespace

Result<AgendaPackageOutcome> package_of(const PackageRequest& request, const Context& context) {
  ENTENTE_TRY(Analysis analysis, analyse(request.analysis, context));
  ENTENTE_TRY(const positions::StatementModel model,
              drawn_model(analysis, request.model, request.guesses, context));
  return package_in(std::move(analysis), model, request, context);
}

Result<AgendaPackageOutcome> package_in(Analysis analysis, const positions::StatementModel& model,
                                        const PackageRequest& request, const Context& context) {
  AgendaPackageOutcome out;
  out.options = request.options;
  out.seed = request.model.seed;
  out.analysis = std::move(analysis);
  if (request.analysis.issues.empty()) out.kind = request.kind;
  ENTENTE_CHECK(weigh_partners(request, out));
  choose_known_issues(request, model, out);
  if (out.issues.empty()) return fail(nothing_known(out));
  ENTENTE_TRY(const positions::PositionMatrix matrix,
              positions::latest_positions(
                  out.analysis.snapshot,
                  {out.analysis.at, out.analysis.actors, out.issues, std::nullopt, {}}));
  advise::PackageProblem problem;
  problem.partners = out.analysis.actors.size();
  problem.draws = out.draws = model.draws;
  ENTENTE_TRY(const std::vector<double> points, reversion_points(request, out));
  for (const double point : points) {
    out.lines.push_back(lines_beside(point));
    problem.issues.push_back({point, out.lines.back()});
  }
  ENTENTE_CHECK(draw_red_lines(request, out, problem));
  fill_draws(model, matrix, out, problem);
  ENTENTE_TRY(out.found, advise::best_package(problem, out.options, context.cancel));
  if (request.front) {
    ENTENTE_TRY(out.front, advise::package_front(problem, out.options, 24, context.cancel));
  }
  find_evidence(model, problem, out);
  return out;
}

}  // namespace entente::app
