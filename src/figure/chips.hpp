// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes with names that are moved apart until none lies on another.
#pragma once

#include <vector>

#include "entente/figure/svg.hpp"

namespace entente::figure {

struct Chip {
  Point centre;
  double width = 0;
  double height = 0;
};

/// Scales the centres into a sheet of that width and moves them apart; gives the height it took.
/// Where that does not end, rows from the left in the order of their heights on the sheet. Centres
/// that are no numbers count as 0. O(chips^2 x steps).
double spread_chips(std::vector<Chip>& chips, double width);

}  // namespace entente::figure
