// SPDX-License-Identifier: GPL-3.0-or-later
// Date and Period over any text: what is accepted says itself again.
#include "entente/base/date.hpp"
#include "fuzzing.hpp"

using entente::Date;
using entente::Period;
using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = entente::fuzz::input(data, size);
  const auto date = Date::parse(text);
  if (date) {
    require(Date::parse(date->text()).value() == *date, "a date says itself again");
    require(date->first_day() <= date->last_day(), "a date ends after it begins");
    require(!date->words().empty(), "a date has words");
  } else {
    entente::fuzz::require_presentable(date.error());
  }
  const auto period = Period::parse(text);
  if (period) {
    require(Period::parse(period->text()).value() == *period, "a period says itself again");
    require(
        !period->from || period->contains(period->from->first_day()) || period->until.has_value(),
        "a period holds its first day");
  } else {
    entente::fuzz::require_presentable(period.error());
  }
  return 0;
}
