// SPDX-License-Identifier: GPL-3.0-or-later
// What the known cells of one issue say about the group, and the tests of the rules on it. A tally
// takes one more value in constant time, so that missing_cells() can try many.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "entente/advise/format_rules.hpp"

namespace entente::advise {

/// Rounding must not decide at a limit: means are quotients of small integers, and what is truly
/// off a limit is off by far more than this.
inline constexpr double slack = 1e-9;

enum class Rule : std::uint8_t { G1, G2, G3, G4, B1, B2, Other };

/// Other where the engine cannot test it.
Rule rule_of(std::string_view id) noexcept;

/// The known part of an issue; what is unknown is only the difference to `actors`.
struct Tally {
  std::size_t actors = 0;
  std::size_t stances = 0;  ///< known
  double least = std::numeric_limits<double>::infinity();
  double greatest = -std::numeric_limits<double>::infinity();
  std::size_t saliences = 0;  ///< known
  std::size_t stakes = 0;     ///< of these, at or above the threshold
  bool signalling = false;
  bool decision_pending = false;

  void add_stance(double stance) noexcept {
    ++stances;
    least = std::min(least, stance);
    greatest = std::max(greatest, stance);
  }
  void add_salience(bool stake) noexcept {
    ++saliences;
    if (stake) ++stakes;
  }
  bool all_stances() const noexcept { return stances == actors; }
  bool all_saliences() const noexcept { return saliences == actors; }
  bool opposite_signs() const noexcept { return stances > 0 && least < -slack && greatest > slack; }
};

constexpr Answer told(bool yes) noexcept { return yes ? Answer::Met : Answer::NotMet; }

/// Kleene's AND: the weakest decides.
constexpr Answer both(Answer a, Answer b) noexcept { return std::min(a, b); }

inline Answer all_have_stake(const Tally& tally) noexcept {
  if (tally.stakes < tally.saliences) return Answer::NotMet;
  return tally.all_saliences() ? Answer::Met : Answer::CannotTell;
}

inline Answer one_has_stake(const Tally& tally) noexcept {
  if (tally.stakes > 1) return Answer::NotMet;
  return tally.all_saliences() ? told(tally.stakes == 1) : Answer::CannotTell;
}

inline Answer stances_similar(const Tally& tally) noexcept {
  if (tally.stances > 0 && tally.greatest - tally.least > 1 + slack) return Answer::NotMet;
  return tally.all_stances() ? Answer::Met : Answer::CannotTell;
}

inline Answer stances_differ(const Tally& tally) noexcept {
  if (tally.stances > 0 && tally.greatest - tally.least > slack) return Answer::Met;
  return tally.all_stances() ? Answer::NotMet : Answer::CannotTell;
}

inline Answer all_support(const Tally& tally) noexcept {
  if (tally.stances > 0 && tally.least < 1 - slack) return Answer::NotMet;
  return tally.all_stances() ? Answer::Met : Answer::CannotTell;
}

inline Answer none_supports(const Tally& tally) noexcept {
  if (tally.stances > 0 && tally.greatest > slack) return Answer::NotMet;
  return tally.all_stances() ? Answer::Met : Answer::CannotTell;
}

/// The answer of a rule asked of one issue; B2 is asked with none_supports() instead.
Answer test_rule(Rule rule, const Tally& tally) noexcept;

/// See formats_advice(); `answers` are those of `rules`.
Advice decide(std::span<const Rule> rules, std::span<const Answer> answers,
              bool opposite_signs) noexcept;

Tally tally_of(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
               std::size_t issue_row, int threshold) noexcept;

/// Range where the matrix is not of the snapshot or has fewer than two actors.
Result<void> check_matrix(const record::Snapshot& snapshot,
                          const positions::PositionMatrix& matrix);

/// Options made ready: threshold, the rules asked of each issue, whether B2 is asked, and the
/// matrix rows of the formalisation issues.
struct Asked {
  int threshold = 0;
  std::vector<std::string> ids;  ///< of the rules asked of each issue
  std::vector<Rule> rules;       ///< the same
  bool framework = false;
  std::vector<std::size_t> formalisation;
};
Result<Asked> asked_of(const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
                       const FormatOptions& options);

/// Statements of the row's known cells, in the study's order.
std::vector<StatementCode> statements_of(const positions::PositionMatrix& matrix,
                                         std::size_t issue_row);

void sort_once(std::vector<StatementCode>& statements);

}  // namespace entente::advise
