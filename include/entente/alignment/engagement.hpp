// SPDX-License-Identifier: GPL-3.0-or-later
// How often actors met, at which level and in which format, year by year; and how evenly the record
// covers them. Counts of dated rows, each with the rows it counts. Pure functions over an immutable
// snapshot, any thread.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::alignment {

enum class SeriesKey {
  Level,
  Format,
  Participant,  ///< one category an actor of `participants`, in their order: an engagement counts
                ///< with each of them that takes part, so that the sum may exceed the engagements
};

struct SeriesOptions {
  std::chrono::sys_days at;  ///< engagements that begin later are left out
  SeriesKey key = SeriesKey::Level;
  std::vector<ActorCode> participants;   ///< at least one must take part; empty = no condition
  std::vector<FormatCode> formats = {};  ///< only these; empty = all, also those without a format
};

/// One year of one category; counts are the sizes of the lists.
struct SeriesCount {
  std::vector<EngagementCode> engagements;  ///< in date order, then the study's
  std::size_t approximate = 0;              ///< how many of them have an approximate date
};

struct EngagementSeries {
  std::chrono::sys_days at;
  SeriesKey key = SeriesKey::Level;
  std::vector<std::string>
      categories;      ///< most engagements first, then first seen; "" = not stated
  int first_year = 0;  ///< of the series; both 0 where it is empty
  int last_year = 0;
  std::vector<SeriesCount> counts;     ///< year-major: (year - first_year) * categories + category
  std::vector<EngagementCode> decade;  ///< known to the decade only: in no year
  std::vector<EngagementCode> after;   ///< begin after `at`: in no year

  std::size_t years() const noexcept {
    return categories.empty() ? 0 : static_cast<std::size_t>(last_year - first_year + 1);
  }
  const SeriesCount& count(int year, std::size_t category) const noexcept {
    return counts[static_cast<std::size_t>(year - first_year) * categories.size() + category];
  }
};

/// Those an engagement is addressed to (targets) do not take part; members of a participant of
/// kind "grouping" (see record::is_member) do.
/// An engagement over several years counts once, in its first year. Quarter and month precision
/// count in their year; decade precision counts apart. Errors: Range (a participant or format
/// the snapshot has not; Participant without participants), Limit (more than a million years ×
/// categories). O(engagements log engagements + engagements × categories + years × categories).
Result<EngagementSeries> engagement_series(const record::Snapshot& snapshot,
                                           const SeriesOptions& options);

/// How many rows the record has on one actor.
struct Coverage {
  ActorCode actor;
  std::vector<EngagementCode> engagements;
};

/// Rows that show one actor of a group without the others, the yardstick of uneven indexing:
/// with `formats`, the engagements in one of these formats in which the actor takes part; without,
/// those in which it is the only one of the group. `at` absent = the whole record.
/// O(engagements × participants × group).
std::vector<Coverage> coverage(const record::Snapshot& snapshot, std::span<const ActorCode> group,
                               std::span<const FormatCode> formats,
                               std::optional<std::chrono::sys_days> at);

/// The methods of this stage.
std::span<const positions::MethodCard> methods();

}  // namespace entente::alignment
