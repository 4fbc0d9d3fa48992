// SPDX-License-Identifier: GPL-3.0-or-later
// What several figures draw or write alike: signs of stances, a warning, a legend, numbers and
// intervals in words, the figure that has nothing to show. Any thread.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/figure/figure.hpp"
#include "entente/figure/scale.hpp"
#include "entente/figure/svg.hpp"
#include "entente/stats/interval.hpp"

namespace entente::figure {

inline constexpr const char* ink = "#1a1a1a";
inline constexpr const char* quiet = "#4d4d4d";
inline constexpr const char* faint = "#d6d6d6";  ///< guides: never text
inline constexpr const char* heading_blue = "#0B4F8A";
inline constexpr double sheet_width = 720;  ///< printed 180 mm wide, so that 11.5 is 8 point
inline constexpr double sheet_leading = 14;

/// The sign of a stance as drawn lines, not as text: it needs no font and keeps its contrast.
void draw_stance_sign(SvgWriter& svg, Point at, int stance);

/// A triangle with an exclamation mark, 12 wide, 11 high.
void draw_warning(SvgWriter& svg, Point top_left);

/// A point with the bar of its interval; without an interval a hollow point. `dashed` = an interval
/// that cannot keep its level.
void draw_estimate(SvgWriter& svg, Point at, double from, double to, bool interval, bool dashed);

/// Text in an optional weight and colour at the size of the sheet.
TextStyle sheet_text(Weight weight = Weight::Regular, std::string_view fill = ink,
                     Anchor anchor = Anchor::Start);

/// A heading over rows; takes 24 of height.
void draw_sheet_heading(SvgWriter& svg, std::string_view words, double top);

/// An axis over the scale's range with round numbers of its domain, `digits` decimals where they
/// are not whole, and its words below; gives the height it took.
double draw_number_axis(SvgWriter& svg, const LinearScale& scale, std::string_view words,
                        int digits, double top);

struct LegendEntry {
  double swatch = 20;  ///< width of the drawing
  std::string words;
  std::function<void(SvgWriter&, Point middle_left)> draw;
};

/// Entries side by side in as many lines as they need; gives the height it took.
double draw_entries(SvgWriter& svg, std::span<const LegendEntry> entries, double width, double top);

/// "−0.50", with `digits` decimals; never "−0.00".
std::string number_words(double value, int digits);
/// The same with "+" before what is above 0.
std::string signed_words(double value, int digits);
/// A share in whole per cent: "37 %", "<1 %", ">99 %"; 0 and 1 exactly as "0 %", "100 %".
std::string percent_words(double share);
/// "4 passages", "1 passage".
std::string counted_words(std::size_t count, std::string_view one, std::string_view many);
/// Why there is no interval: "too little evidence", ...; empty where it is known.
std::string_view no_interval_words(stats::IntervalState state) noexcept;
/// "0.75 (95 % interval 0.50 to 1.00)" or "0.75, no interval: ...".
std::string estimate_words(const stats::Estimate& estimate, bool with_sign);

/// A figure of its words alone.
Figure notice_figure(std::string_view name, std::string_view id, const std::string& title,
                     const std::string& description, std::string_view words);

/// Fills in what all figures say of themselves once everything is drawn.
Figure finished_figure(std::string_view name, const SvgWriter& svg, const std::string& title,
                       const std::string& description, Point size);

}  // namespace entente::figure
