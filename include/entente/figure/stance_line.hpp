// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands where on one continuum from 0 to 100: each actor's range and most likely place, its
// role by shape, its weight by area, the outcomes of models as labelled lines, and where a what-if
// moves it. Actors share rows and never touch. 720 wide. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/figure/continuum.hpp"
#include "entente/figure/figure.hpp"

namespace entente::figure {

enum class LineRole : std::uint8_t {
  Decides,     ///< has a vote: a filled circle
  Influences,  ///< no vote: a hollow circle
  Outside,     ///< neither: a dashed diamond
};
/// "decides", "influences", "outside".
std::string_view line_role_words(LineRole role) noexcept;

struct LineActor {
  std::string label;  ///< wraps, is never cut
  LineRole role = LineRole::Decides;
  std::optional<double> mode;  ///< most likely place; absent = unknown, listed under the axis
  std::optional<double> low;   ///< range; without both, no bar
  std::optional<double> high;
  std::optional<double> weight;   ///< power x salience, not negative; absent = hatched mark
  std::optional<double> changed;  ///< most likely place in the what-if
  std::string title;              ///< the position in one sentence; empty = made from the numbers
  std::vector<std::string> evidence;  ///< must not be empty
  std::string href;
};

struct StanceLineSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::vector<ContinuumAnchor> anchors;
  std::vector<ContinuumLine> outcomes;  ///< may be empty
  std::vector<LineActor> actors;
  std::string weight_words = "power \u00D7 salience";  ///< of the key
};

/// From left to right by place, then as given. Marks of equal weight have equal area whatever
/// their shape. Without actors, or with none known, it says so. O(actors^2).
Figure stance_line(const StanceLineSpec& spec);

}  // namespace entente::figure
