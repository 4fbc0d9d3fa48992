// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/flow_lanes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "entente/figure/svg.hpp"
#include "groups.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double flow_bar = 7;
constexpr double flow_line = sheet_leading + 2;  ///< of one actor in a block
constexpr double flow_block_gap = 12;
constexpr double ribbon_least = 40;  ///< width left for ribbons between columns

/// A group at a time.
struct FlowBlock {
  std::uint32_t group = 0;
  std::vector<std::string> head;
  std::vector<std::size_t> members;  ///< actors
  double top = 0;
  double height = 0;
};

struct FlowColumn {
  double left = 0;
  std::vector<std::string> head;
  std::vector<std::string> words;
  std::vector<FlowBlock> blocks;
  std::vector<double> line_of;  ///< by actor: middle of its line
  std::vector<double> line_height;
};

struct FlowSheet {
  double column = 0;  ///< width of a column
  double names = 0;   ///< width of names in it
  double top = 0;     ///< of blocks
  double bottom = 0;
  std::vector<FlowColumn> columns;
};

FlowSheet flow_frame(const FlowLanesSpec& spec) {
  FlowSheet out;
  const auto times = static_cast<double>(spec.times.size());
  out.column = (sheet_width - (times - 1) * ribbon_least) / times;
  double names = 0;
  for (const FlowActor& actor : spec.actors) {
    names = std::max(names, text_width(actor.label, TextStyle().size));
  }
  const std::string group = spec.group_words + " " + std::to_string(spec.actors.size());
  names = std::max(names, text_width(group, TextStyle().size, Weight::Semibold));
  out.names = std::min(out.column - flow_bar - 8, std::max(names, 80.0));
  const double width = out.names + flow_bar + 8;
  const double step = times > 1 ? (sheet_width - width) / (times - 1) : 0;
  double head = 0;
  for (std::size_t t = 0; t < spec.times.size(); ++t) {
    FlowColumn& column = out.columns.emplace_back();
    column.left = step * static_cast<double>(t);
    const double room = std::min(std::max(step - 10, width), sheet_width - column.left);
    column.head = wrapped(spec.times[t].label, TextStyle().size, room, Weight::Semibold);
    column.words = wrapped(spec.times[t].words, TextStyle().size, room);
    head = std::max(head, static_cast<double>(column.head.size() + column.words.size()));
  }
  out.column = width;
  out.top = 6 + head * sheet_leading + 8;
  return out;
}

std::string lane_words(const FlowLanesSpec& spec, std::uint32_t group) {
  return group == no_lane ? spec.unknown_words : spec.group_words + " " + std::to_string(group + 1);
}

/// Who is in no group is counted, not named.
std::string block_words(const FlowLanesSpec& spec, std::uint32_t group, std::size_t members) {
  std::string out = lane_words(spec, group);
  if (group == no_lane) out += ": " + std::to_string(members);
  return out;
}

void place_blocks(const FlowLanesSpec& spec, FlowSheet& sheet) {
  for (std::size_t t = 0; t < spec.times.size(); ++t) {
    FlowColumn& column = sheet.columns[t];
    column.line_of.resize(spec.actors.size());
    column.line_height.resize(spec.actors.size());
    std::map<std::uint32_t, std::vector<std::size_t>> groups;  // no_lane comes last
    for (std::size_t a = 0; a < spec.actors.size(); ++a)
      groups[spec.actors[a].group[t]].push_back(a);
    double y = sheet.top;
    for (auto& [group, members] : groups) {
      FlowBlock block;
      block.group = group;
      block.head = wrapped(block_words(spec, group, members.size()), TextStyle().size, sheet.names,
                           Weight::Semibold);
      block.top = y;
      y += 4 + sheet_leading * static_cast<double>(block.head.size());
      if (group == no_lane) y += 2;
      for (const std::size_t a : group == no_lane ? std::vector<std::size_t>() : members) {
        const auto lines = static_cast<double>(
            wrapped(spec.actors[a].label, TextStyle().size, sheet.names).size());
        column.line_height[a] = flow_line + sheet_leading * (lines - 1);
        column.line_of[a] = y + column.line_height[a] / 2;
        y += column.line_height[a];
      }
      block.members = std::move(members);
      block.height = y - block.top;
      y += flow_block_gap;
      column.blocks.push_back(std::move(block));
    }
    sheet.bottom = std::max(sheet.bottom, y - flow_block_gap);
  }
}

std::string lane_colour(std::uint32_t group) {
  return group == no_lane ? std::string("#ffffff") : group_colour(group + 1);
}

void draw_block(SvgWriter& svg, const FlowLanesSpec& spec, const FlowSheet& sheet,
                const FlowColumn& column, const FlowBlock& block, std::size_t time) {
  std::string names;
  for (const std::size_t a : block.members) {
    names += (names.empty() ? "" : ", ") + spec.actors[a].label;
  }
  const std::string title =
      spec.times[time].label + ", " + lane_words(spec, block.group) + ": " + names;
  svg.open_mark({title, spec.times[time].evidence, "", ""});
  svg.rect(column.left + 0.5, block.top, flow_bar, block.height,
           {block.group == no_lane ? svg.hatching() : lane_colour(block.group), ink, 1, ""});
  const double x = column.left + flow_bar + 6;
  svg.lines(x, block.top + 12, block.head, sheet_leading, sheet_text(Weight::Semibold, quiet));
  for (const std::size_t a : block.members) {
    if (block.group == no_lane) break;
    svg.lines(x, column.line_of[a] - column.line_height[a] / 2 + 12,
              wrapped(spec.actors[a].label, TextStyle().size, sheet.names), sheet_leading,
              sheet_text());
  }
  svg.close_mark();
}

/// From the right of a name to the bar of the same actor in the next column.
void draw_ribbon(SvgWriter& svg, const FlowLanesSpec& spec, const FlowSheet& sheet, std::size_t a,
                 std::size_t time) {
  const FlowColumn& here = sheet.columns[time];
  const FlowColumn& next = sheet.columns[time + 1];
  const std::uint32_t from = spec.actors[a].group[time];
  const std::uint32_t to = spec.actors[a].group[time + 1];
  if (from == no_lane || to == no_lane) return;
  const double left = here.left + sheet.column + 2;
  const double right = next.left - 1;
  const double half = 4;
  constexpr std::size_t steps = 12;
  std::vector<Point> points;
  for (std::size_t s = 0; s <= 2 * steps + 1; ++s) {
    const bool back = s > steps;
    const auto at = static_cast<double>(back ? 2 * steps + 1 - s : s) / steps;
    const double eased = at * at * (3 - 2 * at);
    const double y = here.line_of[a] + eased * (next.line_of[a] - here.line_of[a]);
    points.push_back({left + at * (right - left), y + (back ? half : -half)});
  }
  svg.polygon(points, {from == to ? "#dfe3e7" : "#5f6a75", "none", 0, ""});
}

DataTable flow_twin(const FlowLanesSpec& spec) {
  DataTable table;
  table.caption = spec.title;
  table.headings = {"Actor"};
  for (const FlowTime& time : spec.times) table.headings.push_back(time.label);
  for (const FlowActor& actor : spec.actors) {
    auto& row = table.rows.emplace_back();
    row.push_back({actor.label, {}});
    for (std::size_t t = 0; t < spec.times.size(); ++t) {
      row.push_back({lane_words(spec, actor.group[t]), spec.times[t].evidence});
    }
  }
  return table;
}

std::vector<LegendEntry> flow_legend(const FlowLanesSpec& spec) {
  bool stays = false;
  bool moves = false;
  for (const FlowActor& actor : spec.actors) {
    for (std::size_t t = 0; t + 1 < actor.group.size(); ++t) {
      if (actor.group[t] == no_lane || actor.group[t + 1] == no_lane) continue;
      (actor.group[t] == actor.group[t + 1] ? stays : moves) = true;
    }
  }
  const auto ribbon = [](const char* fill) {
    return [fill](SvgWriter& svg, Point at) {
      svg.rect(at.x, at.y - 4, 26, 8, {fill, "none", 0, ""});
    };
  };
  std::vector<LegendEntry> out;
  if (stays) out.push_back({26, "stays", ribbon("#dfe3e7")});
  if (moves) out.push_back({26, "changes over", ribbon("#5f6a75")});
  return out;
}

}  // namespace

Figure flow_lanes(const FlowLanesSpec& spec) {
  const bool empty = spec.times.empty() || spec.actors.empty();
  if (empty || spec.times.size() > most_flow_times || spec.actors.size() > most_flow_actors) {
    Figure out = notice_figure(
        "flow-lanes", spec.id, spec.title, spec.description,
        empty ? "Nothing to show: there is no group at any time."
              : "Not drawn: more than 6 times or 60 actors could not be read; the table has them.");
    out.table = flow_twin(spec);
    return out;
  }
  FlowSheet sheet = flow_frame(spec);
  place_blocks(spec, sheet);
  SvgWriter svg(spec.id, spec.title, spec.description);
  svg.open_decoration("ribbons");
  for (std::size_t t = 0; t + 1 < spec.times.size(); ++t) {
    for (std::size_t a = 0; a < spec.actors.size(); ++a) draw_ribbon(svg, spec, sheet, a, t);
  }
  svg.close_decoration();
  for (std::size_t t = 0; t < spec.times.size(); ++t) {
    const FlowColumn& column = sheet.columns[t];
    svg.lines(column.left, 13, column.head, sheet_leading, sheet_text(Weight::Semibold));
    svg.lines(column.left, 13 + sheet_leading * static_cast<double>(column.head.size()),
              column.words, sheet_leading, sheet_text(Weight::Regular, quiet));
    for (const FlowBlock& block : column.blocks) draw_block(svg, spec, sheet, column, block, t);
  }
  double y = sheet.bottom + 10;
  y += draw_entries(svg, flow_legend(spec), sheet_width, y) + 2;
  Figure out = finished_figure("flow-lanes", svg, spec.title, spec.description, {sheet_width, y});
  out.table = flow_twin(spec);
  return out;
}

}  // namespace entente::figure
