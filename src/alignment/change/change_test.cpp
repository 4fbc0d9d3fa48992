// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/change.hpp"

#include <gtest/gtest.h>

#include "positions/test_record.hpp"

namespace entente::alignment {
namespace {

using positions::testing::add_row;

struct Said {
  const char* actor;
  const char* issue;
  const char* stance;
  const char* date;
};

record::Study study_of(const std::vector<Said>& all) {
  record::Study study;
  study.settings.focus = {"A", "B", "C"};
  add_row(study, "source", {{"id", "S"}, {"title", "A source"}});
  for (const char* id : {"A", "B", "C"}) {
    add_row(study, "actor", {{"id", id}, {"name", id}, {"kind", "state"}});
  }
  for (const char* id : {"I1", "I2", "I3"}) {
    add_row(study, "issue", {{"id", id}, {"group", "g"}, {"claim", id}, {"kind", "goal"}});
  }
  int number = 0;
  for (const Said& said : all) {
    add_row(study, "statement",
            {{"id", "P" + std::to_string(++number)},
             {"actor", said.actor},
             {"issue", said.issue},
             {"stance", said.stance},
             {"date", said.date},
             {"basis", "explicit"},
             {"sources", "S"}});
  }
  return study;
}

std::chrono::sys_days day(const char* text) { return Date::parse(text)->last_day(); }

std::vector<ActorCode> actors_abc() { return {ActorCode(0), ActorCode(1), ActorCode(2)}; }
std::vector<IssueCode> issues_123() { return {IssueCode(0), IssueCode(1), IssueCode(2)}; }

TEST(Contradictions, AreNeighboursOnOppositeSides) {
  record::Study study = study_of({{"A", "I1", "2", "2020-01-10"},
                                  {"A", "I1", "0", "2021-01-10"},
                                  {"A", "I1", "-1", "2022-03-09"},
                                  {"A", "I1", "-2", "2023"},
                                  {"A", "I2", "1", "2023"},
                                  {"B", "I1", "1", "2022"},
                                  {"B", "I1", "-1", "2022-06"}});
  const auto snapshot = record::build_snapshot(study).value();
  const auto found = contradictions(snapshot, day("2024"), actors_abc(), issues_123());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].earlier, StatementCode(0));
  EXPECT_EQ(found[0].later, StatementCode(2));
  EXPECT_EQ(found[0].months, 25);  // one day short of 26
  EXPECT_FALSE(found[0].offices_ended);
  EXPECT_EQ(found[1].actor, ActorCode(1));
  EXPECT_EQ(found[1].months, 0);  // within the year that the first describes
  EXPECT_TRUE(contradictions(snapshot, day("2021"), actors_abc(), issues_123()).empty());
  EXPECT_TRUE(contradictions(snapshot, day("2024"), {ActorCode(2)}, issues_123()).empty());
}

TEST(Contradictions, TellAnotherGovernment) {
  record::Study study = study_of({{"A", "I1", "2", "2020-01-10"}, {"A", "I1", "-1", "2022-03-09"}});
  add_row(study, "term",
          {{"id", "T1"},
           {"actor", "A"},
           {"person", "One"},
           {"office", "prime minister"},
           {"from", "2018-01-01"},
           {"until", "2021-06-30"},
           {"sources", "S"}});
  const auto snapshot = record::build_snapshot(study).value();
  const auto found = contradictions(snapshot, day("2024"), actors_abc(), issues_123());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].offices_ended);
}

positions::StatementModel model_at(const record::Snapshot& snapshot, const char* at) {
  positions::StatementModelOptions options;
  options.at = day(at);
  options.keep_draws = true;
  return positions::statement_positions(snapshot, options).value();
}

TEST(Drifts, TellWhoMovedAndWhetherApart) {
  const record::Study study = study_of({{"A", "I1", "2", "2020-03"},
                                        {"A", "I1", "2", "2020-06"},
                                        {"B", "I1", "2", "2020-06"},
                                        {"C", "I1", "2", "2020-06"},
                                        {"A", "I1", "-2", "2022-06"},
                                        {"A", "I1", "-2", "2022-07"},
                                        {"B", "I2", "1", "2022-07"}});
  const auto snapshot = record::build_snapshot(study).value();
  const auto found = drifts(model_at(snapshot, "2021-12"), model_at(snapshot, "2022-12"),
                            actors_abc(), issues_123())
                         .value();
  ASSERT_EQ(found.size(), 3U);  // I2 was not known before
  const Drift& first = found.front();
  EXPECT_EQ(first.actor, ActorCode(0));
  EXPECT_LT(first.moved, -1);
  EXPECT_GT(first.chance, 0.8);
  EXPECT_GT(first.apart.value(), 0.5);
  EXPECT_GT(first.apart_chance, 0.8);
  EXPECT_EQ(first.statements, (std::vector{StatementCode(4), StatementCode(5)}));
  EXPECT_NEAR(first.moved, first.after - first.before, 1e-3);
  EXPECT_TRUE(found[1].statements.empty());
  EXPECT_FALSE(
      drifts(positions::StatementModel(), model_at(snapshot, "2022-12"), actors_abc(), issues_123())
          .value()
          .size());
  positions::StatementModel lean = model_at(snapshot, "2022-12");
  lean.positions.clear();
  EXPECT_FALSE(drifts(lean, lean, actors_abc(), issues_123()).has_value());
}

TEST(AlignmentYears, CompareOnlyWhatWasKnownBefore) {
  const record::Study study = study_of({{"A", "I1", "2", "2020-06"},
                                        {"B", "I1", "2", "2020-06"},
                                        {"A", "I2", "2", "2021-06"},
                                        {"B", "I2", "-2", "2021-06"},
                                        {"B", "I1", "1", "2021-07"},
                                        {"C", "I3", "1", "2019-06"}});
  const auto snapshot = record::build_snapshot(study).value();
  AlignmentYearsOptions options;
  options.at = day("2022-06-30");
  const auto found = alignment_years(snapshot, actors_abc(), issues_123(), options).value();
  ASSERT_EQ(found.size(), 3U);  // in 2019 nobody could be compared
  EXPECT_EQ(found[0].year, 2020);
  EXPECT_EQ(found[0].agreement->value, 1);
  EXPECT_EQ(found[0].agreement->state, stats::IntervalState::TooFew);
  EXPECT_FALSE(found[0].change.has_value());
  EXPECT_EQ(found[1].cells, 2U);
  EXPECT_EQ(found[1].agreement->value, (0.75 + 0) / 2);
  EXPECT_EQ(found[1].agreement->state, stats::IntervalState::Known);
  EXPECT_TRUE(found[1].agreement->interval->contains(found[1].agreement->value));
  EXPECT_EQ(found[1].same_cells, 1U);
  EXPECT_EQ(found[1].change->value, -0.25);
  EXPECT_EQ(found[2].change->value, 0);
  EXPECT_FALSE(alignment_years(snapshot, {ActorCode(0)}, issues_123(), options).has_value());
  const record::Snapshot nothing = record::build_snapshot(study_of({})).value();
  EXPECT_TRUE(alignment_years(nothing, actors_abc(), issues_123(), options).value().empty());
}

TEST(AlignmentYears, CountMeetingsOfTwoAndMore) {
  record::Study study = study_of({{"A", "I1", "2", "2020-06"}, {"B", "I1", "2", "2020-06"}});
  const auto meet = [&study](const char* id, const char* date, const char* who) {
    add_row(study, "engagement",
            {{"id", id},
             {"date", date},
             {"type", "meeting"},
             {"level", "mfa"},
             {"participants", who},
             {"summary", "they met"},
             {"sources", "S"}});
  };
  meet("E1", "2020-03-01", "A;B");
  meet("E2", "2020-04-01", "A");
  meet("E3", "2021-04-01", "A;B;C");
  const auto snapshot = record::build_snapshot(study).value();
  AlignmentYearsOptions options;
  options.at = day("2021");
  const auto found = alignment_years(snapshot, actors_abc(), issues_123(), options).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].engagements, (std::vector{EngagementCode(0)}));
  EXPECT_EQ(found[1].engagements, (std::vector{EngagementCode(2)}));
}

}  // namespace
}  // namespace entente::alignment
