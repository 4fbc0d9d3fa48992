// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dictionary.hpp"
#include "entente/ingest/rule_coder.hpp"
#include "places.hpp"

namespace entente::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

void add_row(record::Study& study, std::string_view table,
             std::initializer_list<std::pair<std::string_view, std::string_view>> cells) {
  record::Table& rows = study.table(table);
  std::vector<std::string> row(rows.columns());
  for (const auto& [column, value] : cells) row[rows.schema().column(column).value()] = value;
  rows.append(std::span<const std::string>(row));
}

record::Study pacific() {
  record::Study out;
  for (const auto& [id, name, kind] :
       {std::tuple("AUS", "Australia", "state"), std::tuple("JPN", "Japan", "state"),
        std::tuple("ZEALAND", "New Zealand", "state"),
        std::tuple("CORE", "Core Three", "grouping")}) {
    add_row(out, "actor", {{"id", id}, {"name", name}, {"kind", kind}});
  }
  for (const char* member : {"AUS", "JPN", "ZEALAND"}) {
    add_row(out, "membership", {{"id", member}, {"actor", member}, {"group", "CORE"}});
  }
  add_row(out, "alias", {{"id", "A1"}, {"actor", "CORE"}, {"text", "the core"}});
  add_row(out, "term",
          {{"id", "T1"},
           {"actor", "JPN"},
           {"office", "prime minister"},
           {"person", "Fumio Kishida"},
           {"from", "2021-10-04"},
           {"until", "2024-10-01"}});
  add_row(out, "issue", {{"id", "I1"}, {"claim", "Open a liaison office in Tokyo"}});
  add_row(out, "issue", {{"id", "I2"}, {"claim", "Keep the cooperation informal"}});
  return out;
}

std::vector<ReadSentence> read(const RuleCoder& coder, std::string_view text,
                               const RuleReading& reading = {}) {
  return coder.read(text, sentences(text, "en"), reading);
}

std::vector<std::string> holders(const RuleCoder& coder, std::string_view text,
                                 const RuleReading& reading = {}) {
  std::vector<std::string> out;
  for (const ReadSentence& sentence : read(coder, text, reading)) {
    for (const RuleProposal& one : sentence.proposals) {
      out.insert(out.end(), one.holders.begin(), one.holders.end());
    }
  }
  return out;
}

RuleReading at(const char* date) { return {Date::parse(date).value(), {}}; }

TEST(RuleCoder, AGroupStandsForWhoBelongedToItThen) {
  record::Study study = pacific();
  add_row(study, "actor", {{"id", "KOR"}, {"name", "Korea"}, {"kind", "state"}});
  add_row(study, "membership",
          {{"id", "late"}, {"actor", "KOR"}, {"group", "CORE"}, {"from", "2023-06-01"}});
  add_row(study, "membership",
          {{"id", "early"}, {"actor", "KOR"}, {"group", "CORE"}, {"until", "2019"}});
  const auto coder = RuleCoder::make(study);
  ASSERT_TRUE(coder.has_value());
  const char* text = "The core condemned the launch.";
  EXPECT_THAT(holders(*coder, text, at("2022-05-01")), ElementsAre("AUS", "JPN", "ZEALAND"));
  EXPECT_THAT(holders(*coder, text, at("2023-07")), ElementsAre("AUS", "JPN", "ZEALAND", "KOR"));
  EXPECT_THAT(holders(*coder, text, at("2019-07")), ElementsAre("AUS", "JPN", "ZEALAND", "KOR"));
  EXPECT_THAT(holders(*coder, text), ElementsAre("AUS", "JPN", "ZEALAND", "KOR"));
}

TEST(RuleCoder, KnowsTheActorsOfTheStudyByTheirOwnIds) {
  const RuleCoder coder = RuleCoder::make(pacific()).value();
  EXPECT_THAT(holders(coder, "New Zealand condemned the launch."), ElementsAre("ZEALAND"));
  EXPECT_THAT(holders(coder, "Wellington is wary of the plan."), ElementsAre("ZEALAND"));
  EXPECT_THAT(holders(coder, "Paris opposes the plan."), ElementsAre("FRA"));
  EXPECT_EQ(coder.actor_named("Japan"), "JPN");
  EXPECT_EQ(coder.actor_named("nobody"), "");
}

TEST(RuleCoder, AGroupStandsForItsMembers) {
  const RuleCoder coder = RuleCoder::make(pacific()).value();
  EXPECT_THAT(holders(coder, "The core welcomed the proposal."),
              UnorderedElementsAre("AUS", "JPN", "ZEALAND"));
}

TEST(RuleCoder, APersonSpeaksForTheActorWhileInOffice) {
  const RuleCoder coder = RuleCoder::make(pacific()).value();
  const char* words = "Kishida welcomed the proposal.";
  EXPECT_THAT(holders(coder, words, at("2023-05-01")), ElementsAre("JPN"));
  EXPECT_THAT(holders(coder, words, at("2025-05-01")), IsEmpty());
}

TEST(RuleCoder, WeIsTheSpeakerAndNobodyWithoutOne) {
  const RuleCoder coder = RuleCoder::make(pacific()).value();
  const char* words = "We strongly condemn these launches.";
  EXPECT_THAT(holders(coder, words), IsEmpty());
  EXPECT_THAT(holders(coder, words, {std::nullopt, {"AUS"}}), ElementsAre("AUS"));
  EXPECT_THAT(holders(coder, "This aggression must be stopped.", {std::nullopt, {"AUS"}}),
              ElementsAre("AUS"));
}

TEST(RuleCoder, SaysByWhichWordsOfTheTextItself) {
  const RuleCoder coder = RuleCoder::make(pacific()).value();
  const std::string text = "The weather was fine. Japan may oppose the plan, it seems.";
  const std::string sure = "The weather was fine. Japan did not oppose the plan.";
  EXPECT_THAT(holders(coder, text), IsEmpty()) << "what may be is nobody's position";
  const auto found = read(coder, sure);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_THAT(found[0].proposals, IsEmpty());
  ASSERT_THAT(found[1].proposals, SizeIs(1));
  const RuleProposal& one = found[1].proposals.front();
  EXPECT_EQ(sure.substr(one.cue.begin, one.cue.end - one.cue.begin), "did not oppose");
  EXPECT_EQ(sure.substr(one.object.begin, one.object.end - one.object.begin), "the plan.");
  EXPECT_EQ(one.rule, "subject");
  EXPECT_GT(one.stance, 0);
}

TEST(RuleCoder, FindsTheClaimByItsWordsOrByAList) {
  const record::Study study = pacific();
  const char* words = "France opposes a liaison office in Tokyo.";
  const auto by_claim = read(RuleCoder::make(study).value(), words);
  ASSERT_THAT(by_claim.front().issues, SizeIs(1));
  EXPECT_EQ(by_claim.front().issues.front().issue, "I1");
  EXPECT_TRUE(by_claim.front().issues.front().by_claim);
  RuleLists lists;
  lists.issues = {{"# issues\nI2\t-1\tliaison office;formal treaty\n", "issues.tsv"}};
  const auto by_list = read(RuleCoder::make(study, lists).value(), words);
  ASSERT_THAT(by_list.front().issues, SizeIs(1));
  EXPECT_EQ(by_list.front().issues.front().issue, "I2");
  EXPECT_EQ(by_list.front().issues.front().sign, -1);
}

TEST(RuleCoder, ListsAreRefusedWithTheirLine) {
  const record::Study study = pacific();
  RuleLists lists;
  lists.issues = {{"\nI9\t1\toffice\n", "issues.tsv"}};
  EXPECT_EQ(RuleCoder::make(study, lists).error().kind, ErrorKind::Reference);
  EXPECT_EQ(RuleCoder::make(study, lists).error().place.row, 2);
  lists.issues = {{"I1\t2\toffice\n", "issues.tsv"}};
  EXPECT_EQ(RuleCoder::make(study, lists).error().kind, ErrorKind::Malformed);
  lists.issues.clear();
  lists.words = {{"attitude\t2\n", "words.tsv"}};
  EXPECT_EQ(RuleCoder::make(study, lists).error().place.file, "words.tsv");
  lists.words.clear();
  lists.names = {{"JPN\n", "names.tsv"}};
  EXPECT_EQ(RuleCoder::make(study, lists).error().place.file, "names.tsv");
}

TEST(RuleCoder, OwnWordsCount) {
  RuleLists lists;
  const char* words = "Japan flummoxes the plan.";
  const record::Study study = pacific();
  lists.words = {{"attitude\t-2\tflummox\n", "words.tsv"}};
  const auto found = read(RuleCoder::make(study, lists).value(), words);
  ASSERT_THAT(found.front().proposals, SizeIs(1));
  EXPECT_EQ(found.front().proposals.front().stance, -2);
  EXPECT_EQ(found.front().proposals.front().rule, "subject");
}

TEST(RuleCoder, ShippedListsAreSound) {
  rules::Dictionary dictionary;
  EXPECT_TRUE(dictionary.read_words(shipped_rule_words(), "words"));
  const auto places = rules::parse_places(shipped_rule_names(), "names");
  ASSERT_TRUE(places) << to_string(places.error());
  EXPECT_GT(places->size(), 150U);
  EXPECT_THAT(rule_names(), testing::Contains("acts"));
}

TEST(RuleCoder, TheSameWordsGiveTheSameAnswer) {
  const RuleCoder one = RuleCoder::make(pacific()).value();
  const RuleCoder other = RuleCoder::make(pacific()).value();
  const char* text =
      "Japan and Australia met. Both sides condemned the launch. The core, it seems, is wary.";
  const auto a = read(one, text);
  const auto b = read(other, text);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(a[i].proposals.size(), b[i].proposals.size());
    for (std::size_t p = 0; p < a[i].proposals.size(); ++p) {
      EXPECT_EQ(a[i].proposals[p].holders, b[i].proposals[p].holders);
      EXPECT_EQ(a[i].proposals[p].cue, b[i].proposals[p].cue);
    }
  }
  EXPECT_THAT(a[1].proposals.front().holders, UnorderedElementsAre("AUS", "JPN"));
}

}  // namespace
}  // namespace entente::ingest
