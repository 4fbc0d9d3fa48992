// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/overlap_dots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "entente/base/text.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "entente/figure/svg.hpp"
#include "marks.hpp"
#include "overlap_measure.hpp"

namespace entente::figure {
namespace {

std::vector<std::string> issue_evidence(const OverlapIssue& issue) {
  if (!issue.evidence.empty()) return issue.evidence;
  return {"issue/" + issue.id};
}

void draw_chip_flags(SvgWriter& svg, const DotsChip& chip, double top, double height,
                     const DotsLayout& layout, bool pin) {
  const OverlapPosition& position = *chip.position;
  const double foot = top + height - chip_strip;
  if (pin) {
    const double x = dots_place(layout, position.value);
    svg.circle({x, foot + chip_strip / 2}, 2.4, {"#fff", ink, 1.2, ""});
  }
  if (!position.stale) return;
  const double right = chip.left + chip.width;
  const std::array<Point, 3> corner = {{{right - 7, top}, {right, top}, {right, top + 7}}};
  svg.polygon(corner, {"#fff", ink, 1, ""});
}

/// A white box with the name on it and the colour of the stance at its foot.
void draw_chip(SvgWriter& svg, const DotsChip& chip, double top, const DotsLayout& layout,
               bool pin) {
  const OverlapPosition& position = *chip.position;
  const double height = chip_height + sheet_leading * static_cast<double>(chip.lines.size() - 1);
  const double foot = top + height - chip_strip;
  const bool contested = position.low < position.high;
  const auto colour = [](double value) {
    return stance_colour(static_cast<int>(std::lround(std::clamp(value, -2.0, 2.0))));
  };
  svg.open_mark({position.title.empty() ? position.label : position.title, position.evidence, "",
                 position.href});
  if (contested) {
    const double y = top + height / 2;
    const double from = dots_place(layout, position.low);
    const double to = dots_place(layout, position.high);
    svg.line({from, y}, {to, y}, ink, 1.4);
    svg.line({from, y - 4}, {from, y + 4}, ink, 1.4);
    svg.line({to, y - 4}, {to, y + 4}, ink, 1.4);
  }
  svg.rect(chip.left, top, chip.width, height, {"#fff", "none", 1, ""}, 2);
  const double half = contested ? chip.width / 2 : chip.width;
  svg.rect(chip.left, foot, half, chip_strip,
           {colour(contested ? position.low : position.value), "none", 1, ""});
  if (contested) {
    svg.rect(chip.left + half, foot, half, chip_strip, {colour(position.high), "none", 1, ""});
  }
  svg.rect(chip.left, top, chip.width, height, {"none", ink, 1, position.unverified ? "3 2" : ""},
           2);
  draw_chip_flags(svg, chip, top, height, layout, pin);
  svg.lines(chip.left + chip_pad, top + 12, chip.lines, sheet_leading, sheet_text());
  svg.close_mark();
}

void draw_units(SvgWriter& svg, const DotsRow& row, double top, const DotsLayout& layout) {
  for (std::size_t u = 0; u < row.units.size(); ++u) {
    const DotsUnit& unit = row.units[u];
    const double value = unit.chips.front().position->value;
    // The dot says where exactly, where the middle of the chip does not.
    const bool pin =
        unit.chips.size() == 1 &&
        (std::fabs(dots_shift(layout, unit.chips.front())) > 0.5 || value != std::round(value));
    for (const DotsChip& chip : unit.chips) {
      draw_chip(svg, chip, top + row.row_top[row.unit_row[u]], layout, pin);
    }
  }
}

void draw_guides(SvgWriter& svg, double top, double bottom, const DotsLayout& layout) {
  for (int stance = -2; stance <= 2; ++stance) {
    svg.line({layout.axis(stance), top}, {layout.axis(stance), bottom}, faint, 1);
  }
}

void draw_mean(SvgWriter& svg, const DotsRow& row, double top, const DotsLayout& layout) {
  const OverlapIssue& issue = *row.issue;
  if (!row.group || !issue.mean || !std::isfinite(issue.mean->value)) return;
  const stats::Estimate& mean = *issue.mean;
  const auto place = [&layout](double value) { return dots_place(layout, value); };
  const stats::Interval range = mean.interval.value_or(stats::Interval{mean.value, mean.value});
  svg.open_mark({issue.id + " mean of those on record " + estimate_words(mean, true) + "; " +
                     coded_words(issue) + " actors",
                 issue_evidence(issue), "", ""});
  svg.rect(place(range.low) - 7, top + 3, place(range.high) - place(range.low) + 14, 16,
           {"#fff", "none", 1, ""});
  draw_estimate(svg, {place(mean.value), top + 11}, place(range.low), place(range.high),
                mean.interval.has_value(), issue.few_units);
  svg.close_mark();
}

void draw_cohesion(SvgWriter& svg, const DotsRow& row, double top, const DotsLayout& layout) {
  const OverlapIssue& issue = *row.issue;
  const double left = layout.cohesion.range_from - 5;
  const bool drawn = row.group && issue.cohesion && std::isfinite(issue.cohesion->value);
  svg.open_mark({issue.id + " cohesion: " +
                     (drawn ? estimate_words(*issue.cohesion, false) : joined(row.cohesion, " ")),
                 issue_evidence(issue), "", ""});
  if (drawn) {
    const auto place = [&layout](double value) {
      return layout.cohesion(std::clamp(value, 0.0, 1.0));
    };
    const stats::Estimate& cohesion = *issue.cohesion;
    const stats::Interval range =
        cohesion.interval.value_or(stats::Interval{cohesion.value, cohesion.value});
    svg.line({place(0), top + 11}, {place(1), top + 11}, "#b0b0b0", 1);
    svg.line({place(0), top + 8}, {place(0), top + 14}, "#b0b0b0", 1);
    svg.line({place(1), top + 8}, {place(1), top + 14}, "#b0b0b0", 1);
    draw_estimate(svg, {place(cohesion.value), top + 11}, place(range.low), place(range.high),
                  cohesion.interval.has_value(), issue.few_units);
  }
  svg.lines(left, top + (row.group ? mean_space + 8 : 15), row.cohesion, sheet_leading,
            sheet_text(Weight::Regular, drawn ? ink : quiet));
  svg.close_mark();
}

void draw_evidence(SvgWriter& svg, const DotsRow& row, double top, const DotsLayout& layout) {
  const OverlapIssue& issue = *row.issue;
  svg.text(layout.actors_left, top + 15, coded_words(issue), sheet_text());
  const std::vector<std::string> lines = {counted_words(issue.passages, "passage", "passages"),
                                          counted_words(issue.sources, "source", "sources")};
  svg.lines(layout.evidence_left, top + 15, lines, sheet_leading, sheet_text());
  if (issue.fragile.empty()) return;
  svg.open_mark({issue.id + " is fragile: " + issue.fragile, issue_evidence(issue), "", ""});
  draw_warning(svg, {layout.evidence_left, top + 15 + 2 * sheet_leading - 10});
  svg.text(layout.evidence_left + 15, top + 15 + 2 * sheet_leading, "fragile",
           sheet_text(Weight::Semibold));
  svg.close_mark();
}

void draw_uncoded(SvgWriter& svg, const DotsRow& row, double top, const DotsLayout& layout) {
  if (row.uncoded.empty()) return;
  const OverlapIssue& issue = *row.issue;
  svg.open_mark({issue.id + " unknown: " + joined(row.unknown, ", "),
                 {"issue/" + issue.id},
                 "",
                 issue.uncoded_href});
  svg.rect(layout.axis_left + 1, top + 2, 20, 11, {svg.hatching(), "#767676", 1, ""}, 2);
  svg.lines(layout.axis_left + 27, top + 11.5, row.uncoded, sheet_leading,
            sheet_text(Weight::Regular, "#333"));
  svg.close_mark();
}

void draw_dots_row(SvgWriter& svg, const DotsRow& row, double top, const DotsLayout& layout) {
  const OverlapIssue& issue = *row.issue;
  svg.line({0, top + row.height}, {sheet_width, top + row.height}, "#e3e3e3", 0.7);
  svg.open_mark({issue.id + " " + issue.claim, {"issue/" + issue.id}, "", issue.href});
  svg.lines(0, top + 15, row.claim, sheet_leading, sheet_text());
  svg.close_mark();
  const double chips = top + (row.group ? mean_space : 4);
  const double end = chips + row.row_top.back();
  if (!row.units.empty()) draw_guides(svg, top + 2, end, layout);
  draw_mean(svg, row, top, layout);
  draw_units(svg, row, chips, layout);
  draw_uncoded(svg, row, end, layout);
  draw_cohesion(svg, row, top, layout);
  draw_evidence(svg, row, top, layout);
}

/// The five stances over the axis and the names of the columns; gives the height it took.
double draw_dots_head(SvgWriter& svg, const DotsLayout& layout) {
  constexpr double base = 26;
  const TextStyle middle = sheet_text(Weight::Regular, quiet, Anchor::Middle);
  for (int stance = -2; stance <= 2; ++stance) {
    const auto words = wrapped(stance_words(stance), middle.size, dots_band - 4);
    const double up = sheet_leading * static_cast<double>(words.size() - 1);
    svg.lines(layout.axis(stance), base - up, words, sheet_leading, middle);
    svg.rect(layout.axis(stance) - 15, base + 6, 30, 15, {stance_colour(stance), ink, 1, ""}, 2);
    draw_stance_sign(svg, {layout.axis(stance), base + 13.5}, stance);
  }
  const TextStyle bold = sheet_text(Weight::Semibold);
  svg.text(0, base + 17, "Issue", bold);
  const double left = layout.cohesion.range_from - 5;
  svg.text(left, base - sheet_leading + 14, "Cohesion", bold);
  svg.text(left, base + 17, "0 split", sheet_text(Weight::Regular, quiet));
  svg.text(left + cohesion_space - 4, base + 17, "alike 1",
           sheet_text(Weight::Regular, quiet, Anchor::End));
  svg.text(layout.actors_left, base + 17, "Actors", bold);
  svg.text(layout.evidence_left, base + 17, "Evidence", bold);
  svg.line({0, base + 26}, {sheet_width, base + 26}, "#767676", 1);
  return base + 26;
}

/// What a panel shows, so that its legend explains that and no more.
struct DotsShown {
  bool interval = false, point = false, dashed = false, unknown = false, fragile = false;
  bool stale = false, unverified = false, contested = false, pin = false;
};

void note_shown(const DotsRow& row, const DotsLayout& layout, DotsShown& shown) {
  const OverlapIssue& issue = *row.issue;
  if (row.group && issue.mean) {
    shown.interval = shown.interval || (issue.mean->interval && !issue.few_units);
    shown.dashed = shown.dashed || (issue.mean->interval && issue.few_units);
    shown.point = shown.point || !issue.mean->interval;
  }
  shown.unknown = shown.unknown || !row.uncoded.empty();
  shown.fragile = shown.fragile || !issue.fragile.empty();
  for (const DotsUnit& unit : row.units) {
    const DotsChip& chip = unit.chips.front();
    const bool whole = chip.position->value == std::round(chip.position->value);
    shown.pin = shown.pin ||
                (unit.chips.size() == 1 && (!whole || std::fabs(dots_shift(layout, chip)) > 0.5));
    for (const DotsChip& each : unit.chips) {
      shown.stale = shown.stale || each.position->stale;
      shown.unverified = shown.unverified || each.position->unverified;
      shown.contested = shown.contested || each.position->low < each.position->high;
    }
  }
}

void add_entry(std::vector<LegendEntry>& out, bool wanted, double swatch, std::string words,
               std::function<void(SvgWriter&, Point)> draw) {
  if (wanted) out.push_back({swatch, std::move(words), std::move(draw)});
}

/// A chip without a name, for the legend.
void draw_blank_chip(SvgWriter& svg, Point at, int stance, const char* dash) {
  svg.rect(at.x + 0.5, at.y - 8, 24, 16, {"#fff", "none", 1, ""}, 2);
  svg.rect(at.x + 0.5, at.y + 3, 24, chip_strip, {stance_colour(stance), "none", 1, ""});
  svg.rect(at.x + 0.5, at.y - 8, 24, 16, {"none", ink, 1, dash}, 2);
}

std::vector<LegendEntry> dots_legend(const OverlapDotsSpec& spec, const DotsShown& shown) {
  std::vector<LegendEntry> out;
  add_entry(out, shown.interval, 30, "mean of those on record, with its interval",
            [](SvgWriter& svg, Point at) {
              draw_estimate(svg, {at.x + 15, at.y}, at.x + 1, at.x + 29, true, false);
            });
  add_entry(out, shown.dashed, 30, "interval from too little evidence to keep its level",
            [](SvgWriter& svg, Point at) {
              draw_estimate(svg, {at.x + 15, at.y}, at.x + 1, at.x + 29, true, true);
            });
  add_entry(out, shown.point, 12, "mean or cohesion without an interval",
            [](SvgWriter& svg, Point at) {
              draw_estimate(svg, {at.x + 6, at.y}, 0, 0, false, false);
            });
  add_entry(out, shown.pin, 25, "the dot in a chip: its exact place", [](SvgWriter& svg, Point at) {
    draw_blank_chip(svg, at, 2, "");
    svg.circle({at.x + 19, at.y + 5.5}, 2.4, {"#fff", ink, 1.2, ""});
  });
  add_entry(out, shown.contested, 40, "statements disagree: their range",
            [](SvgWriter& svg, Point at) {
              svg.line({at.x + 1, at.y}, {at.x + 39, at.y}, ink, 1.4);
              svg.line({at.x + 1, at.y - 4}, {at.x + 1, at.y + 4}, ink, 1.4);
              svg.line({at.x + 39, at.y - 4}, {at.x + 39, at.y + 4}, ink, 1.4);
              draw_blank_chip(svg, {at.x + 7, at.y}, -1, "");
            });
  add_entry(out, shown.stale, 25, spec.stale_words, [](SvgWriter& svg, Point at) {
    draw_blank_chip(svg, at, 1, "");
    const std::array<Point, 3> corner = {
        {{at.x + 17.5, at.y - 8}, {at.x + 24.5, at.y - 8}, {at.x + 24.5, at.y - 1}}};
    svg.polygon(corner, {"#fff", ink, 1, ""});
  });
  add_entry(out, shown.unverified, 25, "? and dashed: unverified",
            [](SvgWriter& svg, Point at) { draw_blank_chip(svg, at, 1, "3 2"); });
  add_entry(out, shown.unknown, 21, "unknown: not neutral, not counted",
            [](SvgWriter& svg, Point at) {
              svg.rect(at.x + 0.5, at.y - 5.5, 20, 11, {svg.hatching(), "#767676", 1, ""}, 2);
            });
  add_entry(out, shown.fragile, 13, "fragile: hangs on one passage", [](SvgWriter& svg, Point at) {
    draw_warning(svg, {at.x, at.y - 6});
  });
  return out;
}

/// A heading or a row of a panel.
struct DotsItem {
  std::string heading;
  DotsRow row;
};
using DotsPanel = std::vector<DotsItem>;

constexpr double dots_head = 52;
constexpr double dots_heading = 24;

/// The most that the legend of a panel can take.
double dots_foot(const OverlapDotsSpec& spec) {
  SvgWriter scratch("scratch", "", "");
  const DotsShown all = {true, true, true, true, true, true, true, true, true};
  return draw_entries(scratch, dots_legend(spec, all), sheet_width, 0) + 8;
}

/// Cuts the rows into panels; a heading never stands without a row.
std::vector<DotsPanel> dots_panels(const OverlapDotsSpec& spec, const DotsLayout& layout) {
  std::vector<DotsPanel> panels(1);
  const std::size_t most = std::max<std::size_t>(1, spec.panel_rows);
  const double frame = dots_head + dots_foot(spec);
  double height = frame;
  std::size_t rows = 0;
  for (const OverlapSection& section : spec.sections) {
    std::string heading = section.heading;
    for (const OverlapIssue& issue : section.issues) {
      DotsRow row = measured_row(issue, layout);
      const double needed = row.height + (heading.empty() ? 0 : dots_heading);
      if (rows > 0 && (rows >= most || height + needed > spec.panel_height)) {
        panels.emplace_back();
        rows = 0;
        height = frame;
        const bool runs_on = heading.empty() && !section.heading.empty();
        if (runs_on) heading = section.heading + " (continued)";
      }
      height += row.height + (heading.empty() ? 0 : dots_heading);
      ++rows;
      panels.back().push_back({std::move(heading), std::move(row)});
      heading.clear();
    }
  }
  return panels;
}

std::string position_words(const OverlapPosition& position) {
  std::string out = position.label + " ";
  if (position.low < position.high) {
    out += signed_words(position.low, 0) + " to " + signed_words(position.high, 0) + " (disagree)";
  } else {
    out += signed_words(position.value, position.value == std::round(position.value) ? 0 : 2);
  }
  if (position.stale) out += " (old)";
  if (position.unverified) out += " (unverified)";
  return out;
}

TableCell positions_cell(const OverlapIssue& issue) {
  TableCell cell;
  for (const OverlapPosition& position : issue.positions) {
    if (!std::isfinite(position.value)) continue;
    cell.text += (cell.text.empty() ? "" : "; ") + position_words(position);
    cell.evidence.insert(cell.evidence.end(), position.evidence.begin(), position.evidence.end());
  }
  if (cell.text.empty()) cell.text = "nothing known";
  return cell;
}

DataTable dots_twin(const std::string& title, const DotsPanel& panel) {
  DataTable table;
  table.caption = title;
  table.headings = {"Issue",  "On record", "Unknown", "Mean",   "Cohesion",
                    "Actors", "Passages",  "Sources", "Fragile"};
  for (const DotsItem& item : panel) {
    const DotsRow& row = item.row;
    const OverlapIssue& issue = *row.issue;
    const std::string none = row.known == 1 ? "none: one actor on record" : "none";
    const auto estimate = [&](const std::optional<stats::Estimate>& value, bool with_sign) {
      if (!row.group || !value) return TableCell{none, {}};
      std::string words = estimate_words(*value, with_sign);
      if (value->interval && issue.few_units) words += "; too little evidence to keep its level";
      return TableCell{words, issue_evidence(issue)};
    };
    table.rows.push_back({{issue.id + " " + issue.claim, {"issue/" + issue.id}},
                          positions_cell(issue),
                          {joined(row.unknown, ", "), {}},
                          estimate(issue.mean, true),
                          estimate(issue.cohesion, false),
                          {coded_words(issue), {}},
                          {std::to_string(issue.passages), {}},
                          {std::to_string(issue.sources), {}},
                          {issue.fragile.empty() ? "no" : issue.fragile, {}}});
  }
  return table;
}

Figure drawn_panel(const OverlapDotsSpec& spec, const DotsPanel& panel, const DotsLayout& layout,
                   const std::string& id, const std::string& title) {
  SvgWriter svg(id, title, spec.description);
  double y = draw_dots_head(svg, layout);
  DotsShown shown;
  for (const DotsItem& item : panel) {
    if (!item.heading.empty()) {
      draw_sheet_heading(svg, item.heading, y);
      y += dots_heading;
    }
    draw_dots_row(svg, item.row, y, layout);
    note_shown(item.row, layout, shown);
    y += item.row.height;
  }
  y += 6;
  y += draw_entries(svg, dots_legend(spec, shown), sheet_width, y) + 2;
  Figure out = finished_figure("overlap-dots", svg, title, spec.description, {sheet_width, y});
  out.table = dots_twin(title, panel);
  return out;
}

}  // namespace

std::vector<Figure> overlap_dots(const OverlapDotsSpec& spec) {
  const DotsLayout layout = dots_layout(spec);
  const std::vector<DotsPanel> panels = dots_panels(spec, layout);
  if (panels.front().empty()) {
    Figure out = notice_figure("overlap-dots", spec.id, spec.title, spec.description,
                               "Nothing to show: no issue was given.");
    out.table = dots_twin(spec.title, {});
    return {out};
  }
  std::vector<Figure> out;
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const std::string number = std::to_string(p + 1);
    const bool parts = panels.size() > 1;
    out.push_back(drawn_panel(
        spec, panels[p], layout, spec.id + (parts ? "-" + number : ""),
        spec.title + (parts ? ", part " + number + " of " + std::to_string(panels.size()) : "")));
  }
  return out;
}

}  // namespace entente::figure
