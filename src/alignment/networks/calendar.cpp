// SPDX-License-Identifier: GPL-3.0-or-later
#include "calendar.hpp"

#include <algorithm>
#include <chrono>

namespace entente::alignment {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil_date(std::int64_t time) noexcept {
  return year_month_day(sys_days(days(day_of(time))));
}

/// Months since year 0.
std::int64_t month_number(year_month_day date) noexcept {
  return static_cast<std::int64_t>(static_cast<int>(date.year())) * 12 +
         static_cast<unsigned>(date.month()) - 1;
}

std::int64_t plus_months(std::int64_t time, std::int64_t count) noexcept {
  const year_month_day date = civil_date(time);
  const std::int64_t month = month_number(date) + count;
  const std::int64_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
  const std::chrono::year_month there{
      std::chrono::year(static_cast<int>(year)),
      std::chrono::month(static_cast<unsigned>(month - year * 12) + 1)};
  const std::chrono::day last = (there / std::chrono::last).day();
  const sys_days day = there / std::min(date.day(), last);
  return day.time_since_epoch().count() * day_seconds + (time - day_of(time) * day_seconds);
}

std::int64_t whole_months(std::int64_t from, std::int64_t to) noexcept {
  const year_month_day a = civil_date(from);
  const year_month_day b = civil_date(to);
  std::int64_t months = month_number(b) - month_number(a);
  if (months > 0 && b.day() < a.day()) --months;
  if (months < 0 && b.day() > a.day()) ++months;
  return months;
}

std::int64_t unit_seconds(WindowUnit unit) noexcept {
  switch (unit) {
    case WindowUnit::Minutes:
      return 60;
    case WindowUnit::Hours:
      return 3600;
    case WindowUnit::Days:
      return day_seconds;
    case WindowUnit::Weeks:
      return 7 * day_seconds;
    default:
      return 1;
  }
}

}  // namespace

std::int64_t day_of(std::int64_t time) noexcept {
  return time >= 0 ? time / day_seconds : -((day_seconds - 1 - time) / day_seconds);
}

std::int64_t plus_units(std::int64_t time, WindowUnit unit, std::int64_t count) noexcept {
  if (unit == WindowUnit::Months) return plus_months(time, count);
  if (unit == WindowUnit::Years) return plus_months(time, 12 * count);
  return time + unit_seconds(unit) * count;
}

std::int64_t whole_units(std::int64_t from, std::int64_t to, WindowUnit unit) noexcept {
  if (unit == WindowUnit::Months) return whole_months(from, to);
  if (unit == WindowUnit::Years) return whole_months(from, to) / 12;
  return (to - from) / unit_seconds(unit);
}

std::int32_t calendar_year(std::int64_t time) noexcept {
  return static_cast<int>(civil_date(time).year());
}

std::int32_t calendar_month(std::int64_t time) noexcept {
  return static_cast<std::int32_t>(static_cast<unsigned>(civil_date(time).month()));
}

std::int32_t iso_week(std::int64_t time) noexcept {
  const sys_days day{days(day_of(time))};
  // The week belongs to the year of its Thursday.
  const auto thursday = day - days(std::chrono::weekday(day).iso_encoding()) + days(4);
  const std::chrono::year year = year_month_day(thursday).year();
  return static_cast<std::int32_t>((thursday - sys_days(year / 1 / 1)).count() / 7 + 1);
}

}  // namespace entente::alignment
