// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/tie_matrix.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/figure/svg.hpp"
#include "groups.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double tie_labels_most = 190;
constexpr double tie_cell_most = 42;
constexpr double tie_cell_least = 7;

/// Five steps, the lightest first.
constexpr std::array<const char*, 5> tie_shades = {"#f7fbff", "#d0e1f2", "#94c4df", "#2c6fad",
                                                   "#08306b"};

std::size_t shade_step(double value) {
  return static_cast<std::size_t>(std::clamp(std::floor(value * 5), 0.0, 4.0));
}

struct MatrixFrame {
  std::vector<std::vector<std::string>> labels;
  double label_width = 0;
  double left = 0;
  double top = 0;
  double cell = 0;
};

MatrixFrame matrix_frame(const TieMatrixSpec& spec) {
  MatrixFrame out;
  for (const MatrixActor& actor : spec.actors) {
    out.labels.push_back(wrapped(actor.label, TextStyle().size, tie_labels_most));
    for (const auto& line : out.labels.back()) {
      out.label_width = std::max(out.label_width, text_width(line, TextStyle().size));
    }
  }
  const auto n = static_cast<double>(spec.actors.size());
  out.left = out.label_width + 44;
  out.cell = std::clamp((sheet_width - out.left - 1) / n, tie_cell_least, tie_cell_most);
  out.top = 22;
  return out;
}

double row_height(const MatrixFrame& frame, std::size_t row) {
  const auto lines = static_cast<double>(frame.labels[row].size());
  return std::max({frame.cell, sheet_leading * lines, sheet_leading});
}

void draw_tie_cell(SvgWriter& svg, const TieCell& cell, Point corner, Point size) {
  const std::string fill = cell.known ? tie_shades[shade_step(cell.value)] : svg.hatching();
  svg.rect(corner.x, corner.y, size.x, size.y, {fill, "#8a9096", 0.6, ""});
}

void draw_heads_of(SvgWriter& svg, const MatrixFrame& frame, std::size_t actors) {
  const TextStyle style = sheet_text(Weight::Regular, quiet, Anchor::Middle);
  const double widest = text_width(std::to_string(actors), style.size) + 4;
  const auto every = static_cast<std::size_t>(std::ceil(widest / frame.cell));
  for (std::size_t c = 0; c < actors; c += every) {
    svg.text(frame.left + frame.cell * (static_cast<double>(c) + 0.5), frame.top - 6,
             std::to_string(c + 1), style);
  }
}

void draw_row_of(SvgWriter& svg, const TieMatrixSpec& spec, const MatrixFrame& frame,
                 std::size_t row, double top) {
  const std::size_t n = spec.actors.size();
  const double height = row_height(frame, row);
  const double middle = top + height / 2;
  const auto lines = static_cast<double>(frame.labels[row].size());
  svg.text(17, middle + 3.6, std::to_string(row + 1),
           sheet_text(Weight::Regular, quiet, Anchor::End));
  svg.lines(24, middle - sheet_leading * lines / 2 + 10.6, frame.labels[row], sheet_leading,
            sheet_text());
  const std::uint32_t group = spec.actors[row].group;
  if (group > 0) {
    svg.rect(frame.left - 14, top + 0.5, 8, height - 1, {group_colour(group), ink, 0.6, ""});
  }
  for (std::size_t c = 0; c < n; ++c) {
    if (c == row) continue;
    const TieCell& cell = spec.cells[row * n + c];
    const Point corner{frame.left + frame.cell * static_cast<double>(c), top};
    const bool mark = !cell.evidence.empty();
    if (mark) svg.open_mark({cell.title, cell.evidence, "", cell.href});
    draw_tie_cell(svg, cell, corner, {frame.cell, height});
    if (mark) svg.close_mark();
  }
}

void draw_group_lines(SvgWriter& svg, const TieMatrixSpec& spec, const MatrixFrame& frame,
                      const std::vector<double>& tops) {
  const std::size_t n = spec.actors.size();
  const double right = frame.left + frame.cell * static_cast<double>(n);
  for (std::size_t at = 1; at < n; ++at) {
    if (spec.actors[at].group == spec.actors[at - 1].group) continue;
    const double x = frame.left + frame.cell * static_cast<double>(at);
    svg.line({x, tops.front()}, {x, tops.back()}, ink, 2);
    svg.line({frame.left, tops[at]}, {right, tops[at]}, ink, 2);
  }
}

std::vector<LegendEntry> tie_legend(const TieMatrixSpec& spec) {
  std::vector<LegendEntry> out;
  out.push_back({5 * 22, "0 to 1: " + spec.value_words, [](SvgWriter& svg, Point at) {
                   for (std::size_t step = 0; step < tie_shades.size(); ++step) {
                     svg.rect(at.x + 22 * static_cast<double>(step) + 0.5, at.y - 6, 22, 12,
                              {tie_shades[step], "#8a9096", 0.6, ""});
                   }
                 }});
  const bool unknown = std::any_of(spec.cells.begin(), spec.cells.end(),
                                   [](const TieCell& cell) { return !cell.known; });
  if (unknown) {
    out.push_back(
        {22, "they speak about nothing in common: not known", [](SvgWriter& svg, Point at) {
           svg.rect(at.x + 0.5, at.y - 6, 22, 12, {svg.hatching(), "#8a9096", 0.6, ""});
         }});
  }
  if (!spec.group_words.empty() &&
      std::any_of(spec.actors.begin(), spec.actors.end(),
                  [](const MatrixActor& actor) { return actor.group > 0; })) {
    out.push_back({12, spec.group_words, [](SvgWriter& svg, Point at) {
                     svg.rect(at.x + 0.5, at.y - 6, 8, 12, {group_colour(1), ink, 0.6, ""});
                   }});
  }
  return out;
}

DataTable tie_twin(const TieMatrixSpec& spec) {
  const std::size_t n = spec.actors.size();
  DataTable table;
  table.caption = spec.title + "; " + spec.value_words;
  table.headings = {"Actor", spec.group_words.empty() ? std::string("Group") : spec.group_words};
  for (const MatrixActor& actor : spec.actors) table.headings.push_back(actor.label);
  for (std::size_t row = 0; row < n; ++row) {
    const std::uint32_t group = spec.actors[row].group;
    auto& cells = table.rows.emplace_back();
    cells = {{spec.actors[row].label, {}}, {group > 0 ? std::to_string(group) : "", {}}};
    for (std::size_t c = 0; c < n; ++c) {
      const TieCell& cell = spec.cells[row * n + c];
      if (c == row) {
        cells.push_back({"", {}});
      } else {
        cells.push_back({cell.known ? number_words(cell.value, 2) : "not known", cell.evidence});
      }
    }
  }
  return table;
}

}  // namespace

Figure tie_matrix(const TieMatrixSpec& spec) {
  const std::size_t n = spec.actors.size();
  if (n == 0 || n > most_matrix_actors) {
    Figure out = notice_figure("tie-matrix", spec.id, spec.title, spec.description,
                               n == 0 ? "Nothing to show: there is no actor."
                                      : "Not drawn: with more than 60 actors no cell could be "
                                        "read.");
    if (n == 0) out.table = tie_twin(spec);
    return out;
  }
  const MatrixFrame frame = matrix_frame(spec);
  SvgWriter svg(spec.id, spec.title, spec.description);
  draw_heads_of(svg, frame, n);
  std::vector<double> tops = {frame.top};
  for (std::size_t row = 0; row < n; ++row) {
    draw_row_of(svg, spec, frame, row, tops.back());
    tops.push_back(tops.back() + row_height(frame, row));
  }
  draw_group_lines(svg, spec, frame, tops);
  double y = tops.back() + 10;
  y += draw_entries(svg, tie_legend(spec), sheet_width, y) + 2;
  Figure out = finished_figure("tie-matrix", svg, spec.title, spec.description, {sheet_width, y});
  out.table = tie_twin(spec);
  return out;
}

}  // namespace entente::figure
