// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the classical model that other programs computed. Cases and figures stand outside the
// repository; where they are absent the test says so.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "entente/app/experts.hpp"
#include "entente/app/files.hpp"

namespace entente::app {
namespace {

std::filesystem::path shared_folder() {
  const char* named = std::getenv("ENTENTE_SHARED");
  return named != nullptr ? std::filesystem::path(named)
                          : std::filesystem::path(ENTENTE_SOURCE_DIR).parent_path() / "shared";
}

TEST(ExpertsGolden, TobaccoIsAsPublished) {
  const auto file = shared_folder() / "data" / "cooke" / "tobacco.dtt";
  const auto expected_bytes =
      read_file((shared_folder() / "reference" / "decision" / "cooke.json").string());
  if (!std::filesystem::exists(file) || !expected_bytes) {
    GTEST_SKIP() << "shared/data/cooke and shared/reference/decision are not here";
  }
  const auto expected = nlohmann::json::parse(*expected_bytes)["tobacco"];
  WeighRequest request;
  request.experts.file = file.string();
  const auto outcome = weigh_experts(request, {});
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  const positions::ClassicalModel& model = outcome->model;
  EXPECT_EQ(model.seeds, expected["n_seed"].get<std::uint32_t>());
  EXPECT_EQ(model.power, expected["N_used"].get<std::uint32_t>());
  ASSERT_EQ(model.experts.size(), expected["experts"].size());
  double best = 0;
  for (std::size_t e = 0; e < model.experts.size(); ++e) {
    const auto& figures = expected["experts"][outcome->panel.experts()[e]];
    const positions::ExpertScore& score = model.experts[e];
    EXPECT_EQ(score.bins, figures["counts"].get<std::vector<std::uint32_t>>());
    EXPECT_NEAR(score.calibration, figures["calibration"].get<double>(), 1e-9);
    EXPECT_NEAR(score.information_seeds, figures["info_seed"].get<double>(), 1e-9);
    EXPECT_NEAR(score.information, figures["info_all"].get<double>(), 1e-9);
    best = std::max(best, score.calibration);
  }
  // The optimal decision maker of this case is its best expert.
  EXPECT_EQ(model.alpha, best);
  EXPECT_NEAR(model.decision_maker.calibration, best, 1e-12);
}

TEST(ExpertsGolden, OtherCasesAreReadAndScored) {
  for (const char* name : {"CREATE", "PoliticalViolence_seeds"}) {
    WeighRequest request;
    request.experts.file =
        (shared_folder() / "data" / "cooke" / (std::string(name) + ".dtt")).string();
    if (!std::filesystem::exists(request.experts.file)) {
      GTEST_SKIP() << "shared/data/cooke is not here";
    }
    const auto outcome = weigh_experts(request, {});
    ASSERT_TRUE(outcome) << name << ": " << to_string(outcome.error());
    double best = 0;
    for (const auto& score : outcome->model.experts) {
      best = std::max(best, score.calibration * score.information_seeds);
    }
    // The pool may leave all but one expert, so it is never worse than the best by calibration.
    EXPECT_GE(outcome->model.decision_maker.weight, best * 0.999) << name;
    EXPECT_GT(outcome->model.seeds, 5U);
  }
}

}  // namespace
}  // namespace entente::app
