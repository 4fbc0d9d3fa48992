// SPDX-License-Identifier: GPL-3.0-or-later
// What was done, and what is disputed about it.
#include <algorithm>
#include <array>

#include "context.hpp"
#include "disputed.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/event_lanes.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr int window_years = 25;
constexpr int recent_years = 4;

std::string engagement_title(const Context& context, EngagementCode code) {
  const std::size_t row = code.value();
  const record::Table& table = context.study.table("engagement");
  return period_words(context.snapshot.engagements.date[row],
                      context.snapshot.engagements.until[row]) +
         ": " + std::string(table.cell(row, "summary")) + " (" +
         context.snapshot.engagement_ids[row] + ")";
}

/// Categories in the order of rank, so that leaders stand on top; the study's own words follow.
std::vector<std::size_t> lane_order(const alignment::EngagementSeries& series) {
  static constexpr std::array<std::string_view, 10> ranks = {
      "leader",          "mfa",      "mod",           "sg-dsg", "chod", "ambassador",
      "senior-official", "military", "parliamentary", "expert"};
  std::vector<std::size_t> order(series.categories.size());
  for (std::size_t c = 0; c < order.size(); ++c) order[c] = c;
  const auto rank = [&series](std::size_t c) {
    return std::find(ranks.begin(), ranks.end(), series.categories[c]) - ranks.begin();
  };
  std::stable_sort(order.begin(), order.end(),
                   [&rank](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  return order;
}

/// Engagements of a span of years over all categories, or one.
std::vector<EngagementCode> in_years(const alignment::EngagementSeries& series, int first, int last,
                                     std::size_t category, bool all) {
  std::vector<EngagementCode> out;
  for (int year = std::max(first, series.first_year); year <= std::min(last, series.last_year);
       ++year) {
    for (std::size_t c = 0; c < series.categories.size(); ++c) {
      if (!all && c != category) continue;
      const auto& list = series.count(year, c).engagements;
      out.insert(out.end(), list.begin(), list.end());
    }
  }
  return out;
}

figure::EventLanesSpec lanes_spec(const Context& context,
                                  const alignment::EngagementSeries& series) {
  const int last = std::chrono::year_month_day{context.at}.year().operator int();
  const int start = std::max(series.first_year, last - window_years + 1);
  figure::EventLanesSpec spec;
  spec.id = "engagement-lanes";
  spec.unit = "engagement";
  spec.units = "engagements";
  spec.title = "Engagements per year and level";
  spec.description =
      "One lane a level, one column a year, one block an engagement; each block opens its entry "
      "in the register.";
  spec.gaps = true;
  const bool earlier = series.first_year < start;
  if (earlier) spec.columns.push_back("before " + std::to_string(start));
  for (int year = start; year <= last; ++year) spec.columns.push_back(std::to_string(year));
  for (const std::size_t c : lane_order(series)) {
    figure::Lane lane{level_words(series.categories[c]), {}};
    const auto add = [&](int from, int until) {
      lane.columns.emplace_back();
      for (const EngagementCode e : in_years(series, from, until, c, false)) {
        lane.columns.back().push_back({engagement_title(context, e),
                                       "engagement/" + context.snapshot.engagement_ids[e.value()],
                                       context.snapshot.engagements.date[e.value()].approximate()});
      }
    };
    if (earlier) add(series.first_year, start - 1);
    for (int year = start; year <= last; ++year) add(year, year);
    spec.lanes.push_back(std::move(lane));
  }
  return spec;
}

Paragraph count_paragraph(const Context& context, const alignment::EngagementSeries& series) {
  const int last = std::chrono::year_month_day{context.at}.year().operator int();
  const int recent = last - recent_years + 1;
  const auto all = in_years(series, series.first_year, series.last_year, 0, true);
  const auto late = in_years(series, recent, last, 0, true);
  const auto leader = std::find(series.categories.begin(), series.categories.end(), "leader");
  Paragraph out;
  const std::string group =
      context.focus.size() == 1 ? context.group : "at least one of " + context.group;
  out.runs.push_back({"The record holds " + counted(all.size(), "engagement", "engagements") +
                          " with " + group + " that can be put in a year up to " +
                          std::to_string(last),
                      engagement_evidence(context, all)});
  out.runs.push_back({"; " + std::to_string(late.size()) + " of them fall in " +
                          std::to_string(recent) + " to " + std::to_string(last),
                      engagement_evidence(context, late)});
  if (leader != series.categories.end()) {
    const auto level = static_cast<std::size_t>(leader - series.categories.begin());
    const auto leaders = in_years(series, recent, last, level, false);
    out.runs.push_back(
        {", and of these " + std::to_string(leaders.size()) + " at the level of leaders",
         engagement_evidence(context, leaders)});
  }
  out.runs.push_back({"."});
  return out;
}

/// Years of the window without any engagement on record: gaps of the record.
Paragraph gap_sentence(const Context& context, const alignment::EngagementSeries& series) {
  const int last = std::chrono::year_month_day{context.at}.year().operator int();
  std::vector<std::string> gaps;
  for (int year = std::max(series.first_year, last - window_years + 1); year <= last; ++year) {
    int end = year;
    while (end <= last && in_years(series, end, end, 0, true).empty()) ++end;
    if (end == year) continue;
    gaps.push_back(end - 1 == year ? std::to_string(year)
                                   : std::to_string(year) + " to " + std::to_string(end - 1));
    year = end;
  }
  if (gaps.empty()) return {};
  return Paragraph{{{"None is on record in " + listed(gaps) +
                     ": a gap of the record, not proof that nobody met."}},
                   Paragraph::Kind::Caveat};
}

/// Engagements in the study's group formats, by year.
Paragraph group_sentence(const Context& context) {
  std::vector<FormatCode> formats;
  for (const std::string& id : context.snapshot.settings.group_formats) {
    const auto& ids = context.snapshot.format_ids;
    const auto it = std::find(ids.begin(), ids.end(), id);
    if (it != ids.end()) formats.emplace_back(static_cast<std::size_t>(it - ids.begin()));
  }
  if (formats.empty()) return {};
  const auto series = alignment::engagement_series(
      context.snapshot, {context.at, alignment::SeriesKey::Level, context.focus, formats});
  if (!series || series->categories.empty()) return {};
  const int last = std::chrono::year_month_day{context.at}.year().operator int();
  Paragraph out{{{"In the formats that hold " + context.group + " together: "}}};
  for (int year = last - recent_years + 1; year <= last; ++year) {
    const auto list = in_years(*series, year, year, 0, true);
    if (year > last - recent_years + 1) out.runs.push_back({", "});
    out.runs.push_back({std::to_string(list.size()) + " in " + std::to_string(year),
                        engagement_evidence(context, list)});
  }
  const auto leader = std::find(series->categories.begin(), series->categories.end(), "leader");
  if (leader != series->categories.end()) {
    const auto all = in_years(*series, series->first_year, series->last_year,
                              static_cast<std::size_t>(leader - series->categories.begin()), false);
    out.runs.push_back({"; the first of leaders was on " +
                            context.snapshot.engagements.date[all.front().value()].words(),
                        engagement_evidence(context, std::span(all).first(1))});
  }
  out.runs.push_back({"."});
  return out;
}

/// What the yearly series leaves out or cannot date well; no runs where there is nothing to say.
Paragraph dating_caveat(const Context& context, const alignment::EngagementSeries& series) {
  Paragraph out{{}, Paragraph::Kind::Caveat};
  std::vector<EngagementCode> approximate;
  for (const EngagementCode e : in_years(series, series.first_year, series.last_year, 0, true)) {
    if (context.snapshot.engagements.date[e.value()].approximate()) approximate.push_back(e);
  }
  if (!approximate.empty()) {
    out.runs.push_back(
        {"Of these, " + std::to_string(approximate.size()) +
             (approximate.size() == 1 ? " has an approximate date" : " have approximate dates"),
         engagement_evidence(context, approximate)});
    out.runs.push_back({". "});
  }
  if (!series.decade.empty()) {
    out.runs.push_back(
        {"Not shown in any year: " + counted(series.decade.size(), "engagement", "engagements") +
             " known to the decade only",
         engagement_evidence(context, series.decade)});
    out.runs.push_back({". "});
  }
  if (!series.after.empty()) {
    out.runs.push_back({"Left out: " + counted(series.after.size(), "engagement", "engagements") +
                            " after " + day_words(context.at),
                        engagement_evidence(context, series.after)});
    out.runs.push_back({"."});
  }
  return out;
}

}  // namespace

Paragraph coverage_caveat(const Context& context) {
  Paragraph out{{}, Paragraph::Kind::Caveat};
  if (context.focus.size() < 2) return out;
  auto rows = alignment::coverage(context.snapshot, context.focus, context.bilateral, std::nullopt);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.engagements.size() > b.engagements.size();
  });
  if (rows.empty() || rows.front().engagements.empty()) return out;
  std::string how = "engagements with only one of " + context.group + " present";
  if (!context.bilateral.empty()) {
    std::vector<std::string> names;
    names.reserve(context.bilateral.size());
    for (const FormatCode format : context.bilateral) {
      names.push_back(context.snapshot.format_ids[format.value()]);
    }
    how = "engagements in the formats " + listed(names);
  }
  out.runs.push_back({"Coverage is uneven. The whole record has, of " + how + ", "});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) out.runs.push_back({i + 1 == rows.size() ? " and " : ", "});
    out.runs.push_back(
        {std::to_string(rows[i].engagements.size()) + " for " + actor_name(context, rows[i].actor),
         engagement_evidence(context, rows[i].engagements)});
  }
  out.runs.push_back({". That shows what was indexed; it does not show who is closer."});
  return out;
}

Section engagement_section(const Context& context, int& figure_number) {
  Section out{"engagements", "Engagements per year and level", {}};
  const auto series = alignment::engagement_series(
      context.snapshot, {context.at, alignment::SeriesKey::Level, context.focus});
  if (!series) {
    out.blocks.emplace_back(
        Paragraph{{{"Engagements are not shown: " + series.error().message + "."}}});
    return out;
  }
  if (series->categories.empty()) return out;
  out.blocks.emplace_back(count_paragraph(context, *series));
  Paragraph together = group_sentence(context);
  if (!together.runs.empty()) out.blocks.emplace_back(std::move(together));
  const std::string who =
      context.focus.size() == 1 ? context.group : "at least one of " + context.group;
  out.blocks.emplace_back(
      FigureBlock{figure::event_lanes(lanes_spec(context, *series)), ++figure_number,
                  "Engagements with " + who + ", by level and year; one block is one engagement."});
  Paragraph gaps = gap_sentence(context, *series);
  if (!gaps.runs.empty()) out.blocks.emplace_back(std::move(gaps));
  Paragraph dating = dating_caveat(context, *series);
  if (!dating.runs.empty()) out.blocks.emplace_back(std::move(dating));
  Paragraph caveat = coverage_caveat(context);
  if (!caveat.runs.empty()) out.blocks.emplace_back(std::move(caveat));
  return out;
}

Section dispute_section(const Context& context) {
  Section out{"disputed", "Disputed facts", {}};
  const auto disputes = record::disputes(context.study);
  if (disputes.empty()) return out;
  std::vector<std::string> all;
  TableBlock table{"Disputed facts", {"Point", "One claim", "Other claim", "Handling"}, {}};
  for (const record::Dispute& dispute : disputes) {
    all.push_back("dispute/" + dispute.id);
    const auto claim = [&context](const record::DisputedClaim& one) {
      return Paragraph{{{claim_in_words(context, one), one.evidence}}};
    };
    table.rows.push_back({Paragraph{{{dispute.id + ": " + dispute.topic, {all.back()}, true}}},
                          claim(dispute.one), claim(dispute.other),
                          Paragraph{{{dispute.handling}}}});
  }
  out.blocks.emplace_back(
      Paragraph{{{"On " + counted(all.size(), "point", "points"), all},
                 {" the sources contradict one another. Both claims are kept."}}});
  out.blocks.emplace_back(std::move(table));
  return out;
}

}  // namespace entente::brief
