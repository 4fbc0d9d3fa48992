// SPDX-License-Identifier: GPL-3.0-or-later
// Whether intervals of edges hold: made records, of which the truth is known by making many.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "test_sayings.hpp"

namespace entente::alignment {
namespace {

constexpr std::uint32_t made_actors = 6;
constexpr std::uint32_t made_concepts = 12;

/// A record of the flagship's kind: few documents of very unequal length, each with its own actors
/// and subjects; two camps, and documents that see an actor their own way.
std::vector<CodedSaying> made_record(std::uint64_t seed, std::uint64_t number,
                                     std::uint32_t documents) {
  PhiloxCursor dice = Philox(seed).cursor(number);
  std::vector<CodedSaying> out;
  for (std::uint32_t d = 0; d < documents; ++d) {
    const double length = 3 * std::exp(1.2 * std::sqrt(-2 * std::log(1 - dice.uniform01())) *
                                       std::cos(6.283185307179586 * dice.uniform01()));
    const auto count = static_cast<std::uint32_t>(std::min(60.0, std::max(1.0, length)));
    const std::uint64_t first_actor = dice.below(made_actors);
    const std::uint64_t actors = 2 + dice.below(made_actors - 1);
    const double leaning = 0.3 * (dice.uniform01() - 0.5);
    for (std::uint32_t s = 0; s < count; ++s) {
      const auto actor =
          static_cast<std::uint32_t>((first_actor + dice.below(actors)) % made_actors);
      const auto subject = static_cast<std::uint32_t>(dice.below(made_concepts));
      const bool camp = actor < made_actors / 2;
      const bool for_it = subject % 2 == 0;
      const double yes = std::min(0.95, std::max(0.05, (camp == for_it ? 0.8 : 0.3) + leaning));
      CodedSaying& saying = out.emplace_back();
      saying.actor = "a" + std::to_string(actor);
      saying.concept_name = "c" + std::to_string(subject);
      saying.value = dice.uniform01() < yes ? 1 : 0;
      saying.time = static_cast<std::int64_t>(d) * one_day;
      saying.document = d;
    }
  }
  return out;
}

std::size_t edge_slot(const Network& network, const NetworkEdge& edge) {
  const auto actor = [&](std::uint32_t row) {
    return static_cast<std::size_t>(network.rows[row][1] - '0');
  };
  return actor(edge.row) * made_actors + actor(edge.column);
}

struct Covered {
  std::size_t cells = 0;
  std::size_t by_80 = 0;
  std::size_t by_95 = 0;
  double below = 0;  ///< share of 80 % intervals that lie below the truth

  double share(std::size_t of) const {
    return static_cast<double>(of) / static_cast<double>(cells);
  }
};

Covered coverage_of(Normalization normalization, std::uint32_t documents, std::size_t studies,
                    std::size_t truths) {
  NetworkOptions options = usual_network();
  options.normalization = normalization;
  std::array<double, made_actors* made_actors> sums = {};
  std::array<double, made_actors* made_actors> counts = {};
  for (std::size_t n = 0; n < truths; ++n) {
    const CodedStatements record = coded(made_record(1, n, documents));
    const Network network = build_network(record, options).value();
    for (const NetworkEdge& edge : network.edges) {
      sums[edge_slot(network, edge)] += edge.weight;
      counts[edge_slot(network, edge)] += 1;
    }
  }
  Covered out;
  for (std::size_t n = 0; n < studies; ++n) {
    const CodedStatements record = coded(made_record(2, n, documents));
    const Network network = build_network(record, options).value();
    const auto wide = edge_intervals(record, network, options, {n, 400, 0.95}).value();
    const auto narrow = edge_intervals(record, network, options, {n, 400, 0.80}).value();
    for (std::size_t e = 0; e < network.edges.size(); ++e) {
      if (!wide[e].interval || !narrow[e].interval) continue;
      const std::size_t slot = edge_slot(network, network.edges[e]);
      const double truth = sums[slot] / counts[slot];
      ++out.cells;
      out.by_80 += narrow[e].interval->contains(truth) ? 1U : 0U;
      out.by_95 += wide[e].interval->contains(truth) ? 1U : 0U;
      out.below += narrow[e].interval->high < truth ? 1 : 0;
    }
  }
  return out;
}

std::size_t asked_studies(std::size_t otherwise) {
  const char* given = std::getenv("ENTENTE_SIMULATED_STUDIES");
  return given == nullptr ? otherwise : static_cast<std::size_t>(std::atol(given));
}

/// Taking a document out is building the network of what is left.
TEST(EdgeFragility, IsTheNetworkWithoutTheDocument) {
  const std::vector<CodedSaying> all = made_record(3, 0, 9);
  const CodedStatements record = coded(all);
  for (const Normalization by : {Normalization::None, Normalization::Jaccard}) {
    NetworkOptions options = usual_network();
    options.normalization = by;
    const Network network = build_network(record, options).value();
    const auto fragility = edge_fragility(record, network, options).value();
    ASSERT_EQ(fragility.size(), network.edges.size());
    std::vector<double> farthest(network.edges.size(), 0.0);
    for (std::uint32_t d = 0; d < 9; ++d) {
      std::vector<CodedSaying> rest;
      for (const CodedSaying& one : all) {
        if (one.document != d) rest.push_back(one);
      }
      const Network left = build_network(coded(rest), options).value();
      for (std::size_t e = 0; e < network.edges.size(); ++e) {
        const NetworkEdge& edge = network.edges[e];
        const auto place = [&](std::uint32_t row) {
          return static_cast<std::size_t>(
              std::find(left.rows.begin(), left.rows.end(), network.rows[row]) - left.rows.begin());
        };
        const std::size_t a = place(edge.row);
        const std::size_t b = place(edge.column);
        const bool there = a < left.rows.size() && b < left.rows.size();
        const double weight = there ? edge_weight(left, a, b) : std::nan("");
        const double moved = std::isnan(weight) ? HUGE_VAL : std::abs(weight - edge.weight);
        farthest[e] = std::max(farthest[e], moved);
        if (fragility[e].document != d) continue;
        if (std::isnan(weight)) {
          EXPECT_TRUE(std::isnan(fragility[e].weight)) << e;
        } else {
          EXPECT_NEAR(fragility[e].weight, weight, 1e-12) << e;
        }
      }
    }
    for (std::size_t e = 0; e < network.edges.size(); ++e) {
      const double moved = std::isnan(fragility[e].weight)
                               ? HUGE_VAL
                               : std::abs(fragility[e].weight - network.edges[e].weight);
      EXPECT_TRUE(moved >= farthest[e] - 1e-12) << e;
    }
  }
}

/// Draws have the mean of the network: pairs within a document count once.
TEST(EdgeIntervals, DrawsCentreOnTheNetwork) {
  std::vector<CodedSaying> all;
  for (std::uint32_t d = 0; d < 8; ++d) {
    for (const char* actor : {"a0", "a1"}) {
      CodedSaying& one = all.emplace_back();
      one.actor = actor;
      one.concept_name = "c" + std::to_string(d);
      one.document = d;
      one.time = static_cast<std::int64_t>(d) * one_day;
    }
  }
  const CodedStatements record = coded(all);
  NetworkOptions options = usual_network();
  const Network network = build_network(record, options).value();
  const auto sums = edge_intervals(record, network, options, {1, 1000, 0.95}).value();
  // Eight pairs, each within one document: their sum is 8 in every draw.
  EXPECT_EQ(sums.front().state, stats::IntervalState::NoVariation);
  options.normalization = Normalization::Jaccard;
  const auto shares =
      edge_intervals(record, build_network(record, options).value(), options, {1, 1000, 0.95})
          .value();
  EXPECT_EQ(shares.front().state, stats::IntervalState::NoVariation);
}

TEST(EdgeIntervals, FewDocumentsThatCarryAnEdgeAreTold) {
  std::vector<CodedSaying> all = random_sayings(5, 60, 0, 1, 3, 4);
  for (std::size_t s = 0; s < all.size(); ++s)
    all[s].document = s < 50 ? 0U : static_cast<std::uint32_t>(1 + s % 10);
  const CodedStatements record = coded(all);
  const NetworkOptions options = usual_network();
  const Network network = build_network(record, options).value();
  const auto intervals = edge_intervals(record, network, options, {1, 400, 0.95}).value();
  for (const stats::Estimate& one : intervals) {
    EXPECT_EQ(one.state, stats::IntervalState::TooFew);
    EXPECT_GT(one.n, 1U);
  }
}

/// A difference may be below 0, and a code of levels is no quantity: neither has a logarithm.
TEST(EdgeIntervals, DifferencesAndCodesGetPercentiles) {
  const CodedStatements record = coded(random_sayings(7, 120, 0, 1, 4, 3));
  NetworkOptions options = usual_network();
  std::vector<NetworkOptions> asked;
  options.rule = QualifierRule::Subtract;
  asked.push_back(options);
  options.normalization = Normalization::Average;
  asked.push_back(options);
  options.normalization = Normalization::None;
  options.mode = NetworkMode::TwoMode;
  asked.push_back(options);
  options.rule = QualifierRule::Combine;
  asked.push_back(options);
  for (const NetworkOptions& one : asked) {
    const Network network = build_network(record, one).value();
    const auto intervals = edge_intervals(record, network, one, {1, 200, 0.95}).value();
    ASSERT_FALSE(intervals.empty());
    for (const stats::Estimate& edge : intervals) {
      EXPECT_EQ(edge.method, stats::IntervalMethod::Reweighted);
    }
  }
}

TEST(EdgeIntervals, CoverWhatManyRecordsShow) {
  const std::size_t studies = asked_studies(30);
  for (const std::uint32_t documents : {12U, 30U, 100U}) {
    for (const Normalization by : {Normalization::None, Normalization::Average,
                                   Normalization::Jaccard, Normalization::Cosine}) {
      const Covered covered = coverage_of(by, documents, studies, 20 * studies);
      std::printf(
          "%3u documents, %-8s: 80 %% covers %.3f (below the truth %.3f), 95 %% %.3f, n %zu\n",
          documents, std::string(to_string(by)).c_str(), covered.share(covered.by_80),
          covered.below / static_cast<double>(covered.cells), covered.share(covered.by_95),
          covered.cells);
      if (documents < 30) continue;
      EXPECT_GT(covered.share(covered.by_80), 0.6);
      EXPECT_LT(covered.share(covered.by_80), 0.97);
    }
  }
}

}  // namespace
}  // namespace entente::alignment
