// SPDX-License-Identifier: GPL-3.0-or-later
// The meeting pack: which meetings words are taken for, how claims fall into talking points, and
// that every word of it leads to a row.
#include "entente/brief/meeting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "entente/advise/agenda.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/markup.hpp"
#include "figure/test_markup.hpp"
#include "meeting_kind.hpp"
#include "meeting_pack.hpp"
#include "positions/test_record.hpp"

namespace entente::brief {
namespace {

using positions::testing::add_row;
using positions::testing::day;

void add_meeting(record::Study& study, const char* id, const char* date, const char* level,
                 const char* format, const char* participants, const char* type = "meeting") {
  add_row(study, "engagement",
          {{"id", id},
           {"date", date},
           {"type", type},
           {"level", level},
           {"format", format},
           {"participants", participants},
           {"summary", std::string("What happened at ") + id},
           {"sources", "S1"}});
}

void add_word(record::Study& study, const char* id, const char* actor, const char* issue,
              const char* stance, const char* date, const char* hedge = "") {
  add_row(study, "statement",
          {{"id", id},
           {"actor", actor},
           {"issue", issue},
           {"stance", stance},
           {"date", date},
           {"hedge", hedge},
           {"basis", "explicit"},
           {"sources", "S1"},
           {"coder", "A. Analyst"}});
}

/// A league with a council and an office, three partners, meetings of several kinds.
record::Study league() {
  record::Study study;
  study.settings.title = "A league and three partners";
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"ALA", "BEL", "CES"};
  study.settings.focus_name = "P3";
  study.settings.group_formats = {"L+3", "OFFICE+3"};
  study.settings.stale_after_months = 24;
  add_row(study, "source", {{"id", "S1"}, {"title", "A gazette"}, {"date", "2024"}});
  const auto actor = [&](const char* id, const char* name, const char* kind, const char* parent) {
    add_row(study, "actor", {{"id", id}, {"name", name}, {"kind", kind}, {"parent", parent}});
  };
  actor("ALA", "Aland", "state", "");
  actor("BEL", "Belandia", "state", "");
  actor("CES", "Cestland", "state", "");
  actor("LEAGUE", "The League", "org", "");
  actor("COUNCIL", "League Council", "body", "LEAGUE");
  actor("SEC", "League Secretary", "office", "LEAGUE");
  actor("TRIO", "Trio", "grouping", "");
  actor("IN", "Inland", "state", "");
  add_row(study, "alias", {{"id", "AL1"}, {"actor", "TRIO"}, {"text", "the partners"}});
  for (const auto& [id, member] :
       {std::pair("M1", "ALA"), std::pair("M2", "BEL"), std::pair("M3", "CES")}) {
    add_row(study, "membership", {{"id", id}, {"actor", member}, {"group", "TRIO"}});
  }
  const auto format = [&](const char* id, const char* name, const char* members) {
    add_row(study, "format", {{"id", id}, {"name", name}, {"members", members}});
  };
  format("L+3", "League with the three", "LEAGUE + TRIO");
  format("OFFICE+3", "Secretary with the three", "SEC + TRIO");
  format("FAIR", "Trade fair", "");
  add_meeting(study, "E1", "2021-03-01", "mfa", "L+3", "COUNCIL;ALA;BEL;CES");
  add_meeting(study, "E2", "2022-03-01", "mfa", "L+3", "LEAGUE;ALA;BEL;CES");
  add_meeting(study, "E3", "2023-03-01", "mfa", "L+3", "LEAGUE;ALA;BEL");
  add_meeting(study, "E4", "2023-06-01", "leader", "L+3", "LEAGUE;ALA;BEL;CES");
  add_meeting(study, "E5", "2024-03-01", "mfa", "OFFICE+3", "LEAGUE;ALA;BEL;CES");
  add_meeting(study, "E6", "2024-05-01", "mfa", "FAIR", "LEAGUE;ALA;BEL;CES");
  add_meeting(study, "E7", "2024-06-01", "mfa", "L+3", "LEAGUE;ALA;BEL;CES", "statement");
  add_meeting(study, "E8", "2025-02-01", "mfa", "L+3", "LEAGUE;ALA;BEL;CES");
  const auto issue = [&](const char* id, const char* claim, const char* kind, const char* unity) {
    add_row(
        study, "issue",
        {{"id", id}, {"claim", claim}, {"kind", kind}, {"signalling", unity}, {"sources", "S1"}});
  };
  issue("I1", "Stand together on the strait", "goal", "yes");
  issue("I2", "Share weather data", "goal", "no");
  issue("I3", "Open a joint office", "goal", "no");
  issue("I4", "Teach one another's tongues", "goal", "no");
  issue("I5", "Nobody has spoken of this", "goal", "no");
  const auto all = [&](const char* issue_id, const char* a, const char* b, const char* c) {
    const std::string on = issue_id;
    add_word(study, ("P" + on + "a").c_str(), "ALA", issue_id, a, "2024-02-01");
    add_word(study, ("P" + on + "b").c_str(), "BEL", issue_id, b, "2021");
    add_word(study, ("P" + on + "c").c_str(), "CES", issue_id, c, "2022-01", "appears");
  };
  all("I1", "2", "2", "1");
  all("I2", "1", "2", "1");
  all("I3", "2", "-1", "0");
  add_word(study, "P4a", "ALA", "I4", "1", "2020-01-01");
  add_word(study, "P4b", "ALA", "I4", "2", "2024-07-01");
  add_word(study, "P4c", "BEL", "I4", "1", "2023");
  return study;
}

const std::vector<ActorCode> partners = {ActorCode(0), ActorCode(1), ActorCode(2)};

Result<MeetingKind> kind_of(const record::Study& study, std::string_view words,
                            const char* at = "2024-12-31") {
  const auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  return meeting_kind(study, *snapshot, partners, "the three", day(at), words);
}

std::string ids_of(const record::Study& study, const std::vector<EngagementCode>& list) {
  std::string out;
  for (const EngagementCode e : list) {
    out += (out.empty() ? "" : " ") + std::string(study.table("engagement").id(e.value()));
  }
  return out;
}

MeetingPack pack_of(const record::Study& study, const std::string& words,
                    const char* at = "2024-12-31") {
  const auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  const auto pack = compose_meeting(study, *snapshot, {words, day(at), {}, Extent::Full});
  EXPECT_TRUE(pack) << (pack ? "" : to_string(pack.error()));
  return *pack;
}

std::string pack_text_of(const Paragraph& paragraph) {
  std::string out;
  for (const Run& run : paragraph.runs) out += run.text;
  return out;
}

std::string text_of_section(const Brief& brief, std::string_view id) {
  std::string out;
  for (const Section& section : brief.sections) {
    if (section.id != id) continue;
    for (const Block& block : section.blocks) {
      if (const auto* p = std::get_if<Paragraph>(&block)) out += pack_text_of(*p) + "\n";
      if (const auto* list = std::get_if<BulletList>(&block)) {
        for (const Paragraph& item : list->items) out += "- " + pack_text_of(item) + "\n";
      }
      if (const auto* table = std::get_if<TableBlock>(&block)) {
        out += table->caption + "\n";
        for (const auto& row : table->rows) {
          for (const Paragraph& cell : row) out += pack_text_of(cell) + " | ";
          out += "\n";
        }
      }
    }
  }
  return out;
}

TEST(MeetingKind, IsReadFromWords) {
  const record::Study study = league();
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"League foreign ministers with the partners", "E1 E2"},
      {"LEAGUE foreign ministers with the three", "E1 E2"},
      {"The League's foreign ministers with the three.", "E1 E2"},
      {"foreign ministers", "E1 E2 E5"},
      {"L+3", "E1 E2 E3 E4"},
      {"league with the three", "E1 E2 E3 E4"},
      {"the L+3 leaders", "E4"},
      {"foreign ministers in L+3 with Cestland", "E1 E2"},
      {"E4", "E4"},
      {"E1", "E1 E2 E3"},
      {"ministers with BEL and LEAGUE", "E1 E2 E3 E6"},
      {"statements of ministers with the partners", "E7"},
      {"Secretary with the three", "E5"},
  };
  for (const auto& [words, expected] : cases) {
    const auto kind = kind_of(study, words);
    ASSERT_TRUE(kind) << words << ": " << to_string(kind.error());
    EXPECT_EQ(ids_of(study, kind->before), expected) << words;
    EXPECT_TRUE(kind->unused.empty()) << words;
  }
}

TEST(MeetingKind, SaysWhatItSetAside) {
  const record::Study study = league();
  const auto kind = kind_of(study, "LEAGUE foreign ministers with the partners");
  ASSERT_TRUE(kind);
  std::set<std::string> aside;
  for (const MeetingAside& one : kind->aside) {
    aside.insert(ids_of(study, {one.engagement}) + ": " + one.why);
  }
  EXPECT_EQ(aside,
            (std::set<std::string>{
                "E5: there The League is present by an office alone, the League Secretary",
                "E6: the study does not count that format among those that hold the three as a "
                "group"}));
}

TEST(MeetingKind, TheLastIsStrictlyBeforeTheDay) {
  record::Study study = league();
  const auto on = [&study](const char* at) {
    const auto kind = kind_of(study, "LEAGUE foreign ministers with the three", at);
    EXPECT_TRUE(kind);
    return ids_of(study, kind->before) + " | " + ids_of(study, kind->unsure) + " | " +
           ids_of(study, kind->after);
  };
  EXPECT_EQ(on("2022-03-01"), "E1 |  | E2 E8");
  EXPECT_EQ(on("2022-03-02"), "E1 E2 |  | E8");
  EXPECT_EQ(on("2020-01-01"), " |  | E1 E2 E8");
  add_meeting(study, "E9", "2024", "mfa", "L+3", "LEAGUE;ALA;BEL;CES");
  EXPECT_EQ(on("2024-12-31"), "E1 E2 | E9 | E8") << "a year is too rough to say";
}

TEST(MeetingKind, AWordIsNotAnActorOfTheSameLetters) {
  record::Study study = league();
  add_meeting(study, "E9", "2024-07-01", "mfa", "FAIR", "IN;ALA");
  const auto word = kind_of(study, "foreign ministers in Aland");
  ASSERT_TRUE(word);
  EXPECT_EQ(ids_of(study, word->before), "E1 E2 E3 E5 E6 E9");
  const auto actor = kind_of(study, "foreign ministers, IN and Aland");
  ASSERT_TRUE(actor);
  EXPECT_EQ(ids_of(study, actor->before), "E9");
}

TEST(MeetingKind, ErrorsNameTheNearest) {
  const record::Study study = league();
  for (const std::string_view words : {"meeting", "with the", "picnic at noon", "…", "()"}) {
    const auto kind = kind_of(study, words);
    ASSERT_FALSE(kind) << words;
    EXPECT_EQ(kind.error().kind, ErrorKind::Usage) << words;
    EXPECT_NE(kind.error().mend.find("L+3"), std::string::npos) << kind.error().mend;
  }
  const auto none = kind_of(study, "ambassadors with the three");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
  EXPECT_NE(none.error().mend.find("foreign ministers in L+3 (4, the last 1 February 2025)"),
            std::string::npos)
      << none.error().mend;
  const auto near = kind_of(study, "Trade fare");
  ASSERT_FALSE(near);
  EXPECT_NE(near.error().mend.find("Trade fair"), std::string::npos) << near.error().mend;
  record::Study empty = league();
  empty.table("engagement") = record::Table(empty.table("engagement").schema());
  const auto nobody_met = kind_of(empty, "foreign ministers");
  ASSERT_FALSE(nobody_met);
  EXPECT_NE(nobody_met.error().mend.find("table engagement"), std::string::npos);
  const auto format = kind_of(empty, "L+3");
  ASSERT_TRUE(format) << "a format is a kind of meeting even before the first";
  EXPECT_TRUE(format->before.empty());
}

RC_GTEST_PROP(MeetingKind, AnyWordsGiveAnAnswerOrAnError, (const std::string& words)) {
  static const record::Study study = league();
  static const auto snapshot = record::build_snapshot(study);
  const auto kind = meeting_kind(study, *snapshot, partners, "the three", day("2024-12-31"), words);
  if (!kind) RC_ASSERT(!kind.error().mend.empty());
}

TEST(MeetingPack, SaysWhatTheRecordSays) {
  const MeetingPack pack = pack_of(league(), "LEAGUE foreign ministers with the three");
  EXPECT_EQ(pack.taken,
            "Meetings of foreign ministers with The League and all of the three, on record in the "
            "format L+3; 2 before 31 December 2024, the last 1 March 2022");
  EXPECT_EQ(pack.brief.title, "Meeting pack: LEAGUE foreign ministers with the three");
  EXPECT_EQ(text_of_section(pack.brief, "changed"),
            "- Aland: 3 positions new; 1 position moved; 5 engagements.\n"
            "- Belandia: 1 position new; 3 positions too old now; 5 engagements.\n"
            "- Cestland: 3 positions too old now; 4 engagements.\n");
  EXPECT_EQ(
      text_of_section(pack.brief, "talking-points"),
      "* over 24 months old, or whoever spoke has left (6 of 11 positions on record).\n"
      "Must: unity is to be shown, and all three are on record on one side\n"
      "- “Stand together on the strait”: Aland and Belandia* support (++); Cestland* leans to "
      "support (+); hedged “appears” (1 of 3).\n"
      "Should: a common agenda, goals that all three are known to share\n"
      "- “Share weather data”: Belandia* supports (++); Aland and Cestland* lean to support "
      "(+); hedged “appears” (1 of 3).\n"
      "Could: one step apart or incomplete, and nobody on record against\n"
      "- “Teach one another's tongues”: Aland supports (++); Belandia leans to support (+); "
      "not known of Cestland.\n"
      "If raised: where they part, disagree with themselves, or only lean against\n"
      "- “Open a joint office”: Aland supports (++); Cestland* is neutral (0); Belandia* leans "
      "against (−).\n");
  const std::string bel = text_of_section(pack.brief, "partner-BEL");
  EXPECT_NE(bel.find("Last words: 4 of 4 claims on record, newest first\n"
                     "Teach one another's tongues | 2023; 12 months | explicit; in office: not "
                     "known | + | \n"),
            std::string::npos)
      << bel;
  EXPECT_NE(bel.find("- “Open a joint office”: it leans against (−), 2021; for it: Aland (++).\n"),
            std::string::npos)
      << bel;
  EXPECT_EQ(text_of_section(pack.brief, "partner-CES").find("“Open a joint office” (0"),
            std::string::npos)
      << "below the mean of the others only where that is 1 or more";
}

TEST(MeetingPack, WithoutAnEarlierMeetingSaysSo) {
  const MeetingPack pack =
      pack_of(league(), "LEAGUE foreign ministers with the three", "2021-01-01");
  EXPECT_NE(text_of_section(pack.brief, "meeting")
                .find("No such meeting is on record before 1 January 2021"),
            std::string::npos);
  EXPECT_EQ(text_of_section(pack.brief, "changed"), "");
  EXPECT_EQ(text_of_section(pack.brief, "partner-ALA").find("Changed since"), std::string::npos);
}

TEST(MeetingPack, WhatComesAfterTheDayChangesNothing) {
  record::Study later = league();
  const Brief before = pack_of(league(), "L+3").brief;
  add_word(later, "P99", "CES", "I4", "-2", "2025-01-01");
  add_row(
      later, "contribution",
      {{"id", "C1"}, {"actor", "ALA"}, {"kind", "aid"}, {"date", "2025-01-01"}, {"sources", "S1"}});
  add_row(later, "term",
          {{"id", "T1"},
           {"actor", "ALA"},
           {"office", "premier"},
           {"person", "Somebody"},
           {"from", "2025-01-01"},
           {"sources", "S1"}});
  const Brief after = pack_of(later, "L+3").brief;
  ASSERT_EQ(before.sections.size(), after.sections.size());
  for (const Section& section : before.sections) {
    EXPECT_EQ(text_of_section(before, section.id), text_of_section(after, section.id));
  }
}

TEST(MeetingPack, EveryDatumIsInTheRegisterAndTheFormsAreSound) {
  record::Study study = league();
  add_row(study, "interest",
          {{"id", "IT1"},
           {"actor", "ALA"},
           {"kind", "priority"},
           {"rank", "1"},
           {"item", "<script>alert(1)</script>"},
           {"sources", "S1"}});
  add_row(study, "option", {{"id", "O1"}, {"who", "Aland"}, {"what", "lead"}, {"sources", "S1"}});
  add_row(study, "option",
          {{"id", "O2"}, {"who", "the three"}, {"what", "meet"}, {"sources", "S1"}});
  const MeetingPack pack = pack_of(study, "L+3 \"<b>&");
  EXPECT_EQ(pack.unused, std::vector<std::string>{"<b>&"});
  std::set<std::string> entries;
  for (const EntryGroup& group : pack.brief.evidence) {
    for (const Entry& entry : group.entries) entries.insert(entry.datum);
  }
  for (const std::string& datum : cited_data(pack.brief)) {
    EXPECT_TRUE(entries.contains(datum)) << datum;
  }
  EXPECT_NE(text_of_section(pack.brief, "partner-ALA").find("O1, Aland: lead"), std::string::npos);
  EXPECT_EQ(text_of_section(pack.brief, "partner-BEL").find("O1"), std::string::npos);
  EXPECT_NE(text_of_section(pack.brief, "group-asks").find("O2, the three: meet"),
            std::string::npos);
  const std::string html = to_html(pack.brief);
  EXPECT_EQ(figure::testing::read_markup(html).fault, "");
  EXPECT_EQ(figure::testing::read_markup(to_print_html(pack.brief)).fault, "");
  EXPECT_EQ(html.find("<script>"), std::string::npos);
  EXPECT_EQ(html, to_html(pack_of(study, "L+3 \"<b>&").brief)) << "the same bytes";
  EXPECT_TRUE(to_pandoc(pack.brief, "[1,22,2,1]"));
}

TEST(MeetingPack, NeedsAFocusAndADay) {
  record::Study study = league();
  study.settings.focus.clear();
  auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot);
  const auto unfocused = compose_meeting(study, *snapshot, {"L+3"});
  ASSERT_FALSE(unfocused);
  EXPECT_EQ(unfocused.error().kind, ErrorKind::Missing);
  EXPECT_EQ(unfocused.error().place.column, "focus");
  EXPECT_TRUE(compose_meeting(study, *snapshot, {"L+3", std::nullopt, {"BEL"}}));
  study.settings.focus = {"ALA"};
  study.settings.as_of.reset();
  snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot);
  const auto undated = compose_meeting(study, *snapshot, {"L+3"});
  ASSERT_FALSE(undated);
  EXPECT_EQ(undated.error().kind, ErrorKind::Missing);
}

/// Stances of three actors on eight claims; 9 is unknown.
record::Study with_stances(const std::vector<int>& stances, const std::vector<int>& flags) {
  record::Study study;
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"A0", "A1", "A2"};
  add_row(study, "source", {{"id", "S1"}, {"title", "x"}});
  for (const char* id : {"A0", "A1", "A2"}) {
    add_row(study, "actor", {{"id", id}, {"name", id}, {"kind", "state"}});
  }
  for (std::size_t i = 0; i * 3 < stances.size(); ++i) {
    const std::string id = "I" + std::to_string(i);
    add_row(study, "issue",
            {{"id", id},
             {"claim", id},
             {"kind", flags[i] % 2 == 0 ? "goal" : "posture"},
             {"signalling", flags[i] / 2 % 2 == 0 ? "no" : "yes"},
             {"sources", "S1"}});
    for (std::size_t a = 0; a < 3; ++a) {
      const int stance = stances[i * 3 + a];
      if (stance > 2) continue;
      const std::string actor = "A" + std::to_string(a);
      add_word(study, ("P" + id + actor).c_str(), actor.c_str(), id.c_str(),
               std::to_string(stance).c_str(), "2024");
      // Now and then the actor contradicts itself on the same date.
      if (flags[i] / 4 == 1 && a == 0) {
        add_word(study, ("Q" + id + actor).c_str(), actor.c_str(), id.c_str(),
                 std::to_string(-stance).c_str(), "2024");
      }
    }
  }
  return study;
}

RC_GTEST_PROP(TalkingPoints, EveryClaimStandsInExactlyOneList, ()) {
  const auto stances =
      *rc::gen::container<std::vector<int>>(24, rc::gen::element(-2, -1, 0, 1, 1, 2, 2, 9));
  const auto flags = *rc::gen::container<std::vector<int>>(8, rc::gen::inRange(0, 6));
  const record::Study study = with_stances(stances, flags);
  const auto snapshot = record::build_snapshot(study);
  RC_ASSERT(snapshot.has_value());
  Context context{study, *snapshot, day("2024-12-31"), partners, "the three", "all three",
                  {},    {},        std::nullopt,      {},       {},          {}};
  context.positions =
      *positions::latest_positions(*snapshot, {context.at, context.focus, {}, std::nullopt});
  const TalkingPoints points = talking_points(context);
  std::multiset<std::size_t> rows;
  for (const auto* list :
       {&points.must, &points.should, &points.could, &points.raised, &points.none}) {
    for (const IssueFinding& finding : *list) rows.insert(finding.row);
  }
  const auto on_record = findings(context.positions);
  RC_ASSERT(rows.size() == on_record.size());
  for (const IssueFinding& finding : on_record) RC_ASSERT(rows.count(finding.row) == 1U);
  for (const IssueFinding& finding : points.must) {
    RC_ASSERT(finding.known == 3U);
    RC_ASSERT(finding.low >= 1 || finding.high <= -1);
    RC_ASSERT(flags[finding.row] / 2 % 2 == 1);
  }
  const auto agenda = advise::common_agenda(*snapshot, context.positions);
  RC_ASSERT(agenda.has_value());
  for (const IssueFinding& finding : points.should) {
    RC_ASSERT(finding.known == 3U);
    RC_ASSERT(std::any_of(agenda->begin(), agenda->end(), [&finding](const auto& entry) {
      return entry.issue_row == finding.row;
    }));
  }
  for (const IssueFinding& finding : points.could) {
    RC_ASSERT(finding.low >= 0);
    RC_ASSERT(finding.high - finding.low <= 1);
  }
  for (std::size_t i = 1; i < points.raised.size(); ++i) {
    RC_ASSERT(points.raised[i - 1].high - points.raised[i - 1].low >=
              points.raised[i].high - points.raised[i].low);
  }
}

TEST(MeetingPack, TheFlagshipHasNoWordOfLikelihood) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const MeetingPack pack = pack_of(*study, "NATO foreign ministers with the four", "2025-12-31");
  static const std::regex likelihood(
      "\\b(almost no chance|remote|(very )?unlikely|improbable|roughly even|(very )?likely|"
      "probabl[ey]|almost certain(ly)?|nearly certain|possibly|perhaps)\\b",
      std::regex::icase);
  for (const Section& section : pack.brief.sections) {
    const std::string text = section.heading + "\n" + text_of_section(pack.brief, section.id);
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, likelihood)) << section.id << ": " << found.str();
  }
  EXPECT_EQ(pack.taken.substr(pack.taken.find(';') + 2),
            "5 before 31 December 2025, the last 3 April 2025");
}

}  // namespace
}  // namespace entente::brief
