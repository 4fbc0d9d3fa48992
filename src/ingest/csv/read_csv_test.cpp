// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/ingest/ingest.hpp"

namespace entente::ingest {
namespace {

using testing::ElementsAre;

Sheet csv_read(std::string_view bytes, const std::string& file = "statement.csv") {
  auto sheet = read_csv(bytes, file);
  EXPECT_TRUE(sheet) << to_string(sheet.error());
  return sheet.value_or(Sheet{});
}

std::string utf16(std::u16string_view text, bool little) {
  std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char16_t unit : text) {
    const auto low = static_cast<char>(unit & 0xFFU);
    const auto high = static_cast<char>(unit >> 8U);
    out += little ? low : high;
    out += little ? high : low;
  }
  return out;
}

TEST(ReadCsv, NamesTheTableAfterTheFileAndKeepsLines) {
  const Sheet sheet = csv_read("id,stance\nP1,2\n\nP2,\"-1\"\n", "some/where/statement.csv");
  EXPECT_EQ(sheet.file, "some/where/statement.csv");
  EXPECT_EQ(sheet.table, "statement");
  EXPECT_THAT(sheet.header, ElementsAre("id", "stance"));
  ASSERT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(sheet.rows[0].line, 2);
  EXPECT_EQ(sheet.rows[1].line, 4);
  EXPECT_THAT(sheet.rows[1].cells, ElementsAre("P2", "-1"));
}

TEST(ReadCsv, ByteOrderMarksAndLineEndsMakeNoDifference) {
  const std::string plain = "id,note\nP1,\xE6\x9D\xB1\xE4\xBA\xAC\nP2,caf\xC3\xA9\n";
  const std::string crlf = "id,note\r\nP1,\xE6\x9D\xB1\xE4\xBA\xAC\r\nP2,caf\xC3\xA9\r\n";
  const std::string cr = "id,note\rP1,\xE6\x9D\xB1\xE4\xBA\xAC\rP2,caf\xC3\xA9\r";
  const std::u16string wide = u"id\tnote\r\nP1\t\u6771\u4EAC\r\nP2\tcafe\u0301\r\n";
  for (const std::string& bytes :
       {plain, "\xEF\xBB\xBF" + plain, crlf, cr, utf16(wide, true), utf16(wide, false)}) {
    const Sheet sheet = csv_read(bytes);
    EXPECT_THAT(sheet.header, ElementsAre("id", "note"));
    ASSERT_EQ(sheet.rows.size(), 2U);
    EXPECT_EQ(sheet.rows[0].cells[1], "\xE6\x9D\xB1\xE4\xBA\xAC");
    EXPECT_EQ(sheet.rows[1].cells[1], "caf\xC3\xA9");  // composed: NFC
    EXPECT_EQ(sheet.rows[1].line, 3);
  }
}

TEST(ReadCsv, TheSeparatorIsTheOneThatGivesColumnNames) {
  EXPECT_THAT(csv_read("id;actor;stance\nP1;AUS;1\n").rows[0].cells, ElementsAre("P1", "AUS", "1"));
  EXPECT_THAT(csv_read("id\tactor\nP1\tA,B;C\n").rows[0].cells, ElementsAre("P1", "A,B;C"));
  EXPECT_THAT(csv_read("id;note, long\nP1;x,y\n").header, ElementsAre("id", "note, long"));
  EXPECT_THAT(csv_read("sep=;\nid;actor\nP1;a,b,c,d\n").rows[0].cells,
              ElementsAre("P1", "a,b,c,d"));
  EXPECT_EQ(csv_read("sep=;\r\nid;actor\r\nP1;AUS\r\n").rows[0].line, 3);
  EXPECT_EQ(csv_read("\"sep=|\"\nid|actor\nP1|AUS\n").header_line, 2);
}

TEST(ReadCsv, BrokenUtf8TakesOneRowWithItAndNamesTheColumn) {
  const Sheet sheet = csv_read("id,note\nP1,fine\nP2,caf\xE9 noir\nP3,fine\n");
  EXPECT_EQ(sheet.rows.size(), 2U);
  ASSERT_EQ(sheet.faults.size(), 1U);
  const Error& fault = sheet.faults[0];
  EXPECT_EQ(fault.kind, ErrorKind::Malformed);
  EXPECT_EQ(fault.place.file, "statement.csv");
  EXPECT_EQ(fault.place.row, 3);
  EXPECT_EQ(fault.place.column, "note");
  EXPECT_EQ(fault.found, "caf\\xE9 noir");
}

TEST(ReadCsv, ALoneSurrogateInUtf16IsABrokenRow) {
  const Sheet sheet = csv_read(utf16(u"id\tnote\nP1\ta\xD800z\nP2\tok\n", true));
  ASSERT_EQ(sheet.faults.size(), 1U);
  EXPECT_EQ(sheet.faults[0].place.row, 2);
  EXPECT_EQ(sheet.faults[0].place.column, "note");
  EXPECT_EQ(sheet.rows.size(), 1U);
}

TEST(ReadCsv, ACellOfTenMegabytesIsRejectedAndTheRestLands) {
  const Sheet sheet = csv_read("id,note\nP1," + std::string(10U << 20U, 'x') + "\nP2,ok\n");
  ASSERT_EQ(sheet.faults.size(), 1U);
  EXPECT_EQ(sheet.faults[0].kind, ErrorKind::Limit);
  EXPECT_EQ(sheet.faults[0].place.file, "statement.csv");
  EXPECT_EQ(sheet.faults[0].place.row, 2);
  ASSERT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.rows[0].line, 3);
}

TEST(ReadCsv, RowsOfAnotherLengthAreRejectedAndBlankOnesSayNothing) {
  const Sheet sheet =
      csv_read("id,actor,note,,\nP1,AUS,x,,\nP2,AUS\nP3,AUS,x,y,\n,,,,\nP4,AUS,,\n");
  EXPECT_THAT(sheet.header, ElementsAre("id", "actor", "note"));
  ASSERT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(sheet.rows[1].line, 6);
  ASSERT_EQ(sheet.faults.size(), 2U);
  EXPECT_EQ(sheet.faults[0].message, "fewer cells than the header");
  EXPECT_EQ(sheet.faults[0].place.row, 3);
  EXPECT_EQ(sheet.faults[1].message, "more cells than the header");
  EXPECT_EQ(sheet.faults[1].place.row, 4);
}

TEST(ReadCsv, AFileCutOffInItsLastRowKeepsTheOthers) {
  const Sheet sheet = csv_read("id,actor,note\nP1,AUS,fine\nP2,AUS,\"cut of");
  EXPECT_EQ(sheet.rows.size(), 1U);
  ASSERT_EQ(sheet.faults.size(), 1U);
  EXPECT_EQ(sheet.faults[0].place.row, 3);
}

TEST(ReadCsv, ApostrophesThatNeutraliseAreTakenOff) {
  const Sheet sheet = csv_read("id,note\nP1,'=1+1\nP2,=1+1\nP3,'quoted'\nP4,''@x\n");
  EXPECT_EQ(sheet.rows[0].cells[1], "=1+1");
  EXPECT_EQ(sheet.rows[1].cells[1], "=1+1");
  EXPECT_EQ(sheet.rows[2].cells[1], "'quoted'");
  EXPECT_EQ(sheet.rows[3].cells[1], "'@x");
}

TEST(ReadCsv, BinaryFilesAreRefusedWithAReason) {
  for (const std::string& bytes : {std::string("PK\x03\x04\x14\0\0\0", 8),
                                   std::string("i\0d\0,\0x\0", 8), std::string("id\nP1\n\0", 7)}) {
    const auto sheet = read_csv(bytes, "x.csv");
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.error().kind, ErrorKind::Malformed);
    EXPECT_EQ(sheet.error().place.file, "x.csv");
    EXPECT_FALSE(sheet.error().mend.empty());
  }
}

TEST(ReadCsv, AFileWithoutHeaderIsRefused) {
  for (const std::string bytes : {"", "\n\n", "\xEF\xBB\xBF", ",,,\n"}) {
    const auto sheet = read_csv(bytes, "x.csv");
    ASSERT_FALSE(sheet) << bytes;
    EXPECT_EQ(sheet.error().message, "no header");
  }
}

}  // namespace
}  // namespace entente::ingest
