// SPDX-License-Identifier: GPL-3.0-or-later
#include "sliding_series.hpp"

#include <gtest/gtest.h>

#include <array>

#include "entente/alignment/network_series.hpp"
#include "entente/base/random.hpp"
#include "test_sayings.hpp"
#include "vector_kernels.hpp"

namespace entente::alignment {
namespace {

TEST(DotProducts, AreTheSameWhateverTheMachineHas) {
  PhiloxCursor dice = Philox(3).cursor(0);
  for (const std::size_t length : {0U, 16U, 48U, 512U}) {
    std::vector<std::int16_t> values((dot_rows + 1) * length);
    for (std::int16_t& value : values) {
      value = static_cast<std::int16_t>(static_cast<int>(dice.below(2001)) - 1000);
    }
    std::array<const std::int16_t*, dot_rows> rows{};
    for (std::size_t r = 0; r < dot_rows; ++r) rows.at(r) = values.data() + r * length;
    const std::int16_t* other = values.data() + dot_rows * length;
    std::array<std::int32_t, dot_rows> expected{};
    for (std::size_t r = 0; r < dot_rows; ++r) {
      for (std::size_t at = 0; at < length; ++at) expected.at(r) += rows.at(r)[at] * other[at];
    }
    std::array<std::int32_t, dot_rows> found{1, 2, 3, 4};
    dot_products()(rows, other, length, found);
    EXPECT_EQ(found, expected);
    portable_dot_products(rows, other, length, found);
    EXPECT_EQ(found, expected);
  }
}

TEST(ChangeLanes, AreTheSameWhateverTheMachineHas) {
  const std::vector<std::uint32_t> in = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0};
  for (const ChangeLanes change : {change_lanes(), ChangeLanes(portable_change_lanes)}) {
    std::vector<std::uint32_t> out(in.size(), 2);
    change(false, in.data(), in.size(), out.data());
    EXPECT_EQ(out[4], 0xFFFFFFFDU);  // 2 - 5, wrapped
    change(true, in.data(), in.size(), out.data());
    EXPECT_EQ(out, std::vector<std::uint32_t>(in.size(), 2));
  }
}

/// Each window of a series against the network of its range alone.
void expect_each_window_alone(const CodedStatements& statements, const NetworkOptions& options,
                              const NetworkSeriesOptions& series) {
  const auto networks = build_network_series(statements, options, series).value();
  ASSERT_GT(networks.size(), 2U);
  for (const Network& found : networks) {
    NetworkOptions range = options;
    range.from = found.start;
    range.to = found.stop;
    const Network alone = build_network(statements, range).value();
    EXPECT_EQ(found.rows, alone.rows);
    EXPECT_EQ(found.concepts, alone.concepts);
    EXPECT_EQ(found.row_statements, alone.row_statements);
    EXPECT_EQ(found.concept_statements, alone.concept_statements);
    ASSERT_EQ(found.statements.size(), alone.statements.size());
    for (std::size_t s = 0; s < found.statements.size(); ++s) {
      EXPECT_EQ(found.statements[s].statement, alone.statements[s].statement);
      EXPECT_EQ(found.statements[s].row, alone.statements[s].row);
      EXPECT_EQ(found.statements[s].column, alone.statements[s].column);
    }
    ASSERT_EQ(found.edges.size(), alone.edges.size());
    for (std::size_t e = 0; e < found.edges.size(); ++e) {
      EXPECT_EQ(found.edges[e].row, alone.edges[e].row);
      EXPECT_EQ(found.edges[e].column, alone.edges[e].column);
      EXPECT_EQ(found.edges[e].statements, alone.edges[e].statements);
      EXPECT_EQ(found.edges[e].common, alone.edges[e].common);
      EXPECT_EQ(found.edges[e].weight, alone.edges[e].weight);
    }
  }
}

std::vector<CodedSaying> sayings_over(std::size_t count, std::int64_t days, std::int32_t low,
                                      std::int32_t high) {
  auto all = random_sayings(count, count, low, high, 9, 5);
  for (std::size_t at = 0; at < all.size(); ++at) {
    all[at].time =
        static_cast<std::int64_t>(at) * days * one_day / static_cast<std::int64_t>(count);
  }
  return all;
}

TEST(SlidingSeries, HasTheNetworkOfEachWindowAlone) {
  NetworkSeriesOptions series;
  series.unit = WindowUnit::Days;
  series.size = 20;
  // Many statements a window, and so few that rows and columns come and go.
  for (const std::size_t count : {1500U, 90U}) {
    for (const VariableType type : {VariableType::Boolean, VariableType::Integer}) {
      const bool scale = type == VariableType::Integer;
      CodedStatements statements =
          coded(sayings_over(count, 60, scale ? -2 : 0, scale ? 2 : 1), type);
      if (scale) statements.variables.back().scale = {-2, 2};
      for (const QualifierRule rule : {QualifierRule::Ignore, QualifierRule::Congruence,
                                       QualifierRule::Conflict, QualifierRule::Subtract}) {
        for (const Normalization normalization : {Normalization::None, Normalization::Average,
                                                  Normalization::Jaccard, Normalization::Cosine}) {
          NetworkOptions options = usual_network(rule);
          options.normalization = normalization;
          expect_each_window_alone(statements, options, series);
        }
      }
    }
  }
}

TEST(SlidingSeries, IsLeftWhereItWouldNotPay) {
  const CodedStatements statements = coded(sayings_over(1500, 60, 0, 1));
  const NetworkOptions options = usual_network();
  const auto selection = select_statements(statements, options, Kernel::None, {}).value();
  const std::vector<SeriesStep> overlapping = {{0, 900, {}}, {300, 1200, {}}, {600, 1500, {}}};
  EXPECT_TRUE(windows_slide(selection, overlapping));
  const std::vector<SeriesStep> apart = {{0, 500, {}}, {500, 1000, {}}, {1000, 1500, {}}};
  EXPECT_FALSE(windows_slide(selection, apart));
  const std::vector<SeriesStep> backwards = {{300, 1200, {}}, {0, 900, {}}};
  EXPECT_FALSE(windows_slide(selection, backwards));
  const std::vector<SeriesStep> sparse = {{0, 9, {}}, {1, 10, {}}, {2, 11, {}}};
  EXPECT_FALSE(windows_slide(selection, sparse));
}

TEST(SlidingSeries, ListsIsolatesInEveryWindow) {
  const CodedStatements statements = coded(sayings_over(1500, 60, 0, 1));
  NetworkOptions options = usual_network();
  options.isolates = true;
  NetworkSeriesOptions series;
  series.unit = WindowUnit::Days;
  series.size = 20;
  const auto networks = build_network_series(statements, options, series).value();
  for (const Network& network : networks) {
    EXPECT_EQ(network.rows.size(), 9U);
    EXPECT_EQ(network.row_statements.size(), 9U);
  }
}

TEST(SlidingSeries, IsTheSameOnAnyNumberOfThreads) {
  const CodedStatements statements = coded(sayings_over(3000, 120, 0, 1));
  NetworkSeriesOptions series;
  series.unit = WindowUnit::Days;
  series.size = 20;
  std::vector<std::vector<double>> weights;
  for (const unsigned threads : {1U, 2U, 7U}) {
    NetworkOptions options = usual_network(QualifierRule::Subtract);
    options.threads = threads;
    auto& of = weights.emplace_back();
    const auto networks = build_network_series(statements, options, series).value();
    for (const Network& network : networks) {
      for (const NetworkEdge& edge : network.edges) of.push_back(edge.weight);
    }
  }
  EXPECT_EQ(weights[0], weights[1]);
  EXPECT_EQ(weights[0], weights[2]);
}

}  // namespace
}  // namespace entente::alignment
