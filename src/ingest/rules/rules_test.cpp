// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entente/base/text.hpp"
#include "inflect.hpp"
#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

const Dictionary& shipped() {
  static const Dictionary dictionary = [] {
    Dictionary out = english_dictionary();
    (void)out.read_places(place_names(), "places.tsv");
    return out;
  }();
  return dictionary;
}

/// Who holds what in a sentence: actor and sign.
std::vector<std::pair<std::string, int>> held(const std::string& sentence, Discourse& discourse) {
  const auto words = tokens(sentence);
  std::vector<std::pair<std::string, int>> out;
  for (const Found& found : SentenceReader(shipped(), words, std::nullopt, discourse).read()) {
    for (const std::string& actor : found.actors) {
      const std::pair<std::string, int> one{actor, found.sign};
      if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
    }
  }
  return out;
}

std::vector<std::pair<std::string, int>> held(const std::string& sentence) {
  Discourse discourse;
  return held(sentence, discourse);
}

TEST(RuleReading, SubjectsOfAttitudeVerbsHold) {
  EXPECT_THAT(held("Japan supports the proposal."), ElementsAre(Pair("JPN", 1)));
  EXPECT_THAT(held("Australia, Japan and New Zealand condemned the launch."),
              UnorderedElementsAre(Pair("AUS", -1), Pair("JPN", -1), Pair("NZL", -1)));
  EXPECT_THAT(held("Japan, which hosts the talks, opposes the plan."),
              ElementsAre(Pair("JPN", -1)));
  EXPECT_THAT(held("Officials in Seoul welcomed the visit."), ElementsAre(Pair("KOR", 1)));
}

TEST(RuleReading, NegationAndRefusalTurnTheSign) {
  EXPECT_THAT(held("Japan does not support the proposal."), ElementsAre(Pair("JPN", -1)));
  EXPECT_THAT(held("Australia refused to endorse the text."), ElementsAre(Pair("AUS", -1)));
  EXPECT_THAT(held("Canada called on Iran to stop the tests."), ElementsAre(Pair("CAN", -1)));
  EXPECT_THAT(held("Canada called on Iran to return to the talks."), ElementsAre(Pair("CAN", 1)));
  EXPECT_THAT(held("Neither Japan nor Australia wants to join."),
              UnorderedElementsAre(Pair("JPN", -1), Pair("AUS", -1)));
}

TEST(RuleReading, PossessivesHoldAttitudesButNotThings) {
  EXPECT_THAT(held("Tokyo's concern over the launch has grown."), ElementsAre(Pair("JPN", -1)));
  EXPECT_THAT(held("Japan's ships left the harbour."), IsEmpty());
  EXPECT_THAT(held("The launch was condemned by Australia."), ElementsAre(Pair("AUS", -1)));
}

TEST(RuleReading, FactsHoldNothing) {
  EXPECT_THAT(held("The ministers of Japan and Australia met in Tokyo on Monday."), IsEmpty());
  EXPECT_THAT(held("Japan should support the proposal."), IsEmpty());
  EXPECT_THAT(held("The treaty enters into force if Japan agrees to sign."), IsEmpty());
  EXPECT_THAT(held(""), IsEmpty());
}

TEST(RuleReading, PronounsAndDefiniteGroupsCarryOver) {
  Discourse discourse;
  (void)held("Japan and Australia met in Sydney.", discourse);
  EXPECT_THAT(held("They condemned the attack.", discourse),
              UnorderedElementsAre(Pair("JPN", -1), Pair("AUS", -1)));
  EXPECT_THAT(held("Both sides welcomed the agreement.", discourse),
              UnorderedElementsAre(Pair("JPN", 1), Pair("AUS", 1)));
  discourse.speaker = {"NZL"};
  EXPECT_THAT(held("We oppose the tests.", discourse), ElementsAre(Pair("NZL", -1)));
}

TEST(RuleReading, ContractionsAreRead) {
  EXPECT_THAT(held("Japan doesn't support it."), ElementsAre(Pair("JPN", -1)));
  EXPECT_THAT(held("Japan won't accept the plan."), ElementsAre(Pair("JPN", -1)));
  Discourse discourse;
  discourse.speaker = {"NZL"};
  EXPECT_THAT(held("We’re committed to it.", discourse), ElementsAre(Pair("NZL", 1)));
  EXPECT_THAT(held("It's unacceptable.", discourse), ElementsAre(Pair("NZL", -1)));
}

TEST(RuleReading, NeverAndHasAreReadAsFiniteVerbs) {
  EXPECT_THAT(held("Seoul never accepted the line."), ElementsAre(Pair("KOR", -1)));
  EXPECT_THAT(held("Japan has concerns about the plan."), ElementsAre(Pair("JPN", -1)));
  EXPECT_THAT(held("The United States calls for calm."), ElementsAre(Pair("USA", 1)));
}

TEST(RuleReading, WhoIsQuotedHoldsWhatWeSay) {
  EXPECT_THAT(held("\"We oppose any such step,\" the Kremlin said."), ElementsAre(Pair("RUS", -1)));
  EXPECT_THAT(held("According to Beijing, the sale must be cancelled."),
              ElementsAre(Pair("CHN", -1)));
}

TEST(RuleReading, WhatIsOnlySupposedIsNotHeld) {
  EXPECT_THAT(held("Should Japan decide to join, talks would follow."), IsEmpty());
  EXPECT_THAT(held("If Moscow believes that Japan accepts the line, talks may follow."), IsEmpty());
  EXPECT_THAT(held("The spokesperson of Japan declined to comment."), IsEmpty());
}

TEST(RuleReading, TwoClausesHaveTwoHolders) {
  EXPECT_THAT(held("Japan backed the resolution and Russia vetoed it."),
              UnorderedElementsAre(Pair("JPN", 1), Pair("RUS", -1)));
  EXPECT_THAT(held("Neither Berlin nor its chancellor has any intention of joining."),
              ElementsAre(Pair("DEU", -1)));
}

TEST(RuleReading, TitlesAndNamesMeanWhoWasIntroduced) {
  Discourse discourse;
  discourse.speaker = {"USA"};
  (void)held("Secretary of State Jane Doe met with Japanese Foreign Minister Sato Ken.", discourse);
  EXPECT_THAT(held("The Foreign Minister condemned the launch.", discourse),
              ElementsAre(Pair("JPN", -1)));
  EXPECT_THAT(held("Ms. Doe welcomed the report.", discourse), ElementsAre(Pair("USA", 1)));
  EXPECT_THAT(held("Both sides deplored the delay.", discourse),
              UnorderedElementsAre(Pair("USA", -1), Pair("JPN", -1)));
}

TEST(RuleReading, TheSpeakerHoldsWhatADocumentJudges) {
  Discourse discourse;
  discourse.speaker = {"LTU"};
  EXPECT_THAT(held("There is no justification for this attack.", discourse),
              ElementsAre(Pair("LTU", -1)));
  EXPECT_THAT(held("Only Ukraine has the right to decide.", discourse),
              ElementsAre(Pair("LTU", 1)));
  EXPECT_THAT(held("No country can be allowed to redraw borders.", discourse),
              ElementsAre(Pair("LTU", -1)));
}

TEST(RuleDictionary, BadLinesAreErrorsWithAPlaceAndAddNothing) {
  Dictionary dictionary;
  const auto bad = dictionary.read_words("noun\t1\thope\nnoun\t7\tfear\n", "mine.tsv");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().place.row, 2);
  EXPECT_EQ(bad.error().place.file, "mine.tsv");
  EXPECT_EQ(dictionary.size(), 0U);
  EXPECT_FALSE(dictionary.read_words("wish\t1\thope\n", "mine.tsv"));
  EXPECT_TRUE(dictionary.read_words("# words\nnoun\t1\thope;wish\r\n", "mine.tsv"));
  EXPECT_EQ(dictionary.size(), 2U);
}

TEST(RuleInflection, FormsOfVerbs) {
  const auto forms = [](std::string_view verb) {
    std::vector<std::string> out;
    for (const auto& [spelling, bits] : inflected(verb)) out.push_back(spelling);
    return out;
  };
  EXPECT_THAT(forms("deny"), ElementsAre("deny", "denies", "denying", "denied"));
  EXPECT_THAT(forms("regret"), ElementsAre("regret", "regrets", "regretting", "regretted"));
  EXPECT_THAT(forms("offer"), ElementsAre("offer", "offers", "offering", "offered"));
  EXPECT_THAT(forms("call for"), ElementsAre("call for", "calls for", "calling for", "called for"));
  EXPECT_THAT(forms("take | took | taken"),
              ElementsAre("take", "takes", "taking", "took", "taken"));
}

TEST(RuleTokens, PlacesLieInTheText) {
  const std::string text = "Japan’s U.S.-ROK talks don't end — “yes”, 1,000 times.";
  std::size_t last = 0;
  for (const Token& token : tokens(text)) {
    EXPECT_LE(last, token.begin);
    EXPECT_LT(token.begin, token.end);
    EXPECT_LE(token.end, text.size());
    last = token.end;
  }
}

}  // namespace
}  // namespace entente::ingest::rules
