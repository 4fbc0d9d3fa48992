// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that every registered model keeps, or names on its card as an exception.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "test_problems.hpp"

namespace entente::room {
namespace {

using testing::random_problem;

constexpr std::uint64_t problems = 200;
constexpr RunOptions everything = {true, true};

class ModelLaw : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    auto made = make_model(GetParam());
    ASSERT_TRUE(made) << to_string(made.error());
    model_ = *made;
  }
  bool excepted(Law law) const {
    const auto& exceptions = model_->card().exceptions;
    return std::any_of(exceptions.begin(), exceptions.end(),
                       [law](const LawException& e) { return e.law == law; });
  }
  Outcome outcome(const Problem& problem) const {
    auto out = run_at_modes(problem, 0, *model_, everything);
    if (!out) ADD_FAILURE() << model_->print() << ": " << to_string(out.error());
    return out ? *std::move(out) : Outcome();
  }
  ModelPointer model_;
};

TEST_P(ModelLaw, WithinHull) {
  if (excepted(Law::WithinHull)) GTEST_SKIP() << "excepted on the card";
  for (std::uint64_t p = 0; p < problems; ++p) {
    const Problem problem = random_problem(p);
    double low = 1e9;
    double high = -1e9;
    const auto widen = [&](double x) {
      low = std::min(low, x);
      high = std::max(high, x);
    };
    for (const Stake& stake : problem.issues[0].stakes) {
      if (stake.role != Role::Outside) widen(stake.position.mode);
    }
    if (model_->card().needs_reversion) widen(problem.issues[0].reversion->at);
    const Outcome out = outcome(problem);
    EXPECT_GE(out.value, low) << p;
    EXPECT_LE(out.value, high) << p;
  }
}

TEST_P(ModelLaw, OrderOfActorsDoesNotMatter) {
  if (excepted(Law::Permutation)) GTEST_SKIP() << "excepted on the card";
  for (std::uint64_t p = 0; p < problems; ++p) {
    Problem problem = random_problem(p);
    const Outcome before = outcome(problem);
    std::reverse(problem.issues[0].stakes.begin(), problem.issues[0].stakes.end());
    std::rotate(problem.issues[0].stakes.begin(), problem.issues[0].stakes.begin() + 1,
                problem.issues[0].stakes.end());
    const Outcome after = outcome(problem);
    EXPECT_EQ(before.value, after.value) << p;
    EXPECT_EQ(before.lottery, after.lottery) << p;
  }
}

TEST_P(ModelLaw, UnitOfPowerDoesNotMatter) {
  if (excepted(Law::PowerScale)) GTEST_SKIP() << "excepted on the card";
  for (std::uint64_t p = 0; p < problems; ++p) {
    Problem problem = random_problem(p);
    const double before = outcome(problem).value;
    for (Stake& stake : problem.issues[0].stakes) {
      stake.power = Spread::fixed(stake.power.mode * 3.7);
    }
    EXPECT_NEAR(before, outcome(problem).value, 1e-9) << p;
  }
}

TEST_P(ModelLaw, MirrorImage) {
  if (excepted(Law::Mirror)) GTEST_SKIP() << "excepted on the card";
  for (std::uint64_t p = 0; p < problems; ++p) {
    Problem problem = random_problem(p);
    const double before = outcome(problem).value;
    Issue& issue = problem.issues[0];
    issue.reversion->at = 100 - issue.reversion->at;
    for (Stake& stake : issue.stakes) {
      stake.position = {100 - stake.position.high, 100 - stake.position.mode,
                        100 - stake.position.low};
    }
    EXPECT_NEAR(100 - before, outcome(problem).value, 1e-9) << p;
  }
}

TEST_P(ModelLaw, AllAtOnePoint) {
  if (excepted(Law::Unanimity)) GTEST_SKIP() << "excepted on the card";
  for (std::uint64_t p = 0; p < problems; ++p) {
    Problem problem = random_problem(p);
    const double point = static_cast<double>(p % 101) / 3;
    for (Stake& stake : problem.issues[0].stakes) {
      // What stands outside stays where it is: it must not matter.
      if (stake.role != Role::Outside) stake.position = Spread::fixed(point);
    }
    EXPECT_EQ(outcome(problem).value, point) << p;
  }
}

TEST_P(ModelLaw, WhoHasNoWeightDoesNotMatter) {
  for (std::uint64_t p = 0; p < problems; ++p) {
    Problem problem = random_problem(p);
    const Outcome before = outcome(problem);
    problem.actors.push_back({"Z", ""});
    Stake stake = problem.issues[0].stakes.front();
    stake.actor = problem.actors.size() - 1;
    stake.position = Spread::fixed(99);
    stake.salience = Spread::fixed(0);
    if (!excepted(Law::WeightlessActor) && p % 2 == 1) {
      stake.salience = Spread::fixed(80);
      stake.power = Spread::fixed(0);
    }
    problem.issues[0].stakes.push_back(stake);
    EXPECT_EQ(before.value, outcome(problem).value) << p;
    problem.issues[0].stakes.back().salience = Spread::fixed(100);
    problem.issues[0].stakes.back().power = Spread::fixed(1000);
    problem.issues[0].stakes.back().role = Role::Outside;
    EXPECT_EQ(before.value, outcome(problem).value) << "outside, " << p;
  }
}

TEST_P(ModelLaw, SameAgain) {
  for (std::uint64_t p = 0; p < 20; ++p) {
    const Problem problem = random_problem(p);
    EXPECT_EQ(to_json(outcome(problem)), to_json(outcome(problem)));
  }
}

TEST_P(ModelLaw, JsonRoundTrip) {
  for (std::uint64_t p = 0; p < 50; ++p) {
    const Problem problem = random_problem(p);
    const auto read = problem_from_json(to_json(problem));
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(*read, problem);
    const Outcome out = outcome(problem);
    const auto again = outcome_from_json(to_json(out));
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(*again, out);
  }
}

TEST_P(ModelLaw, SaysItselfAgain) {
  const auto again = make_model(model_->print());
  ASSERT_TRUE(again) << to_string(again.error());
  EXPECT_EQ((*again)->print(), model_->print());
  EXPECT_EQ(model_->parameters().values().size(), model_->card().parameters.size());
}

TEST_P(ModelLaw, StopsWhenTold) {
  CancelSource source;
  source.cancel();
  const auto out = run_at_modes(random_problem(1), 0, *model_, everything, source.token());
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, ErrorKind::Cancelled);
}

TEST_P(ModelLaw, GivesWhatTheCardPromises) {
  const ModelCard& card = model_->card();
  for (std::uint64_t p = 0; p < 50; ++p) {
    const Outcome out = outcome(random_problem(p));
    EXPECT_EQ(card.gives_lottery, !out.lottery.empty());
    EXPECT_EQ(card.gives_levers, !out.levers.empty());
    EXPECT_EQ(card.tells_agreement, out.agreed.has_value());
    EXPECT_FALSE(out.trace.empty());
    double total = 0;
    double mean = 0;
    for (const Chance& chance : out.lottery) {
      EXPECT_GE(chance.probability, 0);
      total += chance.probability;
      mean += chance.probability * chance.at;
    }
    if (card.gives_lottery) {
      EXPECT_NEAR(total, 1, 1e-12);
      EXPECT_NEAR(mean, out.value, 1e-9);
    }
  }
  Problem bare = random_problem(3);
  bare.issues[0].reversion.reset();
  EXPECT_EQ(run_at_modes(bare, 0, *model_).has_value(), !card.needs_reversion);
}

TEST_P(ModelLaw, LeversAreDerivatives) {
  if (!model_->card().gives_levers) GTEST_SKIP() << "gives no levers";
  for (std::uint64_t p = 0; p < 50; ++p) {
    const Problem problem = random_problem(p);
    ModeBargain bargain(problem, 0);
    const Outcome out = outcome(problem);
    for (const Lever& lever : out.levers) {
      const double step = 1e-4;
      bargain.position[lever.actor] += step;
      const auto moved = model_->run(bargain.view(), {}, {});
      bargain.position[lever.actor] -= step;
      ASSERT_TRUE(moved);
      EXPECT_NEAR((moved->value - out.value) / step, lever.by_position, 1e-6);
      const double weight = step / bargain.power[lever.actor];
      bargain.salience[lever.actor] += weight;
      const auto weighed = model_->run(bargain.view(), {}, {});
      bargain.salience[lever.actor] -= weight;
      ASSERT_TRUE(weighed);
      EXPECT_NEAR((weighed->value - out.value) / step, lever.by_weight, 1e-3);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, ModelLaw, ::testing::ValuesIn(testing::all_variants()),
                         [](const ::testing::TestParamInfo<std::string>& variant) {
                           std::string name = variant.param;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) {
                                 return std::isalnum(static_cast<unsigned char>(c)) == 0;
                               },
                               '_');
                           return name;
                         });

TEST(Registry, ListsModelsOnceInOrder) {
  std::vector<std::string> names;
  for (const ModelType* type : models()) names.emplace_back(type->card.name);
  EXPECT_THAT(names, ::testing::ElementsAre("compromise", "consensus", "pce"));
  EXPECT_EQ(find_model("none"), nullptr);
}

}  // namespace
}  // namespace entente::room
