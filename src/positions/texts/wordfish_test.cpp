// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/wordfish.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "positions/texts/test_words.hpp"
#include "positions/texts/wordfish/fit.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;

std::vector<double> values_of_texts(const Wordfish& fit) {
  std::vector<double> out;
  out.reserve(fit.texts.size());
  for (const WordfishText& text : fit.texts) out.push_back(text.value);
  return out;
}

WordfishColumns columns_of(const WordCounts& counts) {
  return wordfish_columns(counts.documents().size(), counts.words().size(), cells_of(counts));
}

/// J with the words solved for, at these a and t.
double objective_at(const WordfishColumns& columns, std::vector<double> place) {
  WordfishPoint point;
  point.place = std::move(place);
  EXPECT_TRUE(solve_words(columns, {}, point, {}));
  return point.objective;
}

WordfishPoint some_point(const WordfishColumns& columns) {
  WordfishPoint point;
  PhiloxCursor dice = Philox(5).cursor();
  for (std::size_t i = 0; i < columns.texts; ++i) {
    point.place.push_back(std::log(columns.text_totals[i]));
    point.place.push_back(2 * dice.uniform01() - 1);
  }
  EXPECT_TRUE(solve_words(columns, {}, point, {}));
  return point;
}

TEST(WordfishColumns, EqualWordsAreOneColumn) {
  // a and c alike, b another, d does not occur.
  const WordfishColumns columns =
      wordfish_columns(2, 4, {{0, 0, 1}, {1, 0, 2}, {0, 1, 1}, {1, 2, 2}, {0, 2, 1}});
  EXPECT_EQ(columns.size(), 2U);
  EXPECT_EQ(columns.column_of_word[0], columns.column_of_word[2]);
  EXPECT_NE(columns.column_of_word[0], columns.column_of_word[1]);
  EXPECT_EQ(columns.column_of_word[3], WordfishColumns::no_column);
  EXPECT_EQ(columns.times[columns.column_of_word[0]], 2);
  EXPECT_EQ(columns.text_totals[0], 3);
  EXPECT_EQ(columns.text_totals[1], 4);
}

TEST(WordfishProfile, GradientAndInformationAreThoseOfDifferences) {
  const WordfishColumns columns = columns_of(simulated_words(5, 30, 200, 1).counts);
  const WordfishPoint point = some_point(columns);
  EXPECT_LT(point.word_gradient, 1e-7);
  const auto matrix = information_matrix(columns, {}, point, {}).value();
  const std::size_t n = point.place.size();
  const double h = 1e-4;
  for (std::size_t r = 0; r < n; ++r) {
    auto up = point.place;
    auto down = point.place;
    up[r] += h;
    down[r] -= h;
    const double slope = (objective_at(columns, up) - objective_at(columns, down)) / (2 * h);
    EXPECT_NEAR(slope, point.gradient[r], 1e-4 * std::max(1.0, std::abs(slope)));
    WordfishPoint above;
    above.place = up;
    WordfishPoint below;
    below.place = down;
    ASSERT_TRUE(solve_words(columns, {}, above, {}));
    ASSERT_TRUE(solve_words(columns, {}, below, {}));
    for (std::size_t c = 0; c < n; ++c) {
      const double curved = (below.gradient[c] - above.gradient[c]) / (2 * h);
      EXPECT_NEAR(curved, matrix[r * n + c], 1e-4 * (1 + std::abs(curved)));
    }
  }
}

TEST(WordfishProfile, ProductsAreThoseOfTheMatrix) {
  const WordfishColumns columns = columns_of(simulated_words(40, 300, 150, 2).counts);
  const WordfishPoint point = some_point(columns);
  const auto matrix = information_matrix(columns, {}, point, {}).value();
  std::vector<double> x;
  PhiloxCursor dice = Philox(6).cursor();
  for (std::size_t i = 0; i < point.place.size(); ++i) x.push_back(dice.uniform01() - 0.5);
  const auto product = information_times(columns, {}, point, x, {}).value();
  for (std::size_t r = 0; r < x.size(); ++r) {
    double sum = 0;
    for (std::size_t c = 0; c < x.size(); ++c) sum += matrix[r * x.size() + c] * x[c];
    EXPECT_NEAR(product[r], sum, 1e-9 * (1 + std::abs(sum)));
  }
}

/// The variances of the values from the whole matrix of second differences of J in all parameters,
/// with nothing eliminated: Gauss-Jordan on a matrix bordered by mean a = 0.
TEST(WordfishErrors, AreThoseOfTheWholeInformation) {
  const WordCounts counts = simulated_words(4, 12, 120, 3).counts;
  const WordfishColumns columns = columns_of(counts);
  WordfishPoint point = wordfish_start(columns, {}, {}, counts.documents(), {}).value();
  ASSERT_TRUE(climb(columns, {}, {}, point, {}, {})->converged);
  const std::size_t texts = columns.texts;
  const std::size_t n = 2 * texts + 2 * columns.size();
  std::vector<std::vector<double>> h(n, std::vector<double>(2 * n, 0));
  for (std::size_t i = 0; i < texts; ++i) h[2 * i + 1][2 * i + 1] += 1;
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const std::size_t p = 2 * texts + 2 * j;
    const double b = point.slope[j];
    const double m = columns.times[j];
    h[p + 1][p + 1] += m / 9;
    for (std::size_t i = 0; i < texts; ++i) {
      double y = 0;
      for (std::size_t c = columns.begins[j]; c < columns.begins[j + 1]; ++c) {
        if (columns.text[c] == i) y = columns.count[c];
      }
      const double t = point.place[2 * i + 1];
      const double l = std::exp(point.place[2 * i] + point.level[j] + b * t);
      const std::size_t at[] = {2 * i, 2 * i + 1, p, p + 1};
      const double first[] = {1, b, 1, t};  // of eta
      for (int r = 0; r < 4; ++r) {
        for (int c = 0; c < 4; ++c) h[at[r]][at[c]] += m * l * first[r] * first[c];
      }
      h[2 * i + 1][p + 1] -= m * (y - l);
      h[p + 1][2 * i + 1] -= m * (y - l);
    }
  }
  for (std::size_t i = 0; i < texts; ++i) {
    for (std::size_t k = 0; k < texts; ++k) h[2 * i][2 * k] += 100;  // holds the mean of a
  }
  for (std::size_t r = 0; r < n; ++r) h[r][n + r] = 1;
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t best = k;
    for (std::size_t r = k; r < n; ++r) {
      if (std::abs(h[r][k]) > std::abs(h[best][k])) best = r;
    }
    std::swap(h[k], h[best]);
    const double pivot = h[k][k];
    for (double& value : h[k]) value /= pivot;
    for (std::size_t r = 0; r < n; ++r) {
      if (r == k) continue;
      const double weight = h[r][k];
      for (std::size_t c = 0; c < 2 * n; ++c) h[r][c] -= weight * h[k][c];
    }
  }
  const auto variances = joint_variances(columns, {}, point, {}).value();
  ASSERT_EQ(variances.size(), texts);
  double mean = 0;
  for (std::size_t i = 0; i < texts; ++i) mean += point.place[2 * i + 1] / 4;
  double square = 0;
  for (std::size_t i = 0; i < texts; ++i) square += std::pow(point.place[2 * i + 1] - mean, 2);
  const double sd = std::sqrt(square / 3);
  const auto value = [&](std::size_t i) { return (point.place[2 * i + 1] - mean) / sd; };
  const auto change = [&](std::size_t i, std::size_t k) {
    return ((i == k ? 1 : 0) - 0.25 - value(i) * value(k) / 3) / sd;
  };
  for (std::size_t i = 0; i < texts; ++i) {
    double variance = 0;
    for (std::size_t k = 0; k < texts; ++k) {
      for (std::size_t m = 0; m < texts; ++m) {
        variance += change(i, k) * h[2 * k + 1][n + 2 * m + 1] * change(i, m);
      }
    }
    EXPECT_NEAR(variances[i], variance, 1e-6 * variance);
  }
}

TEST(Wordfish, RecoversTheTruth) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const SimulatedWords words = simulated_words(20, 400, 1500, seed);
    WordfishOptions options;
    options.left_right = {0, 19};
    const Wordfish fit = wordfish(words.counts, options).value();
    EXPECT_TRUE(fit.converged);
    EXPECT_LE(fit.gradient, 1e-6);
    EXPECT_GT(texts_correlation(values_of_texts(fit), words.truth), 0.99) << seed;
  }
}

TEST(Wordfish, IntervalsOfTheModelHoldItsTruth) {
  std::size_t inside = 0;
  std::size_t all = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const SimulatedWords words = simulated_words(12, 300, 600, 100 + seed);
    WordfishOptions options;
    options.left_right = {0, 11};
    const Wordfish fit = wordfish(words.counts, options).value();
    double square = 0;
    for (const double t : words.truth) square += t * t;
    const double sd = std::sqrt(square / 11);
    for (std::size_t i = 0; i < 12; ++i) {
      inside += fit.texts[i].interval.contains(words.truth[i] / sd) ? 1U : 0U;
      ++all;
    }
  }
  const double coverage = static_cast<double>(inside) / static_cast<double>(all);
  std::printf("95 %% intervals hold %zu of %zu\n", inside, all);
  EXPECT_GT(coverage, 0.88);
  EXPECT_LT(coverage, 0.99);
}

TEST(Wordfish, TheSameBytesForAnyNumberOfThreads) {
  for (const std::size_t texts : {12U, 120U}) {  // by the matrix, and by products
    const WordCounts counts = simulated_words(texts, 600, 300, 7).counts;
    WordfishOptions options;
    const Wordfish one = wordfish(counts, options).value();
    EXPECT_TRUE(one.converged);
    for (const unsigned threads : {2U, 7U}) {
      options.threads = threads;
      const Wordfish other = wordfish(counts, options).value();
      EXPECT_EQ(one.objective, other.objective);
      EXPECT_EQ(one.gradient, other.gradient);
      for (std::size_t i = 0; i < texts; ++i) {
        EXPECT_EQ(one.texts[i].value, other.texts[i].value);
        EXPECT_EQ(one.texts[i].se, other.texts[i].se);
      }
    }
  }
}

TEST(Wordfish, RelabellingChangesNothing) {
  const WordCounts counts = simulated_words(15, 200, 400, 8).counts;
  std::vector<std::size_t> documents(15);
  std::iota(documents.rbegin(), documents.rend(), std::size_t{0});
  std::vector<std::size_t> words(counts.words().size());
  std::iota(words.rbegin(), words.rend(), std::size_t{0});
  const Wordfish fit = wordfish(counts, {}).value();
  const Wordfish other = wordfish(counts.part(documents, words), {}).value();
  for (std::size_t i = 0; i < 15; ++i) {
    EXPECT_NEAR(fit.texts[i].value, other.texts[14 - i].value, 1e-7);
    EXPECT_NEAR(*fit.texts[i].se, *other.texts[14 - i].se, 1e-7);
  }
  EXPECT_NEAR(fit.objective, other.objective, 1e-7);
}

TEST(Wordfish, SidesExchangedMirrorThem) {
  const WordCounts counts = simulated_words(15, 200, 400, 9).counts;
  WordfishOptions options;
  options.left_right = {0, 14};
  const Wordfish fit = wordfish(counts, options).value();
  EXPECT_LT(fit.texts[0].value, fit.texts[14].value);
  options.left_right = {14, 0};
  const Wordfish other = wordfish(counts, options).value();
  for (std::size_t i = 0; i < 15; ++i) {
    EXPECT_EQ(fit.texts[i].value, -other.texts[i].value);
    EXPECT_EQ(fit.texts[i].se, other.texts[i].se);
  }
  for (std::size_t w = 0; w < fit.words.size(); ++w) {
    EXPECT_EQ(fit.words[w].slope, -other.words[w].slope);
  }
}

TEST(Wordfish, ACopyStandsWhereItsOriginalDoes) {
  const WordCounts counts = with_copy(simulated_words(15, 200, 400, 10).counts, 3);
  const Wordfish fit = wordfish(counts, {}).value();
  EXPECT_NEAR(fit.texts[15].value, fit.texts[3].value, 1e-7);
  EXPECT_NEAR(*fit.texts[15].se, *fit.texts[3].se, 1e-7);
}

TEST(Wordfish, WordsMissingAtRandomWidenAndDoNotMove) {
  const SimulatedWords all = simulated_words(20, 400, 1000, 11);
  const SimulatedWords some = simulated_words(20, 400, 1000, 11, 0.3);
  WordfishOptions options;
  options.left_right = {0, 19};
  const Wordfish fit = wordfish(all.counts, options).value();
  const Wordfish fewer = wordfish(some.counts, options).value();
  EXPECT_GT(texts_correlation(values_of_texts(fit), values_of_texts(fewer)), 0.95);
  double se = 0;
  double se_fewer = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    se += *fit.texts[i].se * fit.position_sd;
    se_fewer += *fewer.texts[i].se * fewer.position_sd;
  }
  EXPECT_GT(se_fewer, se);
}

TEST(Wordfish, BadInputIsDefined) {
  const auto kind = [](const Result<WordCounts>& counts, const WordfishOptions& options = {}) {
    return wordfish(*counts, options).error().kind;
  };
  EXPECT_EQ(kind(WordCounts::make({}, {}, {})), ErrorKind::Missing);
  // Two texts with words; words used in one proportion by all; a single word.
  EXPECT_EQ(kind(WordCounts::make({"A", "B", "C"}, {"a", "b"}, {{0, 0, 1}, {1, 1, 3}})),
            ErrorKind::Missing);
  EXPECT_EQ(
      kind(WordCounts::make({"A", "B", "C"}, {"a", "b"},
                            {{0, 0, 1}, {0, 1, 3}, {1, 0, 2}, {1, 1, 6}, {2, 0, 10}, {2, 1, 30}})),
      ErrorKind::Missing);
  EXPECT_EQ(kind(WordCounts::make({"A", "B", "C"}, {"a"}, {{0, 0, 1}, {1, 0, 3}, {2, 0, 2}})),
            ErrorKind::Missing);
  const auto counts =
      WordCounts::make({"A", "B", "C", "D"}, {"a", "b", "c"},
                       {{0, 0, 90}, {1, 1, 80}, {0, 1, 1}, {1, 0, 1}, {3, 0, 20}, {3, 1, 20}});
  const Wordfish apart = wordfish(*counts, {}).value();  // near to perfect separation
  EXPECT_TRUE(apart.converged);
  EXPECT_EQ(apart.empty, std::vector<std::uint32_t>{2});
  EXPECT_EQ(apart.words.size(), 2U);
  for (const WordfishText& text : apart.texts) {
    EXPECT_TRUE(std::isfinite(text.value) && std::isfinite(text.se.value()));
  }
  WordfishOptions options;
  options.slope_sd = 0;
  EXPECT_EQ(kind(counts, options), ErrorKind::Range);
  options = {};
  options.left_right = {0, 7};
  EXPECT_EQ(kind(counts, options), ErrorKind::Range);
  options.left_right = {0, 2};
  EXPECT_EQ(kind(counts, options), ErrorKind::Usage);
  CancelSource source;
  source.cancel();
  EXPECT_EQ(wordfish(*counts, {}, source.token()).error().kind, ErrorKind::Cancelled);
  options = {};
  options.most_steps = 1;
  EXPECT_FALSE(wordfish(simulated_words(10, 100, 200, 1).counts, options)->converged);
}

/// Sentences of ten words drawn from each text's words.
record::WordSegments sentences_of(const WordCounts& counts) {
  record::WordSegments out;
  for (std::uint32_t d = 0; d < counts.documents().size(); ++d) {
    const record::WordColumn column = counts.of_document(d);
    std::vector<std::uint32_t> tokens;
    for (std::size_t c = 0; c < column.size(); ++c) {
      tokens.insert(tokens.end(), column.counts[c], column.places[c]);
    }
    PhiloxCursor dice = Philox(9, d).cursor();
    for (std::size_t i = tokens.size(); i > 1; --i) std::swap(tokens[i - 1], tokens[dice.below(i)]);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      out.words.push_back(tokens[i]);
      out.counts.push_back(1);
      if (i % 10 == 9 || i + 1 == tokens.size()) {
        out.document.push_back(d);
        out.begins.push_back(out.words.size());
      }
    }
  }
  return out;
}

TEST(Wordfish, BootstrapAgreesWithTheModelWhereTheModelHolds) {
  const WordCounts counts = simulated_words(12, 200, 800, 12).counts;
  const auto sentences = sentences_of(counts);
  WordfishOptions options;
  const Wordfish fit = wordfish(counts, options).value();
  WordfishBootstrapOptions drawn;
  drawn.replicates = 60;
  const auto made = bootstrap_wordfish(counts, sentences, fit, options, drawn).value();
  EXPECT_EQ(made.unconverged, 0U);
  double ratio = 0;
  for (std::size_t i = 0; i < 12; ++i) ratio += made.sd[i] / *fit.texts[i].se / 12;
  std::printf("bootstrap over the model's error: %.2f\n", ratio);
  EXPECT_GT(ratio, 0.6);
  EXPECT_LT(ratio, 1.6);
  options.threads = 3;
  EXPECT_EQ(made.sd, bootstrap_wordfish(counts, sentences, fit, options, drawn)->sd);
  drawn.replicates = 9;
  EXPECT_EQ(bootstrap_wordfish(counts, sentences, fit, options, drawn).error().kind,
            ErrorKind::Range);
  drawn.replicates = 10;
  EXPECT_EQ(bootstrap_wordfish(counts, {}, fit, options, drawn).error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace entente::positions
