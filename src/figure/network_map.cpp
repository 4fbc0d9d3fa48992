// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/network_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "chips.hpp"
#include "entente/figure/svg.hpp"
#include "groups.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double chip_label_most = 130;
constexpr double chip_padding = 7;
constexpr double chip_bar = 5;
constexpr double map_margin = 2;

struct MapChip {
  Chip chip;
  std::vector<std::string> label;
  std::string group;  ///< its number, or nothing
};

double bar_of(const MapNode& node) { return node.group > 0 ? chip_bar : 0; }

MapChip map_chip(const MapNode& node) {
  MapChip out;
  out.label = wrapped(node.label, TextStyle().size, chip_label_most);
  if (node.group > 0) out.group = std::to_string(node.group);
  double widest = 0;
  for (const auto& line : out.label) widest = std::max(widest, text_width(line, TextStyle().size));
  const double group = out.group.empty() ? 0 : 6 + text_width(out.group, TextStyle().size);
  out.chip.width = std::ceil(widest + group + 2 * chip_padding + bar_of(node));
  out.chip.height = 7 + sheet_leading * static_cast<double>(out.label.size());
  out.chip.centre = {node.x, node.y};
  return out;
}

std::vector<MapChip> placed_chips(const NetworkMapSpec& spec, double& height) {
  std::vector<MapChip> out;
  std::vector<Chip> chips;
  for (const MapNode& node : spec.nodes) {
    out.push_back(map_chip(node));
    chips.push_back(out.back().chip);
  }
  height = spread_chips(chips, sheet_width - 2 * map_margin) + 2 * map_margin;
  for (std::size_t at = 0; at < out.size(); ++at) {
    out[at].chip = chips[at];
    out[at].chip.centre.x += map_margin;
    out[at].chip.centre.y += map_margin;
  }
  return out;
}

bool drawable(const NetworkMapSpec& spec, const MapTie& tie) {
  return tie.first < spec.nodes.size() && tie.second < spec.nodes.size() && tie.weight > 0 &&
         std::isfinite(tie.weight);
}

std::string tie_title(const NetworkMapSpec& spec, const MapTie& tie) {
  if (!tie.title.empty()) return tie.title;
  return spec.nodes[tie.first].label + " and " + spec.nodes[tie.second].label + ": " +
         number_words(tie.weight, 2);
}

/// Places of ties that can be drawn, the lightest first, so that heavy ones lie on top.
std::vector<std::size_t> tie_order(const NetworkMapSpec& spec) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < spec.ties.size(); ++at) {
    if (drawable(spec, spec.ties[at])) out.push_back(at);
  }
  std::stable_sort(out.begin(), out.end(), [&spec](std::size_t a, std::size_t b) {
    return spec.ties[a].weight < spec.ties[b].weight;
  });
  return out;
}

void draw_ties(SvgWriter& svg, const NetworkMapSpec& spec, const std::vector<MapChip>& chips) {
  const auto order = tie_order(spec);
  const double heaviest = order.empty() ? 1 : spec.ties[order.back()].weight;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const MapTie& tie = spec.ties[order[rank]];
    const bool heavy = 3 * (rank + 1) > 2 * order.size();
    svg.open_mark({tie_title(spec, tie), tie.evidence, "", tie.href});
    svg.line(chips[tie.first].chip.centre, chips[tie.second].chip.centre,
             heavy ? "#5f6a75" : "#b5bcc4", 0.6 + 5.4 * tie.weight / heaviest,
             tie.against ? "7 4" : "");
    svg.close_mark();
  }
}

void draw_node(SvgWriter& svg, const MapNode& node, const MapChip& map_chip) {
  const Chip& chip = map_chip.chip;
  const double left = chip.centre.x - chip.width / 2;
  const double top = chip.centre.y - chip.height / 2;
  svg.open_mark({node.title.empty() ? node.label : node.title, node.evidence, "", node.href});
  svg.rect(left, top, chip.width, chip.height, {"#fff", ink, 1, ""}, 3);
  if (node.group > 0) {
    svg.rect(left, top, chip_bar, chip.height, {group_colour(node.group), ink, 1, ""});
  }
  svg.lines(left + bar_of(node) + chip_padding, top + 14, map_chip.label, sheet_leading,
            sheet_text());
  if (!map_chip.group.empty()) {
    svg.text(left + chip.width - chip_padding, top + 14, map_chip.group,
             sheet_text(Weight::Regular, quiet, Anchor::End));
  }
  svg.close_mark();
}

std::vector<LegendEntry> map_legend(const NetworkMapSpec& spec) {
  std::vector<LegendEntry> out;
  const auto any_tie = [&spec](bool against) {
    return std::any_of(spec.ties.begin(), spec.ties.end(), [&](const MapTie& tie) {
      return tie.against == against && drawable(spec, tie);
    });
  };
  if (any_tie(false) && !spec.weight_words.empty()) {
    out.push_back({30, spec.weight_words, [](SvgWriter& svg, Point at) {
                     svg.line({at.x, at.y}, {at.x + 30, at.y}, "#5f6a75", 5);
                   }});
  }
  if (any_tie(true) && !spec.against_words.empty()) {
    out.push_back({30, spec.against_words, [](SvgWriter& svg, Point at) {
                     svg.line({at.x, at.y}, {at.x + 30, at.y}, "#5f6a75", 3, "7 4");
                   }});
  }
  const bool groups = std::any_of(spec.nodes.begin(), spec.nodes.end(),
                                  [](const MapNode& node) { return node.group > 0; });
  if (groups && !spec.group_words.empty()) {
    out.push_back({18, spec.group_words, [](SvgWriter& svg, Point at) {
                     svg.rect(at.x + 0.5, at.y - 7, 6, 14, {group_colour(1), ink, 1, ""});
                     svg.rect(at.x + 9.5, at.y - 7, 6, 14, {group_colour(2), ink, 1, ""});
                   }});
  }
  return out;
}

DataTable map_twin(const NetworkMapSpec& spec) {
  DataTable table;
  table.caption = spec.title;
  table.headings = {"From", "To", "Weight", "Kind"};
  auto order = tie_order(spec);
  std::reverse(order.begin(), order.end());
  std::vector<char> tied(spec.nodes.size(), 0);
  for (const std::size_t at : order) {
    const MapTie& tie = spec.ties[at];
    tied[tie.first] = tied[tie.second] = 1;
    table.rows.push_back({{spec.nodes[tie.first].label, tie.evidence},
                          {spec.nodes[tie.second].label, {}},
                          {number_words(tie.weight, 2), {}},
                          {tie.against ? spec.against_words : spec.weight_words, {}}});
  }
  for (std::size_t at = 0; at < spec.nodes.size(); ++at) {
    if (tied[at] != 0) continue;
    table.rows.push_back(
        {{spec.nodes[at].label, spec.nodes[at].evidence}, {"nobody", {}}, {"", {}}, {"", {}}});
  }
  return table;
}

}  // namespace

Figure network_map(const NetworkMapSpec& spec) {
  if (spec.nodes.empty() || spec.nodes.size() > most_map_nodes) {
    Figure out = notice_figure("network-map", spec.id, spec.title, spec.description,
                               spec.nodes.empty()
                                   ? "Nothing to show: there is no node."
                                   : "Not drawn: with more than 60 nodes no name could be read.");
    out.table = map_twin(spec);
    return out;
  }
  SvgWriter svg(spec.id, spec.title, spec.description);
  double y = 0;
  const std::vector<MapChip> chips = placed_chips(spec, y);
  draw_ties(svg, spec, chips);
  for (std::size_t at = 0; at < chips.size(); ++at) draw_node(svg, spec.nodes[at], chips[at]);
  y += 10;
  y += draw_entries(svg, map_legend(spec), sheet_width, y) + 2;
  Figure out = finished_figure("network-map", svg, spec.title, spec.description, {sheet_width, y});
  out.table = map_twin(spec);
  return out;
}

}  // namespace entente::figure
