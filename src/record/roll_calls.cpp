// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/roll_calls.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "entente/base/text.hpp"

namespace entente::record {
namespace {

template <class Item>
Result<void> check_roll_call_ids(const std::vector<Item>& items, const char* what) {
  std::set<std::string_view> seen;
  for (const Item& item : items) {
    if (item.id.empty()) {
      return fail({ErrorKind::Missing,
                   std::string("a ") + what + " without id",
                   {},
                   "an id",
                   "",
                   "give every one an id"});
    }
    if (!seen.insert(item.id).second) {
      return fail({ErrorKind::Duplicate,
                   std::string("two of one id among the ") + what + "s",
                   {},
                   "distinct ids",
                   quotable(item.id),
                   "leave one of them out, or rename it"});
    }
  }
  return {};
}

template <class Item>
std::optional<std::size_t> place_of_id(const std::vector<Item>& items, std::string_view id) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  if (found == items.end()) return std::nullopt;
  return static_cast<std::size_t>(found - items.begin());
}

bool has_any_tag(const RollCall& roll_call, const std::vector<std::string>& tags) {
  return std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
    return std::binary_search(roll_call.tags.begin(), roll_call.tags.end(), tag);
  });
}

bool session_passes(const RollCall& roll_call, const RollCallFilter& filter) {
  if (filter.first_session || filter.last_session) {
    const auto number = parse_integer(roll_call.session);
    if (!number || (filter.first_session && *number < *filter.first_session) ||
        (filter.last_session && *number > *filter.last_session)) {
      return false;
    }
  }
  return filter.sessions.empty() || std::find(filter.sessions.begin(), filter.sessions.end(),
                                              roll_call.session) != filter.sessions.end();
}

Error no_period(const RollCall& roll_call, std::string_view what) {
  return {ErrorKind::Missing,
          "a roll call without " + std::string(what),
          {"", 0, std::string(what)},
          what == "session" ? "the session it belongs to" : "a date such as 2022-03-02",
          quotable(roll_call.id),
          "name it in the file of roll calls, or leave the roll call out"};
}

/// Labels in order of their keys, and the place of each roll call's label.
template <class Key>
Periods ordered_periods(const std::map<Key, std::string>& label_of,
                        const std::vector<Key>& key_of_roll_call) {
  Periods out;
  std::map<Key, std::uint32_t> place;
  for (const auto& [key, label] : label_of) {
    place.emplace(key, static_cast<std::uint32_t>(out.label.size()));
    out.label.push_back(label);
  }
  out.of_roll_call.reserve(key_of_roll_call.size());
  for (const Key& key : key_of_roll_call) out.of_roll_call.push_back(place.at(key));
  return out;
}

Result<Periods> periods_by_year(std::span<const RollCall> roll_calls) {
  std::map<std::string, std::string> labels;
  std::vector<std::string> keys;
  keys.reserve(roll_calls.size());
  for (const RollCall& roll_call : roll_calls) {
    const std::string year = roll_call.date.substr(0, 4);
    if (year.size() != 4 || !parse_integer(year)) return fail(no_period(roll_call, "date"));
    labels.emplace(year, year);
    keys.push_back(year);
  }
  return ordered_periods(labels, keys);
}

/// First dates of the numbered sessions.
std::map<std::int64_t, std::string> numbered_sessions(std::span<const RollCall> roll_calls) {
  std::map<std::int64_t, std::string> out;
  for (const RollCall& roll_call : roll_calls) {
    const auto number = parse_integer(roll_call.session);
    if (!number) continue;
    std::string& first = out[*number];
    if (!roll_call.date.empty() && (first.empty() || roll_call.date < first)) {
      first = roll_call.date;
    }
  }
  return out;
}

Result<Periods> periods_by_number(std::span<const RollCall> roll_calls,
                                  const std::map<std::int64_t, std::string>& first_dates) {
  std::map<std::int64_t, std::string> labels;
  for (const auto& [number, date] : first_dates) labels.emplace(number, std::to_string(number));
  std::vector<std::int64_t> keys;
  keys.reserve(roll_calls.size());
  for (const RollCall& roll_call : roll_calls) {
    if (const auto number = parse_integer(roll_call.session)) {
      keys.push_back(*number);
      continue;
    }
    if (roll_call.session.empty()) return fail(no_period(roll_call, "session"));
    if (roll_call.date.empty()) return fail(no_period(roll_call, "date"));
    std::int64_t at = first_dates.begin()->first;
    for (const auto& [number, date] : first_dates) {
      if (!date.empty() && date <= roll_call.date) at = number;
    }
    keys.push_back(at);
  }
  return ordered_periods(labels, keys);
}

Result<Periods> periods_by_first_date(std::span<const RollCall> roll_calls) {
  std::map<std::string, std::string> first_date;
  for (const RollCall& roll_call : roll_calls) {
    if (roll_call.session.empty()) return fail(no_period(roll_call, "session"));
    if (roll_call.date.empty()) return fail(no_period(roll_call, "date"));
    const auto [at, inserted] = first_date.emplace(roll_call.session, roll_call.date);
    if (!inserted) at->second = std::min(at->second, roll_call.date);
  }
  using Key = std::pair<std::string, std::string>;
  std::map<Key, std::string> labels;
  for (const auto& [session, date] : first_date) labels.emplace(Key{date, session}, session);
  std::vector<Key> keys;
  keys.reserve(roll_calls.size());
  for (const RollCall& roll_call : roll_calls) {
    keys.emplace_back(first_date.at(roll_call.session), roll_call.session);
  }
  return ordered_periods(labels, keys);
}

}  // namespace

std::string_view to_string(Vote vote) noexcept {
  switch (vote) {
    case Vote::Yes:
      return "yes";
    case Vote::Abstain:
      return "abstain";
    case Vote::No:
      return "no";
    case Vote::Absent:
      return "absent";
    case Vote::Unrecorded:
      break;
  }
  return "";
}

Result<RollCallMatrix> RollCallMatrix::make(std::vector<Voter> voters,
                                            std::vector<RollCall> roll_calls,
                                            std::vector<Vote> cells) {
  ENTENTE_CHECK(check_roll_call_ids(voters, "voter"));
  ENTENTE_CHECK(check_roll_call_ids(roll_calls, "roll call"));
  if (cells.size() != voters.size() * roll_calls.size()) {
    return fail({ErrorKind::Range,
                 "not one cell for each voter and roll call",
                 {},
                 std::to_string(voters.size() * roll_calls.size()) + " cells",
                 std::to_string(cells.size()),
                 ""});
  }
  for (RollCall& roll_call : roll_calls) {
    if (!(roll_call.weight >= 0 && std::isfinite(roll_call.weight))) {
      return fail({ErrorKind::Range,
                   "no weight of roll call " + quotable(roll_call.id),
                   {"", 0, "weight"},
                   "a number from 0",
                   number_text(roll_call.weight),
                   ""});
    }
    std::sort(roll_call.tags.begin(), roll_call.tags.end());
    roll_call.tags.erase(std::unique(roll_call.tags.begin(), roll_call.tags.end()),
                         roll_call.tags.end());
  }
  RollCallMatrix out;
  out.voters_ = std::move(voters);
  out.roll_calls_ = std::move(roll_calls);
  out.cells_ = std::move(cells);
  return out;
}

Tally RollCallMatrix::tally(std::size_t roll_call) const noexcept {
  Tally out;
  for (const Vote vote : votes(roll_call)) {
    out.yes += vote == Vote::Yes ? 1U : 0U;
    out.abstain += vote == Vote::Abstain ? 1U : 0U;
    out.no += vote == Vote::No ? 1U : 0U;
    out.absent += vote == Vote::Absent ? 1U : 0U;
  }
  return out;
}

std::uint64_t RollCallMatrix::votes_cast(std::size_t voter) const noexcept {
  std::uint64_t out = 0;
  for (std::size_t r = 0; r < roll_calls_.size(); ++r) out += is_cast(vote(voter, r)) ? 1U : 0U;
  return out;
}

std::optional<std::size_t> RollCallMatrix::voter(std::string_view id) const {
  return place_of_id(voters_, id);
}

std::optional<std::size_t> RollCallMatrix::roll_call(std::string_view id) const {
  return place_of_id(roll_calls_, id);
}

RollCallMatrix RollCallMatrix::part(std::span<const std::size_t> voters,
                                    std::span<const std::size_t> roll_calls) const {
  RollCallMatrix out;
  out.voters_.reserve(voters.size());
  out.roll_calls_.reserve(roll_calls.size());
  out.cells_.reserve(voters.size() * roll_calls.size());
  for (const std::size_t v : voters) out.voters_.push_back(voters_[v]);
  for (const std::size_t r : roll_calls) {
    out.roll_calls_.push_back(roll_calls_[r]);
    for (const std::size_t v : voters) out.cells_.push_back(vote(v, r));
  }
  return out;
}

std::vector<std::size_t> passing(const RollCallMatrix& matrix, const RollCallFilter& filter) {
  std::vector<std::size_t> out;
  const auto roll_calls = matrix.roll_calls();
  for (std::size_t r = 0; r < roll_calls.size(); ++r) {
    const RollCall& roll_call = roll_calls[r];
    if (!session_passes(roll_call, filter)) continue;
    if (!filter.tags.empty() && !has_any_tag(roll_call, filter.tags)) continue;
    if (roll_call.date >= filter.without_from && has_any_tag(roll_call, filter.without)) continue;
    out.push_back(r);
  }
  return out;
}

Result<Periods> periods_of(const RollCallMatrix& matrix, PeriodBy by) {
  if (by == PeriodBy::Year) return periods_by_year(matrix.roll_calls());
  const auto numbered = numbered_sessions(matrix.roll_calls());
  if (numbered.empty()) return periods_by_first_date(matrix.roll_calls());
  return periods_by_number(matrix.roll_calls(), numbered);
}

}  // namespace entente::record
