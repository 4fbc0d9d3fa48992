// SPDX-License-Identifier: GPL-3.0-or-later
#include "marks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/base/text.hpp"

namespace entente::figure {
namespace {

void minus_sign(SvgWriter& svg, Point at, const char* colour) {
  svg.line({at.x - 3.5, at.y}, {at.x + 3.5, at.y}, colour, 2);
}

void plus_sign(SvgWriter& svg, Point at, const char* colour) {
  minus_sign(svg, at, colour);
  svg.line({at.x, at.y - 3.5}, {at.x, at.y + 3.5}, colour, 2);
}

}  // namespace

void draw_stance_sign(SvgWriter& svg, Point at, int stance) {
  const char* colour = stance == -2 || stance == 2 ? "#fff" : "#111";
  if (stance == 0) {
    svg.circle(at, 3.2, {"none", colour, 1.8, ""});
  } else if (stance == 1) {
    plus_sign(svg, at, colour);
  } else if (stance == -1) {
    minus_sign(svg, at, colour);
  } else if (stance > 0) {
    plus_sign(svg, {at.x - 5.5, at.y}, colour);
    plus_sign(svg, {at.x + 5.5, at.y}, colour);
  } else {
    minus_sign(svg, {at.x - 5.5, at.y}, colour);
    minus_sign(svg, {at.x + 5.5, at.y}, colour);
  }
}

void draw_warning(SvgWriter& svg, Point top_left) {
  const std::array<Point, 3> triangle = {{{top_left.x + 6, top_left.y},
                                          {top_left.x + 12, top_left.y + 11},
                                          {top_left.x, top_left.y + 11}}};
  svg.polygon(triangle, {"#fff", ink, 1.2, ""});
  svg.line({top_left.x + 6, top_left.y + 3.6}, {top_left.x + 6, top_left.y + 7.4}, ink, 1.5);
  svg.line({top_left.x + 6, top_left.y + 8.4}, {top_left.x + 6, top_left.y + 9.8}, ink, 1.5);
}

void draw_estimate(SvgWriter& svg, Point at, double from, double to, bool interval, bool dashed) {
  if (!interval) {
    svg.circle(at, 4, {"#fff", ink, 1.6, ""});
    return;
  }
  svg.line({from, at.y}, {to, at.y}, ink, dashed ? 2 : 3.5, dashed ? "4 2.5" : "");
  svg.line({from, at.y - 4}, {from, at.y + 4}, ink, 1.4);
  svg.line({to, at.y - 4}, {to, at.y + 4}, ink, 1.4);
  svg.circle(at, 4.6, {ink, "#fff", 1, ""});
}

TextStyle sheet_text(Weight weight, std::string_view fill, Anchor anchor) {
  TextStyle style;
  style.weight = weight;
  style.fill = fill;
  style.anchor = anchor;
  return style;
}

void draw_sheet_heading(SvgWriter& svg, std::string_view words, double top) {
  svg.text(0, top + 17, words, sheet_text(Weight::Semibold, heading_blue));
}

double draw_number_axis(SvgWriter& svg, const LinearScale& scale, std::string_view words,
                        int digits, double top) {
  svg.open_decoration("axis");
  svg.line({scale.range_from, top}, {scale.range_to, top}, ink, 1.2);
  double last = -1000;
  for (const double tick : round_ticks(scale.domain_from, scale.domain_to, 6)) {
    const bool whole = tick == std::round(tick);
    const std::string number =
        number_words(tick, whole ? 0 : std::max(1, std::clamp(digits, 0, 4)));
    const double half = text_width(number, TextStyle().size) / 2;
    const double x = scale(tick);
    svg.line({x, top}, {x, top + 5}, ink, 1);
    if (x - half < last + 6) continue;
    svg.text(x, top + 17, number, sheet_text(Weight::Regular, quiet, Anchor::Middle));
    last = x + half;
  }
  const auto lines = wrapped(words, TextStyle().size, sheet_width - 8);
  double widest = 0;
  for (const auto& line : lines) widest = std::max(widest, text_width(line, TextStyle().size));
  const double centre =
      std::clamp((scale.range_from + scale.range_to) / 2, widest / 2, sheet_width - widest / 2);
  svg.lines(centre, top + 33, lines, sheet_leading,
            sheet_text(Weight::Regular, ink, Anchor::Middle));
  svg.close_decoration();
  return 26 + sheet_leading * static_cast<double>(lines.size());
}

double draw_entries(SvgWriter& svg, std::span<const LegendEntry> entries, double width,
                    double top) {
  if (entries.empty()) return 0;
  constexpr double line = 20;
  const TextStyle style = sheet_text(Weight::Regular, "#333");
  double x = 0;
  double y = top;
  svg.open_decoration("legend");
  for (const LegendEntry& entry : entries) {
    const double start = entry.swatch + 6;
    const auto words = wrapped(entry.words, style.size, width - start);
    double widest = 0;
    for (const std::string& part : words) widest = std::max(widest, text_width(part, style.size));
    if (x > 0 && x + start + widest > width) {
      x = 0;
      y += line;
    }
    entry.draw(svg, {x, y + line / 2});
    svg.lines(x + start, y + line / 2 + 4, words, sheet_leading, style);
    y += sheet_leading * static_cast<double>(words.size() - 1);
    x += start + widest + 18;
  }
  svg.close_decoration();
  return y + line - top;
}

std::string number_words(double value, int digits) {
  const std::string text = fixed_text(std::fabs(value), digits);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !zero ? "\u2212" + text : text;
}

std::string signed_words(double value, int digits) {
  const std::string text = number_words(value, digits);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return value > 0 && !zero ? "+" + text : text;
}

std::string percent_words(double share) {
  if (!std::isfinite(share)) return "?";
  if (share > 0 && share < 0.005) return "<1 %";
  if (share < 1 && share >= 0.995) return ">99 %";
  return fixed_text(share * 100, 0) + " %";
}

std::string counted_words(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string_view no_interval_words(stats::IntervalState state) noexcept {
  switch (state) {
    case stats::IntervalState::Known:
      break;
    case stats::IntervalState::TooFew:
      return "too little evidence";
    case stats::IntervalState::NoVariation:
      return "all evidence alike";
    case stats::IntervalState::Undefined:
      return "cannot be told";
  }
  return {};
}

std::string estimate_words(const stats::Estimate& estimate, bool with_sign) {
  const auto words = [with_sign](double value) {
    return with_sign ? signed_words(value, 2) : number_words(value, 2);
  };
  if (!estimate.interval) {
    return words(estimate.value) +
           ", no interval: " + std::string(no_interval_words(estimate.state));
  }
  return words(estimate.value) + " (" + number_text(std::round(estimate.level * 1000) / 10) +
         " % interval " + words(estimate.interval->low) + " to " + words(estimate.interval->high) +
         ")";
}

Figure finished_figure(std::string_view name, const SvgWriter& svg, const std::string& title,
                       const std::string& description, Point size) {
  Figure out;
  out.name = name;
  out.title = title;
  out.description = description;
  out.width = size.x;
  out.height = size.y;
  out.svg = svg.finish(size.x, size.y);
  out.evidence = svg.evidence();
  return out;
}

Figure notice_figure(std::string_view name, std::string_view id, const std::string& title,
                     const std::string& description, std::string_view words) {
  SvgWriter svg(id, title, description);
  const auto lines = wrapped(words, TextStyle().size, sheet_width - 24);
  const double height = 20 + sheet_leading * static_cast<double>(lines.size());
  svg.rect(0.5, 0.5, sheet_width - 1, height - 1, {"none", "#767676", 1, "3 2"}, 2);
  svg.lines(12, 21, lines, sheet_leading, sheet_text());
  return finished_figure(name, svg, title, description, {sheet_width, height});
}

}  // namespace entente::figure
