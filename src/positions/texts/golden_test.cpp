// SPDX-License-Identifier: GPL-3.0-or-later
// Scaling of texts against values from outside the project; skipped where they are not.
#include <gtest/gtest.h>
#include <stdio.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>

#include "entente/base/text.hpp"
#include "entente/positions/keyness.hpp"
#include "entente/positions/wordfish.hpp"
#include "entente/positions/wordscores.hpp"
#include "positions/texts/test_words.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;
using TextRows = std::vector<std::vector<std::string>>;

std::filesystem::path scaling_file(const std::string& name) {
  const char* named = std::getenv("ENTENTE_SHARED");
  const auto shared = named != nullptr
                          ? std::filesystem::path(named)
                          : std::filesystem::path(ENTENTE_SOURCE_DIR) / ".." / "shared";
  return shared / "reference" / "text" / "scaling" / name;
}

/// Rows of a table with tabs, the header first; empty where there is no file.
TextRows scaling_rows(const std::string& name) {
  TextRows out;
  const std::filesystem::path path = scaling_file(name);
  if (!std::filesystem::exists(path)) return out;
  const std::string command = "gzip -dcf '" + path.string() + "'";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) {
    auto& row = out.emplace_back();
    for (const std::string_view cell : split(buffer.data(), '\t')) row.emplace_back(trimmed(cell));
  }
  pclose(pipe);
  return out;
}

WordCounts counts_of(const TextRows& rows) {
  std::map<std::string, std::uint32_t> documents;
  std::map<std::string, std::uint32_t> words;
  std::vector<std::string> ids;
  std::vector<std::string> names;
  std::vector<record::WordCell> cells;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto [word, new_word] =
        words.try_emplace(rows[r][0], static_cast<std::uint32_t>(names.size()));
    const auto [document, new_document] =
        documents.try_emplace(rows[r][1], static_cast<std::uint32_t>(ids.size()));
    if (new_word) names.push_back(rows[r][0]);
    if (new_document) ids.push_back(rows[r][1]);
    cells.push_back({document->second, word->second,
                     static_cast<std::uint32_t>(parse_integer(rows[r][2]).value())});
  }
  return WordCounts::make(std::move(ids), std::move(names), std::move(cells)).value();
}

double cell_number(const std::string& cell) { return parse_number(cell).value_or(NAN); }

#define SKIP_WITHOUT_TEXTS(rows) \
  if (rows.empty()) GTEST_SKIP() << "no reference values: set ENTENTE_SHARED to their folder"

TEST(WordscoresGolden, ArtificialExampleOfTheArticle) {
  const TextRows rows = scaling_rows("lbg.counts.tsv.gz");
  const TextRows expected = scaling_rows("lbg.wordscores.expected.tsv");
  const TextRows words = scaling_rows("lbg.wordscores.words.tsv.gz");
  SKIP_WITHOUT_TEXTS(rows);
  const WordCounts counts = counts_of(rows);
  std::vector<ReferenceText> references;
  for (std::size_t r = 1; r < expected.size(); ++r) {
    if (expected[r][1] == "NA") continue;
    references.push_back({static_cast<std::uint32_t>(counts.document(expected[r][0]).value()),
                          cell_number(expected[r][1])});
  }
  WordscoreOptions options;
  options.lbg_over = LbgOver::All;
  const Wordscores scores = wordscores(counts, references, options).value();
  for (std::size_t r = 1; r < expected.size(); ++r) {
    const Wordscore& text = scores.texts[counts.document(expected[r][0]).value()];
    EXPECT_NEAR(text.raw->value, cell_number(expected[r][2]), 1e-11);
    EXPECT_NEAR(text.raw->se, cell_number(expected[r][3]), 1e-13);
    EXPECT_EQ(text.scored, parse_integer(expected[r][4]));
    EXPECT_NEAR(text.lbg->value, cell_number(expected[r][5]), 1e-11);
    EXPECT_NEAR(text.mv->value, cell_number(expected[r][6]), 1e-11);
  }
  for (std::size_t r = 1; r < words.size(); ++r) {
    const std::size_t word = counts.word(words[r][0]).value();
    EXPECT_NEAR(scores.word_scores[word].value(), cell_number(words[r][1]), 1e-11);
  }
}

// The values printed in the reference's description, after Laver, Benoit and Garry 2003.
TEST(WordscoresGolden, BritishManifestos) {
  const TextRows rows = scaling_rows("ukmanif.counts.tsv.gz");
  SKIP_WITHOUT_TEXTS(rows);
  const WordCounts counts = counts_of(rows);
  std::map<std::string, std::size_t> place;
  const std::map<std::string, std::string> named = {{"lab92", "LAB92"},   {"con92", "CONS92"},
                                                    {"ld92", "LIBDEM92"}, {"lab97", "LAB97"},
                                                    {"con97", "CONS97"},  {"ld97", "LIBDEM97"}};
  for (std::size_t d = 0; d < counts.documents().size(); ++d) {
    for (const auto& [name, part] : named) {
      if (counts.documents()[d].find(part) != std::string::npos) place[name] = d;
    }
  }
  ASSERT_EQ(place.size(), 6U);
  const std::vector<ReferenceText> references = {
      {static_cast<std::uint32_t>(place["con92"]), 17.21},
      {static_cast<std::uint32_t>(place["lab92"]), 5.35},
      {static_cast<std::uint32_t>(place["ld92"]), 8.21}};
  const Wordscores scores = wordscores(counts, references, {}).value();
  EXPECT_NEAR(scores.texts[place["lab97"]].lbg->value, 9.193603, 1e-6);
  EXPECT_NEAR(scores.texts[place["con97"]].lbg->value, 17.160808, 1e-6);
  EXPECT_NEAR(scores.texts[place["ld97"]].lbg->value, 4.972796, 1e-6);
  EXPECT_NEAR(scores.word_scores[counts.word("wide").value()].value(), 9.767373, 1e-6);
  EXPECT_NEAR(scores.word_scores[counts.word("travel").value()].value(), 13.995690, 1e-6);
  EXPECT_NEAR(scores.word_scores[counts.word("tax").value()].value(), 9.932435, 1e-6);
}

/// J at given parameters, straight from its definition.
double objective_of(const WordCounts& counts, const std::vector<double>& a,
                    const std::vector<double>& t, const std::vector<double>& p,
                    const std::vector<double>& b) {
  double out = 0;
  for (std::size_t d = 0; d < a.size(); ++d) {
    for (std::size_t w = 0; w < p.size(); ++w) out -= std::exp(a[d] + p[w] + b[w] * t[d]);
    const record::WordColumn column = counts.of_document(d);
    for (std::size_t c = 0; c < column.size(); ++c) {
      const std::size_t w = column.places[c];
      out += column.counts[c] * (a[d] + p[w] + b[w] * t[d]);
    }
    out -= t[d] * t[d] / 2;
  }
  for (const double slope : b) out -= slope * slope / 18;
  return out;
}

struct FishCase {
  const char* name;
  double errors_agree_to;  ///< relative; the reference's own steps were slow to end
};

void PrintTo(const FishCase& one, std::ostream* out) { *out << one.name; }

class WordfishGolden : public ::testing::TestWithParam<FishCase> {};

TEST_P(WordfishGolden, ReachesTheMaximumOfTheReference) {
  const std::string name = GetParam().name;
  const TextRows rows = scaling_rows(name + ".counts.tsv.gz");
  const TextRows expected = scaling_rows(name + ".wordfish.map.tsv");
  const TextRows words = scaling_rows(name + ".wordfish.map.words.tsv.gz");
  SKIP_WITHOUT_TEXTS(rows);
  const WordCounts counts = counts_of(rows);
  const Wordfish fit = wordfish(counts, {}).value();
  std::printf("%s: %zu texts, %zu words, %zu columns, %u steps, J %.6f, gradient %.2g\n",
              name.c_str(), fit.texts.size(), fit.words.size(), fit.columns, fit.steps,
              fit.objective, fit.gradient);
  EXPECT_TRUE(fit.converged);
  EXPECT_LE(fit.gradient, 1e-6);
  std::vector<double> a(fit.texts.size());
  std::vector<double> t(fit.texts.size());
  std::vector<double> p(fit.words.size());
  std::vector<double> b(fit.words.size());
  std::vector<double> ours(fit.texts.size());
  std::vector<double> errors(fit.texts.size());
  for (std::size_t r = 1; r < expected.size(); ++r) {
    const std::size_t d = counts.document(expected[r][0]).value();
    t[d] = cell_number(expected[r][1]);
    errors[d] = cell_number(expected[r][3]);
    a[d] = cell_number(expected[r][4]);
    ours[d] = fit.texts[d].position;
  }
  for (std::size_t r = 1; r < words.size(); ++r) {
    const std::size_t w = counts.word(words[r][0]).value();
    b[w] = cell_number(words[r][1]);
    p[w] = cell_number(words[r][2]);
  }
  const double theirs = objective_of(counts, a, t, p, b);
  std::printf("reference: J %.6f\n", theirs);
  EXPECT_GE(fit.objective, theirs - 1e-6);
  const double r = texts_correlation(ours, t);
  EXPECT_GE(std::abs(r), 0.999999);
  for (std::size_t d = 0; d < t.size(); ++d) {
    EXPECT_NEAR(fit.texts[d].se_words_held * fit.position_sd, errors[d],
                GetParam().errors_agree_to * errors[d]);
    EXPECT_GT(fit.texts[d].se.value(), 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, WordfishGolden,
                         ::testing::Values(FishCase{"lbg", 2e-3}, FishCase{"interestgroups", 1e-6},
                                           FishCase{"demanif_foreign", 1e-6}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(WordfishGolden, IrishBudgetDebate) {
  const TextRows rows = scaling_rows("iebudget2009.counts.tsv.gz");
  SKIP_WITHOUT_TEXTS(rows);
  const WordCounts counts = counts_of(rows);
  const Wordfish fit = wordfish(counts, {}).value();
  std::printf("%zu columns, %u steps, J %.4f, log-likelihood %.4f, gradient %.2g\n", fit.columns,
              fit.steps, fit.objective, fit.log_likelihood, fit.gradient);
  EXPECT_TRUE(fit.converged);
  EXPECT_LE(fit.gradient, 1e-6);
  // The description of the reference has 59,729 at a gradient of 0.011.
  EXPECT_NEAR(fit.log_likelihood, 59'729, 0.5);
  std::set<long> maxima;
  for (const WordfishClimb& one : fit.climbs) maxima.insert(std::lround(one.objective * 1000));
  EXPECT_GT(maxima.size(), 1U);  // one start would not do
}

TEST(KeynessGolden, TablesOfTheReference) {
  const TextRows rows = scaling_rows("keyness.expected.tsv");
  SKIP_WITHOUT_TEXTS(rows);
  const auto figure = [](const WordTable& table, ChiCorrection correction, bool williams) {
    return keyness_of(table, {KeynessMeasure::Chi2, correction, williams, 0.95}).value();
  };
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto cell = [&](std::size_t column) { return cell_number(rows[r][column]); };
    const auto whole = [&](std::size_t column) {
      return static_cast<std::uint64_t>(parse_integer(rows[r][column]).value());
    };
    const WordTable table{whole(0), whole(1), whole(2), whole(3)};
    const Keyness plain = figure(table, ChiCorrection::None, false);
    EXPECT_NEAR(plain.chi2, cell(4), 1e-10);
    EXPECT_NEAR(figure(table, ChiCorrection::Yates, false).chi2, cell(5), 1e-10);
    const Keyness small = figure(table, ChiCorrection::YatesSmall, false);
    EXPECT_NEAR(small.chi2, cell(6), 1e-10);
    EXPECT_NEAR(small.p, cell(9), 1e-10 * cell(9) + 1e-15);  // theirs is 1 less a probability
    EXPECT_NEAR(plain.g2, cell(7), 1e-10);
    // Of a table with an empty cell the reference gives G2 without the correction.
    if (table.a > 0) {
      EXPECT_NEAR(figure(table, ChiCorrection::None, true).g2, cell(8), 1e-10);
    }
    EXPECT_EQ(plain.pmi.has_value(), table.a > 0);
    if (plain.pmi) {
      EXPECT_NEAR(*plain.pmi, cell(12), 1e-11);
    }
    EXPECT_NEAR(plain.log_odds, cell(13), 1e-10);
  }
}

}  // namespace
}  // namespace entente::positions
