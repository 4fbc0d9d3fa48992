// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/roll_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::record {
namespace {

using testing::ElementsAre;

RollCall roll_call(std::string id, std::string session, std::string date,
                   std::vector<std::string> tags = {}) {
  RollCall out;
  out.id = std::move(id);
  out.session = std::move(session);
  out.date = std::move(date);
  out.tags = std::move(tags);
  return out;
}

RollCallMatrix matrix_of(std::vector<RollCall> roll_calls) {
  std::vector<Vote> cells(2 * roll_calls.size(), Vote::Yes);
  return RollCallMatrix::make({{"AAA", ""}, {"BBB", ""}}, std::move(roll_calls), std::move(cells))
      .value();
}

TEST(RollCalls, CountsAndKeepsAbsentApart) {
  const auto made = RollCallMatrix::make(
      {{"A", ""}, {"B", ""}, {"C", ""}, {"D", ""}, {"E", ""}}, {roll_call("r", "1", "")},
      {Vote::Yes, Vote::Abstain, Vote::No, Vote::Absent, Vote::Unrecorded});
  const Tally tally = made->tally(0);
  EXPECT_EQ(tally.cast(), 3U);
  EXPECT_EQ(tally.absent, 1U);
  EXPECT_FALSE(tally.without_variation());
  EXPECT_EQ(made->votes_cast(0), 1U);
  EXPECT_EQ(made->votes_cast(3), 0U);
  EXPECT_EQ(made->voter("C"), std::optional<std::size_t>(2));
  EXPECT_FALSE(made->roll_call("x"));
}

TEST(RollCalls, BadMatricesAreNamed) {
  EXPECT_EQ(RollCallMatrix::make({{"A", ""}, {"A", ""}}, {}, {}).error().kind,
            ErrorKind::Duplicate);
  EXPECT_EQ(RollCallMatrix::make({{"", ""}}, {}, {}).error().kind, ErrorKind::Missing);
  EXPECT_EQ(RollCallMatrix::make({{"A", ""}}, {roll_call("r", "", "")}, {}).error().kind,
            ErrorKind::Range);
  RollCall bad = roll_call("r", "", "");
  bad.weight = -1;
  EXPECT_EQ(RollCallMatrix::make({{"A", ""}}, {bad}, {Vote::Yes}).error().place.column, "weight");
}

TEST(RollCalls, PartKeepsTheOrderAsked) {
  auto made = RollCallMatrix::make({{"A", ""}, {"B", ""}},
                                   {roll_call("r", "1", ""), roll_call("s", "2", "")},
                                   {Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent});
  const std::size_t voters[] = {1, 0};
  const std::size_t roll_calls[] = {1};
  const RollCallMatrix part = made->part(voters, roll_calls);
  EXPECT_EQ(part.voters()[0].id, "B");
  EXPECT_EQ(part.vote(0, 0), Vote::Absent);
  EXPECT_EQ(part.vote(1, 0), Vote::Abstain);
}

TEST(RollCalls, FilterByNumberTagAndDate) {
  const auto matrix = matrix_of({roll_call("a", "1", "1946-01-01", {"para"}),
                                 roll_call("b", "2", "1995-01-01", {"para", "nu"}),
                                 roll_call("c", "ES-11", "2022-03-02", {"nu"})});
  RollCallFilter filter;
  EXPECT_THAT(passing(matrix, filter), ElementsAre(0, 1, 2));
  filter.without = {"para"};
  filter.without_from = "1990-01-01";
  EXPECT_THAT(passing(matrix, filter), ElementsAre(0, 2));
  filter.tags = {"nu"};
  EXPECT_THAT(passing(matrix, filter), ElementsAre(2));
  filter = {};
  filter.first_session = 2;
  EXPECT_THAT(passing(matrix, filter), ElementsAre(1));
  filter = {};
  filter.sessions = {"ES-11"};
  EXPECT_THAT(passing(matrix, filter), ElementsAre(2));
}

TEST(RollCalls, AnEmergencySessionLiesInTheSessionOfItsDate) {
  const auto matrix =
      matrix_of({roll_call("c", "10", "1955-09-20"), roll_call("a", "9", "1954-09-21"),
                 roll_call("e", "ES-1", "1956-11-01"), roll_call("b", "11", "1956-11-12")});
  const auto periods = periods_of(matrix, PeriodBy::Session).value();
  EXPECT_THAT(periods.label, ElementsAre("9", "10", "11"));
  EXPECT_THAT(periods.of_roll_call, ElementsAre(1, 0, 1, 2));
  EXPECT_THAT(periods_of(matrix, PeriodBy::Year)->label, ElementsAre("1954", "1955", "1956"));
}

TEST(RollCalls, SessionsWithoutNumbersFollowTheirDates) {
  const auto matrix =
      matrix_of({roll_call("a", "spring", "2020-03-01"), roll_call("b", "autumn", "2019-10-01"),
                 roll_call("c", "spring", "2020-04-01")});
  const auto periods = periods_of(matrix, PeriodBy::Session).value();
  EXPECT_THAT(periods.label, ElementsAre("autumn", "spring"));
  EXPECT_THAT(periods.of_roll_call, ElementsAre(1, 0, 1));
  const auto without = periods_of(matrix_of({roll_call("a", "", "")}), PeriodBy::Session);
  EXPECT_EQ(without.error().kind, ErrorKind::Missing);
  EXPECT_EQ(
      periods_of(matrix_of({roll_call("a", "ES-1", "")}), PeriodBy::Session).error().place.column,
      "date");
}

}  // namespace
}  // namespace entente::record
