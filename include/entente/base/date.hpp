// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as sources give them: to the day, month, quarter, year or decade, exact or approximate,
// and periods that may be open at either end. Text forms (a subset of EDTF, ISO 8601-2):
//   2022-06-29   2022-06   2022-Q2   2022   199X   any of them with "~" = approximate
//   2022-01/2023-05   2022-01/..   ../2023-05
// Years 0001 to 9999, proleptic Gregorian calendar. Values, any thread.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entente/base/result.hpp"

namespace entente {

enum class DatePrecision : std::uint8_t { Day, Month, Quarter, Year, Decade };
std::string_view to_string(DatePrecision precision) noexcept;

/// One date known to a precision. Ordered by first day, then last day, then exactness.
class Date {
 public:
  Date() = default;
  /// Errors: Malformed (not one of the forms), Range (month 13, 30 February), with a mend.
  static Result<Date> parse(std::string_view text);
  static Date day(std::chrono::year_month_day ymd);

  std::chrono::sys_days first_day() const noexcept { return first_; }
  std::chrono::sys_days last_day() const noexcept { return last_; }
  DatePrecision precision() const noexcept { return precision_; }
  bool approximate() const noexcept { return approximate_; }
  int year() const noexcept;  ///< of the first day

  /// The canonical text form; parse(text()) == *this.
  std::string text() const;
  /// For readers of a brief: "29 June 2022", "June 2022", "2nd quarter of 2022", "1990s", "about
  /// 2004".
  std::string words() const;

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  std::chrono::sys_days first_{};
  std::chrono::sys_days last_{};
  DatePrecision precision_ = DatePrecision::Day;
  bool approximate_ = false;
};

/// A period; an absent end is open ("still so", "since when is unknown").
struct Period {
  std::optional<Date> from;
  std::optional<Date> until;

  /// Accepts a single date (from = until = it) and "A/B" with ".." for an open end.
  static Result<Period> parse(std::string_view text);
  std::string text() const;
  /// Whether any day the period may cover is that day.
  bool contains(std::chrono::sys_days day) const noexcept;
  /// Whether it may cover some day of the date's span.
  bool meets(const Date& date) const noexcept;
  friend bool operator==(const Period&, const Period&) = default;
};

}  // namespace entente
