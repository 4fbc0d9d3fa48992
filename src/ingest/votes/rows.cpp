// SPDX-License-Identifier: GPL-3.0-or-later
// Forms with a vote a row: Voeten's, the UN Digital Library's, and any other table.
#include "entente/base/text.hpp"
#include "ingest/text_in.hpp"
#include "ingest/votes/collector.hpp"

namespace entente::ingest {
namespace {

/// Where a row says who voted how on what.
struct VoteRowColumns {
  std::size_t roll_call = 0;
  std::size_t voter = 0;
  std::size_t vote = 0;
  std::optional<std::size_t> voter_name;
  bool blank_is_absent = false;
  bool only_numbers = false;
};

constexpr std::size_t rows_between_looks = 4096;

std::optional<record::Vote> vote_of_row(std::string_view cell, const VoteRowColumns& columns) {
  if (columns.blank_is_absent && trimmed(cell).empty()) return record::Vote::Absent;
  if (columns.only_numbers && !parse_integer(trimmed(cell))) return std::nullopt;
  return parse_vote(cell);
}

template <class Describe>
Result<void> read_vote_rows(VoteTable& table, const VoteRowColumns& columns, VoteCollector& into,
                            const CancelToken& cancel, const Describe& describe) {
  CsvRecord record;
  Error fault;
  for (std::size_t row = 0;; ++row) {
    if (row % rows_between_looks == 0) ENTENTE_CHECK(check_cancel(cancel, "reading votes"));
    const auto step = table.next(record, fault);
    if (step == VoteTable::Step::End) return {};
    if (step == VoteTable::Step::Fault) {
      into.reject(1, fault);
      continue;
    }
    const std::string_view roll_call = trimmed(record.cells[columns.roll_call]);
    const std::string_view voter = trimmed(record.cells[columns.voter]);
    if (roll_call.empty() || voter.empty()) {
      into.reject(
          1, input_error(ErrorKind::Missing, "a vote without its roll call or voter",
                         {into.file(), record.line,
                          table.header()[roll_call.empty() ? columns.roll_call : columns.voter]},
                         "an id", "", "fill the cell in, or leave the row out"));
      continue;
    }
    const std::string_view cell = record.cells[columns.vote];
    const auto vote = vote_of_row(cell, columns);
    if (!vote) {
      into.reject(1, into.bad_vote(cell, record.line, table.header()[columns.vote]));
      continue;
    }
    const auto [place, fresh] = into.roll_call(roll_call);
    if (fresh) describe(record, into.described(place));
    const std::string_view name =
        columns.voter_name ? trimmed(record.cells[*columns.voter_name]) : std::string_view();
    into.say(place, into.voter(voter, name), *vote, record.line);
  }
}

constexpr std::string_view roll_call_names[] = {"rollcall",   "roll_call", "rcid", "resid",
                                                "resolution", "item",      "bill", "vote_id"};
constexpr std::string_view voter_names[] = {"voter",   "actor",  "iso3",  "ccode",
                                            "country", "member", "state", "legislator"};
constexpr std::string_view vote_names[] = {"vote", "y", "cast"};

bool any_of_names(const std::vector<std::string>& names, std::span<const std::string_view> wanted) {
  for (const std::string_view name : wanted) {
    for (const std::string& one : names) {
      if (one == name) return true;
    }
  }
  return false;
}

}  // namespace

bool is_long_votes(const std::vector<std::string>& lower_names) {
  return any_of_names(lower_names, roll_call_names) && any_of_names(lower_names, voter_names) &&
         any_of_names(lower_names, vote_names);
}

Result<void> read_unvotes(std::string_view bytes, VoteCollector& into, const CancelToken& cancel) {
  ENTENTE_TRY(VoteTable table, VoteTable::open(bytes, into.file()));
  VoteRowColumns columns;
  for (const auto& [name, place] :
       {std::pair{"rcid", &columns.roll_call}, std::pair{"ccode", &columns.voter},
        std::pair{"vote", &columns.vote}}) {
    const auto at = table.column({name});
    if (!at) return fail(missing_vote_column(into.file(), name));
    *place = *at;
  }
  columns.voter_name = table.column({"countryname", "country"});
  columns.only_numbers = true;
  const RollCallColumns describes(table);
  return read_vote_rows(table, columns, into, cancel,
                        [&](const CsvRecord& record, record::RollCall& roll_call) {
                          std::string bad;
                          describes.describe(record, roll_call, bad);
                        });
}

Result<void> read_undl(std::string_view bytes, VoteCollector& into, const CancelToken& cancel) {
  ENTENTE_TRY(VoteTable table, VoteTable::open(bytes, into.file()));
  VoteRowColumns columns;
  for (const auto& [name, place] :
       {std::pair{"undl_id", &columns.roll_call}, std::pair{"ms_code", &columns.voter},
        std::pair{"ms_vote", &columns.vote}}) {
    const auto at = table.column({name});
    if (!at) return fail(missing_vote_column(into.file(), name));
    *place = *at;
  }
  columns.voter_name = table.column({"ms_name"});
  columns.blank_is_absent = true;
  const auto session = table.column({"session"});
  const auto date = table.column({"date"});
  const auto symbol = table.column({"resolution"});
  const auto title = table.column({"title"});
  return read_vote_rows(
      table, columns, into, cancel, [&](const CsvRecord& record, record::RollCall& roll_call) {
        if (session) roll_call.session = nfc(trimmed(record.cells[*session]));
        if (date) roll_call.date = std::string(trimmed(record.cells[*date]));
        const std::string_view name = symbol ? trimmed(record.cells[*symbol]) : std::string_view();
        const std::string_view words = title ? trimmed(record.cells[*title]) : std::string_view();
        roll_call.title = folded_spaces(nfc(std::string(name) + " " + std::string(words)));
      });
}

Result<void> read_long_votes(std::string_view bytes, VoteCollector& into,
                             const CancelToken& cancel) {
  ENTENTE_TRY(VoteTable table, VoteTable::open(bytes, into.file()));
  const auto roll_call = table.column(roll_call_names);
  const auto voter = table.column(voter_names);
  const auto vote = table.column(vote_names);
  if (!roll_call) return fail(missing_vote_column(into.file(), "rollcall"));
  if (!voter) return fail(missing_vote_column(into.file(), "voter"));
  if (!vote) return fail(missing_vote_column(into.file(), "vote"));
  VoteRowColumns columns{*roll_call, *voter, *vote, table.column({"name", "voter_name"})};
  const RollCallColumns describes(table);
  std::vector<Error> bad_weights;
  ENTENTE_CHECK(read_vote_rows(
      table, columns, into, cancel, [&](const CsvRecord& record, record::RollCall& description) {
        std::string bad;
        if (describes.describe(record, description, bad)) return;
        bad_weights.push_back(input_error(ErrorKind::Malformed, "no weight",
                                          {into.file(), record.line, "weight"}, "a number from 0",
                                          bad, "correct the cell"));
      }));
  if (!bad_weights.empty()) return fail(std::move(bad_weights.front()));
  return {};
}

}  // namespace entente::ingest
