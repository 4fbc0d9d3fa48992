// SPDX-License-Identifier: GPL-3.0-or-later
// Which claim of a study a sentence is about: by lists of words, else by the words of the claims.
// One thread an object while it reads, as stemming keeps state.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "entente/ingest/rule_coder.hpp"
#include "tokens.hpp"

namespace entente::ingest::rules {

/// Const access from any thread.
class IssueFinder {
 public:
  /// Errors: Malformed, Reference, as RuleCoder::make.
  static Result<IssueFinder> make(const record::Study& study, std::span<const WordList> lists);

  /// Lists first; where none fits, claims of which at least `least_share` of the words' weight is
  /// there, the likeliest first, at most three. O(words of the sentence × issues of a word).
  std::vector<IssueFound> find(std::string_view text, std::span<const Token> tokens) const;

  /// Weight of a claim's words that must be in a sentence. Words that many claims share weigh less.
  static constexpr double least_share = 0.45;

 private:
  struct Entry {
    std::string issue;
    int sign = 1;
    bool by_claim = false;
    std::string words;
    std::vector<std::string> stems;
    double weight = 0;  ///< of all stems
  };
  void add(Entry entry);
  void weigh();

  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> entries_of_;  ///< by stem
  std::unordered_map<std::string, double> weight_of_;                       ///< of claims' stems
};

}  // namespace entente::ingest::rules
