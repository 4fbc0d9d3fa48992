// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/likelihood.hpp"

#include <gmock/gmock.h>

namespace entente::room {
namespace {

Issue line() {
  Issue out;
  out.id = "L";
  out.anchors = {{0, "none"}, {50, "half"}, {100, "all"}};
  return out;
}

/// A forecast of these draws, with its bands.
Forecast drawn_at(std::vector<double> values) {
  Forecast out;
  out.bands = {{0, 0, 25, 0}, {1, 25, 75, 0}, {2, 75, 100, 0}};
  out.values = std::move(values);
  return out;
}

/// Half of the errors of size 10, half of size 40.
MeasuredError errors_10_and_40() {
  MeasuredError out;
  for (std::size_t k = 0; k < out.slices.size(); ++k) out.slices[k] = k < 10 ? 10 : 40;
  return out;
}

TEST(Likelihood, CountsDrawsMovedByTheErrorToBothSides) {
  const Forecast at_60 = drawn_at({60, 60});
  // 20, 50, 70, 100, each a quarter.
  const MeasuredError measured = errors_10_and_40();
  EXPECT_DOUBLE_EQ(chance_above(line(), at_60, measured, 25), 0.75);
  EXPECT_DOUBLE_EQ(chance_above(line(), at_60, measured, 50), 0.5);
  EXPECT_DOUBLE_EQ(chance_above(line(), at_60, measured, 49.9), 0.75);
  EXPECT_DOUBLE_EQ(chance_above(line(), at_60, measured, 75), 0.25);
  EXPECT_DOUBLE_EQ(chance_above(line(), at_60, measured, -1), 1);
  EXPECT_DOUBLE_EQ(chance_above(line(), at_60, measured, 100), 0);
}

TEST(Likelihood, ErrorsAreScaledToTheLine) {
  Issue narrow = line();
  narrow.least = 0;
  narrow.greatest = 10;
  const Forecast at_6 = drawn_at({6});
  EXPECT_DOUBLE_EQ(chance_above(narrow, at_6, errors_10_and_40(), 2.5), 0.75);
  EXPECT_DOUBLE_EQ(chance_above(narrow, at_6, errors_10_and_40(), 7.5), 0.25);
}

TEST(Likelihood, WithoutErrorTheDrawsRemain) {
  const Forecast forecast = drawn_at({10, 30, 30, 80});
  const auto bands = bands_with_error(line(), forecast, MeasuredError());
  EXPECT_DOUBLE_EQ(bands[0].probability, 0.25);
  EXPECT_DOUBLE_EQ(bands[1].probability, 0.5);
  EXPECT_DOUBLE_EQ(bands[2].probability, 0.25);
}

TEST(Likelihood, BandsSumToOneAndErrorsSpreadThem) {
  const Forecast certain = drawn_at(std::vector<double>(100, 50));
  for (const MeasuredError& measured : measured_errors()) {
    const auto bands = bands_with_error(line(), certain, measured);
    double sum = 0;
    for (const Band& band : bands) sum += band.probability;
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_LT(bands[1].probability, 0.9) << measured.model;
    // Errors count to both sides alike; a midpoint between anchors counts down, so an error that
    // ends on it makes a difference of one slice on one side.
    EXPECT_NEAR(bands[0].probability, bands[2].probability, 0.025 + 1e-12) << measured.model;
  }
}

TEST(Likelihood, MeasuredSlicesAscendAndMatchTheirMedian) {
  for (const MeasuredError& measured : measured_errors()) {
    EXPECT_TRUE(std::is_sorted(measured.slices.begin(), measured.slices.end()));
    EXPECT_LE(measured.slices[9], measured.median_error) << measured.model;
    EXPECT_GE(measured.slices[10], measured.median_error) << measured.model;
    double mean = 0;
    for (const double slice : measured.slices) mean += slice / 20;
    EXPECT_NEAR(mean, measured.mae, 1.0) << measured.model;
  }
}

TEST(Likelihood, WordsOfTheDirective) {
  const std::pair<double, std::string_view> cases[] = {{0, "almost no chance"},
                                                       {0.03, "almost no chance"},
                                                       {0.05, "very unlikely"},
                                                       {0.2, "unlikely"},
                                                       {0.4499, "unlikely"},
                                                       {0.45, "roughly even chance"},
                                                       {0.5, "roughly even chance"},
                                                       {0.55, "roughly even chance"},
                                                       {0.551, "likely"},
                                                       {0.8, "likely"},
                                                       {0.81, "very likely"},
                                                       {0.95, "very likely"},
                                                       {0.96, "almost certain"},
                                                       {1, "almost certain"}};
  for (const auto& [probability, word] : cases) {
    EXPECT_EQ(likelihood_word(probability), word) << probability;
  }
}

}  // namespace
}  // namespace entente::room
