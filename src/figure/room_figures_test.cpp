// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of forecasts: distribution, stance line, tornado; and the placing of their labels.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "entente/base/text.hpp"
#include "entente/figure/forecast_distribution.hpp"
#include "entente/figure/place.hpp"
#include "entente/figure/scale.hpp"
#include "entente/figure/stance_line.hpp"
#include "entente/figure/tornado.hpp"
#include "test_layout.hpp"

namespace entente::figure {
namespace {

using testing::expect_printable;
using testing::read_markup;
using testing::snapshot_difference;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<ContinuumAnchor> four_anchors() {
  return {{0, "no licence at all"},
          {30, "licences case by case, with a veto of parliament"},
          {70, "a list of goods that need no licence"},
          {100, "free trade"}};
}

ContinuumLine line_at(double at, const std::string& label, bool dashed = false) {
  return {at, label, dashed, "", {"run/" + label.substr(0, 3)}, ""};
}

ForecastSpec some_forecast() {
  ForecastSpec spec;
  spec.id = "forecast";
  spec.title = "Where the models end";
  spec.description = "A forecast made for the test.";
  spec.anchors = four_anchors();
  spec.lines = {line_at(35, "today 35", true), line_at(62, "observed 62")};
  ForecastRow first;
  first.model = "Challenge model";
  first.status = "experimental";
  first.bins = {0, 0, 1, 3, 7, 12, 22, 40, 61, 70, 82, 95, 90, 71, 44, 20, 8, 3, 1, 0};
  first.median = 55.2;
  first.half = {46.4, 63.1};
  first.ninety = {31, 76};
  first.shares = {0.041, 0.957, 0.002};
  first.mean_error = 8.24;
  first.past_cases = 24;
  first.evidence = {"run/R01"};
  ForecastRow second = first;
  second.model = "Mean of positions weighted by power and salience";
  second.status = "";
  second.bins = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 50, 20, 0, 0, 0, 0, 0};
  second.median = 66;
  second.half = {64, 68};
  second.ninety = {61, 73};
  second.shares = {0, 0.93, 0.07};
  second.mean_error.reset();
  second.past_cases = 0;
  second.evidence = {"run/R02"};
  ForecastRow third;
  third.model = "Bargaining model";
  third.missing = "two of three actors have no weight";
  third.evidence = {"run/R03"};
  spec.rows = {first, second, third};
  return spec;
}

LineActor line_actor(const std::string& label, LineRole role, double low, double mode, double high,
                     double weight) {
  LineActor out;
  out.label = label;
  out.role = role;
  out.low = low;
  out.mode = mode;
  out.high = high;
  out.weight = weight;
  out.evidence = {"assessment/" + label.substr(0, 3)};
  return out;
}

StanceLineSpec some_line() {
  StanceLineSpec spec;
  spec.id = "line";
  spec.title = "Who stands where";
  spec.description = "A line made for the test.";
  spec.anchors = four_anchors();
  spec.outcomes = {line_at(35, "today 35", true), line_at(58, "median 58"),
                   line_at(61, "weighted mean 61"), line_at(96, "challenge model 96")};
  spec.actors = {
      line_actor("Aland", LineRole::Decides, 10, 20, 35, 6400),
      line_actor("Belandia", LineRole::Decides, 50, 58, 80, 3200),
      line_actor("Cestland", LineRole::Influences, 55, 60, 62, 900),
      line_actor("Union of producers of grain and oil", LineRole::Outside, 80, 95, 100, 1600),
      line_actor("Dorland", LineRole::Decides, 90, 100, 100, 400),
      line_actor("Press", LineRole::Influences, 0, 0, 0, 100),
      line_actor("Emland", LineRole::Decides, 0, 0, 0, 0)};
  spec.actors[0].changed = 45;
  spec.actors[2].weight.reset();
  spec.actors[2].low.reset();
  spec.actors[6].mode.reset();
  return spec;
}

TornadoSpec some_tornado() {
  TornadoSpec spec;
  spec.id = "tornado";
  spec.title = "What moves the outcome";
  spec.description = "A tornado made for the test.";
  spec.outcome_words = "forecast, points from 0 to 100";
  spec.baseline = 52;
  const auto input = [](const std::string& label, const std::string& low, const std::string& high,
                        std::optional<double> at_low, std::optional<double> at_high) {
    return TornadoInput{label, low, high, at_low, at_high, "", {"assessment/" + label}, ""};
  };
  spec.inputs = {input("salience of Belandia", "20", "80", 50, 55),
                 input("position of Aland", "10", "45", 31, 64),
                 input("voting rule", "simple majority", "unanimity", 60, 58),
                 input("weight of the press, which nobody has ever measured", "0", "100", 52, 52),
                 input("position of Cestland", "40", "90", 52, 47),
                 input("weight of Emland", "5", "30", std::nullopt, std::nullopt),
                 input("veto of Dorland", "no", "yes", 52, std::nullopt)};
  return spec;
}

TEST(Placing, RowsKeepTheGapAndTheOrder) {
  const std::vector<Span> spans = {{0, 10}, {5, 15}, {13, 20}, {30, 40}, {12, 14}};
  EXPECT_EQ(packed_rows(spans, 3), (std::vector<std::size_t>{0, 1, 0, 0, 2}));
  EXPECT_TRUE(packed_rows({}, 3).empty());
}

RC_GTEST_PROP(PlacingProperty, FlagsNeverCoverOneAnotherNorALine, ()) {
  const auto places = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 300));
  std::vector<Flag> flags;
  for (const int at : places) {
    flags.push_back({static_cast<double>(at), static_cast<double>(20 + at % 90),
                     static_cast<double>(10 + at % 3 * 10)});
  }
  const auto offsets = flag_offsets(flags, 2);
  for (std::size_t i = 0; i < flags.size(); ++i) {
    for (std::size_t k = 0; k < flags.size(); ++k) {
      if (i == k) continue;
      const bool beside = flags[k].at >= flags[i].at + flags[i].width ||
                          flags[i].at >= flags[k].at + flags[k].width;
      const bool over =
          offsets[i] >= offsets[k] + flags[k].height || offsets[k] >= offsets[i] + flags[i].height;
      RC_ASSERT(beside || over);
      // The line of k runs from the plot to the top of its label.
      const bool under = flags[k].at > flags[i].at && flags[k].at < flags[i].at + flags[i].width;
      RC_ASSERT(!under || offsets[i] >= offsets[k] + flags[k].height);
    }
  }
}

TEST(Ticks, AreRound) {
  EXPECT_EQ(round_ticks(31, 64, 6), (std::vector<double>{40, 50, 60}));
  EXPECT_EQ(round_ticks(-1, 1, 4), (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
  EXPECT_EQ(round_ticks(7, 7, 5), (std::vector<double>{7}));
}

TEST(ForecastDistribution, Snapshot) {
  const Figure figure = forecast_distribution(some_forecast());
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "forecast-distribution.svg", figure.svg), "");
  EXPECT_EQ(figure.evidence,
            (std::vector<std::string>{"run/R01", "run/R02", "run/R03", "run/obs", "run/tod"}));
  EXPECT_EQ(figure.table.rows[0][4].text, "4 %");
  EXPECT_EQ(figure.table.rows[0][6].text, "<1 %");
  EXPECT_EQ(figure.table.rows[1][7].text, "not measured");
  EXPECT_NE(figure.svg.find("not measured"), std::string::npos);
}

TEST(ForecastDistribution, EmptyUnknownAndCrowded) {
  ForecastSpec spec = some_forecast();
  spec.rows.clear();
  expect_printable(forecast_distribution(spec));
  spec.rows = {some_forecast().rows[2]};
  spec.anchors.clear();
  spec.lines.clear();
  const Figure unknown = forecast_distribution(spec);
  expect_printable(unknown);
  EXPECT_NE(unknown.svg.find("no forecast: two of three"), std::string::npos);
  spec = some_forecast();
  spec.lines.push_back(line_at(not_a_number, "never drawn"));
  for (int k = 0; k < 14; ++k) {
    spec.anchors.push_back({k * 7.0, "anchor text number " + std::to_string(k)});
    spec.lines.push_back(line_at(100 - k, "reversion point of model number " + std::to_string(k)));
  }
  for (ForecastRow& row : spec.rows) {
    row.bins.assign(200, 3);
    row.shares.assign(17, 1.0 / 17);
    row.missing = std::string(300, 'w');
    row.model += " with a name that goes on for longer than anybody would want to read it";
  }
  const Figure crowded = forecast_distribution(spec);
  expect_printable(crowded);
  EXPECT_EQ(crowded.svg.find("never drawn"), std::string::npos);
}

TEST(StanceLine, Snapshot) {
  const Figure figure = stance_line(some_line());
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "stance-line.svg", figure.svg), "");
  EXPECT_NE(figure.svg.find("Aland (decides): 20 \u2192 45, from 10 to 35, weight 6400"),
            std::string::npos);
  EXPECT_NE(figure.svg.find("Emland (decides): place not known"), std::string::npos);
}

TEST(StanceLine, AreasSayTheWeightWhateverTheShape) {
  StanceLineSpec spec = some_line();
  spec.actors = {line_actor("Aland", LineRole::Decides, 20, 20, 20, 400),
                 line_actor("Belandia", LineRole::Influences, 60, 60, 60, 100)};
  const Figure figure = stance_line(spec);
  EXPECT_NE(figure.svg.find("r=\"11\" fill=\"#0072B2\""), std::string::npos);
  EXPECT_NE(figure.svg.find("r=\"5.5\" fill=\"#fff\""), std::string::npos);
}

TEST(StanceLine, EmptyUnknownAndThirtyActors) {
  StanceLineSpec spec = some_line();
  spec.actors.clear();
  expect_printable(stance_line(spec));
  spec.actors = {some_line().actors[6]};
  spec.actors[0].mode = not_a_number;
  const Figure unknown = stance_line(spec);
  expect_printable(unknown);
  EXPECT_NE(unknown.svg.find("No actor&#39;s place is known."), std::string::npos);
  for (int a = 0; a < 30; ++a) {
    spec.actors.push_back(line_actor("Federation of United Republics " + std::to_string(a),
                                     static_cast<LineRole>(a % 3), 0, a * 13 % 101,
                                     a % 4 == 0 ? 100 : a * 13 % 101, a * 10));
    if (a % 5 == 0) spec.actors.back().changed = 100 - a;
    LineActor lost = spec.actors.back();
    lost.mode.reset();
    spec.actors.push_back(lost);
    spec.outcomes.push_back(line_at(a * 3, "outcome of model " + std::to_string(a)));
  }
  expect_printable(stance_line(spec));
}

TEST(Tornado, Snapshot) {
  const Figure figure = tornado(some_tornado());
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "tornado.svg", figure.svg), "");
  std::vector<std::string> order;
  for (const auto& row : figure.table.rows) order.push_back(row[5].text);
  EXPECT_EQ(order, (std::vector<std::string>{"33", "8", "5", "5", "0", "0", "not computed"}));
}

TEST(Tornado, EmptyUnknownAndLongWords) {
  TornadoSpec spec = some_tornado();
  spec.inputs.clear();
  expect_printable(tornado(spec));
  spec.inputs = {some_tornado().inputs[5]};
  expect_printable(tornado(spec));
  spec.inputs = {some_tornado().inputs[3]};
  expect_printable(tornado(spec));
  spec.baseline = not_a_number;
  expect_printable(tornado(spec));
  spec = some_tornado();
  spec.baseline = 0.001;
  spec.digits = 4;
  for (TornadoInput& input : spec.inputs) {
    input.label += " of the federation of united republics and all its dependent territories";
    input.low_value = "a value that takes many words to write down";
    input.at_low = input.at_low ? std::optional(*input.at_low / 1e4) : std::nullopt;
    input.at_high = input.at_high ? std::optional(-*input.at_high / 1e4) : std::nullopt;
  }
  expect_printable(tornado(spec));
}

RC_GTEST_PROP(RoomFiguresProperty, HostileNamesStayText, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  ForecastSpec forecast = some_forecast();
  forecast.rows[0].model = text;
  forecast.rows[0].status = text;
  forecast.rows[2].missing = text;
  forecast.anchors[0].text = text;
  forecast.lines[0].label = text;
  StanceLineSpec line = some_line();
  line.actors[0].label = text;
  line.actors[6].label = text;
  line.weight_words = text;
  TornadoSpec bars = some_tornado();
  bars.inputs[0].label = text;
  bars.inputs[0].low_value = text;
  bars.outcome_words = text;
  for (const Figure& figure : {forecast_distribution(forecast), stance_line(line), tornado(bars)}) {
    RC_ASSERT(read_markup(figure.svg).fault.empty());
    RC_ASSERT(read_markup(to_html(figure.table)).fault.empty());
    RC_ASSERT(!first_broken_utf8(figure.svg));
  }
  RC_ASSERT(stance_line(line).svg == stance_line(line).svg);
}

}  // namespace
}  // namespace entente::figure
