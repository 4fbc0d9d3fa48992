// SPDX-License-Identifier: GPL-3.0-or-later
#include "utilities.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "entente/base/text.hpp"

namespace entente::alignment {
namespace {

Error bad_game(const char* what, const char* column, const char* expected, std::string found) {
  return {ErrorKind::Range, what, {"", 0, column}, expected, std::move(found), "correct it"};
}

bool finite_numbers(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double one) { return std::isfinite(one); });
}

}  // namespace

Result<void> check_game(const HedonicGame& game) {
  if (game.players == 0)
    return fail(bad_game("a game without players", "players", "one or more", "0"));
  if (game.value.size() != game.players * game.players) {
    return fail(bad_game("values that do not fit", "value", "one for every two players",
                         std::to_string(game.value.size())));
  }
  if (!game.cost.empty() && game.cost.size() < game.players) {
    return fail(bad_game("costs for too few sizes", "cost", "one for each size up to all players",
                         std::to_string(game.cost.size())));
  }
  if (finite_numbers(game.value) && finite_numbers(game.cost)) return {};
  return fail(bad_game("a value or cost that is no number", "value", "finite numbers", ""));
}

SetUtilities::SetUtilities(const HedonicGame& game)
    : players_(game.players), utilities_((std::size_t{1} << game.players) * game.players, 0) {
  const auto sets = static_cast<std::uint32_t>(std::size_t{1} << players_);
  for (std::uint32_t set = 1; set < sets; ++set) {
    const auto size = static_cast<std::size_t>(std::popcount(set));
    const double cost = game.cost.empty() ? 0 : game.cost[size - 1];
    for (std::size_t i = 0; i < players_; ++i) {
      if ((set >> i & 1U) == 0) continue;
      double sum = 0;
      for (std::size_t j = 0; j < players_; ++j) {
        if (j != i && (set >> j & 1U) != 0) sum += game.value[i * players_ + j];
      }
      utilities_[set * players_ + i] = sum - cost;
    }
  }
}

bool SetUtilities::blocked(const std::vector<double>& has) const noexcept {
  const auto sets = static_cast<std::uint32_t>(std::size_t{1} << players_);
  for (std::uint32_t set = 1; set < sets; ++set) {
    bool better = true;
    for (std::size_t i = 0; better && i < players_; ++i) {
      if ((set >> i & 1U) != 0) better = of(set, i) > has[i] + equal_utility;
    }
    if (better) return true;
  }
  return false;
}

CoalitionStructure SetUtilities::judged(const std::vector<std::uint32_t>& coalition,
                                        bool with_core) const {
  CoalitionStructure out;
  out.coalition = coalition;
  std::vector<std::uint32_t> sets(players_ + 1, 0);  // the one more: nobody, to be alone in
  for (std::size_t i = 0; i < players_; ++i) sets[coalition[i]] |= 1U << i;
  std::vector<double> has(players_);
  for (std::size_t i = 0; i < players_; ++i) {
    has[i] = of(sets[coalition[i]], i);
    out.welfare += has[i];
  }
  out.nash = out.individual = true;
  for (std::size_t i = 0; i < players_; ++i) {
    bool alone = false;
    for (std::size_t k = 0; k < sets.size(); ++k) {
      if (k == coalition[i] || (sets[k] == 0 && alone)) continue;
      alone = alone || sets[k] == 0;
      const std::uint32_t with = sets[k] | 1U << i;
      if (of(with, i) <= has[i] + equal_utility) continue;
      out.nash = false;
      bool welcome = true;
      for (std::size_t j = 0; welcome && j < players_; ++j) {
        if ((sets[k] >> j & 1U) != 0) welcome = of(with, j) >= has[j] - equal_utility;
      }
      if (welcome) out.individual = false;
    }
  }
  if (with_core) out.core = blocked(has) ? CoreState::Blocked : CoreState::Stable;
  return out;
}

bool next_partition(std::vector<std::uint32_t>& coalition) {
  for (std::size_t i = coalition.size(); i-- > 1;) {
    const std::uint32_t most =
        *std::max_element(coalition.begin(), coalition.begin() + static_cast<std::ptrdiff_t>(i));
    if (coalition[i] > most) continue;
    ++coalition[i];
    std::fill(coalition.begin() + static_cast<std::ptrdiff_t>(i) + 1, coalition.end(), 0U);
    return true;
  }
  return false;
}

}  // namespace entente::alignment
