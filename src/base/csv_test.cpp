// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using entente::append_csv_line;
using entente::CsvReader;
using entente::CsvRecord;
using entente::Error;
using entente::ErrorKind;
using testing::ElementsAre;

struct CsvSeen {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::int64_t> lines;
  std::vector<Error> faults;
};

CsvSeen read_all_csv(std::string_view bytes, char separator = ',', std::size_t limit = 1U << 20U) {
  CsvReader reader(bytes, separator);
  reader.cell_limit = limit;
  CsvSeen seen;
  CsvRecord record;
  Error fault;
  while (true) {
    const CsvReader::Step step = reader.next(record, fault);
    if (step == CsvReader::Step::End) return seen;
    if (step == CsvReader::Step::Fault) {
      seen.faults.push_back(fault);
    } else {
      seen.rows.push_back(record.cells);
      seen.lines.push_back(record.line);
    }
  }
}

TEST(Csv, SplitsCellsAndKeepsQuotedSeparatorsQuotesAndBreaks) {
  const CsvSeen seen = read_all_csv("a,b,\n\"x,1\",\"say \"\"no\"\"\",\"two\nlines\"\nlast");
  ASSERT_EQ(seen.rows.size(), 3U);
  EXPECT_THAT(seen.rows[0], ElementsAre("a", "b", ""));
  EXPECT_THAT(seen.rows[1], ElementsAre("x,1", "say \"no\"", "two\nlines"));
  EXPECT_THAT(seen.rows[2], ElementsAre("last"));
  EXPECT_THAT(seen.lines, ElementsAre(1, 2, 4));
  EXPECT_TRUE(seen.faults.empty());
}

TEST(Csv, EveryLineEndCountsOnceAndBlankLinesAreNoRecords) {
  const CsvSeen seen = read_all_csv("a\r\nb\rc\n\r\n\n\rd\r\n");
  EXPECT_THAT(seen.rows,
              ElementsAre(ElementsAre("a"), ElementsAre("b"), ElementsAre("c"), ElementsAre("d")));
  EXPECT_THAT(seen.lines, ElementsAre(1, 2, 3, 7));
}

TEST(Csv, AQuoteInsideAnUnquotedCellStandsForItself) {
  const CsvSeen seen = read_all_csv("5\" gun,says \"yes\"\n");
  EXPECT_THAT(seen.rows, ElementsAre(ElementsAre("5\" gun", "says \"yes\"")));
}

TEST(Csv, TextAfterAClosingQuoteIsOneFaultAndTheNextLineLands) {
  const CsvSeen seen = read_all_csv("a,b\n\"x\"y,2\nc,d\n");
  EXPECT_THAT(seen.rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d")));
  ASSERT_EQ(seen.faults.size(), 1U);
  EXPECT_EQ(seen.faults[0].kind, ErrorKind::Malformed);
  EXPECT_EQ(seen.faults[0].place.row, 2);
  EXPECT_EQ(seen.faults[0].found, "cell 1");
}

TEST(Csv, AQuoteThatNeverClosesTakesOneRowWithIt) {
  const CsvSeen seen = read_all_csv("a,b\nx,\"open\nc,d\ne,f\n");
  EXPECT_THAT(seen.rows,
              ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d"), ElementsAre("e", "f")));
  EXPECT_THAT(seen.lines, ElementsAre(1, 3, 4));
  ASSERT_EQ(seen.faults.size(), 1U);
  EXPECT_EQ(seen.faults[0].place.row, 2);
  EXPECT_EQ(seen.faults[0].found, "cell 2");
}

TEST(Csv, AnOversizedCellIsAFaultAndTheRestLands) {
  const std::string big(10U << 20U, 'x');
  const CsvSeen seen = read_all_csv("a,b\n1," + big + "\n\"" + big + "\n,\"\"\",2\nc,d\n");
  EXPECT_THAT(seen.rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d")));
  EXPECT_THAT(seen.lines, ElementsAre(1, 5));
  ASSERT_EQ(seen.faults.size(), 2U);
  EXPECT_EQ(seen.faults[0].kind, ErrorKind::Limit);
  EXPECT_EQ(seen.faults[0].place.row, 2);
  EXPECT_EQ(seen.faults[0].found, "10485760 bytes in cell 2");
  EXPECT_EQ(seen.faults[1].place.row, 3);
}

TEST(Csv, ACellOfExactlyTheLimitIsRead) {
  const CsvSeen seen = read_all_csv("abcd,\"ab\"\"d\"\nabcde\n", ',', 4);
  EXPECT_THAT(seen.rows, ElementsAre(ElementsAre("abcd", "ab\"d")));
  ASSERT_EQ(seen.faults.size(), 1U);
  EXPECT_EQ(seen.faults[0].expected, "at most 4 bytes");
}

TEST(Csv, HostileQuotesCostLinearTime) {
  std::string bytes;
  for (int i = 0; i < 400'000; ++i) bytes += "x\",\"y\n";
  const CsvSeen seen = read_all_csv(bytes);
  EXPECT_EQ(seen.rows.size() + seen.faults.size(), 400'000U);
  EXPECT_EQ(seen.faults.front().place.row, 1);
}

TEST(Csv, WritesQuotesOnlyWhereNeeded) {
  std::string out;
  append_csv_line(
      out, std::vector<std::string_view>{"plain", "a,b", "say \"no\"", "a\nb", " x", "", "2;3"});
  EXPECT_EQ(out, "plain,\"a,b\",\"say \"\"no\"\"\",\"a\nb\",\" x\",,2;3\n");
}

RC_GTEST_PROP(Csv, WhatIsWrittenReadsBack, ()) {
  const auto cell = rc::gen::container<std::string>(
      rc::gen::element('a', '"', ',', '\n', '\r', ' ', ';', '\t', '\xC3', '\0'));
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell)));
  std::string out;
  for (const auto& row : rows) {
    append_csv_line(out, std::vector<std::string_view>(row.begin(), row.end()));
  }
  const CsvSeen seen = read_all_csv(out);
  RC_ASSERT(seen.faults.empty());
  RC_ASSERT(seen.rows == rows);
}

RC_GTEST_PROP(Csv, AnyBytesEndAndLinesRise, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::element('a', '"', ',', '\n', '\r'));
  const auto limit = *rc::gen::inRange<std::size_t>(1, 6);
  const CsvSeen seen = read_all_csv(bytes, ',', limit);
  for (std::size_t i = 1; i < seen.lines.size(); ++i) RC_ASSERT(seen.lines[i - 1] < seen.lines[i]);
  for (std::size_t i = 1; i < seen.faults.size(); ++i) {
    RC_ASSERT(seen.faults[i - 1].place.row < seen.faults[i].place.row);
  }
  for (const auto& row : seen.rows) {
    for (const std::string& cell : row) RC_ASSERT(cell.size() <= limit);
  }
}

}  // namespace
