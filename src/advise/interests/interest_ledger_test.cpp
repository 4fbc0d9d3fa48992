// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/interest_ledger.hpp"

#include <gtest/gtest.h>

#include "positions/test_record.hpp"

namespace entente::advise {
namespace {

using positions::testing::add_row;

record::Study some_interests() {
  record::Study study;
  study.settings.salience_threshold = 40;
  add_row(study, "source", {{"id", "S"}, {"title", "A source"}});
  for (const char* id : {"A", "B", "G"}) {
    add_row(study, "actor",
            {{"id", id}, {"name", id}, {"kind", id[0] == 'G' ? "grouping" : "state"}});
  }
  for (const char* id : {"I1", "I2", "I3", "I4"}) {
    add_row(study, "issue", {{"id", id}, {"group", "g"}, {"claim", id}, {"kind", "goal"}});
  }
  add_row(study, "membership", {{"id", "M1"}, {"actor", "A"}, {"group", "G"}, {"from", "2020"}});
  const auto interest = [&study](const char* id, const char* actor, const char* kind,
                                 const char* rank, const char* issues) {
    add_row(study, "interest",
            {{"id", id},
             {"actor", actor},
             {"kind", kind},
             {"rank", rank},
             {"item", id},
             {"issues", issues},
             {"sources", "S"}});
  };
  interest("N1", "A", "priority", "2", "I2");
  interest("N2", "A", "priority", "1", "I1;I3");
  interest("N3", "A", "constraint", "", "I4");
  interest("N4", "G", "benefit", "1", "I2");
  interest("N5", "A", "priority", "", "I4");
  return study;
}

TEST(InterestLedger, RanksAndWhoseTheyAre) {
  const record::Study study = some_interests();
  const auto snapshot = record::build_snapshot(study).value();
  const InterestLedger ledger(study, snapshot);
  const ActorCode a = snapshot.actor("A");
  ASSERT_EQ(ledger.named().size(), 4U);
  const NamedInterest* first = ledger.on(a, snapshot.issue("I1"));
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->rank, 1U);
  EXPECT_EQ(first->of, 3U);
  EXPECT_EQ(ledger.on(a, snapshot.issue("I3")), first);
  // What has no rank comes last; a constraint is none.
  EXPECT_EQ(ledger.on(a, snapshot.issue("I4"))->rank, 3U);
  EXPECT_EQ(ledger.on(a, snapshot.issue("I2"))->holder, a);
  EXPECT_EQ(ledger.on(snapshot.actor("B"), snapshot.issue("I2")), nullptr);
}

TEST(InterestLedger, ANamedInterestIsAStake) {
  const record::Study study = some_interests();
  const auto snapshot = record::build_snapshot(study).value();
  const InterestLedger ledger(study, snapshot);
  EXPECT_NEAR(ledger.salience(0.25), 55, 1e-12);
  const auto estimate = ledger.salience_estimate(0.8);
  EXPECT_NEAR(estimate.value, 70, 1e-12);
  EXPECT_NEAR(estimate.interval->low, 46, 1e-12);
  EXPECT_NEAR(estimate.interval->high, 94, 1e-12);
}

TEST(InterestLedger, NothingNamed) {
  record::Study study;
  const auto snapshot = record::build_snapshot(study).value();
  EXPECT_TRUE(InterestLedger(study, snapshot).named().empty());
  EXPECT_EQ(InterestLedger().on(ActorCode(0), IssueCode(0)), nullptr);
}

}  // namespace
}  // namespace entente::advise
