// SPDX-License-Identifier: GPL-3.0-or-later
// The overlap figure measured before it is drawn: columns, chips in rows, lines of words. Any
// thread.
#pragma once

#include <string>
#include <vector>

#include "entente/figure/overlap_dots.hpp"
#include "entente/figure/place.hpp"
#include "entente/figure/scale.hpp"

namespace entente::figure {

inline constexpr double dots_band = 62;  ///< width of one stance
inline constexpr double dots_axis = 5 * dots_band;
inline constexpr double dots_gap = 12;  ///< between the columns
inline constexpr double cohesion_space = 98;
inline constexpr double chip_height = 20;
inline constexpr double chip_strip = 5;  ///< the coloured foot of a chip
inline constexpr double chip_pad = 2.5;  ///< beside the name
inline constexpr double chip_gap = 3;
inline constexpr double pair_chip = 40;   ///< two of them keep their middles within one band
inline constexpr double chip_most = 112;  ///< longer names wrap
inline constexpr double mean_space = 22;  ///< above the chips

struct DotsChip {
  const OverlapPosition* position = nullptr;
  std::vector<std::string> lines;
  double width = 0;
  double left = 0;
};

/// Chips that keep together: one, or two narrow ones that share their stance.
struct DotsUnit {
  std::vector<DotsChip> chips;
  Span span;
  double height = chip_height;
};

/// An issue measured: its chips in rows, its words in lines.
struct DotsRow {
  const OverlapIssue* issue = nullptr;
  std::vector<std::string> claim;
  std::vector<std::string> unknown;   ///< names
  std::vector<std::string> uncoded;   ///< the same in lines
  std::vector<std::string> cohesion;  ///< lines under the small scale, or alone
  std::vector<DotsUnit> units;
  std::vector<std::size_t> unit_row;
  std::vector<double> row_top;  ///< of each row of chips and the end, from the first
  std::size_t known = 0;
  bool group = false;  ///< mean and cohesion are shown
  double height = 0;
};

struct DotsLayout {
  double claim_width = 0;
  LinearScale axis;
  double axis_left = 0;
  LinearScale cohesion;
  double actors_left = 0;
  double evidence_left = 0;
};

/// "3 of 4": actors on record of all.
std::string coded_words(const OverlapIssue& issue);

/// The columns, from the widest words in them.
DotsLayout dots_layout(const OverlapDotsSpec& spec);

DotsRow measured_row(const OverlapIssue& issue, const DotsLayout& layout);

/// The place of a stance on the axis; beyond its ends, the end.
double dots_place(const DotsLayout& layout, double stance);

/// How far the middle of a lone chip is from the place of its stance.
double dots_shift(const DotsLayout& layout, const DotsChip& chip);

}  // namespace entente::figure
