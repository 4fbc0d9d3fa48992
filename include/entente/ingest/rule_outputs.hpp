// SPDX-License-Identifier: GPL-3.0-or-later
// What the rule coder (docs/rule-coder.md) says of a sentence: features of the learner, and a
// baseline beside it. English only. Immutable; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/date.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest {

struct RuleOutput {
  bool found = false;               ///< somebody holds something
  int sign = 0;                     ///< -1, 0 or 1: of the sum over what was found
  std::vector<std::string> actors;  ///< who holds it, in order of appearance, each once
  std::vector<std::string> marks;   ///< "rule Subject", "rule sign +", "rule silent", ...
};

class RuleReader {
 public:
  /// Knows the shipped names of places alone.
  RuleReader();
  /// Knows the names, aliases and dated office holders of a study besides. Actors are its ids.
  explicit RuleReader(const record::Study& study);

  /// A sentence by itself: nothing is carried on from the one before. O(tokens^2), tokens bounded.
  RuleOutput read(std::string_view sentence, const std::optional<Date>& date = std::nullopt) const;

  struct Parts;

 private:
  std::shared_ptr<const Parts> parts_;
};

}  // namespace entente::ingest
