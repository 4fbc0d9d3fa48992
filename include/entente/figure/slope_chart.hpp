// SPDX-License-Identifier: GPL-3.0-or-later
// Values at one time and at another: a line each, names and numbers at both ends where none lies on
// another. 720 wide. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/figure/figure.hpp"
#include "entente/stats/interval.hpp"

namespace entente::figure {

struct Slope {
  std::string label;  ///< wraps, is never cut
  double before = 0;
  double after = 0;
  std::optional<stats::Interval> after_interval;  ///< drawn as a bar at the right end
  bool marked = false;                            ///< drawn dark: it moved
  std::string title;                  ///< in one sentence; empty = label and both values
  std::vector<std::string> evidence;  ///< must not be empty
  std::string href;
};

struct SlopeChartSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::string before_heading;
  std::string after_heading;
  std::string low_words;       ///< at the lower end of the scale
  std::string high_words;      ///< at the upper end
  std::string marked_words;    ///< of the legend: a dark line
  std::string unmarked_words;  ///< a light one
  std::string interval_words;  ///< a bar at the right
  std::string empty_words = "Nothing to show: nothing is known at both times.";
  double from = 0;  ///< of the scale; widened where a value passes it
  double to = 1;
  int digits = 2;  ///< of numbers, 0 to 4
  std::vector<Slope> slopes;
};

/// The most lines that are drawn; more say that they are too many.
inline constexpr std::size_t most_slopes = 40;

/// Values that are no numbers are left out of the drawing and named in the table. O(slopes^2).
Figure slope_chart(const SlopeChartSpec& spec);

}  // namespace entente::figure
