// SPDX-License-Identifier: GPL-3.0-or-later
#include "matching.hpp"

#include <algorithm>
#include <cstddef>

#include "entente/alignment/camps.hpp"

namespace entente::alignment {
namespace {

std::size_t group_count(const std::vector<std::uint32_t>& groups) {
  std::size_t out = 0;
  for (const std::uint32_t group : groups) {
    if (group != no_camp) out = std::max(out, std::size_t{group} + 1);
  }
  return out;
}

/// How many members two groups share.
struct SharedMembers {
  std::size_t own;
  std::size_t theirs;
  std::vector<std::uint32_t> count;

  SharedMembers(std::size_t rows, std::size_t columns)
      : own(rows), theirs(columns), count(rows * columns) {}
  std::uint32_t& at(std::size_t group, std::size_t other) { return count[group * theirs + other]; }
  std::uint32_t at(std::size_t group, std::size_t other) const {
    return count[group * theirs + other];
  }
};

/// Groups of the other division up to which every match is weighed.
constexpr std::size_t most_matched_exactly = 10;

/// Most members alike in all: over the groups in their order, by the set of others taken.
std::vector<std::uint32_t> best_match(const SharedMembers& shared) {
  const std::size_t sets = std::size_t{1} << shared.theirs;
  constexpr std::int64_t unreached = -1;
  std::vector<std::int64_t> best(sets, unreached);
  best[0] = 0;
  std::vector<std::vector<std::uint32_t>> choice(shared.own,
                                                 std::vector<std::uint32_t>(sets, no_camp));
  for (std::size_t group = 0; group < shared.own; ++group) {
    std::vector<std::int64_t> next = best;  // matched with none
    for (std::size_t set = 0; set < sets; ++set) {
      if (best[set] == unreached) continue;
      for (std::uint32_t other = 0; other < shared.theirs; ++other) {
        const std::size_t bit = std::size_t{1} << other;
        const std::uint32_t members = shared.at(group, other);
        if ((set & bit) != 0 || members == 0) continue;
        if (best[set] + members > next[set | bit]) {
          next[set | bit] = best[set] + members;
          choice[group][set | bit] = other;
        }
      }
    }
    best = std::move(next);
  }
  std::size_t set =
      static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  std::vector<std::uint32_t> out(shared.own, no_camp);
  for (std::size_t group = shared.own; group-- > 0;) {
    out[group] = choice[group][set];
    if (out[group] != no_camp) set &= ~(std::size_t{1} << out[group]);
  }
  return out;
}

/// The first group takes the one it shares most with, then the next what is left.
std::vector<std::uint32_t> greedy_match(const SharedMembers& shared) {
  std::vector<char> taken(shared.theirs, 0);
  std::vector<std::uint32_t> out(shared.own, no_camp);
  for (std::size_t group = 0; group < shared.own; ++group) {
    std::uint32_t most = 0;
    for (std::uint32_t other = 0; other < shared.theirs; ++other) {
      if (taken[other] != 0 || shared.at(group, other) <= most) continue;
      most = shared.at(group, other);
      out[group] = other;
    }
    if (out[group] != no_camp) taken[out[group]] = 1;
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> matched_groups(const std::vector<std::uint32_t>& groups,
                                          const std::vector<std::uint32_t>& others) {
  const std::size_t own = group_count(groups);
  const std::size_t theirs = group_count(others);
  SharedMembers shared(own, theirs);
  for (std::size_t a = 0; a < groups.size(); ++a) {
    if (groups[a] != no_camp && others[a] != no_camp) ++shared.at(groups[a], others[a]);
  }
  return theirs <= most_matched_exactly ? best_match(shared) : greedy_match(shared);
}

std::vector<char> placed_alike(const std::vector<std::uint32_t>& groups,
                               const std::vector<std::uint32_t>& others) {
  const std::vector<std::uint32_t> match = matched_groups(groups, others);
  std::vector<char> out(groups.size());
  for (std::size_t a = 0; a < groups.size(); ++a) {
    const bool alike =
        groups[a] != no_camp && match[groups[a]] != no_camp && match[groups[a]] == others[a];
    out[a] = alike ? 1 : 0;
  }
  return out;
}

}  // namespace entente::alignment
