// SPDX-License-Identifier: GPL-3.0-or-later
// Proposals as rows of a study. Pure functions, any thread.
#pragma once

#include <set>
#include <unordered_map>

#include "entente/app/propose.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::app {

/// Passages of a study by document and bytes, and rows for those that are new.
class ProposedPassages {
 public:
  /// New rows go to `sheet`, which gets its table and header here.
  ProposedPassages(const record::Study& study, ingest::Sheet& sheet);
  /// The id of the passage with these bytes of the document's text.
  std::string of(const std::string& document, std::string_view text, const ingest::Sentence& span);

 private:
  const record::Study& study_;
  ingest::Sheet& sheet_;
  std::unordered_map<std::string, std::string> ids_;
};

/// What makes two proposals the same.
std::string statement_key(std::string_view actor, std::string_view issue, std::string_view passage,
                          std::string_view coder);
std::set<std::string> known_statements(const record::Table& statements);

/// What the source of a document says of it; blank where there is none.
struct SourceCells {
  std::string date;
  std::string publisher;
};
SourceCells source_of_document(const record::Study& study, const std::string& document);

/// How often proposals of each coder with such a prefix ("rule: ") were accepted, by the rest of
/// its name: edited ones count as not accepted.
std::map<std::string, stats::Estimate> accepted_shares(const record::Table& statements,
                                                       std::string_view coder_prefix);

/// "high" from 0.8 on, "moderate" from 0.6, with at least ten decided; else "low".
std::string confidence_by(const std::map<std::string, stats::Estimate>& shares,
                          const std::string& rule);

/// Passages and statements for all proposals that can be rows; counts go to `out`.
Result<ingest::ImportPlan> plan_of_proposals(const record::Study& study, const std::string& date,
                                             ProposeOutcome& out, const CancelToken& cancel);

}  // namespace entente::app
