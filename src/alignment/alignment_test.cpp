// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "entente/alignment/engagement.hpp"
#include "positions/test_record.hpp"

namespace entente::alignment {
namespace {

using positions::testing::add_row;
using positions::testing::day;

record::Study empty_study() {
  record::Study study;
  for (const char* id : {"A", "B", "X"}) add_row(study, "actor", {{"id", id}, {"name", id}});
  for (const char* id : {"ONE", "ALL"}) add_row(study, "format", {{"id", id}, {"name", id}});
  return study;
}

void meet(record::Study& study, const std::string& id, const std::string& date,
          const std::string& level, const std::string& participants, const std::string& format = "",
          const std::string& until = "") {
  add_row(study, "engagement",
          {{"id", id},
           {"date", date},
           {"date_end", until},
           {"type", "meeting"},
           {"level", level},
           {"format", format},
           {"participants", participants},
           {"summary", id}});
}

TEST(Series, CountsYearsLevelsAndWhatItLeavesOut) {
  record::Study study = empty_study();
  meet(study, "E1", "2020-05-01", "leader", "A");
  meet(study, "E2", "2021-12", "leader", "B", "", "2022-02");
  meet(study, "E3", "2021~", "mfa", "A;B");
  meet(study, "E4", "199X", "mfa", "A");
  meet(study, "E5", "2030", "mfa", "A");
  meet(study, "E6", "2021", "leader", "X");
  const auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot) << to_string(snapshot.error());
  const auto series = engagement_series(
      *snapshot, {day("2025-12-31"), SeriesKey::Level, {ActorCode(0), ActorCode(1)}});
  ASSERT_TRUE(series);
  EXPECT_EQ(series->first_year, 2020);
  EXPECT_EQ(series->last_year, 2021);
  ASSERT_EQ(series->categories, (std::vector<std::string>{"leader", "mfa"}));
  EXPECT_EQ(series->count(2020, 0).engagements, std::vector<EngagementCode>{EngagementCode(0)});
  EXPECT_EQ(series->count(2021, 0).engagements, std::vector<EngagementCode>{EngagementCode(1)});
  EXPECT_EQ(series->count(2021, 1).engagements, std::vector<EngagementCode>{EngagementCode(2)});
  EXPECT_EQ(series->count(2021, 1).approximate, 1U);
  EXPECT_EQ(series->decade, std::vector<EngagementCode>{EngagementCode(3)});
  EXPECT_EQ(series->after, std::vector<EngagementCode>{EngagementCode(4)});
}

TEST(Series, AGroupingTakesPartWithItsMembersOfThatDay) {
  record::Study study = empty_study();
  add_row(study, "actor", {{"id", "PAIR"}, {"name", "The pair"}, {"kind", "grouping"}});
  add_row(study, "actor", {{"id", "ORG"}, {"name", "A body"}, {"kind", "org"}});
  add_row(study, "membership", {{"id", "M1"}, {"actor", "A"}, {"group", "PAIR"}});
  add_row(study, "membership",
          {{"id", "M2"}, {"actor", "B"}, {"group", "PAIR"}, {"until", "2019-06"}});
  add_row(study, "membership", {{"id", "M3"}, {"actor", "X"}, {"group", "ORG"}});
  meet(study, "E1", "2019", "leader", "PAIR;ORG");
  meet(study, "E2", "2020", "leader", "PAIR;ORG");
  const auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot) << to_string(snapshot.error());
  const auto series = engagement_series(
      *snapshot,
      {day("2025-12-31"), SeriesKey::Participant, {ActorCode(0), ActorCode(1), ActorCode(2)}});
  ASSERT_TRUE(series);
  EXPECT_EQ(series->count(2019, 0).engagements.size(), 1U);
  EXPECT_EQ(series->count(2019, 1).engagements.size(), 1U);
  EXPECT_EQ(series->count(2020, 0).engagements.size(), 1U);
  EXPECT_EQ(series->count(2020, 1).engagements.size(), 0U);  // had left
  // A body acts through its own people, not through each of its members.
  EXPECT_EQ(series->count(2019, 2).engagements.size(), 0U);
}

TEST(Series, ByParticipantCountsEachOfThemAndNoTarget) {
  record::Study study = empty_study();
  meet(study, "E1", "2020", "leader", "A;B", "ALL");
  meet(study, "E2", "2020", "leader", "B;X", "ONE");
  meet(study, "E3", "2021", "leader", "X", "ALL");
  record::Table& table = study.table("engagement");
  std::vector<std::string> addressed = table.row_cells(2);
  addressed[table.schema().column("targets").value()] = "A";
  addressed[0] = "E4";
  table.append(std::span<const std::string>(addressed));
  const auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot) << to_string(snapshot.error());
  const std::vector<ActorCode> both = {ActorCode(1), ActorCode(0)};
  const auto at = day("2025-12-31");
  const auto series = engagement_series(*snapshot, {at, SeriesKey::Participant, both});
  ASSERT_TRUE(series);
  EXPECT_EQ(series->categories, (std::vector<std::string>{"B", "A"}));
  EXPECT_EQ(series->count(2020, 0).engagements.size(), 2U);
  EXPECT_EQ(series->count(2020, 1).engagements.size(), 1U);
  EXPECT_EQ(series->last_year, 2020) << "who is only addressed does not take part";
  const auto of_all = engagement_series(*snapshot, {at, SeriesKey::Level, {}, {FormatCode(1)}});
  ASSERT_TRUE(of_all);
  EXPECT_EQ(of_all->count(2020, 0).engagements.size(), 1U);
  EXPECT_EQ(of_all->count(2021, 0).engagements.size(), 2U);
  EXPECT_EQ(engagement_series(*snapshot, {at, SeriesKey::Participant, {}}).error().kind,
            ErrorKind::Range);
  EXPECT_EQ(engagement_series(*snapshot, {at, SeriesKey::Level, {}, {FormatCode(9)}}).error().kind,
            ErrorKind::Range);
}

TEST(Series, ByFormatAndEmpty) {
  record::Study study = empty_study();
  const auto nothing = record::build_snapshot(study);
  ASSERT_TRUE(nothing);
  const auto empty = engagement_series(*nothing, {day("2025-12-31"), SeriesKey::Format, {}});
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->years(), 0U);
  meet(study, "E1", "2020", "leader", "A", "ONE");
  meet(study, "E2", "2020", "leader", "A");
  const auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot);
  const auto series = engagement_series(*snapshot, {day("2025-12-31"), SeriesKey::Format, {}});
  ASSERT_TRUE(series);
  EXPECT_EQ(series->categories, (std::vector<std::string>{"ONE", ""}));
  const auto wrong =
      engagement_series(*snapshot, {day("2025-12-31"), SeriesKey::Level, {ActorCode(9)}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::Range);
}

/// Every engagement is counted exactly once or left out for a stated reason.
RC_GTEST_PROP(SeriesProperty, NothingIsLostOrCountedTwice, ()) {
  record::Study study = empty_study();
  const int count = *rc::gen::inRange(0, 40);
  for (int i = 0; i < count; ++i) {
    const int year = *rc::gen::inRange(1985, 2030);
    std::string date = std::to_string(year);
    if (*rc::gen::inRange(0, 6) == 0) date = date.substr(0, 3) + "X";
    if (*rc::gen::inRange(0, 4) == 0) date += "~";
    meet(study, "E" + std::to_string(i), date, *rc::gen::element<std::string>("leader", "mfa", ""),
         *rc::gen::element<std::string>("A", "B", "A;X"));
  }
  const auto snapshot = record::build_snapshot(study);
  RC_ASSERT(snapshot.has_value());
  const auto series = engagement_series(*snapshot, {day("2020-06-30"), SeriesKey::Level, {}});
  RC_ASSERT(series.has_value());
  std::multiset<std::size_t> seen;
  for (const EngagementCode e : series->decade) seen.insert(e.value());
  for (const EngagementCode e : series->after) seen.insert(e.value());
  for (const SeriesCount& c : series->counts) {
    RC_ASSERT(c.approximate <= c.engagements.size());
    for (const EngagementCode e : c.engagements) seen.insert(e.value());
  }
  RC_ASSERT(seen.size() == static_cast<std::size_t>(count));
  RC_ASSERT(std::set<std::size_t>(seen.begin(), seen.end()).size() == seen.size());
}

TEST(CoverageOfGroup, AloneOrInNamedFormats) {
  record::Study study = empty_study();
  meet(study, "E1", "2020", "leader", "A;X", "ONE");
  meet(study, "E2", "2020", "leader", "A;B", "ALL");
  meet(study, "E3", "2024", "leader", "B", "ALL");
  const auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot);
  const std::vector<ActorCode> group = {ActorCode(0), ActorCode(1)};
  const auto alone = coverage(*snapshot, group, {}, std::nullopt);
  EXPECT_EQ(alone[0].engagements.size(), 1U);
  EXPECT_EQ(alone[1].engagements.size(), 1U);
  const std::vector<FormatCode> one = {FormatCode(0)};
  const auto bilateral = coverage(*snapshot, group, one, std::nullopt);
  EXPECT_EQ(bilateral[0].engagements.size(), 1U);
  EXPECT_EQ(bilateral[1].engagements.size(), 0U);
  EXPECT_EQ(coverage(*snapshot, group, {}, day("2022-12-31"))[1].engagements.size(), 0U);
}

/// The figures that shared/case/README.md gives for the unevenness of its index: they are the rows
/// in the formats that hold one partner at a time, over the whole record.
TEST(CoverageOfGroup, FlagshipBilateralRows) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const auto snapshot = record::build_snapshot(*study);
  ASSERT_TRUE(snapshot) << to_string(snapshot.error());
  std::vector<FormatCode> formats;
  for (std::size_t f = 0; f < snapshot->format_ids.size(); ++f) {
    for (const char* id : {"BILAT", "NAC+1", "COE"}) {
      if (snapshot->format_ids[f] == id) formats.emplace_back(f);
    }
  }
  ASSERT_EQ(formats.size(), 3U);
  const std::vector<ActorCode> group = {snapshot->actor("JPN"), snapshot->actor("KOR"),
                                        snapshot->actor("AUS"), snapshot->actor("NZL")};
  const auto rows = coverage(*snapshot, group, formats, std::nullopt);
  EXPECT_EQ(rows[0].engagements.size(), 36U);
  EXPECT_EQ(rows[1].engagements.size(), 23U);
  EXPECT_EQ(rows[2].engagements.size(), 16U);
  EXPECT_EQ(rows[3].engagements.size(), 8U);
}

TEST(AlignmentMethods, CardsAreComplete) {
  ASSERT_EQ(methods().size(), 13U);
  for (const auto& card : methods()) {
    EXPECT_FALSE(card.formula.empty()) << card.name;
    EXPECT_FALSE(card.warnings.empty()) << card.name;
  }
}

}  // namespace
}  // namespace entente::alignment
