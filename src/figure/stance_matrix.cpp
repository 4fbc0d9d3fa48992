// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/stance_matrix.hpp"

#include <algorithm>
#include <array>

#include "entente/figure/scale.hpp"
#include "entente/figure/svg.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double page_width = 720;
constexpr double cell_height = 20;
constexpr double cell_gap = 4;
constexpr double label_size = 11.5;
constexpr double label_leading = 14;
constexpr double spread_axis = 100;  ///< from -2 to +2
constexpr double spread_space = 166;

struct MatrixLayout {
  double width = page_width;
  double label_width = 0;
  BandScale columns;
  LinearScale spread;
  double head_height = 0;
  std::vector<std::vector<std::string>> heads;
};

MatrixLayout matrix_layout(const StanceMatrixSpec& spec) {
  MatrixLayout layout;
  const double count = static_cast<double>(spec.columns.size());
  double band = spec.columns.size() > 5 ? 44 : 58;
  for (const std::string& name : spec.columns) {
    band = std::max(band, std::min(90.0, widest_word(name, label_size, Weight::Semibold) + 2));
  }
  const double right = spec.spread ? spread_space : 0;
  const double cells = count * (band + cell_gap);
  layout.label_width = std::max(230.0, page_width - cells - right - 12);
  layout.width = layout.label_width + 12 + cells + right;
  layout.columns = {layout.label_width + 12, band, cell_gap};
  const double axis = layout.columns.end(spec.columns.size()) + 26;
  layout.spread = {-2, 2, axis, axis + spread_axis};
  std::size_t lines = spec.spread ? 2 : 1;
  for (const std::string& name : spec.columns) {
    layout.heads.push_back(wrapped(name, label_size, band + cell_gap - 2, Weight::Semibold));
    lines = std::max(lines, layout.heads.back().size());
  }
  layout.head_height = 6 + static_cast<double>(lines) * label_leading;
  return layout;
}

void draw_flags(SvgWriter& svg, const StanceCell& cell, Point corner, double width) {
  if (cell.stale) {
    const std::array<Point, 3> tick = {{{corner.x + width - 8, corner.y},
                                        {corner.x + width, corner.y},
                                        {corner.x + width, corner.y + 8}}};
    svg.polygon(tick, {"#fff", ink, 1, ""});
  }
  if (cell.unverified) {
    svg.circle({corner.x + 7.5, corner.y + cell_height - 7.5}, 5.5, {"#fff", ink, 0.8, ""});
    TextStyle style;
    style.size = 9;
    style.weight = Weight::Semibold;
    style.anchor = Anchor::Middle;
    svg.text(corner.x + 7.5, corner.y + cell_height - 4.3, "?", style);
  }
}

void draw_cell(SvgWriter& svg, const StanceCell& cell, Point corner, double width) {
  const double middle = corner.y + cell_height / 2;
  const std::string dash = cell.unverified ? "3 2" : "";
  if (!cell.known) {
    svg.rect(corner.x, corner.y, width, cell_height, {svg.hatching(), "#767676", 1, ""}, 2);
  } else if (cell.low == cell.high) {
    svg.rect(corner.x, corner.y, width, cell_height, {stance_colour(cell.low), ink, 1, dash}, 2);
    draw_stance_sign(svg, {corner.x + width / 2, middle}, cell.low);
  } else {
    svg.rect(corner.x, corner.y, width / 2, cell_height, {stance_colour(cell.low), ink, 1, dash});
    svg.rect(corner.x + width / 2, corner.y, width / 2, cell_height,
             {stance_colour(cell.high), ink, 1, dash});
    draw_stance_sign(svg, {corner.x + width / 4, middle}, cell.low);
    draw_stance_sign(svg, {corner.x + width * 3 / 4, middle}, cell.high);
  }
  if (cell.known) draw_flags(svg, cell, corner, width);
}

/// Who of a row stands where: counts for -2 to 2 of the cells with one stance, and the range.
struct RowSpread {
  std::array<int, 5> count{};
  int n = 0;
  int low = 2;
  int high = -2;
  std::vector<std::string> evidence;
};

/// Place on the five-step scale, 0 to 4; beyond its ends, the end.
std::size_t step_of(int stance) noexcept {
  const int step = std::clamp(stance, -2, 2) + 2;
  return static_cast<std::size_t>(step);
}

RowSpread row_spread(const StanceRow& row) {
  RowSpread out;
  for (const StanceCell& cell : row.cells) {
    if (!cell.known) continue;
    ++out.n;
    out.low = std::min(out.low, cell.low);
    out.high = std::max(out.high, cell.high);
    if (cell.low == cell.high) ++out.count[step_of(cell.low)];
    out.evidence.insert(out.evidence.end(), cell.evidence.begin(), cell.evidence.end());
  }
  return out;
}

std::string spread_words(const RowSpread& spread) {
  if (spread.n == 0) return "nothing found";
  if (spread.low == spread.high) {
    return std::to_string(spread.n) + " on record, all at " + std::string(stance_sign(spread.low));
  }
  return std::to_string(spread.n) + " on record, from " + std::string(stance_sign(spread.low)) +
         " to " + std::string(stance_sign(spread.high)) + ", range " +
         std::to_string(spread.high - spread.low);
}

void draw_spread(SvgWriter& svg, const StanceRow& row, const MatrixLayout& layout, double middle) {
  const RowSpread spread = row_spread(row);
  if (spread.n == 0) return;
  svg.open_mark({row.label + ": " + spread_words(spread), spread.evidence, "", ""});
  svg.rect(layout.spread(-2) - 8, middle - cell_height / 2, spread_axis + 16, cell_height,
           {"#fff", "none", 1, ""});
  svg.line({layout.spread(-2), middle}, {layout.spread(2), middle}, "#b0b0b0", 1);
  svg.line({layout.spread(0), middle - 4}, {layout.spread(0), middle + 4}, "#b0b0b0", 1);
  svg.line({layout.spread(spread.low), middle}, {layout.spread(spread.high), middle}, ink, 3.5);
  for (int stance = -2; stance <= 2; ++stance) {
    const int k = spread.count[step_of(stance)];
    if (k == 0) continue;
    svg.circle({layout.spread(stance), middle}, 7, {"#fff", ink, 1.3, ""});
    TextStyle style;
    style.size = 9.5;
    style.weight = Weight::Semibold;
    style.anchor = Anchor::Middle;
    svg.text(layout.spread(stance), middle + 3.4, std::to_string(k), style);
  }
  TextStyle style;
  style.size = 10.5;
  style.fill = quiet;
  svg.text(layout.spread(2) + 13, middle + 3.8, "n " + std::to_string(spread.n), style);
  svg.close_mark();
}

void draw_heads(SvgWriter& svg, const StanceMatrixSpec& spec, const MatrixLayout& layout) {
  TextStyle style;
  style.weight = Weight::Semibold;
  style.anchor = Anchor::Middle;
  const double base = layout.head_height - 5;
  for (std::size_t c = 0; c < layout.heads.size(); ++c) {
    const double up = static_cast<double>(layout.heads[c].size() - 1) * label_leading;
    svg.lines(layout.columns.centre(c), base - up, layout.heads[c], label_leading, style);
  }
  if (!spec.spread) return;
  TextStyle small;
  small.size = 10.5;
  small.fill = quiet;
  const double left = layout.spread(-2) - 8;
  svg.text(left, base - label_leading, "how many stand where", small);
  svg.text(left, base, "opposes", small);
  small.anchor = Anchor::End;
  svg.text(layout.spread(2) + 8, base, "supports", small);
}

/// Draws one row; gives the height it took.
double draw_row(SvgWriter& svg, const StanceMatrixSpec& spec, const StanceRow& row,
                const MatrixLayout& layout, double top) {
  const auto label = wrapped(row.label, label_size, layout.label_width);
  const double text_height = static_cast<double>(label.size()) * label_leading;
  const double height = std::max(cell_height + 4, text_height + 6);
  const double middle = top + height / 2;
  svg.line({0, top + height}, {layout.width, top + height}, "#e3e3e3", 0.7);
  svg.lines(0, middle - text_height / 2 + 10.6, label, label_leading, TextStyle());
  for (std::size_t c = 0; c < row.cells.size() && c < spec.columns.size(); ++c) {
    const StanceCell& cell = row.cells[c];
    svg.open_mark({cell.title, cell.evidence, "", cell.href});
    draw_cell(svg, cell, {layout.columns.left(c), middle - cell_height / 2}, layout.columns.width);
    svg.close_mark();
  }
  if (spec.spread) draw_spread(svg, row, layout, middle);
  return height;
}

struct LegendItem {
  StanceCell cell;
  std::string words;
};

std::vector<LegendItem> legend_items(const StanceMatrixSpec& spec) {
  std::vector<LegendItem> items;
  for (int stance = 2; stance >= -2; --stance) {
    items.push_back(
        {{true, stance, stance, false, false, "", {}, ""}, std::string(stance_words(stance))});
  }
  items.push_back({StanceCell(), "nothing found: not neutral"});
  bool stale = false;
  bool unverified = false;
  bool contested = false;
  for (const StanceGroup& group : spec.groups) {
    for (const StanceRow& row : group.rows) {
      for (const StanceCell& cell : row.cells) {
        stale = stale || (cell.known && cell.stale);
        unverified = unverified || (cell.known && cell.unverified);
        contested = contested || (cell.known && cell.low != cell.high);
      }
    }
  }
  if (stale) items.push_back({{true, 1, 1, true, false, "", {}, ""}, spec.stale_words});
  if (unverified) items.push_back({{true, 1, 1, false, true, "", {}, ""}, "unverified"});
  if (contested) {
    items.push_back({{true, -1, 1, false, false, "", {}, ""}, "statements disagree: their range"});
  }
  return items;
}

/// Draws the legend in as many lines as it needs; gives the height it took.
double draw_legend(SvgWriter& svg, const StanceMatrixSpec& spec, const MatrixLayout& layout,
                   double top) {
  constexpr double swatch = 37;
  TextStyle style;
  style.size = 10.5;
  style.fill = "#333";
  double x = 0;
  double y = top;
  svg.open_decoration("legend");
  for (const LegendItem& item : legend_items(spec)) {
    const double width = swatch + 6 + text_width(item.words, style.size) + 16;
    if (x > 0 && x + width - 16 > layout.width) {
      x = 0;
      y += cell_height + 6;
    }
    draw_cell(svg, item.cell, {x + 1, y}, swatch);
    svg.text(x + swatch + 7, y + 13.8, item.words, style);
    x += width;
  }
  svg.close_decoration();
  return y + cell_height - top;
}

std::string twin_text(const StanceCell& cell) {
  if (!cell.known) return "nothing found";
  std::string out(stance_sign(cell.low));
  if (cell.low != cell.high) out += " to " + std::string(stance_sign(cell.high)) + " (disagree)";
  if (cell.stale) out += " (old)";
  if (cell.unverified) out += " (unverified)";
  return out;
}

DataTable matrix_twin(const StanceMatrixSpec& spec) {
  DataTable table;
  table.caption = spec.title;
  table.headings.emplace_back("Claim");
  table.headings.insert(table.headings.end(), spec.columns.begin(), spec.columns.end());
  if (spec.spread) table.headings.emplace_back("Spread");
  for (const StanceGroup& group : spec.groups) {
    for (const StanceRow& row : group.rows) {
      std::vector<TableCell> cells = {{row.label, {}}};
      for (const StanceCell& cell : row.cells) {
        cells.push_back({twin_text(cell), cell.known ? cell.evidence : std::vector<std::string>()});
      }
      if (spec.spread) {
        const RowSpread spread = row_spread(row);
        cells.push_back({spread_words(spread), spread.evidence});
      }
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

}  // namespace

const std::string& stance_colour(int stance) {
  static const std::array<std::string, 5> palette = {"#A6430A", "#F0A15A", "#D9D9D9", "#7FB2E0",
                                                     "#0B4F8A"};
  return palette[step_of(stance)];
}

std::string_view stance_words(int stance) noexcept {
  static constexpr std::array<std::string_view, 5> words = {
      "opposes", "leans against", "is neutral", "leans to support", "supports"};
  return words[step_of(stance)];
}

std::string_view stance_sign(int stance) noexcept {
  static constexpr std::array<std::string_view, 5> signs = {"\u2212\u2212", "\u2212", "0", "+",
                                                            "++"};
  return signs[step_of(stance)];
}

Figure stance_matrix(const StanceMatrixSpec& spec) {
  const MatrixLayout layout = matrix_layout(spec);
  SvgWriter svg(spec.id, spec.title, spec.description);
  draw_heads(svg, spec, layout);
  double y = layout.head_height;
  for (const StanceGroup& group : spec.groups) {
    if (!group.heading.empty()) {
      TextStyle style;
      style.size = 10;
      style.weight = Weight::Semibold;
      style.fill = "#0B4F8A";
      style.spacing = 0.6;
      svg.text(0, y + 16, group.heading, style);
      y += 22;
    }
    for (const StanceRow& row : group.rows) y += draw_row(svg, spec, row, layout, y);
  }
  y += 12;
  y += draw_legend(svg, spec, layout, y) + 2;
  Figure out;
  out.name = "stance-matrix";
  out.title = spec.title;
  out.description = spec.description;
  out.width = layout.width;
  out.height = y;
  out.svg = svg.finish(out.width, out.height);
  out.table = matrix_twin(spec);
  out.evidence = svg.evidence();
  return out;
}

}  // namespace entente::figure
