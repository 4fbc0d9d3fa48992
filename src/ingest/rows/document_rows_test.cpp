// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/document_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/base/hash.hpp"

namespace entente::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Sheet speeches(std::vector<std::string> header, std::vector<std::string> cells) {
  Sheet out;
  out.file = "in/speeches.csv";
  out.header = std::move(header);
  out.rows.push_back({2, std::move(cells)});
  return out;
}

TEST(DocumentRows, TellsItsFilesByName) {
  EXPECT_TRUE(document_rows_name("a.CSV"));
  EXPECT_TRUE(document_rows_name("a.tsv"));
  EXPECT_TRUE(document_rows_name("a.xlsx"));
  EXPECT_FALSE(document_rows_name("a.txt"));
  EXPECT_FALSE(document_rows_name("csv"));
}

TEST(DocumentRows, ReadsWhatTheColumnsSay) {
  const Sheet sheet = speeches(
      {"ID", "Body", "Title", "Date", "Author", "Country", "Lang", "URL", "Outlet", "Words"},
      {"7", "We agree.\r\nBoth.", "On talks", "2022-06", "A. One; B. Two", "JPN", "en",
       "https://x.example/1", "Ministry", "3"});
  const auto columns = document_columns(sheet);
  ASSERT_TRUE(columns.has_value());
  EXPECT_THAT(columns->left_out, ElementsAre("Words"));
  const auto made = row_document(sheet, *columns, sheet.rows[0]);
  ASSERT_TRUE(made.has_value());
  const IncomingDocument& one = made->incoming;
  EXPECT_EQ(one.document.text, "We agree.\nBoth.");
  EXPECT_EQ(made->original, "We agree.\r\nBoth.");
  EXPECT_EQ(one.sha256, sha256_hex(made->original));
  EXPECT_EQ(one.file_name, "speeches.csv, line 2");
  EXPECT_EQ(one.known.title, "On talks");
  EXPECT_EQ(one.known.date, "2022-06");
  EXPECT_THAT(one.known.authors, ElementsAre("A. One", "B. Two"));
  EXPECT_EQ(one.actor, "JPN");
  EXPECT_EQ(one.known.language, "en");
  EXPECT_EQ(one.known.locator, "https://x.example/1");
  EXPECT_EQ(one.known.publisher, "Ministry");
  EXPECT_TRUE(one.document.warnings.empty());
}

TEST(DocumentRows, ADateThatIsNoneIsTold) {
  const Sheet sheet = speeches({"text", "date"}, {"We agree.", "29/06/2022"});
  const auto made = row_document(sheet, *document_columns(sheet), sheet.rows[0]);
  ASSERT_TRUE(made.has_value());
  EXPECT_TRUE(made->incoming.known.date.empty());
  EXPECT_THAT(made->incoming.document.warnings, ElementsAre(HasSubstr("29/06/2022")));
  EXPECT_EQ(made->incoming.known.title, "speeches, no. 2");
}

TEST(DocumentRows, FaultsHaveTheirRow) {
  const Sheet none = speeches({"id", "words"}, {"1", "x"});
  EXPECT_EQ(document_columns(none).error().kind, ErrorKind::Malformed);
  EXPECT_TRUE(document_columns(speeches({"text", "", ""}, {"x", "", ""})).has_value())
      << "columns without a name are none";
  const Sheet twice = speeches({"text", "Date", "date"}, {"x", "", ""});
  EXPECT_EQ(document_columns(twice).error().place.column, "date");
  const Sheet blank = speeches({"id", "text"}, {"1", " \n "});
  const auto made = row_document(blank, *document_columns(blank), blank.rows[0]);
  EXPECT_EQ(made.error().kind, ErrorKind::Missing);
  EXPECT_EQ(made.error().place.row, 2);
  const Sheet wide = speeches({"text"}, {"x", "y"});
  EXPECT_EQ(row_document(wide, *document_columns(wide), wide.rows[0]).error().kind,
            ErrorKind::Malformed);
  const Sheet shorter = speeches({"id", "text"}, {"1"});
  EXPECT_EQ(row_document(shorter, *document_columns(shorter), shorter.rows[0]).error().kind,
            ErrorKind::Missing);
  const Sheet binary = speeches({"text"}, {std::string("a\0b", 3)});
  EXPECT_EQ(row_document(binary, *document_columns(binary), binary.rows[0]).error().place.row, 2);
}

}  // namespace
}  // namespace entente::ingest
