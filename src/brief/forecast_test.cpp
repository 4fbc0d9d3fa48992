// SPDX-License-Identifier: GPL-3.0-or-later
// What the brief says of forecasts: judged lines only, each likelihood with its number and its
// model's past error, a line that cannot be forecast beside those that can.
#include "forecast.hpp"

#include <gmock/gmock.h>

#include <regex>

#include "entente/brief/brief.hpp"
#include "entente/room/likelihood.hpp"
#include "positions/test_record.hpp"

namespace entente::brief {
namespace {

using positions::testing::add_row;
using ::testing::HasSubstr;

record::Study judged_study() {
  record::Study study;
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"ALA", "BEL"};
  for (const auto& [id, name] : {std::pair{"ALA", "Aland"},
                                 {"BEL", "Belandia"},
                                 {"CES", "Cestland"},
                                 {"DOR", "Dorland"},
                                 {"PACT", "the Pact"}}) {
    add_row(study, "actor", {{"id", id}, {"name", name}, {"kind", "state"}});
  }
  for (const char* member : {"ALA", "DOR"}) {
    add_row(study, "membership",
            {{"id", std::string("M-") + member}, {"actor", member}, {"group", "PACT"}});
  }
  for (const char* line : {"L1", "L2"}) {
    add_row(study, "continuum",
            {{"id", line},
             {"name", std::string("Line ") + line},
             {"anchors", "0 none;50 half;100 all"}});
  }
  return study;
}

void judge(record::Study& study, const char* line, const char* actor, const char* best,
           const char* role = "decides", const char* salience = "50") {
  add_row(study, "assessment",
          {{"id", std::string("J-") + line + actor},
           {"assessor", "Desk analyst"},
           {"actor", actor},
           {"continuum", line},
           {"role", role},
           {"best", best},
           {"salience", salience},
           {"power", "1"}});
}

Brief judged_brief(const record::Study& study) {
  const auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  const auto brief = compose(study, *snapshot, {});
  EXPECT_TRUE(brief) << (brief ? "" : to_string(brief.error()));
  return *brief;
}

std::string judged_text(const Paragraph& paragraph) {
  std::string out;
  for (const Run& run : paragraph.runs) out += run.text;
  return out + "\n";
}

/// All words of sections whose id begins so, figures aside.
std::string judged_words(const Brief& brief, std::string_view id) {
  std::string out;
  for (const Section& section : brief.sections) {
    if (!section.id.starts_with(id)) continue;
    out += section.heading + "\n";
    for (const Block& block : section.blocks) {
      if (const auto* text = std::get_if<Paragraph>(&block)) out += judged_text(*text);
      if (const auto* table = std::get_if<TableBlock>(&block)) {
        out += table->caption + "\n";
        for (const auto& row : table->rows) {
          for (const Paragraph& cell : row) out += judged_text(cell);
        }
      }
    }
  }
  return out;
}

TEST(ForecastSection, OnlyJudgedLinesAreForecast) {
  record::Study study = judged_study();
  EXPECT_EQ(judged_words(judged_brief(study), "forecast"), "");
  judge(study, "L2", "ALA", "20");
  judge(study, "L2", "BEL", "60");
  const std::string words = judged_words(judged_brief(study), "forecast");
  EXPECT_THAT(words, HasSubstr("Line L2"));
  EXPECT_EQ(words.find("Line L1"), std::string::npos);
  EXPECT_THAT(words, HasSubstr("judged by Desk analyst"));
  EXPECT_THAT(words, HasSubstr("Of the 2 members of PACT, one (Aland) stands for the rest; nobody "
                               "has judged 1: DOR."));
}

TEST(ForecastSection, ALineThatCannotBeForecastSpoilsNoOther) {
  for (const auto& [best, salience] : {std::pair{"140", "50"}, {"nan", "50"}, {"60", "-1"}}) {
    record::Study study = judged_study();
    judge(study, "L1", "ALA", "20", "decides", salience);
    judge(study, "L1", "BEL", best, "decides", salience);
    judge(study, "L2", "ALA", "20");
    judge(study, "L2", "BEL", "60");
    const std::string words = judged_words(judged_brief(study), "forecast");
    EXPECT_THAT(words, HasSubstr("no forecast: ")) << best;
    EXPECT_THAT(words, HasSubstr("No forecast: ")) << best;
    EXPECT_THAT(words, HasSubstr("PCE")) << best;
  }
}

TEST(ForecastSection, NothingToSayWhereNobodyHasWeightOrOnlyOneIsJudged) {
  record::Study study = judged_study();
  judge(study, "L1", "ALA", "20");
  judge(study, "L2", "ALA", "20", "decides", "0");
  judge(study, "L2", "BEL", "60", "decides", "0");
  const std::string words = judged_words(judged_brief(study), "forecast");
  EXPECT_THAT(words, HasSubstr("No forecast: "));
  EXPECT_EQ(words.find("likely"), std::string::npos);
}

TEST(ForecastSection, FiguresAreThoseOfTheRoom) {
  record::Study study = judged_study();
  judge(study, "L1", "ALA", "20");
  judge(study, "L1", "BEL", "60", "influences");
  judge(study, "L1", "CES", "80", "outside");
  const auto rooms = rooms_of(study, study.settings.as_of->last_day());
  ASSERT_EQ(rooms.size(), 1U);
  ASSERT_FALSE(rooms[0].failed);
  const room::ModelForecast* lead = leading_model(rooms[0]);
  ASSERT_NE(lead, nullptr);
  for (const room::ModelForecast& one : rooms[0].forecast.forecasts) {
    if (one.failed || one.measured == nullptr) continue;
    EXPECT_GE(one.measured->mae, lead->measured->mae);
  }
  const double above = room::chance_above(rooms[0].issue(), lead->forecast, *lead->measured, 25);
  EXPECT_THAT(judged_words(judged_brief(study), "forecast-L1"),
              HasSubstr(std::string("reaching it: ") + std::string(room::likelihood_word(above))));
  EXPECT_THAT(line_evidence(study, rooms[0]),
              ::testing::ElementsAre("continuum/L1", "assessment/J-L1ALA", "assessment/J-L1BEL",
                                     "assessment/J-L1CES"));
}

/// Every word of likelihood in the flagship's brief has its number, and the number has that word.
TEST(ForecastSection, EachLikelihoodWordFitsItsNumber) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const std::string words = judged_words(judged_brief(*study), "forecast");
  static const std::regex likelihood(
      "(almost no chance|very unlikely|unlikely|roughly even chance|very likely|likely|almost "
      "certain)( \\(([0-9]+)\u00A0%\\))?");
  std::size_t n = 0;
  for (std::sregex_iterator it(words.begin(), words.end(), likelihood), end; it != end; ++it) {
    if (it->suffix().str().starts_with(" the outcome is nearest")) continue;  // of a caption
    if (it->suffix().str().starts_with(" (ICD 203)")) continue;
    ++n;
    ASSERT_TRUE((*it)[2].matched) << it->str();
    const double percent = std::stod((*it)[3].str());
    const bool fits = room::likelihood_word((percent - 0.5) / 100) == (*it)[1].str() ||
                      room::likelihood_word((percent + 0.5) / 100) == (*it)[1].str();
    EXPECT_TRUE(fits) << it->str();
  }
  EXPECT_GT(n, 20U);
}

}  // namespace
}  // namespace entente::brief
