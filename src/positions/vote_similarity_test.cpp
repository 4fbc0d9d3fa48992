// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/vote_similarity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "entente/base/csv.hpp"
#include "entente/base/text.hpp"

namespace entente::positions {
namespace {

using record::RollCall;
using record::RollCallMatrix;
using record::Vote;

/// One string a voter, one of "YAN.X" a roll call.
RollCallMatrix voting(const std::vector<std::string>& lines,
                      const std::vector<double>& weights = {}) {
  std::vector<record::Voter> voters;
  voters.reserve(lines.size());
  for (std::size_t v = 0; v < lines.size(); ++v) voters.push_back({"V" + std::to_string(v), ""});
  const std::size_t count = lines.empty() ? 0 : lines.front().size();
  std::vector<RollCall> roll_calls(count);
  std::vector<Vote> cells;
  for (std::size_t r = 0; r < count; ++r) {
    roll_calls[r].id = std::to_string(r);
    if (!weights.empty()) roll_calls[r].weight = weights[r];
    for (const std::string& line : lines) {
      const std::map<char, Vote> meanings = {{'Y', Vote::Yes},
                                             {'A', Vote::Abstain},
                                             {'N', Vote::No},
                                             {'X', Vote::Absent},
                                             {'.', Vote::Unrecorded}};
      cells.push_back(meanings.at(line[r]));
    }
  }
  return RollCallMatrix::make(std::move(voters), std::move(roll_calls), std::move(cells)).value();
}

SimilarityOptions any_number() {
  SimilarityOptions out;
  out.least_common = 1;
  out.replicates = 0;
  return out;
}

PairSimilarity of_two(const RollCallMatrix& matrix, SimilarityOptions options = any_number()) {
  const VoterPair pair[] = {{0, 1}};
  return vote_similarity(matrix, pair, options).value().at(0);
}

TEST(VoteSimilarity, WorkedByHand) {
  // Ten roll calls: six alike, one pair yes/abstain, one abstain/no, two opposed, one absence.
  const auto made = of_two(voting({"YYYYNNYAYNX", "YYYYNNANNYY"}));
  EXPECT_EQ(made.common, 10U);
  EXPECT_NEAR(made.of(SimilarityMeasure::Agreement)->value, 1 - (0.5 + 0.5 + 1 + 1) / 10, 1e-12);
  EXPECT_NEAR(made.of(SimilarityMeasure::SAbsolute)->value, 0.4, 1e-12);
  EXPECT_NEAR(made.of(SimilarityMeasure::SSquared)->value, 1 - 2 * 2.5 / 10, 1e-12);
  EXPECT_NEAR(made.of(SimilarityMeasure::ExactAgreement)->value, 0.6, 1e-12);
  // p_a. = .6 .1 .3, p_.b = .5 .1 .4; nominal D_e = 1 - .30 - .01 - .12 = .57, D_o = .4.
  EXPECT_NEAR(made.of(SimilarityMeasure::KappaNominal)->value, 1 - 0.4 / 0.57, 1e-12);
}

TEST(VoteSimilarity, UndefinedStaysUndefined) {
  const auto all_yes = of_two(voting({"YYYY", "YYYY"}));
  EXPECT_EQ(all_yes.of(SimilarityMeasure::SSquared)->value, 1);
  EXPECT_FALSE(all_yes.of(SimilarityMeasure::KappaSquared));
  EXPECT_FALSE(all_yes.of(SimilarityMeasure::AlphaNominal));
  EXPECT_FALSE(all_yes.of(SimilarityMeasure::TauB));
  const auto never_together = of_two(voting({"Y.Y", ".NX"}));
  EXPECT_EQ(never_together.common, 0U);
  for (const auto& measure : never_together.measures) EXPECT_FALSE(measure);
  SimilarityOptions ten = any_number();
  ten.least_common = 10;
  EXPECT_FALSE(of_two(voting({"YYNNAYNYN", "YYNNAYNYN"}), ten).of(SimilarityMeasure::Agreement));
}

TEST(VoteSimilarity, WeightsActAsRepetitions) {
  const auto weighted = voting({"YYAN", "YNAY"}, {1, 3, 2, 0});
  const auto repeated = voting({"YYYYAA", "YNNNAA"});
  SimilarityOptions options = any_number();
  options.weighted = true;
  const auto a = of_two(weighted, options);
  const auto b = of_two(repeated);
  for (std::size_t m = 0; m < similarity_measures; ++m) {
    const auto measure = static_cast<SimilarityMeasure>(m);
    // alpha counts values, of which there are fewer.
    if (to_string(measure).starts_with("alpha")) continue;
    ASSERT_EQ(a.measures[m].has_value(), b.measures[m].has_value()) << to_string(measure);
    if (a.measures[m]) {
      EXPECT_NEAR(a.measures[m]->value, b.measures[m]->value, 1e-12) << to_string(measure);
    }
  }
}

TEST(VoteSimilarity, IntervalsHoldTheValueAndNotTheThreads) {
  std::string first;
  std::string second;
  for (int i = 0; i < 60; ++i) {
    first += "YNAYY"[i % 5];
    second += "YNNYAYN"[i % 7];
  }
  const auto matrix = voting({first, second, second});
  SimilarityOptions options;
  const std::uint32_t voters[] = {0, 1, 2};
  const auto one = vote_similarity(matrix, all_pairs(voters), options).value();
  options.threads = 3;
  const auto three = vote_similarity(matrix, all_pairs(voters), options).value();
  ASSERT_EQ(one.size(), 3U);
  for (std::size_t p = 0; p < one.size(); ++p) {
    for (std::size_t m = 0; m < similarity_measures; ++m) {
      ASSERT_TRUE(one[p].measures[m]);
      EXPECT_EQ(one[p].measures[m]->interval, three[p].measures[m]->interval);
      if (p == 2) {
        EXPECT_EQ(one[p].measures[m]->state, stats::IntervalState::NoVariation);
      } else {
        EXPECT_TRUE(one[p].measures[m]->interval->contains(one[p].measures[m]->value));
      }
    }
  }
  options.replicates = 10;
  EXPECT_EQ(vote_similarity(matrix, all_pairs(voters), options).error().kind, ErrorKind::Range);
}

RC_GTEST_PROP(VoteSimilarity, SwappingTheTwoOrMirroringTheScaleChangesNothing, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 60);
  const auto letters = rc::gen::container<std::string>(n, rc::gen::elementOf(std::string("YAN.X")));
  std::string a = *letters;
  std::string b = *letters;
  const auto plain = of_two(voting({a, b}));
  const auto swapped = of_two(voting({b, a}));
  std::string more_a = a + "XX.";  // what nobody cast says nothing
  std::string more_b = b + "YN.";
  const auto padded = of_two(voting({more_a, more_b}));
  for (std::string* line : {&a, &b}) {
    for (char& c : *line) c = c == 'Y' ? 'N' : c == 'N' ? 'Y' : c;
  }
  const auto mirrored = of_two(voting({a, b}));
  for (std::size_t m = 0; m < similarity_measures; ++m) {
    for (const PairSimilarity* other : {&swapped, &mirrored, &padded}) {
      RC_ASSERT(plain.measures[m].has_value() == other->measures[m].has_value());
      if (!plain.measures[m]) continue;
      RC_ASSERT(std::abs(plain.measures[m]->value - other->measures[m]->value) < 1e-9);
      RC_ASSERT(plain.measures[m]->value <= 1 + 1e-12);
    }
  }
}

TEST(Cohesion, IndicesAndMeans) {
  EXPECT_DOUBLE_EQ(*rice_index({3, 1, 1, 0}), 0.5);
  EXPECT_FALSE(rice_index({0, 4, 0, 0}));
  EXPECT_DOUBLE_EQ(*agreement_index({2, 1, 1, 0}), 0.25);
  EXPECT_FALSE(agreement_index({0, 0, 0, 3}));
  const auto matrix = voting({"YYYA.", "YNYAY", "YNXAX"});
  const std::uint32_t members[] = {0, 1, 2};
  const auto made = cohesion(matrix, members, any_number()).value();
  EXPECT_EQ(made.roll_calls, 4U);  // on the last one only one voted
  EXPECT_NEAR(made.rice->value, (1 + 1.0 / 3 + 1) / 3, 1e-12);
  EXPECT_EQ(made.rice->n, 3U);
  EXPECT_NEAR(made.agreement_index->value, (1 + 0.5 + 1 + 1) / 4, 1e-12);
  EXPECT_NEAR(made.unanimous->value, 0.75, 1e-12);
  const std::uint32_t alone[] = {0};
  EXPECT_FALSE(cohesion(matrix, alone, any_number())->rice);
}

std::filesystem::path vote_reference() {
  const char* named = std::getenv("ENTENTE_SHARED");
  const auto shared = named != nullptr
                          ? std::filesystem::path(named)
                          : std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared";
  return shared / "reference" / "votes";
}

std::vector<std::vector<std::string>> csv_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<std::vector<std::string>> out;
  CsvReader reader(bytes);
  CsvRecord record;
  Error fault;
  while (reader.next(record, fault) == CsvReader::Step::Record) out.push_back(record.cells);
  return out;
}

TEST(VoteSimilarityGolden, ReferenceCases) {
  const auto inputs = csv_of(vote_reference() / "similarity_inputs.csv");
  const auto expected = csv_of(vote_reference() / "similarity_expected.csv");
  if (expected.empty()) GTEST_SKIP() << "no reference values: set ENTENTE_SHARED to their folder";
  std::map<std::string, std::pair<std::string, std::string>> lines;
  const std::map<std::string, char> letters = {{"1", 'Y'}, {"2", 'A'}, {"3", 'N'}, {"NA", '.'}};
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    lines[inputs[i][0]].first += letters.at(inputs[i][2]);
    lines[inputs[i][0]].second += letters.at(inputs[i][3]);
  }
  const std::vector<std::string> columns = {
      "agree_half",    "agree_exact",    "S_abs",         "S_sq",   "kappa_nominal",
      "kappa_abs",     "kappa_sq",       "pi_nominal",    "pi_abs", "pi_sq",
      "alpha_nominal", "alpha_interval", "alpha_ordinal", "tau_b"};
  ASSERT_EQ(expected.size(), 73U);
  for (std::size_t row = 1; row < expected.size(); ++row) {
    const auto& [first, second] = lines.at(expected[row][0]);
    const auto made = of_two(voting({first, second}));
    EXPECT_EQ(std::to_string(made.common), expected[row][1]);
    for (std::size_t m = 0; m < columns.size(); ++m) {
      ASSERT_EQ(expected[0][m + 2], columns[m]);
      const std::string where = expected[row][0] + " " + columns[m];
      if (expected[row][m + 2] == "NA") {
        EXPECT_FALSE(made.measures[m]) << where;
      } else {
        ASSERT_TRUE(made.measures[m]) << where;
        EXPECT_NEAR(made.measures[m]->value, *parse_number(expected[row][m + 2]), 1e-9) << where;
      }
    }
  }
}

TEST(CohesionGolden, ReferenceCases) {
  const auto rows = csv_of(vote_reference() / "cohesion_expected.csv");
  if (rows.empty()) GTEST_SKIP() << "no reference values: set ENTENTE_SHARED to their folder";
  for (std::size_t row = 1; row < rows.size(); ++row) {
    record::Tally tally;
    tally.yes = static_cast<std::uint32_t>(*parse_integer(rows[row][0]));
    tally.abstain = static_cast<std::uint32_t>(*parse_integer(rows[row][1]));
    tally.no = static_cast<std::uint32_t>(*parse_integer(rows[row][2]));
    EXPECT_NEAR(*rice_index(tally), *parse_number(rows[row][3]), 1e-9);
    EXPECT_NEAR(*agreement_index(tally), *parse_number(rows[row][4]), 1e-9);
  }
}

}  // namespace
}  // namespace entente::positions
