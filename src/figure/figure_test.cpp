// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/figure.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>

#include "entente/base/text.hpp"
#include "entente/figure/event_lanes.hpp"
#include "entente/figure/markup.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "entente/figure/svg.hpp"
#include "test_layout.hpp"
#include "test_markup.hpp"

namespace entente::figure {
namespace {

using testing::expect_legible;
using testing::expect_sound;
using testing::read_markup;
using testing::snapshot_difference;

StanceCell known_cell(int low, int high, const std::string& id) {
  return {true, low, high, false, false, "cell " + id, {"statement/" + id}, ""};
}

/// Every state a cell can have.
StanceMatrixSpec every_state() {
  StanceMatrixSpec spec;
  spec.id = "states";
  spec.title = "Every state of a cell";
  spec.description = "A matrix made for the test.";
  spec.columns = {"Aland", "Republic of Belandia", "Cestland"};
  spec.stale_words = "older than 24 months";
  StanceCell stale = known_cell(2, 2, "P3");
  stale.stale = true;
  StanceCell unverified = known_cell(-1, -1, "P4");
  unverified.unverified = true;
  StanceCell unknown;
  unknown.title = "nothing found";
  unknown.evidence = {"issue/I2"};
  spec.groups.push_back(
      {"TALKS",
       {{"Hold yearly consultations", {known_cell(2, 2, "P1"), known_cell(1, 1, "P2"), stale}},
        {"A claim whose wording is so long that it must be set in two lines or even in three of "
         "them",
         {unverified, unknown, known_cell(-1, 2, "P5")}}}});
  spec.groups.push_back(
      {"TRADE", {{"Lower tariffs", {known_cell(-2, -2, "P6"), known_cell(0, 0, "P7"), unknown}}}});
  return spec;
}

EventLanesSpec some_events() {
  EventLanesSpec spec;
  spec.id = "lanes";
  spec.title = "Meetings per year";
  spec.description = "Lanes made for the test.";
  spec.columns = {"before 2020", "2020", "2021", "2022"};
  spec.lanes = {
      {"Leaders",
       {{}, {{"first", "engagement/E1", false}}, {}, {{"second", "engagement/E2", true}}}},
      {"Secretary General or deputy",
       {{{"old", "engagement/E0", false}}, {}, {{"third", "engagement/E3", false}}, {}}}};
  return spec;
}

TEST(Escaping, MarkupControlAndDisguise) {
  EXPECT_EQ(escaped("<b a=\"1\" c='2'>&"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
  EXPECT_EQ(escaped("a\tb\nc"), "a\tb\nc");
  EXPECT_EQ(escaped(std::string_view("\0\x1b\x7f", 3)), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escaped("a\u202Eb"), "a\uFFFDb");
  EXPECT_EQ(escaped("\xff\xc3"), "\uFFFD\uFFFD");
  EXPECT_EQ(escaped("日本語 é −"), "日本語 é −");
}

RC_GTEST_PROP(EscapingProperty, AnyBytesAreSafeEverywhere, ()) {
  const auto bytes = *rc::gen::arbitrary<std::string>();
  const std::string safe = escaped(bytes);
  RC_ASSERT(safe.find_first_of("<>\"'") == std::string::npos);
  RC_ASSERT(!first_broken_utf8(safe));
  const auto reading = read_markup("<p title=\"" + safe + "\">" + safe + "</p>");
  RC_ASSERT(reading.fault.empty());
  RC_ASSERT(reading.elements.size() == 1U);
}

RC_GTEST_PROP(AnchorProperty, DistinctDataHaveDistinctPlainAnchors, ()) {
  const auto a = "passage/" + *rc::gen::arbitrary<std::string>();
  const auto b = "passage/" + *rc::gen::arbitrary<std::string>();
  RC_ASSERT((anchor_id(a) == anchor_id(b)) == (a == b));
  for (const char c : anchor_id(a)) {
    RC_ASSERT(c == '-' || c == '.' || c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0);
  }
}

TEST(Anchor, ReadableForPlainIds) {
  EXPECT_EQ(anchor_id("statement/P014"), "statement-P014");
  EXPECT_EQ(anchor_id("passage/USIP2024#L32.2"), "passage-USIP2024_23L32.2");
  EXPECT_EQ(evidence_value(std::vector<std::string>{"a/x y", "b/50%"}), "a/x%20y b/50%25");
}

TEST(Coordinates, TwoDecimalsTrimmed) {
  EXPECT_EQ(coordinate(3), "3");
  EXPECT_EQ(coordinate(3.5), "3.5");
  EXPECT_EQ(coordinate(-0.25), "-0.25");
  EXPECT_EQ(coordinate(2.0 / 3), "0.67");
  EXPECT_EQ(coordinate(-0.001), "0");
  EXPECT_EQ(coordinate(std::numeric_limits<double>::infinity()), "0");
}

TEST(Links, OnlyWebAddressesAndDois) {
  EXPECT_EQ(safe_link("https://example.org/a?b=c#d"), "https://example.org/a?b=c#d");
  EXPECT_EQ(safe_link("HTTP://example.org"), "HTTP://example.org");
  EXPECT_EQ(safe_link("doi:10.1000/xyz"), "https://doi.org/10.1000/xyz");
  EXPECT_EQ(safe_link("10.1000/xyz"), "https://doi.org/10.1000/xyz");
  for (const char* bad :
       {"javascript:alert(1)", "JavaScript:alert(1)", " java\nscript:alert(1)", "data:text/html,x",
        "//example.org", "file:///etc/passwd", "https://", "https://a\"b", "https://a b",
        "https://a<b>", "vbscript:x", "mailto:a@b", "shelf 12", ""}) {
    EXPECT_EQ(safe_link(bad), "") << bad;
  }
}

TEST(TextWidth, FollowsInter) {
  EXPECT_DOUBLE_EQ(text_width("A", 1000), 676);
  EXPECT_GT(text_width("Australia", 10, Weight::Semibold), text_width("Australia", 10));
  EXPECT_DOUBLE_EQ(text_width("日本", 10), 20);
  EXPECT_DOUBLE_EQ(text_width("", 10), 0);
}

RC_GTEST_PROP(WrapProperty, KeepsEveryLetterAndTheWidth, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcWM-/é"))));
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  const double width = *rc::gen::inRange(20, 200);
  const auto letters = [](const std::string& line) {
    std::string out = line;
    std::erase(out, ' ');
    return out;
  };
  std::string kept;
  for (const std::string& line : wrapped(text, 11.5, width)) {
    RC_ASSERT(text_width(line, 11.5) <= width || code_points(line) <= 1);
    kept += letters(line);
  }
  RC_ASSERT(kept == letters(text));
}

TEST(StanceMatrix, EveryStateSnapshot) {
  const Figure figure = stance_matrix(every_state());
  expect_sound(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "stance-matrix.svg", figure.svg), "");
  EXPECT_EQ(
      snapshot_difference(ENTENTE_SOURCE_DIR, "stance-matrix-table.html", to_html(figure.table)),
      "");
}

TEST(StanceMatrix, UnknownIsHatchedAndNeverASignOrAZero) {
  StanceMatrixSpec spec = every_state();
  StanceCell unknown;
  unknown.title = "nothing found";
  unknown.evidence = {"issue/I1"};
  spec.groups = {{"G", {{"row", {unknown, unknown, unknown}}}}};
  const Figure figure = stance_matrix(spec);
  expect_sound(figure);
  const std::string marks = figure.svg.substr(0, figure.svg.find("class=\"legend\""));
  EXPECT_EQ(marks.find("#D9D9D9"), std::string::npos);
  EXPECT_NE(marks.find("url(#states-hatch)"), std::string::npos);
  EXPECT_EQ(marks.find("<circle"), std::string::npos);
  for (const auto& row : figure.table.rows) {
    for (std::size_t c = 1; c < row.size(); ++c) EXPECT_EQ(row[c].text, "nothing found");
  }
}

TEST(StanceMatrix, NoTextInTheMiddleThreeColours) {
  const Figure figure = stance_matrix(every_state());
  const auto reading = read_markup(figure.svg);
  // The cells' signs are lines and circles; a text element inside a mark is only the "?" of an
  // unverified cell, which stands on white, or belongs to the spread beside the row.
  std::size_t from = figure.svg.find("aria-label=\"cell P2\"");
  const std::string cell = figure.svg.substr(from, figure.svg.find("</a>", from) - from);
  EXPECT_EQ(cell.find("<text"), std::string::npos);
  EXPECT_NE(cell.find("#7FB2E0"), std::string::npos);
  EXPECT_NE(cell.find("stroke=\"#1a1a1a\""), std::string::npos);
}

TEST(StanceMatrix, LongLabelsAreNeverCut) {
  StanceMatrixSpec spec = every_state();
  const std::string label = "Endless" + std::string(200, 'x') + " and a tail that must be read";
  spec.groups = {
      {"", {{label, {known_cell(1, 1, "P1"), known_cell(1, 1, "P2"), known_cell(1, 1, "P3")}}}}};
  const Figure figure = stance_matrix(spec);
  expect_sound(figure);
  std::size_t letters = 0;
  const std::string marks = figure.svg.substr(0, figure.svg.find("class=\"mark\""));
  letters = static_cast<std::size_t>(std::count(marks.begin(), marks.end(), 'x'));
  EXPECT_GE(letters, 200U);
  EXPECT_EQ(figure.svg.find("…"), std::string::npos);
}

RC_GTEST_PROP(StanceMatrixProperty, HostileNamesStayText, ()) {
  StanceMatrixSpec spec = every_state();
  const auto text = *rc::gen::arbitrary<std::string>();
  spec.title = text;
  spec.description = text;
  spec.columns[0] = text;
  spec.stale_words = text;
  spec.groups[0].heading = text;
  spec.groups[0].rows[0].label = text;
  spec.groups[0].rows[0].cells[0].title = "x" + text;
  spec.groups[0].rows[0].cells[0].evidence = {"statement/" + text};
  const Figure figure = stance_matrix(spec);
  RC_ASSERT(read_markup(figure.svg).fault.empty());
  RC_ASSERT(read_markup(to_html(figure.table)).fault.empty());
  RC_ASSERT(!first_broken_utf8(figure.svg));
  RC_ASSERT(stance_matrix(spec).svg == figure.svg);
}

TEST(EventLanes, Snapshot) {
  const Figure figure = event_lanes(some_events());
  expect_sound(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "event-lanes.svg", figure.svg), "");
  EXPECT_EQ(figure.evidence, (std::vector<std::string>{"engagement/E0", "engagement/E1",
                                                       "engagement/E2", "engagement/E3"}));
}

TEST(EventLanes, ManyEventsBecomeBarsThatCarryThemAll) {
  EventLanesSpec spec = some_events();
  auto& column = spec.lanes[0].columns[1];
  for (int i = 0; i < 40; ++i) column.push_back({"x", "engagement/M" + std::to_string(i), false});
  const Figure figure = event_lanes(spec);
  expect_sound(figure);
  EXPECT_EQ(figure.evidence.size(), 44U);
  EXPECT_NE(figure.svg.find("Leaders, 2020: 41 events"), std::string::npos);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "event-lanes-bars.svg", figure.svg), "");
}

TEST(EventLanes, GapsAreDashedPerLane) {
  EventLanesSpec spec = some_events();
  const Figure plain = event_lanes(spec);
  EXPECT_EQ(plain.svg.find("stroke-dasharray"), std::string::npos);
  spec.gaps = true;
  const Figure figure = event_lanes(spec);
  expect_sound(figure);
  expect_legible(figure);
  std::size_t dashes = 0;
  for (const auto& element : read_markup(figure.svg).elements) {
    dashes += element.attributes.contains("stroke-dasharray") ? 1 : 0;
  }
  EXPECT_EQ(dashes, 5U);  // two empty years in each lane, and the legend
  EXPECT_NE(figure.svg.find("none on record"), std::string::npos);
  EXPECT_EQ(figure.evidence, plain.evidence);
}

TEST(EventLanes, NothingToShow) {
  EventLanesSpec spec;
  spec.id = "none";
  spec.title = "t";
  spec.description = "d";
  expect_sound(event_lanes(spec));
}

TEST(Legibility, ReadsBoxesAsTheyAreSet) {
  SvgWriter svg("boxes", "t", "d");
  TextStyle style;
  style.anchor = Anchor::End;
  svg.text(100, 20, "A<B", style);
  style.anchor = Anchor::Middle;
  style.size = 20;
  style.weight = Weight::Semibold;
  svg.text(90, 22, "over", style);
  const auto boxes = testing::text_boxes(svg.finish(200, 40));
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_EQ(boxes[0].words, "A<B");
  EXPECT_DOUBLE_EQ(boxes[0].right, 100);
  EXPECT_NEAR(boxes[0].left, 100 - text_width("A<B", 11.5), 1e-9);
  EXPECT_NEAR(boxes[1].right - boxes[1].left, text_width("over", 20, Weight::Semibold), 1e-9);
  EXPECT_TRUE(testing::boxes_touch(boxes[0], boxes[1], 0.5));
  EXPECT_NEAR(1.05 / (testing::luminance("#767676") + 0.05), 4.54, 0.01);
}

/// Thirty actors with long names, and a claim that needs many lines.
TEST(Legibility, StanceMatrixOfManyActors) {
  StanceMatrixSpec spec = every_state();
  expect_legible(stance_matrix(spec));
  spec.columns.clear();
  spec.groups = {{"A HEADING THAT IS LONGER THAN MOST", {}}};
  StanceRow row{"A claim so long that it must be set in more lines than a cell is high, twice over",
                {}};
  for (int a = 0; a < 30; ++a) {
    spec.columns.push_back("Federation of United Republics " + std::to_string(a));
    StanceCell cell = known_cell(a % 5 - 2, a % 5 - 2, "P" + std::to_string(a));
    cell.unverified = a % 3 == 0;
    row.cells.push_back(cell);
  }
  spec.groups[0].rows = {row, row};
  expect_legible(stance_matrix(spec));
}

TEST(Legibility, EventLanesOfManyYears) {
  EventLanesSpec spec = some_events();
  expect_legible(event_lanes(spec));
  for (const std::size_t most : {std::size_t{12}, std::size_t{120}}) {
    spec.columns = {"before 1990"};
    for (int year = 1990; year < 2020; ++year) spec.columns.push_back(std::to_string(year));
    spec.lanes.clear();
    for (int l = 0; l < 6; ++l) {
      Lane lane{"Conference of ministers and deputies " + std::to_string(l), {}};
      for (std::size_t c = 0; c < spec.columns.size(); ++c) {
        lane.columns.emplace_back((c * 7 + static_cast<std::size_t>(l)) % most,
                                  LaneEvent{"x", "engagement/E1", c % 2 == 0});
      }
      spec.lanes.push_back(lane);
    }
    expect_legible(event_lanes(spec));
  }
}

TEST(FigureCards, SortedAndComplete) {
  ASSERT_FALSE(cards().empty());
  EXPECT_TRUE(std::is_sorted(cards().begin(), cards().end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const FigureCard& card : cards()) {
    EXPECT_FALSE(card.shows.empty() || card.needs.empty() || card.status.empty()) << card.name;
  }
  std::set<std::string_view> names;
  for (const FigureCard& card : cards()) names.insert(card.name);
  EXPECT_TRUE(names.contains(stance_matrix(every_state()).name));
  EXPECT_TRUE(names.contains(event_lanes(some_events()).name));
}

}  // namespace
}  // namespace entente::figure
