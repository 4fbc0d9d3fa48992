// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/date.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

struct DateForm {
  const char* text;
  const char* canonical;
  const char* words;
  sys_days first;
  sys_days last;
};

TEST(Date, EveryFormReadsAndWritesBack) {
  const DateForm forms[] = {
      {"2022-06-29", "2022-06-29", "29 June 2022", sys_days{year{2022} / 6 / 29},
       sys_days{year{2022} / 6 / 29}},
      {"2024-02-29", "2024-02-29", "29 February 2024", sys_days{year{2024} / 2 / 29},
       sys_days{year{2024} / 2 / 29}},
      {"2022-06", "2022-06", "June 2022", sys_days{year{2022} / 6 / 1},
       sys_days{year{2022} / 6 / 30}},
      {"2022-q2", "2022-Q2", "2nd quarter of 2022", sys_days{year{2022} / 4 / 1},
       sys_days{year{2022} / 6 / 30}},
      {" 2022 ", "2022", "2022", sys_days{year{2022} / 1 / 1}, sys_days{year{2022} / 12 / 31}},
      {"199x", "199X", "1990s", sys_days{year{1990} / 1 / 1}, sys_days{year{1999} / 12 / 31}},
      {"2004~", "2004~", "about 2004", sys_days{year{2004} / 1 / 1},
       sys_days{year{2004} / 12 / 31}},
  };
  for (const DateForm& form : forms) {
    const auto date = Date::parse(form.text);
    ASSERT_TRUE(date) << form.text;
    EXPECT_EQ(date->text(), form.canonical);
    EXPECT_EQ(date->words(), form.words);
    EXPECT_EQ(date->first_day(), form.first) << form.text;
    EXPECT_EQ(date->last_day(), form.last) << form.text;
    EXPECT_EQ(Date::parse(date->text()), *date);
  }
}

TEST(Date, EveryDayOfFourCenturiesRoundTrips) {
  for (sys_days day{year{1890} / 1 / 1}; day < sys_days{year{2290} / 1 / 1};
       day += std::chrono::days{1}) {
    const Date date = Date::day(std::chrono::year_month_day{day});
    const auto again = Date::parse(date.text());
    ASSERT_TRUE(again) << date.text();
    ASSERT_EQ(again->first_day(), day);
  }
}

TEST(Date, WrongFormsSayWhatIsWrong) {
  for (const char* text : {"2022-13", "2022-00", "2022-02-30", "2023-02-29", "2022-Q5", "0000",
                           "2022-04-31", "000X"}) {
    const auto date = Date::parse(text);
    ASSERT_FALSE(date) << text;
    EXPECT_EQ(date.error().kind, ErrorKind::Range) << text;
    EXPECT_EQ(date.error().found, text);
    EXPECT_FALSE(date.error().mend.empty());
  }
  for (const char* text :
       {"", "yesterday", "22-06-29", "2022/06/29", "29.06.2022", "2022-6-29", "2022-06-2",
        "2022-06-29T10:00", "19XX", "-2022", "2022-", "~", "2022-06-29-01", "２０２２"}) {
    const auto date = Date::parse(text);
    ASSERT_FALSE(date) << text;
    EXPECT_EQ(date.error().kind, ErrorKind::Malformed) << text;
  }
}

TEST(Date, OrdersByFirstDay) {
  EXPECT_LT(*Date::parse("2021-12-31"), *Date::parse("2022"));
  EXPECT_LT(*Date::parse("2022-01-01"), *Date::parse("2022"));
  EXPECT_LT(*Date::parse("2022"), *Date::parse("2022-02"));
}

TEST(Period, OpenEndsAndContainment) {
  const auto period = Period::parse("2022-01/..");
  ASSERT_TRUE(period);
  EXPECT_EQ(period->text(), "2022-01/..");
  EXPECT_TRUE(period->contains(sys_days{year{2099} / 1 / 1}));
  EXPECT_FALSE(period->contains(sys_days{year{2021} / 12 / 31}));
  const auto until = Period::parse("../2023-05");
  ASSERT_TRUE(until);
  EXPECT_TRUE(until->contains(sys_days{year{2023} / 5 / 31}));
  EXPECT_FALSE(until->contains(sys_days{year{2023} / 6 / 1}));
  EXPECT_TRUE(until->meets(*Date::parse("2023-05")));
  EXPECT_TRUE(until->meets(*Date::parse("2023"))) << "some day of the year";
  EXPECT_FALSE(until->meets(*Date::parse("2023-06")));
  EXPECT_TRUE(period->meets(*Date::parse("202X")));
  EXPECT_FALSE(period->meets(*Date::parse("2021")));
  EXPECT_TRUE(Period{}.meets(*Date::parse("0001")));
  EXPECT_EQ(Period::parse("2022")->text(), "2022");
  EXPECT_EQ(Period::parse("2023/2022").error().kind, ErrorKind::Range);
  EXPECT_FALSE(Period::parse("2022/"));
}

}  // namespace
}  // namespace entente
