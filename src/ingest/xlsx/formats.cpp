// SPDX-License-Identifier: GPL-3.0-or-later
// What a spreadsheet's number formats and escapes mean for text.
#include <chrono>
#include <cmath>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"
#include "ingest/xlsx/parts.hpp"

namespace entente::ingest {
namespace {

/// The code's first section without what is only shown: "quoted", \x, _x, *x and [colours].
std::string bare_format_code(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"' || c == '[') {
      const char closing = c == '"' ? '"' : ']';
      const std::size_t end = code.find(closing, i + 1);
      if (end == std::string_view::npos) return out;
      // [h] [mm] [ss] count hours, minutes, seconds: times, which are no dates.
      const std::string inside = lowered(code.substr(i + 1, end - i - 1));
      if (c == '[' && !inside.empty() && inside.find_first_not_of("hms") == std::string::npos) {
        out += 'h';
      }
      i = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else {
      out += c;
    }
  }
  return lowered(out);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// The code unit of "_xHHHH_" at `at`, or -1.
int xml_escape_at(std::string_view text, std::size_t at) {
  if (at + 7 > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_')
    return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

}  // namespace

DateFormat date_format_of_code(std::string_view code) {
  const std::string bare = bare_format_code(code);
  if (bare.find("general") != std::string::npos) return DateFormat::None;
  const auto has = [&](std::string_view any) {
    return bare.find_first_of(any) != std::string::npos;
  };
  const bool time = has("hs");
  const bool digits = has("0#?");  // also those of "0.00E+00", whose E is no year
  if (has("d") && (!digits || time)) return DateFormat::Day;
  if (digits) return time ? DateFormat::TimeOnly : DateFormat::None;
  // Years may be counted by era (e, g) or from Buddha (b).
  const bool year = has("yegb");
  if (time && !year) return DateFormat::TimeOnly;
  if (has("m")) return DateFormat::Month;
  return year ? DateFormat::Year : DateFormat::None;
}

DateFormat date_format_of_number(std::int64_t number) {
  const auto between = [number](std::int64_t low, std::int64_t high) {
    return number >= low && number <= high;
  };
  if (number == 17 || number == 55) return DateFormat::Month;
  if (between(14, 16) || number == 22) return DateFormat::Day;
  if (between(18, 21) || between(32, 35) || between(45, 47)) return DateFormat::TimeOnly;
  // 27 to 36 and 50 to 58 are days in the Chinese, Japanese and Korean builds.
  return between(27, 31) || number == 36 || between(50, 58) ? DateFormat::Day : DateFormat::None;
}

std::optional<std::string> date_of_serial(double serial, DateFormat format, bool epoch_1904) {
  using std::chrono::days;
  using std::chrono::sys_days;
  if (format == DateFormat::None || format == DateFormat::TimeOnly) return std::nullopt;
  if (!(serial >= (epoch_1904 ? 0 : 1)) || serial >= 2'958'466) return std::nullopt;
  const auto whole = static_cast<int>(std::floor(serial));
  if (!epoch_1904 && whole == 60) return "1900-02-29";
  const sys_days epoch = epoch_1904   ? sys_days{std::chrono::year{1904} / 1 / 1}
                         : whole < 60 ? sys_days{std::chrono::year{1899} / 12 / 31}
                                      : sys_days{std::chrono::year{1899} / 12 / 30};
  const std::chrono::year_month_day day{epoch + days{whole}};
  if (static_cast<int>(day.year()) > 9999) return std::nullopt;
  const std::string text = Date::day(day).text();
  if (format == DateFormat::Month) return text.substr(0, 7);
  return format == DateFormat::Year ? text.substr(0, 4) : text;
}

std::string without_xml_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int unit = text[i] == '_' ? xml_escape_at(text, i) : -1;
    // Only what XML 1.0 cannot hold, and the escaped underscore, is ever written so.
    if (unit == '_' || (unit >= 0 && unit < 0x20)) {
      out += static_cast<char>(unit);
      i += 6;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string with_xml_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_' && xml_escape_at(text, i) >= 0) {
      out += "_x005F_";
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace entente::ingest
