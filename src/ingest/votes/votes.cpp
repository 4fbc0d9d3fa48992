// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/votes.hpp"

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"
#include "ingest/text_in.hpp"
#include "ingest/votes/collector.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t vote_file_limit = std::size_t{512} << 20U;
constexpr std::size_t most_vote_files = 10'000;

constexpr std::array<std::pair<VoteForm, std::string_view>, 6> form_names{
    {{VoteForm::Matrix, "matrix"},
     {VoteForm::UnVotes, "unvotes"},
     {VoteForm::Undl, "undl"},
     {VoteForm::Marcxml, "marcxml"},
     {VoteForm::Long, "long"},
     {VoteForm::Wide, "wide"}}};

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error in_vote_file(Error error, const std::string& file_name) {
  if (error.place.file.empty()) error.place.file = file_name;
  return error;
}

}  // namespace

std::string_view to_string(VoteForm form) noexcept {
  for (const auto& [one, name] : form_names) {
    if (one == form) return name;
  }
  return "";
}

std::optional<VoteForm> vote_form_named(std::string_view name) noexcept {
  for (const auto& [form, word] : form_names) {
    if (word == name) return form;
  }
  return std::nullopt;
}

std::optional<record::Vote> parse_vote(std::string_view cell) noexcept {
  using record::Vote;
  constexpr std::array<std::pair<std::string_view, Vote>, 26> words{{{"y", Vote::Yes},
                                                                     {"1", Vote::Yes},
                                                                     {"yes", Vote::Yes},
                                                                     {"yea", Vote::Yes},
                                                                     {"for", Vote::Yes},
                                                                     {"a", Vote::Abstain},
                                                                     {"2", Vote::Abstain},
                                                                     {"abstain", Vote::Abstain},
                                                                     {"abstained", Vote::Abstain},
                                                                     {"abstention", Vote::Abstain},
                                                                     {"n", Vote::No},
                                                                     {"3", Vote::No},
                                                                     {"no", Vote::No},
                                                                     {"nay", Vote::No},
                                                                     {"against", Vote::No},
                                                                     {"x", Vote::Absent},
                                                                     {"8", Vote::Absent},
                                                                     {"absent", Vote::Absent},
                                                                     {"non-voting", Vote::Absent},
                                                                     {"not voting", Vote::Absent},
                                                                     {"", Vote::Unrecorded},
                                                                     {".", Vote::Unrecorded},
                                                                     {"na", Vote::Unrecorded},
                                                                     {"9", Vote::Unrecorded},
                                                                     {"0", Vote::Unrecorded},
                                                                     {"-", Vote::Unrecorded}}};
  const std::string_view word = trimmed(cell);
  if (word.size() > 12) return std::nullopt;
  const std::string lower = lowered(word);
  for (const auto& [name, vote] : words) {
    if (lower == name) return vote;
  }
  return std::nullopt;
}

std::optional<VoteForm> detected_vote_form(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  if (bytes[first] == '<') return VoteForm::Marcxml;
  const std::string_view line =
      bytes.substr(0, std::min(bytes.find_first_of("\r\n"), bytes.size()));
  const auto tabs = std::count(line.begin(), line.end(), '\t');
  if (tabs == 1 && line.find(' ', line.find('\t')) != std::string_view::npos &&
      line.find(',') == std::string_view::npos) {
    return VoteForm::Matrix;
  }
  const auto table = VoteTable::open(line, "");
  if (!table || table->names().size() < 2) return std::nullopt;
  const auto& names = table->names();
  if (has_name(names, "ms_code") && has_name(names, "ms_vote")) return VoteForm::Undl;
  if (has_name(names, "rcid") && has_name(names, "ccode") && has_name(names, "vote")) {
    return VoteForm::UnVotes;
  }
  return is_long_votes(names) ? VoteForm::Long : VoteForm::Wide;
}

struct VoteReader::State {
  VoteCollector collector;
  std::size_t files = 0;
};

VoteReader::VoteReader() : state_(std::make_unique<State>()) {}
VoteReader::~VoteReader() = default;

Result<void> VoteReader::add(std::string_view bytes, const std::string& file_name,
                             std::optional<VoteForm> form, const CancelToken& cancel) {
  if (bytes.size() > vote_file_limit || ++state_->files > most_vote_files) {
    return fail(input_error(ErrorKind::Limit, "too much to read at once", {file_name, 0, {}},
                            "at most 512 MiB a file and 10,000 files", "",
                            "give fewer sessions at a time"));
  }
  auto decoded = without_encoding(bytes);
  if (!decoded) return fail(in_vote_file(std::move(decoded).error(), file_name));
  if (!form) form = detected_vote_form(*decoded);
  if (!form) {
    return fail(input_error(ErrorKind::Malformed, "no form of votes that is known",
                            {file_name, 1, {}}, "a matrix, a table with a header, or MARCXML",
                            quotable(decoded->substr(0, 60)), "name the form with --form"));
  }
  state_->collector.begin_file(file_name, *form);
  switch (*form) {
    case VoteForm::Matrix:
      return read_vote_matrix(*decoded, state_->collector, cancel);
    case VoteForm::UnVotes:
      return read_unvotes(*decoded, state_->collector, cancel);
    case VoteForm::Undl:
      return read_undl(*decoded, state_->collector, cancel);
    case VoteForm::Marcxml:
      return read_vote_marcxml(*decoded, state_->collector, cancel);
    case VoteForm::Long:
      return read_long_votes(*decoded, state_->collector, cancel);
    case VoteForm::Wide:
      break;
  }
  return read_wide_votes(*decoded, state_->collector, cancel);
}

Result<VoteImport> VoteReader::finish() { return state_->collector.finish(); }

}  // namespace entente::ingest
