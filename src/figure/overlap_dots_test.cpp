// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/overlap_dots.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "entente/base/text.hpp"
#include "test_layout.hpp"

namespace entente::figure {
namespace {

using testing::expect_printable;
using testing::read_markup;
using testing::snapshot_difference;

stats::Estimate known_estimate(double value, double low, double high) {
  return {value,
          stats::Interval{low, high},
          stats::IntervalState::Known,
          stats::IntervalMethod::Percentile,
          0.95,
          4};
}

stats::Estimate bare_estimate(double value, stats::IntervalState state) {
  return {value, std::nullopt, state, stats::IntervalMethod::Percentile, 0.95, 4};
}

OverlapPosition stands(const std::string& label, double value) {
  OverlapPosition out;
  out.label = label;
  out.value = value;
  out.low = value;
  out.high = value;
  out.title = label + " at " + number_text(value);
  out.evidence = {"statement/" + label};
  return out;
}

OverlapIssue issue_of(const std::string& id, const std::string& claim,
                      std::vector<OverlapPosition> positions, std::vector<std::string> uncoded) {
  OverlapIssue out;
  out.id = id;
  out.claim = claim;
  out.positions = std::move(positions);
  out.uncoded = std::move(uncoded);
  for (const OverlapPosition& position : out.positions) {
    out.evidence.insert(out.evidence.end(), position.evidence.begin(), position.evidence.end());
  }
  out.passages = 2 * out.positions.size();
  out.sources = out.positions.size();
  return out;
}

/// Every state an issue can have; no fact about the world.
OverlapDotsSpec every_overlap() {
  OverlapDotsSpec spec;
  spec.id = "overlap";
  spec.title = "Overlap by issue";
  spec.description = "Dots made for the test.";
  spec.stale_words = "older than 24 months";
  auto common =
      issue_of("I01", "Hold yearly consultations at the level of ministers",
               {stands("ALA", 2), stands("BEL", 2), stands("CES", 2), stands("DOR", 2)}, {});
  common.mean = bare_estimate(2, stats::IntervalState::NoVariation);
  common.cohesion = bare_estimate(1, stats::IntervalState::NoVariation);
  common.fragile = "without passage T2024 L32.2 nobody is on record";
  auto near = issue_of("I02", "Lower tariffs on grain",
                       {stands("ALA", 2), stands("Republic of Belandia", 1), stands("CES", 2)},
                       {"Dorland"});
  near.positions[0].stale = true;
  near.positions[2].unverified = true;
  near.mean = known_estimate(1.6667, 1.25, 2);
  near.cohesion = known_estimate(0.7643, 0.5286, 1);
  auto split =
      issue_of("I03", "Send arms to a state at war, even where parliament has to agree",
               {stands("ALA", 2), stands("BEL", -2), stands("CES", -1), stands("DOR", 0.5)}, {});
  split.positions[3].low = -1;
  split.positions[3].high = 2;
  split.mean = known_estimate(-0.125, -1.5, 1.25);
  split.cohesion = known_estimate(0.2417, 0, 0.75);
  split.few_units = true;
  auto single = issue_of("I04", "Open a liaison office", {stands("ALA", 1)},
                         {"Belandia", "Cestland", "Dorland"});
  auto none =
      issue_of("I05", "Share satellite pictures", {}, {"Aland", "Belandia", "Cestland", "Dorland"});
  spec.sections = {{"Common ground", {common, near}},
                   {"Divided", {split}},
                   {"Not enough known", {single, none}}};
  return spec;
}

TEST(OverlapDots, EveryStateSnapshot) {
  const auto panels = overlap_dots(every_overlap());
  ASSERT_EQ(panels.size(), 1U);
  expect_printable(panels[0]);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "overlap-dots.svg", panels[0].svg), "");
  EXPECT_EQ(
      snapshot_difference(ENTENTE_SOURCE_DIR, "overlap-dots-table.html", to_html(panels[0].table)),
      "");
  EXPECT_EQ(overlap_dots(every_overlap())[0].svg, panels[0].svg);
}

TEST(OverlapDots, OneActorHasNoMeanAndSaysWhy) {
  OverlapDotsSpec spec = every_overlap();
  spec.sections = {{"", {spec.sections[2].issues[0]}}};
  spec.sections[0].issues[0].mean = known_estimate(1, 0, 2);  // must not be drawn
  spec.sections[0].issues[0].cohesion = known_estimate(1, 0, 1);
  const Figure figure = overlap_dots(spec)[0];
  expect_printable(figure);
  EXPECT_EQ(figure.svg.find("interval 0"), std::string::npos);
  EXPECT_NE(figure.svg.find("I04 cohesion: one actor on record"), std::string::npos);
  EXPECT_EQ(figure.table.rows[0][3].text, "none: one actor on record");
  EXPECT_NE(figure.svg.find("I04 unknown: Belandia, Cestland, Dorland"), std::string::npos);
}

TEST(OverlapDots, UnknownIsHatchedNamedAndNeverPlaced) {
  OverlapDotsSpec spec = every_overlap();
  auto issue = spec.sections[2].issues[1];
  issue.positions = {stands("NAN", std::numeric_limits<double>::quiet_NaN())};
  spec.sections = {{"", {issue, issue}}};
  const Figure figure = overlap_dots(spec)[0];
  expect_printable(figure);
  const std::string marks = figure.svg.substr(figure.svg.find("class=\"mark\""));
  EXPECT_NE(marks.find("url(#overlap-hatch)"), std::string::npos);
  EXPECT_EQ(marks.find("<circle"), std::string::npos);
  EXPECT_NE(marks.find("Dorland, NAN"), std::string::npos);
  EXPECT_EQ(figure.table.rows[0][1].text, "nothing known");
  EXPECT_EQ(figure.table.rows[0][5].text, "0 of 5");
}

TEST(OverlapDots, NothingToShowSaysSo) {
  OverlapDotsSpec spec;
  spec.id = "none";
  spec.title = "t";
  spec.description = "d";
  spec.sections = {{"Common ground", {}}};
  const auto panels = overlap_dots(spec);
  ASSERT_EQ(panels.size(), 1U);
  expect_printable(panels[0]);
  EXPECT_NE(panels[0].svg.find("no issue was given"), std::string::npos);
}

TEST(OverlapDots, PanelsFitThePageAndLoseNothing) {
  OverlapDotsSpec spec = every_overlap();
  for (auto& section : spec.sections) {
    const auto issues = section.issues;
    for (int i = 0; i < 12; ++i) {
      section.issues.insert(section.issues.end(), issues.begin(), issues.end());
    }
  }
  const auto panels = overlap_dots(spec);
  std::size_t rows = 0;
  std::set<std::string> evidence;
  for (const Figure& panel : panels) {
    expect_printable(panel);
    EXPECT_LE(panel.height, spec.panel_height);
    EXPECT_LE(panel.table.rows.size(), spec.panel_rows);
    rows += panel.table.rows.size();
  }
  EXPECT_EQ(rows, 65U);
  EXPECT_NE(panels[1].svg.find("Common ground (continued)"), std::string::npos);
  EXPECT_NE(panels[1].title.find("part 2 of "), std::string::npos);
}

TEST(OverlapDots, ThirtyActorsWithLongNames) {
  OverlapDotsSpec spec = every_overlap();
  std::vector<OverlapPosition> crowd;
  std::vector<OverlapPosition> named;
  std::vector<std::string> missing;
  for (int a = 0; a < 30; ++a) {
    const std::string number = std::to_string(10 + a);
    crowd.push_back(stands("A" + number, a < 20 ? 2 : a % 5 - 2));
    named.push_back(stands("Federation of United Republics " + number, a % 9 * 0.5 - 2));
    missing.push_back("Federation of Unheard Republics " + number);
  }
  auto wide = issue_of("I11", "Everybody and nobody", named, missing);
  wide.mean = known_estimate(0, -0.5, 0.5);
  wide.cohesion = known_estimate(0.3, 0.2, 0.4);
  wide.passages = 1234;
  spec.sections = {{"Crowds", {issue_of("I10", "Many at one place", crowd, {}), wide}}};
  for (const Figure& panel : overlap_dots(spec)) expect_printable(panel);
}

RC_GTEST_PROP(OverlapDotsProperty, HostileNamesStayText, ()) {
  OverlapDotsSpec spec = every_overlap();
  const auto text = *rc::gen::arbitrary<std::string>();
  spec.title = text;
  spec.description = text;
  spec.stale_words = text;
  spec.sections[0].heading = text;
  OverlapIssue& issue = spec.sections[0].issues[1];
  issue.id = text;
  issue.claim = text;
  issue.fragile = text;
  issue.uncoded = {text};
  issue.positions[0].label = text;
  issue.positions[0].title = text;
  issue.positions[0].evidence = {"statement/" + text};
  const Figure figure = overlap_dots(spec)[0];
  RC_ASSERT(read_markup(figure.svg).fault.empty());
  RC_ASSERT(read_markup(to_html(figure.table)).fault.empty());
  RC_ASSERT(!first_broken_utf8(figure.svg));
}

}  // namespace
}  // namespace entente::figure
