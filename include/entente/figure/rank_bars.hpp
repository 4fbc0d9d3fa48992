// SPDX-License-Identifier: GPL-3.0-or-later
// At which rank alternatives come, in which share of all draws: a bar an alternative, cut into
// ranks. 720 wide. Pure functions, any thread.
#pragma once

#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

struct RankBar {
  std::string label;          ///< wraps, is never cut
  std::vector<double> ranks;  ///< share of draws at each rank, the best first; sums to 1
};

struct RankGroup {
  std::string heading;                ///< wraps, is never cut
  std::vector<RankBar> bars;          ///< in the order in which they are drawn
  std::string words;                  ///< below the bars; empty = nothing
  std::vector<std::string> evidence;  ///< must not be empty
};

struct RankBarsSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::string label_heading;  ///< in the table: "Format"
  std::vector<RankGroup> groups;
};

/// Groups that are drawn; more say that they are too many.
inline constexpr std::size_t most_rank_groups = 12;

/// O(bars x ranks).
Figure rank_bars(const RankBarsSpec& spec);

}  // namespace entente::figure
