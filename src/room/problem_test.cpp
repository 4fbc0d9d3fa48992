// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input gives an error with its place and mend.
#include <gmock/gmock.h>

#include <cmath>
#include <functional>

#include "test_problems.hpp"

namespace entente::room {
namespace {

using ::testing::HasSubstr;
using testing::random_problem;

struct Fault {
  const char* name;
  std::function<void(Problem&)> make;
  ErrorKind kind;
  const char* says;
};

TEST(Problem, FaultsHavePlaceAndMend) {
  const std::vector<Fault> faults = {
      {"off the scale", [](Problem& p) { p.issues[0].stakes[1].position.high = 101; },
       ErrorKind::Range, "issue I, column A1, position: position off the scale"},
      {"upside down",
       [](Problem& p) {
         p.issues[0].stakes[1].position = {50, 40, 60};
       },
       ErrorKind::Range, "upside down"},
      {"not a number", [](Problem& p) { p.issues[0].stakes[0].salience.mode = std::nan(""); },
       ErrorKind::Range, "not a finite number"},
      {"infinite power",
       [](Problem& p) {
         p.issues[0].stakes[0].power = Spread::fixed(std::numeric_limits<double>::infinity());
       },
       ErrorKind::Range, "A0, power"},
      {"negative power", [](Problem& p) { p.issues[0].stakes[0].power = Spread::fixed(-1); },
       ErrorKind::Range, "power off the scale"},
      {"no salience",
       [](Problem& p) {
         for (Stake& s : p.issues[0].stakes) s.salience = Spread::fixed(0);
       },
       ErrorKind::Range, "column salience: nobody in the room has any weight"},
      {"alone",
       [](Problem& p) {
         for (std::size_t i = 1; i < p.issues[0].stakes.size(); ++i) {
           p.issues[0].stakes[i].role = Role::Outside;
         }
       },
       ErrorKind::Missing, "nobody to bargain with"},
      {"twice", [](Problem& p) { p.issues[0].stakes[1].actor = 0; }, ErrorKind::Duplicate,
       "stands twice"},
      {"unknown actor", [](Problem& p) { p.issues[0].stakes[1].actor = 99; }, ErrorKind::Reference,
       "not there"},
      {"rests on nothing", [](Problem& p) { p.issues[0].stakes[1].power_basis = {}; },
       ErrorKind::Missing, "A1, power: a number rests on nothing"},
      {"reversion", [](Problem& p) { p.issues[0].reversion->at = -3; }, ErrorKind::Range,
       "reversion point is off the scale"},
      {"scale", [](Problem& p) { p.issues[0].greatest = 0; }, ErrorKind::Range, "no length"},
      {"anchors",
       [](Problem& p) {
         p.issues[0].anchors = {{50, "a"}, {50, "b"}};
       },
       ErrorKind::Range, "out of order"},
      {"ids", [](Problem& p) { p.actors[1].id = p.actors[0].id; }, ErrorKind::Duplicate, "twice"},
  };
  for (const Fault& fault : faults) {
    Problem problem = random_problem(5);
    ASSERT_TRUE(check(problem));
    fault.make(problem);
    const auto found = check(problem);
    ASSERT_FALSE(found) << fault.name;
    EXPECT_EQ(found.error().kind, fault.kind) << fault.name;
    EXPECT_THAT(to_string(found.error()), HasSubstr(fault.says)) << fault.name;
    EXPECT_FALSE(found.error().mend.empty()) << fault.name;
  }
}

TEST(Problem, MovesWithItsRange) {
  Problem problem = random_problem(1);
  problem.issues[0].stakes[0].position = {20, 30, 45};
  auto moved = with_position(problem, 0, 0, 60);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->issues[0].stakes[0].position, (Spread{50, 60, 75}));
  moved = with_position(problem, 0, 0, 95);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->issues[0].stakes[0].position, (Spread{85, 95, 100}));
  EXPECT_EQ(with_position(problem, 0, 0, 101).error().kind, ErrorKind::Range);
  EXPECT_EQ(with_position(problem, 0, 0, std::nan("")).error().kind, ErrorKind::Range);
}

TEST(Problem, JsonFaultsHaveTheirPlace) {
  const std::string sound = to_json(random_problem(2));
  const auto with = [&sound](const std::string& from, const std::string& to) {
    std::string text = sound;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto read = problem_from_json(text);
    EXPECT_FALSE(read) << to;
    return read ? std::string() : to_string(read.error());
  };
  EXPECT_THAT(with("\"role\":\"decides\"", "\"role\":\"rules\""),
              HasSubstr("issues[0].stakes[0].role"));
  EXPECT_THAT(with("\"mode\":", "\"mood\":"), HasSubstr("position.mode"));
  EXPECT_THAT(with("\"id\":\"I\"", "\"id\":7"), HasSubstr("issues[0].id"));
  EXPECT_THAT(with("\"actor\":\"A1\"", "\"actor\":\"B\""), HasSubstr("stakes[1].actor"));
  EXPECT_FALSE(problem_from_json("{"));
  EXPECT_FALSE(problem_from_json("[]"));
  EXPECT_FALSE(problem_from_json("{\"issues\":3}"));
}

TEST(Models, WordsThatAreWrong) {
  const auto says = [](std::string_view text) {
    const auto model = make_model(text);
    EXPECT_FALSE(model) << text;
    return model ? std::string() : to_string(model.error());
  };
  EXPECT_THAT(says("pcee"), HasSubstr("did you mean \"pce\"?"));
  EXPECT_THAT(says("pce(vot=binary)"), HasSubstr("did you mean \"vote\"?"));
  EXPECT_THAT(says("pce(vote=binery)"), HasSubstr("did you mean \"binary\"?"));
  EXPECT_THAT(says("pce(vote=binary,vote=binary)"), HasSubstr("twice"));
  EXPECT_THAT(says("pce(vote=binary"), HasSubstr("brackets"));
  EXPECT_THAT(says("pce(vote)"), HasSubstr("key=value"));
  EXPECT_THAT(says("pce=binary"), HasSubstr("in brackets"));
  EXPECT_THAT(says(""), HasSubstr("no model is named"));
  EXPECT_THAT(says("compromise(x=1)"), HasSubstr("no such parameter"));
  EXPECT_THAT(says("consensus(quota=0.5)"), HasSubstr("above 0.5 to 1"));
  EXPECT_THAT(says("consensus(quota=1.1)"), HasSubstr("out of range"));
  EXPECT_THAT(says("consensus(quota=nan)"), HasSubstr("out of range"));
  EXPECT_EQ((*make_model(" pce ( vote = binary ) "))->print(), "pce(vote=binary)");
  EXPECT_EQ((*make_model("consensus()"))->print(), "consensus(quota=1,votes=one,setter=mean)");
  EXPECT_THAT(split_models("compromise, pce(vote=binary,x=1),,consensus"),
              ::testing::ElementsAre("compromise", "pce(vote=binary,x=1)", "consensus"));
}

TEST(Models, SetterMustBeInTheRoom) {
  const Problem problem = testing::catalogue_problem("five-and-two");
  for (const char* who : {"Rival", "Nobody"}) {
    const auto model = make_model("consensus(setter=" + std::string(who) + ")");
    ASSERT_TRUE(model);
    const auto out = run_at_modes(problem, 0, **model);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().kind, ErrorKind::NotFound);
  }
}

}  // namespace
}  // namespace entente::room
