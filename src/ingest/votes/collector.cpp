// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/votes/collector.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "entente/base/text.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_cells = std::size_t{1} << 28U;

constexpr std::string_view flag_columns[] = {
    "me", "nu", "di", "co", "hr", "ec", "importantvote", "amend", "para"};

}  // namespace

void VoteCollector::begin_file(const std::string& name, VoteForm form) {
  files_.push_back(name);
  out_.forms.push_back(form);
}

std::uint32_t VoteCollector::voter(std::string_view id, std::string_view name) {
  const auto [at, fresh] =
      voter_places_.try_emplace(std::string(id), static_cast<std::uint32_t>(voters_.size()));
  if (fresh) voters_.push_back({std::string(id), nfc(name)});
  return at->second;
}

std::pair<std::uint32_t, bool> VoteCollector::roll_call(std::string_view id) {
  const auto [at, fresh] = roll_call_places_.try_emplace(
      std::string(id), static_cast<std::uint32_t>(roll_calls_.size()));
  if (fresh) roll_calls_.emplace_back().id = std::string(id);
  return {at->second, fresh};
}

void VoteCollector::say(std::uint32_t roll_call, std::uint32_t voter, record::Vote vote,
                        std::int64_t line) {
  ++out_.read;
  if (vote == record::Vote::Unrecorded) {  // the row is understood, and says nothing
    ++out_.accepted;
    return;
  }
  said_.push_back({roll_call, voter, static_cast<std::uint32_t>(line),
                   static_cast<std::uint16_t>(files_.size() - 1), vote});
}

void VoteCollector::keep_fault(Error error) {
  ++out_.faults;
  if (out_.rejections.size() < VoteImport::most_rejections) {
    out_.rejections.push_back(std::move(error));
  }
}

void VoteCollector::reject(std::int64_t votes, Error error) {
  out_.read += votes;
  out_.rejected += votes;
  keep_fault(std::move(error));
}

Error VoteCollector::bad_vote(std::string_view found, std::int64_t line, std::string column) const {
  return input_error(ErrorKind::Vocabulary, "no such vote", {file(), line, std::move(column)},
                     "Y, A, N, X (absent) or blank; or 1 yes, 2 abstain, 3 no, 8 absent, 9 not a "
                     "member",
                     quotable(found), "correct the cell, or leave it blank where it is unknown");
}

void VoteCollector::settle(std::size_t begin, std::size_t end, std::vector<record::Vote>& cells) {
  const SaidVote& first = said_[begin];
  const auto count = static_cast<std::int64_t>(end - begin);
  const auto differs =
      std::find_if(said_.begin() + static_cast<std::ptrdiff_t>(begin),
                   said_.begin() + static_cast<std::ptrdiff_t>(end),
                   [&](const SaidVote& other) { return other.vote != first.vote; });
  if (differs == said_.begin() + static_cast<std::ptrdiff_t>(end)) {
    cells[first.roll_call * voters_.size() + first.voter] = first.vote;
    ++out_.accepted;
    out_.duplicate += count - 1;
    return;
  }
  out_.rejected += count;
  keep_fault(input_error(ErrorKind::Conflict,
                         "two different votes of " + quotable(voters_[first.voter].id) +
                             " on roll call " + quotable(roll_calls_[first.roll_call].id) +
                             "; none of them is taken",
                         {files_[differs->file], differs->line, "vote"},
                         std::string(to_string(first.vote)) + " as in " +
                             quotable(files_[first.file]) + ":" + std::to_string(first.line),
                         std::string(to_string(differs->vote)), "leave the wrong one out"));
}

Result<VoteImport> VoteCollector::finish() {
  if (voters_.empty() || roll_calls_.empty()) {
    return fail(input_error(ErrorKind::Missing, "no vote at all",
                            {files_.empty() ? "" : files_.back(), 0, {}}, "votes of a roll call",
                            "", "give a file that holds votes"));
  }
  if (roll_calls_.size() > most_cells / voters_.size()) {
    return fail(
        input_error(ErrorKind::Limit, "too many voters and roll calls for one matrix",
                    {files_.back(), 0, {}}, "at most " + std::to_string(most_cells),
                    std::to_string(voters_.size()) + " x " + std::to_string(roll_calls_.size()),
                    "give fewer sessions at a time"));
  }
  std::vector<record::Vote> cells(voters_.size() * roll_calls_.size(), record::Vote::Unrecorded);
  std::stable_sort(said_.begin(), said_.end(), [](const SaidVote& a, const SaidVote& b) {
    return std::pair(a.roll_call, a.voter) < std::pair(b.roll_call, b.voter);
  });
  for (std::size_t begin = 0; begin < said_.size();) {
    std::size_t end = begin + 1;
    while (end < said_.size() && said_[end].roll_call == said_[begin].roll_call &&
           said_[end].voter == said_[begin].voter) {
      ++end;
    }
    settle(begin, end, cells);
    begin = end;
  }
  said_ = {};
  ENTENTE_TRY(out_.matrix, record::RollCallMatrix::make(std::move(voters_), std::move(roll_calls_),
                                                        std::move(cells)));
  return std::move(out_);
}

Error missing_vote_column(const std::string& file, std::string_view column) {
  return input_error(ErrorKind::Missing, "a column is missing", {file, 1, std::string(column)},
                     "a column " + std::string(column), "",
                     "name the columns in the first line, or name another --form");
}

Result<VoteTable> VoteTable::open(std::string_view bytes, const std::string& file_name) {
  const std::string_view line =
      bytes.substr(0, std::min(bytes.find_first_of("\r\n"), bytes.size()));
  char best = ',';
  for (const char separator : {';', '\t'}) {
    if (std::count(line.begin(), line.end(), separator) >
        std::count(line.begin(), line.end(), best)) {
      best = separator;
    }
  }
  VoteTable out(bytes, best);
  out.file_ = file_name;
  CsvRecord record;
  Error fault;
  const auto step = out.reader_.next(record, fault);
  if (step != CsvReader::Step::Record) {
    return fail(input_error(ErrorKind::Malformed, "no header", {file_name, 1, {}},
                            "column names in the first line", "",
                            "write the column names into the first line"));
  }
  for (const std::string& cell : record.cells) {
    const std::string_view name = trimmed(cell);
    if (first_broken_utf8(name)) {
      return fail(input_error(ErrorKind::Malformed, "broken UTF-8 in the header",
                              {file_name, 1, {}}, "UTF-8 text", quotable(name),
                              "save the file as UTF-8"));
    }
    out.header_.push_back(nfc(name));
    out.names_.push_back(lowered(out.header_.back()));
  }
  return out;
}

std::optional<std::size_t> VoteTable::column(std::span<const std::string_view> names) const {
  for (const std::string_view name : names) {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
  }
  return std::nullopt;
}

VoteTable::Step VoteTable::next(CsvRecord& record, Error& fault) {
  const auto step = reader_.next(record, fault);
  if (step == CsvReader::Step::End) return Step::End;
  if (step == CsvReader::Step::Fault) {
    fault.place.file = file_;
    return Step::Fault;
  }
  if (record.cells.size() != header_.size()) {
    fault = input_error(ErrorKind::Malformed,
                        record.cells.size() < header_.size() ? "fewer cells than the header"
                                                             : "more cells than the header",
                        {file_, record.line, {}}, std::to_string(header_.size()) + " cells",
                        std::to_string(record.cells.size()) + " cells",
                        "put cells that hold the separator in quotes; where the file is cut off, "
                        "fetch it again");
    return Step::Fault;
  }
  for (std::size_t c = 0; c < record.cells.size(); ++c) {
    if (!first_broken_utf8(record.cells[c])) continue;
    fault = input_error(ErrorKind::Malformed, "broken UTF-8", {file_, record.line, header_[c]},
                        "UTF-8 text", quotable(record.cells[c]), "save the file as UTF-8");
    return Step::Fault;
  }
  return Step::Row;
}

RollCallColumns::RollCallColumns(const VoteTable& table)
    : session_(table.column({"session", "period", "t"})),
      date_(table.column({"date"})),
      title_(table.column({"title", "short", "descr", "unres"})),
      weight_(table.column({"weight"})),
      tags_(table.column({"tags"})) {
  for (const std::string_view flag : flag_columns) {
    if (const auto at = table.column({flag})) flags_.emplace_back(*at, flag);
  }
}

bool RollCallColumns::describes(std::size_t column) const {
  for (const auto& one : {session_, date_, title_, weight_, tags_}) {
    if (one == column) return true;
  }
  return std::any_of(flags_.begin(), flags_.end(),
                     [&](const auto& flag) { return flag.first == column; });
}

bool RollCallColumns::describe(const CsvRecord& record, record::RollCall& roll_call,
                               std::string& bad) const {
  const auto cell = [&](const std::optional<std::size_t>& at) {
    return at ? trimmed(record.cells[*at]) : std::string_view();
  };
  const std::string_view weight = cell(weight_);
  if (!weight.empty()) {
    const auto value = parse_number(weight);
    if (!value || *value < 0) {
      bad = quotable(weight);
      return false;
    }
    roll_call.weight = *value;
  }
  if (session_) roll_call.session = nfc(cell(session_));
  if (date_) roll_call.date = std::string(cell(date_));
  if (title_) roll_call.title = folded_spaces(nfc(cell(title_)));
  for (const std::string_view tag : list_items(cell(tags_))) roll_call.tags.push_back(nfc(tag));
  for (const auto& [at, name] : flags_) {
    if (trimmed(record.cells[at]) == "1") roll_call.tags.push_back(name);
  }
  return true;
}

}  // namespace entente::ingest
