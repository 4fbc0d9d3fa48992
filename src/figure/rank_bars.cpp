// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/rank_bars.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/figure/svg.hpp"
#include "marks.hpp"

namespace entente::figure {
namespace {

constexpr double rank_labels = 208;
constexpr double rank_words = 70;
constexpr double rank_thickness = 13;

/// The best first; later ranks than five share the lightest.
constexpr std::array<const char*, 5> rank_shades = {"#08306b", "#2c6fad", "#94c4df", "#d0e1f2",
                                                    "#f7fbff"};

double share_of(double share) { return std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0; }

double first_share(const RankBar& bar) {
  return bar.ranks.empty() ? 0 : share_of(bar.ranks.front());
}

std::string rank_title(const RankGroup& group, const RankBar& bar) {
  std::string out = group.heading + ", " + bar.label + ":";
  for (std::size_t rank = 0; rank < bar.ranks.size(); ++rank) {
    out += (rank == 0 ? " rank " : ", rank ") + std::to_string(rank + 1) + " in " +
           percent_words(share_of(bar.ranks[rank]));
  }
  return out;
}

/// Gives the height it took.
double draw_rank_bar(SvgWriter& svg, const RankGroup& group, const RankBar& bar, double top) {
  const auto label = wrapped(bar.label, TextStyle().size, rank_labels);
  const double height =
      std::max(rank_thickness + 6, sheet_leading * static_cast<double>(label.size()) + 4);
  const double middle = top + height / 2;
  const double width = sheet_width - rank_labels - rank_words - 24;
  double x = rank_labels + 12;
  svg.open_mark({rank_title(group, bar), group.evidence, "", ""});
  svg.lines(0, middle - sheet_leading * static_cast<double>(label.size()) / 2 + 10.6, label,
            sheet_leading, sheet_text());
  for (std::size_t rank = 0; rank < bar.ranks.size(); ++rank) {
    const double part = width * share_of(bar.ranks[rank]);
    if (part <= 0) continue;
    svg.rect(x, middle - rank_thickness / 2, part, rank_thickness,
             {rank_shades[std::min(rank, rank_shades.size() - 1)], ink, 0.7, ""});
    x += part;
  }
  svg.text(sheet_width - rank_words + 4, middle + 3.8, percent_words(first_share(bar)),
           sheet_text());
  svg.close_mark();
  return height;
}

double draw_rank_group(SvgWriter& svg, const RankGroup& group, double top) {
  double y = top;
  const auto heading =
      wrapped(group.heading, TextStyle().size, sheet_width - rank_words - 20, Weight::Semibold);
  svg.lines(0, y + 17, heading, sheet_leading, sheet_text(Weight::Semibold, heading_blue));
  y += 10 + sheet_leading * static_cast<double>(heading.size());
  for (const RankBar& bar : group.bars) y += draw_rank_bar(svg, group, bar, y);
  if (!group.words.empty()) {
    const auto words = wrapped(group.words, TextStyle().size, sheet_width);
    svg.lines(0, y + 13, words, sheet_leading, sheet_text(Weight::Regular, quiet));
    y += 4 + sheet_leading * static_cast<double>(words.size());
  }
  return y - top + 4;
}

DataTable rank_twin(const RankBarsSpec& spec) {
  DataTable table;
  table.caption = spec.title + "; shares of draws by rank";
  std::size_t ranks = 0;
  for (const RankGroup& group : spec.groups) {
    for (const RankBar& bar : group.bars) ranks = std::max(ranks, bar.ranks.size());
  }
  table.headings = {"Of", spec.label_heading};
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    table.headings.push_back("Rank " + std::to_string(rank + 1));
  }
  for (const RankGroup& group : spec.groups) {
    for (const RankBar& bar : group.bars) {
      auto& row = table.rows.emplace_back();
      row = {{group.heading, group.evidence}, {bar.label, {}}};
      for (std::size_t rank = 0; rank < ranks; ++rank) {
        row.push_back(
            {rank < bar.ranks.size() ? percent_words(share_of(bar.ranks[rank])) : "", {}});
      }
    }
  }
  return table;
}

}  // namespace

Figure rank_bars(const RankBarsSpec& spec) {
  if (spec.groups.empty() || spec.groups.size() > most_rank_groups) {
    Figure out = notice_figure("rank-bars", spec.id, spec.title, spec.description,
                               spec.groups.empty()
                                   ? "Nothing to show: nothing was ranked."
                                   : "Not drawn: more than 12 rankings; the table has them.");
    out.table = rank_twin(spec);
    return out;
  }
  SvgWriter svg(spec.id, spec.title, spec.description);
  const double words_left = sheet_width - rank_words + 4;
  svg.text(words_left, 13, "best in", sheet_text(Weight::Semibold));
  double y = 4;
  std::size_t ranks = 0;
  for (const RankGroup& group : spec.groups) {
    y += draw_rank_group(svg, group, y);
    for (const RankBar& bar : group.bars) ranks = std::max(ranks, bar.ranks.size());
  }
  std::vector<LegendEntry> legend;
  for (std::size_t rank = 0; rank < std::min(ranks, rank_shades.size()); ++rank) {
    const bool later = rank + 1 == rank_shades.size() && ranks > rank_shades.size();
    legend.push_back({22, "rank " + std::to_string(rank + 1) + (later ? " or later" : ""),
                      [rank](SvgWriter& entry, Point at) {
                        entry.rect(at.x + 0.5, at.y - 6, 22, 12, {rank_shades[rank], ink, 0.7, ""});
                      }});
  }
  y += 6;
  y += draw_entries(svg, legend, sheet_width, y) + 2;
  Figure out = finished_figure("rank-bars", svg, spec.title, spec.description, {sheet_width, y});
  out.table = rank_twin(spec);
  return out;
}

}  // namespace entente::figure
