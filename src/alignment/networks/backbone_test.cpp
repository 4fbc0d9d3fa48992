// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/backbone.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entente::alignment {
namespace {

/// A star of weights 8, 1, 1 about row 0, and one edge between two leaves.
Network star() {
  Network out;
  out.rows = {"a", "b", "c", "d"};
  out.edges = {{0, 1, 8, 1, 1}, {0, 2, 1, 1, 1}, {0, 3, 1, 1, 1}, {2, 3, 1, 1, 1}};
  return out;
}

TEST(Backbone, ChancesAreThoseOfTheFormula) {
  const std::vector<double> found = backbone_significance(star());
  // a: sum 10, 3 edges; b: one edge; c and d: sum 2, 2 edges.
  EXPECT_NEAR(found[0], 0.04, 1e-12);
  EXPECT_NEAR(found[1], 0.5, 1e-12);
  EXPECT_NEAR(found[2], 0.5, 1e-12);
  EXPECT_NEAR(found[3], 0.5, 1e-12);
}

TEST(Backbone, ScaleAndOrderPlayNoPart) {
  Network network = star();
  for (NetworkEdge& edge : network.edges) edge.weight *= 7;
  EXPECT_NEAR(backbone_significance(network)[0], 0.04, 1e-12);
}

TEST(Backbone, TwoModesHaveEndsOfTwoKinds) {
  Network network;
  network.mode = NetworkMode::TwoMode;
  network.rows = {"a", "b"};
  network.concepts = {"x", "y"};
  network.edges = {{0, 0, 9, 1, 1}, {0, 1, 1, 1, 1}, {1, 0, 9, 1, 1}};
  const std::vector<double> found = backbone_significance(network);
  EXPECT_NEAR(found[0], 0.1, 1e-12);  // a: 9 of 10; x: 9 of 18
  EXPECT_NEAR(found[1], 0.9, 1e-12);  // y has this edge only
  EXPECT_NEAR(found[2], 0.5, 1e-12);  // b has this edge only
}

TEST(Backbone, KeepsWhatStandsOut) {
  Network network = star();
  ASSERT_TRUE(keep_backbone(network, 0.05));
  ASSERT_EQ(network.edges.size(), 1U);
  EXPECT_EQ(network.edges.front().column, 1U);
  EXPECT_EQ(network.rows.size(), 4U);
}

TEST(Backbone, NegativeWeightsAndBadLevelsAreTold) {
  Network network = star();
  EXPECT_EQ(keep_backbone(network, 0).error().kind, ErrorKind::Range);
  EXPECT_EQ(keep_backbone(network, std::nan("")).error().kind, ErrorKind::Range);
  network.edges[1].weight = -1;
  EXPECT_EQ(keep_backbone(network, 0.05).error().kind, ErrorKind::Usage);
  EXPECT_TRUE(std::isnan(backbone_significance(network)[0]));
  EXPECT_TRUE(backbone_significance(Network()).empty());
}

}  // namespace
}  // namespace entente::alignment
