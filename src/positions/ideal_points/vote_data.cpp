// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/ideal_points/vote_data.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace entente::positions {
namespace {

using record::RollCallMatrix;
using record::Vote;

constexpr std::uint32_t no_item = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint8_t missing_answer = 3;

std::uint8_t answer_of(Vote vote, VoteScale scale) {
  if (vote == Vote::Yes) return 0;
  if (vote == Vote::No) return 2;
  if (vote != Vote::Abstain || scale == VoteScale::AbstentionMissing) return missing_answer;
  return scale == VoteScale::Ordinal ? 1 : 2;
}

bool answers_vary(std::span<const Vote> votes, VoteScale scale) {
  std::uint8_t first = missing_answer;
  for (const Vote vote : votes) {
    const std::uint8_t answer = answer_of(vote, scale);
    if (answer == missing_answer) continue;
    if (first == missing_answer) first = answer;
    if (answer != first) return true;
  }
  return false;
}

/// The first roll call of each chain of links.
std::vector<std::uint32_t> chain_heads(
    std::size_t roll_calls, std::span<const std::pair<std::uint32_t, std::uint32_t>> links) {
  std::vector<std::uint32_t> head(roll_calls);
  std::iota(head.begin(), head.end(), 0U);
  const auto find = [&head](std::uint32_t at) {
    while (head[at] != at) at = head[at] = head[head[at]];
    return at;
  };
  for (const auto& [a, b] : links) {
    const std::uint32_t first = find(a);
    const std::uint32_t second = find(b);
    head[std::max(first, second)] = std::min(first, second);
  }
  for (std::uint32_t r = 0; r < roll_calls; ++r) head[r] = find(r);
  return head;
}

/// Item of each roll call; no_item where it is left out.
std::vector<std::uint32_t> items_of_roll_calls(
    const RollCallMatrix& matrix, std::span<const std::pair<std::uint32_t, std::uint32_t>> links,
    VoteScale scale, VoteData& out) {
  const std::size_t count = matrix.roll_calls().size();
  const auto heads = chain_heads(count, links);
  std::vector<std::uint32_t> item_of_head(count, no_item);
  std::vector<std::uint32_t> items(count, no_item);
  for (std::uint32_t r = 0; r < count; ++r) {
    if (!answers_vary(matrix.votes(r), scale)) {
      ++out.without_variation;
      continue;
    }
    std::uint32_t& item = item_of_head[heads[r]];
    if (item == no_item) {
      item = static_cast<std::uint32_t>(out.item_roll_calls.size());
      out.item_roll_calls.emplace_back();
    }
    out.item_roll_calls[item].push_back(r);
    items[r] = item;
  }
  return items;
}

std::vector<std::uint32_t> periods_without_link(const VoteData& data) {
  std::vector<bool> linked(data.periods.label.size(), false);
  std::vector<bool> used(data.periods.label.size(), false);
  for (const auto& roll_calls : data.item_roll_calls) {
    std::uint32_t first = std::numeric_limits<std::uint32_t>::max();
    for (const std::uint32_t r : roll_calls) {
      first = std::min(first, data.periods.of_roll_call[r]);
      used[data.periods.of_roll_call[r]] = true;
    }
    for (const std::uint32_t r : roll_calls) {
      if (data.periods.of_roll_call[r] != first) linked[data.periods.of_roll_call[r]] = true;
    }
  }
  std::vector<std::uint32_t> out;
  bool earlier = false;
  for (std::uint32_t p = 0; p < linked.size(); ++p) {
    if (earlier && used[p] && !linked[p]) out.push_back(p);
    earlier = earlier || used[p];
  }
  return out;
}

Error nothing_to_scale(std::string what) {
  return {ErrorKind::Missing,
          "no ideal points can be told: " + std::move(what),
          {},
          "two voters or more, and a roll call on which they differ",
          "",
          "give more roll calls or voters, or leave fewer out"};
}

/// One vote on an item by a voter.
struct UsedVote {
  std::uint32_t voter = 0;
  std::uint32_t period = 0;
  std::uint32_t item = 0;
  std::uint8_t answer = 0;
};

std::vector<UsedVote> used_votes(const RollCallMatrix& matrix,
                                 const std::vector<std::uint32_t>& items, VoteScale scale,
                                 const record::Periods& periods) {
  std::vector<UsedVote> out;
  for (std::uint32_t v = 0; v < matrix.voters().size(); ++v) {
    for (std::uint32_t r = 0; r < items.size(); ++r) {
      if (items[r] == no_item) continue;
      const std::uint8_t answer = answer_of(matrix.vote(v, r), scale);
      if (answer != missing_answer) out.push_back({v, periods.of_roll_call[r], items[r], answer});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const UsedVote& a, const UsedVote& b) {
    return std::pair(a.voter, a.period) < std::pair(b.voter, b.period);
  });
  return out;
}

void list_votes(const std::vector<UsedVote>& votes, VoteData& out) {
  std::vector<VoteLists::Entry> entries;
  entries.reserve(votes.size());
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const UsedVote& vote = votes[i];
    const bool new_voter = i == 0 || votes[i - 1].voter != vote.voter;
    if (new_voter) out.path_begins.push_back(static_cast<std::uint32_t>(out.nodes.size()));
    if (new_voter || votes[i - 1].period != vote.period) {
      out.nodes.push_back({vote.voter, vote.period});
    }
    entries.push_back({static_cast<std::uint32_t>(out.nodes.size() - 1), vote.item, vote.answer});
  }
  out.path_begins.push_back(static_cast<std::uint32_t>(out.nodes.size()));
  out.by_node = VoteLists(out.nodes.size(), entries);
  for (VoteLists::Entry& entry : entries) std::swap(entry.list, entry.place);
  out.by_item = VoteLists(out.item_roll_calls.size(), entries);
}

}  // namespace

VoteLists::VoteLists(std::size_t lists, std::span<const Entry> entries)
    : places_(entries.size()), begins_(3 * lists + 1, 0) {
  for (const Entry& entry : entries) ++begins_[3 * entry.list + entry.answer + 1];
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  std::vector<std::size_t> next(begins_.begin(), begins_.end());
  for (const Entry& entry : entries) places_[next[3 * entry.list + entry.answer]++] = entry.place;
}

Result<VoteData> vote_data(const RollCallMatrix& matrix,
                           std::span<const std::pair<std::uint32_t, std::uint32_t>> links,
                           record::PeriodBy by, const IdealPointOptions& options) {
  VoteData out;
  if (options.motion == PointMotion::Static) {
    out.periods = {{"all"}, std::vector<std::uint32_t>(matrix.roll_calls().size(), 0)};
  } else {
    ENTENTE_TRY(out.periods, record::periods_of(matrix, by));
  }
  const auto items = items_of_roll_calls(matrix, links, options.scale, out);
  if (out.item_roll_calls.empty()) return fail(nothing_to_scale("no roll call divides the voters"));
  const auto votes = used_votes(matrix, items, options.scale, out.periods);
  out.votes = votes.size();
  list_votes(votes, out);
  out.one_cutpoint.reserve(out.item_roll_calls.size());
  for (std::size_t v = 0; v < out.item_roll_calls.size(); ++v) {
    out.one_cutpoint.push_back(out.by_item.answers(v, 1).empty());
  }
  out.unlinked_periods = periods_without_link(out);
  return out;
}

VoteData with_answers(const VoteData& data, std::span<const VoteLists::Entry> by_item_entries) {
  VoteData out = data;
  out.by_item = VoteLists(data.by_item.size(), by_item_entries);
  std::vector<VoteLists::Entry> entries(by_item_entries.begin(), by_item_entries.end());
  for (VoteLists::Entry& entry : entries) std::swap(entry.list, entry.place);
  out.by_node = VoteLists(data.by_node.size(), entries);
  return out;
}

}  // namespace entente::positions
