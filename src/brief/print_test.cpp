// SPDX-License-Identifier: GPL-3.0-or-later
// What the print form is made of: widths of columns, figures as pictures, notes gathered by row.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "columns.hpp"
#include "entente/brief/brief.hpp"
#include "figure/test_markup.hpp"
#include "picture.hpp"

namespace entente::brief {
namespace {

TableBlock table_of(const std::vector<std::vector<std::string>>& texts) {
  TableBlock out;
  out.headings.assign(texts.front().size(), "A");
  for (const auto& row : texts) {
    out.rows.emplace_back();
    for (const std::string& text : row) out.rows.back().push_back({{{text}}});
  }
  return out;
}

double sum(const std::vector<double>& list) {
  return std::accumulate(list.begin(), list.end(), 0.0);
}

TEST(Columns, ShortTextsStayWholeAndTheLongOneTakesTheRoom) {
  const auto shares =
      column_shares(table_of({{"South Korea", "28 February 2022", std::string(300, 'x') + " y"},
                              {"Japan", "2022", "short"}}),
                    400);
  ASSERT_EQ(shares.size(), 3U);
  EXPECT_GE(400 * shares[0], 11.0);
  EXPECT_GE(400 * shares[1], 16.0);
  EXPECT_GE(400 * shares[2], 300.0);
}

TEST(Columns, WhereThereIsLittleRoomWordsStayWholeBeforeDatesDo) {
  const auto shares =
      column_shares(table_of({{"comprehensive", "14 November 2022", "14 November 2022"}}), 46);
  EXPECT_GE(46 * shares[0], 13.0);
  EXPECT_GE(46 * shares[1], 8.0);
  EXPECT_LT(46 * shares[1], 16.0);
}

TEST(Columns, AWordThatIsAFormulaDoesNotStarveTheOthers) {
  const auto shares = column_shares(
      table_of({{"consensus(quota=1,votes=one,setter=mean)", std::string(40, 'x') + " and more"}}),
      60);
  EXPECT_GE(60 * shares[1], 24.0);
}

RC_GTEST_PROP(Columns, SharesArePositiveAndAddToOne, ()) {
  const auto columns = *rc::gen::inRange<std::size_t>(1, 8);
  const auto texts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(columns, rc::gen::string<std::string>())));
  const TableBlock table = table_of(texts);
  const double room = *rc::gen::inRange(1, 400);
  const auto shares = column_shares(table, room);
  RC_ASSERT(shares.size() == columns);
  RC_ASSERT(std::all_of(shares.begin(), shares.end(), [](double s) { return s > 0; }));
  RC_ASSERT(std::abs(sum(shares) - 1) < 1e-9);
}

TEST(Picture, KeepsTheDrawingAndDropsLinksAndToolTips) {
  EXPECT_EQ(bare_drawing("<svg a=\"1\"><title id=\"t\">T</title><desc>D</desc>"
                         "<a class=\"mark\" href=\"#x\"><title>tip</title><rect x=\"1\"/></a>"
                         "<text>A &lt; B</text></svg>"),
            "<svg a=\"1\"><rect x=\"1\"/><text>A &lt; B</text></svg>");
  EXPECT_EQ(bare_drawing("<svg><title>open"), "<svg>open");
  EXPECT_EQ(bare_drawing("a<b"), "a<b");
}

TEST(Picture, AddressesAreSoundInAttributesAndLoseNothing) {
  EXPECT_EQ(drawing_address("<t a=\"1\">50% #é&amp;\n</t>"),
            "data:image/svg+xml,%3Ct a=%221%22%3E50%25 %23%C3%A9%26amp;%0A%3C/t%3E");
}

Brief brief_with_a_table() {
  Brief brief;
  brief.title = "T";
  EntryGroup group{"option", "Options", {}};
  for (const char* id : {"O1", "O2", "O3"}) {
    Entry entry;
    entry.datum = std::string("option/") + id;
    entry.heading = id;
    group.entries.push_back(entry);
  }
  brief.evidence.push_back(group);
  TableBlock table;
  table.caption = "C";
  table.headings = {"A", "B", "C"};
  const auto cell = [](const char* text, const char* datum) {
    return Paragraph{{{text, {datum}}}};
  };
  table.rows = {{cell("one", "option/O1"), cell("two", "option/O2"), Paragraph{{{"none"}}}},
                {cell("three", "option/O3"), cell("two", "option/O2"), cell("x", "option/O1")}};
  brief.sections.push_back({"s", "S", {table}, Part::Annex});
  brief.extent = Extent::Annex;
  return brief;
}

TEST(Print, TheNotesOfARowComeInOneAndEveryMarkLeadsToIts) {
  const std::string html = to_print_html(brief_with_a_table());
  const auto reading = figure::testing::read_markup(html);
  ASSERT_EQ(reading.fault, "");
  std::vector<std::string> notes;
  std::vector<std::string> marks;
  for (const auto& element : reading.elements) {
    const auto type = element.attributes.find("class");
    if (type == element.attributes.end()) continue;
    if (type->second == "fn") notes.push_back(element.attributes.at("id"));
    if (type->second == "n") marks.push_back(element.attributes.at("href"));
  }
  EXPECT_EQ(notes, (std::vector<std::string>{"fn1", "fn3"}));
  EXPECT_EQ(marks, (std::vector<std::string>{"#fn1", "#fn1", "#fn3", "#fn1", "#fn1"}));
  EXPECT_NE(
      html.find("<td>none<span class=\"fn\" id=\"fn1\">¹\u00A0O1.\u2002²\u00A0O2.\u2002</span>"
                "</td>"),
      std::string::npos)
      << html.substr(html.find("<table"), 900);
  EXPECT_NE(html.find("<col style=\"width:"), std::string::npos);
}

}  // namespace
}  // namespace entente::brief
