// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <numeric>

#include "entente/alignment/coalitions.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "utilities.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t draws_of_a_block = 16;
/// Moves of single players may go round in circles.
constexpr std::size_t most_moves_a_player = 100;

/// For games too large for utilities by set.
class LargeGame {
 public:
  explicit LargeGame(const HedonicGame& game) : game_(game) {}

  /// Of a player with the members of a coalition, itself counted or not.
  double utility(std::size_t player, std::uint32_t coalition,
                 const std::vector<std::uint32_t>& of) const {
    double sum = 0;
    std::size_t size = 1;
    for (std::size_t j = 0; j < game_.players; ++j) {
      if (j == player || of[j] != coalition) continue;
      sum += game_.value[player * game_.players + j];
      ++size;
    }
    return sum - (game_.cost.empty() ? 0 : game_.cost[size - 1]);
  }

  /// Whether somebody of a coalition is worse off once a player joins.
  bool welcome(std::size_t player, std::uint32_t coalition,
               const std::vector<std::uint32_t>& of) const {
    std::vector<std::uint32_t> with = of;
    with[player] = coalition;
    for (std::size_t j = 0; j < game_.players; ++j) {
      if (j == player || of[j] != coalition) continue;
      if (utility(j, coalition, with) < utility(j, coalition, of) - equal_utility) return false;
    }
    return true;
  }

  /// Moves of players who gain and are welcome, each to the best there is, until there are none.
  void settle(std::vector<std::uint32_t>& of) const {
    std::size_t moves = most_moves_a_player * game_.players;
    for (bool moved = true; moved && moves > 0;) {
      moved = false;
      for (std::size_t i = 0; i < game_.players && moves > 0; ++i) {
        const std::uint32_t to = best_welcome(i, of);
        if (to == of[i]) continue;
        of[i] = to;
        moved = true;
        --moves;
      }
    }
  }

  CoalitionStructure judged(const std::vector<std::uint32_t>& of) const {
    CoalitionStructure out;
    out.coalition = of;
    out.nash = out.individual = true;
    const auto most = static_cast<std::uint32_t>(game_.players);
    for (std::size_t i = 0; i < game_.players; ++i) {
      const double has = utility(i, of[i], of);
      out.welfare += has;
      for (std::uint32_t k = 0; k <= most; ++k) {
        if (k == of[i] || utility(i, k, of) <= has + equal_utility) continue;
        out.nash = false;
        if (welcome(i, k, of)) out.individual = false;
      }
    }
    return out;
  }

 private:
  std::uint32_t best_welcome(std::size_t player, const std::vector<std::uint32_t>& of) const {
    std::uint32_t out = of[player];
    double best = utility(player, out, of);
    for (std::uint32_t k = 0; k <= game_.players; ++k) {
      if (k == of[player]) continue;
      const double there = utility(player, k, of);
      if (there <= best + equal_utility || !welcome(player, k, of)) continue;
      best = there;
      out = k;
    }
    return out;
  }

  const HedonicGame& game_;
};

std::vector<std::uint32_t> by_first_member(const std::vector<std::uint32_t>& coalition) {
  std::map<std::uint32_t, std::uint32_t> numbers;
  std::vector<std::uint32_t> out;
  out.reserve(coalition.size());
  for (const std::uint32_t one : coalition) {
    out.push_back(numbers.emplace(one, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  return out;
}

/// The greatest welfare first; the best is then the first.
void put_in_order(CoalitionOutcome& out) {
  std::stable_sort(out.structures.begin(), out.structures.end(),
                   [](const CoalitionStructure& a, const CoalitionStructure& b) {
                     if (a.welfare != b.welfare) return a.welfare > b.welfare;
                     return a.coalition < b.coalition;
                   });
  out.best = 0;
}

Result<CoalitionOutcome> all_partitions(const HedonicGame& game, const CancelToken& cancel) {
  CoalitionOutcome out;
  out.complete = true;
  const SetUtilities utilities(game);
  std::vector<std::uint32_t> coalition(game.players, 0);
  CoalitionStructure best;
  bool first = true;
  do {
    ENTENTE_CHECK(check_cancel(cancel));
    CoalitionStructure one = utilities.judged(coalition, true);
    if (first || one.welfare > best.welfare + equal_utility) best = one;
    first = false;
    if (one.stable()) out.structures.push_back(std::move(one));
  } while (next_partition(coalition));
  if (!best.stable()) out.structures.push_back(std::move(best));
  put_in_order(out);
  return out;
}

Result<CoalitionOutcome> reached_partitions(const HedonicGame& game, std::uint32_t starts,
                                            std::uint64_t seed, const CancelToken& cancel) {
  const LargeGame large(game);
  const Philox source(seed, stream_word("coalitions"));
  const bool with_core = game.players <= most_core_players;
  std::map<std::vector<std::uint32_t>, CoalitionStructure> found;
  for (std::uint32_t start = 0; start < starts + 2; ++start) {
    ENTENTE_CHECK(check_cancel(cancel));
    std::vector<std::uint32_t> coalition(game.players, 0);
    if (start == 1) std::iota(coalition.begin(), coalition.end(), 0U);
    PhiloxCursor dice = source.cursor(start);
    if (start > 1) {
      for (std::uint32_t& one : coalition) {
        one = static_cast<std::uint32_t>(dice.below(1 + start % game.players));
      }
    }
    large.settle(coalition);
    coalition = by_first_member(coalition);
    if (found.count(coalition) == 0) found.emplace(coalition, large.judged(coalition));
  }
  CoalitionOutcome out;
  const CoalitionStructure* best = nullptr;
  for (auto& [coalition, structure] : found) {
    if (best == nullptr || structure.welfare > best->welfare + equal_utility) best = &structure;
  }
  std::optional<SetUtilities> utilities;
  if (with_core) utilities.emplace(game);
  for (auto& [coalition, structure] : found) {
    ENTENTE_CHECK(check_cancel(cancel));
    if (utilities) structure.core = utilities->judged(coalition, true).core;
    if (structure.stable() || &structure == best) out.structures.push_back(structure);
  }
  put_in_order(out);
  return out;
}

/// How often each partition, by its place in restricted growth order, is what.
struct ShareCounts {
  std::vector<double> nash, individual, core, best;

  explicit ShareCounts(std::size_t partitions)
      : nash(partitions), individual(partitions), core(partitions), best(partitions) {}
  void add(const ShareCounts& other) {
    for (std::size_t k = 0; k < nash.size(); ++k) {
      nash[k] += other.nash[k];
      individual[k] += other.individual[k];
      core[k] += other.core[k];
      best[k] += other.best[k];
    }
  }
  void count(const HedonicGame& game, const std::vector<std::vector<std::uint32_t>>& partitions) {
    const SetUtilities utilities(game);
    std::vector<double> welfare;
    welfare.reserve(partitions.size());
    for (std::size_t k = 0; k < partitions.size(); ++k) {
      const CoalitionStructure one = utilities.judged(partitions[k], true);
      nash[k] += one.nash ? 1 : 0;
      individual[k] += one.individual ? 1 : 0;
      core[k] += one.core == CoreState::Stable ? 1 : 0;
      welfare.push_back(one.welfare);
    }
    const double most = *std::max_element(welfare.begin(), welfare.end());
    const auto is_best = [&](double one) { return one >= most - equal_utility; };
    const auto equals = std::count_if(welfare.begin(), welfare.end(), is_best);
    for (std::size_t k = 0; k < welfare.size(); ++k) {
      if (is_best(welfare[k])) best[k] += 1 / static_cast<double>(equals);
    }
  }
};

}  // namespace

Result<CoalitionOutcome> stable_coalitions(const HedonicGame& game, std::uint32_t starts,
                                           std::uint64_t seed, const CancelToken& cancel) {
  ENTENTE_CHECK(check_game(game));
  if (game.players <= most_enumerated_players) return all_partitions(game, cancel);
  return reached_partitions(game, starts, seed, cancel);
}

Result<CoalitionStructure> structure_of(const HedonicGame& game,
                                        const std::vector<std::uint32_t>& coalition) {
  ENTENTE_CHECK(check_game(game));
  if (coalition.size() != game.players) {
    return fail({ErrorKind::Range,
                 "a partition of other players",
                 {"", 0, "coalition"},
                 "one coalition a player",
                 std::to_string(coalition.size()),
                 "name every player once"});
  }
  const std::vector<std::uint32_t> named = by_first_member(coalition);
  if (game.players <= most_core_players) return SetUtilities(game).judged(named, true);
  return LargeGame(game).judged(named);
}

Result<std::vector<StructureShares>> structure_shares(const HedonicGame& game,
                                                      std::span<const double> values,
                                                      unsigned threads, const CancelToken& cancel) {
  ENTENTE_CHECK(check_game(game));
  if (game.players > most_drawn_players) {
    return fail({ErrorKind::Limit,
                 "too many players for shares of draws",
                 {"", 0, "players"},
                 "at most 7",
                 std::to_string(game.players),
                 "take fewer actors"});
  }
  const std::size_t cells = game.players * game.players;
  const std::size_t draws = values.size() / cells;
  std::vector<std::vector<std::uint32_t>> partitions;
  std::vector<std::uint32_t> coalition(game.players, 0);
  do {
    partitions.push_back(coalition);
  } while (next_partition(coalition));
  const auto counts_of = [&](std::size_t begin, std::size_t end) {
    ShareCounts counts(partitions.size());
    HedonicGame drawn = game;
    for (std::size_t d = begin; d < end && !cancel.cancelled(); ++d) {
      const auto from = values.subspan(d * cells, cells);
      drawn.value.assign(from.begin(), from.end());
      counts.count(drawn, partitions);
    }
    return counts;
  };
  ENTENTE_TRY(
      const ShareCounts counts,
      parallel_reduce(draws, draws_of_a_block, threads, cancel, {}, ShareCounts(partitions.size()),
                      counts_of, [](ShareCounts total, const ShareCounts& next) {
                        total.add(next);
                        return total;
                      }));
  ENTENTE_CHECK(check_cancel(cancel));
  std::vector<StructureShares> out;
  const auto n = static_cast<double>(std::max<std::size_t>(draws, 1));
  for (std::size_t k = 0; k < partitions.size(); ++k) {
    if (counts.nash[k] + counts.individual[k] + counts.core[k] + counts.best[k] == 0) continue;
    out.push_back({partitions[k], counts.nash[k] / n, counts.individual[k] / n, counts.core[k] / n,
                   counts.best[k] / n});
  }
  std::stable_sort(out.begin(), out.end(), [](const StructureShares& a, const StructureShares& b) {
    return a.best > b.best;
  });
  return out;
}

}  // namespace entente::alignment
