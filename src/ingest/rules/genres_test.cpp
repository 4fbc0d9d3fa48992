// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences in the manner of official statements and of analytic prose, with who holds what in
// them.
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "entente/base/text.hpp"
#include "reading.hpp"

namespace entente::ingest::rules {
namespace {

struct GenreCase {
  std::string_view speaker;  ///< who "we" are; empty: nobody known
  std::string_view sentence;
  std::string_view held;  ///< "JPN- KOR+", sorted; empty: nobody holds anything
};

const Dictionary& genre_dictionary() {
  static const Dictionary dictionary = [] {
    Dictionary out = english_dictionary();
    (void)out.read_places(place_names(), "places.tsv");
    return out;
  }();
  return dictionary;
}

/// The first sign of each holder.
std::string genre_held(const GenreCase& one) {
  Discourse discourse;
  for (const std::string_view speaker : split(one.speaker, ',')) {
    if (!speaker.empty()) discourse.speaker.emplace_back(speaker);
  }
  const auto words = tokens(one.sentence);
  std::map<std::string, char> signs;
  SentenceReader reader(genre_dictionary(), words, std::nullopt, discourse);
  for (const Found& found : reader.read()) {
    for (const std::string& actor : found.actors) {
      signs.try_emplace(actor, found.sign < 0 ? '-' : '+');
    }
  }
  std::string out;
  for (const auto& [actor, sign] : signs) out += (out.empty() ? "" : " ") + actor + sign;
  return out;
}

constexpr std::array official_cases = {
    GenreCase{"KOR",
              "Let me thank the people of Poland for the warm welcome my delegation has received.",
              "KOR+"},
    GenreCase{"KOR", "It is high time that the Council spoke with one voice.", "KOR+"},
    GenreCase{"KOR", "The minister will fly to Brussels on Tuesday and return on Thursday.", ""},
    GenreCase{"KOR", "I should like to pay tribute to the Ukrainian defenders of Kharkiv.", "KOR+"},
    GenreCase{"KOR", "We want to see the talks resume without delay.", "KOR+"},
    GenreCase{"KOR", "Korea’s door remains open.", "KOR+"},
    GenreCase{"KOR", "Trade between our two countries reached 12 billion dollars last year.", ""},
    GenreCase{"",
              "Tokyo has lodged a strong protest with Beijing over the entry of two coast guard "
              "ships into waters off Uotsuri.",
              "JPN-"},
    GenreCase{"",
              "\"We cannot accept any attempt to change the status quo by force,\" Chief Cabinet "
              "Secretary Hayashi told reporters.",
              "JPN-"},
    GenreCase{"",
              "Australia and New Zealand, whose ministers met in Queenstown, backed the plan and "
              "offered to train crews.",
              "AUS+ NZL+"},
    GenreCase{
        "",
        "The draft, which Wellington has refused to sign, was sent back to the drafting committee.",
        "NZL-"},
    GenreCase{"", "The spokesperson declined to comment on the date of the next round.", ""},
    GenreCase{"",
              "According to the Chinese Foreign Ministry, the sale \"gravely undermines\" peace in "
              "the Strait and must be cancelled at once.",
              "CHN-"},
    GenreCase{"", "Neither Berlin nor its chancellor has any intention of sending the missiles.",
              "DEU-"},
    GenreCase{"", "India abstained, arguing that the text prejudged the outcome of the talks.",
              "IND-"},
    GenreCase{"",
              "Ankara's objections to the candidacy, first raised in May, have not been withdrawn.",
              "TUR-"},
    GenreCase{"", "Budapest once again blocked the release of the funds.", "HUN-"},
    GenreCase{"",
              "Delegates from forty states, among them Japan, Canada and Peru, attended the "
              "opening session in Geneva.",
              ""},
    GenreCase{"", "Kyiv has ruled out territorial concessions.", "UKR-"},
    GenreCase{"", "The proposal was rejected out of hand by the Kremlin.", "RUS-"},
    GenreCase{"", "Warsaw, for its part, would like to see a permanent base.", "POL+"},
    GenreCase{"",
              "ASEAN foreign ministers called for restraint and for an early conclusion of the "
              "code of conduct.",
              "ASEAN+"},
    GenreCase{"", "Manila summoned the Chinese ambassador to protest the use of water cannon.",
              "PHL-"},
    GenreCase{"", "Hanoi, too, voiced its displeasure at the drilling.", "VNM-"},
    GenreCase{"", "The two presidents last met in Lima in November 2024.", ""},
    GenreCase{"",
              "The United States, the Republic of Korea and Japan jointly denounced the launch as "
              "a violation of Security Council resolutions.",
              "JPN- KOR- USA-"},
    GenreCase{"", "The EU is to give Moldova a further 1.9 billion euros in grants and loans.",
              "EU+"},
    GenreCase{"", "Ottawa has frozen the assets of eleven officials.", "CAN-"},
    GenreCase{
        "USA",
        "Prime Minister Ishiba and the President discussed the situation in the South China Sea.",
        ""},
    GenreCase{"USA",
              "The President thanked the Prime Minister for Japan's leadership and underscored the "
              "enduring U.S. commitment to the defense of Japan.",
              "USA+"},
    GenreCase{"USA", "Secretary Austin also stressed the need for open lines of communication.",
              "USA+"},
    GenreCase{"USA",
              "President Marcos expressed appreciation for U.S. assistance following the typhoon.",
              "PHL+"},
    GenreCase{"USA", "The Vice President traveled to Manila on Sunday for the inauguration.", ""},
    GenreCase{"USA",
              "The National Security Advisor made clear that any use of chemical weapons would "
              "have grave consequences.",
              "USA-"},
    GenreCase{"USA", "The United States is deeply troubled by reports of executions in Rakhine.",
              "USA-"},
    GenreCase{"USA",
              "These actions are inconsistent with the responsibilities of a permanent member of "
              "the Security Council.",
              "USA-"},
    GenreCase{"USA", "There is no justification for this brutality.", "USA-"},
    GenreCase{"USA", "Our commitment to Article 5 is ironclad.", "USA+"},
    GenreCase{"USA",
              "The Administration intends to ask Congress for additional funding for Ukraine's air "
              "defense.",
              "USA+"},
    GenreCase{"USA", "The call lasted forty minutes.", ""},
    GenreCase{"USA", "We have imposed more than 300 sanctions on those who finance the war.",
              "USA-"},
    GenreCase{"NZL", "I don't accept that the visit was ill-timed.", "NZL-"},
    GenreCase{"NZL", "Cabinet will meet on Monday, and the paper will be released after that.", ""},
    GenreCase{"NZL", "It's in our interest that the rules are kept.", "NZL+"},
    GenreCase{"NZL", "We've always said that the tests have to stop.", "NZL-"},
    GenreCase{"NZL", "They're good friends of ours and we're grateful to them.", "NZL+"},
    GenreCase{"NZL",
              "The Prime Minister told the House that New Zealand would not be joining the second "
              "pillar.",
              "NZL-"},
    GenreCase{"NZL", "I spoke with Minister Wong on Thursday.", ""},
    GenreCase{"NZL", "Wellington is not persuaded that the pact makes the Pacific safer.", "NZL-"},
    GenreCase{"NZL", "New Zealand stands with Ukraine and will go on training its soldiers.",
              "NZL+"},
    GenreCase{"NZL", "Our Australian friends have been very supportive of the idea.", "AUS+"},
    GenreCase{"CHN", "The so-called award is nothing but a piece of waste paper.", "CHN-"},
    GenreCase{"CHN",
              "China deplores the decision and has made solemn representations to the U.S. side.",
              "CHN-"},
    GenreCase{"CHN",
              "The sovereignty and territorial integrity of all countries should be respected.",
              "CHN+"},
    GenreCase{"CHN", "We urge NATO to abandon its Cold War mentality.", "CHN-"},
    GenreCase{"CHN",
              "China is ready to work with ASEAN countries to bring the consultations to an early "
              "conclusion.",
              "CHN+"},
    GenreCase{"CHN", "The two ministers exchanged views on the situation in the Red Sea.", ""},
    GenreCase{"CHN", "The Taiwan question brooks no foreign interference.", "CHN-"},
    GenreCase{"G7", "We are appalled by the scale of the suffering in Gaza.", "G7-"},
    GenreCase{"G7", "We look to all parties to live up to their commitments.", "G7+"},
    GenreCase{"G7", "Such rhetoric is irresponsible and must cease.", "G7-"},
    GenreCase{"", "Italy and Spain were in favour of extending the mandate.", "ESP+ ITA+"},
    GenreCase{"", "The Russian representative took the floor to reject the charge.", "RUS-"},
    GenreCase{"",
              "Welcoming the text, the delegate of Japan said that it struck the right balance.",
              "JPN+"},
    GenreCase{"", "The speakers for Kenya and Ghana regretted that the paragraph had been deleted.",
              "GHA- KEN-"},
    GenreCase{"", "The Council will take up the item again in November.", ""},
    GenreCase{"", "Iran's envoy dismissed the findings as fabricated.", "IRN-"},
    GenreCase{"", "On behalf of the Arab Group, Egypt pressed for an immediate ceasefire.", "EGY+"},
    GenreCase{"", "The draft was vetoed by the United States.", "USA-"},
    GenreCase{"", "Malaysia would prefer a binding text.", "MYS+"},
    GenreCase{"", "\"We need these systems now,\" Zelenskyy said.", "UKR+"},
};

TEST(RuleGenres, OfficialStatements) {
  for (const GenreCase& one : official_cases) {
    EXPECT_EQ(genre_held(one), one.held) << one.sentence;
  }
}

constexpr std::array analytic_cases = {
    GenreCase{"", "London had grave doubts about the wisdom of the plan, and said so.", "GBR-"},
    GenreCase{
        "",
        "De Gaulle, who distrusted integrated commands, withdrew French forces from them in 1966.",
        "FRA-"},
    GenreCase{"", "French resentment of the arrangement grew during the decade.", "FRA-"},
    GenreCase{"",
              "Soviet leaders saw in the conference an attempt to shut them out of the settlement.",
              "RUS-"},
    GenreCase{"", "The Truman administration was unwilling to concede the point.", "USA-"},
    GenreCase{"", "Cairo's refusal to pay led to the closure of the canal to its shipping.",
              "EGY-"},
    GenreCase{"", "The treaty entered into force in 1955 and had fifteen parties.", ""},
    GenreCase{"", "With the support of London and Paris, the draft went to a vote.", "FRA+ GBR+"},
    GenreCase{"", "In his inaugural address, Carter promised to pursue a ban on all tests.",
              "USA+"},
    GenreCase{"", "Pakistan's quest for parity shaped every budget of the decade.", "PAK+"},
    GenreCase{"", "Public opinion in Japan turned against the base, and the cabinet hesitated.",
              "JPN-"},
    GenreCase{"", "Khrushchev demanded that Western troops leave the city within six months.",
              "RUS-"},
    GenreCase{"", "The summit took place in Vienna in June 1961.", ""},
    GenreCase{"", "The Chinese never forgave the slight.", "CHN-"},
    GenreCase{"",
              "The Menzies government worried that Britain might abandon its bases east of Suez.",
              "AUS-"},
    GenreCase{"", "Washington's overriding goal was to keep the alliance together.", "USA+"},
    GenreCase{"", "The Kremlin's fear of encirclement ran deep.", "RUS-"},
    GenreCase{"", "Beijing is determined to become the leading power in East Asia.", "CHN+"},
    GenreCase{"", "Moscow probably calculates that time is on its side.", "RUS+"},
    GenreCase{"", "Moscow does not want a direct clash with the Alliance.", "RUS-"},
    GenreCase{"", "Tehran continues to arm the Houthis and to provide them with targeting data.",
              "IRN+"},
    GenreCase{"", "Iran's economy shrank by two percent in 2023.", ""},
    GenreCase{"",
              "Pyongyang and Moscow have drawn closer, and each sees the other as a hedge against "
              "isolation.",
              "PRK+ RUS+"},
    GenreCase{"", "China's efforts to press Taiwan toward unification will continue.", "CHN+"},
    GenreCase{"", "The PLA fields more than 300 fighters of this type.", ""},
    GenreCase{"", "New Delhi values its ties with Moscow as a source of arms.", "IND+"},
    GenreCase{"", "Vietnam is loath to offend its northern neighbor.", "VNM-"},
    GenreCase{"", "Riyadh's interest in a civil nuclear program is long-standing.", "SAU+"},
    GenreCase{"", "It could choose to close the strait if attacked.", ""},
    GenreCase{"", "Ankara has sought a role as mediator since the start of the war.", "TUR+"},
    GenreCase{"", "Russia's leaders perceive enlargement as a threat to their security.", "RUS-"},
    GenreCase{"", "For Tokyo, the lesson of Ukraine is that deterrence has to be collective.",
              "JPN+"},
    GenreCase{"", "Canberra is less comfortable with the language on China.", "AUS-"},
    GenreCase{"", "New Zealanders have long been ambivalent about nuclear alliances.", "NZL-"},
    GenreCase{"", "There is little appetite in Seoul for a formal commitment.", "KOR-"},
    GenreCase{"", "NATO opened a contact point embassy in Canberra in 2018.", ""},
    GenreCase{"", "Tokyo and Seoul both attach importance to the emerging technologies track.",
              "JPN+ KOR+"},
    GenreCase{"", "Paris has been the most vocal critic of a liaison office in Tokyo.", "FRA-"},
    GenreCase{"",
              "The Alliance, which once paid the region little heed, now describes its security as "
              "linked to that of Europe.",
              "NATO+"},
    GenreCase{"", "German officials privately argue that more should be done.", "DEU+"},
    GenreCase{"", "From Washington's perspective, the partnerships are a force multiplier.",
              "USA+"},
    GenreCase{"", "The prospect of a NATO presence in Asia alarms Beijing.", "CHN-"},
    GenreCase{"", "Among the four, Australia and Japan have been the keenest.", "AUS+ JPN+"},
    GenreCase{"", "The next section turns to the record of the summits.", ""},
    GenreCase{"",
              "In the view of officials in Wellington, the partnership complements the "
              "relationship with Canberra.",
              "NZL+"},
    GenreCase{"", "Partnership documents may be revised every two years.", ""},
    GenreCase{
        "",
        "Australian skepticism about the office did not disappear with the change of government.",
        "AUS-"},
    GenreCase{"", "Manila has asked to join the exercises.", "PHL+"},
    GenreCase{"", "Brussels would rather avoid a trade war.", "EU-"},
    GenreCase{"", "Chinese leaders view the alliance network as a tool of containment.", "CHN-"},
    GenreCase{"", "Russia is using energy to weaken European support for Kyiv.", "RUS-"},
    GenreCase{"", "The Kremlin remains intent on subjugating Ukraine.", "RUS+"},
    GenreCase{"", "North Korea wants recognition as a nuclear power.", "PRK+"},
    GenreCase{"", "North Korea carried out four tests in that month.", ""},
    GenreCase{"", "Iranian officials insist that they will not bargain over missiles.", "IRN-"},
    GenreCase{"", "The group has about 2,000 fighters in the border region.", ""},
    GenreCase{"", "India and China have tried to calm tensions along the frontier.", "CHN+ IND+"},
    GenreCase{"", "Islamabad is suspicious of Indian activity in Kabul.", "PAK-"},
    GenreCase{"", "Caracas has courted Moscow and Tehran for help.", "VEN+"},
    GenreCase{"", "Beijing bristles at foreign commentary on Xinjiang.", "CHN-"},
    GenreCase{"",
              "Moscow's need for drones has deepened its ties with Tehran, which expects fighter "
              "jets in return.",
              "IRN+ RUS+"},
    GenreCase{"", "A miscalculation in the strait could lead to war.", ""},
    GenreCase{"", "The Hague has championed the idea from the start.", "NLD+"},
    GenreCase{"", "For Ankara, the Kurdish question outweighed all others.", "TUR-"},
    GenreCase{"", "Bucharest and Warsaw lobbied hard for the brigade.", "POL+ ROU+"},
    GenreCase{"", "Rome, wary of opening another front, counselled delay.", "ITA-"},
    GenreCase{"", "Athens' reservations were overcome only in the final week.", "GRC-"},
    GenreCase{"", "Spain alone among the allies rejected the target.", "ESP-"},
    GenreCase{"", "Macron has since warmed to the idea.", "FRA+"},
    GenreCase{"", "The communique runs to ninety paragraphs.", ""},
    GenreCase{"",
              "Estonia, Latvia and Lithuania were the loudest advocates of a permanent presence.",
              "EST+ LTU+ LVA+"},
    GenreCase{"", "Berlin's initial hesitation irritated its eastern neighbors.", "DEU-"},
    GenreCase{"", "Japan's decision to send a mission reflected its desire for closer ties.",
              "JPN+"},
    GenreCase{"", "Seoul has gradually come around to the same view.", "KOR+"},
    GenreCase{"",
              "Canberra's strategic documents speak of the Indo-Pacific as a single theater and "
              "call for collective deterrence.",
              "AUS+"},
    GenreCase{"", "Nuclear weapons remain anathema to Wellington.", "NZL-"},
    GenreCase{"", "Figures for 2024 are given in Table 3.", ""},
    GenreCase{"", "Ottawa's preference was for a smaller force.", "CAN+"},
    GenreCase{"", "American officials grew impatient with the pace of European spending.", "USA-"},
    GenreCase{"",
              "Oslo was not enthusiastic about the proposal, though it did not stand in the way.",
              "NOR-"},
    GenreCase{"", "Sweden and Finland gave up neutrality and applied for membership.", "FIN+ SWE+"},
    GenreCase{"", "Both Beijing and Moscow depict the partnership as a plot.", "CHN- RUS-"},
};

TEST(RuleGenres, AnalyticProse) {
  for (const GenreCase& one : analytic_cases) {
    EXPECT_EQ(genre_held(one), one.held) << one.sentence;
  }
}

}  // namespace
}  // namespace entente::ingest::rules
