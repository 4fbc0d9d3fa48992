// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/date.hpp"

#include <array>
#include <cstdio>

#include "entente/base/text.hpp"

namespace entente {
namespace {

using std::chrono::sys_days;

constexpr std::string_view date_forms =
    "a date such as 2022-06-29, 2022-06, 2022-Q2, 2022 or 199X, with ~ at the end where "
    "approximate";

Error malformed_date(std::string_view text) {
  return {ErrorKind::Malformed,
          "not a date",
          {},
          std::string(date_forms),
          quotable(text),
          "write year-month-day with two-digit months and days"};
}

Error no_such_date(std::string_view text, std::string expected) {
  return {
      ErrorKind::Range,    "no such date", {},
      std::move(expected), quotable(text), "correct it, or leave out the part that is not known"};
}

/// Exactly `length` digits at `at`, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

sys_days first_of(int year, int month) { return sys_days{std::chrono::year{year} / month / 1}; }

sys_days last_of(int year, int month) {
  return sys_days{std::chrono::year{year} / month / std::chrono::last};
}

std::string padded(int value, int width) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%0*d", width, value);
  return buffer.data();
}

constexpr std::array<std::string_view, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 4> quarter_names = {"1st", "2nd", "3rd", "4th"};

}  // namespace

std::string_view to_string(DatePrecision precision) noexcept {
  static constexpr std::array<std::string_view, 5> names = {"day", "month", "quarter", "year",
                                                            "decade"};
  return names[static_cast<std::size_t>(precision)];
}

Date Date::day(std::chrono::year_month_day ymd) {
  Date date;
  date.first_ = date.last_ = sys_days{ymd};
  return date;
}

Result<Date> Date::parse(std::string_view whole) {
  std::string_view text = trimmed(whole);
  Date date;
  if (text.ends_with('~')) {
    date.approximate_ = true;
    text.remove_suffix(1);
  }
  if (text.size() == 4 && (text[3] == 'X' || text[3] == 'x')) {
    const int decade = digits_at(text, 0, 3);
    if (decade < 0) return fail(malformed_date(whole));
    if (decade == 0) return fail(no_such_date(whole, "a decade from 001X to 999X"));
    date.first_ = first_of(decade * 10, 1);
    date.last_ = last_of(decade * 10 + 9, 12);
    date.precision_ = DatePrecision::Decade;
    return date;
  }
  const int year = digits_at(text, 0, 4);
  if (year < 0) return fail(malformed_date(whole));
  if (year == 0) return fail(no_such_date(whole, "a year from 0001 to 9999"));
  if (text.size() == 4) {
    date.first_ = first_of(year, 1);
    date.last_ = last_of(year, 12);
    date.precision_ = DatePrecision::Year;
    return date;
  }
  if (text[4] != '-') return fail(malformed_date(whole));
  if (text.size() == 7 && (text[5] == 'Q' || text[5] == 'q')) {
    const int quarter = digits_at(text, 6, 1);
    if (quarter < 0) return fail(malformed_date(whole));
    if (quarter < 1 || quarter > 4) return fail(no_such_date(whole, "a quarter from Q1 to Q4"));
    date.first_ = first_of(year, quarter * 3 - 2);
    date.last_ = last_of(year, quarter * 3);
    date.precision_ = DatePrecision::Quarter;
    return date;
  }
  const int month = digits_at(text, 5, 2);
  if (month < 0) return fail(malformed_date(whole));
  if (text.size() != 7 && (text.size() != 10 || text[7] != '-')) return fail(malformed_date(whole));
  if (month < 1 || month > 12) return fail(no_such_date(whole, "a month from 01 to 12"));
  if (text.size() == 7) {
    date.first_ = first_of(year, month);
    date.last_ = last_of(year, month);
    date.precision_ = DatePrecision::Month;
    return date;
  }
  const int day_number = digits_at(text, 8, 2);
  if (day_number < 0) return fail(malformed_date(whole));
  const std::chrono::year_month_day ymd{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day_number)}};
  if (!ymd.ok()) return fail(no_such_date(whole, "a day that the calendar has"));
  date.first_ = date.last_ = sys_days{ymd};
  return date;
}

int Date::year() const noexcept {
  return static_cast<int>(std::chrono::year_month_day{first_}.year());
}

std::string Date::text() const {
  const std::chrono::year_month_day ymd{first_};
  const std::string year = padded(static_cast<int>(ymd.year()), 4);
  const int month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  std::string out;
  switch (precision_) {
    case DatePrecision::Day:
      out = year + "-" + padded(month, 2) + "-" +
            padded(static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
      break;
    case DatePrecision::Month:
      out = year + "-" + padded(month, 2);
      break;
    case DatePrecision::Quarter:
      out = year + "-Q" + std::to_string((month + 2) / 3);
      break;
    case DatePrecision::Year:
      out = year;
      break;
    case DatePrecision::Decade:
      out = year.substr(0, 3) + "X";
      break;
  }
  return approximate_ ? out + "~" : out;
}

std::string Date::words() const {
  const std::chrono::year_month_day ymd{first_};
  const std::string year = std::to_string(static_cast<int>(ymd.year()));
  const std::size_t month = static_cast<unsigned>(ymd.month()) - 1;
  std::string out;
  switch (precision_) {
    case DatePrecision::Day:
      out = std::to_string(static_cast<unsigned>(ymd.day())) + " " +
            std::string(month_names[month]) + " " + year;
      break;
    case DatePrecision::Month:
      out = std::string(month_names[month]) + " " + year;
      break;
    case DatePrecision::Quarter:
      out = std::string(quarter_names[month / 3]) + " quarter of " + year;
      break;
    case DatePrecision::Year:
      out = year;
      break;
    case DatePrecision::Decade:
      out = year + "s";
      break;
  }
  return approximate_ ? "about " + out : out;
}

Result<Period> Period::parse(std::string_view whole) {
  const std::string_view text = trimmed(whole);
  const std::size_t slash = text.find('/');
  Period period;
  if (slash == std::string_view::npos) {
    ENTENTE_TRY(const Date date, Date::parse(text));
    period.from = date;
    period.until = date;
    return period;
  }
  const std::string_view from = trimmed(text.substr(0, slash));
  const std::string_view until = trimmed(text.substr(slash + 1));
  if (from != "..") {
    ENTENTE_TRY(period.from, Date::parse(from));
  }
  if (until != "..") {
    ENTENTE_TRY(period.until, Date::parse(until));
  }
  if (period.from && period.until && period.from->first_day() > period.until->last_day()) {
    return fail({ErrorKind::Range,
                 "the period ends before it begins",
                 {},
                 "first date not after the second",
                 quotable(whole),
                 "swap the two dates"});
  }
  return period;
}

std::string Period::text() const {
  if (from && until && *from == *until) return from->text();
  return (from ? from->text() : "..") + "/" + (until ? until->text() : "..");
}

bool Period::contains(sys_days day) const noexcept {
  return (!from || from->first_day() <= day) && (!until || day <= until->last_day());
}

bool Period::meets(const Date& date) const noexcept {
  return (!from || from->first_day() <= date.last_day()) &&
         (!until || date.first_day() <= until->last_day());
}

}  // namespace entente
