// SPDX-License-Identifier: GPL-3.0-or-later
// Models of the room against what happened: decisions of the European Union as published in the
// data set "Decision-making in the European Union" (DEU). The data never enter the project; their
// folder is given. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/room/score.hpp"

namespace entente::app {

struct BacktestRequest {
  std::string set;     ///< "deu"
  std::string folder;  ///< with issues.csv and positions.csv; empty = the figures on record
  std::string models;  ///< empty = those on record
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// One decided issue. Its problem has one issue; power as documented at read_deu().
struct DecidedIssue {
  std::string id;
  std::string proposal;
  room::Problem problem;
  double outcome = 0;
};

struct DecidedIssues {
  std::vector<DecidedIssue> issues;
  std::size_t read = 0;        ///< issues in the file
  std::size_t undecided = 0;   ///< without an outcome
  std::vector<Error> refused;  ///< issues that make no sound problem, each with its reason
};

/// Reads the two files. Rows without a position or a salience do not enter, nor issues
/// with fewer than three actors left. Members of the Council
/// decide and weigh as many votes as they had: those of the fifteen for proposals of up to 2002,
/// those of Nice to 2011, from 2012 on inhabitants (Eurostat, 1 January 2019, millions). Commission
/// and Parliament weigh as much as the largest member with a position; the Parliament decides under
/// codecision and influences elsewhere, the Commission influences. Errors: NotFound, Unreadable,
/// Malformed (columns, numbers, an actor unknown), with file and line. O(rows).
Result<DecidedIssues> read_deu(const std::string& folder);

struct BacktestOutcome {
  std::string folder;  ///< empty = the figures on record are shown
  std::size_t read = 0;
  std::size_t undecided = 0;
  std::vector<Error> refused;
  std::vector<std::string> models;
  std::vector<room::Score> scores;  ///< one a model
};

/// The models whose errors are on record, as printed.
std::vector<std::string> backtest_models();

/// Errors: Usage (set, models), and those of read_deu and score.
Result<BacktestOutcome> backtest(const BacktestRequest& request, const Context& context);

/// The outcomes of one model over the issues: nothing where it cannot say anything.
Result<std::vector<std::optional<room::Outcome>>> outcomes_of(const DecidedIssues& decided,
                                                              const room::Model& model,
                                                              const CancelToken& cancel);

/// Lines of src/room/measured.inc for these scores.
std::string measured_lines(const BacktestOutcome& outcome);

}  // namespace entente::app
