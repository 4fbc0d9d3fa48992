// SPDX-License-Identifier: GPL-3.0-or-later
// Steps through time in units of the calendar. Seconds since 1970-01-01 UTC; pure functions.
#pragma once

#include <cstdint>

#include "entente/alignment/network_series.hpp"

namespace entente::alignment {

inline constexpr std::int64_t day_seconds = 86400;

/// The day number of a second: floor, also before 1970.
std::int64_t day_of(std::int64_t time) noexcept;

/// `count` units later (earlier where negative); months and years keep the day of the month,
/// clipped to the month's last, and the time of day. Precondition: no unit of events.
std::int64_t plus_units(std::int64_t time, WindowUnit unit, std::int64_t count) noexcept;

/// Whole units from `from` to `to`, towards 0. Months and years are those of the two dates,
/// whatever the time of day; weeks are whole days over 7.
std::int64_t whole_units(std::int64_t from, std::int64_t to, WindowUnit unit) noexcept;

std::int32_t calendar_year(std::int64_t time) noexcept;
std::int32_t calendar_month(std::int64_t time) noexcept;  ///< 1 to 12
/// Number of the week (ISO 8601, 1 to 53) within the year it belongs to.
std::int32_t iso_week(std::int64_t time) noexcept;

}  // namespace entente::alignment
