// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/interval_bars.hpp"

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

IntervalBarsSpec some_bars() {
  IntervalBarsSpec spec;
  spec.id = "bars";
  spec.title = "Which groups would hold";
  spec.description = "Bars made for the test.";
  spec.label_heading = "Groups";
  spec.words_heading = "Cost of a partner";
  spec.axis_words = "cost of each further partner, as a share of full agreement";
  spec.firm_words = "holds against every group";
  spec.loose_words = "some group would leave";
  spec.point_words = "best";
  spec.bars = {
      {"Aland, Belandia and Cestland", 0, 0.35, 0.2, true, "0.00 to 0.35", "", {"s/1"}, ""},
      {"Aland and Belandia | Cestland", 0.35, 0.36, {}, false, "0.35 to 0.36", "", {"s/2"}, ""},
      {"Union of producers of grain and oil | Federation of all others together",
       0.36,
       1.2,
       0.9,
       true,
       "0.36 and more, as far as anyone asked",
       "",
       {"s/3"},
       ""}};
  return spec;
}

TEST(IntervalBars, Snapshot) {
  const Figure figure = interval_bars(some_bars());
  expect_printable(figure);
  EXPECT_EQ(snapshot_difference(ENTENTE_SOURCE_DIR, "interval-bars.svg", figure.svg), "");
  EXPECT_EQ(figure.table.headings, (std::vector<std::string>{"Groups", "From", "To", "best", "Look",
                                                             "Cost of a partner"}));
  EXPECT_EQ(figure.table.rows[1][4].text, "some group would leave");
  EXPECT_EQ(figure.evidence, (std::vector<std::string>{"s/1", "s/2", "s/3"}));
}

TEST(IntervalBars, EmptyUnknownAndOneValue) {
  IntervalBarsSpec spec = some_bars();
  spec.bars.clear();
  expect_printable(interval_bars(spec));
  spec = some_bars();
  spec.bars[0].low = std::numeric_limits<double>::quiet_NaN();
  spec.bars[1].high = 0.2;  // ends before it begins
  const Figure figure = interval_bars(spec);
  expect_printable(figure);
  EXPECT_EQ(figure.table.rows[0][1].text, "not known");
  spec.bars.resize(1);
  spec.bars[0].low = spec.bars[0].high = 0.5;
  spec.axis_from = spec.axis_to = 0.5;
  expect_printable(interval_bars(spec));
}

RC_GTEST_PROP(IntervalBarsProperty, HostileWordsStayText, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  IntervalBarsSpec spec = some_bars();
  spec.bars[0].label = spec.bars[1].words = spec.axis_words = text;
  spec.label_heading = spec.words_heading = spec.firm_words = text;
  const Figure figure = interval_bars(spec);
  RC_ASSERT(read_markup(figure.svg).fault.empty());
  RC_ASSERT(read_markup(to_html(figure.table)).fault.empty());
  RC_ASSERT(!first_broken_utf8(figure.svg));
}

}  // namespace
}  // namespace entente::figure
