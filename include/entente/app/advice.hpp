// SPDX-License-Identifier: GPL-3.0-or-later
// What a group could push together, in which format, and what to find out next. Thread rule: as the
// store's.
#pragma once

#include <string>
#include <vector>

#include "entente/advise/agenda.hpp"
#include "entente/advise/format_rules.hpp"
#include "entente/advise/missing_cells.hpp"
#include "entente/app/analysis.hpp"

namespace entente::app {

struct AgendaOutcome {
  Analysis analysis;
  positions::PositionMatrix matrix;
  std::vector<advise::AgendaEntry> entries;
};
/// Errors: those of analyse and advise::common_agenda (Range: fewer than two actors).
Result<AgendaOutcome> agenda_of(const AnalysisRequest& request, const Context& context);

struct AdviceOutcome {
  Analysis analysis;
  positions::PositionMatrix matrix;  ///< of all issues
  advise::FormatRules rules;
  std::vector<advise::StudyRule> study_rules;  ///< their words
  std::vector<advise::FormatAdvice> advice;    ///< a row of the matrix each
  std::vector<advise::MissingCell> missing;    ///< what could change most first
  std::string informal_option;                 ///< "O1a: Track 1.5 dialogues", or empty
};
/// Of all issues, whatever the request names: it says which are shown. Errors: those of analyse and
/// advise::format_rules.
Result<AdviceOutcome> advice_of(const AnalysisRequest& request, const Context& context);

}  // namespace entente::app
