// SPDX-License-Identifier: GPL-3.0-or-later
// Roll calls of a voting body: who voted how on what. A matrix of voters by roll calls in which a
// vote is yes, abstain or no; a voter that was there and did not vote (absent) and one of which
// nothing is recorded (not a member, or unknown) are kept apart here and are missing in every
// statistic: not voting is no position. A voter may leave and come back: what lies between is a
// gap. Immutable after make(); any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::record {

enum class Vote : std::uint8_t { Unrecorded = 0, Yes = 1, Abstain = 2, No = 3, Absent = 4 };
/// "yes", "abstain", "no", "absent", "" for Unrecorded.
std::string_view to_string(Vote vote) noexcept;
/// Yes, Abstain or No: what statistics count.
constexpr bool is_cast(Vote vote) noexcept {
  return vote == Vote::Yes || vote == Vote::Abstain || vote == Vote::No;
}

struct Voter {
  std::string id;    ///< as the source has it, or the code it was given: "JPN"
  std::string name;  ///< for people; may be blank
};

struct RollCall {
  std::string id;
  std::string session;  ///< "78", "ES-11"; blank where unknown
  std::string date;     ///< ISO 8601 as the source has it; blank where unknown
  std::string title;
  std::vector<std::string> tags;  ///< issue flags and kinds: "nu", "amend"; ascending, distinct
  double weight = 1;              ///< >= 0, for weighted measures
};

/// Yes, abstain, no and absent of a roll call.
struct Tally {
  std::uint32_t yes = 0;
  std::uint32_t abstain = 0;
  std::uint32_t no = 0;
  std::uint32_t absent = 0;
  std::uint32_t cast() const noexcept { return yes + abstain + no; }
  /// All who voted voted alike (or nobody did): nothing can be told apart by it.
  bool without_variation() const noexcept {
    return yes == cast() || abstain == cast() || no == cast();
  }
};

class RollCallMatrix {
 public:
  RollCallMatrix() = default;
  /// `cells`: roll call after roll call, one a voter. Errors: Missing (a blank id), Duplicate (two
  /// voters or roll calls of one id), Range (cells not voters x roll calls; a weight that is
  /// negative or not finite). O(cells).
  static Result<RollCallMatrix> make(std::vector<Voter> voters, std::vector<RollCall> roll_calls,
                                     std::vector<Vote> cells);

  std::span<const Voter> voters() const noexcept { return voters_; }
  std::span<const RollCall> roll_calls() const noexcept { return roll_calls_; }
  Vote vote(std::size_t voter, std::size_t roll_call) const noexcept {
    return cells_[roll_call * voters_.size() + voter];
  }
  /// The votes of one roll call, by voter.
  std::span<const Vote> votes(std::size_t roll_call) const noexcept {
    return std::span(cells_).subspan(roll_call * voters_.size(), voters_.size());
  }
  Tally tally(std::size_t roll_call) const noexcept;
  /// Votes cast by a voter over all roll calls.
  std::uint64_t votes_cast(std::size_t voter) const noexcept;

  std::optional<std::size_t> voter(std::string_view id) const;
  std::optional<std::size_t> roll_call(std::string_view id) const;

  /// Only these voters and roll calls, in this order. Preconditions: distinct, in range.
  RollCallMatrix part(std::span<const std::size_t> voters,
                      std::span<const std::size_t> roll_calls) const;

 private:
  std::vector<Voter> voters_;
  std::vector<RollCall> roll_calls_;
  std::vector<Vote> cells_;
};

/// Which roll calls are meant. An empty list leaves all in.
struct RollCallFilter {
  std::vector<std::string> sessions = {};          ///< labels
  std::optional<std::int64_t> first_session = {};  ///< of numbered sessions, inclusive
  std::optional<std::int64_t> last_session = {};
  std::vector<std::string> tags = {};     ///< at least one of them
  std::vector<std::string> without = {};  ///< none of them ...
  /// ... where the roll call is of this date or later (text order of ISO dates); blank = always.
  std::string without_from = {};
};
/// Places of the roll calls that pass, ascending. O(roll calls).
std::vector<std::size_t> passing(const RollCallMatrix& matrix, const RollCallFilter& filter);

/// The periods of time in which roll calls lie, for what moves over time.
struct Periods {
  std::vector<std::string> label;           ///< of each period, in order of time
  std::vector<std::uint32_t> of_roll_call;  ///< place in `label`, by roll call
};
enum class PeriodBy : std::uint8_t { Session, Year };
/// By session: numbered sessions in order of their numbers; a roll call of a session without a
/// number ("ES-11") lies in the numbered session that began last before its date, by the dates of
/// that session's own roll calls; without numbered sessions, sessions in order of their first
/// dates. By year: of the date. Errors: Missing (no session, or no date where it is needed; the
/// roll call is named). O(roll calls log roll calls).
Result<Periods> periods_of(const RollCallMatrix& matrix, PeriodBy by);

}  // namespace entente::record
