// SPDX-License-Identifier: GPL-3.0-or-later
// Where labels go so that none lies on another: rows that things share without touching, and flags
// that stand at a line and rise over the lines beside them. Same input, same places; no search that
// could end otherwise on another machine. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::figure {

/// A stretch of the page from left to right, in pixels.
struct Span {
  double from = 0;
  double to = 0;
};

/// For each span the first row, counted from 0, in which it keeps `gap` from all spans placed
/// before it. The order of the input decides who comes first. O(n x rows).
std::vector<std::size_t> packed_rows(std::span<const Span> spans, double gap);

/// A label that stands at the right of its line: the line runs from the plot to the far edge of the
/// label. Sizes in pixels, not negative.
struct Flag {
  double at = 0;
  double width = 0;
  double height = 0;
};

/// For each flag its distance from the plot, so that no label lies on another and no line runs
/// through a label: a flag stands beyond the flags of all lines that its label spans. O(n^2).
std::vector<double> flag_offsets(std::span<const Flag> flags, double gap);

/// How far flags reach from the plot: the largest offset plus height; 0 without flags. O(n).
double flags_depth(std::span<const Flag> flags, std::span<const double> offsets) noexcept;

}  // namespace entente::figure
