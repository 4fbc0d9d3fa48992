// SPDX-License-Identifier: GPL-3.0-or-later
#include "periods.hpp"

#include <chrono>

#include "calendar.hpp"

namespace entente::alignment {
namespace {

constexpr std::uint32_t longest_period = 1000;

std::int64_t first_of_unit(std::int64_t time, WindowUnit unit) {
  const std::int64_t day = day_of(time);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto seconds = [](std::chrono::sys_days first) {
    return std::int64_t{first.time_since_epoch().count()} * day_seconds;
  };
  switch (unit) {
    case WindowUnit::Years:
      return seconds(date.year() / std::chrono::January / 1);
    case WindowUnit::Months:
      return seconds(date.year() / date.month() / 1);
    case WindowUnit::Weeks: {
      const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{day}}};
      return (day - (std::int64_t{weekday.iso_encoding()} - 1)) * day_seconds;
    }
    case WindowUnit::Days:
      return day * day_seconds;
    default:
      return time;
  }
}

}  // namespace

Result<std::vector<TimeWindow>> time_periods(std::int64_t from, std::int64_t to, bool anchored,
                                             WindowUnit unit, std::uint32_t size,
                                             std::size_t most) {
  if (unit == WindowUnit::Events || size < 1 || size > longest_period) {
    return fail({ErrorKind::Range,
                 "no length of a period",
                 {"", 0, "--window"},
                 "1 to 1,000 units of time",
                 std::to_string(size) + " " + std::string(to_string(unit)),
                 "one year is usual"});
  }
  std::vector<TimeWindow> out;
  const std::int64_t begin = anchored ? from : first_of_unit(from, unit);
  for (std::int64_t step = 0;; step += size) {
    const std::int64_t start = plus_units(begin, unit, step);
    if (start > to) return out;
    if (out.size() == most) {
      return fail({ErrorKind::Limit,
                   "too many periods",
                   {"", 0, "--window"},
                   "at most " + std::to_string(most),
                   "more",
                   "take longer ones, or a shorter range"});
    }
    const std::int64_t end = plus_units(begin, unit, step + size);
    out.push_back({start, start + (end - start) / 2, end - 1, (end - start) / 2});
  }
}

}  // namespace entente::alignment
