// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/votes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace entente::ingest {
namespace {

using record::Vote;
using testing::ElementsAre;
using testing::HasSubstr;

Result<VoteImport> read_as(const std::string& bytes, std::optional<VoteForm> form = std::nullopt) {
  VoteReader reader;
  ENTENTE_CHECK(reader.add(bytes, "votes.csv", form, {}));
  return reader.finish();
}

Vote vote_of(const VoteImport& made, const std::string& voter, const std::string& roll_call) {
  return made.matrix.vote(made.matrix.voter(voter).value(),
                          made.matrix.roll_call(roll_call).value());
}

void expect_sum(const VoteImport& made) {
  EXPECT_EQ(made.read, made.accepted + made.rejected + made.duplicate);
}

TEST(Votes, MatrixForm) {
  const auto made = read_as("resid\t2 20 31\n1\tYNA\n2\t.XY\n3\tYN\n4\tYQN\n").value();
  EXPECT_EQ(made.forms.at(0), VoteForm::Matrix);
  EXPECT_EQ(vote_of(made, "31", "1"), Vote::Abstain);
  EXPECT_EQ(vote_of(made, "2", "2"), Vote::Unrecorded);
  EXPECT_EQ(vote_of(made, "20", "2"), Vote::Absent);
  EXPECT_EQ(made.read, 12);
  EXPECT_EQ(made.rejected, 4);  // a line that is cut off, and one letter
  ASSERT_EQ(made.rejections.size(), 2U);
  EXPECT_EQ(made.rejections[0].place.row, 4);
  EXPECT_EQ(made.rejections[1].place.column, "20");
  EXPECT_EQ(made.rejections[1].found, "Q");
  EXPECT_FALSE(made.matrix.roll_call("3"));
  expect_sum(made);
}

TEST(Votes, VoetensTable) {
  const auto made =
      read_as(
          "rcid,ccode,member,vote,year,session,date,unres,amend,para,short,descr,me,nu,resid\n"
          "3,2,1,1,1946,1,1946-01-01,R/1/66,1,0,RULES,\"LONG, TEXT\",0,1,1001\n"
          "3,20,1,3,1946,1,1946-01-01,R/1/66,1,0,RULES,\"LONG, TEXT\",0,1,1001\n"
          "3,31,0,9,1946,1,1946-01-01,R/1/66,1,0,RULES,\"LONG, TEXT\",0,1,1001\n"
          "3,40,1,8,1946,1,1946-01-01,R/1/66,1,0,RULES,\"LONG, TEXT\",0,1,1001\n"
          "3,41,1,Y,1946,1,1946-01-01,R/1/66,1,0,RULES,\"LONG, TEXT\",0,1,1001\n"
          "3,42,1,4,1946,1,1946-01-01,R/1/66,1,0,RULES,\"LONG, TEXT\",0,1,1001\n")
          .value();
  EXPECT_EQ(made.forms.at(0), VoteForm::UnVotes);
  const record::RollCall& roll_call = made.matrix.roll_calls()[0];
  EXPECT_EQ(roll_call.id, "3");
  EXPECT_EQ(roll_call.session, "1");
  EXPECT_THAT(roll_call.tags, ElementsAre("amend", "nu"));
  EXPECT_EQ(vote_of(made, "20", "3"), Vote::No);
  EXPECT_EQ(vote_of(made, "40", "3"), Vote::Absent);
  EXPECT_EQ(vote_of(made, "31", "3"), Vote::Unrecorded);
  EXPECT_EQ(made.rejected, 2);
  EXPECT_THAT(to_string(made.rejections[0]), HasSubstr("votes.csv:6, column vote"));
  expect_sum(made);
}

TEST(Votes, DigitalLibraryTable) {
  const auto made =
      read_as(
          "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,title\n"
          "77,JPN,JAPAN,Y,2022-03-02,ES-11,A/RES/ES-11/1,A/ES-11/L.1,\"Aggression, Ukraine\"\n"
          "77,CHN,CHINA,A,2022-03-02,ES-11,A/RES/ES-11/1,A/ES-11/L.1,\"Aggression, Ukraine\"\n"
          "77,PRK,NORTH,N,2022-03-02,ES-11,A/RES/ES-11/1,A/ES-11/L.1,\"Aggression, Ukraine\"\n"
          "77,AAA,OTHER,,2022-03-02,ES-11,A/RES/ES-11/1,A/ES-11/L.1,\"Aggression, Ukraine\"\n"
          "77,BBB,OTHER,X,2022-03-02,ES-11,A/RES/ES-11/1,A/ES-11/L.1,\"Aggression, Ukraine\"\n")
          .value();
  EXPECT_EQ(made.forms.at(0), VoteForm::Undl);
  EXPECT_EQ(made.matrix.roll_calls()[0].title, "A/RES/ES-11/1 Aggression, Ukraine");
  EXPECT_EQ(made.matrix.roll_calls()[0].session, "ES-11");
  EXPECT_EQ(made.matrix.voters()[0].name, "JAPAN");
  EXPECT_EQ(vote_of(made, "AAA", "77"), Vote::Absent);
  EXPECT_EQ(vote_of(made, "BBB", "77"), Vote::Absent);
  EXPECT_EQ(made.matrix.tally(0).cast(), 3U);
}

TEST(Votes, DigitalLibraryRecords) {
  const std::string record =
      "<record><controlfield tag=\"001\">4051234</controlfield>"
      "<datafield tag=\"245\"><subfield code=\"a\">Aggression :</subfield></datafield>"
      "<datafield tag=\"269\"><subfield code=\"a\">2022-03-02</subfield></datafield>"
      "<datafield tag=\"791\"><subfield code=\"a\">A/RES/ES-11/1</subfield></datafield>"
      "<datafield tag=\"967\"><subfield code=\"a\">1</subfield><subfield code=\"c\">JPN</subfield>"
      "<subfield code=\"d\">Y</subfield><subfield code=\"e\">JAPAN</subfield></datafield>"
      "<datafield tag=\"967\"><subfield code=\"c\">AAA</subfield></datafield>"
      "<datafield tag=\"967\"><subfield code=\"c\">BBB</subfield><subfield code=\"d\">?</subfield>"
      "</datafield></record>";
  const auto made = read_as("<collection xmlns=\"http://www.loc.gov/MARC21/slim\">" + record +
                            "<record><controlfield tag=\"001\">5</controlfield></record>"
                            "</collection>")
                        .value();
  EXPECT_EQ(made.forms.at(0), VoteForm::Marcxml);
  EXPECT_EQ(made.matrix.roll_calls()[0].id, "4051234");
  EXPECT_EQ(made.matrix.roll_calls()[0].session, "ES-11");
  EXPECT_EQ(made.matrix.roll_calls()[0].date, "2022-03-02");
  EXPECT_EQ(vote_of(made, "JPN", "4051234"), Vote::Yes);
  EXPECT_EQ(vote_of(made, "AAA", "4051234"), Vote::Absent);
  EXPECT_EQ(made.rejected, 1);
  ASSERT_EQ(made.rejections.size(), 2U);
  EXPECT_EQ(made.rejections[0].place.column, "record 1, 967$d");
  EXPECT_EQ(made.rejections[1].place.column, "record 2");
  expect_sum(made);
  EXPECT_EQ(read_as("<record><a></record>").error().kind, ErrorKind::Malformed);
}

TEST(Votes, LongAndWideTables) {
  const auto rows = read_as("item;t;actor;y\n1;1;A;1\n1;1;B;3\n2;2;A;NA\n").value();
  EXPECT_EQ(rows.forms.at(0), VoteForm::Long);
  EXPECT_EQ(rows.matrix.roll_calls()[1].session, "2");
  EXPECT_EQ(vote_of(rows, "B", "1"), Vote::No);
  const auto wide = read_as(
                        "rollcall,session,date,JPN,KOR\nr1,7,2020-01-01,yes,abstain\n"
                        "r2,7,,no,\n")
                        .value();
  EXPECT_EQ(wide.forms.at(0), VoteForm::Wide);
  EXPECT_EQ(vote_of(wide, "KOR", "r1"), Vote::Abstain);
  EXPECT_EQ(vote_of(wide, "KOR", "r2"), Vote::Unrecorded);
  EXPECT_EQ(wide.matrix.roll_calls()[0].date, "2020-01-01");
  const auto across = read_as("voter,name,r1,r2\nJPN,Japan,Y,N\nKOR,Korea,A,\n").value();
  EXPECT_EQ(vote_of(across, "JPN", "r2"), Vote::No);
  EXPECT_EQ(across.matrix.voters()[1].name, "Korea");
}

TEST(Votes, DuplicatesCountAndContradictionsAreNotTaken) {
  const auto made =
      read_as("rollcall,voter,vote\n1,A,Y\n1,A,Y\n1,B,Y\n1,B,N\n1,B,N\n1,C,A\n", VoteForm::Long)
          .value();
  EXPECT_EQ(made.read, 6);
  EXPECT_EQ(made.duplicate, 1);
  EXPECT_EQ(made.rejected, 3);
  EXPECT_EQ(vote_of(made, "B", "1"), Vote::Unrecorded);
  EXPECT_EQ(vote_of(made, "A", "1"), Vote::Yes);
  EXPECT_EQ(made.rejections.at(0).place.row, 5);
  EXPECT_THAT(made.rejections.at(0).expected, HasSubstr("votes.csv:4"));
  expect_sum(made);
}

TEST(Votes, AStateThatLeftAndCameBackHasAGap) {
  const auto made = read_as("id\tA B\n1\tYN\n2\t.N\n3\tXY\n4\tNY\n").value();
  EXPECT_EQ(made.matrix.votes_cast(0), 2U);
  EXPECT_EQ(vote_of(made, "A", "2"), Vote::Unrecorded);
  EXPECT_EQ(vote_of(made, "A", "4"), Vote::No);
}

TEST(Votes, SeveralFilesMakeOneMatrix) {
  VoteReader reader;
  ASSERT_TRUE(reader.add("id\tA B\n1\tYN\n", "one.tsv", std::nullopt, {}));
  ASSERT_TRUE(reader.add("rollcall,voter,vote\n1,A,Y\n2,C,N\n", "two.csv", std::nullopt, {}));
  const auto made = reader.finish().value();
  EXPECT_EQ(made.duplicate, 1);
  EXPECT_EQ(made.matrix.voters().size(), 3U);
  EXPECT_EQ(vote_of(made, "C", "1"), Vote::Unrecorded);
}

TEST(Votes, WhatCannotBeReadSaysSo) {
  EXPECT_EQ(read_as("").error().kind, ErrorKind::Malformed);
  EXPECT_EQ(read_as("hello").error().kind, ErrorKind::Malformed);
  EXPECT_EQ(read_as("a,b\n", VoteForm::Undl).error().place.column, "undl_id");
  EXPECT_EQ(read_as("a,b\n", VoteForm::Long).error().place.column, "rollcall");
  EXPECT_EQ(read_as("id\tA A\n1\tYN\n").error().kind, ErrorKind::Duplicate);
  EXPECT_EQ(read_as("rollcall,voter,vote\n").error().kind, ErrorKind::Missing);
  CancelSource source;
  source.cancel();
  VoteReader reader;
  EXPECT_EQ(reader.add("id\tA B\n1\tYN\n", "x", std::nullopt, source.token()).error().kind,
            ErrorKind::Cancelled);
}

TEST(Votes, TablesBeside) {
  const auto made = read_as("id\t2 740\n1001\tYN\n1002\tYY\n").value();
  const auto described =
      describe_roll_calls(made.matrix,
                          "resid,session,date,yes,abstain,no,nu,short,weight\n"
                          "1001,1,1946-01-01,1,0,1,1,RULES,2\n1002,1,1946-01-02,1,1,0,0,,1\n"
                          "9,1,,0,0,0,0,,1\n1001,2,,1,0,1,0,,1\n",
                          "rc.csv")
          .value();
  EXPECT_EQ(described.described, 2U);
  EXPECT_EQ(described.unknown, 1U);
  EXPECT_EQ(described.tallies_differ, 1U);
  ASSERT_EQ(described.complaints.size(), 2U);
  EXPECT_EQ(described.complaints[0].place.row, 3);
  EXPECT_EQ(described.complaints[1].kind, ErrorKind::Duplicate);
  EXPECT_EQ(described.matrix.roll_calls()[0].weight, 2);
  EXPECT_THAT(described.matrix.roll_calls()[0].tags, ElementsAre("nu"));
  const auto named =
      rename_voters(described.matrix, "ccode,iso3,name\n740,JPN,Japan\n2,USA,United States\n", "c")
          .value();
  EXPECT_EQ(named.voters()[1].id, "JPN");
  EXPECT_EQ(rename_voters(made.matrix, "ccode,iso3\n740,A\n2,A\n", "c")->voters()[0].id, "A/2");
  EXPECT_EQ(rename_voters(made.matrix, "ccode,iso3\n740,2\n", "c").error().kind,
            ErrorKind::Duplicate);
  const auto links =
      read_links(made.matrix, "rcid1,rcid2,resid1,resid2\n1,2,1001,1002\n1,2,1001,7\n", "b")
          .value();
  ASSERT_EQ(links.pairs.size(), 1U);
  EXPECT_EQ(links.unknown, 1U);
  EXPECT_EQ(read_links(made.matrix, "a,b\n", "b").error().kind, ErrorKind::Missing);
}

std::string shared_votes(const std::string& name) {
  const char* named = std::getenv("ENTENTE_SHARED");
  const auto shared = named != nullptr
                          ? std::filesystem::path(named)
                          : std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared";
  std::ifstream file(shared / "data" / "unga" / name);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(VotesGolden, GeneralAssembly) {
  const std::string bytes = shared_votes("unga_matrix_s1_78.tsv");
  if (bytes.empty()) GTEST_SKIP() << "no votes: set ENTENTE_SHARED to the folder that has data/";
  const auto made = read_as(bytes).value();
  EXPECT_EQ(made.matrix.roll_calls().size(), 6132U);
  EXPECT_EQ(made.faults, 0);
  std::uint64_t cast = 0;
  for (std::size_t v = 0; v < made.matrix.voters().size(); ++v) cast += made.matrix.votes_cast(v);
  EXPECT_EQ(cast, 855'887U);
  const auto described =
      describe_roll_calls(made.matrix, shared_votes("unga_rollcalls_s1_78.csv"), "rc").value();
  EXPECT_EQ(described.described, 6132U);
  EXPECT_EQ(described.tallies_differ, 0U);
  const auto links = read_links(described.matrix, shared_votes("bridges_bsv.csv"), "b").value();
  EXPECT_EQ(links.pairs.size(), 947U);
  EXPECT_TRUE(rename_voters(described.matrix, shared_votes("countries.csv"), "c"));
}

TEST(VotesGolden, EmergencySession) {
  const std::string bytes = shared_votes("unga_es11_keyvotes.csv");
  if (bytes.empty()) GTEST_SKIP() << "no votes: set ENTENTE_SHARED to the folder that has data/";
  const auto made = read_as(bytes).value();
  EXPECT_EQ(made.forms.at(0), VoteForm::Long);
  EXPECT_EQ(made.matrix.roll_calls().size(), 4U);
  EXPECT_EQ(made.matrix.tally(0).yes, 141U);
  for (const char* voter : {"JPN", "KOR", "AUS", "NZL"}) {
    EXPECT_EQ(vote_of(made, voter, "A/RES/ES-11/1"), Vote::Yes);
  }
}

}  // namespace
}  // namespace entente::ingest
