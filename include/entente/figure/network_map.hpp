// SPDX-License-Identifier: GPL-3.0-or-later
// A network with every name on its node: chips that never lie on one another, ties between them,
// wider for heavier. 720 wide. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

struct MapNode {
  std::string label;  ///< wraps, is never cut
  double x = 0;       ///< where a layout put it; any unit
  double y = 0;
  std::uint32_t group = 0;            ///< its number is written and its colour drawn; 0 = none
  std::string title;                  ///< in one sentence; empty = the label
  std::vector<std::string> evidence;  ///< must not be empty
  std::string href;
};

struct MapTie {
  std::uint32_t first = 0;  ///< places in nodes
  std::uint32_t second = 0;
  double weight = 0;                  ///< above 0
  bool against = false;               ///< dashed: they contradict one another
  std::string title;                  ///< in one sentence; empty = the two and the weight
  std::vector<std::string> evidence;  ///< must not be empty
  std::string href;
};

struct NetworkMapSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::string weight_words;   ///< of the legend: what a wide line means
  std::string against_words;  ///< a dashed one
  std::string group_words;    ///< a number and colour
  std::vector<MapNode> nodes;
  std::vector<MapTie> ties;
};

/// The most nodes that are drawn; more say that they are too many.
inline constexpr std::size_t most_map_nodes = 60;

/// Nodes stay as near to their places as their names allow. Ties of the heaviest third are drawn
/// darker. O(nodes^2 x steps + ties).
Figure network_map(const NetworkMapSpec& spec);

}  // namespace entente::figure
