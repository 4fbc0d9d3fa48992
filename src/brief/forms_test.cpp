// SPDX-License-Identifier: GPL-3.0-or-later
// The page, the print form and pandoc's form of the brief, on the flagship and on hostile texts.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "entente/base/text.hpp"
#include "entente/brief/brief.hpp"
#include "figure/test_markup.hpp"
#include "footnotes.hpp"
#include "positions/test_record.hpp"

namespace entente::brief {
namespace {

using Json = nlohmann::json;
using figure::testing::read_markup;
using positions::testing::add_row;

constexpr std::string_view api_version = "[1,22,2,1]";

Brief compose_at(const record::Study& study, Extent extent) {
  const auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  Options options;
  options.extent = extent;
  const auto brief = compose(study, *snapshot, options);
  EXPECT_TRUE(brief) << (brief ? "" : to_string(brief.error()));
  return *brief;
}

/// One actor and claim, every text of which is `text`.
record::Study tiny_study(const std::string& text) {
  record::Study study;
  study.settings.title = text;
  study.settings.question = text;
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"ALA", "BEL"};
  add_row(study, "source", {{"id", "S1"}, {"title", text}, {"locator", text}});
  add_row(study, "actor", {{"id", "ALA"}, {"name", text}, {"kind", "state"}});
  add_row(study, "actor", {{"id", "BEL"}, {"name", text}, {"kind", "state"}});
  add_row(study, "issue", {{"id", "I1"}, {"group", text}, {"claim", text}, {"kind", "goal"}});
  for (const char* actor : {"ALA", "BEL"}) {
    add_row(study, "statement",
            {{"id", std::string("P-") + actor},
             {"actor", actor},
             {"issue", "I1"},
             {"stance", "2"},
             {"date", "2024"},
             {"sources", "S1"},
             {"coder", text}});
  }
  add_row(study, "option", {{"id", "O1"}, {"who", text}, {"what", text}, {"sources", "S1"}});
  return study;
}

/// All nodes of a type, in order.
void find_nodes(const Json& tree, const char* type, std::vector<Json>& out) {
  if (tree.is_object() && tree.value("t", "") == type) out.push_back(tree);
  for (const Json& part : tree) {
    if (part.is_structured()) find_nodes(part, type, out);
  }
}

std::vector<Json> nodes(const Json& tree, const char* type) {
  std::vector<Json> out;
  find_nodes(tree, type, out);
  return out;
}

bool has_evidence(const Paragraph& paragraph) {
  return std::any_of(paragraph.runs.begin(), paragraph.runs.end(),
                     [](const Run& run) { return !run.evidence.empty(); });
}

std::string words_in(const Json& tree) {
  std::string out;
  if (tree.is_object() && tree.value("t", "") == "Str") return tree["c"].get<std::string>();
  if (tree.is_object() && tree.value("t", "") == "Space") return " ";
  for (const Json& part : tree) {
    if (part.is_structured()) out += words_in(part);
  }
  return out;
}

TEST(Page, HasItsSectionsInOrderAndTheAnnexAfterThem) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const auto ids = [&study](Extent extent, Part part) {
    std::vector<std::string> out;
    for (const Section& section : compose_at(*study, extent).sections) {
      if (section.part == part) out.push_back(section.id);
    }
    return out;
  };
  const std::vector<std::string> page = {"bottom-line", "why-now",  "positions", "agreements",
                                         "formats",     "forecast", "options",   "doubts"};
  EXPECT_EQ(ids(Extent::OnePage, Part::Page), page);
  EXPECT_TRUE(ids(Extent::OnePage, Part::Annex).empty());
  EXPECT_EQ(ids(Extent::Annex, Part::Page), page);
  EXPECT_EQ(ids(Extent::Annex, Part::Annex).front(), "who-stands-where");
}

TEST(Page, EveryClaimOfItHasEvidenceInTheRegister) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const Brief brief = compose_at(*study, Extent::OnePage);
  const RegisterIndex index(brief);
  const auto cited = cited_data(brief);
  EXPECT_GT(cited.size(), 140U);
  for (const std::string& datum : cited) EXPECT_NE(index.entry(datum), nullptr) << datum;
  for (const Section& section : brief.sections) {
    bool evidence = false;
    for (const Block& block : section.blocks) {
      if (const auto* list = std::get_if<BulletList>(&block)) {
        for (const Paragraph& item : list->items) {
          EXPECT_TRUE(has_evidence(item)) << section.id << ": " << item.runs.front().text;
        }
        evidence = true;
      } else if (const auto* table = std::get_if<TableBlock>(&block)) {
        for (const auto& row : table->rows) {
          EXPECT_TRUE(std::any_of(row.begin(), row.end(), has_evidence)) << section.id;
        }
        evidence = true;
      } else if (const auto* text = std::get_if<Paragraph>(&block)) {
        evidence = evidence || has_evidence(*text);
      }
    }
    EXPECT_TRUE(evidence) << section.id;
  }
}

TEST(Footnotes, NameASourceInFullOnceAndShortAfter) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const Brief brief = compose_at(*study, Extent::Annex);
  Footnotes footnotes(brief);
  const auto text = [&footnotes](const std::vector<std::string>& evidence) {
    std::string out;
    for (const NotePiece& piece : footnotes.next(evidence)) out += piece.text;
    return out;
  };
  EXPECT_EQ(
      text({"option/O1"}),
      "Report of the Expert Study Group on NATO and Indo-Pacific Partners: executive summary, "
      "USIP, February 2024 [USIP2024], L56.1, L56.2 (O1).");
  EXPECT_EQ(text({"option/O1a"}), "USIP2024, L56.3 (O1a).");
  EXPECT_EQ(footnotes.cited({"option/O1"}), 1U);
  EXPECT_EQ(footnotes.cited({"option/O1a"}), 2U);
  EXPECT_EQ(footnotes.cited({"option/O2"}), 0U);
}

TEST(Print, IsSoundAndEveryFootnoteSaysSomething) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  for (const Extent extent : {Extent::OnePage, Extent::Annex, Extent::Full}) {
    const Brief brief = compose_at(*study, extent);
    const std::string html = to_print_html(brief);
    EXPECT_EQ(html, to_print_html(compose_at(*study, extent))) << "the same bytes";
    const auto reading = read_markup(html);
    ASSERT_EQ(reading.fault, "");
    const auto ids = reading.values("id");
    std::size_t notes = 0;
    for (const auto& element : reading.elements) {
      EXPECT_NE(element.name, "script");
      EXPECT_NE(element.name, "link");
      if (const auto src = element.attributes.find("src"); src != element.attributes.end()) {
        EXPECT_TRUE(src->second.starts_with("data:image/svg+xml,")) << src->second.substr(0, 40);
      }
      const auto type = element.attributes.find("class");
      notes += type != element.attributes.end() && type->second == "fn" ? 1 : 0;
    }
    EXPECT_GT(notes, 20U);
    EXPECT_EQ(html.find("\"></span>"), std::string::npos) << "an empty footnote";
    if (extent == Extent::OnePage) {
      for (const std::string& href : reading.values("href")) {
        EXPECT_TRUE(!href.starts_with("#") || ids.contains(href.substr(1))) << href;
      }
    }
    EXPECT_EQ(html.find("id=\"register\"") != std::string::npos, extent == Extent::Full);
  }
}

TEST(Print, TheFlagshipsPageIsSetTightlyAndAShortOneIsNot) {
  EXPECT_EQ(estimated_density(compose_at(tiny_study("Short"), Extent::OnePage)), Density::Normal);
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  EXPECT_NE(estimated_density(compose_at(*study, Extent::Annex)), Density::Normal);
}

TEST(Pandoc, HasHeaderRowsFootnotesAndAlternativeTexts) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  const Brief brief = compose_at(*study, Extent::Annex);
  const auto text = to_pandoc(brief, api_version);
  ASSERT_TRUE(text) << to_string(text.error());
  EXPECT_EQ(*text, *to_pandoc(compose_at(*study, Extent::Annex), api_version));
  const Json tree = Json::parse(*text);
  EXPECT_EQ(tree["pandoc-api-version"], Json::parse(api_version));
  const auto tables = nodes(tree, "Table");
  EXPECT_GT(tables.size(), 5U);
  for (const Json& table : tables) {
    EXPECT_EQ(table["c"][3][1].size(), 1U) << "one header row";
    const std::size_t columns = table["c"][2].size();
    for (const Json& row : table["c"][4][0][3]) EXPECT_EQ(row[1].size(), columns);
  }
  const auto images = nodes(tree, "Image");
  EXPECT_EQ(images.size(), figures_of(brief).size());
  for (const Json& image : images) EXPECT_GT(words_in(image["c"][1]).size(), 40U);
  const auto notes = nodes(tree, "Note");
  EXPECT_GT(notes.size(), 60U);
  for (const Json& note : notes) EXPECT_GT(words_in(note).size(), 3U);
}

TEST(Pandoc, NothingOfAStudyIsReadAsMarkup) {
  for (const char* text : {"<script>x</script>", "**bold** [a](b) $x$", "`raw`{=openxml}",
                           "\xff\x01", "javascript:alert(1)", "file:///etc/passwd"}) {
    const auto out = to_pandoc(compose_at(tiny_study(text), Extent::Full), api_version);
    ASSERT_TRUE(out);
    EXPECT_FALSE(first_broken_utf8(*out));
    const Json tree = Json::parse(*out);
    for (const Json& raw : nodes(tree, "RawBlock")) {
      EXPECT_EQ(raw["c"][1], "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    }
    // Cross-references to notes, which hold our own numbers only.
    static const std::regex field("(<[a-zA-Z:/= \"]+>| NOTEREF fn\\d+ \\\\h |\\d+)+");
    for (const Json& raw : nodes(tree, "RawInline")) {
      EXPECT_TRUE(std::regex_match(raw["c"][1].get<std::string>(), field)) << raw;
    }
    for (const Json& link : nodes(tree, "Link")) {
      const std::string href = link["c"][2][0];
      EXPECT_TRUE(href.starts_with("#") || href.starts_with("https://") ||
                  href.starts_with("http://"))
          << href;
    }
    EXPECT_EQ(read_markup(to_print_html(compose_at(tiny_study(text), Extent::Full))).fault, "");
  }
}

TEST(Pandoc, AVersionThatCannotBeReadIsSaid) {
  for (const char* version : {"", "{}", "[]", "[\"a\"]"}) {
    const auto out = to_pandoc(compose_at(tiny_study("x"), Extent::OnePage), version);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().kind, ErrorKind::Internal);
  }
}

/// Sentences of the brief's own: what stands in quotes is a claim of the study.
void add_sentences(const Paragraph& paragraph, std::vector<std::string>& out) {
  std::string text;
  for (const Run& run : paragraph.runs) text += run.text;
  static const std::regex quotes("“[^”]*”");
  text = std::regex_replace(text, quotes, "");
  std::string sentence;
  for (std::size_t i = 0; i < text.size(); ++i) {
    sentence += text[i];
    const bool end = text[i] == '.' && (i + 1 == text.size() || text[i + 1] == ' ');
    if (end || i + 1 == text.size()) out.push_back(std::exchange(sentence, {}));
  }
}

// ICD 203 (Office of the Director of National Intelligence, 2015), D.6.e.2: words of likelihood
// from one list, and never in one sentence with a word of confidence.
TEST(Wording, LikelihoodAndConfidenceNeverShareASentence) {
  const auto study = positions::testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "studies/nato-ip4 is not there";
  std::vector<std::string> sentences;
  for (const Section& section : compose_at(*study, Extent::Full).sections) {
    for (const Block& block : section.blocks) {
      if (const auto* text = std::get_if<Paragraph>(&block)) add_sentences(*text, sentences);
      if (const auto* list = std::get_if<BulletList>(&block)) {
        for (const Paragraph& item : list->items) add_sentences(item, sentences);
      }
    }
  }
  ASSERT_GT(sentences.size(), 50U);
  static const std::regex likelihood(
      "\\b(almost no chance|remote|(very )?unlikely|improbable|roughly even|(very )?likely|"
      "probabl[ey]|almost certain(ly)?|nearly certain|possibly|perhaps)\\b",
      std::regex::icase);
  static const std::regex confidence("\\bconfiden(ce|t)\\b", std::regex::icase);
  for (const std::string& sentence : sentences) {
    EXPECT_FALSE(std::regex_search(sentence, likelihood) && std::regex_search(sentence, confidence))
        << sentence;
  }
}

}  // namespace
}  // namespace entente::brief
