// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/tornado.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "entente/figure/scale.hpp"
#include "entente/figure/svg.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double tornado_names = 176;
constexpr double end_label_most = 116;  ///< longer values wrap
constexpr double end_label_gap = 6;
constexpr double tornado_bar = 14;
constexpr double missing_width = 16;
constexpr const char* low_fill = "#C9E3F3";
constexpr const char* high_fill = "#0072B2";

/// One end of an input: its bar and the words at its end.
struct TornadoEnd {
  bool high = false;
  std::optional<double> outcome;
  double side = 0;  ///< -1 = the words stand left of the bar, 1 = right
  std::vector<std::string> words;
  double width = 0;
};

struct TornadoRow {
  const TornadoInput* input = nullptr;
  std::vector<std::string> name;
  TornadoEnd low;
  TornadoEnd high;
  bool stacked = false;  ///< both ends on one side of the baseline
  bool computed = false;
  bool moves = false;
  double swing = -1;
};

struct TornadoFrame {
  LinearScale scale;
  double from = 0;  ///< least and greatest outcome, the baseline among them
  double to = 0;
};

std::optional<double> finite(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

double side_of(const std::optional<double>& outcome, double baseline) {
  if (!outcome || *outcome == baseline) return 0;
  return *outcome < baseline ? -1 : 1;
}

std::string outcome_text(const TornadoSpec& spec, const std::optional<double>& outcome) {
  const auto value = finite(outcome);
  return value ? number_words(*value, std::clamp(spec.digits, 0, 4)) : "not computed";
}

void measure_end(TornadoEnd& end, const TornadoSpec& spec, const std::string& value) {
  end.words = wrapped(value + " \u2192 " + outcome_text(spec, end.outcome), TextStyle().size,
                      end_label_most);
  for (const std::string& line : end.words) {
    end.width = std::max(end.width, text_width(line, TextStyle().size));
  }
}

TornadoRow tornado_row(const TornadoInput& input, const TornadoSpec& spec) {
  TornadoRow row;
  row.input = &input;
  row.name = wrapped(input.label, TextStyle().size, tornado_names);
  row.low.outcome = finite(input.at_low);
  row.high.outcome = finite(input.at_high);
  row.high.high = true;
  row.computed = row.low.outcome || row.high.outcome;
  row.low.side = side_of(row.low.outcome, spec.baseline);
  row.high.side = side_of(row.high.outcome, spec.baseline);
  row.moves = row.low.side != 0 || row.high.side != 0;
  if (row.low.side == 0) row.low.side = row.high.side == 0 ? -1 : -row.high.side;
  if (row.high.side == 0) row.high.side = -row.low.side;
  row.stacked = row.low.side == row.high.side;
  measure_end(row.low, spec, input.low_value);
  measure_end(row.high, spec, input.high_value);
  if (row.computed) {
    const double low = row.low.outcome.value_or(spec.baseline);
    const double high = row.high.outcome.value_or(spec.baseline);
    row.swing = std::max({low, high, spec.baseline}) - std::min({low, high, spec.baseline});
  }
  return row;
}

/// Rows whose words stand at the ends of bars: the others say so in a sentence.
bool has_bars(const TornadoRow& row) {
  return row.computed && (row.moves || !row.low.outcome || !row.high.outcome);
}

TornadoFrame tornado_frame(const TornadoSpec& spec, const std::vector<TornadoRow>& rows) {
  TornadoFrame frame;
  frame.from = spec.baseline;
  frame.to = spec.baseline;
  double left = 0;
  double right = 0;
  for (const TornadoRow& row : rows) {
    for (const TornadoEnd* end : {&row.low, &row.high}) {
      if (end->outcome) {
        frame.from = std::min(frame.from, *end->outcome);
        frame.to = std::max(frame.to, *end->outcome);
      }
      if (!has_bars(row)) {
        right = std::max(right, 34 + text_width("moves nothing", TextStyle().size));
        continue;
      }
      const double width = end->width + end_label_gap + (end->outcome ? 0 : missing_width);
      (end->side < 0 ? left : right) = std::max(end->side < 0 ? left : right, width);
    }
  }
  // Half a number of the axis must fit under both ends.
  const double half =
      text_width(number_words(std::max(std::fabs(frame.from), std::fabs(frame.to)), 4), 11.5) / 2;
  frame.scale = {frame.from, frame.to, tornado_names + 16 + std::max(left, half),
                 sheet_width - 2 - std::max(right, half)};
  return frame;
}

double end_height(const TornadoEnd& end) {
  return std::max(tornado_bar, sheet_leading * static_cast<double>(end.words.size()));
}

double row_height(const TornadoRow& row) {
  double body = 20;
  if (has_bars(row)) {
    body = row.stacked ? end_height(row.low) + end_height(row.high) + 3
                       : std::max(end_height(row.low), end_height(row.high));
  }
  return std::max(body, sheet_leading * static_cast<double>(row.name.size())) + 10;
}

/// The bar and its words, centred at `y`.
void draw_end(SvgWriter& svg, const TornadoEnd& end, const TornadoFrame& frame, double baseline,
              double y) {
  const double base = frame.scale(baseline);
  const double tip = end.outcome ? frame.scale(*end.outcome) : base + end.side * missing_width;
  if (end.outcome) {
    if (tip != base) {
      svg.rect(std::min(base, tip), y - tornado_bar / 2, std::fabs(tip - base), tornado_bar,
               {end.high ? high_fill : low_fill, ink, 1, ""});
    }
  } else {
    svg.rect(std::min(base, tip), y - tornado_bar / 2, missing_width, tornado_bar,
             {svg.hatching(), "#767676", 1, ""});
  }
  const double text = sheet_leading * static_cast<double>(end.words.size());
  svg.lines(tip + end.side * end_label_gap, y - text / 2 + 11, end.words, sheet_leading,
            sheet_text(Weight::Regular, ink, end.side < 0 ? Anchor::End : Anchor::Start));
}

std::string tornado_title(const TornadoRow& row, const TornadoSpec& spec) {
  const TornadoInput& input = *row.input;
  if (!input.title.empty()) return input.title;
  return input.label + ": " + spec.outcome_words + " " + outcome_text(spec, input.at_low) +
         " with " + input.low_value + ", " + outcome_text(spec, input.at_high) + " with " +
         input.high_value + ", baseline " + outcome_text(spec, spec.baseline);
}

void draw_tornado_row(SvgWriter& svg, const TornadoRow& row, const TornadoSpec& spec,
                      const TornadoFrame& frame, double top) {
  const double height = row_height(row);
  const double middle = top + height / 2;
  const double name = sheet_leading * static_cast<double>(row.name.size());
  svg.line({0, top + height}, {sheet_width, top + height}, "#e3e3e3", 0.7);
  svg.open_mark({tornado_title(row, spec), row.input->evidence, "", row.input->href});
  svg.lines(0, middle - name / 2 + 11, row.name, sheet_leading, sheet_text());
  if (has_bars(row) && row.stacked) {
    const double all = end_height(row.low) + end_height(row.high) + 3;
    draw_end(svg, row.low, frame, spec.baseline, middle - all / 2 + end_height(row.low) / 2);
    draw_end(svg, row.high, frame, spec.baseline, middle + all / 2 - end_height(row.high) / 2);
  } else if (has_bars(row)) {
    draw_end(svg, row.low, frame, spec.baseline, middle);
    draw_end(svg, row.high, frame, spec.baseline, middle);
  } else {
    const std::string_view words = row.computed ? "moves nothing" : "not computed";
    const double x = frame.scale(spec.baseline) + (row.computed ? 8 : 34);
    if (!row.computed) {
      svg.rect(x - 26, middle - 6, 20, 12, {svg.hatching(), "#767676", 1, ""}, 2);
    }
    svg.text(x, middle + 4, words, sheet_text(Weight::Regular, "#333"));
  }
  svg.close_mark();
}

std::vector<LegendEntry> tornado_legend(const std::vector<TornadoRow>& rows) {
  const auto swatch = [](const char* fill) {
    return [fill](SvgWriter& svg, Point at) {
      svg.rect(at.x + 0.5, at.y - 6, 24, 12, {fill, ink, 1, ""});
    };
  };
  std::vector<LegendEntry> out;
  out.push_back({25, "input at its low value", swatch(low_fill)});
  out.push_back({25, "input at its high value", swatch(high_fill)});
  const bool missing = std::any_of(rows.begin(), rows.end(), [](const TornadoRow& row) {
    return !row.low.outcome || !row.high.outcome;
  });
  if (missing) {
    out.push_back({21, "not computed", [](SvgWriter& svg, Point at) {
                     svg.rect(at.x + 0.5, at.y - 6, 20, 12, {svg.hatching(), "#767676", 1, ""}, 2);
                   }});
  }
  return out;
}

DataTable tornado_twin(const TornadoSpec& spec, const std::vector<TornadoRow>& rows) {
  DataTable table;
  table.caption = spec.title + "; baseline " + outcome_text(spec, spec.baseline);
  table.headings = {"Input",      "Low value",       "Outcome with it",
                    "High value", "Outcome with it", "Width"};
  for (const TornadoRow& row : rows) {
    const TornadoInput& input = *row.input;
    table.rows.push_back({{input.label, input.evidence},
                          {input.low_value, {}},
                          {outcome_text(spec, input.at_low), {}},
                          {input.high_value, {}},
                          {outcome_text(spec, input.at_high), {}},
                          {row.computed ? outcome_text(spec, row.swing) : "not computed", {}}});
  }
  return table;
}

}  // namespace

Figure tornado(const TornadoSpec& spec) {
  if (!std::isfinite(spec.baseline)) {
    return notice_figure("tornado", spec.id, spec.title, spec.description,
                         "Nothing to show: the baseline is not known.");
  }
  std::vector<TornadoRow> rows;
  rows.reserve(spec.inputs.size());
  for (const TornadoInput& input : spec.inputs) rows.push_back(tornado_row(input, spec));
  std::stable_sort(rows.begin(), rows.end(),
                   [](const TornadoRow& a, const TornadoRow& b) { return a.swing > b.swing; });
  if (rows.empty()) {
    Figure out = notice_figure("tornado", spec.id, spec.title, spec.description,
                               "Nothing to show: no input was varied.");
    out.table = tornado_twin(spec, rows);
    return out;
  }
  const TornadoFrame frame = tornado_frame(spec, rows);
  SvgWriter svg(spec.id, spec.title, spec.description);
  constexpr double head = 22;
  const double base = frame.scale(spec.baseline);
  const std::string words = "baseline " + outcome_text(spec, spec.baseline);
  const double half = text_width(words, TextStyle().size, Weight::Semibold) / 2;
  svg.text(std::clamp(base, half, sheet_width - half), 13, words,
           sheet_text(Weight::Semibold, ink, Anchor::Middle));
  double bottom = head;
  for (const TornadoRow& row : rows) bottom += row_height(row);
  svg.line({base, head - 4}, {base, bottom + 6}, ink, 1.4);
  double y = head;
  for (const TornadoRow& row : rows) {
    draw_tornado_row(svg, row, spec, frame, y);
    y += row_height(row);
  }
  y += 6;
  y += draw_number_axis(svg, frame.scale, spec.outcome_words, spec.digits, y) + 4;
  y += draw_entries(svg, tornado_legend(rows), sheet_width, y) + 2;
  Figure out = finished_figure("tornado", svg, spec.title, spec.description, {sheet_width, y});
  out.table = tornado_twin(spec, rows);
  return out;
}

}  // namespace entente::figure
