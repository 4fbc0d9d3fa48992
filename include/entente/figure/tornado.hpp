// SPDX-License-Identifier: GPL-3.0-or-later
// Which inputs matter most: for each the outcome with the input at its low and at its high value,
// as bars from the baseline, the widest first, with all values written at their ends. 720 wide.
// Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

/// One input, varied alone.
struct TornadoInput {
  std::string label;      ///< wraps, is never cut
  std::string low_value;  ///< the input's values as words: "20"
  std::string high_value;
  std::optional<double> at_low;  ///< outcome with the low value; absent = not computed
  std::optional<double> at_high;
  std::string title;                  ///< in one sentence; empty = made from the values
  std::vector<std::string> evidence;  ///< must not be empty
  std::string href;
};

struct TornadoSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::string outcome_words = "outcome";  ///< what is on the axis, with its unit
  double baseline = 0;  ///< outcome with all inputs as they are; not finite = none
  int digits = 0;       ///< decimals of the outcomes, 0 to 4
  std::vector<TornadoInput> inputs;
};

/// Sorted by the width of the outcomes together with the baseline, then as given; inputs that were
/// not computed come last and say so, inputs that move nothing say so. O(inputs log inputs).
Figure tornado(const TornadoSpec& spec);

}  // namespace entente::figure
