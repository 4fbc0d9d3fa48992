// SPDX-License-Identifier: GPL-3.0-or-later
// What every player has in every coalition.
#pragma once

#include <cstdint>
#include <vector>

#include "entente/alignment/coalitions.hpp"

namespace entente::alignment {

inline constexpr double equal_utility = 1e-12;

/// Errors: Range.
Result<void> check_game(const HedonicGame& game);

/// Utilities by set of players (bits), for games of up to most_core_players.
class SetUtilities {
 public:
  explicit SetUtilities(const HedonicGame& game);
  double of(std::uint32_t set, std::size_t player) const noexcept {
    return utilities_[set * players_ + player];
  }
  std::size_t players() const noexcept { return players_; }

  /// The partition's state; `with_core` also looks at every set.
  CoalitionStructure judged(const std::vector<std::uint32_t>& coalition, bool with_core) const;

 private:
  bool blocked(const std::vector<double>& has) const noexcept;

  std::size_t players_;
  std::vector<double> utilities_;  ///< by set, then player; only members have one
};

/// The next partition in restricted growth order; false after the last (all apart). Begins at all
/// zeros (all together).
bool next_partition(std::vector<std::uint32_t>& coalition);

}  // namespace entente::alignment
