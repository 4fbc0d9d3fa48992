// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/app/engagement.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::SeriesCount;

std::string_view key_word(alignment::SeriesKey key) {
  switch (key) {
    case alignment::SeriesKey::Level:
      return "level";
    case alignment::SeriesKey::Format:
      return "format";
    case alignment::SeriesKey::Participant:
      break;
  }
  return "actor";
}

std::vector<std::string> ids(const EngagementOutcome& outcome,
                             const std::vector<EngagementCode>& rows) {
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const EngagementCode row : rows) {
    out.push_back(outcome.analysis.snapshot.engagement_ids[row.value()]);
  }
  return out;
}

std::string category_word(const std::string& category) {
  return category.empty() ? "(not stated)" : category;
}

/// Distinct engagements of one year: by participant, one may stand in several categories.
std::size_t year_total(const alignment::EngagementSeries& series, int year) {
  std::vector<EngagementCode> all;
  for (std::size_t c = 0; c < series.categories.size(); ++c) {
    const auto& rows = series.count(year, c).engagements;
    all.insert(all.end(), rows.begin(), rows.end());
  }
  std::sort(all.begin(), all.end());
  return static_cast<std::size_t>(std::unique(all.begin(), all.end()) - all.begin());
}

/// The last of the years without any engagement that follow one another from `year` on.
int last_empty_year(const alignment::EngagementSeries& series, int year) {
  while (year < series.last_year && year_total(series, year + 1) == 0) ++year;
  return year;
}

/// Every engagement that a figure of the outcome counts.
std::vector<EngagementCode> counted_engagements(const EngagementOutcome& outcome) {
  std::vector<EngagementCode> out = outcome.series.decade;
  for (const SeriesCount& count : outcome.series.counts) {
    out.insert(out.end(), count.engagements.begin(), count.engagements.end());
  }
  return out;
}

std::vector<record::Dispute> disputes_behind(const EngagementOutcome& outcome) {
  return contested(outcome.analysis.opened.study,
                   engagement_data(outcome.analysis.snapshot, counted_engagements(outcome)));
}

Rows year_rows(const EngagementOutcome& outcome) {
  const alignment::EngagementSeries& series = outcome.series;
  Rows rows = {{"year"}};
  for (const std::string& category : series.categories) {
    rows.front().push_back(category_word(category));
  }
  rows.front().emplace_back("all");
  if (series.categories.empty()) return rows;
  for (int year = series.first_year; year <= series.last_year; ++year) {
    const std::size_t total = year_total(series, year);
    if (total == 0) {
      const int last = last_empty_year(series, year);
      rows.push_back({std::to_string(year) + (last > year ? "-" + std::to_string(last) : "")});
      rows.back().resize(rows.front().size() - 1);
      rows.back().emplace_back("none");
      year = last;
      continue;
    }
    rows.push_back({std::to_string(year)});
    for (std::size_t c = 0; c < series.categories.size(); ++c) {
      const SeriesCount& count = series.count(year, c);
      std::string text = count.engagements.empty() ? "" : std::to_string(count.engagements.size());
      if (count.approximate > 0) text += "~";
      rows.back().push_back(std::move(text));
    }
    rows.back().push_back(std::to_string(total));
  }
  return rows;
}

std::string firsts_text(const EngagementOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows;
  for (std::size_t c = 0; c < outcome.firsts.size(); ++c) {
    if (!outcome.firsts[c]) continue;
    const std::size_t row = outcome.firsts[c]->value();
    const FormatCode format = snapshot.engagements.format[row];
    rows.push_back(
        {category_word(outcome.series.categories[c]), snapshot.engagements.date[row].text(),
         snapshot.engagement_ids[row], format ? snapshot.format_ids[format.value()] : "",
         std::string(outcome.analysis.opened.study.table("engagement").cell(row, "summary"))});
  }
  return rows.empty() ? "" : "\nThe first of each:\n" + aligned(rows);
}

std::string coverage_text(const EngagementOutcome& outcome) {
  if (outcome.coverage.empty()) return {};
  std::vector<std::string> parts;
  parts.reserve(outcome.coverage.size());
  for (const alignment::Coverage& row : outcome.coverage) {
    parts.push_back(outcome.analysis.snapshot.actors.id[row.actor.value()] + " " +
                    std::to_string(row.engagements.size()));
  }
  const std::string where =
      outcome.coverage_formats.empty()
          ? "engagements of one of them alone"
          : "engagements in the formats " + joined(outcome.coverage_formats, ", ");
  return "\nCoverage is uneven: the whole record has, of " + where + ", " + joined(parts, ", ") +
         ".\nThat shows what was indexed; it does not show who is closer.\n";
}

std::string text_of(const EngagementOutcome& outcome) {
  const alignment::EngagementSeries& series = outcome.series;
  std::string out = aligned(year_rows(outcome));
  out += firsts_text(outcome);
  if (!series.decade.empty()) {
    out += "\nKnown to the decade only, in no year: " + joined(ids(outcome, series.decade), ", ") +
           "\n";
  }
  if (!series.after.empty()) {
    out += "\nAfter " + outcome.analysis.at_text +
           ", not counted: " + joined(ids(outcome, series.after), ", ") + "\n";
  }
  return out + coverage_text(outcome) +
         "\nOne engagement counts once a year and category; those it is addressed to do not take "
         "part. A year with none on record is a gap of the record, not proof that nobody met. "
         "~ among them approximate dates.\n" +
         disputes_text(disputes_behind(outcome));
}

Json json_of(const EngagementOutcome& outcome) {
  const alignment::EngagementSeries& series = outcome.series;
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json json;
  json["method"] = "engagement-series";
  json["at"] = outcome.analysis.at_text;
  json["by"] = key_word(series.key);
  json["actors"] = Json::array();
  for (const ActorCode a : outcome.analysis.actors) {
    json["actors"].push_back(snapshot.actors.id[a.value()]);
  }
  json["formats"] = Json::array();
  for (const FormatCode f : outcome.formats) {
    json["formats"].push_back(snapshot.format_ids[f.value()]);
  }
  json["categories"] = series.categories;
  json["years"] = Json::array();
  for (int year = series.first_year; series.years() > 0 && year <= series.last_year; ++year) {
    Json item{{"year", year}, {"n", year_total(series, year)}, {"counts", Json::array()}};
    for (std::size_t c = 0; c < series.categories.size(); ++c) {
      const SeriesCount& count = series.count(year, c);
      item["counts"].push_back(Json{{"n", count.engagements.size()},
                                    {"approximate", count.approximate},
                                    {"engagements", ids(outcome, count.engagements)}});
    }
    json["years"].push_back(std::move(item));
  }
  json["first"] = Json::object();
  for (std::size_t c = 0; c < outcome.firsts.size(); ++c) {
    if (!outcome.firsts[c]) continue;
    const std::size_t row = outcome.firsts[c]->value();
    json["first"][series.categories[c]] = Json{{"engagement", snapshot.engagement_ids[row]},
                                               {"date", snapshot.engagements.date[row].text()}};
  }
  json["decade_only"] = ids(outcome, series.decade);
  json["after"] = ids(outcome, series.after);
  json["coverage"] = Json::object();
  for (const alignment::Coverage& row : outcome.coverage) {
    json["coverage"][snapshot.actors.id[row.actor.value()]] = row.engagements.size();
  }
  json["coverage_formats"] = outcome.coverage_formats;
  json["disputes"] = disputes_json(disputes_behind(outcome));
  return json;
}

/// One row a count, with the engagements it counts.
Rows count_rows(const EngagementOutcome& outcome) {
  const alignment::EngagementSeries& series = outcome.series;
  Rows rows = {{"year", std::string(key_word(series.key)), "n", "approximate", "engagements"}};
  for (int year = series.first_year; series.years() > 0 && year <= series.last_year; ++year) {
    for (std::size_t c = 0; c < series.categories.size(); ++c) {
      const SeriesCount& count = series.count(year, c);
      if (count.engagements.empty()) continue;
      rows.push_back({std::to_string(year), series.categories[c],
                      std::to_string(count.engagements.size()), std::to_string(count.approximate),
                      joined(ids(outcome, count.engagements), ";")});
    }
  }
  return rows;
}

}  // namespace

Presentation present(const EngagementOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(json_of(outcome));
  if (view == View::Table) out.rows = count_rows(outcome);
  if (view == View::Text) out.text = text_of(outcome);
  return out;
}

}  // namespace entente::app
