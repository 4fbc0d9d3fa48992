// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/forecast_distribution.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "continuum_axis.hpp"
#include "entente/figure/svg.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double forecast_names = 148;
constexpr double forecast_errors = 118;
constexpr double histogram_height = 54;
constexpr double interval_space = 18;  ///< below the histogram
constexpr const char* histogram_fill = "#9CCBEA";
constexpr const char* histogram_edge = "#12303f";

bool has_forecast(const ForecastRow& row) {
  return row.median.has_value() || std::any_of(row.bins.begin(), row.bins.end(),
                                               [](std::uint64_t count) { return count > 0; });
}

std::uint64_t draws_of(const ForecastRow& row) {
  return std::accumulate(row.bins.begin(), row.bins.end(), std::uint64_t{0});
}

/// Share of the draws per point of the continuum.
double density(const ForecastRow& row, std::size_t bin) {
  const auto draws = static_cast<double>(draws_of(row));
  if (draws <= 0) return 0;
  return static_cast<double>(row.bins[bin]) / draws * static_cast<double>(row.bins.size()) / 100;
}

std::string points_words(double value) { return number_words(value, 0); }

std::string range_words(const std::optional<stats::Interval>& range) {
  if (!range) return "not known";
  return points_words(range->low) + "\u2013" + points_words(range->high);
}

/// The lines at the left of a row.
std::vector<std::string> row_words(const ForecastRow& row) {
  std::vector<std::string> out;
  if (!row.status.empty()) out = wrapped(row.status, TextStyle().size, forecast_names);
  if (!has_forecast(row)) return out;
  out.push_back(row.median ? "median " + points_words(*row.median) : "median not known");
  out.push_back("50 %: " + range_words(row.half));
  out.push_back("90 %: " + range_words(row.ninety));
  return out;
}

/// Lines under the error, or that there is none.
std::vector<std::string> error_words(const ForecastRow& row) {
  const bool measured = row.mean_error.has_value();
  const std::string words =
      measured ? "mean error on " + counted_words(row.past_cases, "past case", "past cases")
               : "not measured: no past case scored";
  return wrapped(words, TextStyle().size, forecast_errors - (measured ? 2 : 18));
}

std::string forecast_title(const ForecastRow& row) {
  if (!has_forecast(row)) {
    return row.model + ": no forecast" + (row.missing.empty() ? "" : ", " + row.missing);
  }
  return row.model + ": " +
         (row.median ? "median " + points_words(*row.median) : "median not known") +
         ", 50 % of draws in " + range_words(row.half) + ", 90 % in " + range_words(row.ninety);
}

/// Chances as texts under their stretches.
struct ShareTexts {
  std::vector<std::string> words;
  std::vector<double> centres;
  std::vector<std::size_t> rows;
  std::size_t row_count = 0;
};

ShareTexts share_texts(const ForecastRow& row, std::span<const ContinuumAnchor> anchors,
                       const ContinuumLayout& layout) {
  ShareTexts out;
  if (!has_forecast(row) || anchors.size() < 2 || row.shares.size() + 1 != anchors.size()) {
    return out;
  }
  std::vector<Span> spans;
  for (std::size_t i = 0; i < row.shares.size(); ++i) {
    out.words.push_back(percent_words(row.shares[i]));
    out.centres.push_back((layout.place(anchors[i].at) + layout.place(anchors[i + 1].at)) / 2);
    const double half = text_width(out.words.back(), TextStyle().size, Weight::Semibold) / 2;
    spans.push_back({out.centres.back() - half, out.centres.back() + half});
  }
  out.rows = packed_rows(spans, 5);
  for (const std::size_t line : out.rows) out.row_count = std::max(out.row_count, line + 1);
  return out;
}

void draw_histogram(SvgWriter& svg, const ForecastRow& row, const ContinuumLayout& layout,
                    double base, double most) {
  const double width = 100 / static_cast<double>(std::max<std::size_t>(1, row.bins.size()));
  const bool outlined = row.bins.size() <= 50;
  for (std::size_t b = 0; b < row.bins.size(); ++b) {
    if (row.bins[b] == 0) continue;
    const double left = layout.place(static_cast<double>(b) * width);
    const double right = layout.place(static_cast<double>(b + 1) * width);
    const double height = density(row, b) / most * histogram_height;
    svg.rect(left, base - height, right - left, height,
             {histogram_fill, outlined ? histogram_edge : "none", 0.6, ""});
  }
  svg.line({layout.place(0), base}, {layout.place(100), base}, "#767676", 0.8);
}

void draw_interval_bars(SvgWriter& svg, const ForecastRow& row, const ContinuumLayout& layout,
                        double y) {
  if (row.ninety) {
    const double from = layout.place(row.ninety->low);
    const double to = layout.place(row.ninety->high);
    svg.line({from, y}, {to, y}, ink, 1.4);
    svg.line({from, y - 4}, {from, y + 4}, ink, 1.4);
    svg.line({to, y - 4}, {to, y + 4}, ink, 1.4);
  }
  if (row.half) {
    svg.line({layout.place(row.half->low), y}, {layout.place(row.half->high), y}, ink, 6);
  }
  if (row.median) svg.circle({layout.place(*row.median), y}, 4.6, {"#fff", ink, 1.8, ""});
}

std::vector<std::string> missing_words(const ForecastRow& row, const ContinuumLayout& layout) {
  return wrapped("no forecast" + (row.missing.empty() ? "" : ": " + row.missing), TextStyle().size,
                 layout.place(100) - layout.place(0) - 40);
}

void draw_no_forecast(SvgWriter& svg, const ForecastRow& row, const ContinuumLayout& layout,
                      double top) {
  const auto lines = missing_words(row, layout);
  svg.rect(layout.place(0) + 1, top + 5, 24, 12, {svg.hatching(), "#767676", 1, ""}, 2);
  svg.lines(layout.place(0) + 32, top + 15, lines, sheet_leading,
            sheet_text(Weight::Regular, "#333"));
}

void draw_errors(SvgWriter& svg, const ForecastRow& row, double left, double top) {
  double y = top + 15;
  if (row.mean_error) {
    svg.text(left, y, "\u00B1 " + number_words(*row.mean_error, 1), sheet_text(Weight::Semibold));
    y += sheet_leading;
    svg.lines(left, y, error_words(row), sheet_leading, sheet_text(Weight::Regular, quiet));
    return;
  }
  draw_warning(svg, {left, top + 5});
  svg.lines(left + 16, y, error_words(row), sheet_leading, sheet_text(Weight::Regular, quiet));
}

struct ForecastFrame {
  std::vector<ContinuumAnchor> anchors;
  ContinuumLayout layout;
  double errors_left = sheet_width - forecast_errors;
  double most = 1;  ///< the highest density of any row
};

/// Draws one row; gives the height it took.
double draw_forecast_row(SvgWriter& svg, const ForecastRow& row, const ForecastFrame& frame,
                         double top) {
  const auto name = wrapped(row.model, TextStyle().size, forecast_names, Weight::Semibold);
  const auto words = row_words(row);
  const ShareTexts shares = share_texts(row, frame.anchors, frame.layout);
  const bool shown = has_forecast(row);
  const double base = top + 6 + histogram_height;
  const double plot =
      shown ? 6 + histogram_height + interval_space +
                  sheet_leading * static_cast<double>(shares.row_count)
            : 10 + sheet_leading * static_cast<double>(missing_words(row, frame.layout).size());
  const double text = sheet_leading * static_cast<double>(name.size() + words.size()) + 4;
  const double errors =
      sheet_leading * static_cast<double>(error_words(row).size() + (row.mean_error ? 1 : 0)) + 4;
  const double height = std::max({plot, text, errors}) + 6;
  svg.line({0, top + height}, {sheet_width, top + height}, "#e3e3e3", 0.7);
  if (shown) draw_anchor_guides(svg, frame.layout, frame.anchors, top, base + interval_space);
  svg.open_mark({forecast_title(row), row.evidence, "", row.href});
  svg.lines(0, top + 15, name, sheet_leading, sheet_text(Weight::Semibold));
  svg.lines(0, top + 15 + sheet_leading * static_cast<double>(name.size()), words, sheet_leading,
            sheet_text());
  if (shown) {
    draw_histogram(svg, row, frame.layout, base, frame.most);
    draw_interval_bars(svg, row, frame.layout, base + 9);
  } else {
    draw_no_forecast(svg, row, frame.layout, top);
  }
  for (std::size_t i = 0; i < shares.words.size(); ++i) {
    svg.text(shares.centres[i],
             base + interval_space + 11 + sheet_leading * static_cast<double>(shares.rows[i]),
             shares.words[i], sheet_text(Weight::Semibold, ink, Anchor::Middle));
  }
  draw_errors(svg, row, frame.errors_left, top);
  svg.close_mark();
  if (shown) draw_line_stretches(svg, frame.layout, top, base + interval_space - 2);
  return height;
}

ForecastFrame forecast_frame(const ForecastSpec& spec) {
  ForecastFrame frame;
  frame.anchors = sorted_anchors(spec.anchors);
  frame.layout = continuum_layout(spec.lines, forecast_names + 20, frame.errors_left - 22);
  double most = 0;
  for (const ForecastRow& row : spec.rows) {
    for (std::size_t b = 0; b < row.bins.size(); ++b) most = std::max(most, density(row, b));
  }
  if (most > 0) frame.most = most;
  return frame;
}

std::vector<LegendEntry> forecast_legend(const ForecastSpec& spec) {
  std::vector<LegendEntry> out;
  out.push_back(
      {40, "50 % (thick) and 90 % (thin) of the draws, median", [](SvgWriter& svg, Point at) {
         svg.line({at.x + 1, at.y}, {at.x + 39, at.y}, ink, 1.4);
         svg.line({at.x + 1, at.y - 4}, {at.x + 1, at.y + 4}, ink, 1.4);
         svg.line({at.x + 39, at.y - 4}, {at.x + 39, at.y + 4}, ink, 1.4);
         svg.line({at.x + 10, at.y}, {at.x + 30, at.y}, ink, 6);
         svg.circle({at.x + 20, at.y}, 4.6, {"#fff", ink, 1.8, ""});
       }});
  const bool shares = std::any_of(spec.rows.begin(), spec.rows.end(),
                                  [](const ForecastRow& row) { return !row.shares.empty(); });
  if (shares && spec.anchors.size() > 1) {
    out.push_back({30, "chance between two anchors", [](SvgWriter& svg, Point at) {
                     svg.text(at.x, at.y + 4, "37 %", sheet_text(Weight::Semibold));
                   }});
  }
  return out;
}

DataTable forecast_twin(const ForecastSpec& spec) {
  const auto anchors = sorted_anchors(spec.anchors);
  DataTable table;
  table.caption = spec.title;
  table.headings = {"Model", "Median", "50 %", "90 %"};
  for (std::size_t i = 0; i + 1 < anchors.size(); ++i) {
    table.headings.push_back("Chance of " + points_words(anchors[i].at) + " to " +
                             points_words(anchors[i + 1].at));
  }
  table.headings.emplace_back("Mean error");
  table.headings.emplace_back("Past cases");
  for (const ForecastRow& row : spec.rows) {
    std::vector<TableCell> cells = {
        {row.model + (row.status.empty() ? "" : " (" + row.status + ")"), row.evidence}};
    cells.push_back({row.median ? points_words(*row.median) : "not known", {}});
    cells.push_back({range_words(row.half), {}});
    cells.push_back({range_words(row.ninety), {}});
    for (std::size_t i = 0; i + 1 < anchors.size(); ++i) {
      const bool known = row.shares.size() + 1 == anchors.size();
      cells.push_back({known ? percent_words(row.shares[i]) : "not known", {}});
    }
    cells.push_back({row.mean_error ? number_words(*row.mean_error, 1) : "not measured", {}});
    cells.push_back({std::to_string(row.past_cases), {}});
    table.rows.push_back(std::move(cells));
  }
  for (const ContinuumLine& line : spec.lines) {
    table.rows.push_back({{line.label, line.evidence}, {points_words(line.at), {}}});
    table.rows.back().resize(table.headings.size());
  }
  return table;
}

}  // namespace

Figure forecast_distribution(const ForecastSpec& spec) {
  constexpr const char* name = "forecast-distribution";
  if (spec.rows.empty()) {
    Figure out = notice_figure(name, spec.id, spec.title, spec.description,
                               "Nothing to show: no model was run.");
    out.table = forecast_twin(spec);
    return out;
  }
  const ForecastFrame frame = forecast_frame(spec);
  SvgWriter svg(spec.id, spec.title, spec.description);
  const double head = frame.layout.depth + 6;
  const double plot_top = head + 20;
  svg.text(0, head + 11, "Model", sheet_text(Weight::Semibold));
  svg.text(frame.errors_left, head + 11, "Measured error", sheet_text(Weight::Semibold));
  svg.line({0, plot_top}, {sheet_width, plot_top}, "#767676", 1);
  draw_flags(svg, frame.layout, head - 4, plot_top);
  double y = plot_top;
  for (const ForecastRow& row : spec.rows) y += draw_forecast_row(svg, row, frame, y);
  y += 12;
  y += draw_continuum_axis(svg, frame.layout, frame.anchors, y) + 8;
  y += draw_entries(svg, forecast_legend(spec), sheet_width, y) + 2;
  Figure out = finished_figure(name, svg, spec.title, spec.description, {sheet_width, y});
  out.table = forecast_twin(spec);
  return out;
}

}  // namespace entente::figure
