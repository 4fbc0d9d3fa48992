// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of networks and of change.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "entente/base/random.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/flow_lanes.hpp"
#include "entente/figure/network_map.hpp"
#include "entente/figure/rank_bars.hpp"
#include "entente/figure/slope_chart.hpp"
#include "entente/figure/tie_matrix.hpp"
#include "test_layout.hpp"

namespace entente::figure {
namespace {

using testing::expect_printable;
using testing::read_markup;
using testing::snapshot_difference;

NetworkMapSpec some_map(std::size_t nodes) {
  NetworkMapSpec spec;
  spec.id = "map";
  spec.title = "Who agrees with whom";
  spec.description = "A network made for the test.";
  spec.weight_words = "agreement, wider is more";
  spec.against_words = "contradicts";
  spec.group_words = "number and colour: community";
  PhiloxCursor dice = Philox(7).cursor(0);
  for (std::size_t at = 0; at < nodes; ++at) {
    MapNode node;
    node.label = at % 7 == 3 ? "Union of producers of grain and oil " + std::to_string(at)
                             : "Land " + std::to_string(at);
    node.x = dice.uniform01();
    node.y = dice.uniform01();
    node.group = static_cast<std::uint32_t>(at % 4);
    node.evidence = {"actor/" + std::to_string(at)};
    spec.nodes.push_back(std::move(node));
    for (std::size_t other = 0; other < at; ++other) {
      if (dice.below(4) != 0) continue;
      MapTie tie;
      tie.first = static_cast<std::uint32_t>(other);
      tie.second = static_cast<std::uint32_t>(at);
      tie.weight = dice.uniform01() + 0.01;
      tie.against = dice.below(5) == 0;
      tie.evidence = {"statement/" + std::to_string(other) + "-" + std::to_string(at)};
      spec.ties.push_back(std::move(tie));
    }
  }
  return spec;
}

TEST(NetworkMap, Snapshot) {
  const Figure figure = network_map(some_map(12));
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "network-map.svg", figure.svg), "");
  EXPECT_EQ(figure.table.headings.size(), 4U);
}

TEST(NetworkMap, SixtyNamesCanBeRead) {
  for (const std::size_t nodes : {1U, 2U, 30U, 60U}) expect_printable(network_map(some_map(nodes)));
  expect_printable(network_map(some_map(0)));
  expect_printable(network_map(some_map(61)));
}

TEST(NetworkMap, PlacesThatTellNothing) {
  NetworkMapSpec spec = some_map(40);
  for (MapNode& node : spec.nodes) node.x = node.y = 3;
  expect_printable(network_map(spec));
  spec.nodes[5].x = std::nan("");
  spec.ties[0].first = 99;
  spec.ties[1].weight = std::nan("");
  expect_printable(network_map(spec));
}

TieMatrixSpec some_matrix(std::size_t actors) {
  TieMatrixSpec spec;
  spec.id = "ties";
  spec.title = "How near every two are";
  spec.description = "A matrix made for the test.";
  spec.value_words = "share of agreement on what both speak about";
  spec.group_words = "Cluster";
  PhiloxCursor dice = Philox(9).cursor(0);
  for (std::size_t at = 0; at < actors; ++at) {
    spec.actors.push_back({at % 5 == 2 ? "Federation of all others together " + std::to_string(at)
                                       : "Land " + std::to_string(at),
                           static_cast<std::uint32_t>(1 + 3 * at / actors)});
  }
  for (std::size_t cell = 0; cell < actors * actors; ++cell) {
    TieCell& one = spec.cells.emplace_back();
    one.known = dice.below(6) != 0;
    one.value = dice.uniform01();
    one.title = "cell " + std::to_string(cell);
    one.evidence = {"statement/" + std::to_string(cell)};
  }
  return spec;
}

TEST(TieMatrix, Snapshot) {
  const Figure figure = tie_matrix(some_matrix(8));
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "tie-matrix.svg", figure.svg), "");
  EXPECT_EQ(figure.table.rows.size(), 8U);
}

TEST(TieMatrix, AnyNumberOfActors) {
  for (const std::size_t actors : {0U, 1U, 2U, 25U, 60U, 61U}) {
    expect_printable(tie_matrix(some_matrix(actors)));
  }
}

FlowLanesSpec some_flow(std::size_t times, std::size_t actors) {
  FlowLanesSpec spec;
  spec.id = "flow";
  spec.title = "Camps over time";
  spec.description = "Camps made for the test.";
  spec.group_words = "Camp";
  spec.unknown_words = "placed nowhere";
  for (std::size_t t = 0; t < times; ++t) {
    spec.times.push_back({std::to_string(2010 + 4 * t) + " to " + std::to_string(2013 + 4 * t),
                          "polarisation 0." + std::to_string(4 + t),
                          {"statement/" + std::to_string(t)}});
  }
  PhiloxCursor dice = Philox(11).cursor(0);
  for (std::size_t a = 0; a < actors; ++a) {
    FlowActor actor;
    actor.label = a == 1 ? "Union of producers of grain and oil" : "Land " + std::to_string(a);
    for (std::size_t t = 0; t < times; ++t) {
      const auto group = static_cast<std::uint32_t>(dice.below(4));
      actor.group.push_back(group == 3 ? no_lane : group);
    }
    spec.actors.push_back(std::move(actor));
  }
  return spec;
}

TEST(FlowLanes, Snapshot) {
  const Figure figure = flow_lanes(some_flow(3, 9));
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "flow-lanes.svg", figure.svg), "");
  EXPECT_EQ(figure.table.rows.size(), 9U);
}

TEST(FlowLanes, AnyNumberOfTimesAndActors) {
  for (const std::size_t times : {0U, 1U, 2U, 6U, 7U}) {
    for (const std::size_t actors : {0U, 1U, 30U, 61U}) {
      expect_printable(flow_lanes(some_flow(times, actors)));
    }
  }
}

SlopeChartSpec some_slopes(std::size_t count) {
  SlopeChartSpec spec;
  spec.id = "slopes";
  spec.title = "What moved";
  spec.description = "Positions made for the test.";
  spec.before_heading = "2022";
  spec.after_heading = "2025";
  spec.high_words = "supports";
  spec.low_words = "opposes";
  spec.marked_words = "moved";
  spec.unmarked_words = "no more than chance";
  spec.interval_words = "80 % interval";
  spec.from = -2;
  spec.to = 2;
  PhiloxCursor dice = Philox(13).cursor(0);
  for (std::size_t at = 0; at < count; ++at) {
    Slope slope;
    slope.label = at == 2 ? "Union of producers of grain and oil on the depth of the channel"
                          : "Land " + std::to_string(at);
    slope.before = 4 * dice.uniform01() - 2;
    slope.after = at % 3 == 0 ? slope.before : 4 * dice.uniform01() - 2;
    slope.marked = at % 4 == 1;
    if (slope.marked) slope.after_interval = stats::Interval{slope.after - 0.4, slope.after + 0.3};
    slope.evidence = {"statement/" + std::to_string(at)};
    spec.slopes.push_back(std::move(slope));
  }
  return spec;
}

TEST(SlopeChart, Snapshot) {
  const Figure figure = slope_chart(some_slopes(9));
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "slope-chart.svg", figure.svg), "");
  EXPECT_EQ(figure.table.rows.size(), 9U);
}

TEST(SlopeChart, AnyNumberOfLines) {
  for (const std::size_t count : {0U, 1U, 2U, 40U, 41U}) {
    expect_printable(slope_chart(some_slopes(count)));
  }
  SlopeChartSpec spec = some_slopes(20);
  for (Slope& slope : spec.slopes) slope.before = slope.after = 2;  // all at the upper end
  spec.slopes[3].before = std::nan("");
  expect_printable(slope_chart(spec));
}

RankBarsSpec some_ranks() {
  RankBarsSpec spec;
  spec.id = "ranks";
  spec.title = "In which format";
  spec.description = "Rankings made for the test.";
  spec.label_heading = "Format";
  spec.groups = {{"Dredge the channel",
                  {{"all together", {0.62, 0.3, 0.08}},
                   {"Union of producers of grain and oil with all others", {0.3, 0.5, 0.2}},
                   {"nobody", {0.08, 0.2, 0.72}}},
                  "Would change if the stake of Land 3 were known to be low.",
                  {"statement/1"}},
                 {"Share the toll",
                  {{"all together", {1, 0, 0}}, {"nobody", {0, 0, 1}}},
                  "",
                  {"statement/2"}}};
  return spec;
}

TEST(RankBars, Snapshot) {
  const Figure figure = rank_bars(some_ranks());
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "rank-bars.svg", figure.svg), "");
  EXPECT_EQ(figure.table.headings.size(), 5U);
}

TEST(RankBars, EmptyUnknownAndTooMany) {
  RankBarsSpec spec = some_ranks();
  spec.groups[0].bars[0].ranks = {std::nan(""), 3, -1};
  spec.groups[0].bars[1].ranks.clear();
  expect_printable(rank_bars(spec));
  spec.groups.assign(13, spec.groups[0]);
  expect_printable(rank_bars(spec));
  spec.groups.clear();
  expect_printable(rank_bars(spec));
}

RC_GTEST_PROP(NetworkFigures, HostileWordsStayText, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  NetworkMapSpec map = some_map(5);
  map.nodes[0].label = map.weight_words = map.group_words = text;
  TieMatrixSpec matrix = some_matrix(4);
  matrix.actors[1].label = matrix.value_words = matrix.cells[3].title = text;
  FlowLanesSpec flow = some_flow(2, 4);
  flow.times[0].label = flow.actors[0].label = flow.unknown_words = text;
  SlopeChartSpec slopes = some_slopes(4);
  slopes.slopes[0].label = slopes.before_heading = slopes.low_words = text;
  RankBarsSpec ranks = some_ranks();
  ranks.groups[0].heading = ranks.groups[0].words = ranks.groups[1].bars[0].label = text;
  for (const Figure& figure : {network_map(map), tie_matrix(matrix), flow_lanes(flow),
                               slope_chart(slopes), rank_bars(ranks)}) {
    RC_ASSERT(read_markup(figure.svg).fault.empty());
    RC_ASSERT(read_markup(to_html(figure.table)).fault.empty());
    RC_ASSERT(!first_broken_utf8(figure.svg));
  }
}

}  // namespace
}  // namespace entente::figure
