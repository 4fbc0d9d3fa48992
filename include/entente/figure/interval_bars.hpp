// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches over one axis, a row each: an interval as a bar, a best value as a point, words at the
// right. 720 wide. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

struct IntervalBar {
  std::string label;  ///< wraps, is never cut
  double low = 0;
  double high = 0;                    ///< at least `low`
  std::optional<double> point;        ///< drawn as a ring
  bool firm = true;                   ///< filled; else hatched
  std::string words;                  ///< at the right: what the bar says in numbers
  std::string title;                  ///< in one sentence; empty = label and words
  std::vector<std::string> evidence;  ///< must not be empty
  std::string href;
};

struct IntervalBarsSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::string label_heading;  ///< over the labels, and in the table
  std::string words_heading;  ///< over the words at the right, likewise
  std::string axis_words;     ///< what is on the axis, with its unit
  std::string firm_words;     ///< of the legend: a filled bar
  std::string loose_words;    ///< a hatched one
  std::string point_words;    ///< a ring
  double axis_from = 0;       ///< widened where a bar passes it
  double axis_to = 1;
  int digits = 2;  ///< of numbers in the table, 0 to 4
  std::vector<IntervalBar> bars;
};

/// In the order given. Bars whose ends are not finite say that they are not known. O(bars).
Figure interval_bars(const IntervalBarsSpec& spec);

}  // namespace entente::figure
