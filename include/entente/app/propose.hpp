// SPDX-License-Identifier: GPL-3.0-or-later
// The rule coder on documents: proposals that somebody accepts or rejects. Thread rule: as the
// store's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/ingest/rule_coder.hpp"
#include "entente/stats/interval.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct ProposeRequest {
  std::string study;                   ///< blank = `files`
  std::vector<std::string> documents;  ///< ids; none = all that have a text
  std::vector<std::string> files;      ///< documents of any format, read without a study
  bool lines = false;                  ///< of files: each line is a sentence
  std::vector<std::string> speakers;   ///< actors by id or name: who "we" are
  std::string date;                    ///< of the texts; blank = of their source, else none
  std::vector<std::string> words;      ///< files of word lists, as RuleLists
  std::vector<std::string> names;
  std::vector<std::string> issues;
  bool save = false;  ///< write proposals as statements
};

struct ProposedText {
  std::string name;  ///< id of the document, or the file
  std::string text;
  std::vector<ingest::ReadSentence> sentences;  ///< all of them
};

/// Why a proposal was not saved, and how often.
enum class NotSaved { NoIssue, UnknownActor, NoDate, There };
std::string to_string(NotSaved why);

struct ProposeOutcome {
  std::string study;
  std::vector<ProposedText> texts;
  std::vector<std::string> without_text;                  ///< documents
  std::map<std::string, stats::Estimate> accepted_share;  ///< by rule, where any was decided
  bool saving = false;
  std::size_t saved = 0;  ///< statements
  std::map<NotSaved, std::size_t> not_saved;
  store::Committed committed;
  std::string author;
};

/// Proposals are saved as statements of status "proposed" by "rule: NAME", one a holder and issue,
/// with the sentence as passage. Confidence comes from how often proposals of the rule were
/// accepted, "low" while fewer than ten were decided. What is there already is not written again.
/// Errors: those of opening, extract and RuleCoder::make; NotFound (document, actor), Missing (no
/// text at all), Usage (date, author), Cancelled.
Result<ProposeOutcome> propose(const ProposeRequest& request, const Context& context);

/// The list a copy is edited from: "words" or "names", as the rule coder ships it. Else empty.
std::string_view shipped_rule_list(std::string_view name) noexcept;

}  // namespace entente::app
