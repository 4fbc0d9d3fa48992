// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/instruments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "positions/test_record.hpp"

namespace entente::alignment {
namespace {

using positions::testing::add_row;
using positions::testing::day;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

void programme(record::Study& study, const std::string& id, const std::string& party,
               const std::string& date, const std::string& count,
               const std::vector<std::pair<std::string, std::string>>& areas) {
  add_row(study, "instrument",
          {{"id", id}, {"type", "Plan"}, {"party", party}, {"date", date}, {"areas_count", count}});
  int number = 0;
  for (const auto& [area, themes] : areas) {
    add_row(study, "instrument_area",
            {{"id", id + "-" + std::to_string(++number)},
             {"instrument", id},
             {"area", area},
             {"themes", themes}});
  }
}

record::Study four_programmes() {
  record::Study study;
  for (const char* id : {"A", "B", "C", "D"}) add_row(study, "actor", {{"id", id}, {"name", id}});
  programme(study, "OLD", "A", "2010", "1", {{"piracy", ""}});
  programme(study, "NEW", "A", "2020", "2",
            {{"cyber defence", "cyber"}, {"capability and talks", "capability;dialogue"}});
  programme(study, "LATE", "A", "2030", "1", {{"space", ""}});
  programme(study, "PART", "B", "2021", "9", {{"Cyber", "cyber"}, {"resilience", ""}});
  programme(study, "SAID", "C", "", "", {{"cyber security", "cyber"}});
  add_row(study, "instrument",
          {{"id", "BARE"}, {"type", "Treaty"}, {"party", "D"}, {"date", "2001"}});
  return study;
}

const std::vector<ActorCode> everyone = {ActorCode(0), ActorCode(1), ActorCode(2), ActorCode(3)};

TEST(InstrumentAreas, TellMissingFromUnknown) {
  const AreaMatrix matrix = instrument_areas(four_programmes(), {day("2025-12-31"), everyone, ""});
  EXPECT_THAT(matrix.themes, ElementsAre("cyber", "capability", "dialogue", "resilience"));
  const auto states = [&](std::size_t theme) {
    std::vector<AreaState> out;
    for (std::size_t a = 0; a < everyone.size(); ++a) out.push_back(matrix.cell(theme, a).state);
    return out;
  };
  EXPECT_THAT(states(0),
              ElementsAre(AreaState::Named, AreaState::Named, AreaState::Named, AreaState::None));
  // A's list is whole (2 of 2), B's is not (2 of 9), nobody says how long C's is.
  EXPECT_THAT(states(3), ElementsAre(AreaState::Missing, AreaState::Named, AreaState::CannotTell,
                                     AreaState::None));
  EXPECT_TRUE(matrix.programmes[0].complete);
  EXPECT_EQ(matrix.programmes[1].stated, 9U);
  EXPECT_FALSE(matrix.programmes[2].complete);
  EXPECT_FALSE(matrix.programmes[3].instrument);
}

TEST(InstrumentAreas, TakeTheLatestProgrammeOfThatDay) {
  const record::Study study = four_programmes();
  EXPECT_EQ(
      study.table("instrument")
          .id(*instrument_areas(study, {day("2025-12-31"), everyone, ""}).programmes[0].instrument),
      "NEW");
  const AreaMatrix then = instrument_areas(study, {day("2015-12-31"), everyone, ""});
  EXPECT_EQ(study.table("instrument").id(*then.programmes[0].instrument), "OLD");
  EXPECT_FALSE(then.programmes[1].instrument);
  EXPECT_THAT(then.themes, ElementsAre("cyber", "piracy"));
  EXPECT_THAT(instrument_areas(study, {day("2025-12-31"), everyone, "Treaty"}).themes, IsEmpty());
}

TEST(InstrumentAreas, DoNotDependOnTheOrderOfActors) {
  const record::Study study = four_programmes();
  const AreaMatrix one = instrument_areas(study, {day("2025-12-31"), everyone, ""});
  const AreaMatrix other = instrument_areas(
      study, {day("2025-12-31"), {ActorCode(3), ActorCode(2), ActorCode(1), ActorCode(0)}, ""});
  ASSERT_EQ(one.themes, other.themes);
  for (std::size_t t = 0; t < one.themes.size(); ++t) {
    for (std::size_t a = 0; a < 4; ++a) {
      EXPECT_EQ(one.cell(t, a).state, other.cell(t, 3 - a).state);
      EXPECT_EQ(one.cell(t, a).areas, other.cell(t, 3 - a).areas);
    }
  }
}

TEST(Channels, KeepGapsApartFromWhatNobodyLookedFor) {
  record::Study study;
  for (const char* id : {"A", "B", "C"}) add_row(study, "actor", {{"id", id}, {"name", id}});
  add_row(study, "channel",
          {{"id", "K1"}, {"kind", "hotline"}, {"partner", "A"}, {"status", "known"}});
  add_row(study, "channel",
          {{"id", "K2"}, {"kind", "hotline"}, {"partner", "B"}, {"status", "gap"}});
  add_row(study, "channel", {{"id", "K3"}, {"kind", "network"}, {"status", "known"}});
  add_row(study, "channel", {{"id", "K4"}, {"kind", "envoy"}, {"partner", "A"}, {"from", "2040"}});
  const std::vector<ActorCode> partners = {ActorCode(0), ActorCode(1), ActorCode(2)};
  const ChannelTable table = channels(study, day("2025-12-31"), partners);
  EXPECT_THAT(table.kinds, ElementsAre("hotline"));
  EXPECT_THAT(table.cell(0, 0).known, ElementsAre(0U));
  EXPECT_THAT(table.cell(0, 1).gaps, ElementsAre(1U));
  EXPECT_THAT(table.cell(0, 2).known, IsEmpty());
  EXPECT_THAT(table.cell(0, 2).gaps, IsEmpty());
  EXPECT_THAT(table.general, ElementsAre(2U));
  EXPECT_THAT(channels(study, day("2050-01-01"), partners).kinds, SizeIs(2));
}

}  // namespace
}  // namespace entente::alignment
