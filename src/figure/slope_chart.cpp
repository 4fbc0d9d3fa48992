// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/slope_chart.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/figure/scale.hpp"
#include "entente/figure/svg.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double slope_labels = 220;
constexpr double slope_left = slope_labels + 24;
constexpr double slope_right = sheet_width - slope_labels - 24;
constexpr double slope_gap = 3;  ///< between labels

bool known_slope(const Slope& slope) {
  return std::isfinite(slope.before) && std::isfinite(slope.after);
}

/// A label at one end: its lines and where their middle goes.
struct EndLabel {
  std::size_t slope = 0;
  std::vector<std::string> lines;
  double wanted = 0;
  double middle = 0;
  double height() const { return sheet_leading * static_cast<double>(lines.size()); }
};

/// Middles as near to the wanted ones as they can be one below the other: runs of labels that touch
/// are moved together to the mean of what they want.
void spread_labels(std::vector<EndLabel>& labels) {
  std::stable_sort(labels.begin(), labels.end(),
                   [](const EndLabel& a, const EndLabel& b) { return a.wanted < b.wanted; });
  struct Run {
    std::size_t first = 0;
    std::size_t end = 0;
    double top = 0;  ///< where it begins
    double height = 0;
    double sum = 0;  ///< of the tops its members would like the run to have
  };
  std::vector<Run> runs;
  for (std::size_t at = 0; at < labels.size(); ++at) {
    const double height = labels[at].height() + slope_gap;
    const double top = labels[at].wanted - height / 2;
    runs.push_back({at, at + 1, top, height, top});
    while (runs.size() > 1 &&
           runs[runs.size() - 2].top + runs[runs.size() - 2].height > runs.back().top) {
      const Run last = runs.back();
      runs.pop_back();
      Run& run = runs.back();
      const auto members = static_cast<double>(last.end - last.first);
      run.sum += last.sum - members * run.height;
      run.height += last.height;
      run.end = last.end;
      run.top = run.sum / static_cast<double>(run.end - run.first);
    }
  }
  for (const Run& run : runs) {
    double y = run.top;
    for (std::size_t at = run.first; at < run.end; ++at) {
      const double height = labels[at].height() + slope_gap;
      labels[at].middle = y + height / 2;
      y += height;
    }
  }
}

std::vector<EndLabel> end_labels(const SlopeChartSpec& spec, const LinearScale& scale, bool after) {
  std::vector<EndLabel> out;
  for (std::size_t at = 0; at < spec.slopes.size(); ++at) {
    const Slope& slope = spec.slopes[at];
    if (!known_slope(slope)) continue;
    const double value = after ? slope.after : slope.before;
    const std::string number = number_words(value, std::clamp(spec.digits, 0, 4));
    EndLabel& label = out.emplace_back();
    label.slope = at;
    label.lines =
        wrapped(after ? number + " \u00b7 " + slope.label : slope.label + " \u00b7 " + number,
                TextStyle().size, slope_labels - 8);
    label.wanted = scale(value);
  }
  spread_labels(out);
  return out;
}

struct SlopeFrame {
  LinearScale scale;
  std::vector<EndLabel> before, after;
  double bottom = 0;
};

SlopeFrame slope_frame(const SlopeChartSpec& spec, double top) {
  SlopeFrame out;
  double from = std::isfinite(spec.from) ? spec.from : 0;
  double to = std::isfinite(spec.to) ? std::max(spec.to, from) : from + 1;
  double lines = 0;
  for (const Slope& slope : spec.slopes) {
    if (!known_slope(slope)) continue;
    from = std::min({from, slope.before, slope.after});
    to = std::max({to, slope.before, slope.after});
    if (slope.after_interval) {
      from = std::min(from, slope.after_interval->low);
      to = std::max(to, slope.after_interval->high);
    }
    lines += static_cast<double>(
        wrapped(slope.label + " \u00b7 \u22120.00", TextStyle().size, slope_labels - 8).size());
  }
  const double height = std::clamp(lines * (sheet_leading + slope_gap), 150.0, 640.0);
  out.scale = {from, to, top + height, top};
  out.before = end_labels(spec, out.scale, false);
  out.after = end_labels(spec, out.scale, true);
  // Labels that were pushed past the upper end take the whole drawing down with them.
  double highest = top;
  out.bottom = top + height;
  for (const auto* labels : {&out.before, &out.after}) {
    for (const EndLabel& label : *labels) {
      highest = std::min(highest, label.middle - label.height() / 2);
      out.bottom = std::max(out.bottom, label.middle + label.height() / 2);
    }
  }
  const double down = top - highest;
  out.scale.range_from += down;
  out.scale.range_to += down;
  out.bottom += down;
  for (auto* labels : {&out.before, &out.after}) {
    for (EndLabel& label : *labels) {
      label.middle += down;
      label.wanted += down;
    }
  }
  return out;
}

std::string slope_title(const SlopeChartSpec& spec, const Slope& slope) {
  if (!slope.title.empty()) return slope.title;
  const int digits = std::clamp(spec.digits, 0, 4);
  return slope.label + ": " + spec.before_heading + " " + number_words(slope.before, digits) +
         ", " + spec.after_heading + " " + number_words(slope.after, digits);
}

void draw_slope(SvgWriter& svg, const SlopeChartSpec& spec, const SlopeFrame& frame,
                const EndLabel& before, const EndLabel& after) {
  const Slope& slope = spec.slopes[before.slope];
  const char* colour = slope.marked ? "#0B4F8A" : "#9aa3ad";
  const double left = frame.scale(slope.before);
  const double right = frame.scale(slope.after);
  svg.open_mark({slope_title(spec, slope), slope.evidence, "", slope.href});
  svg.line({slope_labels + 2, before.middle}, {slope_left - 5, left}, faint, 1);
  svg.line({slope_right + 9, right}, {sheet_width - slope_labels - 2, after.middle}, faint, 1);
  svg.line({slope_left, left}, {slope_right, right}, colour, slope.marked ? 2.4 : 1.3);
  if (slope.after_interval) {
    svg.line({slope_right + 5, frame.scale(slope.after_interval->low)},
             {slope_right + 5, frame.scale(slope.after_interval->high)}, colour, 2);
  }
  svg.circle({slope_left, left}, 3.6, {colour, "#fff", 1, ""});
  svg.circle({slope_right, right}, 3.6, {colour, "#fff", 1, ""});
  const auto first = [](const EndLabel& label) { return label.middle - label.height() / 2 + 10.6; };
  svg.lines(slope_labels - 4, first(before), before.lines, sheet_leading,
            sheet_text(Weight::Regular, ink, Anchor::End));
  svg.lines(sheet_width - slope_labels + 4, first(after), after.lines, sheet_leading, sheet_text());
  svg.close_mark();
}

std::vector<LegendEntry> slope_legend(const SlopeChartSpec& spec) {
  std::vector<LegendEntry> out;
  const auto any = [&spec](const auto& test) {
    return std::any_of(spec.slopes.begin(), spec.slopes.end(),
                       [&test](const Slope& slope) { return known_slope(slope) && test(slope); });
  };
  if (!spec.marked_words.empty() && any([](const Slope& slope) { return slope.marked; })) {
    out.push_back({26, spec.marked_words, [](SvgWriter& svg, Point at) {
                     svg.line({at.x, at.y}, {at.x + 26, at.y}, "#0B4F8A", 2.4);
                   }});
  }
  if (!spec.unmarked_words.empty() && any([](const Slope& slope) { return !slope.marked; })) {
    out.push_back({26, spec.unmarked_words, [](SvgWriter& svg, Point at) {
                     svg.line({at.x, at.y}, {at.x + 26, at.y}, "#9aa3ad", 1.3);
                   }});
  }
  if (!spec.interval_words.empty() &&
      any([](const Slope& slope) { return slope.after_interval.has_value(); })) {
    out.push_back({8, spec.interval_words, [](SvgWriter& svg, Point at) {
                     svg.line({at.x + 4, at.y - 7}, {at.x + 4, at.y + 7}, "#0B4F8A", 2);
                   }});
  }
  return out;
}

DataTable slope_twin(const SlopeChartSpec& spec) {
  DataTable table;
  table.caption = spec.title;
  table.headings = {"What", spec.before_heading, spec.after_heading, "Interval", "Look"};
  const int digits = std::clamp(spec.digits, 0, 4);
  const auto number = [digits](double value) {
    return std::isfinite(value) ? number_words(value, digits) : std::string("not known");
  };
  for (const Slope& slope : spec.slopes) {
    std::string interval;
    if (slope.after_interval) {
      interval = number(slope.after_interval->low) + " to " + number(slope.after_interval->high);
    }
    table.rows.push_back({{slope.label, slope.evidence},
                          {number(slope.before), {}},
                          {number(slope.after), {}},
                          {interval, {}},
                          {slope.marked ? spec.marked_words : spec.unmarked_words, {}}});
  }
  return table;
}

}  // namespace

Figure slope_chart(const SlopeChartSpec& spec) {
  const auto shown =
      static_cast<std::size_t>(std::count_if(spec.slopes.begin(), spec.slopes.end(), known_slope));
  if (shown == 0 || shown > most_slopes) {
    Figure out = notice_figure("slope-chart", spec.id, spec.title, spec.description,
                               shown == 0 ? spec.empty_words
                                          : std::string("Not drawn: more than 40 lines could not "
                                                        "be read; the table has them."));
    out.table = slope_twin(spec);
    return out;
  }
  SvgWriter svg(spec.id, spec.title, spec.description);
  const auto before =
      wrapped(spec.before_heading, TextStyle().size, slope_labels, Weight::Semibold);
  const auto after = wrapped(spec.after_heading, TextStyle().size, slope_labels, Weight::Semibold);
  svg.lines(slope_labels - 4, 13, before, sheet_leading,
            sheet_text(Weight::Semibold, ink, Anchor::End));
  svg.lines(sheet_width - slope_labels + 4, 13, after, sheet_leading, sheet_text(Weight::Semibold));
  const double middle = (slope_left + slope_right) / 2;
  const auto high = wrapped(spec.high_words, TextStyle().size, slope_right - slope_left);
  const auto low = wrapped(spec.low_words, TextStyle().size, slope_right - slope_left);
  const TextStyle end_style = sheet_text(Weight::Regular, quiet, Anchor::Middle);
  svg.lines(middle, 13, high, sheet_leading, end_style);
  const auto head = std::max({before.size(), after.size(), high.size()});
  const SlopeFrame frame = slope_frame(spec, 14 + sheet_leading * static_cast<double>(head));
  svg.line({slope_left, frame.scale.range_to}, {slope_left, frame.scale.range_from}, faint, 1);
  svg.line({slope_right, frame.scale.range_to}, {slope_right, frame.scale.range_from}, faint, 1);
  for (const EndLabel& label : frame.before) {
    const auto other = std::find_if(frame.after.begin(), frame.after.end(),
                                    [&](const EndLabel& e) { return e.slope == label.slope; });
    draw_slope(svg, spec, frame, label, *other);
  }
  double y = frame.bottom + 6;
  svg.lines(middle, y + 10, low, sheet_leading, end_style);
  y += sheet_leading * static_cast<double>(low.size()) + 8;
  y += draw_entries(svg, slope_legend(spec), sheet_width, y) + 2;
  Figure out = finished_figure("slope-chart", svg, spec.title, spec.description, {sheet_width, y});
  out.table = slope_twin(spec);
  return out;
}

}  // namespace entente::figure
