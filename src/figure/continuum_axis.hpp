// SPDX-License-Identifier: GPL-3.0-or-later
// The axis from 0 to 100 with its anchors below and the flags of its lines above. Any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "entente/figure/continuum.hpp"
#include "entente/figure/place.hpp"
#include "entente/figure/scale.hpp"
#include "entente/figure/svg.hpp"

namespace entente::figure {

/// Lines measured as flags over the plot; the right end of the scale gives way so that all fit.
struct ContinuumLayout {
  LinearScale scale;  ///< 0 to 100
  std::vector<const ContinuumLine*> lines;
  std::vector<std::vector<std::string>> labels;  ///< lines of words, one list a line
  std::vector<Flag> flags;
  std::vector<double> offsets;
  double depth = 0;  ///< height the flags need over the plot

  /// Not finite: 0.
  double place(double value) const noexcept;
};

ContinuumLayout continuum_layout(std::span<const ContinuumLine> lines, double left, double right);

/// The flags over `base` with their lines down to `plot_top`; every line is a mark.
void draw_flags(SvgWriter& svg, const ContinuumLayout& layout, double base, double plot_top);

/// The lines once more, between two heights, as decoration.
void draw_line_stretches(SvgWriter& svg, const ContinuumLayout& layout, double top, double bottom);

/// Anchors with a finite place, by place, then as given.
std::vector<ContinuumAnchor> sorted_anchors(std::span<const ContinuumAnchor> anchors);

/// Faint verticals at the anchors.
void draw_anchor_guides(SvgWriter& svg, const ContinuumLayout& layout,
                        std::span<const ContinuumAnchor> anchors, double top, double bottom);

/// The axis at `top`, its numbers, its anchors and their texts; gives the height it took.
double draw_continuum_axis(SvgWriter& svg, const ContinuumLayout& layout,
                           std::span<const ContinuumAnchor> anchors, double top);

}  // namespace entente::figure
