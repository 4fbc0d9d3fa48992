// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/references.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/references/parsers.hpp"

namespace entente::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ReferenceList list_of(std::string_view bytes) {
  auto out = read_references(bytes, "refs");
  EXPECT_TRUE(out) << to_string(out.error());
  return out ? std::move(*out) : ReferenceList{};
}

TEST(References, CslJsonAsZoteroWritesIt) {
  const ReferenceList list = list_of(
      R"([{"id":"w22","type":"report","title":"A  plan","author":[{"family":"Writer","given":"A. B."},)"
      R"({"literal":"The Office"},{"family":"Berg","given":"C.","non-dropping-particle":"van den"}],)"
      R"("issued":{"date-parts":[["2022",6,9]]},"publisher":"Press","DOI":"10.1/AbC","language":"en"},)"
      R"(7,{"title":"Other","issued":{"raw":"2021"},"URL":"https://x.example/y"}])");
  ASSERT_EQ(list.references.size(), 2U);
  const Reference& one = list.references[0];
  EXPECT_EQ(one.about.title, "A plan");
  EXPECT_THAT(one.about.authors, ElementsAre("A. B. Writer", "The Office", "C. van den Berg"));
  EXPECT_EQ(one.about.date, "2022-06-09");
  EXPECT_EQ(one.about.locator, "10.1/AbC");
  EXPECT_EQ(list.references[1].about.date, "2021");
  EXPECT_EQ(list.references[1].about.locator, "https://x.example/y");
  EXPECT_EQ(list.faults.size(), 1U);
  EXPECT_FALSE(read_references("{\"a\":1}", "x"));
  EXPECT_FALSE(read_references("[{", "x"));
  EXPECT_FALSE(read_references("nothing", "x"));
}

TEST(References, RisWithWholeDatesAndFiles) {
  const ReferenceList list = list_of(
      "TY  - RPRT\r\nTI  - A plan\r\nAU  - Writer, A. B.\r\nAU  - The Office\r\nPY  - 2022\r\n"
      "DA  - 2022/06/29/\r\nPB  - Press\r\nDO  - 10.1/x\r\nL1  - files/12/a plan.pdf\r\nER  - \r\n"
      "TY  - JOUR\r\nT1  - Unfinished\r\n");
  ASSERT_EQ(list.references.size(), 1U);
  EXPECT_THAT(list.references[0].about.authors, ElementsAre("A. B. Writer", "The Office"));
  EXPECT_EQ(list.references[0].about.date, "2022-06-29");
  EXPECT_THAT(list.references[0].files, ElementsAre("a plan.pdf"));
  ASSERT_EQ(list.faults.size(), 1U);
  EXPECT_EQ(list.faults[0].place.row, 11);
}

TEST(References, BibtexWithStringsBracesAndAccents) {
  const ReferenceList list = list_of(
      "Free text me@example.org\n@string{pr = \"Presses\"}\n@comment{x}\n"
      "@report{key1,\n title = {The {NATO} plan: {\\'e}t{\\\"u}de na{\\\"\\i}ve --- \\& {\\ss}},\n"
      " author = \"Writer, A. and {Ministry of X and Y} and Bj{\\o}rn \\v{C}apek\",\n"
      " publisher = pr # \" de Paris\", year = 2022, month = jun,\n"
      " doi = {10.1/X}, file = {Full:files/1/plan.pdf:application/pdf;files/2/b.html}\n}\n"
      "@book{broken, title = {no end\n@misc{key2, title = {Second}, date = {2020-01-02}}\n");
  ASSERT_EQ(list.references.size(), 2U);
  const Reference& one = list.references[0];
  EXPECT_EQ(one.key, "key1");
  EXPECT_EQ(one.about.title,
            "The NATO plan: \xC3\xA9t\xC3\xBC"
            "de na\xC3\xAFve \xE2\x80\x94 & \xC3\x9F");
  EXPECT_THAT(one.about.authors, ElementsAre("A. Writer", "Ministry of X and Y",
                                             "Bj\xC3\xB8rn \xC4\x8C"
                                             "apek"));
  EXPECT_EQ(one.about.publisher, "Presses de Paris");
  EXPECT_EQ(one.about.date, "2022-06");
  EXPECT_THAT(one.files, ElementsAre("plan.pdf", "b.html"));
  EXPECT_EQ(list.references[1].about.date, "2020-01-02");
  ASSERT_EQ(list.faults.size(), 1U);
  EXPECT_EQ(list.faults[0].place.row, 10);
}

TEST(References, MatchByFileThenDoiThenTitleAndNeverByGuess) {
  ReferenceList list;
  list.references.resize(4);
  list.references[0].files = {"Plan.PDF"};
  list.references[1].about.locator = "https://doi.org/10.1/X";
  list.references[2].about.title = "The Long-Term Plan";
  list.references[3].about.title = "Twice";
  list.references.push_back(list.references[3]);
  EXPECT_EQ(matching_reference(list, "in/plan.pdf", {}), &list.references[0]);
  DocumentMetadata about;
  about.locator = "doi:10.1/x";
  EXPECT_EQ(matching_reference(list, "b.pdf", about), &list.references[1]);
  EXPECT_EQ(matching_reference(list, "the_long_term plan.docx", {}), &list.references[2]);
  EXPECT_EQ(matching_reference(list, "twice.docx", {}), nullptr);
  EXPECT_EQ(matching_reference(list, "a.docx", {}), nullptr);
}

TEST(NamePattern, FindsItsFields) {
  const auto pattern = NamePattern::parse("{date}_{actor}_{title}");
  ASSERT_TRUE(pattern);
  const auto found = pattern->match("in/2022-06-29_JPN_Joint_statement.pdf");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->about.date, "2022-06-29");
  EXPECT_EQ(found->actor, "JPN");
  EXPECT_EQ(found->about.title, "Joint statement");
  EXPECT_EQ(pattern->match("20220629_JPN_x.pdf")->about.date, "2022-06-29");
  EXPECT_FALSE(pattern->match("JPN_2022_x.pdf"));
  EXPECT_FALSE(pattern->match("2022-06-29.pdf"));
  const auto dated = NamePattern::parse("{title} ({date})");
  ASSERT_TRUE(dated);
  EXPECT_EQ(dated->match("A plan (2022).docx")->about.title, "A plan");
  for (const char* bad : {"", "plain", "{date}{title}", "{date}_{date}", "{datum}", "{date"}) {
    const auto refused = NamePattern::parse(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
  }
}

}  // namespace
}  // namespace entente::ingest
