// SPDX-License-Identifier: GPL-3.0-or-later
// A blank sheet to ask about those nobody has coded yet. Thread rule: as the store's.
#pragma once

#include <string>
#include <vector>

#include "entente/app/analysis.hpp"

namespace entente::app {

struct SurveyRequest {
  AnalysisRequest analysis;  ///< `actors` empty: every state nobody has coded
  std::string group;         ///< only members of this actor, by the membership table
  std::string target;        ///< a file, or "-" to hand the bytes back
  bool force = false;
};

struct SurveyOutcome {
  std::string target;
  std::vector<std::string> actors;  ///< asked about, in the study's order
  std::size_t issues = 0;
  std::string bytes;  ///< the sheet
};
/// One row an actor and issue of table `assessment`, to be filled in and imported: the claim stands
/// in its note, assessor, stances, salience and reason are blank. Members of a group are those at
/// the day asked for. Errors: those of analyse, NotFound (the group), Missing (nobody is left to
/// ask about), Unwritable.
Result<SurveyOutcome> survey_sheet(const SurveyRequest& request, const Context& context);

}  // namespace entente::app
