// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/stance_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "continuum_axis.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/svg.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double line_margin = 16;
constexpr double largest_radius = 11;
constexpr double smallest_radius = 2.5;
constexpr double unweighted_radius = 5;
constexpr double label_most = 170;  ///< longer names wrap
constexpr double item_gap = 10;     ///< between actors of a row
constexpr const char* decides_fill = "#0072B2";
constexpr const char* range_fill = "#DADADA";
constexpr const char* change_ink = "#B34700";

/// An actor measured: its mark, its label and the stretch they take.
struct LineItem {
  const LineActor* actor = nullptr;
  double radius = 0;
  std::vector<std::string> label;
  double label_width = 0;
  double label_left = 0;
  bool above = false;  ///< the label stands over the bar: there is no room beside it
  Span span;
  double height = 0;
};

std::string place_words(const LineActor& actor) {
  std::string out = number_words(actor.mode.value_or(0), 0);
  if (actor.changed) out += " \u2192 " + number_words(*actor.changed, 0);
  return out;
}

bool is_known(const LineActor& actor) { return actor.mode && std::isfinite(*actor.mode); }

bool has_range(const LineActor& actor) {
  return actor.low && actor.high && std::isfinite(*actor.low) && std::isfinite(*actor.high);
}

bool has_weight(const LineActor& actor) {
  return actor.weight && std::isfinite(*actor.weight) && *actor.weight >= 0;
}

double largest_weight(const StanceLineSpec& spec) {
  double most = 0;
  for (const LineActor& actor : spec.actors) {
    if (is_known(actor) && has_weight(actor)) most = std::max(most, *actor.weight);
  }
  return most;
}

/// Of the circle whose area says the weight.
double weight_radius(double weight, double most) {
  if (most <= 0) return smallest_radius;
  return std::max(smallest_radius, largest_radius * std::sqrt(weight / most));
}

/// Beside the bar, rather at the right, rather where no line of an outcome runs through; above it
/// where there is no room beside it.
void place_label(LineItem& item, const Span& bar, const ContinuumLayout& layout) {
  const double right = bar.to + 5;
  const double left = bar.from - 5 - item.label_width;
  const bool right_fits = right + item.label_width <= sheet_width - 1;
  const bool left_fits = left >= 1;
  const auto crossed = [&](double from) {
    return std::any_of(layout.flags.begin(), layout.flags.end(), [&](const Flag& line) {
      return line.at > from - 2 && line.at < from + item.label_width + 2;
    });
  };
  item.above = !right_fits && !left_fits;
  if (item.above) {
    item.label_left = std::clamp(layout.place(*item.actor->mode) - item.label_width / 2, 1.0,
                                 sheet_width - 1 - item.label_width);
  } else {
    const bool go_left = !right_fits || (left_fits && crossed(right) && !crossed(left));
    item.label_left = go_left ? left : right;
  }
}

LineItem measured_item(const LineActor& actor, const ContinuumLayout& layout, double most) {
  LineItem item;
  item.actor = &actor;
  item.radius = has_weight(actor) ? weight_radius(*actor.weight, most) : unweighted_radius;
  item.label = wrapped(actor.label + " \u00B7 " + place_words(actor), TextStyle().size, label_most);
  for (const std::string& line : item.label) {
    item.label_width = std::max(item.label_width, text_width(line, TextStyle().size));
  }
  const double reach = item.radius * (actor.role == LineRole::Outside ? 1.26 : 1) + 1;
  double from = layout.place(*actor.mode) - reach;
  double to = layout.place(*actor.mode) + reach;
  if (has_range(actor)) {
    from = std::min(from, layout.place(*actor.low));
    to = std::max(to, layout.place(*actor.high));
  }
  if (actor.changed) {
    from = std::min(from, layout.place(*actor.changed) - 6);
    to = std::max(to, layout.place(*actor.changed) + 6);
  }
  const double text = sheet_leading * static_cast<double>(item.label.size());
  item.height = std::max(2 * reach, text) + 3;
  place_label(item, {from, to}, layout);
  if (item.above) item.height = 2 * reach + text + 4;
  item.span = {std::min(from, item.label_left), std::max(to, item.label_left + item.label_width)};
  return item;
}

std::vector<LineItem> measured_items(const StanceLineSpec& spec, const ContinuumLayout& layout) {
  const double most = largest_weight(spec);
  std::vector<LineItem> items;
  for (const LineActor& actor : spec.actors) {
    if (is_known(actor)) items.push_back(measured_item(actor, layout, most));
  }
  std::stable_sort(items.begin(), items.end(), [](const LineItem& a, const LineItem& b) {
    return *a.actor->mode < *b.actor->mode;
  });
  return items;
}

/// A mark of the area of a circle with that radius.
void draw_role(SvgWriter& svg, Point at, double radius, LineRole role, bool weighted) {
  const std::string unknown = weighted ? "" : svg.hatching();
  if (role == LineRole::Outside) {
    const double reach = radius * std::sqrt(std::numbers::pi / 2);
    const std::array<Point, 4> diamond = {
        {{at.x, at.y - reach}, {at.x + reach, at.y}, {at.x, at.y + reach}, {at.x - reach, at.y}}};
    svg.polygon(diamond, {weighted ? "#fff" : unknown, ink, 1.4, "2.5 1.8"});
    return;
  }
  const std::string fill = role == LineRole::Decides ? decides_fill : "#fff";
  svg.circle(at, radius,
             {weighted ? fill : unknown, ink, role == LineRole::Decides ? 1.0 : 1.8, ""});
}

/// From the edge of the mark to where the what-if puts the actor.
void draw_change(SvgWriter& svg, double from, double to, double y, double radius) {
  const double sign = to < from ? -1 : 1;
  if (std::fabs(to - from) > radius + 8) {
    const double tip = to - sign * 4.5;
    svg.line({from + sign * radius, y}, {tip - sign * 5, y}, change_ink, 2);
    const std::array<Point, 3> head = {
        {{tip, y}, {tip - sign * 7, y - 4}, {tip - sign * 7, y + 4}}};
    svg.polygon(head, {change_ink, "none", 1, ""});
  }
  svg.circle({to, y}, 4, {"none", change_ink, 2, ""});
}

std::string item_title(const LineActor& actor) {
  if (!actor.title.empty()) return actor.title;
  std::string out = actor.label + " (" + std::string(line_role_words(actor.role)) + "): ";
  out += is_known(actor) ? place_words(actor) : "place not known";
  if (has_range(actor)) {
    out += ", from " + number_words(*actor.low, 0) + " to " + number_words(*actor.high, 0);
  }
  return out + ", weight " +
         (has_weight(actor) ? number_words(*actor.weight, *actor.weight < 10 ? 2 : 0)
                            : std::string("not known"));
}

void draw_item(SvgWriter& svg, const LineItem& item, double top, const ContinuumLayout& layout) {
  const LineActor& actor = *item.actor;
  const double text = sheet_leading * static_cast<double>(item.label.size());
  const double middle = item.above ? top + text + (item.height - text) / 2 : top + item.height / 2;
  const double label_top = item.above ? top : middle - text / 2;
  svg.open_mark({item_title(actor), actor.evidence, "", actor.href});
  svg.rect(item.label_left - 1, label_top, item.label_width + 2, text, {"#fff", "none", 1, ""});
  if (has_range(actor)) {
    const double from = layout.place(*actor.low);
    svg.rect(from, middle - 3, layout.place(*actor.high) - from, 6,
             {range_fill, "#767676", 0.8, ""});
  }
  if (actor.changed) {
    draw_change(svg, layout.place(*actor.mode), layout.place(*actor.changed), middle, item.radius);
  }
  draw_role(svg, {layout.place(*actor.mode), middle}, item.radius, actor.role, has_weight(actor));
  svg.lines(item.label_left, label_top + 11, item.label, sheet_leading, sheet_text());
  svg.close_mark();
}

/// Rows of actors that do not touch; gives the height they took.
double draw_items(SvgWriter& svg, const std::vector<LineItem>& items, double top,
                  const ContinuumLayout& layout, std::span<const ContinuumAnchor> anchors) {
  std::vector<Span> spans;
  spans.reserve(items.size());
  for (const LineItem& item : items) spans.push_back(item.span);
  const auto rows = packed_rows(spans, item_gap);
  std::vector<double> heights;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (rows[i] >= heights.size()) heights.resize(rows[i] + 1, 0);
    heights[rows[i]] = std::max(heights[rows[i]], items[i].height);
  }
  std::vector<double> tops = {top + 4};
  for (const double height : heights) tops.push_back(tops.back() + height + 3);
  draw_anchor_guides(svg, layout, anchors, top, tops.back());
  draw_line_stretches(svg, layout, top, tops.back());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const double lower = (heights[rows[i]] - items[i].height) / 2;
    draw_item(svg, items[i], tops[rows[i]] + lower, layout);
  }
  return tops.back() - top;
}

/// Actors without a place, each a link; gives the height they took.
double draw_unplaced(SvgWriter& svg, const StanceLineSpec& spec, double top) {
  double y = top;
  double x = 0;
  bool any = false;
  for (const LineActor& actor : spec.actors) {
    if (is_known(actor)) continue;
    if (!any) {
      svg.text(0, y + 12, "Place not known:", sheet_text(Weight::Semibold));
      x = text_width("Place not known:", TextStyle().size, Weight::Semibold) + 10;
    }
    any = true;
    const auto lines = wrapped(actor.label, TextStyle().size, sheet_width - 140);
    double width = 0;
    for (const auto& line : lines) width = std::max(width, text_width(line, TextStyle().size));
    if (x + 26 + width > sheet_width) {
      x = 0;
      y += 18;
    }
    svg.open_mark({item_title(actor), actor.evidence, "", actor.href});
    svg.rect(x + 0.5, y + 2.5, 20, 11, {svg.hatching(), "#767676", 1, ""}, 2);
    svg.lines(x + 26, y + 12, lines, sheet_leading, sheet_text());
    svg.close_mark();
    y += sheet_leading * static_cast<double>(lines.size() - 1);
    x += 26 + width + 14;
  }
  return any ? y - top + 22 : 0;
}

/// Which kinds of marks are there, so that the legend explains those and no more.
struct LineShown {
  std::array<bool, 3> roles{};
  bool range = false;
  bool changed = false;
  bool unweighted = false;
};

LineShown line_shown(const StanceLineSpec& spec) {
  LineShown out;
  for (const LineActor& actor : spec.actors) {
    if (!is_known(actor)) continue;
    out.roles[static_cast<std::size_t>(actor.role)] = true;
    out.range = out.range || has_range(actor);
    out.changed = out.changed || actor.changed.has_value();
    out.unweighted = out.unweighted || !has_weight(actor);
  }
  return out;
}

std::vector<LegendEntry> line_legend(const StanceLineSpec& spec) {
  const LineShown shown = line_shown(spec);
  std::vector<LegendEntry> out;
  for (const LineRole role : {LineRole::Decides, LineRole::Influences, LineRole::Outside}) {
    if (!shown.roles[static_cast<std::size_t>(role)]) continue;
    out.push_back({16, std::string(line_role_words(role)), [role](SvgWriter& svg, Point at) {
                     draw_role(svg, {at.x + 8, at.y}, 6, role, true);
                   }});
  }
  const double most = largest_weight(spec);
  for (const double weight : {most, most / 4}) {
    if (most <= 0) break;
    out.push_back(
        {24, spec.weight_words + " " + number_words(weight, weight < 10 ? 2 : 0),
         [weight, most](SvgWriter& svg, Point at) {
           svg.circle({at.x + 12, at.y}, weight_radius(weight, most), {"#fff", "#767676", 1.2, ""});
         }});
  }
  if (shown.unweighted) {
    out.push_back(
        {14, "weight not known", [](SvgWriter& svg, Point at) {
           draw_role(svg, {at.x + 7, at.y}, unweighted_radius, LineRole::Influences, false);
         }});
  }
  if (shown.range) {
    out.push_back({30, "from lowest to highest", [](SvgWriter& svg, Point at) {
                     svg.rect(at.x + 0.5, at.y - 3, 29, 6, {range_fill, "#767676", 0.8, ""});
                   }});
  }
  if (shown.changed) {
    out.push_back({36, "moved by the what-if",
                   [](SvgWriter& svg, Point at) { draw_change(svg, at.x, at.x + 30, at.y, 0); }});
  }
  return out;
}

DataTable line_twin(const StanceLineSpec& spec) {
  DataTable table;
  table.caption = spec.title;
  table.headings = {"Actor", "Role", "Lowest", "Most likely", "Highest", "Weight", "What-if"};
  const auto number = [](const std::optional<double>& value) {
    return value && std::isfinite(*value) ? number_words(*value, 0) : std::string("not known");
  };
  for (const LineActor& actor : spec.actors) {
    table.rows.push_back(
        {{actor.label, actor.evidence},
         {std::string(line_role_words(actor.role)), {}},
         {number(actor.low), {}},
         {number(actor.mode), {}},
         {number(actor.high), {}},
         {has_weight(actor) ? number_words(*actor.weight, *actor.weight < 10 ? 2 : 0) : "not known",
          {}},
         {actor.changed ? number(actor.changed) : "unchanged", {}}});
  }
  for (const ContinuumLine& line : spec.outcomes) {
    table.rows.push_back({{line.label, line.evidence}, {"outcome", {}}, {}, {number(line.at), {}}});
    table.rows.back().resize(table.headings.size());
  }
  return table;
}

}  // namespace

std::string_view line_role_words(LineRole role) noexcept {
  switch (role) {
    case LineRole::Decides:
      return "decides";
    case LineRole::Influences:
      return "influences";
    case LineRole::Outside:
      break;
  }
  return "outside";
}

Figure stance_line(const StanceLineSpec& spec) {
  constexpr const char* name = "stance-line";
  if (spec.actors.empty()) {
    Figure out = notice_figure(name, spec.id, spec.title, spec.description,
                               "Nothing to show: no actor was given.");
    out.table = line_twin(spec);
    return out;
  }
  const auto anchors = sorted_anchors(spec.anchors);
  const ContinuumLayout layout =
      continuum_layout(spec.outcomes, line_margin, sheet_width - line_margin);
  const auto items = measured_items(spec, layout);
  SvgWriter svg(spec.id, spec.title, spec.description);
  double y = layout.depth + 2;
  draw_flags(svg, layout, y - 4, y);
  if (items.empty()) {
    svg.text(0, y + 15, "No actor's place is known.", sheet_text(Weight::Semibold));
    y += 24;
  } else {
    y += draw_items(svg, items, y, layout, anchors);
  }
  y += 8;
  y += draw_continuum_axis(svg, layout, anchors, y) + 8;
  y += draw_unplaced(svg, spec, y);
  y += draw_entries(svg, line_legend(spec), sheet_width, y) + 4;
  Figure out = finished_figure(name, svg, spec.title, spec.description, {sheet_width, y});
  out.table = line_twin(spec);
  return out;
}

}  // namespace entente::figure
