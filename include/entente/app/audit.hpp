// SPDX-License-Identifier: GPL-3.0-or-later
// One page on one number: what it is, by which formula, from which inputs with their passages, what
// it becomes without each of them, and the command that computes it again. Thread rule: as the
// store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/analysis.hpp"
#include "entente/app/statement.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/dispute.hpp"
#include "entente/stats/interval.hpp"

namespace entente::app {

struct AuditRequest {
  AnalysisRequest analysis;
  /// "position/ACTOR/ISSUE", "overlap/ISSUE", "agreement/ACTOR/ACTOR", "agenda/ISSUE",
  /// "advice/ISSUE", "engagements/KEY/CATEGORY[/YEAR]" (KEY level, format or actor),
  /// "coverage/ACTOR", or a row of any table: "TABLE/ID". Issues by id or code.
  std::string name;
  bool group = false;  ///< engagements: only those in the study's group formats
};

/// The forms a name may take, for help and messages: form and what it stands for.
const std::vector<std::pair<std::string, std::string>>& audit_names();

/// A number of the page, or a word where the answer is one.
struct AuditFigure {
  std::string name;             ///< "mean"
  std::optional<double> value;  ///< absent where it is unknown, or where `words` say it
  std::string words;            ///< "cannot be told"; why there is no number
  std::optional<stats::Interval> interval;
  std::string no_interval;  ///< why there is none; empty where the figure has no need of one
};

/// One row that the figures are computed from.
struct AuditInput {
  std::string datum;  ///< "statement/P131"
  std::string words;  ///< what it says, in one line
  std::vector<ShownPassage> passages;
  std::vector<std::pair<std::string, std::string>> sources;  ///< id and title
  bool unverified = false;
};

/// The first figure without one passage or source.
struct AuditWithout {
  std::string datum;            ///< "passage/L20.1"
  std::optional<double> value;  ///< absent where nothing is left
  std::size_t n = 0;            ///< actors or issues that remain
};

struct AuditOutcome {
  Analysis analysis;
  std::string name;
  std::string title;  ///< one sentence without a full stop
  std::vector<AuditFigure> figures;
  std::size_t n = 0;                            ///< what the figures are over ...
  std::string n_of;                             ///< ... "actors", "issues", "statements"
  const positions::MethodCard* card = nullptr;  ///< null for a row of a table
  std::vector<std::pair<std::string, std::string>> parameters;  ///< as they were used
  std::vector<std::string> reasons;  ///< sentences behind a word: what each rule answers
  std::vector<AuditInput> inputs;
  std::vector<AuditWithout> without;  ///< what changes it most first; empty where it is a count
  std::vector<record::Dispute> disputes;
  std::vector<FormatCode> formats;  ///< only engagements of these were counted; empty = all
  std::string command;              ///< computes it again
};

/// Errors: those of analyse and of the method, Usage (no such form, with the forms), NotFound (an
/// actor, issue, row or figure that is not there).
Result<AuditOutcome> audit(const AuditRequest& request, const Context& context);

}  // namespace entente::app
