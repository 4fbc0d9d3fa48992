// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/camp_history.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "alignment/networks/periods.hpp"
#include "alignment/networks/test_sayings.hpp"

namespace entente::alignment {
namespace {

std::int64_t first_of_january(int year) {
  using namespace std::chrono;
  return std::int64_t{sys_days{std::chrono::year{year} / January / 1}.time_since_epoch().count()} *
         one_day;
}

/// In every year each actor says on four concepts what its camp says; camps as letters by year.
std::vector<CodedSaying> years_of_camps(const std::vector<std::string>& camps_by_year) {
  std::vector<CodedSaying> out;
  std::uint32_t document = 0;
  for (std::size_t y = 0; y < camps_by_year.size(); ++y) {
    for (std::size_t a = 0; a < camps_by_year[y].size(); ++a) {
      if (camps_by_year[y][a] == '.') continue;
      for (int c = 0; c < 4; ++c) {
        CodedSaying& one = out.emplace_back();
        one.actor = "a" + std::to_string(a);
        one.concept_name = "c" + std::to_string(c);
        one.value = (c % 2 == 0) == (camps_by_year[y][a] == 'x') ? 1 : 0;
        one.time = first_of_january(2010 + static_cast<int>(y)) +
                   static_cast<std::int64_t>(100 + a) * one_day;
        one.document = document++;
      }
    }
  }
  return out;
}

CampHistory history_of(const std::vector<std::string>& camps_by_year, std::uint32_t size = 1) {
  CampOptions camps;
  camps.draws = 0;
  camps.shuffles = 0;
  return camp_history(coded(years_of_camps(camps_by_year)), usual_network(), camps,
                      {WindowUnit::Years, size})
      .value();
}

TEST(CampHistory, FollowsCampsAndTellsWhoChanges) {
  // a2 changes over; a4 is silent in the second year; the year 2012 holds nothing at all.
  const CampHistory found = history_of({"xxxyyy", "xxyy.y", "......", "xxyyyy"});
  ASSERT_EQ(found.periods.size(), 3U);
  EXPECT_EQ(found.periods[0].start, first_of_january(2010));
  EXPECT_EQ(found.periods[0].stop, first_of_january(2011) - 1);
  EXPECT_EQ(found.periods[2].start, first_of_january(2013));
  EXPECT_EQ(found.changed, (std::vector<std::uint32_t>{0, 1, 0}));
  EXPECT_EQ(found.lanes[0], (std::vector<std::uint32_t>{0, 0, 0}));
  EXPECT_EQ(found.lanes[2], (std::vector<std::uint32_t>{0, 1, 1}));
  EXPECT_EQ(found.lanes[4], (std::vector<std::uint32_t>{1, no_camp, 1}));
}

/// The larger camp of a year is numbered first there; the lane stays.
TEST(CampHistory, LanesDoNotFollowSizes) {
  const CampHistory found = history_of({"xxxxyy", "xxyyyy"});
  EXPECT_EQ(found.periods[1].division.members[5].camp, 0U);
  EXPECT_EQ(found.lanes[5], (std::vector<std::uint32_t>{1, 1}));
  EXPECT_EQ(found.changed[1], 2U);
}

/// a2 and a3 are silent in the second year: the camp of newcomers is not theirs.
TEST(CampHistory, NewCampsAreNotTakenForSilentOnes) {
  const CampHistory found = history_of({"xxyy..", "xx..yy", "xxyyyy"});
  EXPECT_EQ(found.lanes[2][0], 1U);
  EXPECT_EQ(found.lanes[4][1], 2U);
  EXPECT_EQ(found.changed[1], 0U);
}

TEST(CampHistory, DegenerateRecords) {
  EXPECT_TRUE(history_of({}).periods.empty());
  const CampHistory alone = history_of({"x"});
  ASSERT_EQ(alone.periods.size(), 1U);
  EXPECT_EQ(alone.lanes[0][0], no_camp);
  CampOptions camps;
  camps.draws = camps.shuffles = 0;
  const auto events =
      camp_history(coded(years_of_camps({"xy"})), usual_network(), camps, {WindowUnit::Events, 10});
  ASSERT_FALSE(events.has_value());
  EXPECT_EQ(events.error().kind, ErrorKind::Range);
  const auto seconds =
      camp_history(coded(years_of_camps({"xy"})), usual_network(), camps, {WindowUnit::Seconds, 1});
  ASSERT_FALSE(seconds.has_value());
  EXPECT_EQ(seconds.error().kind, ErrorKind::Limit);
}

TEST(TimePeriods, BeginWithTheUnitAndLeaveNothingOut) {
  const std::int64_t day = one_day;
  const std::int64_t march = first_of_january(2021) + 70 * day;
  const auto years =
      time_periods(march, march + 400 * day, false, WindowUnit::Years, 1, 99).value();
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(years[0].start, first_of_january(2021));
  EXPECT_EQ(years[1].stop, first_of_january(2023) - 1);
  const auto own = time_periods(march, march + 400 * day, true, WindowUnit::Years, 1, 99).value();
  EXPECT_EQ(own[0].start, march);
  const auto weeks = time_periods(march, march, false, WindowUnit::Weeks, 2, 99).value();
  ASSERT_EQ(weeks.size(), 1U);
  EXPECT_EQ(weeks[0].stop - weeks[0].start + 1, 14 * day);
  EXPECT_LE(weeks[0].start, march);
  for (std::size_t at = 1; at < years.size(); ++at)
    EXPECT_EQ(years[at].start, years[at - 1].stop + 1);
}

}  // namespace
}  // namespace entente::alignment
