// SPDX-License-Identifier: GPL-3.0-or-later
// By which rules statements were coded: the versions of the codebook, what parts two of them, and
// what was reworded after it was coded. Thread rule: as the store's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/record/study.hpp"

namespace entente::app {

/// The version that is in use: the one with the latest date (one without a date is the oldest), of
/// equal ones the last in the table. Nothing where the table is blank. O(rows).
std::optional<std::string> codebook_in_use(const record::Study& study);

struct CodebookRequest {
  std::string study;
  std::string compare;  ///< "CB1,CB2"; blank = nothing
};

/// Statements that name one version (or, with a blank id, none).
struct CodebookUse {
  std::string id;
  std::string version;
  std::string date;
  bool in_use = false;
  std::size_t accepted = 0;  ///< edited ones too
  std::size_t proposed = 0;
  std::size_t rejected = 0;
  std::size_t coders = 0;
};

/// Statements whose stance was given on other words of the claim than it has now.
struct RewordedIssue {
  std::string issue;
  std::string was;  ///< the claim when they were coded
  std::string is;
  std::int64_t entry = 0;  ///< of the history, that changed the claim last
  std::vector<std::string> statements;
};

/// Sentences of the rules that only one of two versions has, in their order.
struct RulesDifference {
  std::string first;
  std::string second;
  std::vector<std::string> only_first;
  std::vector<std::string> only_second;
  std::size_t common = 0;
};

struct CodebookOutcome {
  std::string study;
  std::vector<CodebookUse> versions;  ///< oldest first; last, where there are any, those of none
  std::vector<RewordedIssue> reworded;
  std::optional<RulesDifference> difference;
};

/// Errors: those of opening a study, Usage (compare does not name two), NotFound (a version).
Result<CodebookOutcome> codebook_of(const CodebookRequest& request);

}  // namespace entente::app
