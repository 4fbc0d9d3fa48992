// SPDX-License-Identifier: GPL-3.0-or-later
// Roll calls from the forms in which they are published. Everything read here is hostile until
// proven otherwise; read = accepted + rejected + duplicate, counted in votes, always.
// A reader belongs to one thread; the functions are pure.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/record/roll_calls.hpp"

namespace entente::ingest {

enum class VoteForm : std::uint8_t {
  Matrix,   ///< header "id TAB voter voter ...", then "id TAB YNA.": one character a voter
  UnVotes,  ///< E. Voeten's UNVotes.csv: rcid, ccode, vote (1 yes 2 abstain 3 no 8 absent 9 not a
            ///< member), session, date, short, amend, para, importantvote, me nu di co hr ec
  Undl,     ///< bulk CSV of the UN Digital Library: undl_id, ms_code, ms_vote (Y N A, X or blank =
            ///< not voting), date, session, resolution, title
  Marcxml,  ///< voting records of the UN Digital Library: 967$c voter, 967$d vote, 791$a symbol
  Long,     ///< a CSV with a vote a row: roll call, voter, vote
  Wide,     ///< a CSV with a roll call a row and a voter a column, or the other way round
};
/// "matrix", "unvotes", "undl", "marcxml", "long", "wide".
std::string_view to_string(VoteForm form) noexcept;
std::optional<VoteForm> vote_form_named(std::string_view name) noexcept;
/// What the first line tells, or nothing.
std::optional<VoteForm> detected_vote_form(std::string_view bytes);

/// Y N A X, words, or Voeten's numbers; blank, "." and "NA" are Unrecorded. Nothing for any other.
std::optional<record::Vote> parse_vote(std::string_view cell) noexcept;

struct VoteImport {
  record::RollCallMatrix matrix;
  std::vector<VoteForm> forms;  ///< of each file
  std::int64_t read = 0;        ///< votes
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::int64_t duplicate = 0;  ///< said again, alike
  /// One a rejected row, cell or contradiction, at most `most_rejections` of them.
  std::vector<Error> rejections;
  std::int64_t faults = 0;  ///< rejections, also those not kept
  static constexpr std::size_t most_rejections = 200;
};

/// Takes files one after another and makes one matrix of them. Voters and roll calls stand in the
/// order in which they were first met. Two records of one voter on one roll call that agree are
/// duplicates; where they contradict one another none of them is taken.
class VoteReader {
 public:
  VoteReader();
  VoteReader(const VoteReader&) = delete;
  VoteReader& operator=(const VoteReader&) = delete;
  ~VoteReader();

  /// Errors: Malformed (no header, binary, XML that is not well formed; a form that cannot be
  /// told), Missing (a column that the form needs), Limit, Cancelled. O(bytes).
  Result<void> add(std::string_view bytes, const std::string& file_name,
                   std::optional<VoteForm> form, const CancelToken& cancel);
  /// Errors: Missing (no vote at all), Limit (over 2^28 cells). The reader is spent.
  Result<VoteImport> finish();

  struct State;

 private:
  std::unique_ptr<State> state_;
};

/// A table of roll calls beside the votes: a column id (or resid, rcid, rollcall, item), and any of
/// session, date, title (or short), weight, tags (with ";"), and the flags me nu di co hr ec
/// importantvote amend para (1 = set). Where it has yes, abstain and no, they are compared.
struct RollCallDescriptions {
  record::RollCallMatrix matrix;
  std::size_t described = 0;    ///< roll calls of the matrix that the table has
  std::size_t undescribed = 0;  ///< those it lacks
  std::size_t unknown = 0;      ///< rows for no roll call of the matrix
  std::size_t tallies_differ = 0;
  std::vector<Error> complaints;  ///< rows that were left out, tallies that differ; bounded
};
Result<RollCallDescriptions> describe_roll_calls(const record::RollCallMatrix& matrix,
                                                 std::string_view bytes,
                                                 const std::string& file_name);

/// Gives voters other ids and names: a table in which some column holds the ids as they are (id,
/// ccode), and iso3 or code the ids to come, name the names. Voters it lacks keep theirs; where
/// several voters would have one id, each gets "NEW/OLD" (a state and the one that followed it).
/// Errors: Missing (columns), Malformed, Duplicate (a new id is another voter's).
Result<record::RollCallMatrix> rename_voters(const record::RollCallMatrix& matrix,
                                             std::string_view bytes, const std::string& file_name);

/// Pairs of roll calls on one question: a table with two columns of ids (resid1, resid2; or from,
/// to). Rows with an id the matrix lacks are counted, not kept.
struct RollCallLinks {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  ///< places in the matrix
  std::size_t unknown = 0;
};
Result<RollCallLinks> read_links(const record::RollCallMatrix& matrix, std::string_view bytes,
                                 const std::string& file_name);

}  // namespace entente::ingest
