// SPDX-License-Identifier: GPL-3.0-or-later
// Tables that stand beside votes: descriptions of roll calls, names of voters, links.
#include <algorithm>
#include <unordered_map>

#include "entente/base/text.hpp"
#include "entente/ingest/votes.hpp"
#include "ingest/text_in.hpp"
#include "ingest/votes/collector.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_complaints = 200;

using Places = std::unordered_map<std::string, std::uint32_t>;

Places roll_call_places(const record::RollCallMatrix& matrix) {
  Places out;
  std::uint32_t place = 0;
  for (const record::RollCall& roll_call : matrix.roll_calls()) out.emplace(roll_call.id, place++);
  return out;
}

std::vector<record::Vote> all_cells(const record::RollCallMatrix& matrix) {
  std::vector<record::Vote> out;
  out.reserve(matrix.voters().size() * matrix.roll_calls().size());
  for (std::size_t r = 0; r < matrix.roll_calls().size(); ++r) {
    const auto votes = matrix.votes(r);
    out.insert(out.end(), votes.begin(), votes.end());
  }
  return out;
}

void complain(std::vector<Error>& complaints, Error error) {
  if (complaints.size() < most_complaints) complaints.push_back(std::move(error));
}

/// The tally a table gives, where it gives one.
class StatedTally {
 public:
  explicit StatedTally(const VoteTable& table)
      : yes_(table.column({"yes"})),
        abstain_(table.column({"abstain"})),
        no_(table.column({"no"})) {}

  /// "29-4-16" where it differs from the votes, else "".
  std::string differing(const CsvRecord& record, const record::Tally& tally) const {
    if (!yes_ || !abstain_ || !no_) return "";
    const std::pair<std::size_t, std::uint32_t> parts[] = {
        {*yes_, tally.yes}, {*abstain_, tally.abstain}, {*no_, tally.no}};
    bool same = true;
    for (const auto& [column, counted] : parts) {
      const auto stated = parse_integer(trimmed(record.cells[column]));
      if (stated && *stated != static_cast<std::int64_t>(counted)) same = false;
    }
    if (same) return "";
    return record.cells[*yes_] + "-" + record.cells[*abstain_] + "-" + record.cells[*no_];
  }

 private:
  std::optional<std::size_t> yes_;
  std::optional<std::size_t> abstain_;
  std::optional<std::size_t> no_;
};

std::string tally_words(const record::Tally& tally) {
  return std::to_string(tally.yes) + "-" + std::to_string(tally.abstain) + "-" +
         std::to_string(tally.no);
}

Result<std::string> decoded_beside(std::string_view bytes, const std::string& file_name) {
  auto out = without_encoding(bytes);
  if (out) return out;
  Error error = std::move(out).error();
  error.place.file = file_name;
  return fail(std::move(error));
}

}  // namespace

Result<RollCallDescriptions> describe_roll_calls(const record::RollCallMatrix& matrix,
                                                 std::string_view bytes,
                                                 const std::string& file_name) {
  ENTENTE_TRY(const std::string decoded, decoded_beside(bytes, file_name));
  ENTENTE_TRY(VoteTable table, VoteTable::open(decoded, file_name));
  const auto id = table.column({"id", "resid", "rollcall", "roll_call", "item", "rcid"});
  if (!id) return fail(missing_vote_column(file_name, "id"));
  const RollCallColumns describes(table);
  const StatedTally stated(table);
  const Places places = roll_call_places(matrix);
  std::vector<record::RollCall> roll_calls(matrix.roll_calls().begin(), matrix.roll_calls().end());
  std::vector<bool> seen(roll_calls.size(), false);
  RollCallDescriptions out;
  CsvRecord record;
  Error fault;
  while (true) {
    const auto step = table.next(record, fault);
    if (step == VoteTable::Step::End) break;
    if (step == VoteTable::Step::Fault) {
      complain(out.complaints, fault);
      continue;
    }
    const auto found = places.find(std::string(trimmed(record.cells[*id])));
    if (found == places.end()) {
      ++out.unknown;
      continue;
    }
    const std::uint32_t place = found->second;
    std::string bad;
    if (seen[place] || !describes.describe(record, roll_calls[place], bad)) {
      complain(
          out.complaints,
          input_error(seen[place] ? ErrorKind::Duplicate : ErrorKind::Malformed,
                      seen[place] ? "a roll call described twice; the first holds" : "no weight",
                      {file_name, record.line, seen[place] ? table.header()[*id] : "weight"},
                      seen[place] ? "" : "a number from 0",
                      seen[place] ? quotable(roll_calls[place].id) : bad,
                      "leave the row out, or correct it"));
      continue;
    }
    seen[place] = true;
    ++out.described;
    const std::string other = stated.differing(record, matrix.tally(place));
    if (other.empty()) continue;
    ++out.tallies_differ;
    complain(
        out.complaints,
        input_error(ErrorKind::Conflict, "the tally stated is not that of the votes",
                    {file_name, record.line, "yes, abstain, no"}, tally_words(matrix.tally(place)),
                    quotable(other), "see which of the two is complete"));
  }
  out.undescribed = roll_calls.size() - out.described;
  std::vector<record::Voter> voters(matrix.voters().begin(), matrix.voters().end());
  ENTENTE_TRY(out.matrix, record::RollCallMatrix::make(std::move(voters), std::move(roll_calls),
                                                       all_cells(matrix)));
  return out;
}

Result<record::RollCallMatrix> rename_voters(const record::RollCallMatrix& matrix,
                                             std::string_view bytes, const std::string& file_name) {
  ENTENTE_TRY(const std::string decoded, decoded_beside(bytes, file_name));
  ENTENTE_TRY(VoteTable table, VoteTable::open(decoded, file_name));
  const auto old_id = table.column({"id", "ccode", "voter"});
  const auto new_id = table.column({"code", "iso3"});
  const auto name = table.column({"name", "country", "countryname"});
  if (!old_id) return fail(missing_vote_column(file_name, "id"));
  if (!new_id && !name) return fail(missing_vote_column(file_name, "code"));
  std::vector<record::Voter> voters(matrix.voters().begin(), matrix.voters().end());
  Places places;
  for (std::uint32_t v = 0; v < voters.size(); ++v) places.emplace(voters[v].id, v);
  CsvRecord record;
  Error fault;
  std::vector<std::string> new_ids(voters.size());
  while (true) {
    const auto step = table.next(record, fault);
    if (step == VoteTable::Step::End) break;
    if (step == VoteTable::Step::Fault) return fail(std::move(fault));
    const auto found = places.find(std::string(trimmed(record.cells[*old_id])));
    if (found == places.end()) continue;
    record::Voter& voter = voters[found->second];
    const std::string_view given = new_id ? trimmed(record.cells[*new_id]) : std::string_view();
    // "NA" is what R writes where there is no code.
    if (!given.empty() && given != "NA") new_ids[found->second] = std::string(given);
    if (name) voter.name = nfc(trimmed(record.cells[*name]));
  }
  std::unordered_map<std::string, int> times;
  for (const std::string& id : new_ids) ++times[id];
  for (std::size_t v = 0; v < voters.size(); ++v) {
    if (new_ids[v].empty()) continue;
    // Two states that followed one another may share a code; they are two voters all the same.
    voters[v].id = times[new_ids[v]] == 1 ? new_ids[v] : new_ids[v] + "/" + voters[v].id;
  }
  std::vector<record::RollCall> roll_calls(matrix.roll_calls().begin(), matrix.roll_calls().end());
  auto out =
      record::RollCallMatrix::make(std::move(voters), std::move(roll_calls), all_cells(matrix));
  if (out) return out;
  Error error = std::move(out).error();
  error.place.file = file_name;
  return fail(std::move(error));
}

Result<RollCallLinks> read_links(const record::RollCallMatrix& matrix, std::string_view bytes,
                                 const std::string& file_name) {
  ENTENTE_TRY(const std::string decoded, decoded_beside(bytes, file_name));
  ENTENTE_TRY(VoteTable table, VoteTable::open(decoded, file_name));
  auto from = table.column({"resid1", "from"});
  auto to = table.column({"resid2", "to"});
  if (!from || !to) {
    from = table.column({"rcid1"});
    to = table.column({"rcid2"});
  }
  if (!from) return fail(missing_vote_column(file_name, "from"));
  if (!to) return fail(missing_vote_column(file_name, "to"));
  const Places places = roll_call_places(matrix);
  RollCallLinks out;
  CsvRecord record;
  Error fault;
  while (true) {
    const auto step = table.next(record, fault);
    if (step == VoteTable::Step::End) return out;
    if (step == VoteTable::Step::Fault) return fail(std::move(fault));
    const auto a = places.find(std::string(trimmed(record.cells[*from])));
    const auto b = places.find(std::string(trimmed(record.cells[*to])));
    if (a == places.end() || b == places.end()) {
      ++out.unknown;
    } else if (a->second != b->second) {
      out.pairs.emplace_back(a->second, b->second);
    }
  }
}

}  // namespace entente::ingest
