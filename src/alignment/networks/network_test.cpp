// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/network.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "entente/alignment/network_series.hpp"
#include "entente/base/random.hpp"
#include "test_sayings.hpp"

namespace entente::alignment {
namespace {

/// The sums over pairs of statements, straight from their definition.
struct PairOracle {
  std::map<std::pair<std::string, std::string>, double> near, far, products;
  std::map<std::string, double> totals;
};

PairOracle pairs_of(const std::vector<CodedSaying>& all, double range) {
  PairOracle out;
  for (const CodedSaying& a : all) {
    out.totals[a.actor] += 1;
    for (const CodedSaying& b : all) {
      if (a.concept_name != b.concept_name) continue;
      const double distance = std::abs(a.value - b.value) / range;
      out.products[{a.actor, b.actor}] += 1;
      out.near[{a.actor, b.actor}] += 1 - distance;
      out.far[{a.actor, b.actor}] += distance;
    }
  }
  return out;
}

TEST(Network, EqualsItsDefinition) {
  // Few columns: whole vectors; many: only where something is.
  for (const auto& [actors, concepts, count] :
       {std::tuple{5U, 4U, 300U}, {40U, 60U, 400U}, {30U, 10U, 900U}}) {
    const auto all = random_sayings(count, count, -2, 2, actors, concepts);
    CodedStatements statements = coded(all, VariableType::Integer);
    statements.variables.back().scale = {-2, 2};
    const PairOracle oracle = pairs_of(all, 4);
    for (const QualifierRule rule : {QualifierRule::Ignore, QualifierRule::Congruence,
                                     QualifierRule::Conflict, QualifierRule::Subtract}) {
      for (const Normalization normalization : {Normalization::None, Normalization::Average,
                                                Normalization::Jaccard, Normalization::Cosine}) {
        NetworkOptions options = usual_network(rule);
        options.normalization = normalization;
        const Network network = build_network(statements, options).value();
        const auto& like = rule == QualifierRule::Ignore ? oracle.products : oracle.near;
        std::size_t edges = 0;
        for (std::size_t a = 0; a < network.rows.size(); ++a) {
          for (std::size_t b = a + 1; b < network.rows.size(); ++b) {
            const std::pair key(network.rows[a], network.rows[b]);
            if (!oracle.products.contains(key)) {
              EXPECT_EQ(network.edge(a, b), nullptr);
              continue;
            }
            ++edges;
            double value = like.at(key);
            if (rule == QualifierRule::Conflict) value = oracle.far.at(key);
            if (rule == QualifierRule::Subtract) value = oracle.near.at(key) - oracle.far.at(key);
            const double self = like.at({key.first, key.first});
            const double other = like.at({key.second, key.second});
            double by = 1;
            if (normalization == Normalization::Average) {
              by = (oracle.totals.at(key.first) + oracle.totals.at(key.second)) / 2;
            } else if (normalization == Normalization::Jaccard) {
              by = self + other - like.at(key);
            } else if (normalization == Normalization::Cosine) {
              by = std::sqrt(self * other);
            }
            EXPECT_NEAR(edge_weight(network, a, b), value / by, 1e-9) << key.first << key.second;
          }
        }
        EXPECT_EQ(network.edges.size(), edges);
      }
    }
  }
}

TEST(Network, SameBytesWhateverTheThreads) {
  const CodedStatements statements = coded(random_sayings(7, 2000, 0, 1, 90, 40));
  NetworkOptions options = usual_network();
  options.normalization = Normalization::Average;
  const Network one = build_network(statements, options).value();
  for (const unsigned threads : {2U, 7U}) {
    options.threads = threads;
    EXPECT_EQ(build_network(statements, options).value().dense(), one.dense());
  }
}

/// a and b agree on x and part on y; c speaks about z alone.
std::vector<CodedSaying> three_actors() {
  return {{"a", "x", 1, 0, 0},           {"b", "x", 1, one_day, 1},
          {"a", "y", 1, 2 * one_day, 2}, {"b", "y", 0, 3 * one_day, 3},
          {"b", "y", 0, 3 * one_day, 3}, {"c", "z", 0, 4 * one_day, 4}};
}

TEST(Network, TellsAgreementFromConflictAndNothingInCommonFromBoth) {
  const CodedStatements statements = coded(three_actors());
  const Network near = build_network(statements, usual_network()).value();
  const Network far = build_network(statements, usual_network(QualifierRule::Conflict)).value();
  EXPECT_EQ(edge_weight(near, 0, 1), 1);
  EXPECT_EQ(edge_weight(far, 0, 1), 2);
  EXPECT_EQ(near.edges.size(), 1U);
  EXPECT_EQ(near.edges[0].statements, 5U);
  EXPECT_EQ(near.edges[0].common, 2U);
  EXPECT_EQ(EdgeEvidence(near).statements(near.edges[0]),
            (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(near.rows, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Network, TwoModesCountCombineAndSubtract) {
  const CodedStatements statements = coded(three_actors());
  const auto built = [&](QualifierRule rule, Normalization normalization) {
    NetworkOptions options = usual_network(rule, NetworkMode::TwoMode);
    options.normalization = normalization;
    return build_network(statements, options).value();
  };
  const Network counts = built(QualifierRule::Ignore, Normalization::None);
  EXPECT_EQ(counts.dense(), (std::vector<double>{1, 1, 0, 1, 2, 0, 0, 0, 1}));
  const Network codes = built(QualifierRule::Combine, Normalization::None);
  EXPECT_EQ(codes.dense(), (std::vector<double>{1, 1, 0, 1, 2, 0, 0, 0, 2}));
  const Network shares = built(QualifierRule::Subtract, Normalization::Activity);
  EXPECT_EQ(shares.dense(), (std::vector<double>{.5, .5, 0, 1.0 / 3, -2.0 / 3, 0, 0, 0, -1}));
  const Network columns = built(QualifierRule::Ignore, Normalization::Prominence);
  EXPECT_EQ(columns.dense(), (std::vector<double>{.5, 1.0 / 3, 0, .5, 2.0 / 3, 0, 0, 0, 1}));
  EXPECT_EQ(EdgeEvidence(counts).statements(counts.edges[3]), (std::vector<std::uint32_t>{3, 4}));
}

TEST(Network, DuplicatesKnowTheYear) {
  constexpr std::int64_t year =
      366 * one_day;  // 2020-01-01 and 2021-01-01: both week 1 or 53, month 1
  constexpr std::int64_t begin = 18262 * one_day;
  const CodedStatements statements = coded({{"a", "x", 1, begin, 0},
                                            {"a", "x", 1, begin + one_day, 1},
                                            {"a", "x", 0, begin + one_day, 1},
                                            {"a", "x", 1, begin + year, 2},
                                            {"b", "x", 1, begin + year, 2}});
  const auto kept = [&](Duplicates duplicates, Compatibility compatibility) {
    NetworkOptions options = usual_network();
    options.duplicates = duplicates;
    options.compatibility = compatibility;
    return build_network(statements, options).value().statements.size();
  };
  EXPECT_EQ(kept(Duplicates::Include, Compatibility::None), 5U);
  EXPECT_EQ(kept(Duplicates::Document, Compatibility::None), 5U);
  EXPECT_EQ(kept(Duplicates::Month, Compatibility::None), 4U);
  EXPECT_EQ(kept(Duplicates::Month, Compatibility::Dna), 3U);
  EXPECT_EQ(kept(Duplicates::Week, Compatibility::None), 4U);
  EXPECT_EQ(kept(Duplicates::AcrossRange, Compatibility::None), 3U);
}

TEST(Network, FiltersLeastAndIsolates) {
  const CodedStatements statements = coded(three_actors());
  NetworkOptions options = usual_network(QualifierRule::Ignore, NetworkMode::TwoMode);
  options.least = 2;
  EXPECT_EQ(build_network(statements, options).value().rows, (std::vector<std::string>{"a", "b"}));
  options.least = 1;
  options.filters = {{"actor", {"c"}, false}, {"agreement", {"0"}, false}};
  EXPECT_EQ(build_network(statements, options).value().statements.size(), 3U);
  options.isolates = true;
  EXPECT_EQ(build_network(statements, options).value().rows.size(), 3U);
  options.filters = {{"actor", {"d"}, false}};
  EXPECT_EQ(build_network(statements, options).error().kind, ErrorKind::NotFound);
}

TEST(Network, RefusesWhatDnaSilentlyReplaces) {
  const CodedStatements statements = coded(three_actors());
  NetworkOptions options = usual_network(QualifierRule::Combine);
  EXPECT_EQ(build_network(statements, options).error().kind, ErrorKind::Usage);
  options = usual_network(QualifierRule::Congruence, NetworkMode::TwoMode);
  EXPECT_EQ(build_network(statements, options).error().kind, ErrorKind::Usage);
  options.compatibility = Compatibility::Dna;
  const Network replaced = build_network(statements, options).value();
  ASSERT_EQ(replaced.remarks.size(), 1U);
  options = usual_network();
  options.rows = "aktor";
  EXPECT_EQ(build_network(statements, options).error().mend, "did you mean \"actor\"?");
  options = usual_network();
  options.from = one_day;
  options.to = 0;
  EXPECT_EQ(build_network(statements, options).error().kind, ErrorKind::Range);
}

TEST(Network, DegenerateRecordsHaveAnswers) {
  EXPECT_TRUE(build_network(coded({}), usual_network()).value().rows.empty());
  const Network alone = build_network(coded({{"a", "x", 1, 0, 0}}), usual_network()).value();
  EXPECT_EQ(alone.rows.size(), 1U);
  EXPECT_TRUE(alone.edges.empty());
  // Ten thousand actors of one statement each, on as many concepts.
  std::vector<CodedSaying> many(10'000);
  for (std::size_t s = 0; s < many.size(); ++s) {
    many[s] = {"a" + std::to_string(s), "c" + std::to_string(s), 1, 0, 0};
  }
  const Network sparse = build_network(coded(many), usual_network()).value();
  EXPECT_EQ(sparse.rows.size(), many.size());
  EXPECT_TRUE(sparse.edges.empty());
}

TEST(NetworkSeries, WindowsHoldExactlyTheirUnits) {
  const CodedStatements statements = coded(three_actors());
  const NetworkOptions options = usual_network(QualifierRule::Ignore, NetworkMode::TwoMode);
  NetworkSeriesOptions series;
  series.unit = WindowUnit::Days;
  series.size = 2;
  const auto sizes = [&](Compatibility compatibility) {
    NetworkOptions chosen = options;
    chosen.compatibility = compatibility;
    std::vector<std::size_t> out;
    const auto networks = build_network_series(statements, chosen, series).value();
    for (const Network& network : networks) {
      out.push_back(network.statements.size());
    }
    return out;
  };
  EXPECT_EQ(sizes(Compatibility::None), (std::vector<std::size_t>{2, 2, 3, 3}));
  EXPECT_EQ(sizes(Compatibility::Dna), (std::vector<std::size_t>{3, 4, 4}));  // three days
  series.unit = WindowUnit::Events;
  series.size = 4;
  EXPECT_EQ(sizes(Compatibility::None), (std::vector<std::size_t>{4, 4, 4}));
  EXPECT_EQ(sizes(Compatibility::Dna), (std::vector<std::size_t>{5, 5}));
}

TEST(NetworkSeries, CongruenceAndConflictAreNotTheSame) {
  const CodedStatements statements = coded(random_sayings(3, 300, 0, 1, 5, 4));
  NetworkSeriesOptions series;
  series.unit = WindowUnit::Days;
  series.size = 30;
  const auto near = build_network_series(statements, usual_network(), series).value();
  const auto far =
      build_network_series(statements, usual_network(QualifierRule::Conflict), series).value();
  ASSERT_EQ(near.size(), far.size());
  for (std::size_t step = 0; step < near.size(); ++step) {
    EXPECT_NE(near[step].dense(), far[step].dense());
  }
}

TEST(NetworkSeries, KernelsAreSymmetricInTime) {
  // One statement a day before the middle, one a day after, with a pair of each.
  const CodedStatements statements =
      coded({{"a", "x", 1, 0, 0}, {"b", "y", 1, 2 * one_day, 1}, {"c", "z", 1, 4 * one_day, 2}});
  NetworkSeriesOptions series;
  series.unit = WindowUnit::Days;
  series.size = 4;
  for (const Kernel kernel :
       {Kernel::Uniform, Kernel::Triangular, Kernel::Epanechnikov, Kernel::Gaussian}) {
    series.kernel = kernel;
    NetworkOptions options = usual_network(QualifierRule::Ignore, NetworkMode::TwoMode);
    options.from = 0;
    options.to = 4 * one_day;
    const auto right = build_network_series(statements, options, series).value();
    ASSERT_EQ(right.size(), 1U);
    const auto cells = right[0].dense();
    EXPECT_EQ(cells[0], cells[8]) << to_string(kernel);
    EXPECT_GE(cells[4], cells[0]);
    options.compatibility = Compatibility::Dna;
    const auto dna = build_network_series(statements, options, series).value();
    ASSERT_EQ(dna.size(), 1U);
    const bool lopsided = dna[0].dense()[0] != dna[0].dense()[8];
    EXPECT_EQ(lopsided, kernel == Kernel::Triangular);
  }
}

TEST(EdgeIntervals, FollowDocumentsNotStatements) {
  // The same statements, in forty documents and in two.
  std::vector<CodedSaying> all = random_sayings(11, 240, 0, 1, 4, 3);
  const CodedStatements many = coded(all);
  for (CodedSaying& s : all) s.document = s.document % 2;
  const CodedStatements few = coded(all);
  NetworkOptions options = usual_network();
  options.normalization = Normalization::Average;
  const Network network = build_network(many, options).value();
  const auto wide = edge_intervals(many, network, options, {1, 400, 0.95}).value();
  options.threads = 3;
  const auto again = edge_intervals(many, network, options, {1, 400, 0.95}).value();
  const auto other = edge_intervals(many, network, options, {2, 400, 0.95}).value();
  const auto two = edge_intervals(few, network, options, {1, 400, 0.95}).value();
  ASSERT_EQ(wide.size(), network.edges.size());
  for (std::size_t e = 0; e < wide.size(); ++e) {
    ASSERT_TRUE(wide[e].interval.has_value());
    EXPECT_TRUE(wide[e].interval->contains(network.edges[e].weight));
    EXPECT_GT(wide[e].n, 20U);
    EXPECT_EQ(two[e].n, 2U);
    EXPECT_EQ(wide[e].interval, again[e].interval);
    EXPECT_NE(wide[e].interval, other[e].interval);
  }
}

}  // namespace
}  // namespace entente::alignment
