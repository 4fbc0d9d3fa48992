// SPDX-License-Identifier: GPL-3.0-or-later
#include "continuum_axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>

#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double flag_most = 150;  ///< labels wrap beyond this
constexpr double flag_gap = 4;
constexpr double anchor_most = 130;
constexpr const char* line_ink = "#333333";

/// Where the text of an anchor goes: between the middles to its neighbours.
struct AnchorText {
  double centre = 0;
  std::vector<std::string> lines;
};

/// The texts side by side under the axis, or nothing where one of them finds no room.
std::optional<std::vector<AnchorText>> anchors_abreast(const ContinuumLayout& layout,
                                                       std::span<const ContinuumAnchor> anchors) {
  std::vector<AnchorText> out;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const double x = layout.place(anchors[i].at);
    const double from = i == 0 ? 0 : (layout.place(anchors[i - 1].at) + x) / 2 + 4;
    const double to =
        i + 1 == anchors.size() ? sheet_width : (layout.place(anchors[i + 1].at) + x) / 2 - 4;
    const double width = std::min(anchor_most, to - from);
    if (widest_word(anchors[i].text, TextStyle().size) > width) return std::nullopt;
    AnchorText text;
    text.lines = wrapped(anchors[i].text, TextStyle().size, width);
    double widest = 0;
    for (const std::string& line : text.lines) {
      widest = std::max(widest, text_width(line, TextStyle().size));
    }
    text.centre = std::clamp(x, from + widest / 2, std::max(from + widest / 2, to - widest / 2));
    // A text must stay in reach of its anchor.
    if (std::fabs(text.centre - x) > widest / 2 + 4) return std::nullopt;
    out.push_back(std::move(text));
  }
  return out;
}

double draw_anchor_list(SvgWriter& svg, std::span<const ContinuumAnchor> anchors, double left,
                        double top) {
  double y = top;
  for (const ContinuumAnchor& anchor : anchors) {
    const std::string at = number_words(std::clamp(anchor.at, 0.0, 100.0), 0);
    svg.text(left + 22, y + 11, at, sheet_text(Weight::Semibold, ink, Anchor::End));
    const auto lines = wrapped(anchor.text, TextStyle().size, sheet_width - left - 30);
    svg.lines(left + 30, y + 11, lines, sheet_leading, sheet_text());
    y += sheet_leading * static_cast<double>(lines.size()) + 2;
  }
  return y - top;
}

double draw_anchor_texts(SvgWriter& svg, const ContinuumLayout& layout,
                         std::span<const ContinuumAnchor> anchors, double top) {
  const auto abreast = anchors_abreast(layout, anchors);
  if (!abreast) return draw_anchor_list(svg, anchors, layout.scale.range_from, top);
  double height = 0;
  for (const AnchorText& text : *abreast) {
    svg.lines(text.centre, top + 11, text.lines, sheet_leading,
              sheet_text(Weight::Regular, ink, Anchor::Middle));
    height = std::max(height, sheet_leading * static_cast<double>(text.lines.size()));
  }
  return height;
}

}  // namespace

double ContinuumLayout::place(double value) const noexcept {
  return scale(std::isfinite(value) ? std::clamp(value, 0.0, 100.0) : 0.0);
}

ContinuumLayout continuum_layout(std::span<const ContinuumLine> lines, double left, double right) {
  ContinuumLayout out;
  double end = right;
  for (const ContinuumLine& line : lines) {
    if (!std::isfinite(line.at)) continue;
    out.lines.push_back(&line);
    out.labels.push_back(wrapped(line.label, TextStyle().size, flag_most, Weight::Semibold));
    Flag flag;
    for (const std::string& words : out.labels.back()) {
      flag.width = std::max(flag.width, text_width(words, TextStyle().size, Weight::Semibold) + 6);
    }
    flag.height = sheet_leading * static_cast<double>(out.labels.back().size());
    out.flags.push_back(flag);
    const double share = std::clamp(line.at, 0.0, 100.0) / 100;
    if (share > 0) end = std::min(end, left + (sheet_width - 1 - flag.width - left) / share);
  }
  out.scale = {0, 100, left, end};
  for (std::size_t i = 0; i < out.flags.size(); ++i) out.flags[i].at = out.place(out.lines[i]->at);
  out.offsets = flag_offsets(out.flags, flag_gap);
  out.depth = flags_depth(out.flags, out.offsets) + (out.flags.empty() ? 0 : 6);
  return out;
}

void draw_flags(SvgWriter& svg, const ContinuumLayout& layout, double base, double plot_top) {
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const ContinuumLine& line = *layout.lines[i];
    const double x = layout.flags[i].at;
    const double bottom = base - layout.offsets[i];
    const double top = bottom - layout.flags[i].height;
    svg.open_mark({line.title.empty() ? line.label : line.title, line.evidence, "", line.href});
    svg.line({x, top}, {x, plot_top}, line_ink, 1.4, line.dashed ? "5 3" : "");
    svg.lines(x + 4, top + 11, layout.labels[i], sheet_leading, sheet_text(Weight::Semibold, ink));
    svg.close_mark();
  }
}

void draw_line_stretches(SvgWriter& svg, const ContinuumLayout& layout, double top, double bottom) {
  if (layout.lines.empty()) return;
  svg.open_decoration("lines");
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    svg.line({layout.flags[i].at, top}, {layout.flags[i].at, bottom}, line_ink, 1.4,
             layout.lines[i]->dashed ? "5 3" : "");
  }
  svg.close_decoration();
}

std::vector<ContinuumAnchor> sorted_anchors(std::span<const ContinuumAnchor> anchors) {
  std::vector<ContinuumAnchor> out;
  std::copy_if(anchors.begin(), anchors.end(), std::back_inserter(out),
               [](const ContinuumAnchor& anchor) { return std::isfinite(anchor.at); });
  std::stable_sort(out.begin(), out.end(),
                   [](const ContinuumAnchor& a, const ContinuumAnchor& b) { return a.at < b.at; });
  return out;
}

void draw_anchor_guides(SvgWriter& svg, const ContinuumLayout& layout,
                        std::span<const ContinuumAnchor> anchors, double top, double bottom) {
  for (const ContinuumAnchor& anchor : anchors) {
    svg.line({layout.place(anchor.at), top}, {layout.place(anchor.at), bottom}, faint, 1);
  }
}

double draw_continuum_axis(SvgWriter& svg, const ContinuumLayout& layout,
                           std::span<const ContinuumAnchor> anchors, double top) {
  svg.open_decoration("axis");
  svg.line({layout.place(0), top}, {layout.place(100), top}, ink, 1.4);
  for (int at = 0; at <= 100; at += 20) {
    svg.line({layout.place(at), top}, {layout.place(at), top + 5}, ink, 1);
    svg.text(layout.place(at), top + 17, std::to_string(at),
             sheet_text(Weight::Regular, quiet, Anchor::Middle));
  }
  for (const ContinuumAnchor& anchor : anchors) {
    const double x = layout.place(anchor.at);
    const std::array<Point, 3> triangle = {{{x, top - 5}, {x + 4, top + 2}, {x - 4, top + 2}}};
    svg.polygon(triangle, {ink, "none", 1, ""});
  }
  double height = 22;
  if (!anchors.empty()) height += 2 + draw_anchor_texts(svg, layout, anchors, top + height);
  svg.close_decoration();
  return height;
}

}  // namespace entente::figure
