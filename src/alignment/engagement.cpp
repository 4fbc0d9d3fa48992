// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/engagement.hpp"

#include <algorithm>

namespace entente::alignment {
namespace {

constexpr std::size_t series_limit = 1000000;

/// An organisation acts through its own people; a mere grouping has none, so where it meets its
/// members do.
bool takes_part(const record::Snapshot& snapshot, std::size_t row, ActorCode actor) {
  const auto list = snapshot.engagements.participants[row];
  return std::any_of(list.begin(), list.end(), [&](ActorCode participant) {
    return participant == actor ||
           (snapshot.actors.kind[participant.value()] == "grouping" &&
            record::is_member(snapshot, actor, participant, snapshot.engagements.date[row]));
  });
}

bool any_takes_part(const record::Snapshot& snapshot, std::size_t row,
                    const std::vector<ActorCode>& actors) {
  if (actors.empty()) return true;
  return std::any_of(actors.begin(), actors.end(), [&snapshot, row](ActorCode actor) {
    return takes_part(snapshot, row, actor);
  });
}

/// The categories in which an engagement counts.
std::vector<std::string> categories_of(const record::Snapshot& snapshot, std::size_t row,
                                       const SeriesOptions& options) {
  if (options.key == SeriesKey::Level) return {snapshot.engagements.level[row]};
  if (options.key == SeriesKey::Format) {
    const FormatCode format = snapshot.engagements.format[row];
    return {format ? snapshot.format_ids[format.value()] : std::string()};
  }
  std::vector<std::string> out;
  for (const ActorCode actor : options.participants) {
    if (takes_part(snapshot, row, actor)) out.push_back(snapshot.actors.id[actor.value()]);
  }
  return out;
}

bool of_wanted_format(const record::Snapshot& snapshot, std::size_t row,
                      const std::vector<FormatCode>& formats) {
  return formats.empty() || std::find(formats.begin(), formats.end(),
                                      snapshot.engagements.format[row]) != formats.end();
}

Result<void> check_options(const record::Snapshot& snapshot, const SeriesOptions& options) {
  const auto refuse = [](const char* message) {
    return fail({ErrorKind::Range, message, {}, "", "", ""});
  };
  for (const ActorCode actor : options.participants) {
    if (!actor || actor.value() >= snapshot.actors.size()) {
      return refuse("the series names an actor the study has not");
    }
  }
  for (const FormatCode format : options.formats) {
    if (!format || format.value() >= snapshot.format_ids.size()) {
      return refuse("the series names a format the study has not");
    }
  }
  if (options.key == SeriesKey::Participant && options.participants.empty()) {
    return refuse("a series by participant names no participant");
  }
  return {};
}

/// Engagements of the yearly series in date order; the others go to `decade` and `after`.
std::vector<EngagementCode> dated_rows(const record::Snapshot& snapshot,
                                       const SeriesOptions& options, EngagementSeries& out) {
  std::vector<EngagementCode> rows;
  for (std::size_t e = 0; e < snapshot.engagements.size(); ++e) {
    if (!any_takes_part(snapshot, e, options.participants)) continue;
    if (!of_wanted_format(snapshot, e, options.formats)) continue;
    const Date date = snapshot.engagements.date[e];
    if (date.first_day() > options.at) {
      out.after.emplace_back(e);
    } else if (date.precision() == DatePrecision::Decade) {
      out.decade.emplace_back(e);
    } else {
      rows.emplace_back(e);
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [&snapshot](EngagementCode a, EngagementCode b) {
    return snapshot.engagements.date[a.value()].first_day() <
           snapshot.engagements.date[b.value()].first_day();
  });
  return rows;
}

/// Category names, most rows first; ties as first seen. Participants as they were asked for.
std::vector<std::string> ranked_categories(const record::Snapshot& snapshot,
                                           const std::vector<EngagementCode>& rows,
                                           const SeriesOptions& options) {
  std::vector<std::string> names;
  if (options.key == SeriesKey::Participant) {
    for (const ActorCode actor : options.participants) {
      names.push_back(snapshot.actors.id[actor.value()]);
    }
    return names;
  }
  std::vector<std::pair<std::string, std::size_t>> found;
  for (const EngagementCode row : rows) {
    const std::string name = categories_of(snapshot, row.value(), options).front();
    const auto it = std::find_if(found.begin(), found.end(),
                                 [&name](const auto& entry) { return entry.first == name; });
    if (it == found.end()) {
      found.emplace_back(name, 1);
    } else {
      ++it->second;
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  names.reserve(found.size());
  for (auto& entry : found) names.push_back(std::move(entry.first));
  return names;
}

}  // namespace

Result<EngagementSeries> engagement_series(const record::Snapshot& snapshot,
                                           const SeriesOptions& options) {
  ENTENTE_CHECK(check_options(snapshot, options));
  EngagementSeries out;
  out.at = options.at;
  out.key = options.key;
  const std::vector<EngagementCode> rows = dated_rows(snapshot, options, out);
  if (rows.empty()) return out;
  out.categories = ranked_categories(snapshot, rows, options);
  out.first_year = snapshot.engagements.date[rows.front().value()].year();
  out.last_year = snapshot.engagements.date[rows.back().value()].year();
  if (out.years() * out.categories.size() > series_limit) {
    return fail({ErrorKind::Limit,
                 "the series has too many years and categories",
                 {},
                 "at most " + std::to_string(series_limit) + " counts",
                 std::to_string(out.years()) + " years by " +
                     std::to_string(out.categories.size()) + " categories",
                 "use fewer distinct words in the level column"});
  }
  out.counts.resize(out.years() * out.categories.size());
  for (const EngagementCode row : rows) {
    const Date date = snapshot.engagements.date[row.value()];
    for (const std::string& name : categories_of(snapshot, row.value(), options)) {
      const auto category = static_cast<std::size_t>(
          std::find(out.categories.begin(), out.categories.end(), name) - out.categories.begin());
      const auto year = static_cast<std::size_t>(date.year() - out.first_year);
      SeriesCount& count = out.counts[year * out.categories.size() + category];
      count.engagements.push_back(row);
      if (date.approximate()) ++count.approximate;
    }
  }
  return out;
}

std::vector<Coverage> coverage(const record::Snapshot& snapshot, std::span<const ActorCode> group,
                               std::span<const FormatCode> formats,
                               std::optional<std::chrono::sys_days> at) {
  std::vector<Coverage> out;
  for (const ActorCode actor : group) out.push_back({actor, {}});
  for (std::size_t e = 0; e < snapshot.engagements.size(); ++e) {
    if (at && snapshot.engagements.date[e].first_day() > *at) continue;
    const FormatCode format = snapshot.engagements.format[e];
    if (!formats.empty() && std::find(formats.begin(), formats.end(), format) == formats.end()) {
      continue;
    }
    std::vector<std::size_t> present;
    for (std::size_t g = 0; g < group.size(); ++g) {
      if (takes_part(snapshot, e, group[g])) present.push_back(g);
    }
    if (formats.empty() && present.size() != 1) continue;
    for (const std::size_t g : present) out[g].engagements.emplace_back(e);
  }
  return out;
}

}  // namespace entente::alignment
