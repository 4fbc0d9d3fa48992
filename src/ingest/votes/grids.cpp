// SPDX-License-Identifier: GPL-3.0-or-later
// Forms with many votes a row: the matrix form, and tables with a column a voter or a roll call.
#include <algorithm>
#include <set>

#include "entente/base/text.hpp"
#include "ingest/text_in.hpp"
#include "ingest/votes/collector.hpp"

namespace entente::ingest {
namespace {

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::vector<std::string_view> words_of_line(std::string_view line) {
  std::vector<std::string_view> out;
  for (const std::string_view word : split(line, ' ')) {
    if (!trimmed(word).empty()) out.push_back(trimmed(word));
  }
  return out;
}

/// Ids of a header, each once. Errors: Missing (none, a blank one), Duplicate.
Result<void> check_header_ids(const std::vector<std::string_view>& ids, const std::string& file) {
  std::set<std::string_view> seen;
  for (const std::string_view id : ids) {
    if (id.empty() || first_broken_utf8(id)) {
      return fail(input_error(ErrorKind::Missing, "a column without a name", {file, 1, {}},
                              "an id in every cell of the first line", quotable(id),
                              "name every column"));
    }
    if (!seen.insert(id).second) {
      return fail(input_error(ErrorKind::Duplicate, "two columns of one name", {file, 1, {}},
                              "distinct ids", quotable(id), "leave one of them out"));
    }
  }
  if (ids.empty()) {
    return fail(input_error(ErrorKind::Missing, "no voter in the first line", {file, 1, {}},
                            "the ids of the voters", "", "write them into the first line"));
  }
  return {};
}

void say_matrix_line(std::string_view line, std::int64_t number,
                     const std::vector<std::uint32_t>& voters,
                     const std::vector<std::string_view>& ids, VoteCollector& into) {
  const std::size_t tab = std::min(line.find('\t'), line.size());
  const std::string_view id = trimmed(line.substr(0, tab));
  const std::string_view letters = line.substr(std::min(tab + 1, line.size()));
  const auto votes = static_cast<std::int64_t>(voters.size());
  if (id.empty() || first_broken_utf8(id) || letters.size() != voters.size()) {
    into.reject(votes, input_error(ErrorKind::Malformed, "not one character for each voter",
                                   {into.file(), number, {}},
                                   "id, tab, " + std::to_string(votes) + " of Y A N X .",
                                   quotable(line), "the line may be cut off; fetch it again"));
    return;
  }
  const auto [roll_call, fresh] = into.roll_call(id);
  for (std::size_t v = 0; v < voters.size(); ++v) {
    const auto vote = parse_vote(letters.substr(v, 1));
    if (vote) {
      into.say(roll_call, voters[v], *vote, number);
    } else {
      into.reject(1, into.bad_vote(letters.substr(v, 1), number, std::string(ids[v])));
    }
  }
}

}  // namespace

Result<void> read_vote_matrix(std::string_view bytes, VoteCollector& into,
                              const CancelToken& cancel) {
  std::string_view rest = bytes;
  const std::string_view header = next_line(rest);
  const std::size_t tab = std::min(header.find('\t'), header.size());
  const auto ids = words_of_line(header.substr(std::min(tab + 1, header.size())));
  ENTENTE_CHECK(check_header_ids(ids, into.file()));
  std::vector<std::uint32_t> voters;
  voters.reserve(ids.size());
  for (const std::string_view id : ids) voters.push_back(into.voter(id, ""));
  for (std::int64_t number = 2; !rest.empty(); ++number) {
    ENTENTE_CHECK(check_cancel(cancel, "reading votes"));
    const std::string_view line = next_line(rest);
    if (!trimmed(line).empty()) say_matrix_line(line, number, voters, ids, into);
  }
  return {};
}

Result<void> read_wide_votes(std::string_view bytes, VoteCollector& into,
                             const CancelToken& cancel) {
  ENTENTE_TRY(VoteTable table, VoteTable::open(bytes, into.file()));
  const RollCallColumns describes(table);
  // "voter" or the like at the top left: the rows are voters.
  const auto voter_column = table.column({"voter", "actor", "iso3", "ccode", "country", "member"});
  const bool rows_are_voters = voter_column == std::optional<std::size_t>(0);
  std::vector<std::size_t> columns;
  std::vector<std::string_view> ids;
  for (std::size_t c = 1; c < table.header().size(); ++c) {
    if (describes.describes(c) || (rows_are_voters && table.names()[c] == "name")) continue;
    columns.push_back(c);
    ids.push_back(table.header()[c]);
  }
  ENTENTE_CHECK(check_header_ids(ids, into.file()));
  std::vector<std::uint32_t> across;
  across.reserve(ids.size());
  for (const std::string_view id : ids) {
    across.push_back(rows_are_voters ? into.roll_call(id).first : into.voter(id, ""));
  }
  const auto votes = static_cast<std::int64_t>(columns.size());
  CsvRecord record;
  Error fault;
  while (true) {
    ENTENTE_CHECK(check_cancel(cancel, "reading votes"));
    const auto step = table.next(record, fault);
    if (step == VoteTable::Step::End) return {};
    const std::string_view id =
        step == VoteTable::Step::Row ? trimmed(record.cells[0]) : std::string_view();
    if (id.empty()) {
      into.reject(votes, step == VoteTable::Step::Fault
                             ? fault
                             : input_error(ErrorKind::Missing, "a row without id",
                                           {into.file(), record.line, table.header()[0]}, "an id",
                                           "", "fill the cell in, or leave the row out"));
      continue;
    }
    std::uint32_t down = 0;
    if (rows_are_voters) {
      const auto name = table.column({"name"});
      down = into.voter(id, name ? trimmed(record.cells[*name]) : std::string_view());
    } else {
      const auto [place, fresh] = into.roll_call(id);
      std::string bad;
      if (fresh && !describes.describe(record, into.described(place), bad)) {
        return fail(input_error(ErrorKind::Malformed, "no weight",
                                {into.file(), record.line, "weight"}, "a number from 0", bad,
                                "correct the cell"));
      }
      down = place;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& cell = record.cells[columns[i]];
      const auto vote = parse_vote(cell);
      if (vote) {
        into.say(rows_are_voters ? across[i] : down, rows_are_voters ? down : across[i], *vote,
                 record.line);
      } else {
        into.reject(1, into.bad_vote(cell, record.line, std::string(ids[i])));
      }
    }
  }
}

}  // namespace entente::ingest
