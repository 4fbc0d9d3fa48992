// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/camp_history.hpp"

#include <algorithm>
#include <map>

#include "alignment/networks/periods.hpp"
#include "alignment/networks/selection.hpp"
#include "dyads.hpp"
#include "matching.hpp"

namespace entente::alignment {
namespace {

/// Who is where in one period: by actor of the history.
std::vector<std::uint32_t> camps_by_actor(const CampDivision& division,
                                          const std::map<std::string, std::size_t>& place) {
  std::vector<std::uint32_t> out(place.size(), no_camp);
  for (const CampMember& member : division.members) out[place.at(member.actor)] = member.camp;
  return out;
}

/// Lanes of the camps of a period: those of camps that go on; new ones get one where nobody last
/// was, so that they are not taken for a camp that is silent.
std::vector<std::uint32_t> lanes_of_camps(const std::vector<std::uint32_t>& last,
                                          const std::vector<std::uint32_t>& camps,
                                          std::size_t count) {
  std::vector<std::uint32_t> out(count, no_camp);
  const std::vector<std::uint32_t> match = matched_groups(last, camps);
  std::vector<char> used(match.size() + count, 0);
  for (const std::uint32_t lane : last) {
    if (lane != no_camp) used[lane] = 1;
  }
  for (std::uint32_t lane = 0; lane < match.size(); ++lane) {
    if (match[lane] == no_camp) continue;
    out[match[lane]] = lane;
  }
  for (std::uint32_t& lane : out) {
    if (lane != no_camp) continue;
    const auto free = std::find(used.begin(), used.end(), 0);
    *free = 1;
    lane = static_cast<std::uint32_t>(free - used.begin());
  }
  return out;
}

void follow(CampHistory& history) {
  std::map<std::string, std::size_t> place;
  for (const CampPeriod& period : history.periods) {
    for (const CampMember& member : period.division.members) place[member.actor] = 0;
  }
  for (auto& [actor, at] : place) {
    at = history.actors.size();
    history.actors.push_back(actor);
  }
  history.lanes.assign(history.actors.size(), {});
  std::vector<std::uint32_t> last(history.actors.size(), no_camp);
  for (const CampPeriod& period : history.periods) {
    const auto camps = camps_by_actor(period.division, place);
    const auto lanes = lanes_of_camps(last, camps, period.division.camps);
    std::uint32_t changed = 0;
    for (std::size_t a = 0; a < camps.size(); ++a) {
      const std::uint32_t lane = camps[a] == no_camp ? no_camp : lanes[camps[a]];
      history.lanes[a].push_back(lane);
      if (lane == no_camp) continue;
      if (last[a] != no_camp && last[a] != lane) ++changed;
      last[a] = lane;
    }
    history.changed.push_back(changed);
  }
}

}  // namespace

Result<CampHistory> camp_history(const CodedStatements& statements, const NetworkOptions& options,
                                 const CampOptions& camps, const CampPeriodOptions& periods,
                                 const CancelToken& cancel, const Progress& progress) {
  ENTENTE_TRY(const NetworkSelection selection,
              select_statements(statements, dyad_options(options, QualifierRule::Congruence),
                                Kernel::None, cancel));
  CampHistory out;
  if (selection.kept.empty()) return out;
  ENTENTE_TRY(const std::vector<TimeWindow> windows,
              time_periods(selection.from, selection.to, options.from.has_value(), periods.unit,
                           periods.size, most_camp_periods));
  std::vector<std::int64_t> times;
  times.reserve(selection.kept.size());
  for (const std::uint32_t s : selection.kept) times.push_back(statements.times[s]);
  for (const TimeWindow& window : windows) {
    const auto first = std::lower_bound(times.begin(), times.end(), window.start);
    if (first == times.end() || *first > window.stop) continue;
    NetworkOptions own = options;
    own.from = std::max(window.start, selection.from);
    own.to = std::min(window.stop, selection.to);
    ENTENTE_TRY(CampDivision division, find_camps(statements, own, camps, cancel, progress));
    out.periods.push_back({window.start, window.stop, std::move(division)});
  }
  follow(out);
  return out;
}

}  // namespace entente::alignment
