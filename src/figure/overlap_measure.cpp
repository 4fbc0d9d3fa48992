// SPDX-License-Identifier: GPL-3.0-or-later
#include "overlap_measure.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "entente/base/text.hpp"
#include "entente/figure/text.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

bool is_placed(const OverlapPosition& position) { return std::isfinite(position.value); }

std::size_t placed_count(const OverlapIssue& issue) {
  return static_cast<std::size_t>(
      std::count_if(issue.positions.begin(), issue.positions.end(), is_placed));
}

DotsChip measured_chip(const OverlapPosition& position) {
  DotsChip chip;
  chip.position = &position;
  const double extra = 2 * chip_pad + (position.stale ? 7 : 0);
  chip.lines = wrapped(position.label + (position.unverified ? " ?" : ""), TextStyle().size,
                       chip_most - extra);
  for (const std::string& line : chip.lines) {
    chip.width = std::max(chip.width, text_width(line, TextStyle().size));
  }
  chip.width = std::max(chip.width + extra, 16.0);
  return chip;
}

bool is_narrow(const DotsChip& chip) {
  return chip.lines.size() == 1 && chip.width <= pair_chip &&
         !(chip.position->low < chip.position->high);
}

/// The unit at its place on the axis, kept inside it.
DotsUnit placed_unit(std::vector<DotsChip> chips, const DotsLayout& layout) {
  DotsUnit unit;
  double width = -chip_gap;
  for (const DotsChip& chip : chips) {
    width += chip.width + chip_gap;
    unit.height = std::max(
        unit.height, chip_height + sheet_leading * static_cast<double>(chip.lines.size() - 1));
  }
  const OverlapPosition& position = *chips.front().position;
  const double centre = dots_place(layout, position.value);
  double left =
      std::clamp(centre - width / 2, layout.axis_left, layout.axis_left + dots_axis - width);
  unit.span = {left, left + width};
  for (DotsChip& chip : chips) {
    chip.left = left;
    left += chip.width + chip_gap;
  }
  if (position.low < position.high) {
    unit.span.from = std::min(unit.span.from, dots_place(layout, position.low) - 2);
    unit.span.to = std::max(unit.span.to, dots_place(layout, position.high) + 2);
  }
  unit.chips = std::move(chips);
  return unit;
}

std::vector<DotsUnit> placed_units(const OverlapIssue& issue, const DotsLayout& layout) {
  std::vector<DotsChip> chips;
  for (const OverlapPosition& position : issue.positions) {
    if (is_placed(position)) chips.push_back(measured_chip(position));
  }
  std::stable_sort(chips.begin(), chips.end(), [](const DotsChip& a, const DotsChip& b) {
    return a.position->value < b.position->value;
  });
  std::vector<DotsUnit> units;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    std::vector<DotsChip> unit = {chips[i]};
    const bool pair = i + 1 < chips.size() && is_narrow(chips[i]) && is_narrow(chips[i + 1]) &&
                      chips[i].position->value == chips[i + 1].position->value;
    if (pair) unit.push_back(chips[++i]);
    units.push_back(placed_unit(std::move(unit), layout));
  }
  return units;
}

/// Lines of the cohesion column: the value with its interval, or why there is none.
std::vector<std::string> cohesion_lines(const OverlapIssue& issue, std::size_t known) {
  const auto lines = [](std::string_view words) {
    return wrapped(words, TextStyle().size, cohesion_space);
  };
  if (known == 0) return lines("nothing known");
  if (known == 1) return lines("one actor on record: no mean, no cohesion, no interval");
  if (!issue.cohesion) return lines("not computed");
  const stats::Estimate& estimate = *issue.cohesion;
  std::vector<std::string> out;
  if (estimate.interval) {
    out = {number_words(estimate.value, 2) + " (" + number_words(estimate.interval->low, 2) +
           "\u2013" + number_words(estimate.interval->high, 2) + ")"};
  } else {
    out = {number_words(estimate.value, 2)};
    for (auto& line : lines("no interval: " + std::string(no_interval_words(estimate.state)))) {
      out.push_back(std::move(line));
    }
  }
  return out;
}

void measure_chip_rows(DotsRow& row, const DotsLayout& layout) {
  row.units = placed_units(*row.issue, layout);
  std::vector<Span> spans;
  spans.reserve(row.units.size());
  for (const DotsUnit& unit : row.units) spans.push_back(unit.span);
  row.unit_row = packed_rows(spans, chip_gap);
  std::vector<double> heights;
  for (std::size_t u = 0; u < row.units.size(); ++u) {
    if (row.unit_row[u] >= heights.size()) heights.resize(row.unit_row[u] + 1, 0);
    double& height = heights[row.unit_row[u]];
    height = std::max(height, row.units[u].height);
  }
  row.row_top = {0};
  for (const double height : heights) row.row_top.push_back(row.row_top.back() + height + chip_gap);
}

}  // namespace

double dots_place(const DotsLayout& layout, double stance) {
  return layout.axis(std::clamp(stance, -2.0, 2.0));
}

double dots_shift(const DotsLayout& layout, const DotsChip& chip) {
  return chip.left + chip.width / 2 - dots_place(layout, chip.position->value);
}

std::string coded_words(const OverlapIssue& issue) {
  return std::to_string(placed_count(issue)) + " of " +
         std::to_string(issue.positions.size() + issue.uncoded.size());
}

DotsLayout dots_layout(const OverlapDotsSpec& spec) {
  double actors = text_width("Actors", TextStyle().size, Weight::Semibold);
  double evidence = text_width("Evidence", TextStyle().size, Weight::Semibold);
  for (const OverlapSection& section : spec.sections) {
    for (const OverlapIssue& issue : section.issues) {
      actors = std::max(actors, text_width(coded_words(issue), TextStyle().size));
      for (const auto& words : {counted_words(issue.passages, "passage", "passages"),
                                counted_words(issue.sources, "source", "sources")}) {
        evidence = std::max(evidence, text_width(words, TextStyle().size));
      }
    }
  }
  DotsLayout out;
  out.evidence_left = sheet_width - std::min(evidence, 90.0) - 1;
  out.actors_left = out.evidence_left - dots_gap - std::min(actors, 60.0);
  const double cohesion_left = out.actors_left - dots_gap - cohesion_space;
  out.cohesion = {0, 1, cohesion_left + 5, cohesion_left + cohesion_space - 9};
  out.axis_left = cohesion_left - dots_gap - dots_axis;
  out.axis = {-2, 2, out.axis_left + dots_band / 2, out.axis_left + dots_axis - dots_band / 2};
  out.claim_width = out.axis_left - dots_gap;
  return out;
}

DotsRow measured_row(const OverlapIssue& issue, const DotsLayout& layout) {
  DotsRow row;
  row.issue = &issue;
  row.known = placed_count(issue);
  row.group = row.known > 1;
  row.claim = wrapped(issue.id + (issue.id.empty() ? "" : " ") + issue.claim, TextStyle().size,
                      layout.claim_width);
  row.cohesion = cohesion_lines(issue, row.known);
  measure_chip_rows(row, layout);
  row.unknown = issue.uncoded;
  for (const OverlapPosition& position : issue.positions) {
    if (!is_placed(position)) row.unknown.push_back(position.label);
  }
  if (!row.unknown.empty()) {
    row.uncoded =
        wrapped("unknown: " + joined(row.unknown, ", "), TextStyle().size, dots_axis - 30);
  }
  const auto height = [](const std::vector<std::string>& lines) {
    return sheet_leading * static_cast<double>(lines.size());
  };
  const double middle = (row.group ? mean_space : 4) + row.row_top.back() +
                        (row.uncoded.empty() ? 0 : height(row.uncoded) + 4);
  const double right = height(row.cohesion) + (row.group ? mean_space - 4 : 2);
  const double evidence = sheet_leading * (issue.fragile.empty() ? 2 : 3) + 2;
  row.height = std::max({middle, right, evidence, height(row.claim) + 2}) + 8;
  return row;
}

}  // namespace entente::figure
