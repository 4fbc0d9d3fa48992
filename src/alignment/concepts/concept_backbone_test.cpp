// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/concept_backbone.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "alignment/concepts/concept_parts.hpp"
#include "alignment/concepts/concept_search.hpp"
#include "alignment/concepts/spectrum.hpp"
#include "alignment/networks/degree_sequence.hpp"
#include "alignment/networks/test_sayings.hpp"

namespace entente::alignment {
namespace {

TEST(LaplacianSpectrum, OfKnownGraphs) {
  // A path of three: 0, 1, 3. A triangle of weight 2: 0, 6, 6. A star of four: 0, 1, 1, 4.
  const std::vector<double> path = {0, 1, 0, 1, 0, 1, 0, 1, 0};
  const std::vector<double> triangle = {0, 2, 2, 2, 0, 2, 2, 2, 0};
  const std::vector<double> star = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
  const auto expect = [](const std::vector<double>& weights, const std::vector<double>& values) {
    const auto found = laplacian_spectrum(weights, values.size());
    for (std::size_t at = 0; at < values.size(); ++at) EXPECT_NEAR(found[at], values[at], 1e-12);
  };
  expect(path, {0, 0.25, 0.75});
  expect(triangle, {0, 0.5, 0.5});
  expect(star, {0, 1.0 / 6, 1.0 / 6, 4.0 / 6});
  expect(std::vector<double>(4), {0, 0});
}

/// The network of some concepts, as build_network makes it of their statements alone.
std::vector<double> filtered_weights(const CodedStatements& statements, NetworkOptions options,
                                     const std::vector<std::string>& all,
                                     const std::vector<std::uint32_t>& members,
                                     const std::vector<std::string>& actors) {
  ValueFilter only{"concept", {}, true};
  for (const std::uint32_t k : members) only.values.push_back(all[k]);
  options.filters.push_back(only);
  const Network network = build_network(statements, options).value();
  std::vector<double> out(actors.size() * actors.size());
  const auto place = [&](std::uint32_t row) {
    return static_cast<std::size_t>(std::find(actors.begin(), actors.end(), network.rows[row]) -
                                    actors.begin());
  };
  for (const NetworkEdge& edge : network.edges) {
    const double weight = std::max(edge.weight, 0.0);
    const std::size_t row = place(edge.row);
    const std::size_t column = place(edge.column);
    out[row * actors.size() + column] = out[column * actors.size() + row] = weight;
  }
  return out;
}

TEST(ConceptNetwork, IsTheNetworkOfItsStatements) {
  const CodedStatements statements =
      coded(random_sayings(5, 240, -2, 2, 7, 6), VariableType::Integer);
  for (const auto rule : {QualifierRule::Ignore, QualifierRule::Congruence, QualifierRule::Conflict,
                          QualifierRule::Subtract}) {
    for (const auto normalization : {Normalization::None, Normalization::Average,
                                     Normalization::Jaccard, Normalization::Cosine}) {
      NetworkOptions options = usual_network(rule);
      options.normalization = normalization;
      const auto selection = select_statements(statements, options, Kernel::None, {}).value();
      const ConceptParts parts(selection);
      ConceptNetwork network(parts);
      for (const std::uint32_t k : {0U, 1U, 2U, 3U, 4U, 5U, 1U, 4U, 0U}) network.flip(k);
      network.shape();
      const std::vector<std::uint32_t> members = {2, 3, 5};
      ASSERT_EQ(network.members(), members);
      const auto& labels = parts.placed().network;
      const auto expected =
          filtered_weights(statements, options, labels.concepts, members, labels.rows);
      for (std::size_t at = 0; at < expected.size(); ++at) {
        EXPECT_NEAR(network.weights()[at], expected[at], 1e-12)
            << to_string(rule) << " " << to_string(normalization);
      }
    }
  }
}

TEST(ConceptBackbone, ExactIsTheBestOfAllSets) {
  const CodedStatements statements = coded(random_sayings(11, 150, 0, 1, 6, 7));
  const NetworkOptions options = usual_network();
  ConceptBackboneOptions asked;
  asked.draws = 0;
  const ConceptBackbone found = find_concept_backbone(statements, options, asked).value();
  ASSERT_EQ(found.sizes.size(), 7U);
  const auto whole =
      filtered_weights(statements, options, found.concepts, {0, 1, 2, 3, 4, 5, 6}, found.actors);
  const auto shape = laplacian_spectrum(whole, found.actors.size());
  std::vector<double> least(8, 9);
  for (std::uint32_t set = 1; set < 128; ++set) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t k = 0; k < 7; ++k) {
      if ((set >> k & 1U) != 0) members.push_back(k);
    }
    const auto weights =
        filtered_weights(statements, options, found.concepts, members, found.actors);
    const double loss = sum_of_differences(shape, laplacian_spectrum(weights, found.actors.size()));
    least[members.size()] = std::min(least[members.size()], loss);
  }
  for (std::size_t size = 1; size <= 7; ++size) {
    EXPECT_NEAR(found.sizes[size - 1].loss, least[size], 1e-12);
    EXPECT_TRUE(found.sizes[size - 1].proven);
    EXPECT_GE(found.sizes[size - 1].random, found.sizes[size - 1].loss - 1e-12);
  }
  EXPECT_NEAR(found.sizes.back().loss, 0, 1e-12);
  EXPECT_NEAR(found.sizes.back().correlation, 1, 1e-12);
}

/// One concept all agree about as they do overall, and copies of it that add nothing.
TEST(ConceptBackbone, FindsTheOneThatCarriesAll) {
  std::vector<CodedSaying> all;
  std::uint32_t document = 0;
  for (int c = 0; c < 5; ++c) {
    for (int a = 0; a < 6; ++a) {
      CodedSaying& one = all.emplace_back();
      one.actor = "a" + std::to_string(a);
      one.concept_name = "c" + std::to_string(c);
      one.value = a < 3 ? 1 : 0;
      one.document = document++;
    }
  }
  const ConceptBackbone found = find_concept_backbone(coded(all), usual_network(), {}).value();
  EXPECT_EQ(found.chosen, 0U);
  EXPECT_NEAR(found.sizes[0].loss, 0, 1e-12);
  EXPECT_EQ(found.sizes[0].concepts, std::vector<std::uint32_t>{0});
}

TEST(ConceptBackbone, SearchFindsWhatTryingAllFinds) {
  std::size_t same = 0;
  std::size_t sizes = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const CodedStatements statements = coded(random_sayings(seed, 200, 0, 1, 6, 9));
    ConceptBackboneOptions asked;
    asked.draws = 0;
    asked.size = 9;
    const auto exact = find_concept_backbone(statements, usual_network(), asked).value();
    asked.exact_to = 0;
    const auto searched = find_concept_backbone(statements, usual_network(), asked).value();
    for (std::size_t at = 0; at < exact.sizes.size(); ++at) {
      EXPECT_GE(searched.sizes[at].loss, exact.sizes[at].loss - 1e-12);
      EXPECT_FALSE(searched.sizes[at].proven);
      same += searched.sizes[at].loss < exact.sizes[at].loss + 1e-12 ? 1 : 0;
      ++sizes;
    }
  }
  EXPECT_GE(same * 10, sizes * 7);
}

TEST(ConceptBackbone, SameBytesOnAnyNumberOfThreads) {
  const CodedStatements statements = coded(random_sayings(3, 300, 0, 1, 8, 11));
  for (const std::uint32_t exact_to : {20U, 0U}) {
    ConceptBackboneOptions asked;
    asked.draws = 60;
    asked.exact_to = exact_to;
    std::vector<ConceptBackbone> found;
    for (const unsigned threads : {1U, 2U, 7U}) {
      NetworkOptions options = usual_network();
      options.threads = threads;
      found.push_back(find_concept_backbone(statements, options, asked).value());
    }
    for (const ConceptBackbone& one : found) {
      ASSERT_EQ(one.sizes.size(), found[0].sizes.size());
      for (std::size_t at = 0; at < one.sizes.size(); ++at) {
        EXPECT_EQ(one.sizes[at].loss, found[0].sizes[at].loss);
        EXPECT_EQ(one.sizes[at].concepts, found[0].sizes[at].concepts);
        if (at + 1 < one.sizes.size()) {
          EXPECT_EQ(one.sizes[at].random, found[0].sizes[at].random);
        }
      }
      EXPECT_EQ(one.interval->interval->low, found[0].interval->interval->low);
    }
  }
}

TEST(ConceptBackbone, NestedEndsWithNothing) {
  const auto nested = nested_concepts(coded(random_sayings(8, 120, 0, 1, 5, 6)), usual_network());
  ASSERT_TRUE(nested.has_value());
  ASSERT_EQ(nested->removals.size(), nested->concepts.size());
  EXPECT_TRUE(nested->removals.back().left.concepts.empty());
  EXPECT_NEAR(nested->removals.back().left.loss, 1, 1e-12);
  EXPECT_NEAR(nested->removals.back().left.redundant_loss, 0, 1e-12);
}

TEST(ConceptBackbone, DegenerateRecords) {
  const auto found_of = [](const std::vector<CodedSaying>& all) {
    return find_concept_backbone(coded(all), usual_network(), {}).value();
  };
  EXPECT_TRUE(found_of({}).sizes.empty());
  EXPECT_TRUE(found_of({{"a", "c", 1, 0, 0}}).sizes.empty());
  EXPECT_TRUE(found_of({{"a", "c", 1, 0, 0}, {"b", "d", 1, 0, 1}}).sizes.empty());
  // Two who contradict one another on all have no congruence, and no shape to keep.
  EXPECT_TRUE(found_of({{"a", "c", 1, 0, 0}, {"b", "c", 0, 0, 1}}).sizes.empty());
  const auto two = found_of({{"a", "c", 1, 0, 0}, {"b", "c", 1, 0, 1}});
  ASSERT_EQ(two.sizes.size(), 1U);
  EXPECT_EQ(two.sizes[0].loss, 0);
  EXPECT_TRUE(std::isnan(two.sizes[0].correlation));
}

TEST(ConceptBackbone, TellsWhatItCannotDo) {
  const CodedStatements statements = coded(random_sayings(8, 60, 0, 1, 5, 6));
  const auto kind = [&](const NetworkOptions& options, const ConceptBackboneOptions& asked) {
    const auto found = find_concept_backbone(statements, options, asked);
    return found ? ErrorKind::Internal : found.error().kind;
  };
  ConceptBackboneOptions asked;
  asked.size = 7;
  EXPECT_EQ(kind(usual_network(), asked), ErrorKind::Range);
  asked = {};
  asked.within = std::nan("");
  EXPECT_EQ(kind(usual_network(), asked), ErrorKind::Range);
  asked = {};
  asked.exact_to = 21;
  EXPECT_EQ(kind(usual_network(), asked), ErrorKind::Range);
  EXPECT_EQ(kind(usual_network(QualifierRule::Subtract, NetworkMode::TwoMode), {}),
            ErrorKind::Usage);
  const auto unknown = judge_concepts(statements, usual_network(), {"c9"}, 0);
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, ErrorKind::Missing);
}

}  // namespace
}  // namespace entente::alignment
