// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/statement_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "positions/statement_model/layout.hpp"
#include "positions/test_record.hpp"

namespace entente::positions {
namespace {

using testing::add_row;
using testing::day;

/// A made study: actors, issues and one source of reliability A; statements come one by one.
class MadeStudy {
 public:
  MadeStudy(const std::vector<std::string>& actors, const std::vector<std::string>& issues,
            const std::vector<std::string>& reverse_keyed = {}) {
    for (const auto& id : actors) add_row(study, "actor", {{"id", id}, {"name", id}});
    for (const auto& id : issues) {
      const bool turned =
          std::find(reverse_keyed.begin(), reverse_keyed.end(), id) != reverse_keyed.end();
      add_row(
          study, "issue",
          {{"id", id}, {"claim", id}, {"group", "g"}, {"reverse_keyed", turned ? "yes" : "no"}});
    }
    add_row(study, "source", {{"id", "S"}, {"title", "Source"}, {"reliability", "A"}});
    study.settings.focus = actors;
  }

  struct Said {
    std::string date = "2024-06-01";
    std::string passage = {};  ///< blank: a new one
    std::string basis = "explicit";
    std::string hedge = {};
    std::string coder = "x";
    std::string status = "accepted";
    std::string source = "S";
  };

  MadeStudy& say(const std::string& actor, const std::string& issue, int stance, Said said) {
    const std::string number = std::to_string(++count_);
    if (said.passage.empty()) said.passage = "S#" + number;
    if (std::find(passages_.begin(), passages_.end(), said.passage) == passages_.end()) {
      passages_.push_back(said.passage);
      add_row(study, "passage",
              {{"id", said.passage}, {"source", said.source}, {"locator", said.passage}});
    }
    add_row(study, "statement",
            {{"id", "P" + number},
             {"actor", actor},
             {"issue", issue},
             {"stance", std::to_string(stance)},
             {"date", said.date},
             {"passages", said.passage},
             {"basis", said.basis},
             {"hedge", said.hedge},
             {"coder", said.coder},
             {"status", said.status}});
    return *this;
  }
  MadeStudy& say(const std::string& actor, const std::string& issue, int stance) {
    return say(actor, issue, stance, Said());
  }

  record::Study study;

 private:
  int count_ = 0;
  std::vector<std::string> passages_;
};

struct Fitted {
  record::Snapshot snapshot;
  StatementModel model;

  const PositionEstimate& at(std::string_view actor, std::string_view issue) const {
    const PositionEstimate* found = model.at(snapshot.actor(actor), snapshot.issue(issue));
    EXPECT_NE(found, nullptr) << actor << " on " << issue;
    static const PositionEstimate none;
    return found != nullptr ? *found : none;
  }
  bool has(std::string_view actor, std::string_view issue) const {
    return model.at(snapshot.actor(actor), snapshot.issue(issue)) != nullptr;
  }
};

StatementModelOptions options_at(std::string_view at) {
  StatementModelOptions out;
  out.at = day(at);
  return out;
}

Fitted fitted(const MadeStudy& made, const StatementModelOptions& options, bool guesses = false) {
  auto snapshot = record::build_snapshot(made.study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  auto model = statement_positions(*snapshot, options, guesses);
  EXPECT_TRUE(model) << (model ? "" : to_string(model.error()));
  return {std::move(*snapshot), std::move(*model)};
}

Fitted fitted(const MadeStudy& made, std::string_view at = "2024-12-31") {
  return fitted(made, options_at(at));
}

/// Four actors who speak for themselves on four issues, so that spreads are learnt.
MadeStudy four_by_four(int turn = 1, const std::vector<std::string>& reverse_keyed = {}) {
  MadeStudy made({"A", "B", "C", "D"}, {"I1", "I2", "I3", "I4"}, reverse_keyed);
  const int stances[4][4] = {{2, 1, -1, 0}, {1, 1, -2, 1}, {2, 0, -1, 1}, {1, 2, -2, -1}};
  for (int a = 0; a < 4; ++a) {
    for (int i = 0; i < 4; ++i) {
      made.say(std::string(1, static_cast<char>('A' + a)), "I" + std::to_string(i + 1),
               turn * stances[a][i]);
    }
  }
  return made;
}

double width(const PositionEstimate& estimate) { return estimate.central_80.width(); }

TEST(StatementModel, NothingSaidIsNothingEstimated) {
  const Fitted fit = fitted(MadeStudy({"A"}, {"I1"}));
  EXPECT_TRUE(fit.model.estimates.empty());
  EXPECT_FALSE(fit.has("A", "I1"));
  EXPECT_EQ(fit.model.readings, 0U);
}

TEST(StatementModel, OneStatementLiesAboutItsCodeAndStaysOnTheScale) {
  for (const int stance : {-2, -1, 0, 1, 2}) {
    const Fitted fit = fitted(MadeStudy({"A"}, {"I1"}).say("A", "I1", stance));
    const PositionEstimate& at = fit.at("A", "I1");
    EXPECT_NEAR(at.mean, stance, 0.7) << stance;
    EXPECT_TRUE(at.central_95.contains(stance)) << stance;
    EXPECT_GE(at.central_95.low, -2.5);
    EXPECT_LE(at.central_95.high, 2.5);
    EXPECT_LE(at.central_95.low, at.central_80.low);
    EXPECT_GE(at.central_95.high, at.central_80.high);
    EXPECT_EQ(at.readings, 1U);
    EXPECT_FALSE(at.inferred);
    EXPECT_GT(at.pooled, 0.0);
    EXPECT_LT(at.pooled, 1.0);
  }
}

TEST(StatementModel, SameBytesOnAnyNumberOfThreads) {
  StatementModelOptions options = options_at("2024-12-31");
  const Fitted one = fitted(four_by_four(), options);
  for (const unsigned threads : {2U, 7U}) {
    options.threads = threads;
    const Fitted many = fitted(four_by_four(), options);
    ASSERT_EQ(many.model.estimates.size(), one.model.estimates.size());
    for (std::size_t c = 0; c < one.model.estimates.size(); ++c) {
      EXPECT_EQ(many.model.estimates[c].mean, one.model.estimates[c].mean);
      EXPECT_EQ(many.model.estimates[c].central_95, one.model.estimates[c].central_95);
      EXPECT_EQ(many.model.estimates[c].pooled, one.model.estimates[c].pooled);
    }
  }
  options.seed = 2;
  EXPECT_NE(fitted(four_by_four(), options).at("A", "I1").mean, one.at("A", "I1").mean);
}

TEST(StatementModel, MirrorTurnsEveryPositionRound) {
  StatementModelOptions options = options_at("2024-12-31");
  options.draws = 2000;
  const Fitted plain = fitted(four_by_four(), options);
  const Fitted turned = fitted(four_by_four(-1), options);
  for (std::size_t c = 0; c < plain.model.estimates.size(); ++c) {
    EXPECT_NEAR(plain.model.estimates[c].mean, -turned.model.estimates[c].mean, 0.08);
    EXPECT_NEAR(plain.model.estimates[c].central_80.low, -turned.model.estimates[c].central_80.high,
                0.15);
  }
}

TEST(StatementModel, NamesAndOrderOfActorsDoNotMatter) {
  StatementModelOptions options = options_at("2024-12-31");
  options.draws = 2000;
  MadeStudy turned({"D", "C", "B", "A"}, {"I4", "I3", "I2", "I1"});
  const MadeStudy plain = four_by_four();
  const record::Table& rows = plain.study.table("statement");
  for (std::size_t r = rows.rows(); r-- > 0;) {
    turned.say(std::string(rows.cell(r, "actor")), std::string(rows.cell(r, "issue")),
               std::stoi(std::string(rows.cell(r, "stance"))));
  }
  const Fitted a = fitted(plain, options);
  const Fitted b = fitted(turned, options);
  for (const char* actor : {"A", "B", "C", "D"}) {
    for (const char* issue : {"I1", "I2", "I3", "I4"}) {
      EXPECT_NEAR(a.at(actor, issue).mean, b.at(actor, issue).mean, 0.08);
      EXPECT_NEAR(width(a.at(actor, issue)), width(b.at(actor, issue)), 0.2);
    }
  }
}

TEST(StatementModel, MoreReadingsNarrowTheInterval) {
  MadeStudy once = four_by_four();
  MadeStudy often = four_by_four();
  for (int n = 0; n < 6; ++n) often.say("A", "I2", 1);
  EXPECT_LT(width(fitted(often).at("A", "I2")), 0.75 * width(fitted(once).at("A", "I2")));
  EXPECT_EQ(fitted(often).at("A", "I2").readings, 7U);
}

TEST(StatementModel, OneSentenceOnAllCountsOnce) {
  MadeStudy joint = four_by_four();
  MadeStudy apart = four_by_four();
  for (MadeStudy* made : {&joint, &apart}) {
    add_row(made->study, "issue", {{"id", "I5"}, {"claim", "I5"}, {"group", "h"}});
  }
  MadeStudy::Said all;
  all.passage = "S#all";
  for (const char* actor : {"A", "B", "C", "D"}) {
    joint.say(actor, "I5", 1, all);
    apart.say(actor, "I5", 1);
  }
  const Fitted one = fitted(joint);
  const Fitted four = fitted(apart);
  EXPECT_EQ(one.model.readings, 17U);
  EXPECT_EQ(four.model.readings, 20U);
  EXPECT_EQ(one.model.statements, four.model.statements);
  for (const char* actor : {"A", "B", "C", "D"}) {
    EXPECT_GT(width(one.at(actor, "I5")), 1.1 * width(four.at(actor, "I5"))) << actor;
    EXPECT_GT(one.at(actor, "I5").pooled, four.at(actor, "I5").pooled);
  }
}

TEST(StatementModel, WhatIsLessCertainWidensTheInterval) {
  const auto with = [](const MadeStudy::Said& said) {
    MadeStudy made = four_by_four();
    add_row(made.study, "issue", {{"id", "I5"}, {"claim", "I5"}, {"group", "h"}});
    add_row(made.study, "source", {{"id", "T"}, {"title", "Rumour"}, {"reliability", "E"}});
    made.say("A", "I5", 0, said);
    StatementModelOptions options = options_at("2024-12-31");
    options.draws = 1500;
    return width(fitted(made, options).at("A", "I5"));
  };
  const double plain = with({});
  EXPECT_GT(with({.basis = "inferred"}), plain * 1.05);
  EXPECT_GT(with({.basis = "implied", .hedge = "may"}), plain * 1.05);
  EXPECT_GT(with({.source = "T"}), plain * 1.05);
  EXPECT_GT(with({.date = "2012-06-01"}), plain * 1.1);
}

TEST(StatementModel, AChangeOfGovernmentWidensTheInterval) {
  MadeStudy stays = four_by_four();
  MadeStudy goes = four_by_four();
  for (MadeStudy* made : {&stays, &goes}) {
    const bool left = made == &goes;
    add_row(made->study, "term",
            {{"id", "T1"},
             {"actor", "A"},
             {"office", "Prime Minister"},
             {"person", "N. N."},
             {"from", "2020"},
             {"until", left ? "2024-09-01" : ""}});
  }
  StatementModelOptions options = options_at("2024-12-31");
  options.draws = 2000;
  options.factors.government_years = 20;
  EXPECT_GT(width(fitted(goes, options).at("A", "I4")),
            width(fitted(stays, options).at("A", "I4")) * 1.05);
}

TEST(StatementModel, OnlyStatementsThatCountAreRead) {
  MadeStudy made = four_by_four();
  made.say("A", "I1", -2, {.status = "rejected"});
  made.say("A", "I1", -2, {.status = "proposed"});
  made.say("A", "I1", -2, {.date = "2025-06-01"});
  const Fitted fit = fitted(made);
  EXPECT_EQ(fit.at("A", "I1").statements.size(), 1U);
  StatementModelOptions without = options_at("2024-12-31");
  without.without.assign(made.study.table("statement").rows(), false);
  without.without[0] = true;
  EXPECT_FALSE(fitted(made, without).has("A", "I1"));
}

TEST(StatementModel, BlankCellsAreGuessedOnRequestOnly) {
  MadeStudy made = four_by_four();
  add_row(made.study, "issue", {{"id", "I5"}, {"claim", "I5"}, {"group", "g"}});
  add_row(made.study, "issue", {{"id", "I6"}, {"claim", "I6"}, {"group", "g"}});
  for (const char* actor : {"A", "B", "C"}) made.say(actor, "I5", 2);
  EXPECT_FALSE(fitted(made).has("D", "I5"));
  const Fitted fit = fitted(made, options_at("2024-12-31"), true);
  const PositionEstimate& guess = fit.at("D", "I5");
  EXPECT_TRUE(guess.inferred);
  EXPECT_EQ(guess.readings, 0U);
  EXPECT_EQ(guess.pooled, 1.0);
  EXPECT_GT(guess.mean, 0.5);
  EXPECT_GT(width(guess), width(fit.at("A", "I5")));
  // Nobody is on record there, so there is nothing to infer from.
  EXPECT_FALSE(fit.has("D", "I6"));
}

TEST(StatementModel, ActorsOfNoGroupAreNotPooled) {
  MadeStudy made = four_by_four();
  add_row(made.study, "actor", {{"id", "Z"}, {"name", "Z"}});
  made.say("Z", "I1", -2);
  const Fitted fit = fitted(made, options_at("2024-12-31"), true);
  ASSERT_EQ(fit.model.pools.size(), 1U);
  EXPECT_EQ(fit.model.pools.front().size(), 4U);
  EXPECT_FALSE(fit.has("Z", "I2"));
  EXPECT_LT(fit.at("Z", "I1").mean, -1.0);
}

TEST(StatementModel, MembersOfAGroupArePooledWhileTheyBelongToIt) {
  MadeStudy made = four_by_four();
  for (const char* id : {"X", "Y", "G"}) add_row(made.study, "actor", {{"id", id}, {"name", id}});
  add_row(made.study, "membership", {{"id", "M1"}, {"actor", "X"}, {"group", "G"}});
  add_row(made.study, "membership",
          {{"id", "M2"}, {"actor", "Y"}, {"group", "G"}, {"from", "2020"}, {"until", "2023"}});
  made.say("X", "I1", 1, {.date = "2021"}).say("Y", "I1", 1, {.date = "2021"});
  EXPECT_EQ(fitted(made, "2022-12-31").model.pools.size(), 1U);
  EXPECT_THAT(fitted(made, "2022-12-31").model.pools.front(), ::testing::SizeIs(2));
  for (const auto& pool : fitted(made, "2024-12-31").model.pools) {
    EXPECT_THAT(pool, ::testing::SizeIs(4));
  }
}

/// Two coders code the same; one of them always a step lower.
TEST(StatementModel, SeverityOfCodersIsEstimatedWhereTheyOverlap) {
  MadeStudy made({"A", "B", "C", "D"}, {"I1", "I2", "I3", "I4", "I5", "I6"});
  for (const char* actor : {"A", "B", "C", "D"}) {
    for (int i = 1; i <= 5; ++i) {
      const std::string issue = "I" + std::to_string(i);
      made.say(actor, issue, i % 3 - 1, {.coder = "mild"});
      made.say(actor, issue, i % 3 - 2, {.coder = "stern"});
    }
  }
  made.say("A", "I6", 0, {.coder = "alone"});
  const Fitted fit = fitted(made);
  EXPECT_LT(fit.model.worst_r_hat, 1.1);
  ASSERT_EQ(fit.model.severity.size(), 2U);
  const auto& mild = fit.model.severity[0].second;
  const auto& stern = fit.model.severity[1].second;
  EXPECT_GT(mild.mean - stern.mean, 0.25);
  EXPECT_GT(mild.mean, 0.05);
  EXPECT_LT(stern.mean, -0.05);
  ASSERT_EQ(fit.model.severity_unknown.size(), 1U);
  EXPECT_EQ(fit.snapshot.coders[fit.model.severity_unknown.front()], "alone");
}

TEST(StatementModel, TwoCodersOfOneSentenceAreNotTwoSentences) {
  MadeStudy same = four_by_four();
  MadeStudy other = four_by_four();
  for (MadeStudy* made : {&same, &other}) {
    add_row(made->study, "issue", {{"id", "I5"}, {"claim", "I5"}, {"group", "h"}});
    made->say("A", "I5", 0, {.passage = "S#x", .coder = "x"});
    made->say("A", "I5", 0, {.passage = made == &same ? "S#x" : "S#y", .coder = "y"});
  }
  StatementModelOptions options = options_at("2024-12-31");
  options.draws = 2000;
  EXPECT_GT(width(fitted(same, options).at("A", "I5")),
            width(fitted(other, options).at("A", "I5")) * 1.02);
}

TEST(StatementModel, ReverseKeyedClaimsPoolTheOtherWayRound) {
  const auto lean_of = [](const std::vector<std::string>& reverse_keyed) {
    MadeStudy made({"A", "B", "C"}, {"I1", "I2", "I3", "I4", "I5", "I6"}, reverse_keyed);
    for (const char* issue : {"I1", "I2", "I3", "I4", "I5"}) {
      made.say("A", issue, 2).say("B", issue, 0).say("C", issue, 0);
    }
    made.say("B", "I6", 0).say("C", "I6", 0);
    StatementModelOptions options = options_at("2024-12-31");
    options.draws = 1500;
    return fitted(made, options, true).at("A", "I6").mean;
  };
  EXPECT_GT(lean_of({}), 0.3);
  EXPECT_LT(lean_of({"I6"}), -0.1);
}

/// What goes missing by chance leaves the others where they were, within their intervals.
TEST(StatementModel, MissingAtRandomLeavesTheRestWithinTheirIntervals) {
  const Fitted whole = fitted(four_by_four());
  StatementModelOptions options = options_at("2024-12-31");
  options.without.assign(16, false);
  for (const std::size_t s : {0U, 5U, 10U, 15U}) options.without[s] = true;
  const Fitted part = fitted(four_by_four(), options);
  EXPECT_EQ(part.model.estimates.size(), 12U);
  for (const char* actor : {"A", "B", "C", "D"}) {
    for (const char* issue : {"I1", "I2", "I3", "I4"}) {
      if (!part.has(actor, issue)) continue;
      EXPECT_TRUE(whole.at(actor, issue).central_80.contains(part.at(actor, issue).mean))
          << actor << issue;
    }
  }
}

TEST(StatementModel, BadOptionsAreToldWithTheirName) {
  const auto snapshot = record::build_snapshot(four_by_four().study);
  const auto refused = [&snapshot](const auto& change, std::string_view name) {
    StatementModelOptions options = options_at("2024-12-31");
    change(options);
    const auto model = statement_positions(*snapshot, options);
    ASSERT_FALSE(model) << name;
    EXPECT_EQ(model.error().kind, ErrorKind::Range);
    EXPECT_THAT(to_string(model.error()), ::testing::HasSubstr(std::string(name)));
  };
  refused([](auto& o) { o.chains = 1; }, "chains");
  refused([](auto& o) { o.draws = 10; }, "draws");
  refused([](auto& o) { o.priors[0].median = 0; }, "noise.median");
  refused([](auto& o) { o.priors[1].log_sd = -1; }, "walk.log_sd");
  refused([](auto& o) { o.pool_sd = std::nan(""); }, "pool_sd");
  refused([](auto& o) { o.factors.hedged = 0; }, "hedged");
  refused([](auto& o) { o.factors.shared = 1.5; }, "shared");
  refused([](auto& o) { o.factors.government_years = -1; }, "government_years");
}

TEST(StatementModel, CancelledIsAnErrorAndNothingElse) {
  const auto snapshot = record::build_snapshot(four_by_four().study);
  CancelSource cancel;
  cancel.cancel();
  const auto model =
      statement_positions(*snapshot, options_at("2024-12-31"), false, cancel.token());
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace entente::positions
