// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/coder_agreement.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "coding_evidence.hpp"
#include "test_record.hpp"

namespace entente::positions {
namespace {

using Codes = std::vector<std::size_t>;

/// A study with one document of ten sentences of 100 bytes, two actors and two issues.
record::Study coded_base() {
  record::Study study;
  for (const char* id : {"AAA", "BBB"}) {
    testing::add_row(study, "actor", {{"id", id}, {"name", id}, {"kind", "state"}});
  }
  for (const char* id : {"I1", "I2"}) {
    testing::add_row(study, "issue", {{"id", id}, {"code", id}, {"claim", "c"}, {"kind", "goal"}});
  }
  testing::add_row(study, "source", {{"id", "S1"}, {"title", "t"}});
  for (const char* id : {"D1", "D2"}) {
    testing::add_row(study, "document", {{"id", id}, {"source", "S1"}});
  }
  for (int i = 0; i < 10; ++i) {
    testing::add_row(study, "passage",
                     {{"id", "p" + std::to_string(i)},
                      {"source", "S1"},
                      {"document", "D1"},
                      {"byte_start", std::to_string(100 * i)},
                      {"byte_end", std::to_string(100 * i + 100)}});
  }
  return study;
}

void add_span(record::Study& study, const char* id, int begin, int end) {
  testing::add_row(study, "passage",
                   {{"id", id},
                    {"source", "S1"},
                    {"document", "D1"},
                    {"byte_start", std::to_string(begin)},
                    {"byte_end", std::to_string(end)}});
}

struct Coded {
  const char* coder;
  int stance;
  std::string passages;
  const char* issue = "I1";
  const char* actor = "AAA";
  const char* status = "";
  const char* date = "2024-01-01";
  const char* sources = "";
  const char* target = "";
};

void add_code(record::Study& study, const Coded& coded) {
  const std::string id = "P" + std::to_string(study.table("statement").rows());
  testing::add_row(study, "statement",
                   {{"id", id},
                    {"actor", coded.actor},
                    {"issue", coded.issue},
                    {"target", coded.target},
                    {"stance", std::to_string(coded.stance)},
                    {"date", coded.date},
                    {"passages", coded.passages},
                    {"sources", coded.sources},
                    {"coder", coded.coder},
                    {"status", coded.status}});
}

record::Snapshot coded_study(const std::vector<Coded>& codes, record::Study study = coded_base()) {
  for (const Coded& coded : codes) add_code(study, coded);
  return record::build_snapshot(study).value();
}

/// Units as lists of statement numbers.
std::vector<Codes> unit_lists(const record::Snapshot& snapshot, const UnitOptions& options = {}) {
  std::vector<Codes> out;
  const CodingUnits units = coding_units(snapshot, options).value();
  for (const CodingUnit& unit : units.units) {
    auto& list = out.emplace_back();
    for (const StatementCode s : unit.codes) list.push_back(s.value());
  }
  return out;
}

CoderAgreementOptions quick() {
  CoderAgreementOptions out;
  out.replicates = 199;
  return out;
}

TEST(CoderKinds, StandBeforeTheColon) {
  EXPECT_EQ(coder_kind("A. Analyst"), CoderKind::Person);
  EXPECT_EQ(coder_kind("rule: lexicon 2"), CoderKind::Rule);
  EXPECT_EQ(coder_kind("Model:x"), CoderKind::Model);
  EXPECT_EQ(coder_kind("adjudicator: B. Lead"), CoderKind::Adjudicator);
  EXPECT_EQ(coder_kind("Desk: A. Analyst"), CoderKind::Person);
  EXPECT_EQ(coder_kind(""), CoderKind::Person);
}

TEST(CodingUnits, OneActorOneIssueOneSentence) {
  const auto snapshot = coded_study({{"A", 1, "p1"},
                                     {"B", 2, "p1"},
                                     {"B", 2, "p1", "I2"},
                                     {"B", 2, "p1", "I1", "BBB"},
                                     {"B", 0, "p3"},
                                     {"A", 0, "p2;p3"},
                                     {"C", 0, "p4"}});
  EXPECT_EQ(unit_lists(snapshot), (std::vector<Codes>{{0, 1}, {2}, {3}, {4, 5}, {6}}));
  const auto units = coding_units(snapshot, {}).value();
  EXPECT_TRUE(units.units[1].passed_over) << "A coded that sentence, on another issue";
  EXPECT_FALSE(units.units[4].passed_over) << "nobody else coded p4";
  EXPECT_EQ(units.coders.size(), 3U);
}

TEST(CodingUnits, TheSameBytesAreTheSamePassage) {
  record::Study study = coded_base();
  add_span(study, "again", 100, 200);
  add_span(study, "half", 100, 160);
  const auto snapshot = coded_study({{"A", 1, "p1"}, {"B", 1, "again"}, {"C", 1, "half"}}, study);
  EXPECT_EQ(unit_lists(snapshot), (std::vector<Codes>{{0, 1}, {2}}));
  EXPECT_TRUE(coding_units(snapshot, {})->units[1].passed_over);
}

TEST(CodingUnits, SpansMatchFromTheThreshold) {
  record::Study study = coded_base();
  add_span(study, "a", 0, 150);
  add_span(study, "b", 50, 200);   // 100 of 200 with a
  add_span(study, "c", 149, 400);  // 51 of 350 with b, 1 of 400 with a
  const auto snapshot = coded_study({{"A", 1, "a"}, {"B", 1, "b"}, {"C", 1, "c"}}, study);
  UnitOptions options;
  options.match = UnitMatch::Overlap;
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0, 1}, {2}}));
  options.least_overlap = 0.51;
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0}, {1}, {2}}));
  options.least_overlap = 51.0 / 350;
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0, 1}, {2}}))
      << "a and c do not match, so c cannot join by way of b";
  EXPECT_EQ(unit_lists(snapshot), (std::vector<Codes>{{0}, {1}, {2}}));
  options.least_overlap = 0;
  EXPECT_EQ(coding_units(snapshot, options).error().kind, ErrorKind::Range);
  options.least_overlap = 1.5;
  EXPECT_EQ(coding_units(snapshot, options).error().kind, ErrorKind::Range);
}

TEST(CodingUnits, WordsOfOneSentenceMatchBySentence) {
  record::Study study = coded_base();
  add_span(study, "subject", 500, 510);
  add_span(study, "object", 530, 540);
  add_span(study, "next", 541, 560);
  add_span(study, "across", 535, 545);
  const auto snapshot = coded_study(
      {{"A", 1, "subject"}, {"B", 1, "object"}, {"C", 1, "next"}, {"D", 1, "across"}}, study);
  UnitOptions options;
  options.match = UnitMatch::Sentence;
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0}, {1, 3}, {2}}))
      << "without sentences the bytes count";
  const record::Table& passages = study.table("passage");
  options.sentences.resize(passages.rows());
  options.sentences[*passages.find("subject")] = {500, 541};
  options.sentences[*passages.find("object")] = {500, 541};
  options.sentences[*passages.find("next")] = {541, 600};
  options.sentences[*passages.find("across")] = {500, 600};
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0, 1}, {2, 3}}))
      << "the last touches both sentences, of which the second is the longer";
}

TEST(CodingUnits, SpansOfDifferentDocumentsNeverOverlap) {
  record::Study study = coded_base();
  testing::add_row(study, "passage",
                   {{"id", "other"},
                    {"source", "S1"},
                    {"document", "D2"},
                    {"byte_start", "100"},
                    {"byte_end", "200"}});
  const auto snapshot =
      coded_study({{"A", 1, "p1"}, {"B", 1, "other"}, {"B", 1, "p1;other"}}, study);
  UnitOptions options;
  options.match = UnitMatch::Overlap;
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0, 2}, {1}}));
}

TEST(CodingUnits, TheClosestPairIsMatchedFirst) {
  record::Study study = coded_base();
  add_span(study, "wide", 100, 300);
  const auto snapshot =
      coded_study({{"A", 1, "wide"}, {"A", 2, "p1"}, {"B", 2, "p1"}, {"B", 0, "wide"}}, study);
  UnitOptions options;
  options.match = UnitMatch::Overlap;
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0, 3}, {1, 2}}));
}

TEST(CodingUnits, ASecondCodeOfOneCoderStaysAlone) {
  const auto snapshot = coded_study({{"A", 1, "p1", "I1", "AAA", "", "2024-02-01"},
                                     {"A", 2, "p1", "I1", "AAA", "", "2024-01-01"},
                                     {"B", 1, "p1", "I1", "AAA", "", "2024-01-01"}});
  EXPECT_EQ(unit_lists(snapshot), (std::vector<Codes>{{0}, {1, 2}})) << "the date decides";
}

TEST(CodingUnits, SourcesCountAsTheyAreNamed) {
  const auto snapshot = coded_study({{"A", 1, "", "I1", "AAA", "", "2024-01-01", "S1"},
                                     {"B", 1, "", "I1", "AAA", "", "2024-01-01", "S1"},
                                     {"C", 1, "p1"}});
  EXPECT_EQ(unit_lists(snapshot), (std::vector<Codes>{{0, 1}, {2}}));
  UnitOptions options;
  options.match = UnitMatch::Overlap;
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0, 1}, {2}}));
}

TEST(CodingUnits, AdjudicationsDecideAndAreNoCodes) {
  const auto snapshot = coded_study({{"A", 1, "p1", "I1", "AAA", "rejected"},
                                     {"B", -1, "p1", "I1", "AAA", "rejected"},
                                     {"adjudicator: C", 0, "p1"},
                                     {"A", 1, "p2"},
                                     {"B", 2, "p2", "I1", "AAA", "rejected"},
                                     {"A", 1, "p3"},
                                     {"B", 2, "p3", "I1", "AAA", "proposed"},
                                     {"adjudicator: C", 0, "p9"},
                                     {"A", 1, "p4", "I1", "AAA", "edited"},
                                     {"B", 1, "p4"}});
  const auto units = coding_units(snapshot, {}).value();
  ASSERT_EQ(units.units.size(), 4U);
  EXPECT_EQ(units.units[0].codes.size(), 2U) << "rejected codes are kept";
  EXPECT_EQ(units.units[0].adjudication, StatementCode(2));
  EXPECT_TRUE(settled(snapshot, units.units[0]));
  EXPECT_TRUE(settled(snapshot, units.units[1])) << "one accepted, the other rejected";
  EXPECT_FALSE(settled(snapshot, units.units[2]));
  EXPECT_EQ(units.adjudications_alone, std::vector<StatementCode>{StatementCode(7)});
  EXPECT_EQ(units.edited, std::vector<StatementCode>{StatementCode(8)});
  const auto made = coder_agreement(snapshot, quick()).value();
  EXPECT_EQ(made.disputed, 3U);
  EXPECT_EQ(made.settled, 2U);
  EXPECT_EQ(made.all.overall.units, 3U);
  EXPECT_EQ(made.units.coders.size(), 2U);
}

TEST(CodingUnits, OnlyWhatIsAskedFor) {
  const auto snapshot = coded_study(
      {{"A", 1, "p1"}, {"B", 1, "p1"}, {"C", 1, "p1"}, {"A", 1, "p2", "I2"}, {"B", 1, "p2", "I2"}});
  UnitOptions options;
  options.issues = {IssueCode(1)};
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{3, 4}}));
  options = {};
  options.coders = {CoderCode(0), CoderCode(2)};
  EXPECT_EQ(unit_lists(snapshot, options), (std::vector<Codes>{{0, 2}, {3}}));
  EXPECT_FALSE(coding_units(snapshot, options)->units[1].passed_over) << "B was not asked for";
}

TEST(CodingUnits, TooManyOnOneSentence) {
  record::Study study = coded_base();
  for (int i = 0; i < 7000; ++i) add_code(study, {i % 2 == 0 ? "A" : "B", 1, "p1"});
  const auto snapshot = record::build_snapshot(study).value();
  EXPECT_EQ(coding_units(snapshot, {}).error().kind, ErrorKind::Limit);
}

TEST(CoderAgreementOfAStudy, FiguresKindsAndSentence) {
  std::vector<Coded> codes;
  for (int i = 0; i < 10; ++i) {
    const std::string passage = "p" + std::to_string(i);
    const int stance = i % 5 - 2;
    codes.push_back({"A", stance, passage});
    codes.push_back({"B", i == 0 ? -1 : stance, passage});
    codes.push_back({"model: m", stance > 0 ? 1 : -1, passage});
  }
  const auto snapshot = coded_study(codes);
  auto options = quick();
  const auto made = coder_agreement(snapshot, options).value();
  EXPECT_EQ(made.all.overall.units, 10U);
  EXPECT_EQ(made.all.overall.values, 30U);
  ASSERT_TRUE(made.people);
  EXPECT_EQ(made.people->overall.values, 20U);
  EXPECT_GT(made.people->overall.alpha->value, made.all.overall.alpha->value);
  EXPECT_EQ(made.all.pairs.size(), 3U);
  EXPECT_EQ(made.kinds[2], CoderKind::Model);
  EXPECT_EQ(made.documents, 1U);
  EXPECT_FALSE(made.by_documents) << "one document is too few to draw documents";
  EXPECT_EQ(made.all.categories.size(), 5U);
  const std::string sentence = coder_agreement_sentence(made);
  EXPECT_NE(sentence.find("over 10 units"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("a sign, not a measure"), std::string::npos) << sentence;
  options.drawn = DrawnBy::Documents;
  EXPECT_EQ(coder_agreement(snapshot, options)->all.overall.alpha->state,
            stats::IntervalState::TooFew);
  options = quick();
  options.machines = {CoderCode(1)};
  EXPECT_EQ(coder_agreement(snapshot, options)->people->overall.units, 0U);
  options.level = stats::ScaleLevel::Ratio;
  EXPECT_EQ(coder_agreement(snapshot, options).error().kind, ErrorKind::Usage);
}

TEST(CoderAgreementOfAStudy, NothingCodedTwiceAndNoVariation) {
  const auto alone =
      coder_agreement(coded_study({{"A", 1, "p1"}, {"A", 2, "p2"}}), quick()).value();
  EXPECT_EQ(coder_agreement_sentence(alone),
            "Nobody coded a unit twice: agreement between coders cannot be told; a random 10 % "
            "should be re-coded.");
  const auto flat = coder_agreement(coded_study({{"A", 1, "p1"}, {"B", 1, "p1"}}), quick()).value();
  EXPECT_FALSE(flat.all.overall.alpha);
  EXPECT_EQ(flat.all.overall.percent->value, 1);
  EXPECT_NE(coder_agreement_sentence(flat).find("undefined"), std::string::npos);
  EXPECT_EQ(coder_agreement(coded_study({}), quick())->all.overall.units, 0U);
}

TEST(CoderAgreementOfAStudy, TheFlagshipHasOneCoder) {
  const auto study = testing::flagship(ENTENTE_SOURCE_DIR);
  if (!study) GTEST_SKIP() << "the flagship is not in this tree";
  const auto made = coder_agreement(record::build_snapshot(*study).value(), quick()).value();
  EXPECT_EQ(made.all.overall.units, 0U);
  EXPECT_EQ(made.units.coders.size(), 1U);
}

TEST(DrawForRecoding, IsNestedAndKeepsToItsOwn) {
  std::vector<Coded> codes;
  for (int i = 0; i < 10; ++i) codes.push_back({"A", 1, "p" + std::to_string(i)});
  codes.push_back({"adjudicator: X", 1, "p1"});
  codes.push_back({"B", 1, "p1", "I1", "AAA", "proposed"});
  const auto snapshot = coded_study(codes);
  EXPECT_EQ(recodable(snapshot, {}), 10U);
  const auto three = draw_for_recoding(snapshot, {}, 3, 7);
  const auto six = draw_for_recoding(snapshot, {}, 6, 7);
  ASSERT_EQ(three.size(), 3U);
  EXPECT_TRUE(std::equal(three.begin(), three.end(), six.begin()));
  EXPECT_NE(three, draw_for_recoding(snapshot, {}, 3, 8));
  EXPECT_EQ(draw_for_recoding(snapshot, {}, 99, 7).size(), 10U);
  codes.erase(codes.begin() + 11);
  EXPECT_EQ(draw_for_recoding(coded_study(codes), {}, 3, 7), three) << "other rows play no part";
}

TEST(CoderAgreementMethod, CardIsComplete) {
  const MethodCard& card = coder_agreement_card();
  EXPECT_FALSE(card.formula.empty());
  EXPECT_FALSE(card.warnings.empty());
  const auto page =
      testing::file_bytes(std::filesystem::path(ENTENTE_SOURCE_DIR) / "docs" / "methods.md");
  if (!page) GTEST_SKIP() << "docs/methods.md is not in this tree";
  EXPECT_NE(page->find("\n## " + std::string(card.name) + "\n"), std::string::npos);
  for (const MethodParameter& parameter : card.parameters) {
    EXPECT_NE(page->find("`" + std::string(parameter.name) + "`"), std::string::npos)
        << parameter.name;
  }
}

/// Any study of a few coders: a unit has no coder twice, no statement is lost or doubled, and all
/// codes of a unit share words.
RC_GTEST_PROP(CodingUnitLaws, EveryStatementStandsOnce, ()) {
  record::Study study = coded_base();
  for (int i = 0; i < 8; ++i) {
    const int begin = *rc::gen::inRange(0, 300);
    add_span(study, ("r" + std::to_string(i)).c_str(), begin, begin + *rc::gen::inRange(1, 300));
  }
  const int count = *rc::gen::inRange(0, 30);
  const char* coders[] = {"A", "B", "C", "rule: r"};
  for (int i = 0; i < count; ++i) {
    add_code(study, {coders[*rc::gen::inRange(0, 4)], *rc::gen::inRange(-2, 3),
                     "r" + std::to_string(*rc::gen::inRange(0, 8)),
                     *rc::gen::inRange(0, 2) == 0 ? "I1" : "I2"});
  }
  const auto snapshot = record::build_snapshot(study).value();
  for (const UnitMatch match : {UnitMatch::Passage, UnitMatch::Overlap}) {
    UnitOptions options;
    options.match = match;
    options.least_overlap = 0.3;
    const auto units = coding_units(snapshot, options).value();
    std::vector<StatementCode> all;
    for (std::size_t s = 0; s < snapshot.statements.size(); ++s) all.emplace_back(s);
    const CodingEvidence evidence(snapshot, all);
    std::vector<int> met(snapshot.statements.size());
    for (const CodingUnit& unit : units.units) {
      for (const StatementCode s : unit.codes) {
        ++met[s.value()];
        for (const StatementCode t : unit.codes) {
          if (s == t) continue;
          RC_ASSERT(snapshot.statements.coder[s.value()] != snapshot.statements.coder[t.value()]);
          RC_ASSERT(snapshot.statements.issue[s.value()] == snapshot.statements.issue[t.value()]);
          const auto a = static_cast<std::uint32_t>(s.value());
          const auto b = static_cast<std::uint32_t>(t.value());
          const double shared =
              match == UnitMatch::Passage ? evidence.items_shared(a, b) : evidence.overlap(a, b);
          RC_ASSERT(shared >= (match == UnitMatch::Passage ? 1e-9 : 0.3 - 1e-12));
        }
      }
    }
    RC_ASSERT(std::all_of(met.begin(), met.end(), [](int n) { return n == 1; }));
  }
}

RC_GTEST_PROP(CodingUnitLaws, ThreadsChangeNothing, ()) {
  std::vector<Coded> codes;
  for (int i = 0; i < 10; ++i) {
    for (const char* coder : {"A", "B"}) {
      codes.push_back({coder, *rc::gen::inRange(-2, 3), "p" + std::to_string(i)});
    }
  }
  const auto snapshot = coded_study(codes);
  auto options = quick();
  const auto one = coder_agreement(snapshot, options).value();
  options.threads = 7;
  const auto seven = coder_agreement(snapshot, options).value();
  RC_ASSERT(coder_agreement_sentence(one) == coder_agreement_sentence(seven));
  RC_ASSERT(one.all.overall.alpha.has_value() == seven.all.overall.alpha.has_value());
  if (one.all.overall.alpha) {
    RC_ASSERT(one.all.overall.alpha->interval == seven.all.overall.alpha->interval);
  }
}

}  // namespace
}  // namespace entente::positions
