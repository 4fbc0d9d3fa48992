// SPDX-License-Identifier: GPL-3.0-or-later
#include "period_words.hpp"

#include <chrono>

#include "entente/base/date.hpp"

namespace entente::app {
namespace {

std::chrono::year_month_day day_at(std::int64_t seconds) {
  const auto since = std::chrono::sys_seconds{std::chrono::seconds{seconds}};
  return std::chrono::floor<std::chrono::days>(since);
}

}  // namespace

std::string second_text(std::int64_t seconds) { return Date::day(day_at(seconds)).text(); }

std::string stretch_text(std::int64_t start, std::int64_t stop) {
  using std::chrono::year_month_day;
  const year_month_day from = day_at(start);
  const year_month_day to = day_at(stop);
  const bool whole_days = start % 86400 == 0 && (stop + 1) % 86400 == 0;
  if (whole_days && from.day() == std::chrono::day{1} &&
      to == to.year() / to.month() / std::chrono::last) {
    if (from.month() == std::chrono::January && to.month() == std::chrono::December) {
      const auto year = [](year_month_day date) { return std::to_string(int{date.year()}); };
      return from.year() == to.year() ? year(from) : year(from) + " to " + year(to);
    }
    const auto month = [](year_month_day date) { return Date::day(date).text().substr(0, 7); };
    return from.year() == to.year() && from.month() == to.month()
               ? month(from)
               : month(from) + " to " + month(to);
  }
  if (from == to) return second_text(start);
  return second_text(start) + " to " + second_text(stop);
}

}  // namespace entente::app
