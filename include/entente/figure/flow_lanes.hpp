// SPDX-License-Identifier: GPL-3.0-or-later
// Groups at several times and who moves between them (an alluvial diagram): a column a time, a
// block a group with its members' names, a ribbon for those who are in both. 720 wide. Pure
// functions, any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

inline constexpr std::uint32_t no_lane = std::numeric_limits<std::uint32_t>::max();

struct FlowActor {
  std::string label;
  std::vector<std::uint32_t> group;  ///< by time: 0, 1, ...; no_lane = nothing known then
};

struct FlowTime {
  std::string label;
  std::string words;                  ///< below the label, such as how far groups are apart
  std::vector<std::string> evidence;  ///< must not be empty
};

struct FlowLanesSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::string group_words;    ///< "camp"
  std::string unknown_words;  ///< of who is in no group at a time
  std::vector<FlowTime> times;
  std::vector<FlowActor> actors;
};

/// Times and actors that are drawn; more say that they are too many.
inline constexpr std::size_t most_flow_times = 6;
inline constexpr std::size_t most_flow_actors = 60;

/// Groups keep their order from top to bottom in every column. O(times x actors). Precondition: of
/// every actor a group a time.
Figure flow_lanes(const FlowLanesSpec& spec);

}  // namespace entente::figure
