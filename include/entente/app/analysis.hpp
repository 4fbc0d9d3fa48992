// SPDX-License-Identifier: GPL-3.0-or-later
// What every analysing command begins with: the study read, and the day, actors and issues asked
// for. Thread rule: as the store's.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct AnalysisRequest {
  std::string study;
  std::string at;                   ///< a date, read as its last day; empty = the study's as_of
  std::vector<std::string> actors;  ///< ids; empty = the focus actors; "all" = all on record
  std::vector<std::string> issues;  ///< ids or codes; empty = all
};

struct Analysis {
  store::Opened opened;
  record::Snapshot snapshot;
  std::chrono::sys_days at;
  std::string at_text;  ///< as given, or as the study has it
  std::vector<ActorCode> actors;
  std::vector<IssueCode> issues;  ///< in the study's order
};

/// Errors: those of opening a study, NotFound (an actor or issue that is not there), Usage (a bad
/// date), Missing (no date at all, no focus actor and none given). O(cells of the study).
Result<Analysis> analyse(const AnalysisRequest& request, const Context& context);

/// The date asked for, else the study's as_of. Errors: Usage (a bad date), Missing (neither).
Result<Date> date_of_answer(const std::string& given, const record::Settings& settings);

/// "2025-12-31" of a day.
std::string day_text(std::chrono::sys_days day);

}  // namespace entente::app
