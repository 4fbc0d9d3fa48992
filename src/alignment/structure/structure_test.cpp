// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/structure.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "alignment/networks/test_sayings.hpp"
#include "alignment/structure/clusters.hpp"
#include "alignment/structure/eigenvector.hpp"
#include "alignment/structure/weighted_graph.hpp"

namespace entente::alignment {
namespace {

/// The karate club of W. W. Zachary, "An information flow model for conflict and fission in small
/// groups", J. Anthropological Research 33, 1977, figure 1: 34 members, 78 ties.
WeightedGraph karate_club() {
  WeightedGraph out;
  out.nodes = 34;
  const std::vector<std::vector<std::uint32_t>> later = {
      {2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32},
      {3, 4, 8, 14, 18, 20, 22, 31},
      {4, 8, 9, 10, 14, 28, 29, 33},
      {8, 13, 14},
      {7, 11},
      {7, 11, 17},
      {17},
      {},
      {31, 33, 34},
      {34},
      {},
      {},
      {},
      {34},
      {33, 34},
      {33, 34},
      {},
      {},
      {33, 34},
      {34},
      {33, 34},
      {},
      {33, 34},
      {26, 28, 30, 33, 34},
      {26, 28, 32},
      {32},
      {30, 34},
      {34},
      {32, 34},
      {33, 34},
      {33, 34},
      {33, 34},
      {34}};
  for (std::uint32_t member = 0; member < later.size(); ++member) {
    for (const std::uint32_t other : later[member]) {
      out.ties.emplace_back(member, other - 1);
      out.weights.push_back(1);
    }
  }
  return out;
}

TEST(WeightedGraph, KarateClub) {
  const WeightedGraph graph = karate_club();
  ASSERT_EQ(graph.ties.size(), 78U);
  // The greatest modularity there is: U. Brandes et al., IEEE TKDE 20, 2008.
  const auto found = leiden_communities(graph, 1, 20, Philox(1)).value();
  EXPECT_NEAR(graph_modularity(graph, found, 1), 0.4198, 5e-5);
  const auto cores = core_numbers(graph).value();
  EXPECT_EQ(*std::max_element(cores.begin(), cores.end()), 4U);
  EXPECT_EQ(std::count(cores.begin(), cores.end(), 4U), 10);
  EXPECT_EQ(cores[11], 1U);
  // Published betweenness of members 1 and 34: 0.4376 and 0.3041.
  const auto betweenness = graph_betweenness(graph).value();
  EXPECT_NEAR(betweenness[0], 0.437635, 1e-6);
  EXPECT_NEAR(betweenness[33], 0.304075, 1e-6);
  const auto eigenvector = eigenvector_centrality(graph);
  EXPECT_EQ(eigenvector[33], 1);
  EXPECT_NEAR(eigenvector[0], 0.355483 / 0.373371, 1e-4);
}

TEST(WeightedGraph, ClosedForms) {
  // A path a - b - c of weights 2 and 1: lengths 1/2 and 1.
  const WeightedGraph path{3, {{0, 1}, {1, 2}}, {2, 1}};
  EXPECT_EQ(graph_betweenness(path).value(), (std::vector<double>{0, 1, 0}));
  const auto closeness = harmonic_closeness(path).value();
  EXPECT_NEAR(closeness[0], (2 + 1 / 1.5) / 2, 1e-12);
  EXPECT_NEAR(closeness[1], (2.0 + 1) / 2, 1e-12);
  const auto eigenvector = eigenvector_centrality(path);
  EXPECT_NEAR(eigenvector[0], 2 / std::sqrt(5.0), 1e-12);
  EXPECT_NEAR(eigenvector[1], 1, 1e-12);
  const WeightedGraph alone{2, {}, {}};
  EXPECT_EQ(harmonic_closeness(alone).value(), (std::vector<double>{0, 0}));
  EXPECT_EQ(leiden_communities(alone, 1, 5, Philox(1)).value(), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(eigenvector_centrality(alone), (std::vector<double>{0, 0}));
}

TEST(WeightedGraph, TwoCliquesAreTwoCommunities) {
  WeightedGraph graph;
  graph.nodes = 10;
  for (std::uint32_t a = 0; a < 10; ++a) {
    for (std::uint32_t b = a + 1; b < 10; ++b) {
      if ((a < 5) != (b < 5) && !(a == 0 && b == 5)) continue;
      graph.ties.emplace_back(a, b);
      graph.weights.push_back(1);
    }
  }
  const auto found = leiden_communities(graph, 1, 3, Philox(1)).value();
  for (std::uint32_t a = 0; a < 10; ++a) EXPECT_EQ(found[a] == found[0], a < 5);
  // Two cliques of 10 ties and one between: 20/21 - 2 (21/42)^2.
  EXPECT_NEAR(graph_modularity(graph, found, 1), 20.0 / 21 - 0.5, 1e-12);
}

/// Where moves of equal quality undo one another the search still ends.
TEST(WeightedGraph, SearchesEnd) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    PhiloxCursor dice = Philox(seed).cursor(0);
    WeightedGraph graph;
    graph.nodes = 5;
    for (std::uint32_t a = 0; a < 5; ++a) {
      for (std::uint32_t b = a + 1; b < 5; ++b) {
        graph.ties.emplace_back(a, b);
        graph.weights.push_back(seed % 2 == 0 ? 1 : 0.5 + dice.uniform01());
      }
    }
    for (const double resolution : {0.5, 1.0, 1.25, 2.0, 5.0}) {
      const auto found = leiden_communities(graph, resolution, 3, Philox(seed));
      ASSERT_TRUE(found.has_value());
      EXPECT_GE(graph_modularity(graph, *found, resolution),
                graph_modularity(graph, {0, 1, 2, 3, 4}, resolution) - 1e-12);
    }
  }
}

TEST(AverageLinkage, JoinsTheClosestAndLeavesWhatIsUnknown) {
  const double u = std::nan("");
  // 0 and 1 are 0.1 apart, 2 is 0.5 from 0 and 0.7 from 1; nothing is known of 3.
  const std::vector<double> distances = {u,   0.1, 0.5, u,  //
                                         0.1, u,   0.7, u,  //
                                         0.5, 0.7, u,   u,  //
                                         u,   u,   u,   u};
  const auto merges = average_linkage(distances, 4);
  ASSERT_EQ(merges.size(), 2U);
  EXPECT_EQ(merges[0].first, 0U);
  EXPECT_EQ(merges[0].second, 1U);
  EXPECT_NEAR(merges[0].height, 0.1, 1e-12);
  EXPECT_EQ(merges[1].first, 4U);
  EXPECT_EQ(merges[1].second, 2U);
  EXPECT_NEAR(merges[1].height, 0.6, 1e-12);
  EXPECT_EQ(cluster_order(merges, 4), (std::vector<std::uint32_t>{0, 1, 2, 3}));
  EXPECT_EQ(clusters_after(merges, 1, 4), (std::vector<std::uint32_t>{0, 0, 1, 2}));
  // Actor 0: (0.5 - 0.1) / 0.5; 1: (0.7 - 0.1) / 0.7; 2 is alone, of 3 nothing is known.
  EXPECT_NEAR(mean_silhouette(distances, {0, 0, 1, 2}), (0.8 + 6.0 / 7) / 4, 1e-12);
  EXPECT_TRUE(std::isnan(mean_silhouette(distances, {0, 0, 0, 0})));
}

/// Three groups, each of one mind about everything and of another mind than the others.
std::vector<CodedSaying> three_groups() {
  std::vector<CodedSaying> all;
  std::uint32_t document = 0;
  for (int a = 0; a < 12; ++a) {
    for (int c = 0; c < 9; ++c) {
      CodedSaying& one = all.emplace_back();
      one.actor = std::string(1, static_cast<char>('a' + a));
      one.concept_name = "c" + std::to_string(c);
      one.value = c % 3 == a % 3 ? 1 : 0;
      one.document = document++;
      one.time = one.document;
    }
  }
  return all;
}

TEST(NetworkStructure, FindsThreeGroups) {
  NetworkOptions options = usual_network();
  options.normalization = Normalization::Average;
  StructureOptions asked;
  asked.draws = 40;
  asked.shuffles = 39;
  const auto found = network_structure(coded(three_groups()), options, asked).value();
  EXPECT_EQ(found.communities, 3U);
  EXPECT_EQ(found.clusters, 3U);
  for (std::size_t a = 0; a < 12; ++a) {
    EXPECT_EQ(found.actors[a].community, a % 3);
    EXPECT_EQ(found.cluster[a], a % 3);
    EXPECT_EQ(found.actors[a].core, 11U);
    EXPECT_GE(found.actors[a].sure, 0.9);
    EXPECT_LE(found.actors[a].strength.interval->low, found.actors[a].strength.value);
  }
  EXPECT_LE(*found.chance, 0.05);
  EXPECT_EQ(found.merges.size(), 11U);
  EXPECT_NEAR(found.silhouette, 1, 1e-12);
}

TEST(NetworkStructure, SameBytesOnAnyNumberOfThreads) {
  std::vector<NetworkStructure> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    NetworkOptions options = usual_network();
    options.threads = threads;
    StructureOptions asked;
    asked.draws = 40;
    asked.shuffles = 19;
    found.push_back(
        network_structure(coded(random_sayings(4, 300, 0, 1, 15, 8)), options, asked).value());
  }
  for (const NetworkStructure& one : found) {
    EXPECT_EQ(one.modularity, found[0].modularity);
    EXPECT_EQ(one.chance, found[0].chance);
    EXPECT_EQ(one.cluster, found[0].cluster);
    for (std::size_t a = 0; a < one.actors.size(); ++a) {
      EXPECT_EQ(one.actors[a].sure, found[0].actors[a].sure);
      EXPECT_EQ(one.actors[a].betweenness.interval, found[0].actors[a].betweenness.interval);
    }
  }
}

TEST(NetworkStructure, DegenerateRecords) {
  const auto of = [](const std::vector<CodedSaying>& all) {
    StructureOptions asked;
    asked.draws = 40;
    asked.shuffles = 5;
    return network_structure(coded(all), usual_network(), asked).value();
  };
  EXPECT_TRUE(of({}).actors.empty());
  const auto one = of({{"a", "c", 1, 0, 0}});
  EXPECT_EQ(one.communities, 1U);
  EXPECT_EQ(one.modularity, 0);
  EXPECT_TRUE(std::isnan(one.silhouette));
  const auto apart = of({{"a", "c", 1, 0, 0}, {"b", "d", 1, 0, 1}});
  EXPECT_EQ(apart.communities, 2U);
  EXPECT_TRUE(apart.merges.empty());
  const auto against = of({{"a", "c", 1, 0, 0}, {"b", "c", 0, 0, 1}});
  EXPECT_EQ(against.communities, 2U);
  ASSERT_EQ(against.merges.size(), 1U);
  EXPECT_EQ(against.merges[0].height, 1);
}

TEST(NetworkStructure, TellsWhatItCannotDo) {
  const auto kind = [](const NetworkOptions& options, const StructureOptions& asked) {
    const auto found = network_structure(coded({{"a", "c", 1, 0, 0}}), options, asked);
    return found ? ErrorKind::Internal : found.error().kind;
  };
  NetworkOptions dna = usual_network();
  dna.compatibility = Compatibility::Dna;
  EXPECT_EQ(kind(dna, {}), ErrorKind::Usage);
  EXPECT_EQ(kind(usual_network(QualifierRule::Subtract, NetworkMode::TwoMode), {}),
            ErrorKind::Usage);
  StructureOptions asked;
  asked.resolution = std::nan("");
  EXPECT_EQ(kind(usual_network(), asked), ErrorKind::Range);
  asked = {};
  asked.starts = 0;
  EXPECT_EQ(kind(usual_network(), asked), ErrorKind::Range);
}

}  // namespace
}  // namespace entente::alignment
