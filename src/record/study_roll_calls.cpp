// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/study_roll_calls.hpp"

#include <algorithm>
#include <unordered_map>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"

namespace entente::record {
namespace {

Vote vote_of_letter(std::string_view letter) noexcept {
  if (letter == "Y") return Vote::Yes;
  if (letter == "N") return Vote::No;
  if (letter == "A") return Vote::Abstain;
  return letter == "X" ? Vote::Absent : Vote::Unrecorded;
}

std::string letter_of(Vote vote) {
  switch (vote) {
    case Vote::Yes:
      return "Y";
    case Vote::No:
      return "N";
    case Vote::Abstain:
      return "A";
    case Vote::Absent:
      return "X";
    case Vote::Unrecorded:
      break;
  }
  return {};
}

std::string session_of(std::string_view id) {
  const std::size_t slash = id.find('/');
  return slash == std::string_view::npos ? std::string() : std::string(id.substr(0, slash));
}

/// The id of a roll call in a study: its session stands before a slash.
std::string study_id(const RollCall& roll_call) {
  const bool has_it = roll_call.session.empty() || roll_call.id.find('/') != std::string::npos;
  return has_it ? roll_call.id : roll_call.session + "/" + roll_call.id;
}

Error vote_row_error(ErrorKind kind, const char* what, const Table& votes, std::size_t row) {
  return {kind, what, {"vote.csv", 0, std::string(votes.id(row))}, "", "", "run entente check"};
}

/// Rows with named cells; the rest stays blank.
class RowMaker {
 public:
  explicit RowMaker(Table& table) : table_(table), cells_(table.columns()) {}

  /// Errors: Malformed, as the column's.
  Result<void> set(std::string_view column, std::string_view value) {
    const std::size_t place = table_.schema().column(column).value();
    ENTENTE_TRY(cells_[place], canonical_cell(table_.schema().columns[place], value));
    return {};
  }
  void append() {
    table_.append(std::span<const std::string>(cells_));
    std::fill(cells_.begin(), cells_.end(), std::string());
  }

 private:
  Table& table_;
  std::vector<std::string> cells_;
};

Result<void> add_voters(const RollCallMatrix& matrix, Study& study) {
  Table& actors = study.table("actor");
  RowMaker row(actors);
  for (const Voter& voter : matrix.voters()) {
    if (actors.find(voter.id)) continue;
    ENTENTE_CHECK(row.set("id", voter.id));
    ENTENTE_CHECK(row.set("name", voter.name.empty() ? voter.id : voter.name));
    ENTENTE_CHECK(row.set("kind", "state"));
    row.append();
  }
  return {};
}

Result<void> add_one_roll_call(const RollCallMatrix& matrix, std::size_t r,
                               const std::string& source, Study& study) {
  Table& roll_calls = study.table("rollcall");
  const RollCall& roll_call = matrix.roll_calls()[r];
  if (roll_call.date.empty()) {
    return fail({ErrorKind::Missing,
                 "a roll call without a date",
                 {"", 0, roll_call.id},
                 "the day of each vote",
                 "",
                 "name a table with dates: --rollcalls FILE"});
  }
  const Tally tally = matrix.tally(r);
  RowMaker row(roll_calls);
  ENTENTE_CHECK(row.set("id", study_id(roll_call)));
  ENTENTE_CHECK(row.set("date", roll_call.date));
  ENTENTE_CHECK(row.set("title", roll_call.title.empty() ? roll_call.id : roll_call.title));
  ENTENTE_CHECK(row.set("yes", std::to_string(tally.yes)));
  ENTENTE_CHECK(row.set("no", std::to_string(tally.no)));
  ENTENTE_CHECK(row.set("abstain", std::to_string(tally.abstain)));
  ENTENTE_CHECK(row.set("sources", source));
  if (!roll_call.tags.empty()) ENTENTE_CHECK(row.set("note", joined(roll_call.tags, " ")));
  row.append();
  return {};
}

}  // namespace

Result<RollCallMatrix> roll_calls_of(const Study& study) {
  const Table& votes = study.table("vote");
  const Table& calls = study.table("rollcall");
  const Table& actors = study.table("actor");
  if (votes.rows() == 0) {
    return fail({ErrorKind::Missing,
                 "the study has no votes",
                 {"vote.csv", 0, ""},
                 "rows of the tables rollcall and vote",
                 "",
                 "import them, or name files of votes"});
  }
  std::vector<std::size_t> voter_of(actors.rows(), actors.rows());
  std::vector<Voter> voters;
  std::vector<RollCall> roll_calls;
  for (std::size_t r = 0; r < calls.rows(); ++r) {
    RollCall& call = roll_calls.emplace_back();
    call.id = std::string(calls.id(r));
    call.session = session_of(call.id);
    call.date = std::string(calls.cell(r, "date"));
    call.title = std::string(calls.cell(r, "title"));
    if (const auto issue = calls.cell(r, "issue"); !issue.empty()) call.tags.emplace_back(issue);
  }
  const RowIndex call_rows(calls);
  const RowIndex actor_rows(actors);
  struct Cast {
    std::size_t call;
    std::size_t voter;
    Vote vote;
  };
  std::vector<Cast> cast;
  cast.reserve(votes.rows());
  for (std::size_t v = 0; v < votes.rows(); ++v) {
    const auto call = call_rows.find(votes.cell(v, "rollcall"));
    const auto actor = actor_rows.find(votes.cell(v, "actor"));
    if (!call || !actor) {
      return fail(
          vote_row_error(ErrorKind::Reference, "a vote on no roll call, or of no actor", votes, v));
    }
    if (voter_of[*actor] == actors.rows()) {
      voter_of[*actor] = voters.size();
      voters.push_back({std::string(actors.id(*actor)), std::string(actors.cell(*actor, "name"))});
    }
    cast.push_back({*call, voter_of[*actor], vote_of_letter(votes.cell(v, "vote"))});
  }
  std::vector<Vote> cells(roll_calls.size() * voters.size(), Vote::Unrecorded);
  for (std::size_t v = 0; v < cast.size(); ++v) {
    Vote& cell = cells[cast[v].call * voters.size() + cast[v].voter];
    if (cell != Vote::Unrecorded) {
      return fail(vote_row_error(ErrorKind::Duplicate, "two votes of one actor on one roll call",
                                 votes, v));
    }
    cell = cast[v].vote;
  }
  return RollCallMatrix::make(std::move(voters), std::move(roll_calls), std::move(cells));
}

Result<void> add_roll_calls(const RollCallMatrix& matrix, const std::string& source, Study& study) {
  Table& votes = study.table("vote");
  if (votes.rows() > 0 || study.table("rollcall").rows() > 0) {
    return fail({ErrorKind::Duplicate,
                 "the study has roll calls already",
                 {"rollcall.csv", 0, ""},
                 "a study without roll calls",
                 "",
                 "make a new study"});
  }
  ENTENTE_CHECK(add_voters(matrix, study));
  RowMaker row(votes);
  std::size_t next = 0;
  for (std::size_t r = 0; r < matrix.roll_calls().size(); ++r) {
    ENTENTE_CHECK(add_one_roll_call(matrix, r, source, study));
    const std::string roll_call = study_id(matrix.roll_calls()[r]);
    for (std::size_t v = 0; v < matrix.voters().size(); ++v) {
      const std::string letter = letter_of(matrix.vote(v, r));
      if (letter.empty()) continue;
      ENTENTE_CHECK(row.set("id", "V" + std::to_string(++next)));
      ENTENTE_CHECK(row.set("rollcall", roll_call));
      ENTENTE_CHECK(row.set("actor", matrix.voters()[v].id));
      ENTENTE_CHECK(row.set("vote", letter));
      ENTENTE_CHECK(row.set("basis", "seen"));
      ENTENTE_CHECK(row.set("sources", source));
      row.append();
    }
  }
  return {};
}

}  // namespace entente::record
