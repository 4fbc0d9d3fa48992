// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>

#include "entente/brief/brief.hpp"
#include "figure/test_markup.hpp"
#include "positions/test_record.hpp"

namespace entente::brief {
namespace {

using positions::testing::add_row;

/// Two actors and two claims; what is known of the second claim the rules cannot tell.
record::Study prospect_study() {
  record::Study study;
  study.settings.title = "Prospects";
  study.settings.as_of = *Date::parse("2024-12-31");
  study.settings.focus = {"ALA", "BEL"};
  add_row(study, "source", {{"id", "S1"}, {"title", "A source"}});
  for (const char* actor : {"ALA", "BEL"}) {
    add_row(study, "actor", {{"id", actor}, {"name", actor}, {"kind", "state"}});
    add_row(study, "statement",
            {{"id", std::string("P-") + actor},
             {"actor", actor},
             {"issue", "I1"},
             {"stance", "2"},
             {"date", "2024"},
             {"salience", "60"},
             {"sources", "S1"}});
  }
  add_row(study, "issue", {{"id", "I1"}, {"group", "g"}, {"claim", "Open it"}, {"kind", "goal"}});
  add_row(study, "issue", {{"id", "I2"}, {"group", "g"}, {"claim", "Shut it"}, {"kind", "goal"}});
  add_row(study, "rule", {{"id", "G2"}, {"condition", "a stake of all"}, {"sources", "S1"}});
  return study;
}

Prospects some_prospects() {
  Prospects out;
  out.draws = 1600;
  out.coalitions = CoalitionProspect{
      {{0, 0.4, {0, 0}, true}, {0.4, 0.45, {0, 0}, false}, {0.45, std::nullopt, {0, 1}, true}},
      0.9};
  PackageProspect package;
  package.lines = {{IssueCode(0), 1.5, 0.8, {StatementCode(0), StatementCode(1)}, {}}};
  package.package.satisfactions = {0.9, 0.8};
  package.package.central_80 = {{0.5, 1.1}, {0.6, 0.95}};
  package.package.survives = 0.97;
  package.proven = true;
  package.saliences_unknown = 1;
  package.front = {{package.lines, 0.7, 0.9}, {package.lines, 0.8, 0.85}};
  out.package = std::move(package);
  for (std::size_t issue = 0; issue < 2; ++issue) {
    auto& measures = out.measures.emplace_back();
    measures.issue = IssueCode(issue);
    for (auto& values : measures.values) values = {0.5F};
  }
  advise::FormatRankingOptions options;
  options.draws = 100;
  out.rankings = advise::rank_formats(out.measures, options).value();
  return out;
}

Brief brief_with(const Prospects* prospects, Extent extent = Extent::Full) {
  const record::Study study = prospect_study();
  const auto snapshot = record::build_snapshot(study).value();
  Options options;
  options.extent = extent;
  options.prospects = prospects;
  return compose(study, snapshot, options).value();
}

const Section* section_named(const Brief& brief, std::string_view id) {
  const auto found = std::find_if(brief.sections.begin(), brief.sections.end(),
                                  [id](const Section& section) { return section.id == id; });
  return found == brief.sections.end() ? nullptr : &*found;
}

std::string first_words(const Section& section) {
  for (const Block& block : section.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) return paragraph->runs.front().text;
  }
  return {};
}

TEST(Prospects, AreShownWithTheirFiguresAndEvidence) {
  const Prospects prospects = some_prospects();
  const Brief brief = brief_with(&prospects);
  const Section* coalitions = section_named(brief, "coalitions");
  ASSERT_NE(coalitions, nullptr);
  EXPECT_EQ(
      first_words(*coalitions),
      "Nobody knows what a format costs its members. Where it costs nothing, best is ALA, BEL "
      "together, until each further partner costs 0.40 of full agreement. Over 1600 draws of "
      "the positions, all together are best at no cost in 90\u00A0%.");
  const Section* package = section_named(brief, "package");
  ASSERT_NE(package, nullptr);
  EXPECT_EQ(package->blocks.size(), 4U);
  std::vector<std::string> titles;
  for (const FigureBlock* block : figures_of(brief)) {
    titles.push_back(block->figure.name);
    EXPECT_TRUE(figure::testing::read_markup(block->figure.svg).fault.empty());
    EXPECT_FALSE(block->figure.evidence.empty());
  }
  EXPECT_EQ(std::count(titles.begin(), titles.end(), "interval-bars"), 3);
  const auto cited = cited_data(brief);
  EXPECT_NE(std::find(cited.begin(), cited.end(), "statement/P-BEL"), cited.end());
}

TEST(Prospects, RankFormatsOnlyWhereTheRulesCannotTell) {
  const Prospects prospects = some_prospects();
  const Brief brief = brief_with(&prospects);
  const Section* ranking = section_named(brief, "format-ranking");
  ASSERT_NE(ranking, nullptr);
  const auto& table = std::get<TableBlock>(ranking->blocks.front());
  // Of the first claim stances and saliences are known, and G2 is met.
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows.front().front().runs.front().text, "Shut it");
}

TEST(Prospects, AreLeftOutWhereThereAreNoneAndOnOnePage) {
  const Prospects prospects = some_prospects();
  for (const char* id : {"coalitions", "package", "format-ranking"}) {
    EXPECT_EQ(section_named(brief_with(nullptr), id), nullptr);
    EXPECT_EQ(section_named(brief_with(&prospects, Extent::OnePage), id), nullptr);
    const Prospects nothing;
    EXPECT_EQ(section_named(brief_with(&nothing), id), nullptr);
  }
}

}  // namespace
}  // namespace entente::brief
