// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/figure.hpp"

#include <array>

#include "entente/figure/markup.hpp"

namespace entente::figure {
namespace {

void append_table_cell(std::string& out, const TableCell& cell, bool heading) {
  out += heading ? "<th scope=\"row\">" : "<td>";
  if (cell.evidence.empty()) {
    out += escaped(cell.text);
  } else {
    out += "<a href=\"#" + anchor_id(cell.evidence.front()) + "\" data-evidence=\"" +
           escaped(evidence_value(cell.evidence)) + "\">" + escaped(cell.text) + "</a>";
  }
  out += heading ? "</th>" : "</td>";
}

}  // namespace

std::string to_html(const DataTable& table) {
  std::string out =
      "<table class=\"twin\"><caption>" + escaped(table.caption) + "</caption>\n<thead><tr>";
  for (const std::string& heading : table.headings) {
    out += "<th scope=\"col\">" + escaped(heading) + "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) append_table_cell(out, row[c], c == 0);
    out += "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

std::span<const FigureCard> cards() {
  static constexpr std::array<FigureCard, 12> all = {{
      {"event-lanes", "How many dated events each year holds, a lane a category, a block an event.",
       "Events with a date and a category, such as engagements by level.", "stable"},
      {"flow-lanes", "Who belongs to which group at each of several times, and who changed over.",
       "Groups of the same actors at several times, such as camps by windows.", "stable"},
      {"forecast-distribution",
       "What each model forecasts on a continuum, how sure it is, and how far it was off before.",
       "Draws of at least one model in bins from 0 to 100; anchors for the chances between them.",
       "stable"},
      {"interval-bars", "Stretches over one axis, a row each, with a best value and words.",
       "Intervals with their evidence, such as costs at which a group holds, or satisfactions.",
       "stable"},
      {"network-map", "Who is tied to whom and how much, every name on its node.",
       "At most 60 nodes with places, and ties with weights, such as agreement.", "stable"},
      {"overlap-dots",
       "Where all actors stand on each issue, their mean and cohesion with intervals, and on how "
       "much evidence that rests.",
       "Positions of at least two actors on issues at one date, and their overlap.", "stable"},
      {"rank-bars", "At which rank alternatives come, in which share of all draws.",
       "Shares of draws by rank, such as formats ranked over all weights of criteria.", "stable"},
      {"slope-chart", "Where values stood at one time and at another, a line each.",
       "Values of the same things at two times, such as positions of actors.", "stable"},
      {"stance-line",
       "Where actors stand on a continuum, with range, role and weight, and where models end.",
       "Most likely places of actors from 0 to 100; ranges, weights and outcomes where known.",
       "stable"},
      {"stance-matrix",
       "Where each actor stands on each claim, with what is unknown, old, unverified or contested.",
       "Positions of actors on issues at one date; for the spread at least two actors.", "stable"},
      {"tie-matrix", "How near every two actors are, as a square ordered by groups.",
       "Values from 0 to 1 of pairs of at most 60 actors, such as shares of agreement.", "stable"},
      {"tornado", "Which inputs move an outcome most, from their low to their high value.",
       "The outcome with each input at its low and its high value, and the baseline.", "stable"},
  }};
  return all;
}

}  // namespace entente::figure
