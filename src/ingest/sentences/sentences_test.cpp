// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/ingest/sentences.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/uchar.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "entente/base/text.hpp"
#include "ingest/sentences/layout.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

std::vector<std::string> cut(std::string_view text, std::string_view language = "en") {
  std::vector<std::string> out;
  for (const Sentence& one : sentences(text, language)) {
    out.emplace_back(text.substr(one.begin, one.end - one.begin));
  }
  return out;
}

TEST(Sentences, EnglishAbbreviationsDoNotEndThem) {
  EXPECT_THAT(cut("Mr. Smith met Gen. Jones. Sec. Brown of the U.S. State Department came too."),
              ElementsAre("Mr. Smith met Gen. Jones.",
                          "Sec. Brown of the U.S. State Department came too."));
  EXPECT_THAT(
      cut("Cf. Miller, p. 12. See No. 5 and Art. IV of it. On Jan. 6 they met."),
      ElementsAre("Cf. Miller, p. 12.", "See No. 5 and Art. IV of it.", "On Jan. 6 they met."));
  EXPECT_THAT(cut("J. R. Miller and George W. Bush agreed, e.g. Germany. Smith et al. 2020 did "
                  "not."),
              ElementsAre("J. R. Miller and George W. Bush agreed, e.g. Germany.",
                          "Smith et al. 2020 did not."));
}

TEST(Sentences, WordsThatLookLikeAbbreviationsEndThem) {
  EXPECT_THAT(cut("It goes through NATO. The war goes on. So says the ROK. Four came to. No. It is "
                  "so in Jan. The rest follows."),
              ElementsAre("It goes through NATO.", "The war goes on.", "So says the ROK.",
                          "Four came to.", "No.", "It is so in Jan.", "The rest follows."));
  EXPECT_THAT(cut("They left the U.S. However, two stayed. He lived in D.C. In May he left."),
              ElementsAre("They left the U.S.", "However, two stayed.", "He lived in D.C.",
                          "In May he left."));
  EXPECT_THAT(cut("“Why?” he asked. “Go!” And they went. (So it was.) Fine."),
              ElementsAre("“Why?” he asked.", "“Go!”", "And they went.", "(So it was.)", "Fine."));
}

TEST(Sentences, OtherLanguagesHaveListsOfTheirOwn) {
  EXPECT_THAT(cut("M. Dupont a parlé. Selon l’art. 5, p. ex. Mme Martin, c’est clair. « Oui. » Il "
                  "est parti.",
                  "fr"),
              ElementsAre("M. Dupont a parlé.", "Selon l’art. 5, p. ex. Mme Martin, c’est clair.",
                          "« Oui. »", "Il est parti."));
  EXPECT_THAT(
      cut("Am 3. Oktober kam Dr. Weber, d. h. Frau Weber, gem. Art. 5 Abs. 2. Die NATO z. B. "
          "Deutschland blieb. Im 21. Jahrhundert gilt das.",
          "de"),
      ElementsAre("Am 3. Oktober kam Dr. Weber, d. h. Frau Weber, gem. Art. 5 Abs. 2.",
                  "Die NATO z. B. Deutschland blieb.", "Im 21. Jahrhundert gilt das."));
  EXPECT_THAT(
      cut("日本は協力する。「歓迎する。」と述べた。そうですか？はい。", "ja"),
      ElementsAre("日本は協力する。", "「歓迎する。」と述べた。", "そうですか？", "はい。"));
  EXPECT_THAT(
      cut("회담은 2022. 6. 29. 개최되었다. “환영한다.”라고 말했다. 그는 떠났다.", "ko"),
      ElementsAre("회담은 2022. 6. 29. 개최되었다.", "“환영한다.”라고 말했다.", "그는 떠났다."));
  EXPECT_THAT(cut("他同意。“好。”他走了。", "zh"), ElementsAre("他同意。", "“好。”", "他走了。"));
  EXPECT_THAT(cut("„Ja.“ Er ging.„Nein.“ Sie blieb.", "de"),
              ElementsAre("„Ja.“", "Er ging.", "„Nein.“", "Sie blieb."));
  EXPECT_THAT(cut("双方同意合作。会议在东京举行！", "zh"),
              ElementsAre("双方同意合作。", "会议在东京举行！"));
}

TEST(Sentences, HeadingsListItemsAndBlankLinesEndThem) {
  EXPECT_THAT(cut("# A plan\nWe agree on it\n\nand then nothing\n\n- First item\n- second item\n"),
              ElementsAre("# A plan", "We agree on it", "and then nothing", "- First item",
                          "- second item"));
  EXPECT_THAT(cut("Key takeaways\nThe alliance began regular contact with Japan in the last decade "
                  "of the century, and with others later. It goes on."),
              ElementsAre("Key takeaways",
                          "The alliance began regular contact with Japan in the last decade of the "
                          "century, and with others later.",
                          "It goes on."));
  EXPECT_THAT(cut("1. Introduction\n2. What is new\n(a) Cyber\n"),
              ElementsAre("1. Introduction", "2. What is new", "(a) Cyber"));
  EXPECT_THAT(cut("Consult once a year with all four partners\nShare assessments of threats with "
                  "them\nTrain together twice a year from now on\n"),
              SizeIs(3));
  EXPECT_THAT(cut("one page\n\fanother page"), ElementsAre("one page", "another page"));
  EXPECT_THAT(cut("State\tStance\nJapan\t2"), ElementsAre("State\tStance", "Japan\t2"));
}

TEST(Sentences, LinesOfAParagraphDoNotEndThem) {
  const std::string set =
      "The alliance began regular contact with Japan in the nineteen\n"
      "nineties, with New Zealand in 2001, and with Australia and the\n"
      "Republic of Korea in 2005. It has also had regular contact with\n"
      "China since 2010. Australia left\n";
  EXPECT_THAT(cut(set), SizeIs(3));
  EXPECT_EQ(cut(set)[1],
            set.substr(set.find("It has"), set.find(" Australia left") - set.find("It has")));
  EXPECT_THAT(
      cut("日本政府は、民主主義や法の支配という共通の価値観を基礎\nとして、この地域の国々との"
          "協力を一層強めると表明し\nた。来年も続ける。",
          "ja"),
      SizeIs(2));
}

TEST(Sentences, ListMarksStandAlone) {
  for (const char* mark : {"1.", "12)", "(a)", "iv.", "B."})
    EXPECT_TRUE(only_list_mark(mark)) << mark;
  for (const char* other : {"", "1", "2022.", "word.", "(a", "1.2"})
    EXPECT_FALSE(only_list_mark(other)) << other;
}

TEST(Sentences, ManyAbbreviationsInARowTakeNoLonger) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "Mr. A. ";
  EXPECT_THAT(sentences(text, "en"), SizeIs(1));
  EXPECT_LE(sentences(std::string(200'000, '('), "en").size(), 1U);
  std::string lines;
  for (int i = 0; i < 20'000; ++i)
    lines += "and the words of it go on and on in the next line of it\n";
  EXPECT_THAT(sentences(lines, "en"), SizeIs(1));
}

bool white_point(std::int32_t point) { return point >= 0 && u_isUWhiteSpace(point) != 0; }
bool bound_space(std::int32_t point) { return point == 0xA0 || point == 0x2007 || point == 0x202F; }

/// In order, apart, at borders of characters, and nothing but white space outside.
void expect_cover(const std::string& text, const std::vector<Sentence>& all) {
  std::size_t at = 0;
  const auto only_white = [&](std::size_t from, std::size_t to) {
    while (from < to) {
      if (!white_point(next_code_point(text, from))) return false;
    }
    return from == to;
  };
  for (const Sentence& one : all) {
    RC_ASSERT(one.begin >= at);
    RC_ASSERT(one.end > one.begin);
    RC_ASSERT(one.end <= text.size());
    RC_ASSERT(only_white(at, one.begin));
    const std::string words = text.substr(one.begin, one.end - one.begin);
    RC_ASSERT(!first_broken_utf8(words));
    std::size_t start = 0;
    const std::int32_t first = next_code_point(words, start);
    RC_ASSERT(!white_point(first) || bound_space(first));
    at = one.end;
  }
  RC_ASSERT(only_white(at, text.size()));
}

RC_GTEST_PROP(SentencesProperty, CoverTheTextInOrder, ()) {
  static const std::vector<std::string> pieces = {
      "Mr.",    " ",      "\n",     "\n\n",         "NATO.",      "The",    "1.",      "(a)",
      "\u3002", "\u300D", "\u3068", "\u00BB",       "\u00A0",     "U.S.",   "?",       "!\"",
      "\f",     "\t",     "\r\n",   "\uD55C\uAD6D", "2022.",      "- ",     "\u2022 ", "#",
      "z. B.",  "e.g.",   "\u2028", "\u0085",       "\U0001F1EF", "a\u0301"};
  std::string text;
  const auto picks =
      *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(pieces.size())));
  for (const int pick : picks) text += pieces[static_cast<std::size_t>(pick)];
  const auto language = *rc::gen::element<std::string>("en", "fr", "de", "ja", "ko", "", "x?y");
  expect_cover(text, sentences(text, language));
}

RC_GTEST_PROP(SentencesProperty, AnyBytesDoNoHarm, (const std::string& bytes)) {
  std::size_t at = 0;
  for (const Sentence& one : sentences(bytes, "en")) {
    RC_ASSERT(one.begin >= at && one.end > one.begin && one.end <= bytes.size());
    at = one.end;
  }
}

TEST(Language, IsFoundOutOrNot) {
  const auto expect = [](std::string_view text, std::string_view tag) {
    const LanguageGuess guess = language_of(text);
    EXPECT_EQ(guess.tag, tag) << text;
    EXPECT_GT(guess.confidence, 0.9) << text;
  };
  expect("The ministers agreed that both governments will consult with one another every year.",
         "en");
  expect("Les ministres sont convenus que les deux gouvernements se consulteront chaque année.",
         "fr");
  expect("Die Minister vereinbarten, dass sich beide Regierungen jedes Jahr beraten werden.", "de");
  expect("Los ministros acordaron que los dos gobiernos se consultarán cada año.", "es");
  expect("Министры договорились о том, что правительства будут проводить консультации.", "ru");
  expect("両国の大臣は、毎年協議することで合意した。", "ja");
  expect("양국 장관은 매년 협의하기로 합의했다.", "ko");
  expect("两国部长同意每年进行磋商，并加强在该地区的合作。", "zh");
  for (const char* nothing : {"", " ", "12 34", "ok", "\xFF\xFE"}) {
    EXPECT_EQ(language_of(nothing).tag, "und") << nothing;
    EXPECT_EQ(language_of(nothing).confidence, 0) << nothing;
  }
}

/// The report of the shared folder, whose sentences were marked by hand beforehand.
TEST(Sentences, OfTheReportAreThoseThatWereMarked) {
  const char* given = std::getenv("ENTENTE_SHARED");
  const std::filesystem::path shared =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared";
  const auto bytes_of = [](const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
  };
  const std::string text = bytes_of(shared / "corpus" / "usip-2024-nato-indo-pacific.txt");
  const std::string table = bytes_of(shared / "case" / "report_sentences.tsv");
  if (text.empty() || table.empty()) {
    GTEST_SKIP() << "no shared folder with the report: set ENTENTE_SHARED to it";
  }
  std::vector<std::size_t> starts;  // byte of each code point
  for (std::size_t at = 0; at < text.size();
       at += std::max<std::size_t>(1, utf8_sequence_length(text, at)))
    starts.push_back(at);
  starts.push_back(text.size());
  std::vector<Sentence> marked;
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const auto cells = split(line, '\t');
    marked.push_back({starts.at(static_cast<std::size_t>(parse_integer(cells[3]).value())),
                      starts.at(static_cast<std::size_t>(parse_integer(cells[4]).value()))});
  }
  EXPECT_EQ(marked.size(), 197U);
  const std::vector<Sentence> found = sentences(text, "en");
  for (const Sentence& one : marked) {
    EXPECT_NE(std::find(found.begin(), found.end(), one), found.end())
        << "not found: " << text.substr(one.begin, one.end - one.begin);
  }
  for (const Sentence& one : found) {
    EXPECT_NE(std::find(marked.begin(), marked.end(), one), marked.end())
        << "found too: " << text.substr(one.begin, one.end - one.begin);
  }
}

}  // namespace
}  // namespace entente::ingest
