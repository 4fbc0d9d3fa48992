// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/event_lanes.hpp"

#include <algorithm>
#include <cmath>

#include "entente/figure/scale.hpp"
#include "entente/figure/svg.hpp"

namespace entente::figure {
namespace {

constexpr double lanes_width = 720;
constexpr double lanes_label = 128;
constexpr double total_space = 46;
constexpr double block_height = 6.5;
constexpr double block_gap = 1;
constexpr std::size_t most_blocks = 16;  ///< beyond this a column is one bar
constexpr double bar_limit = 120;        ///< height of the tallest bar
constexpr const char* block_fill = "#0072B2";
constexpr const char* block_edge = "#12303f";

struct LanesLayout {
  double width = lanes_width;
  double right = lanes_width;  ///< where the totals end
  BandScale columns;
  std::size_t most = 0;  ///< largest column of any lane
  bool bars = false;
};

std::size_t largest_column(const Lane& lane) {
  std::size_t most = 0;
  for (const auto& column : lane.columns) most = std::max(most, column.size());
  return most;
}

std::size_t lane_total(const Lane& lane) {
  std::size_t total = 0;
  for (const auto& column : lane.columns) total += column.size();
  return total;
}

LanesLayout lanes_layout(const EventLanesSpec& spec) {
  LanesLayout layout;
  for (const Lane& lane : spec.lanes) layout.most = std::max(layout.most, largest_column(lane));
  layout.bars = layout.most > most_blocks;
  const double count = static_cast<double>(std::max<std::size_t>(1, spec.columns.size()));
  const double space = lanes_width - lanes_label - total_space;
  const double step = std::clamp(space / count, 14.0, 40.0);
  layout.columns = {lanes_label, step - 4, 4};
  layout.right = lanes_label + step * count + total_space - 2;
  layout.width = std::max(lanes_width, layout.right + 2);
  return layout;
}

double column_height(const LanesLayout& layout, std::size_t count) {
  if (!layout.bars) return static_cast<double>(count) * (block_height + block_gap);
  return LinearScale{0, static_cast<double>(layout.most), 0, bar_limit}(static_cast<double>(count));
}

void draw_blocks(SvgWriter& svg, const std::vector<LaneEvent>& events, double left, double width,
                 double base) {
  double y = base;
  for (const LaneEvent& event : events) {
    y -= block_height + block_gap;
    svg.open_mark({event.title, {event.datum}, "", ""});
    if (event.approximate) {
      svg.rect(left + 0.5, y + 0.5, width - 1, block_height - 1, {"#fff", block_fill, 1.4, ""});
    } else {
      svg.rect(left, y, width, block_height, {block_fill, block_edge, 0.6, ""});
    }
    svg.close_mark();
  }
}

void draw_bar(SvgWriter& svg, const EventLanesSpec& spec, const Lane& lane, std::size_t column,
              const LanesLayout& layout, double base) {
  const auto& events = lane.columns[column];
  std::vector<std::string> evidence;
  for (const LaneEvent& event : events) evidence.push_back(event.datum);
  const double height = column_height(layout, events.size());
  svg.open_mark({lane.label + ", " + spec.columns[column] + ": " + std::to_string(events.size()) +
                     " " + (events.size() == 1 ? spec.unit : spec.units),
                 evidence, "", ""});
  svg.rect(layout.columns.left(column), base - height, layout.columns.width, height,
           {block_fill, block_edge, 0.6, ""});
  svg.close_mark();
}

/// The line under a lane; where gaps are marked, dashed under the columns that hold nothing.
void draw_base(SvgWriter& svg, const EventLanesSpec& spec, const Lane& lane,
               const LanesLayout& layout, double base) {
  const double right = layout.columns.end(spec.columns.size());
  if (!spec.gaps) {
    svg.line({lanes_label - 2, base}, {right + 2, base}, "#767676", 0.8);
    return;
  }
  for (std::size_t c = 0; c < spec.columns.size(); ++c) {
    const bool empty = c >= lane.columns.size() || lane.columns[c].empty();
    const double left = layout.columns.left(c);
    svg.line({left - 2, base}, {left + layout.columns.width + 2, base}, "#767676",
             empty ? 0.8 : 1.6, empty ? "1.5 3" : "");
  }
}

/// Draws one lane; gives the height it took.
double draw_lane(SvgWriter& svg, const EventLanesSpec& spec, const Lane& lane,
                 const LanesLayout& layout, double top) {
  const auto label = wrapped(lane.label, 11.5, lanes_label - 12, Weight::Semibold);
  const double text_height = static_cast<double>(label.size()) * 14;
  const double height = std::max(text_height + 3, column_height(layout, largest_column(lane)) + 13);
  const double base = top + height;
  TextStyle style;
  style.weight = Weight::Semibold;
  svg.lines(0, base - text_height + 9, label, 14, style);
  draw_base(svg, spec, lane, layout, base);
  TextStyle count;
  count.size = 9.5;
  count.anchor = Anchor::Middle;
  count.fill = "#333";
  for (std::size_t c = 0; c < lane.columns.size() && c < spec.columns.size(); ++c) {
    if (lane.columns[c].empty()) continue;
    if (layout.bars) {
      draw_bar(svg, spec, lane, c, layout, base);
    } else {
      draw_blocks(svg, lane.columns[c], layout.columns.left(c), layout.columns.width, base);
    }
    svg.text(layout.columns.centre(c), base - column_height(layout, lane.columns[c].size()) - 3,
             std::to_string(lane.columns[c].size()), count);
  }
  TextStyle total;
  total.anchor = Anchor::End;
  svg.text(layout.right, base - 1, std::to_string(lane_total(lane)), total);
  return height;
}

/// Column names under the lanes: the first, the last, and from there back as many as fit, evenly.
double draw_column_names(SvgWriter& svg, const EventLanesSpec& spec, const LanesLayout& layout,
                         double top) {
  TextStyle style;
  style.size = 9.5;
  style.anchor = Anchor::Middle;
  style.fill = "#333";
  const double step = layout.columns.width + layout.columns.gap;
  const std::size_t last = spec.columns.size() - 1;
  const double width = text_width(spec.columns.back(), style.size) + 6;
  const auto stride = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(width / step)));
  double lowest = 0;
  for (std::size_t c = 0; c <= last; ++c) {
    const bool near_first = c > 0 && static_cast<double>(c) * step < width + 8;
    if (c != 0 && (near_first || (last - c) % stride != 0)) continue;
    // A name of several words ("before 2001") stands on several lines.
    const auto lines = wrapped(spec.columns[c], style.size, std::max(step, 32.0));
    const double centre = layout.columns.centre(c);
    svg.line({centre, top}, {centre, top + 4}, "#767676", 0.8);
    svg.lines(centre, top + 14, lines, 11, style);
    lowest = std::max(lowest, 14 + 11 * static_cast<double>(lines.size()));
  }
  return lowest;
}

DataTable lanes_twin(const EventLanesSpec& spec) {
  DataTable table;
  table.caption = spec.title;
  table.headings.emplace_back("Year");
  for (const Lane& lane : spec.lanes) table.headings.push_back(lane.label);
  table.headings.emplace_back("All");
  for (std::size_t c = 0; c < spec.columns.size(); ++c) {
    std::vector<TableCell> row = {{spec.columns[c], {}}};
    TableCell all;
    for (const Lane& lane : spec.lanes) {
      TableCell cell;
      if (c < lane.columns.size()) {
        for (const LaneEvent& event : lane.columns[c]) cell.evidence.push_back(event.datum);
      }
      cell.text = std::to_string(cell.evidence.size());
      all.evidence.insert(all.evidence.end(), cell.evidence.begin(), cell.evidence.end());
      row.push_back(std::move(cell));
    }
    all.text = std::to_string(all.evidence.size());
    row.push_back(std::move(all));
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool any_approximate(const EventLanesSpec& spec) {
  for (const Lane& lane : spec.lanes) {
    for (const auto& column : lane.columns) {
      if (std::any_of(column.begin(), column.end(),
                      [](const LaneEvent& event) { return event.approximate; })) {
        return true;
      }
    }
  }
  return false;
}

void draw_lanes_legend(SvgWriter& svg, double top) {
  TextStyle style;
  style.size = 10.5;
  style.fill = "#333";
  svg.open_decoration("legend");
  svg.rect(1, top, 16, block_height, {block_fill, block_edge, 0.6, ""});
  svg.text(23, top + 8, "dated to a year or closer", style);
  svg.rect(181.5, top + 0.5, 15, block_height - 1, {"#fff", block_fill, 1.4, ""});
  svg.text(203, top + 8, "date approximate", style);
  svg.close_decoration();
}

void draw_gap_legend(SvgWriter& svg, double top) {
  TextStyle style;
  style.size = 10.5;
  style.fill = "#333";
  svg.open_decoration("legend");
  svg.line({1, top + 4}, {17, top + 4}, "#767676", 0.8, "1.5 3");
  svg.text(23, top + 8, "none on record", style);
  svg.close_decoration();
}

}  // namespace

Figure event_lanes(const EventLanesSpec& spec) {
  const LanesLayout layout = lanes_layout(spec);
  SvgWriter svg(spec.id, spec.title, spec.description);
  TextStyle head;
  head.size = 10.5;
  head.fill = "#4d4d4d";
  head.anchor = Anchor::End;
  svg.text(layout.right, 11, "in all", head);
  double y = 14;
  for (const Lane& lane : spec.lanes) y += draw_lane(svg, spec, lane, layout, y) + 3;
  if (!spec.columns.empty()) y += draw_column_names(svg, spec, layout, y - 4);
  if (any_approximate(spec) && !layout.bars) {
    draw_lanes_legend(svg, y + 4);
    y += 18;
  }
  if (spec.gaps && !spec.columns.empty() && !spec.lanes.empty()) {
    draw_gap_legend(svg, y + 4);
    y += 18;
  }
  Figure out;
  out.name = "event-lanes";
  out.title = spec.title;
  out.description = spec.description;
  out.width = layout.width;
  out.height = y + 2;
  out.svg = svg.finish(out.width, out.height);
  out.table = lanes_twin(spec);
  out.evidence = svg.evidence();
  return out;
}

}  // namespace entente::figure
