// SPDX-License-Identifier: GPL-3.0-or-later
// Positions by kind of evidence: what a study's statements, roll calls and assessments, and scores
// of texts beside it, say of one cell. Thread rule: as the store's.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "entente/app/analysis.hpp"
#include "entente/positions/side_by_side.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::app {

/// Scores of texts on one issue: a file that `entente texts scale --csv` wrote.
struct TextScoresRequest {
  std::string issue;  ///< id or code
  std::string file;
};

struct PositionSidesRequest {
  std::vector<TextScoresRequest> texts;
  bool words_alone = false;  ///< cells too on which there is nothing but statements
  positions::SideBySideOptions options;
};

/// A cell with evidence.
struct CellSides {
  ActorCode actor;
  IssueCode issue;
  positions::PositionSides sides;
  std::vector<std::string> votes;  ///< ids of the rows behind
  std::vector<std::string> assessments;
  std::vector<std::string> texts;  ///< names
  std::size_t recalled = 0;        ///< of the votes, those noted from memory or unverified
};

struct PositionSidesOutcome {
  std::vector<CellSides> cells;              ///< by issue, then actor, in the order asked for
  std::vector<std::string> texts_of_nobody;  ///< texts named after no actor of the study
};

/// Votes up to the day on roll calls whose `issue` is the cell's; the latest assessment of each
/// assessor up to the day; texts whose name is the actor's id, or begins with it and one of
/// `. _ - / ` or a space. Errors: NotFound (an issue, a file), those of read_text_scores and
/// side_by_side with their file and line. O(votes + assessments + scores).
Result<PositionSidesOutcome> position_sides(const Analysis& analysis,
                                            const positions::StatementModel& model,
                                            const PositionSidesRequest& request);

}  // namespace entente::app
