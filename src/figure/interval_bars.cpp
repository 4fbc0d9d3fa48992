// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/interval_bars.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "entente/figure/scale.hpp"
#include "entente/figure/svg.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double bar_labels = 208;
constexpr double bar_words_most = 148;
constexpr double bar_thickness = 12;
constexpr double bars_head = 24;
constexpr double columns_gap = 18;
constexpr const char* firm_fill = "#0072B2";

struct BarRow {
  const IntervalBar* bar = nullptr;
  std::vector<std::string> label;
  std::vector<std::string> words;
  bool known = false;
};

struct BarFrame {
  LinearScale scale;
  double words_left = 0;
};

BarRow bar_row(const IntervalBar& bar) {
  BarRow row;
  row.bar = &bar;
  row.known = std::isfinite(bar.low) && std::isfinite(bar.high) && bar.low <= bar.high;
  row.label = wrapped(bar.label, TextStyle().size, bar_labels);
  row.words = wrapped(row.known ? bar.words : "not known", TextStyle().size, bar_words_most);
  return row;
}

double lines_width(const std::vector<std::string>& lines, Weight weight = Weight::Regular) {
  double out = 0;
  for (const std::string& line : lines) {
    out = std::max(out, text_width(line, TextStyle().size, weight));
  }
  return out;
}

BarFrame bar_frame(const IntervalBarsSpec& spec, const std::vector<BarRow>& rows) {
  double from = std::isfinite(spec.axis_from) ? spec.axis_from : 0;
  double to = std::isfinite(spec.axis_to) ? std::max(spec.axis_to, from) : from + 1;
  double words =
      lines_width(wrapped(spec.words_heading, TextStyle().size, bar_words_most), Weight::Semibold);
  for (const BarRow& row : rows) {
    words = std::max(words, lines_width(row.words));
    if (!row.known) continue;
    from = std::min(from, row.bar->low);
    to = std::max(to, row.bar->high);
    if (row.bar->point && std::isfinite(*row.bar->point)) {
      from = std::min(from, *row.bar->point);
      to = std::max(to, *row.bar->point);
    }
  }
  BarFrame frame;
  frame.words_left = sheet_width - std::max(words, 40.0);
  // Half a number of the axis must fit beside both ends.
  const double half =
      text_width(number_words(std::max(std::fabs(from), std::fabs(to)), 4), TextStyle().size) / 2;
  frame.scale = {from, to, bar_labels + columns_gap + half, frame.words_left - columns_gap - half};
  return frame;
}

double bar_row_height(const BarRow& row) {
  const auto lines = static_cast<double>(std::max(row.label.size(), row.words.size()));
  return std::max(bar_thickness, sheet_leading * lines) + 10;
}

void draw_bar(SvgWriter& svg, const BarRow& row, const BarFrame& frame, double middle) {
  const IntervalBar& bar = *row.bar;
  if (!row.known) return;
  const double left = frame.scale(bar.low);
  // A bar of no length is still seen.
  const double width = std::max(frame.scale(bar.high) - left, 1.5);
  svg.rect(left, middle - bar_thickness / 2, width, bar_thickness,
           {bar.firm ? std::string(firm_fill) : svg.hatching(), ink, 1, ""});
  if (bar.point && std::isfinite(*bar.point)) {
    svg.circle({frame.scale(*bar.point), middle}, 5, {"#ffffff", ink, 1.6, ""});
  }
}

std::string bar_title(const BarRow& row) {
  if (!row.bar->title.empty()) return row.bar->title;
  return row.bar->label + ": " + (row.known ? row.bar->words : "not known");
}

void draw_bar_row(SvgWriter& svg, const BarRow& row, const BarFrame& frame, double top) {
  const double height = bar_row_height(row);
  const double middle = top + height / 2;
  const auto first_line = [middle](const std::vector<std::string>& lines) {
    return middle - sheet_leading * static_cast<double>(lines.size()) / 2 + 11;
  };
  svg.line({0, top + height}, {sheet_width, top + height}, "#e3e3e3", 0.7);
  svg.open_mark({bar_title(row), row.bar->evidence, "", row.bar->href});
  svg.lines(0, first_line(row.label), row.label, sheet_leading, sheet_text());
  draw_bar(svg, row, frame, middle);
  svg.lines(frame.words_left, first_line(row.words), row.words, sheet_leading, sheet_text());
  svg.close_mark();
}

std::vector<LegendEntry> bar_legend(const IntervalBarsSpec& spec, const std::vector<BarRow>& rows) {
  const auto any = [&rows](const auto& test) {
    return std::any_of(rows.begin(), rows.end(),
                       [&test](const BarRow& row) { return row.known && test(*row.bar); });
  };
  std::vector<LegendEntry> out;
  if (!spec.firm_words.empty() && any([](const IntervalBar& bar) { return bar.firm; })) {
    out.push_back({25, spec.firm_words, [](SvgWriter& svg, Point at) {
                     svg.rect(at.x + 0.5, at.y - 6, 24, 12, {firm_fill, ink, 1, ""});
                   }});
  }
  if (!spec.loose_words.empty() && any([](const IntervalBar& bar) { return !bar.firm; })) {
    out.push_back({25, spec.loose_words, [](SvgWriter& svg, Point at) {
                     svg.rect(at.x + 0.5, at.y - 6, 24, 12, {svg.hatching(), ink, 1, ""});
                   }});
  }
  if (!spec.point_words.empty() &&
      any([](const IntervalBar& bar) { return bar.point.has_value(); })) {
    out.push_back({13, spec.point_words, [](SvgWriter& svg, Point at) {
                     svg.circle({at.x + 6.5, at.y}, 5, {"#ffffff", ink, 1.6, ""});
                   }});
  }
  return out;
}

DataTable bar_twin(const IntervalBarsSpec& spec, const std::vector<BarRow>& rows) {
  DataTable table;
  table.caption = spec.title + "; " + spec.axis_words;
  table.headings = {spec.label_heading, "From", "To"};
  const bool points = std::any_of(rows.begin(), rows.end(),
                                  [](const BarRow& row) { return row.bar->point.has_value(); });
  const bool firm = !spec.firm_words.empty() && !spec.loose_words.empty();
  if (points) table.headings.push_back(spec.point_words);
  if (firm) table.headings.emplace_back("Look");
  table.headings.push_back(spec.words_heading);
  const int digits = std::clamp(spec.digits, 0, 4);
  const auto number = [digits](double value) {
    return std::isfinite(value) ? number_words(value, digits) : std::string("not known");
  };
  for (const BarRow& row : rows) {
    const IntervalBar& bar = *row.bar;
    auto& cells = table.rows.emplace_back();
    cells = {{bar.label, bar.evidence}, {number(bar.low), {}}, {number(bar.high), {}}};
    if (points) cells.push_back({bar.point ? number(*bar.point) : std::string(), {}});
    if (firm) cells.push_back({bar.firm ? spec.firm_words : spec.loose_words, {}});
    cells.push_back({bar.words, {}});
  }
  return table;
}

}  // namespace

Figure interval_bars(const IntervalBarsSpec& spec) {
  std::vector<BarRow> rows;
  rows.reserve(spec.bars.size());
  for (const IntervalBar& bar : spec.bars) rows.push_back(bar_row(bar));
  if (rows.empty()) {
    Figure out = notice_figure("interval-bars", spec.id, spec.title, spec.description,
                               "Nothing to show: there is no bar.");
    out.table = bar_twin(spec, rows);
    return out;
  }
  const BarFrame frame = bar_frame(spec, rows);
  SvgWriter svg(spec.id, spec.title, spec.description);
  const auto labels = wrapped(spec.label_heading, TextStyle().size, bar_labels);
  const auto words = wrapped(spec.words_heading, TextStyle().size, bar_words_most);
  svg.lines(0, 13, labels, sheet_leading, sheet_text(Weight::Semibold));
  svg.lines(frame.words_left, 13, words, sheet_leading, sheet_text(Weight::Semibold));
  const auto head_lines =
      static_cast<double>(std::max<std::size_t>({labels.size(), words.size(), std::size_t{1}}));
  double y = bars_head + sheet_leading * (head_lines - 1);
  for (const BarRow& row : rows) {
    draw_bar_row(svg, row, frame, y);
    y += bar_row_height(row);
  }
  y += 6;
  y += draw_number_axis(svg, frame.scale, spec.axis_words, spec.digits, y) + 4;
  y += draw_entries(svg, bar_legend(spec, rows), sheet_width, y) + 2;
  Figure out =
      finished_figure("interval-bars", svg, spec.title, spec.description, {sheet_width, y});
  out.table = bar_twin(spec, rows);
  return out;
}

}  // namespace entente::figure
