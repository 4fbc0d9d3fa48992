// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of the several forms fill: votes with their places, voters and roll calls by id.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/base/csv.hpp"
#include "entente/ingest/votes.hpp"

namespace entente::ingest {

/// A vote as it was said at one place.
struct SaidVote {
  std::uint32_t roll_call = 0;
  std::uint32_t voter = 0;
  std::uint32_t line = 0;
  std::uint16_t file = 0;
  record::Vote vote = record::Vote::Unrecorded;
};

class VoteCollector {
 public:
  void begin_file(const std::string& name, VoteForm form);
  const std::string& file() const { return files_.back(); }

  std::uint32_t voter(std::string_view id, std::string_view name);
  /// The roll call of that id, and whether it is new (to be described by the caller).
  std::pair<std::uint32_t, bool> roll_call(std::string_view id);
  record::RollCall& described(std::uint32_t roll_call) { return roll_calls_[roll_call]; }
  std::uint32_t voters() const { return static_cast<std::uint32_t>(voters_.size()); }

  void say(std::uint32_t roll_call, std::uint32_t voter, record::Vote vote, std::int64_t line);
  /// Counts `votes` as read and rejected, with why.
  void reject(std::int64_t votes, Error error);
  Error bad_vote(std::string_view found, std::int64_t line, std::string column) const;

  Result<VoteImport> finish();

 private:
  void settle(std::size_t begin, std::size_t end, std::vector<record::Vote>& cells);
  void keep_fault(Error error);

  VoteImport out_;
  std::vector<std::string> files_;
  std::vector<record::Voter> voters_;
  std::vector<record::RollCall> roll_calls_;
  std::unordered_map<std::string, std::uint32_t> voter_places_;
  std::unordered_map<std::string, std::uint32_t> roll_call_places_;
  std::vector<SaidVote> said_;
};

/// The columns of a vote file by lower-case name, and reading it row by row.
class VoteTable {
 public:
  /// `bytes` must outlive the table. Errors: Malformed (no header).
  static Result<VoteTable> open(std::string_view bytes, const std::string& file_name);

  /// Place of the first of these names that is a column.
  std::optional<std::size_t> column(std::span<const std::string_view> names) const;
  std::optional<std::size_t> column(std::initializer_list<std::string_view> names) const {
    return column(std::span(names.begin(), names.size()));
  }
  const std::vector<std::string>& header() const { return header_; }  ///< as written, trimmed
  const std::vector<std::string>& names() const { return names_; }    ///< lower case

  enum class Step { Row, Fault, End };
  /// A row with as many cells as the header has, or what is wrong with it.
  Step next(CsvRecord& record, Error& fault);

 private:
  VoteTable(std::string_view bytes, char separator) : reader_(bytes, separator) {}

  CsvReader reader_;
  std::string file_;
  std::vector<std::string> header_;
  std::vector<std::string> names_;
};

Error missing_vote_column(const std::string& file, std::string_view column);

Result<void> read_vote_matrix(std::string_view bytes, VoteCollector& into,
                              const CancelToken& cancel);
Result<void> read_unvotes(std::string_view bytes, VoteCollector& into, const CancelToken& cancel);
Result<void> read_undl(std::string_view bytes, VoteCollector& into, const CancelToken& cancel);
Result<void> read_vote_marcxml(std::string_view bytes, VoteCollector& into,
                               const CancelToken& cancel);
Result<void> read_long_votes(std::string_view bytes, VoteCollector& into,
                             const CancelToken& cancel);
Result<void> read_wide_votes(std::string_view bytes, VoteCollector& into,
                             const CancelToken& cancel);

/// Whether a header is of votes one a row (roll call, voter, vote).
bool is_long_votes(const std::vector<std::string>& lower_names);

/// Session, date, title, weight and tags of a roll call from the columns that say them.
class RollCallColumns {
 public:
  explicit RollCallColumns(const VoteTable& table);
  /// False, with what is wrong, where the weight is no number from 0.
  bool describe(const CsvRecord& record, record::RollCall& roll_call, std::string& bad) const;
  /// Columns that describe the roll call.
  bool describes(std::size_t column) const;

 private:
  std::optional<std::size_t> session_;
  std::optional<std::size_t> date_;
  std::optional<std::size_t> title_;
  std::optional<std::size_t> weight_;
  std::optional<std::size_t> tags_;
  std::vector<std::pair<std::size_t, std::string>> flags_;
};

}  // namespace entente::ingest
