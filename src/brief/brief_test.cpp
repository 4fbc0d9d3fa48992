// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/brief/brief.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/markup.hpp"
#include "figure/test_markup.hpp"
#include "positions/test_record.hpp"
#include "style.hpp"

namespace entente::brief {
namespace {

using figure::testing::read_markup;
using figure::testing::Reading;
using positions::testing::add_row;
using positions::testing::day;

/// Two actors, three claims, a document, a dispute, a judgement, an engagement of each dating.
record::Study small_study() {
  record::Study study;
  study.settings.title = "Two neighbours";
  study.settings.question = "Where do the two stand?";
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"ALA", "BEL"};
  study.settings.focus_name = "N2";
  add_row(study, "label", {{"id", "L1"}, {"marking", "FOR OFFICIAL USE"}});
  add_row(study, "source",
          {{"id", "S1"},
           {"title", "Joint statement"},
           {"publisher", "Ministry"},
           {"date", "2024-05-02"},
           {"locator", "https://example.org/a"}});
  add_row(study, "source",
          {{"id", "S2"},
           {"title", "A memory"},
           {"locator", "javascript:alert(1)"},
           {"verification", "unverified"}});
  add_row(study, "document", {{"id", "D1"}, {"source", "S1"}, {"language", "en"}});
  add_row(study, "passage",
          {{"id", "S1#p1"},
           {"source", "S1"},
           {"document", "D1"},
           {"locator", "paragraph 1"},
           {"byte_start", "0"},
           {"byte_end", "24"},
           {"note", "both want yearly talks"}});
  add_row(study, "actor", {{"id", "ALA"}, {"name", "Aland"}, {"kind", "state"}});
  add_row(study, "actor", {{"id", "BEL"}, {"name", "Belandia"}, {"kind", "state"}});
  add_row(study, "actor", {{"id", "CES"}, {"name", "Cestland"}, {"kind", "state"}});
  add_row(study, "format", {{"id", "BI"}, {"name", "Bilateral talks"}});
  const auto issue = [&](const char* id, const char* group, const char* claim, const char* kind) {
    add_row(study, "issue",
            {{"id", id},
             {"group", group},
             {"claim", claim},
             {"kind", kind},
             {"code", id},
             {"passages", "S1#p1"}});
  };
  issue("I1", "talks", "Hold yearly consultations", "goal");
  issue("I2", "talks", "Open a joint office", "goal");
  issue("I3", "trade", "Lower tariffs", "posture");
  const auto said = [&](const char* id, const char* actor, const char* on, const char* stance,
                        const char* date, const char* sources, const char* verification) {
    add_row(study, "statement",
            {{"id", id},
             {"actor", actor},
             {"issue", on},
             {"stance", stance},
             {"date", date},
             {"passages", "S1#p1"},
             {"sources", sources},
             {"coder", "A. Analyst"},
             {"hedge", "appears"},
             {"confidence", "low"},
             {"status", "accepted"},
             {"verification", verification}});
  };
  said("P1", "ALA", "I1", "2", "2024-05-02", "", "");
  said("P2", "BEL", "I1", "2", "2024-05-02", "", "");
  said("P3", "ALA", "I2", "2", "2021", "S2", "unverified");
  said("P4", "BEL", "I2", "-1", "2024", "S1", "");
  said("P5", "CES", "I2", "0", "2024", "S1", "");
  add_row(study, "assessment",
          {{"id", "J1"},
           {"assessor", "Desk analyst"},
           {"actor", "BEL"},
           {"issue", "I3"},
           {"low", "-1"},
           {"best", "0"},
           {"high", "1"},
           {"reason", "said little so far"}});
  const auto met = [&](const char* id, const char* date, const char* participants,
                       const char* label) {
    add_row(study, "engagement",
            {{"id", id},
             {"date", date},
             {"type", "meeting"},
             {"level", "leader"},
             {"format", "BI"},
             {"participants", participants},
             {"summary", "They meet"},
             {"sources", "S1"},
             {"label", label}});
  };
  met("E1", "2024-05-02", "ALA;BEL", "");
  met("E2", "2023~", "ALA", "L1");
  met("E3", "199X", "ALA", "");
  met("E4", "2025-02", "BEL", "");
  add_row(study, "dispute",
          {{"id", "X1"},
           {"topic", "Date of the first talks"},
           {"claim_a", "2 May"},
           {"sources_a", "S1"},
           {"claim_b", "3 May"},
           {"sources_b", "S2"},
           {"handling", "prefer the ministry"}});
  study.attach_document_text("D1", "Both want talks, yearly. They met.");
  return study;
}

Brief composed(const record::Study& study, const Options& options = {}) {
  const auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  const auto brief = compose(study, *snapshot, options);
  EXPECT_TRUE(brief) << (brief ? "" : to_string(brief.error()));
  return *brief;
}

/// What every brief must keep, whatever the study.
void expect_sound(const Brief& brief, const std::string& html) {
  const Reading reading = read_markup(html);
  ASSERT_EQ(reading.fault, "");
  EXPECT_FALSE(first_broken_utf8(html));
  std::set<std::string> ids;
  std::size_t h1 = 0;
  for (const auto& element : reading.elements) {
    EXPECT_NE(element.name, "script");
    EXPECT_NE(element.name, "iframe");
    EXPECT_NE(element.name, "img");
    EXPECT_NE(element.name, "link");
    h1 += element.name == "h1" ? 1 : 0;
    for (const auto& [name, value] : element.attributes) {
      EXPECT_FALSE(name.starts_with("on")) << name;
      EXPECT_NE(name, "style");
      EXPECT_NE(name, "src");
      if (name == "id") {
        EXPECT_TRUE(ids.insert(value).second) << "id twice: " << value;
      }
    }
  }
  EXPECT_EQ(h1, 1U);
  for (const auto& element : reading.elements) {
    const auto href = element.attributes.find("href");
    if (href == element.attributes.end()) continue;
    if (href->second.starts_with("#")) {
      EXPECT_TRUE(ids.contains(href->second.substr(1))) << "dead link " << href->second;
    } else {
      EXPECT_TRUE(href->second.starts_with("http://") || href->second.starts_with("https://"));
      EXPECT_NE(element.attributes.at("rel").find("noreferrer"), std::string::npos);
    }
  }
  std::set<std::string> entries;
  for (const EntryGroup& group : brief.evidence) {
    for (const Entry& entry : group.entries) {
      EXPECT_TRUE(entries.insert(entry.datum).second);
      EXPECT_TRUE(ids.contains(figure::anchor_id(entry.datum)));
    }
  }
  for (const std::string& datum : cited_data(brief)) {
    EXPECT_TRUE(entries.contains(datum)) << "cited, not in the register: " << datum;
  }
  for (const EntryGroup& group : brief.evidence) {
    for (const Entry& entry : group.entries) {
      for (const std::string& datum : entry.rests_on) EXPECT_TRUE(entries.contains(datum)) << datum;
      for (const std::string& datum : entry.used_by) EXPECT_TRUE(entries.contains(datum)) << datum;
    }
  }
}

const Entry* entry_of(const Brief& brief, std::string_view datum) {
  for (const EntryGroup& group : brief.evidence) {
    for (const Entry& entry : group.entries) {
      if (entry.datum == datum) return &entry;
    }
  }
  return nullptr;
}

std::string words_of(const Brief& brief, std::string_view section) {
  std::string out;
  for (const Section& part : brief.sections) {
    if (part.id != section) continue;
    for (const Block& block : part.blocks) {
      if (const auto* p = std::get_if<Paragraph>(&block)) {
        for (const Run& run : p->runs) out += run.text;
        out += "\n";
      }
      if (const auto* list = std::get_if<BulletList>(&block)) {
        for (const Paragraph& item : list->items) {
          for (const Run& run : item.runs) out += run.text;
          out += "\n";
        }
      }
    }
  }
  return out;
}

TEST(Compose, SaysWhatTheRecordSays) {
  const Brief brief = composed(small_study());
  EXPECT_EQ(brief.as_of, "31 December 2024");
  EXPECT_EQ(brief.counts, "5 codings of 3 actors on 3 issues, from a record of 2 sources");
  EXPECT_EQ(words_of(brief, "bottom-line"),
            "Of the 6 positions that the two could hold (3 claims), 4 are on record; 2 are not "
            "known, and unknown is not neutral.\n"
            "Both fully support 1 claim: “Hold yearly consultations”.\n"
            "They part on 1 claim: on “Open a joint office” Aland supports (++); Belandia leans "
            "against (−).\n");
}

TEST(Compose, ChainsBothWays) {
  const Brief brief = composed(small_study());
  const Entry* statement = entry_of(brief, "statement/P1");
  ASSERT_NE(statement, nullptr);
  EXPECT_EQ(statement->heading, "Aland supports (++): Hold yearly consultations");
  EXPECT_EQ(statement->rests_on, (std::vector<std::string>{"passage/S1#p1", "issue/I1"}));
  const Entry* passage = entry_of(brief, "passage/S1#p1");
  ASSERT_NE(passage, nullptr);
  EXPECT_EQ(passage->rests_on, std::vector<std::string>{"source/S1"});
  EXPECT_EQ(passage->quote, "Both want talks, yearly.");
  EXPECT_EQ(passage->quote_language, "en");
  EXPECT_NE(std::find(passage->used_by.begin(), passage->used_by.end(), "statement/P1"),
            passage->used_by.end());
  EXPECT_TRUE(entry_of(brief, "statement/P3")->unverified);
  EXPECT_TRUE(entry_of(brief, "source/S2")->unverified);
}

TEST(Compose, QuotesOnlyAttachedDocuments) {
  record::Study study = small_study();
  const std::string with = to_html(composed(study));
  EXPECT_NE(with.find("Both want talks, yearly."), std::string::npos);
  record::Study bare = small_study();
  bare.attach_document_text("D1", "");
  EXPECT_EQ(to_html(composed(bare)).find("Both want talks"), std::string::npos);
}

TEST(Compose, MarkingIsTheUnionOfTheInputs) {
  record::Study study = small_study();
  EXPECT_EQ(composed(study).marking, "FOR OFFICIAL USE");
  add_row(study, "label", {{"id", "L2"}, {"marking", "SENSITIVE"}});
  add_row(study, "source", {{"id", "S3"}, {"title", "Unused"}, {"label", "L2"}});
  EXPECT_EQ(composed(study).marking, "FOR OFFICIAL USE") << "an unused input marks nothing";
  add_row(study, "statement",
          {{"id", "P9"},
           {"actor", "BEL"},
           {"issue", "I3"},
           {"stance", "1"},
           {"date", "2024"},
           {"coder", "x"},
           {"sources", "S3"}});
  EXPECT_EQ(composed(study).marking, "FOR OFFICIAL USE · SENSITIVE");
  EXPECT_EQ(composed(record::Study(), {day("2024-01-01"), "", {}, {}}).marking, "UNMARKED");
}

TEST(Compose, SaysWhatCouldBeWrongAndWhatIsNotKnown) {
  const Brief brief = composed(small_study());
  const std::string doubts = words_of(brief, "could-be-wrong");
  EXPECT_NE(doubts.find("1 of 4 positions on record is carried forward"), std::string::npos)
      << doubts;
  EXPECT_NE(doubts.find("1 coding is unverified"), std::string::npos) << doubts;
  EXPECT_NE(doubts.find("one coder, A. Analyst"), std::string::npos) << doubts;
  EXPECT_NE(doubts.find("1 of 2 in the table source"), std::string::npos) << doubts;
  EXPECT_NE(words_of(brief, "engagements").find("1 engagement known to the decade only"),
            std::string::npos);
  EXPECT_NE(words_of(brief, "engagements").find("1 engagement after 31 December 2024"),
            std::string::npos);
  EXPECT_NE(words_of(brief, "judgements").find("belief of Desk analyst"), std::string::npos);
}

TEST(Compose, OneSharedSentenceIsCounted) {
  record::Study study = small_study();
  study.settings.focus = {"ALA", "BEL", "CES"};
  add_row(study, "statement",
          {{"id", "P6"},
           {"actor", "CES"},
           {"issue", "I1"},
           {"stance", "2"},
           {"date", "2024"},
           {"coder", "x"},
           {"passages", "S1#p1"}});
  EXPECT_NE(words_of(composed(study), "could-be-wrong")
                .find("3 of 6 codings of the three rest on one sentence alone that speaks of at "
                      "least three"),
            std::string::npos);
}

TEST(Compose, ErrorsHaveAMend) {
  record::Study study = small_study();
  const auto snapshot = record::build_snapshot(study);
  ASSERT_TRUE(snapshot);
  const auto focus = compose(study, *snapshot, {std::nullopt, "", {"BLE"}, {}});
  ASSERT_FALSE(focus);
  EXPECT_EQ(focus.error().kind, ErrorKind::Reference);
  EXPECT_NE(focus.error().mend.find("BEL"), std::string::npos);
  const auto format = compose(study, *snapshot, {std::nullopt, "", {}, {"BII"}});
  ASSERT_FALSE(format);
  EXPECT_EQ(format.error().kind, ErrorKind::Reference);
  study.settings.as_of.reset();
  const auto undated_snapshot = record::build_snapshot(study);
  ASSERT_TRUE(undated_snapshot);
  const auto undated = compose(study, *undated_snapshot, {});
  ASSERT_FALSE(undated);
  EXPECT_EQ(undated.error().kind, ErrorKind::Missing);
}

TEST(Html, SmallStudyIsSoundAndAsItWas) {
  const record::Study study = small_study();
  const Brief brief = composed(study);
  const std::string html = to_html(brief);
  expect_sound(brief, html);
  EXPECT_EQ(html, to_html(composed(study))) << "the same record gives the same bytes";
  EXPECT_EQ(figure::testing::snapshot_difference(ENTENTE_SOURCE_DIR, "brief.html", html), "");
}

TEST(Html, EmptyStudy) {
  const Brief brief = composed(record::Study(), {day("2024-01-01"), "", {}, {}});
  expect_sound(brief, to_html(brief));
  EXPECT_NE(words_of(brief, "bottom-line").find("no statement yet"), std::string::npos);
}

TEST(Html, StyleHashIsTheOneOfTheContentPolicy) {
  const Sha256 hash = sha256(style_sheet);
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string base64;
  for (std::size_t i = 0; i < hash.size(); i += 3) {
    const unsigned a = hash[i];
    const unsigned b = i + 1 < hash.size() ? hash[i + 1] : 0U;
    const unsigned c = i + 2 < hash.size() ? hash[i + 2] : 0U;
    const unsigned bits = (a << 16U) | (b << 8U) | c;
    base64 += digits[bits >> 18U];
    base64 += digits[(bits >> 12U) & 63U];
    base64 += i + 1 < hash.size() ? digits[(bits >> 6U) & 63U] : '=';
    base64 += i + 2 < hash.size() ? digits[bits & 63U] : '=';
  }
  EXPECT_EQ(std::string(style_hash), base64) << "put this hash into style.cpp";
}

/// Every text cell of the study is hostile at once.
record::Study hostile_study(const std::string& text) {
  record::Study study = small_study();
  record::Study out;
  out.settings = study.settings;
  out.settings.title = text;
  out.settings.question = text;
  out.settings.focus_name = text;
  out.settings.language = text;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& from = study.table(t);
    for (std::size_t r = 0; r < from.rows(); ++r) {
      auto cells = from.row_cells(r);
      for (std::size_t c = 1; c < cells.size(); ++c) {
        const auto& column = from.schema().columns[c];
        const bool free = column.kind == record::ColumnKind::Text ||
                          (column.kind == record::ColumnKind::Word && column.vocabulary.empty());
        if (free) cells[c] = text;
      }
      out.table(t).append(std::span<const std::string>(cells));
    }
  }
  out.attach_document_text("D1", "<script>alert(1)</script> and more");
  return out;
}

TEST(Html, HostileStudyYieldsTextOnly) {
  for (const char* text :
       {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x",
        "javascript:alert(1)", "</title></style></svg><b>", "]]>-->", "\xff\xfe<\xc0\xaf"}) {
    const Brief brief = composed(hostile_study(text));
    const std::string html = to_html(brief);
    expect_sound(brief, html);
    EXPECT_EQ(html.find("href=\"javascript"), std::string::npos);
  }
}

RC_GTEST_PROP(HtmlProperty, AnyTextIsSafe, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const record::Study study = hostile_study(text);
  const auto snapshot = record::build_snapshot(study);
  RC_ASSERT(snapshot.has_value());
  const auto brief = compose(study, *snapshot, {});
  RC_ASSERT(brief.has_value());
  const std::string html = to_html(*brief);
  RC_ASSERT(read_markup(html).fault.empty());
  RC_ASSERT(!first_broken_utf8(html));
}

TEST(Flagship, BriefIsSoundAndSaysTheKnownFigures) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const Brief brief = composed(*study);
  const std::string html = to_html(brief);
  expect_sound(brief, html);
  const std::string bottom = words_of(brief, "bottom-line");
  EXPECT_NE(bottom.find("Of the 172 positions"), std::string::npos) << bottom;
  EXPECT_NE(bottom.find("140 are on record"), std::string::npos) << bottom;
  EXPECT_NE(bottom.find("32 are not known"), std::string::npos) << bottom;
  EXPECT_NE(bottom.find("Give lethal military aid to Ukraine"), std::string::npos) << bottom;
  EXPECT_EQ(brief.marking, "UNMARKED");
  EXPECT_NE(brief.coder_agreement, "");
  EXPECT_NE(html.find(brief.coder_agreement), std::string::npos);
  EXPECT_NE(to_print_html(brief).find(brief.coder_agreement), std::string::npos);
  for (const char* word : {" likely", " probably", " possibly", " unlikely", " perhaps"}) {
    for (const Section& section : brief.sections) {
      if (section.id.starts_with("forecast")) continue;  // its words have a test of their own
      EXPECT_EQ(words_of(brief, section.id).find(word), std::string::npos) << word;
    }
  }
  const auto bilateral =
      words_of(composed(*study, {std::nullopt, "", {}, {"BILAT", "NAC+1", "COE"}}), "engagements");
  EXPECT_NE(
      bilateral.find("36 for Japan, 23 for South Korea, 16 for Australia and 8 for New Zealand"),
      std::string::npos)
      << bilateral;
}

}  // namespace
}  // namespace entente::brief
