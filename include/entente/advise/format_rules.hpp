// SPDX-License-Identifier: GPL-3.0-or-later
// Whether an issue is worth a group format: a few rules over stances and saliences in three-valued
// logic (S. C. Kleene, Introduction to Metamathematics, 1952, § 64). What is unknown stays
// unknown: a rule is met or not met only where no value of an unknown cell could change that.
// Pure functions over an immutable snapshot and its position matrix, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/positions/latest.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"

namespace entente::advise {

enum class Answer : std::uint8_t { NotMet, CannotTell, Met };
/// "not met", "cannot be told", "met".
std::string_view to_string(Answer answer) noexcept;

/// What is not known of an actor on an issue.
enum class Unknown : std::uint8_t { Stance, Salience };
/// "stance", "salience".
std::string_view to_string(Unknown what) noexcept;

struct Gap {
  IssueCode issue;
  ActorCode actor;
  Unknown what = Unknown::Stance;
  friend bool operator==(const Gap&, const Gap&) = default;
};

/// A row of the study's rule table.
struct StudyRule {
  std::string id;         ///< "G1", "G2", "G3", "G4", "B1", "B2" are those the engine can test
  std::string condition;  ///< in words
};

/// The rows of the rule table, in the study's order. O(rules).
std::vector<StudyRule> study_rules(const record::Study& study);

struct FormatOptions {
  std::optional<int> salience_threshold;  ///< a stake from here on; default: the study's setting
  /// Issues whose claim is that the group become a formal framework, for B2. The engine cannot know
  /// which they are: empty = B2 cannot be told.
  std::vector<IssueCode> formalisation;
  std::vector<StudyRule> rules;  ///< in this order; empty = all six that the engine can test
};

/// The study's own: its rule table and its `rules.formalisation_issues`. Errors: Reference (an
/// issue the study has not). O(rules + issues).
Result<FormatOptions> study_options(const record::Study& study, const record::Snapshot& snapshot);

/// What a rule says, why, on what evidence, and what would have to be known.
struct RuleAnswer {
  std::string rule;
  Answer answer = Answer::CannotTell;
  std::string reason;                     ///< the deciding conditions, "; " between; no full stop
  std::vector<Gap> gaps;                  ///< where it cannot be told: cells that keep it from that
  std::vector<StatementCode> statements;  ///< evidence, in the study's order
};

struct FormatRules {
  int salience_threshold = 0;
  std::vector<ActorCode> actors;
  std::vector<IssueCode> issues;
  std::vector<std::string> rules;     ///< ids of the rules asked of each issue
  std::vector<RuleAnswer> answers;    ///< issue-major: row i, rule r at i * rules.size() + r
  std::vector<RuleAnswer> framework;  ///< rules asked once of the group as a whole: B2, if it is
                                      ///< one of the rules

  const RuleAnswer& answer(std::size_t issue_row, std::size_t rule) const noexcept {
    return answers[issue_row * rules.size() + rule];
  }
};

/// With s the actor's stance (the mean of a contested cell), v its salience, t the threshold, and
/// all actors of the matrix as the group:
///   G1  the issue is flagged as signalling AND least s >= 1
///   G2  every v >= t AND greatest s - least s <= 1
///   G3  every v >= t AND greatest s > least s AND the actors know little of one another's
///       information, which no table of a study holds: never met, not met where one of the other
///       two fails, else cannot be told
///   G4  greatest s - least s <= 1 ("agreement likely") AND the issue is flagged as decision
///   pending B1  exactly one v >= t B2  on every formalisation issue greatest s <= 0; one answer
///   for the group
/// AND is Kleene's: one failed condition decides whatever else is unknown. A condition over the
/// group fails or holds as soon as the known cells decide it: one known v < t fails "every v >= t",
/// two known v >= t fail B1, two known stances too far apart fail G2 and G4. A rule the engine does
/// not know cannot be told. Errors: Range (fewer than two actors, a matrix that is not of this
/// snapshot, a formalisation issue that is no row of it), Duplicate (a rule listed twice).
/// O(issues × rules × actors log actors + rules²).
Result<FormatRules> format_rules(const record::Snapshot& snapshot,
                                 const positions::PositionMatrix& matrix,
                                 const FormatOptions& options = {});

enum class Advice : std::uint8_t {
  Group,                    ///< a group rule is met
  TrackOneFiveOrBilateral,  ///< known stances of opposite signs: informal or one at a time
  Bilateral,                ///< one actor alone has a stake
  NoCase,                   ///< every rule is told and none is met
  CannotTell,               ///< a rule that could make a case is open
};
/// "group", "track_1_5_or_bilateral", "bilateral", "no_case", "cannot_tell".
std::string_view to_string(Advice advice) noexcept;

struct FormatAdvice {
  std::size_t issue_row = 0;  ///< in the matrix
  IssueCode issue;
  Advice advice = Advice::CannotTell;
  std::vector<std::string> rules_met;  ///< of those asked of each issue
  std::string reason;                  ///< one sentence without a full stop
  std::vector<Gap> gaps;  ///< cells that keep a rule of this issue from being told, each once
  std::vector<StatementCode> statements;  ///< evidence, in the study's order
};

/// One advice a row of the matrix: Group where any of G1 to G4 is met; else
/// TrackOneFiveOrBilateral where two known stances have opposite signs; else Bilateral where B1 is
/// met; else CannotTell where any rule asked of the issue cannot be told; else NoCase. B2 says how
/// formal a group may be, not whether an issue is worth one: it changes no advice. `rules` are what
/// format_rules() gave for the same matrix. Errors: Range (rules of another matrix).
/// O(answers × actors log actors).
Result<std::vector<FormatAdvice>> formats_advice(const record::Snapshot& snapshot,
                                                 const positions::PositionMatrix& matrix,
                                                 const FormatRules& rules);

}  // namespace entente::advise
