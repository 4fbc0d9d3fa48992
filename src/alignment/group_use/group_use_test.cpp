// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/group_use.hpp"

#include <gtest/gtest.h>

#include "positions/test_record.hpp"

namespace entente::alignment {
namespace {

using positions::testing::add_row;

std::chrono::sys_days last_day_of(const char* text) { return Date::parse(text)->last_day(); }

/// A and B first value the platform (T) alone, from 2022 on the asset (S) too and more; C says
/// nothing of S.
record::Study turning_group() {
  record::Study study;
  study.settings.focus = {"A", "B", "C"};
  for (const char* id : {"A", "B", "C"}) {
    add_row(study, "actor", {{"id", id}, {"name", id}, {"kind", "state"}});
  }
  for (const char* id : {"S", "T"}) {
    add_row(study, "issue", {{"id", id}, {"group", "g"}, {"claim", id}, {"kind", "goal"}});
  }
  int number = 0;
  const auto say = [&](const char* actor, const char* issue, const char* stance, const char* date) {
    const std::string source = "D" + std::to_string(++number);
    add_row(study, "source", {{"id", source}, {"title", source}});
    add_row(study, "statement",
            {{"id", "P" + std::to_string(number)},
             {"actor", actor},
             {"issue", issue},
             {"stance", stance},
             {"date", date},
             {"basis", "explicit"},
             {"sources", source}});
  };
  for (const char* actor : {"A", "B"}) {
    say(actor, "T", "2", "2018-03-01");
    say(actor, "S", "-2", "2018-03-01");
    say(actor, "S", "-2", "2019-03-01");
    for (const char* date : {"2022-03-01", "2023-03-01", "2023-09-01"}) {
      say(actor, "S", "2", date);
      say(actor, "T", "-1", date);
    }
  }
  say("C", "T", "1", "2018-03-01");
  return study;
}

TEST(GroupUse, TurnsFromTacticalToStrategic) {
  const record::Study study = turning_group();
  const auto snapshot = record::build_snapshot(study).value();
  const std::vector<ActorCode> members = {ActorCode(0), ActorCode(1), ActorCode(2)};
  const auto found = group_use(snapshot, members, {{IssueCode(0)}, {IssueCode(1)}},
                               {last_day_of("2017"), last_day_of("2019"), last_day_of("2023")}, {})
                         .value();
  ASSERT_EQ(found.size(), 3U);
  EXPECT_FALSE(found[0].group.gauge.has_value());
  EXPECT_TRUE(found[0].group.statements.empty());
  EXPECT_LT(found[1].group.gauge->interval->high, 0);
  EXPECT_LT(found[1].group.chance_strategic, 0.05);
  EXPECT_GT(found[2].group.gauge->interval->low, 0);
  EXPECT_GT(found[2].group.chance_strategic, 0.95);
  // C is known at one pole alone: it counts there, and not in the gauge.
  EXPECT_EQ(found[2].group.members, (std::vector<ActorCode>{ActorCode(0), ActorCode(1)}));
  EXPECT_TRUE(found[2].actors[2].tactical.has_value());
  EXPECT_FALSE(found[2].actors[2].strategic.has_value());
  EXPECT_FALSE(found[2].actors[2].gauge.has_value());
  EXPECT_EQ(found[2].group.statements.size(), study.table("statement").rows());
}

TEST(GroupUse, NeedsMembersAndBothPoles) {
  const record::Study study = turning_group();
  const auto snapshot = record::build_snapshot(study).value();
  const std::vector<std::chrono::sys_days> days = {last_day_of("2023")};
  const auto kind = [&](const std::vector<ActorCode>& members, const UsePoles& poles) {
    const auto found = group_use(snapshot, members, poles, days, {});
    return found ? ErrorKind::Internal : found.error().kind;
  };
  EXPECT_EQ(kind({}, {{IssueCode(0)}, {IssueCode(1)}}), ErrorKind::Range);
  EXPECT_EQ(kind({ActorCode(0)}, {{}, {IssueCode(1)}}), ErrorKind::Range);
  EXPECT_EQ(kind({ActorCode(0)}, {{IssueCode(0)}, {}}), ErrorKind::Range);
}

}  // namespace
}  // namespace entente::alignment
