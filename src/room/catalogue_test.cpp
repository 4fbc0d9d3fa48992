// SPDX-License-Identifier: GPL-3.0-or-later
// Cases with a known result, and the recorded round log of every model.
#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "test_problems.hpp"

namespace entente::room {
namespace {

using testing::catalogue;
using testing::catalogue_problem;
using testing::file_text;

Outcome run_text(const Problem& problem, const std::string& issue, const std::string& model) {
  const auto place = issue_index(problem, issue);
  const auto made = make_model(model);
  if (!place || !made) {
    ADD_FAILURE() << to_string(!place ? place.error() : made.error());
    return {};
  }
  auto out = run_at_modes(problem, *place, **made, {true, true});
  if (!out) ADD_FAILURE() << model << ": " << to_string(out.error());
  return out ? *std::move(out) : Outcome();
}

TEST(Catalogue, EveryCaseGivesWhatIsExpected) {
  std::size_t cases = 0;
  for (const auto& folder : std::filesystem::directory_iterator(catalogue())) {
    const std::string name = folder.path().filename().string();
    const Problem problem = catalogue_problem(name);
    const auto expected =
        nlohmann::json::parse(file_text(folder.path() / "data" / "expected.json"));
    for (const auto& item : expected.at("cases")) {
      SCOPED_TRACE(name + ": " + item.at("model").get<std::string>());
      const Outcome out = run_text(problem, item.at("issue"), item.at("model"));
      const double tolerance = item.at("tolerance");
      EXPECT_NEAR(out.value, item.at("value").get<double>(), tolerance);
      if (item.contains("lottery")) {
        ASSERT_EQ(out.lottery.size(), item.at("lottery").size());
        for (std::size_t i = 0; i < out.lottery.size(); ++i) {
          EXPECT_EQ(out.lottery[i].at, item.at("lottery")[i][0].get<double>());
          EXPECT_NEAR(out.lottery[i].probability, item.at("lottery")[i][1].get<double>(), 1e-9);
        }
      }
      ++cases;
    }
  }
  EXPECT_EQ(cases, 11U);
}

/// A committee with one vote each, salience 1.
Problem committee(const nlohmann::json& item) {
  Problem out;
  Issue issue;
  issue.id = "I";
  const Basis basis{{}, "reference"};
  if (item.contains("status_quo")) {
    issue.reversion = Reversion{item.at("status_quo").get<double>(), basis};
  } else {
    issue.reversion = Reversion{0, basis};
  }
  for (std::size_t i = 0; i < item.at("x").size(); ++i) {
    out.actors.push_back({"A" + std::to_string(i), ""});
    issue.stakes.push_back({i, Role::Decides, Spread::fixed(item.at("x")[i]), Spread::fixed(1),
                            Spread::fixed(item.at("w")[i]), basis, basis, basis});
  }
  if (item.contains("setter")) {
    out.actors.push_back({"Setter", ""});
    issue.stakes.push_back({out.actors.size() - 1, Role::Influences,
                            Spread::fixed(item.at("setter")), Spread::fixed(1), Spread::fixed(1),
                            basis, basis, basis});
  }
  out.issues.push_back(std::move(issue));
  return out;
}

TEST(Golden, ProceduralCases) {
  const auto shared = testing::shared_folder();
  if (!shared) GTEST_SKIP() << "no reference values: set ENTENTE_SHARED to their folder";
  const auto json =
      nlohmann::json::parse(file_text(*shared / "reference" / "decision" / "procedural.json"));
  const auto quota = [](const nlohmann::json& item) {
    return std::to_string(item.at("quota").get<double>() /
                          static_cast<double>(item.at("w").size()));
  };
  EXPECT_EQ(json.at("setter").size(), 7U);
  for (const auto& item : json.at("setter")) {
    const Outcome out = run_text(committee(item), "I",
                                 "consensus(votes=power,setter=Setter,quota=" + quota(item) + ")");
    EXPECT_NEAR(out.value, item.at("outcome").get<double>(), 1e-9) << item.dump();
  }
  EXPECT_EQ(json.at("core").size(), 3U);
  for (const auto& item : json.at("core")) {
    const Outcome out = run_text(committee(item), "I", "consensus(quota=" + quota(item) + ")");
    ASSERT_TRUE(out.stable);
    EXPECT_EQ(out.stable->low, item.at("core")[0].get<double>());
    EXPECT_EQ(out.stable->high, item.at("core")[1].get<double>());
  }
}

TEST(Golden, EmissionStandards) {
  const auto shared = testing::shared_folder();
  if (!shared) GTEST_SKIP() << "no reference values: set ENTENTE_SHARED to their folder";
  const auto json = nlohmann::json::parse(
      file_text(*shared / "reference" / "decision" / "emission_standards_1994.json"));
  const Problem problem = catalogue_problem("bueno-de-mesquita-1994");
  ASSERT_EQ(problem.issues[0].stakes.size(), json.at("actors").size());
  for (std::size_t i = 0; i < problem.actors.size(); ++i) {
    const Stake& stake = problem.issues[0].stakes[i];
    const auto& actor = json.at("actors")[i];
    EXPECT_EQ(stake.position.mode, actor.at("position").get<double>());
    EXPECT_NEAR(stake.salience.mode, 100 * actor.at("salience").get<double>(), 1e-9);
    EXPECT_EQ(stake.power.mode, actor.at("capability").get<double>());
  }
  EXPECT_NEAR(run_text(problem, "emission", "compromise").value,
              json.at("weighted_mean").get<double>(), 1e-12);
  for (const std::string vote : {"proportional", "binary"}) {
    const auto& expected = json.at("pce_markov_" + vote);
    const Outcome out = run_text(problem, "emission", "pce(vote=" + vote + ")");
    EXPECT_NEAR(out.value, expected.at("expected").get<double>(), 1e-9);
    const auto& victory = expected.at("victory");
    for (const Event& event : out.trace) {
      if (event.kind != EventKind::Duel) continue;
      const auto place = [&](double at) -> std::size_t { return at == 4 ? 0 : at == 7 ? 1 : 2; };
      EXPECT_NEAR(event.share, victory[place(event.value)][place(event.other_value)].get<double>(),
                  1e-9);
    }
  }
}

/// What every variant of a model does, round by round, on the invented committee.
std::string round_log(const ModelType& type) {
  const Problem problem = catalogue_problem("five-and-two");
  std::string out;
  for (const std::string& variant : testing::all_variants()) {
    if (parse_model_words(variant)->name != type.card.name) continue;
    for (std::size_t issue = 0; issue < problem.issues.size(); ++issue) {
      const auto model = make_model(variant);
      const auto outcome = run_at_modes(problem, issue, **model, {true, true});
      out += "# " + (*model)->print() + " on " + problem.issues[issue].id + "\n";
      out += outcome ? trace_text(ModeBargain(problem, issue).view(), *outcome)
                     : to_string(outcome.error()) + "\n";
    }
  }
  return out;
}

TEST(RoundLog, EveryModelHasOneAndKeepsToIt) {
  for (const ModelType* type : models()) {
    const auto path = std::filesystem::path(ENTENTE_SOURCE_DIR) / "src" / "room" / "models" /
                      std::string(type->card.name) / "rounds.txt";
    const std::string log = "# SPDX-License-Identifier: GPL-3.0-or-later\n" + round_log(*type);
    if (std::getenv("ENTENTE_UPDATE_SNAPSHOTS") != nullptr) {
      std::ofstream(path, std::ios::binary) << log;
      continue;
    }
    ASSERT_TRUE(std::filesystem::exists(path))
        << "no round log of " << type->card.name << "; see tests/snapshots/README.md";
    EXPECT_EQ(file_text(path), log) << type->card.name << "; see tests/snapshots/README.md";
  }
}

}  // namespace
}  // namespace entente::room
