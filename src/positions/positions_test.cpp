// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "entente/positions/latest.hpp"
#include "entente/positions/method.hpp"
#include "test_record.hpp"

namespace entente::positions {
namespace {

using testing::add_row;
using testing::day;

/// Three actors, two issues, one source with two passages.
record::Study small_study() {
  record::Study study;
  for (const char* id : {"A", "B", "C"}) add_row(study, "actor", {{"id", id}, {"name", id}});
  for (const char* id : {"I1", "I2"}) add_row(study, "issue", {{"id", id}, {"claim", id}});
  add_row(study, "source", {{"id", "S"}, {"title", "Source"}});
  for (const char* id : {"S#1", "S#2"}) {
    add_row(study, "passage", {{"id", id}, {"source", "S"}, {"locator", id}});
  }
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.stale_after_months = 24;
  return study;
}

void say(record::Study& study, const std::string& id, const std::string& actor,
         const std::string& date, const std::string& stance, const std::string& until = "",
         const std::string& status = "accepted", const std::string& verification = "") {
  add_row(study, "statement",
          {{"id", id},
           {"actor", actor},
           {"issue", "I1"},
           {"stance", stance},
           {"date", date},
           {"date_end", until},
           {"passages", "S#1;S#2"},
           {"coder", "x"},
           {"status", status},
           {"verification", verification}});
}

PositionMatrix matrix_at(const record::Study& study, std::string_view at) {
  const auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  const auto matrix = latest_positions(
      *snapshot, {day(at), {ActorCode(0), ActorCode(1), ActorCode(2)}, {}, std::nullopt});
  EXPECT_TRUE(matrix);
  return *matrix;
}

TEST(Latest, UnknownStaysUnknown) {
  const PositionMatrix matrix = matrix_at(small_study(), "2024-12-31");
  ASSERT_EQ(matrix.cells.size(), 6U);
  for (const Cell& cell : matrix.cells) {
    EXPECT_EQ(cell.state, CellState::Unknown);
    EXPECT_FALSE(cell.stance.has_value());
    EXPECT_TRUE(cell.statements.empty());
  }
}

TEST(Latest, LaterStatementReplacesAndIsCarriedForward) {
  record::Study study = small_study();
  say(study, "P1", "A", "2020", "-1");
  say(study, "P2", "A", "2023-03", "2");
  EXPECT_EQ(matrix_at(study, "2019-12-31").cell(0, 0).state, CellState::Unknown);
  EXPECT_EQ(matrix_at(study, "2022-12-31").cell(0, 0).stance, -1);
  const Cell now = matrix_at(study, "2024-12-31").cell(0, 0);
  EXPECT_EQ(now.stance, 2);
  EXPECT_EQ(now.statements, std::vector<StatementCode>{StatementCode(1)});
  EXPECT_EQ(now.passages, 2U);
  EXPECT_EQ(now.sources, 0U);
}

TEST(Latest, OrderOfRowsDoesNotMatter) {
  record::Study study = small_study();
  say(study, "P2", "A", "2023-03", "2");
  say(study, "P1", "A", "2020", "-1");
  EXPECT_EQ(matrix_at(study, "2024-12-31").cell(0, 0).stance, 2);
}

TEST(Latest, EqualDatesThatDisagreeAreContested) {
  record::Study study = small_study();
  say(study, "P1", "A", "2023-03", "2");
  say(study, "P2", "A", "2023-03", "-1");
  say(study, "P3", "B", "2023-03", "1");
  say(study, "P4", "B", "2023-03", "1");
  const PositionMatrix matrix = matrix_at(study, "2024-12-31");
  const Cell& contested = matrix.cell(0, 0);
  EXPECT_EQ(contested.state, CellState::Contested);
  EXPECT_FALSE(contested.stance.has_value());
  EXPECT_EQ(contested.low, -1);
  EXPECT_EQ(contested.high, 2);
  EXPECT_EQ(contested.statements.size(), 2U);
  EXPECT_EQ(matrix.cell(0, 1).stance, 1);
  EXPECT_EQ(matrix.cell(0, 1).statements.size(), 2U);
}

TEST(Latest, ProposedAndRejectedDoNotCount) {
  record::Study study = small_study();
  say(study, "P1", "A", "2023", "2", "", "proposed");
  say(study, "P2", "B", "2023", "2", "", "rejected");
  say(study, "P3", "C", "2023", "2", "", "edited");
  const PositionMatrix matrix = matrix_at(study, "2024-12-31");
  EXPECT_FALSE(matrix.cell(0, 0).known());
  EXPECT_FALSE(matrix.cell(0, 1).known());
  EXPECT_TRUE(matrix.cell(0, 2).known());
}

TEST(Latest, StalenessCountsFromTheEndOfWhatIsDescribed) {
  record::Study study = small_study();
  say(study, "P1", "A", "2020-01", "1", "2022-12");
  EXPECT_FALSE(matrix_at(study, "2024-12-30").cell(0, 0).stale);
  EXPECT_EQ(matrix_at(study, "2024-12-30").cell(0, 0).age_months, 23);
  EXPECT_TRUE(matrix_at(study, "2024-12-31").cell(0, 0).stale);
  EXPECT_EQ(matrix_at(study, "2021-06-30").cell(0, 0).age_months, 0) << "still running";
}

void hold(record::Study& study, const std::string& id, const std::string& office,
          const std::string& from, const std::string& until) {
  add_row(study, "term",
          {{"id", id},
           {"actor", "A"},
           {"office", office},
           {"person", id},
           {"from", from},
           {"until", until}});
}

TEST(Latest, WordsGoStaleWithTheirSpeaker) {
  record::Study study = small_study();
  say(study, "P1", "A", "2024-05-02", "1");
  EXPECT_FALSE(matrix_at(study, "2024-12-31").cell(0, 0).stale) << "nobody knows who spoke";
  hold(study, "T1", "prime minister", "2023-01-10", "2024-09-01");
  EXPECT_FALSE(matrix_at(study, "2024-08-31").cell(0, 0).stale);
  const Cell left = matrix_at(study, "2024-09-01").cell(0, 0);
  EXPECT_TRUE(left.stale && left.speaker_left);
  EXPECT_FALSE(left.too_old);
  EXPECT_EQ(left.stance, 1) << "still the last word";
  // Another office of the same government goes on: its words still stand.
  hold(study, "T2", "foreign minister", "2023-01-10", "");
  EXPECT_FALSE(matrix_at(study, "2024-12-31").cell(0, 0).stale);
}

TEST(Latest, WordsThatRunOnBelongToTheLastToHoldThem) {
  record::Study study = small_study();
  hold(study, "T1", "prime minister", "2020-01-01", "2022-05-23");
  hold(study, "T2", "prime minister", "2022-05-23", "");
  say(study, "P1", "A", "2022-02", "2", "2023-05");
  EXPECT_FALSE(matrix_at(study, "2022-05-22").cell(0, 0).speaker_left);
  EXPECT_FALSE(matrix_at(study, "2023-12-31").cell(0, 0).speaker_left);
}

TEST(Latest, ACellKeepsTheLeastOfItsStatements) {
  record::Study study = small_study();
  say(study, "P1", "A", "2023-03", "2");
  say(study, "P2", "A", "2023-03", "-1");
  record::Table& table = study.table("statement");
  table = record::Table(table.schema());
  const auto with = [&](const char* id, const char* stance, const char* salience,
                        const char* confidence, const char* basis) {
    add_row(study, "statement",
            {{"id", id},
             {"actor", "A"},
             {"issue", "I1"},
             {"stance", stance},
             {"date", "2023-03"},
             {"salience", salience},
             {"confidence", confidence},
             {"basis", basis},
             {"passages", "S#1"},
             {"coder", "x"}});
  };
  with("P1", "2", "80", "high", "explicit");
  with("P2", "-1", "30", "low", "implied");
  with("P3", "1", "", "high", "explicit");
  const Cell cell = matrix_at(study, "2024-12-31").cell(0, 0);
  EXPECT_NEAR(cell.mean.value(), 2.0 / 3, 1e-12);
  EXPECT_EQ(cell.salience, 30);
  EXPECT_EQ(cell.confidence, record::Confidence::Low);
  EXPECT_EQ(cell.basis, record::Basis::Implied);
}

TEST(Latest, WhatIsLeftOutWasNeverCoded) {
  record::Study study = small_study();
  say(study, "P1", "A", "2020", "-1");
  say(study, "P2", "A", "2023", "2");
  const auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot);
  const auto matrix = latest_positions(
      *snapshot, {day("2024-12-31"), {ActorCode(0)}, {}, std::nullopt, {false, true}});
  ASSERT_TRUE(matrix);
  EXPECT_EQ(matrix->cell(0, 0).stance, -1);
}

TEST(Moves, EachCellOnceByWhatMattersMost) {
  record::Study study = small_study();
  hold(study, "T1", "prime minister", "2020-01-01", "2023-06-01");
  say(study, "P1", "A", "2022-06", "1");
  say(study, "P2", "B", "2022-06", "1");
  say(study, "P3", "B", "2023-06", "2");
  say(study, "P4", "C", "2021-03", "0");
  const auto then = matrix_at(study, "2023-01-31");
  const auto list = moves(then, matrix_at(study, "2023-06-30")).value();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].kind, MoveKind::SpeakerLeft);
  EXPECT_EQ(list[1].kind, MoveKind::Moved);
  EXPECT_EQ(list[2].kind, MoveKind::GoneStale);
  EXPECT_EQ(list[2].actor_column, 2U);
  const auto first = moves(matrix_at(study, "2019-01-01"), then).value();
  ASSERT_EQ(first.size(), 3U);
  for (const Move& move : first) EXPECT_EQ(move.kind, MoveKind::New);
  EXPECT_TRUE(moves(then, then).value().empty());
  PositionMatrix other = then;
  other.actors.pop_back();
  EXPECT_EQ(moves(then, other).error().kind, ErrorKind::Range);
}

TEST(Latest, UnverifiedOnlyWhenAllAre) {
  record::Study study = small_study();
  say(study, "P1", "A", "2023", "1", "", "accepted", "unverified");
  say(study, "P2", "B", "2023", "1", "", "accepted", "unverified");
  say(study, "P3", "B", "2023", "1");
  EXPECT_TRUE(matrix_at(study, "2024-12-31").cell(0, 0).unverified);
  EXPECT_FALSE(matrix_at(study, "2024-12-31").cell(0, 1).unverified);
}

TEST(Latest, RefusesUnknownAndRepeatedCodes) {
  const auto snapshot = record::build_snapshot(small_study());
  ASSERT_TRUE(snapshot);
  const auto at = day("2024-12-31");
  for (const auto& actors : std::vector<std::vector<ActorCode>>{
           {ActorCode(7)}, {ActorCode()}, {ActorCode(1), ActorCode(1)}}) {
    const auto matrix = latest_positions(*snapshot, {at, actors, {}, std::nullopt});
    ASSERT_FALSE(matrix);
    EXPECT_EQ(matrix.error().kind, ErrorKind::Range);
  }
}

TEST(FullMonths, CountsFromMonthEndToMonthEnd) {
  EXPECT_EQ(full_months(day("2023-05-31"), day("2024-05-31")), 12);
  EXPECT_EQ(full_months(day("2023-01-31"), day("2023-02-28")), 1);
  EXPECT_EQ(full_months(day("2023-01-15"), day("2023-02-14")), 0);
  EXPECT_EQ(full_months(day("2023-01-15"), day("2023-02-15")), 1);
  EXPECT_EQ(full_months(day("2024-01-01"), day("2023-01-01")), 0);
}

/// Against a slow, independent reading of the rule.
RC_GTEST_PROP(LatestProperty, AgreesWithTheDefinition, ()) {
  record::Study study = small_study();
  const auto count = *rc::gen::inRange(0, 25);
  struct Said {
    int actor, year, stance;
    bool counts;
  };
  std::vector<Said> said;
  for (int i = 0; i < count; ++i) {
    const Said s{*rc::gen::inRange(0, 3), *rc::gen::inRange(2018, 2026), *rc::gen::inRange(-2, 3),
                 *rc::gen::inRange(0, 4) != 0};
    say(study, "P" + std::to_string(i), std::string(1, static_cast<char>('A' + s.actor)),
        std::to_string(s.year), std::to_string(s.stance), "", s.counts ? "accepted" : "proposed");
    said.push_back(s);
  }
  const PositionMatrix matrix = matrix_at(study, "2024-12-31");
  for (int actor = 0; actor < 3; ++actor) {
    int latest = 0;
    for (const Said& s : said) {
      if (s.actor == actor && s.counts && s.year <= 2024) latest = std::max(latest, s.year);
    }
    std::vector<int> stances;
    for (const Said& s : said) {
      if (s.actor == actor && s.counts && s.year == latest) stances.push_back(s.stance);
    }
    const Cell& cell = matrix.cell(0, static_cast<std::size_t>(actor));
    RC_ASSERT(cell.statements.size() == stances.size());
    RC_ASSERT(cell.known() == !stances.empty());
    if (stances.empty()) continue;
    const auto [low, high] = std::minmax_element(stances.begin(), stances.end());
    RC_ASSERT(cell.low == *low);
    RC_ASSERT(cell.high == *high);
    RC_ASSERT(cell.stance.has_value() == (*low == *high));
  }
}

/// Golden values of the flagship: mean, range and sd rest on these stances.
TEST(LatestFlagship, StancesOfTheFour) {
  const auto study = testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const auto snapshot = record::build_snapshot(*study);
  ASSERT_TRUE(snapshot) << to_string(snapshot.error());
  const auto stance = [&](const char* actor, const char* issue, std::string_view at) {
    const auto matrix = latest_positions(
        *snapshot, {day(at), {snapshot->actor(actor)}, {snapshot->issue(issue)}, std::nullopt});
    EXPECT_TRUE(matrix);
    return matrix->cell(0, 0).stance;
  };
  EXPECT_EQ(stance("USA", "I31", "2023-05-31"), std::nullopt);
  EXPECT_EQ(stance("USA", "I31", "2024-12-31"), 1);
  EXPECT_EQ(stance("AUS", "I24", "2023-05-31"), 2);
  EXPECT_EQ(stance("AUS", "I24", "2024-12-31"), 2);
  EXPECT_EQ(stance("NATO", "I09", "2014-01-01"), -2);
  EXPECT_EQ(stance("NATO", "I09", "2025-12-31"), -1);
  EXPECT_EQ(stance("AUS", "I06", "2025-12-31"), std::nullopt);
  EXPECT_EQ(stance("JPN", "I27", "2025-12-31"), -2);
  const auto sanctions = [&](std::string_view at) {
    return latest_positions(*snapshot,
                            {day(at), {snapshot->actor("AUS")}, {snapshot->issue("I24")}, 18})
        ->cell(0, 0);
  };
  EXPECT_FALSE(sanctions("2023-05-31").stale);
  EXPECT_TRUE(sanctions("2024-12-31").too_old);
  EXPECT_FALSE(sanctions("2024-12-31").speaker_left);
}

TEST(Methods, CardsAreComplete) {
  ASSERT_FALSE(methods().empty());
  for (const MethodCard& card : methods()) {
    EXPECT_FALSE(card.name.empty());
    EXPECT_FALSE(card.long_name.empty());
    EXPECT_FALSE(card.formula.empty());
    EXPECT_FALSE(card.warnings.empty()) << card.name;
    EXPECT_FALSE(to_string(card.status).empty());
  }
}

}  // namespace
}  // namespace entente::positions
