// SPDX-License-Identifier: GPL-3.0-or-later
// The rule coder: who holds what in English sentences, by rules that say which words they went by.
// What it finds are proposals, never facts. docs/rule-coder.md has the rules and how well they do.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/date.hpp"
#include "entente/base/result.hpp"
#include "entente/ingest/sentences.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest {

/// A word list of the user's: the bytes of a file and the name for errors.
struct WordList {
  std::string bytes;
  std::string file;
};

/// What the rule coder is told besides the study. All lists add to what it knows.
struct RuleLists {
  std::vector<WordList> words;   ///< as english.tsv
  std::vector<WordList> names;   ///< as places.tsv
  std::vector<WordList> issues;  ///< issue, sign (1 or -1), words that must all be there, ';'
                                 ///< between alternatives; tabs between the cells
};

/// A claim of the study that a sentence is about.
struct IssueFound {
  std::string issue;
  int sign = 1;           ///< -1 where support of the words is opposition to the claim
  bool by_claim = false;  ///< by words of the claim itself, no list: less sure
  std::string words;      ///< by which it was found
};

struct RuleProposal {
  std::vector<std::string> holders;  ///< actor ids, a group's members in its place
  int stance = 0;                    ///< -2 to 2, towards what the words are about; never 0
  std::string rule;                  ///< "subject", "owner" ...; see docs/rule-coder.md
  std::string kind;                  ///< position, perception, action or recommendation
  Sentence cue;                      ///< bytes of the words that carry it
  Sentence object;                   ///< bytes from what it is about to the end of the sentence
  std::string hedge;                 ///< hedge words of the sentence, ';' between
  bool negated = false;
  bool carried = false;  ///< the holder is named in an earlier sentence, or is the speaker
};

struct ReadSentence {
  Sentence span;
  std::vector<RuleProposal> proposals;  ///< at most one a holder and sign, the surest first
  std::vector<IssueFound> issues;       ///< the likeliest first
};

/// Of one text.
struct RuleReading {
  std::optional<Date> date;          ///< of the text: which terms and memberships hold
  std::vector<std::string> speaker;  ///< actor ids: who "we" are
};

/// Const access from any thread.
class RuleCoder {
 public:
  /// Knows the shipped words and places, the lists, and of the study actors, aliases, terms (a
  /// person speaks for the actor while in office), members of groups in the focus and the claims.
  /// Errors: Malformed with file and line (a list), Reference (an issue list names no issue of the
  /// study). Some 30 ms.
  static Result<RuleCoder> make(const record::Study& study, const RuleLists& lists = {});

  RuleCoder(RuleCoder&&) noexcept;
  RuleCoder& operator=(RuleCoder&&) noexcept;
  ~RuleCoder();

  /// Reads sentences of one text in their order: "they" is whoever was spoken of before. One entry
  /// a sentence, also where nothing is held. O(tokens), of a sentence at most 600.
  std::vector<ReadSentence> read(std::string_view text, std::span<const Sentence> sentences,
                                 const RuleReading& reading) const;

  /// The actor of an id or name as a text would call it ("JPN", "Japan"); empty where none is
  /// known.
  std::string actor_named(std::string_view words) const;

 private:
  struct Parts;
  explicit RuleCoder(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

/// The shipped lists, to copy and edit.
std::string_view shipped_rule_words();
std::string_view shipped_rule_names();

/// Names of all rules, in order.
std::vector<std::string> rule_names();

}  // namespace entente::ingest
