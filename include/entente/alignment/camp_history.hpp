// SPDX-License-Identifier: GPL-3.0-or-later
// Camps period by period, and who changes over. Rules of camps.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/alignment/camps.hpp"
#include "entente/alignment/network_series.hpp"

namespace entente::alignment {

struct CampPeriodOptions {
  WindowUnit unit = WindowUnit::Years;  ///< not Events
  std::uint32_t size = 1;               ///< units a period holds, 1 to 1,000
};

/// More periods than this are refused.
inline constexpr std::size_t most_camp_periods = 200;

struct CampPeriod {
  std::int64_t start = 0;  ///< seconds; ends are included
  std::int64_t stop = 0;
  CampDivision division;  ///< of the statements of the period alone
};

struct CampHistory {
  std::vector<CampPeriod> periods;  ///< those with statements
  std::vector<std::string> actors;  ///< of all periods, as the record sorts its labels
  /// By actor, by period: its camp, numbered alike through time: a camp goes on as the one with
  /// which it shares most members, each where it last was. no_camp = nothing known of it then.
  std::vector<std::vector<std::uint32_t>> lanes;
  std::vector<std::uint32_t>
      changed;  ///< by period: actors in another lane than where they last were
};

/// Periods lie end to end from the first day of the unit (of its year or month) in which the range
/// begins, or from `options.from` where it is given, so that every statement is in one. Errors: as
/// find_camps; Range (size; events as unit), Limit (periods). O(periods x find_camps).
Result<CampHistory> camp_history(const CodedStatements& statements, const NetworkOptions& options,
                                 const CampOptions& camps, const CampPeriodOptions& periods,
                                 const CancelToken& cancel = {}, const Progress& progress = {});

}  // namespace entente::alignment
