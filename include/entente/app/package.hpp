// SPDX-License-Identifier: GPL-3.0-or-later
// Which issues a group could take up together, and on which joint lines, so that everybody gains.
// Thread rule: as the store's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/advise/package.hpp"
#include "entente/app/analysis.hpp"
#include "entente/positions/latest.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::app {

/// Beyond `lines` the actor does not sign.
struct RedLineRequest {
  std::string actor;
  std::string issue;  ///< id or code
  advise::AcceptableLines lines;
};

struct ReversionRequest {
  std::string issue;  ///< id or code
  double point = 0;
};

struct PackageRequest {
  AnalysisRequest analysis;
  std::string kind = "goal";       ///< of issues, where none are named; blank = all
  bool guesses = false;            ///< take positions inferred from others of a pool for known
  advise::PackageOptions options;  ///< weights from `weights`
  std::vector<std::pair<std::string, double>> weights;  ///< by actor; those not named 1
  std::vector<RedLineRequest> red_lines;
  std::vector<ReversionRequest> reversions;  ///< of issues not named: 0
  bool front = false;
  positions::StatementModelOptions model;
};

/// What the actors said on an issue: a code nearer to its joint line than to the reversion point is
/// for the line, one farther from it against, one as near to both neither.
struct LineEvidence {
  std::vector<StatementCode> for_it;
  std::vector<StatementCode> against_it;
};

struct AgendaPackageOutcome {
  Analysis analysis;
  advise::PackageOptions options;
  std::string kind;                 ///< of issues; blank = those named, or all
  std::vector<IssueCode> issues;    ///< on which every actor has a position; as in the problem
  std::vector<IssueCode> left_out;  ///< on which somebody has none
  std::vector<std::vector<ActorCode>> unknown;  ///< by issue left out: who
  std::vector<std::vector<double>> lines;       ///< by issue: to choose from
  std::size_t saliences_named = 0;              ///< not stated, drawn from the ledger of interests
  std::size_t saliences_unknown = 0;            ///< of the cells of `issues`
  std::size_t inferred = 0;                     ///< the same of positions
  std::uint32_t draws = 0;
  std::uint64_t seed = 0;
  advise::PackageOutcome found;
  std::optional<advise::PackageFront> front;
  std::vector<LineEvidence> evidence;  ///< by issue of the package
};

/// Positions are draws of the statement model; saliences are those of the latest statements, drawn
/// evenly from 0 to 100 where nobody stated one; lines are the half steps from -2 to 2 without the
/// reversion point. Errors: those of analyse, statement_positions and best_package; NotFound (an
/// actor or issue of a request), Usage (one named twice, an actor that is not of the group),
/// Missing (no issue on which all are known).
Result<AgendaPackageOutcome> package_of(const PackageRequest& request, const Context& context);

/// The same from what was already read and estimated; takes the analysis over. `model` kept its
/// draws.
Result<AgendaPackageOutcome> package_in(Analysis analysis, const positions::StatementModel& model,
                                        const PackageRequest& request, const Context& context);

}  // namespace entente::app
