// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "advise/test_group.hpp"
#include "entente/advise/agenda.hpp"
#include "entente/advise/format_rules.hpp"
#include "entente/advise/method.hpp"
#include "entente/advise/missing_cells.hpp"
#include "entente/base/text.hpp"
#include "positions/test_record.hpp"

namespace entente::advise {
namespace {

using positions::testing::day;

using testing::answer_to;
using testing::Held;
using testing::made;
using testing::Made;
using testing::no_salience;
using testing::no_stance;
using testing::one_advice;
using testing::one_answer;
using testing::rules_of;

// ---- the flagship against the golden files ----

std::filesystem::path shared_folder() {
  if (const char* named = std::getenv("ENTENTE_SHARED")) return named;
  return std::filesystem::path(ENTENTE_SOURCE_DIR).parent_path() / "shared";
}

std::vector<std::map<std::string, std::string>> golden(const std::string& name) {
  std::vector<std::map<std::string, std::string>> out;
  const auto bytes = positions::testing::file_bytes(shared_folder() / "case" / name);
  if (!bytes) return out;
  std::vector<std::string_view> header;
  for (std::string_view line : split(*bytes, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const auto cells = split(line, '\t');
    if (header.empty()) {
      header = cells;
      continue;
    }
    auto& row = out.emplace_back();
    for (std::size_t c = 0; c < header.size(); ++c) {
      row[std::string(header[c])] = c < cells.size() ? std::string(cells[c]) : "";
    }
  }
  return out;
}

std::optional<Made> flagship_at_the_golden_date(std::vector<StudyRule>* rules = nullptr) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) return std::nullopt;
  if (rules != nullptr) *rules = study_rules(*study);
  auto snapshot = record::build_snapshot(*study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  std::vector<ActorCode> focus;
  for (const std::string& id : snapshot->settings.focus) focus.push_back(snapshot->actor(id));
  auto matrix =
      positions::latest_positions(*snapshot, {day("2025-12-31"), focus, {}, std::nullopt});
  EXPECT_TRUE(matrix);
  return Made{std::move(*snapshot), std::move(*matrix)};
}

TEST(Flagship, AgendaIsTheGoldenOne) {
  const auto study = flagship_at_the_golden_date();
  const auto rows = golden("derived_agenda.tsv");
  if (!study || rows.empty()) GTEST_SKIP() << "the flagship or the golden files are not here";
  const auto agenda = common_agenda(study->snapshot, study->matrix);
  ASSERT_TRUE(agenda);
  ASSERT_EQ(agenda->size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const AgendaEntry& entry = (*agenda)[i];
    auto row = rows[i];
    EXPECT_EQ(study->snapshot.issues.id[entry.issue.value()], row["issue_id"]) << "rank " << i + 1;
    EXPECT_EQ(fixed_text(entry.mean, 2), row["mean"]) << row["code"];
    EXPECT_EQ(number_text(entry.range), row["range"]) << row["code"];
    EXPECT_EQ(entry.least_salience ? std::to_string(*entry.least_salience) : "",
              row["least_salience"]);
    EXPECT_EQ(std::to_string(entry.salience_missing.size()), row["salience_missing"]);
    EXPECT_GE(entry.statements.size(), study->matrix.actors.size());
  }
}

TEST(Flagship, RulesAnswerAsInTheGoldenTable) {
  const auto study = flagship_at_the_golden_date();
  const auto rows = golden("derived_format_rules.tsv");
  if (!study || rows.empty()) GTEST_SKIP() << "the flagship or the golden files are not here";
  const FormatRules rules = rules_of(*study);
  ASSERT_EQ(rules.issues.size(), rows.size());
  std::size_t compared = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto row = rows[i];
    ASSERT_EQ(study->snapshot.issues.id[rules.issues[i].value()], row["issue_id"]);
    for (const char* id : {"G1", "G2", "G3", "G4", "B1"}) {
      const RuleAnswer& answer = answer_to(rules, i, id);
      EXPECT_EQ(to_string(answer.answer), row[id])
          << row["issue_id"] << " " << id << ": " << answer.reason;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 215U);
}

TEST(Flagship, ThreeAdvices) {
  std::vector<StudyRule> listed;
  const auto study = flagship_at_the_golden_date(&listed);
  if (!study) GTEST_SKIP() << "the flagship is not here";
  ASSERT_EQ(listed.size(), 6U);
  FormatOptions options;
  options.rules = listed;
  options.formalisation = {study->snapshot.issue("I31")};
  const FormatRules rules = rules_of(*study, options);
  EXPECT_EQ(rules.framework.at(0).answer, Answer::Met) << rules.framework.at(0).reason;
  EXPECT_EQ(rules.framework.at(0).statements.size(), 4U);
  const auto advices = formats_advice(study->snapshot, study->matrix, rules);
  ASSERT_TRUE(advices);
  const auto on = [&](std::string_view id) {
    return advices->at(study->snapshot.issue(id).value());
  };
  const FormatAdvice threat = on("I22");
  EXPECT_EQ(threat.advice, Advice::Group);
  EXPECT_EQ(threat.rules_met, std::vector<std::string>{"G1"});
  const RuleAnswer& stake = answer_to(rules, threat.issue_row, "G2");
  EXPECT_EQ(stake.answer, Answer::CannotTell);
  EXPECT_EQ(stake.reason, "salience of AUS, NZL is not known");
  EXPECT_EQ(stake.gaps,
            (std::vector<Gap>{{threat.issue, study->snapshot.actor("AUS"), Unknown::Salience},
                              {threat.issue, study->snapshot.actor("NZL"), Unknown::Salience}}));
  EXPECT_EQ(threat.gaps, stake.gaps);
  EXPECT_EQ(on("I24").advice, Advice::Group);
  EXPECT_EQ(on("I24").rules_met, (std::vector<std::string>{"G1", "G2"}));
  const FormatAdvice priority = on("I06");
  EXPECT_EQ(priority.advice, Advice::TrackOneFiveOrBilateral);
  EXPECT_EQ(priority.reason, "known stances have opposite signs, from -1 to 1");
  EXPECT_EQ(priority.statements.size(), 2U);
}

TEST(Flagship, MissingCellsAreAllThere) {
  const auto study = flagship_at_the_golden_date();
  if (!study) GTEST_SKIP() << "the flagship is not here";
  const auto missing = missing_cells(study->snapshot, study->matrix);
  ASSERT_TRUE(missing);
  std::size_t unknown = 0;
  for (const positions::Cell& cell : study->matrix.cells) {
    unknown += (cell.mean ? 0U : 1U) + (cell.salience ? 0U : 1U);
  }
  EXPECT_EQ(missing->size(), unknown);
  std::size_t changing = 0;
  for (const MissingCell& cell : *missing) {
    changing += cell.advices;
    EXPECT_FALSE(study->matrix.cell(cell.issue_row, cell.actor_column).salience.has_value());
  }
  EXPECT_EQ(unknown, 89U);
  EXPECT_EQ(changing, 34U);
  EXPECT_EQ(study->snapshot.issues.id[missing->front().gap.issue.value()], "I03");
}

// ---- each rule, each answer ----

TEST(Rules, G1) {
  const std::vector<Held> support = {{1, no_salience}, {2, no_salience}};
  EXPECT_EQ(one_answer(made({support}, true), "G1"), Answer::Met);
  const Made silent = made({support}, false);
  EXPECT_EQ(one_answer(silent, "G1"), Answer::NotMet);
  EXPECT_TRUE(answer_to(rules_of(silent), 0, "G1").statements.empty());
  EXPECT_EQ(one_answer(made({{{0, {}}, {no_stance, {}}}}, true), "G1"), Answer::NotMet);
  const Made open = made({{{2, {}}, {no_stance, {}}}}, true);
  const FormatRules rules = rules_of(open);
  const RuleAnswer& answer = answer_to(rules, 0, "G1");
  EXPECT_EQ(answer.answer, Answer::CannotTell);
  EXPECT_EQ(answer.reason, "stance of A1 is not known");
  EXPECT_EQ(answer.gaps, (std::vector<Gap>{{IssueCode(0), ActorCode(1), Unknown::Stance}}));
  EXPECT_EQ(answer.statements, std::vector<StatementCode>{StatementCode(0)});
}

TEST(Rules, G2) {
  EXPECT_EQ(one_answer(made({{{1, 50}, {2, 90}}}), "G2"), Answer::Met);
  EXPECT_EQ(one_answer(made({{{1, 49}, {no_stance, {}}}}), "G2"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{1, {}}, {-1, {}}, {no_stance, {}}}}), "G2"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{1, 50}, {2, {}}}}), "G2"), Answer::CannotTell);
  const FormatRules rules = rules_of(made({{{1, 50}, {no_stance, {}}}}));
  EXPECT_EQ(answer_to(rules, 0, "G2").gaps.size(), 2U);
  // Contested cells count with their means.
  EXPECT_EQ(one_answer(made({{{5.0 / 3, 50}, {2.0 / 3, 50}}}), "G2"), Answer::Met);
  const FormatRules contested = rules_of(made({{{5.0 / 3, 50}, {1.0 / 3, 50}}}));
  EXPECT_EQ(answer_to(contested, 0, "G2").answer, Answer::NotMet);
  EXPECT_EQ(answer_to(contested, 0, "G2").reason, "stances are 1.33 apart, more than 1");
}

TEST(Rules, G3IsNeverMet) {
  const Made apart = made({{{1, 50}, {-2, 90}}});
  EXPECT_EQ(one_answer(apart, "G3"), Answer::CannotTell);
  EXPECT_EQ(answer_to(rules_of(apart), 0, "G3").reason,
            "the study does not hold how far their information overlaps");
  EXPECT_TRUE(answer_to(rules_of(apart), 0, "G3").gaps.empty());
  EXPECT_EQ(one_answer(made({{{1, 50}, {1, {}}}}), "G3"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{1, 50}, {-2, 10}}}), "G3"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{1, 50}, {no_stance, {}}}}), "G3"), Answer::CannotTell);
}

TEST(Rules, G4) {
  const std::vector<Held> near = {{-2, {}}, {-1, {}}};
  EXPECT_EQ(one_answer(made({near}, false, true), "G4"), Answer::Met);
  EXPECT_EQ(one_answer(made({near}, false, false), "G4"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{-1, {}}, {1, {}}}}, false, true), "G4"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{-1, {}}, {no_stance, {}}}}, false, true), "G4"), Answer::CannotTell);
}

TEST(Rules, B1) {
  EXPECT_EQ(one_answer(made({{{1, 50}, {1, 49}}}), "B1"), Answer::Met);
  EXPECT_EQ(one_answer(made({{{1, 20}, {1, 49}}}), "B1"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{1, 50}, {1, 50}, {1, {}}}}), "B1"), Answer::NotMet);
  EXPECT_EQ(one_answer(made({{{1, 50}, {1, 49}, {1, {}}}}), "B1"), Answer::CannotTell);
  EXPECT_EQ(one_answer(made({{{1, 20}, {1, {}}}}), "B1"), Answer::CannotTell);
}

TEST(Rules, B2IsAskedOfTheNamedIssues) {
  const Made group =
      made({{{0, {}}, {-2, {}}}, {{1, {}}, {no_stance, {}}}, {{0, {}}, {no_stance, {}}}});
  const auto framework = [&group](std::vector<IssueCode> issues) {
    FormatOptions options;
    options.formalisation = std::move(issues);
    return rules_of(group, options).framework.at(0);
  };
  EXPECT_EQ(framework({}).answer, Answer::CannotTell);
  EXPECT_EQ(framework({}).reason, "no issue is named that measures formalisation");
  EXPECT_EQ(framework({IssueCode(0)}).answer, Answer::Met);
  EXPECT_EQ(framework({IssueCode(0), IssueCode(1)}).answer, Answer::NotMet);
  EXPECT_EQ(framework({IssueCode(0), IssueCode(1)}).reason,
            "the greatest stance on I1 is 1, above 0");
  EXPECT_EQ(framework({IssueCode(0), IssueCode(2)}).answer, Answer::CannotTell);
  EXPECT_EQ(framework({IssueCode(2)}).gaps,
            (std::vector<Gap>{{IssueCode(2), ActorCode(1), Unknown::Stance}}));
}

TEST(Rules, OfTheStudyAreAskedAsListed) {
  const Made group = made({{{1, 50}, {1, 50}}});
  FormatOptions options;
  options.rules = {{"X1", "something else"}, {"G2", "similar"}};
  const FormatRules rules = rules_of(group, options);
  ASSERT_EQ(rules.rules, (std::vector<std::string>{"X1", "G2"}));
  EXPECT_EQ(rules.answer(0, 0).answer, Answer::CannotTell);
  EXPECT_EQ(rules.answer(0, 0).reason, "the engine cannot test this rule");
  EXPECT_EQ(rules.answer(0, 1).answer, Answer::Met);
  EXPECT_TRUE(rules.framework.empty());
  options.rules.push_back({"G2", "again"});
  const auto twice = format_rules(group.snapshot, group.matrix, options);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::Duplicate);
}

TEST(Rules, ThresholdIsTheStudysUnlessGiven) {
  Made group = made({{{1, 50}, {1, 60}}});
  group.snapshot.settings.salience_threshold = 60;
  EXPECT_EQ(one_answer(group, "G2"), Answer::NotMet);
  FormatOptions options;
  options.salience_threshold = 50;
  EXPECT_EQ(answer_to(rules_of(group, options), 0, "G2").answer, Answer::Met);
}

TEST(Rules, RefuseWhatIsNoGroupOrNotOfTheSnapshot) {
  const Made alone = made({{{1, 50}}});
  EXPECT_EQ(format_rules(alone.snapshot, alone.matrix).error().kind, ErrorKind::Range);
  EXPECT_EQ(common_agenda(alone.snapshot, alone.matrix).error().kind, ErrorKind::Range);
  Made strange = made({{{1, 50}, {1, 50}}});
  FormatOptions options;
  options.formalisation = {IssueCode(7)};
  EXPECT_EQ(missing_cells(strange.snapshot, strange.matrix, options).error().kind,
            ErrorKind::Range);
  const FormatRules rules = rules_of(strange);
  strange.matrix.actors[1] = ActorCode(9);
  EXPECT_EQ(format_rules(strange.snapshot, strange.matrix).error().kind, ErrorKind::Range);
  const Made other = made({{{1, 50}, {1, 50}, {1, 50}}});
  EXPECT_EQ(formats_advice(other.snapshot, other.matrix, rules).error().kind, ErrorKind::Range);
}

TEST(Advices, EachOfTheFive) {
  EXPECT_EQ(one_advice(made({{{1, 50}, {2, 50}}})), Advice::Group);
  EXPECT_EQ(one_advice(made({{{1, 50}, {-1, {}}}})), Advice::TrackOneFiveOrBilateral);
  EXPECT_EQ(one_advice(made({{{1, 50}, {2, 10}}})), Advice::Bilateral);
  EXPECT_EQ(one_advice(made({{{1, 10}, {2, 10}}})), Advice::NoCase);
  EXPECT_EQ(one_advice(made({{{1, 50}, {no_stance, {}}}})), Advice::CannotTell);
  FormatOptions options;
  options.rules = {{"G1", ""}, {"X", ""}};
  EXPECT_EQ(one_advice(made({{{1, 10}, {2, 10}}}), options), Advice::CannotTell);
}

TEST(Advices, UnknownIsNotZero) {
  // Were the unknown stance 0, G1 and G2 would fail; were it support, they would hold.
  const Made group = made({{{2, 50}, {no_stance, 50}}}, true, true);
  for (const char* id : {"G1", "G2", "G4"}) EXPECT_EQ(one_answer(group, id), Answer::CannotTell);
  const auto agenda = common_agenda(group.snapshot, group.matrix);
  ASSERT_TRUE(agenda);
  EXPECT_TRUE(agenda->empty());
  // Were the unknown salience 0, B1 would be met and G2 fail.
  const Made stake = made({{{2, 50}, {2, {}}}});
  EXPECT_EQ(one_answer(stake, "B1"), Answer::CannotTell);
  EXPECT_EQ(one_answer(stake, "G2"), Answer::CannotTell);
}

TEST(Agenda, LimitsOrderAndMissing) {
  const Made group = made({{{1, {}}, {1, 90}},          // incomplete
                           {{1, 40}, {2, 40}},          // complete
                           {{0, 90}, {1, 90}},          // mean too low
                           {{0, 90}, {2, 90}},          // too far apart
                           {{1, 60}, {1, 70}},          // complete, first
                           {{2, 90}, {no_stance, {}}},  // not known of all
                           {{1, 40}, {1, 41}}});        // a tie with the second
  const auto agenda = common_agenda(group.snapshot, group.matrix);
  ASSERT_TRUE(agenda);
  std::vector<std::size_t> order;
  for (const AgendaEntry& entry : *agenda) order.push_back(entry.issue.value());
  EXPECT_EQ(order, (std::vector<std::size_t>{4, 1, 6, 0}));
  EXPECT_EQ(agenda->front().least_salience, 60);
  EXPECT_FALSE(agenda->back().least_salience.has_value());
  EXPECT_EQ(agenda->back().salience_missing, std::vector<ActorCode>{ActorCode(0)});
  EXPECT_EQ(agenda->back().statements,
            (std::vector<StatementCode>{StatementCode(0), StatementCode(1)}));
  AgendaOptions options;
  options.kind = "posture";
  EXPECT_TRUE(common_agenda(group.snapshot, group.matrix, options)->empty());
}

TEST(Missing, RanksWhatChangesTheAdvice) {
  const Made group = made({{{1, 10}, {1, {}}},            // could become bilateral
                           {{2, 50}, {2, {}}},            // could become a group
                           {{2, 10}, {no_stance, 10}}});  // could part the two
  const auto missing = missing_cells(group.snapshot, group.matrix);
  ASSERT_TRUE(missing);
  ASSERT_EQ(missing->size(), 3U);
  const MissingCell& first = missing->at(0);
  EXPECT_EQ(first.gap, (Gap{IssueCode(1), ActorCode(1), Unknown::Salience}));
  EXPECT_EQ(first.advices, 1U);
  EXPECT_EQ(first.rules, 2U);  // G2 and B1
  EXPECT_EQ(first.now, Advice::CannotTell);
  EXPECT_EQ(first.could_be, (std::vector<Advice>{Advice::Group, Advice::Bilateral}));
  EXPECT_EQ(missing->at(1).gap.issue, IssueCode(0));
  EXPECT_EQ(missing->at(1).could_be, (std::vector<Advice>{Advice::Bilateral, Advice::NoCase}));
  EXPECT_EQ(missing->at(2).gap.what, Unknown::Stance);
  EXPECT_EQ(missing->at(2).rules, 0U);
  EXPECT_EQ(missing->at(2).could_be, std::vector<Advice>{Advice::TrackOneFiveOrBilateral});
}

TEST(Missing, TriesEveryStance) {
  // 1 settles G2, 0 and below fail it, and only 2 makes all stances the same, which fails G3.
  const Made group = made({{{2, 50}, {no_stance, 50}}});
  EXPECT_EQ(missing_cells(group.snapshot, group.matrix)->at(0).rules, 2U);
}

TEST(Missing, CountsTheFrameworkOnce) {
  const Made group = made({{{-1, 10}, {no_stance, 10}}, {{-1, 10}, {-1, 10}}});
  FormatOptions options;
  options.formalisation = {IssueCode(1), IssueCode(0)};
  EXPECT_EQ(missing_cells(group.snapshot, group.matrix, options)->at(0).rules, 1U);
  EXPECT_EQ(missing_cells(group.snapshot, group.matrix)->at(0).rules, 0U);
}

TEST(Missing, LargeGroupsAreRankedWhole) {
  std::vector<std::vector<Held>> rows(500, std::vector<Held>(200));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t a = 0; a < 200; a += 1 + i % 3)
      rows[i][a] = {(i + a) % 2 == 0 ? 1.0 : 2.0, 60};
  }
  const Made group = made(rows);
  const auto missing = missing_cells(group.snapshot, group.matrix);
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->size(), 77556U);
}

TEST(Cards, AreWhole) {
  std::vector<std::string> found;
  for (const positions::MethodCard& card : methods()) {
    found.emplace_back(card.name);
    EXPECT_FALSE(card.formula.empty());
    EXPECT_FALSE(card.warnings.empty());
  }
  EXPECT_EQ(found, (std::vector<std::string>{"common-agenda", "interest-ledger", "agenda-package",
                                             "format-rules", "format-ranking", "missing-cells"}));
}

}  // namespace
}  // namespace entente::advise
