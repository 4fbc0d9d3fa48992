// SPDX-License-Identifier: GPL-3.0-or-later
// What analysis sees: an immutable snapshot of a study in flat columns with dictionary codes.
// Codes are row numbers of the study's tables, so datum names lead back to the rows.
// Immutable after build(); any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/base/date.hpp"
#include "entente/base/id.hpp"
#include "entente/record/study.hpp"

namespace entente::record {

/// Lists of codes, one list a row, stored end to end.
template <class CodeType>
class CodeLists {
 public:
  std::span<const CodeType> operator[](std::size_t row) const noexcept {
    return std::span<const CodeType>(codes_).subspan(starts_[row], starts_[row + 1] - starts_[row]);
  }
  std::size_t size() const noexcept { return starts_.size() - 1; }
  void push_back(std::span<const CodeType> codes) {
    codes_.insert(codes_.end(), codes.begin(), codes.end());
    starts_.push_back(codes_.size());
  }

 private:
  std::vector<std::size_t> starts_{0};
  std::vector<CodeType> codes_;
};

enum class Confidence : std::int8_t { Unknown = -1, Low, Moderate, High };
enum class Basis : std::int8_t { Unknown = -1, Inferred, Implied, Explicit };
enum class StatementStatus : std::int8_t { Proposed, Accepted, Edited, Rejected };

/// Columns of the statement table. `date` and `until` are what the source describes; `until` equals
/// `date` where no end is given.
struct StatementColumns {
  std::vector<ActorCode> actor;
  std::vector<IssueCode> issue;
  std::vector<ActorCode> target;       ///< none where blank
  std::vector<std::int8_t> stance;     ///< -2 to 2
  std::vector<std::int16_t> salience;  ///< 0 to 100, -1 unknown
  std::vector<Date> date;
  std::vector<Date> until;
  std::vector<Confidence> confidence;
  std::vector<Basis> basis;
  std::vector<StatementStatus> status;  ///< Accepted where blank
  std::vector<bool> unverified;
  std::vector<bool> hedged;      ///< the source hedges: its hedge words are kept
  std::vector<CoderCode> coder;  ///< place in Snapshot::coders
  CodeLists<PassageCode> passages;
  CodeLists<SourceCode> sources;
  std::size_t size() const noexcept { return stance.size(); }
};

struct EngagementColumns {
  std::vector<Date> date;
  std::vector<std::optional<Date>> until;
  std::vector<std::string> type;
  std::vector<std::string> level;
  std::vector<FormatCode> format;  ///< none where blank
  CodeLists<ActorCode> participants;
  CodeLists<ActorCode> targets;
  CodeLists<PassageCode> passages;
  CodeLists<SourceCode> sources;
  std::size_t size() const noexcept { return date.size(); }
};

/// Where the words of each passage lie; without a document or a range `document` is none.
struct PassageColumns {
  std::vector<SourceCode> source;
  std::vector<DocumentCode> document;
  std::vector<std::uint32_t> begin;  ///< first byte in the stored text
  std::vector<std::uint32_t> end;    ///< one past its last byte, > begin
  std::size_t size() const noexcept { return document.size(); }
};

struct ActorColumns {
  std::vector<std::string> id;
  std::vector<std::string> name;
  std::vector<std::string> kind;
  std::size_t size() const noexcept { return id.size(); }
};

struct IssueColumns {
  std::vector<std::string> id;
  std::vector<std::string> group;
  std::vector<std::string> code;
  std::vector<std::string> kind;
  std::vector<std::string> claim;
  std::vector<bool> reverse_keyed;
  std::vector<bool> signalling;
  std::vector<bool> decision_pending;
  std::size_t size() const noexcept { return id.size(); }
};

/// A dated office: whose words count as the actor's, and until when.
struct TermColumns {
  std::vector<ActorCode> actor;
  std::vector<std::string> office;
  std::vector<std::string> person;
  std::vector<Date> from;
  std::vector<std::optional<Date>> until;
  std::size_t size() const noexcept { return actor.size(); }
};

/// Who belongs to which group, and when; blank dates are open.
struct MembershipColumns {
  std::vector<ActorCode> actor;
  std::vector<ActorCode> group;
  std::vector<std::optional<Date>> from;
  std::vector<std::optional<Date>> until;
  std::size_t size() const noexcept { return actor.size(); }
};

/// See the file comment. Only rows that `check` finds sound can be built from.
struct Snapshot {
  Settings settings;
  ActorColumns actors;
  IssueColumns issues;
  StatementColumns statements;
  EngagementColumns engagements;
  TermColumns terms;
  MembershipColumns memberships;
  PassageColumns passages;
  std::vector<std::string> coders;  ///< as statements name them, in order of first appearance
  std::vector<std::string> format_ids;
  std::vector<std::string> format_names;
  std::vector<std::string> statement_ids;
  std::vector<std::string> engagement_ids;
  std::vector<std::string> passage_ids;
  std::vector<std::string> source_ids;
  std::vector<char> source_reliability;  ///< Admiralty letter 'A' to 'F'; 0 where none is given

  ActorCode actor(
      std::string_view id) const noexcept;  ///< none where there is no such actor. O(actors)
  IssueCode issue(std::string_view id) const noexcept;
};

/// Whether the actor belonged to the group on some day of the date's span. O(memberships).
bool is_member(const Snapshot& snapshot, ActorCode actor, ActorCode group, Date date);

/// Errors: Reference, Malformed, Range, with the table and row: what `check` would report.
/// O(cells).
Result<Snapshot> build_snapshot(const Study& study);

}  // namespace entente::record
