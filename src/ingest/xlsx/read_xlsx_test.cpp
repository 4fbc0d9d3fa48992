// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "entente/ingest/ingest.hpp"
#include "ingest/made_study.hpp"
#include "ingest/made_workbook.hpp"
#include "ingest/xlsx/parts.hpp"

namespace entente::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<std::vector<Sheet>> book_read(const made::MadeWorkbook& book) {
  return read_xlsx(made::zip_of(made::parts_of(book)), "book.xlsx");
}

Sheet sheet_of(const made::MadeWorkbook& book) {
  const auto sheets = book_read(book);
  EXPECT_TRUE(sheets) << to_string(sheets.error());
  return sheets && sheets->size() == 1 ? sheets->front() : Sheet{};
}

std::string inline_cell(const std::string& reference, const std::string& text) {
  return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

const std::string header_row = "<row r=\"1\">" + inline_cell("A1", "id") +
                               inline_cell("B1", "stance") + inline_cell("C1", "date") + "</row>";

TEST(ReadXlsx, EverySortOfCellIsReadAsPeopleWouldWriteIt) {
  made::MadeWorkbook book;
  book.strings = "<si><t>P1</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>";
  book.rows = header_row +
              "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\"><v>2.0</v></c><c r=\"C3\" "
              "s=\"2\"><v>44741</v></c></row>"
              "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c "
              "r=\"B4\"><v>1.1000000000000001</v></c><c r=\"C4\" s=\"1\"><v>44741.5</v></c></row>"
              "<row r=\"7\"><c r=\"A7\" t=\"str\"><v>P&amp;3</v></c><c r=\"B7\" "
              "t=\"b\"><v>1</v></c><c r=\"C7\" t=\"d\"><v>2022-06-29T00:00:00</v></c></row>"
              "<row><c><v>100000</v></c><c><v>-1E-1</v></c><c s=\"3\"><v>44713</v></c></row>";
  const Sheet sheet = sheet_of(book);
  EXPECT_EQ(sheet.file, "book.xlsx, sheet statement");
  EXPECT_EQ(sheet.table, "statement");
  EXPECT_THAT(sheet.header, ElementsAre("id", "stance", "date"));
  ASSERT_EQ(sheet.rows.size(), 4U);
  EXPECT_EQ(sheet.rows[0].line, 3);
  EXPECT_THAT(sheet.rows[0].cells, ElementsAre("P1", "2", "2022-06-29"));
  EXPECT_THAT(sheet.rows[1].cells, ElementsAre("rich text", "1.1", "2022-06-29"));
  EXPECT_EQ(sheet.rows[2].line, 7);
  EXPECT_THAT(sheet.rows[2].cells, ElementsAre("P&3", "TRUE", "2022-06-29"));
  EXPECT_EQ(sheet.rows[3].line, 8);
  EXPECT_THAT(sheet.rows[3].cells, ElementsAre("100000", "-0.1", "2022-06"));
  EXPECT_TRUE(sheet.faults.empty());
}

TEST(ReadXlsx, ReadingAidsAreNoPartOfTheText) {
  made::MadeWorkbook book;
  book.strings =
      "<si><t>\xE6\x9D\xB1\xE4\xBA\xAC</t><rPh sb=\"0\" "
      "eb=\"2\"><t>\xE3\x83\x88\xE3\x82\xA6</t></rPh></si>";
  book.rows = header_row + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>";
  EXPECT_EQ(sheet_of(book).rows.at(0).cells[0], "\xE6\x9D\xB1\xE4\xBA\xAC");
}

TEST(ReadXlsx, FormulasAndErrorValuesAreRejectedWithTheirCell) {
  made::MadeWorkbook book;
  book.rows = header_row + "<row r=\"2\">" + inline_cell("A2", "P1") +
              "<c r=\"B2\"><f>1+1</f><v>2</v></c></row>"
              "<row r=\"3\">" +
              inline_cell("A3", "P2") +
              "<c r=\"C3\" t=\"str\"><f t=\"shared\" si=\"0\"/><v>x</v></c></row>"
              "<row r=\"4\">" +
              inline_cell("A4", "P3") +
              "<c r=\"B4\" t=\"e\"><v>#N/A</v></c></row>"
              "<row r=\"5\">" +
              inline_cell("A5", "P4") + inline_cell("AB5", "far") +
              "</row>"
              "<row r=\"6\">" +
              inline_cell("A6", "P5") + "</row>";
  const Sheet sheet = sheet_of(book);
  ASSERT_EQ(sheet.faults.size(), 4U);
  EXPECT_EQ(sheet.faults[0].message, "formula in cell B2");
  EXPECT_EQ(sheet.faults[0].place.file, "book.xlsx, sheet statement");
  EXPECT_EQ(sheet.faults[0].place.row, 2);
  EXPECT_EQ(sheet.faults[0].place.column, "stance");
  EXPECT_EQ(sheet.faults[0].found, "=1+1");
  EXPECT_EQ(sheet.faults[1].message, "formula in cell C3");
  EXPECT_EQ(sheet.faults[2].message, "error value in cell B4");
  EXPECT_EQ(sheet.faults[2].found, "#N/A");
  EXPECT_EQ(sheet.faults[3].message, "a cell beside the header's columns, cell AB5");
  ASSERT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.rows[0].line, 6);
}

TEST(ReadXlsx, DatesCountFrom1904WhereTheWorkbookSaysSo) {
  made::MadeWorkbook book;
  book.properties = "<workbookPr date1904=\"1\"/>";
  book.rows = header_row + "<row r=\"2\">" + inline_cell("A2", "P1") +
              "<c r=\"C2\" s=\"2\"><v>43279</v></c></row>";
  EXPECT_EQ(sheet_of(book).rows.at(0).cells[2], "2022-06-29");
}

TEST(ReadXlsx, NumberFormatsTellDatesFromNumbers) {
  EXPECT_EQ(date_format_of_code("yyyy\\-mm\\-dd"), DateFormat::Day);
  EXPECT_EQ(date_format_of_code("[$-409]d mmmm yyyy;@"), DateFormat::Day);
  EXPECT_EQ(date_format_of_code("yyyy-mm-dd hh:mm:ss.000"), DateFormat::Day);
  EXPECT_EQ(date_format_of_code("[$-411]ggge\"\xE5\xB9\xB4\"m\"\xE6\x9C\x88\"d\"\xE6\x97\xA5\""),
            DateFormat::Day);
  EXPECT_EQ(date_format_of_code("mmm yy"), DateFormat::Month);
  EXPECT_EQ(date_format_of_code("yyyy"), DateFormat::Year);
  EXPECT_EQ(date_format_of_code("[h]:mm"), DateFormat::TimeOnly);
  EXPECT_EQ(date_format_of_code("mm:ss.0"), DateFormat::TimeOnly);
  for (const char* code : {"General", "0.00E+00", "#,##0 \"days\"", "@", "0.0\\d", "[Red]0", "",
                           "\"dd", "[dd", "0_d"}) {
    EXPECT_EQ(date_format_of_code(code), DateFormat::None) << code;
  }
  EXPECT_EQ(date_format_of_number(14), DateFormat::Day);
  EXPECT_EQ(date_format_of_number(17), DateFormat::Month);
  EXPECT_EQ(date_format_of_number(20), DateFormat::TimeOnly);
  EXPECT_EQ(date_format_of_number(2), DateFormat::None);
}

TEST(ReadXlsx, DayNumbersKnowWhatSpreadsheetsBelieve) {
  EXPECT_EQ(date_of_serial(1, DateFormat::Day, false), "1900-01-01");
  EXPECT_EQ(date_of_serial(59, DateFormat::Day, false), "1900-02-28");
  EXPECT_EQ(date_of_serial(60, DateFormat::Day, false),
            "1900-02-29");  // never was; fails as a date
  EXPECT_EQ(date_of_serial(61, DateFormat::Day, false), "1900-03-01");
  EXPECT_EQ(date_of_serial(0, DateFormat::Day, true), "1904-01-01");
  EXPECT_EQ(date_of_serial(44713, DateFormat::Month, false), "2022-06");
  EXPECT_EQ(date_of_serial(44713, DateFormat::Year, false), "2022");
  for (const double serial : {0.5, -1.0, 2958466.0, 1e300})
    EXPECT_EQ(date_of_serial(serial, DateFormat::Day, false), std::nullopt);
  EXPECT_EQ(date_of_serial(44713, DateFormat::TimeOnly, false), std::nullopt);
}

TEST(ReadXlsx, EscapedCharactersComeBack) {
  EXPECT_EQ(without_xml_escapes("a_x000A_b"), "a\nb");
  EXPECT_EQ(without_xml_escapes("_x005F_x000A_"), "_x000A_");
  EXPECT_EQ(without_xml_escapes("_x4EAC_ _x00"), "_x4EAC_ _x00");
  for (const char* text :
       {"_x000A_", "_x005F_", "_x005F_x000A_", "plain", "_x_x000a_", "__x000A__"}) {
    EXPECT_EQ(without_xml_escapes(with_xml_escapes(text)), text);
  }
}

TEST(ReadXlsx, SheetsOfTheTemplatesReaderAreLeftOutOthersAreNot) {
  made::MadeWorkbook book;
  book.rows = header_row;
  book.sheet_name = "Read me";
  const auto none = book_read(book);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message, "no sheet with a header");
  book.sheet_name = "My notes";
  const auto other = book_read(book);
  ASSERT_TRUE(other);
  const auto plan = plan_import(made::small_study(), *other, {}, {});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->rejections.at(0).place.file, "book.xlsx, sheet My notes");
}

TEST(ReadXlsx, ACutOffWorkbookIsRefusedAtEveryLength) {
  const auto book = workbook_xlsx(made::small_study(), true);
  ASSERT_TRUE(book);
  for (std::size_t length = 0; length < book->size(); length += 1 + length / 20) {
    const auto sheets = read_xlsx(std::string_view(*book).substr(0, length), "cut.xlsx");
    ASSERT_FALSE(sheets) << length;
    EXPECT_EQ(sheets.error().kind, ErrorKind::Malformed);
    EXPECT_EQ(sheets.error().place.file, "cut.xlsx");
    EXPECT_FALSE(sheets.error().mend.empty());
  }
}

TEST(ReadXlsx, AFlippedByteInASheetIsNoticed) {
  made::MadeWorkbook book;
  for (int row = 2; row < 200; ++row) {
    book.rows += "<row r=\"" + std::to_string(row) + "\">" +
                 inline_cell("A" + std::to_string(row), "P" + std::to_string(row * 7919)) +
                 "</row>";
  }
  book.rows = header_row + book.rows;
  std::string bytes = made::zip_of(made::parts_of(book));
  const std::size_t sheet = bytes.find("xl/worksheets/sheet1.xml");
  ASSERT_NE(sheet, std::string::npos);
  bytes[sheet + 400] = static_cast<char>(bytes[sheet + 400] ^ 0x10);
  const auto sheets = read_xlsx(bytes, "flipped.xlsx");
  ASSERT_FALSE(sheets);
  EXPECT_EQ(sheets.error().kind, ErrorKind::Malformed);
}

TEST(ReadXlsx, HostileXmlIsRefused) {
  made::MadeWorkbook book;
  book.rows = header_row;
  auto parts = made::parts_of(book);
  std::string& sheet = parts["xl/worksheets/sheet1.xml"];
  const std::string good = sheet;
  sheet =
      "<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;\">]>" +
      good.substr(good.find("<worksheet"));
  auto refused = read_xlsx(made::zip_of(parts), "entities.xlsx");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().found, HasSubstr("document type"));
  sheet = good.substr(0, good.size() - 20);
  refused = read_xlsx(made::zip_of(parts), "broken.xlsx");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Malformed);
  EXPECT_THAT(refused.error().message, HasSubstr("xl/worksheets/sheet1.xml"));
}

TEST(ReadXlsx, AContainerThatUnpacksToTooMuchIsRefused) {
  auto parts = made::parts_of({});
  parts["xl/media/picture"] = std::string((std::size_t{256} << 20U) + 1, '\0');
  const auto sheets = read_xlsx(made::zip_of(parts), "bomb.xlsx");
  ASSERT_FALSE(sheets);
  EXPECT_EQ(sheets.error().kind, ErrorKind::Limit);
}

TEST(ReadXlsx, OneLargeTextInVeryManyCellsIsRefused) {
  made::MadeWorkbook book;
  book.strings = "<si><t>" + std::string(1'000'000, 'x') + "</t></si>";
  book.rows = header_row;
  for (int row = 2; row < 1'000; ++row) book.rows += "<row><c t=\"s\"><v>0</v></c></row>";
  const auto sheets = book_read(book);
  ASSERT_FALSE(sheets);
  EXPECT_EQ(sheets.error().kind, ErrorKind::Limit);
}

TEST(ReadXlsx, ACellOfTenMegabytesTakesOneRowWithIt) {
  made::MadeWorkbook book;
  book.rows = header_row + "<row r=\"2\">" + inline_cell("A2", std::string(10U << 20U, 'x')) +
              "</row><row r=\"3\">" + inline_cell("A3", "P1") + "</row>";
  const Sheet sheet = sheet_of(book);
  ASSERT_EQ(sheet.faults.size(), 1U);
  EXPECT_EQ(sheet.faults[0].kind, ErrorKind::Limit);
  EXPECT_EQ(sheet.faults[0].place.row, 2);
  EXPECT_EQ(sheet.rows.size(), 1U);
}

TEST(ReadXlsx, OtherFilesAreRefusedInPlainWords) {
  const auto old = read_xlsx(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), "old.xls");
  ASSERT_FALSE(old);
  EXPECT_THAT(old.error().found, HasSubstr("old .xls"));
  const auto zip = read_xlsx(made::zip_of({{"content.xml", "<x/>"}}), "sheet.ods");
  ASSERT_FALSE(zip);
  EXPECT_THAT(zip.error().found, HasSubstr("another kind"));
  EXPECT_FALSE(read_xlsx("id,stance\n", "x.xlsx"));
}

/// A template of ours, filled in and saved again by LibreOffice Calc 7.4.
TEST(ReadXlsx, WhatLibreOfficeSavesIsRead) {
  std::ifstream in(std::string(ENTENTE_SOURCE_DIR) + "/tests/ingest/libreoffice.xlsx",
                   std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  ASSERT_FALSE(bytes.empty());
  const auto sheets = read_xlsx(bytes, "libreoffice.xlsx");
  ASSERT_TRUE(sheets) << to_string(sheets.error());
  const auto plan = plan_import(made::small_study(), *sheets, {}, {});
  ASSERT_TRUE(plan);
  for (const Error& error : plan->rejections) ADD_FAILURE() << to_string(error);
  ASSERT_EQ(plan->changes.size(), 1U);
  EXPECT_EQ(record::describe(plan->changes[0]),
            "statement P001: stance 1 -> 2\nstatement P001: date 2022-06-29 -> 2022-06-28");
}

}  // namespace
}  // namespace entente::ingest
