// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/lss.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "positions/texts/lss/word_vectors.hpp"
#include "positions/texts/test_words.hpp"

namespace entente::positions {
namespace {

using record::WordCounts;

/// Eigenvalues and vectors of a symmetric matrix by Jacobi's rotations, largest first.
std::pair<std::vector<double>, std::vector<std::vector<double>>> jacobi(
    std::vector<std::vector<double>> a) {
  const std::size_t n = a.size();
  std::vector<std::vector<double>> v(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) v[i][i] = 1;
  for (int sweep = 0; sweep < 60; ++sweep) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(a[p][q]) < 1e-300) continue;
        const double angle = 0.5 * std::atan2(2 * a[p][q], a[q][q] - a[p][p]);
        const double c = std::cos(angle);
        const double s = std::sin(angle);
        for (std::size_t i = 0; i < n; ++i) {
          const double x = a[i][p];
          a[i][p] = c * x - s * a[i][q];
          a[i][q] = s * x + c * a[i][q];
        }
        for (std::size_t i = 0; i < n; ++i) {
          const double x = a[p][i];
          a[p][i] = c * x - s * a[q][i];
          a[q][i] = s * x + c * a[q][i];
        }
        for (std::size_t i = 0; i < n; ++i) {
          const double x = v[i][p];
          v[i][p] = c * x - s * v[i][q];
          v[i][q] = s * x + c * v[i][q];
        }
      }
    }
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto x, auto y) { return a[x][x] > a[y][y]; });
  std::vector<double> values;
  std::vector<std::vector<double>> vectors;
  for (const std::size_t e : order) {
    values.push_back(a[e][e]);
    auto& vector = vectors.emplace_back();
    for (std::size_t i = 0; i < n; ++i) vector.push_back(v[i][e]);
  }
  return {values, vectors};
}

TEST(Lss, VectorsAreThoseOfTheDecomposition) {
  for (const std::size_t texts : {9U, 40U}) {  // wide and tall
    const WordCounts counts = simulated_words(texts, 20, 150, 1).counts;
    std::vector<UnitCell> cells;
    std::vector<std::vector<double>> product(20, std::vector<double>(20, 0));
    std::vector<std::vector<double>> dense(texts, std::vector<double>(20, 0));
    for (const record::WordCell& cell : cells_of(counts)) {
      cells.push_back({cell.document, cell.word, static_cast<double>(cell.count)});
      dense[cell.document][cell.word] = cell.count;
    }
    for (const auto& row : dense) {
      for (std::size_t x = 0; x < 20; ++x) {
        for (std::size_t y = 0; y < 20; ++y) product[x][y] += row[x] * row[y];
      }
    }
    const auto [values, vectors] = jacobi(product);
    const CountVectors made = count_vectors(cells, texts, 20, 4).value();
    for (std::size_t d = 0; d < 4; ++d) {
      EXPECT_NEAR(made.singular_values[d], std::sqrt(values[d]), 1e-8);
      double along = 0;
      for (std::size_t w = 0; w < 20; ++w) along += made.of_word[w * 4 + d] * vectors[d][w];
      EXPECT_NEAR(std::abs(along), 1, 1e-8);
    }
  }
}

// Two topics that share no word: words are alike within a topic and at right angles across.
TEST(Lss, AWorkedExample) {
  const WordCounts counts = WordCounts::make({"A", "B", "C", "D"}, {"a", "b", "c", "d", "e"},
                                             {{0, 0, 2},
                                              {0, 1, 1},
                                              {1, 0, 4},
                                              {1, 1, 2},
                                              {2, 2, 3},
                                              {2, 3, 3},
                                              {3, 2, 2},
                                              {3, 3, 2},
                                              {3, 1, 0}})
                                .value();
  LssOptions options;
  options.dimensions = 2;
  const Lss made = lss(counts, nullptr, {{"a"}, {"c", "nothing"}}, options).value();
  EXPECT_NEAR(*made.polarity[0], 1, 1e-10);
  EXPECT_NEAR(*made.polarity[1], 1, 1e-10);
  EXPECT_NEAR(*made.polarity[2], -1, 1e-10);
  EXPECT_NEAR(*made.polarity[3], -1, 1e-10);
  EXPECT_FALSE(made.polarity[4]);
  EXPECT_NEAR(*made.texts[0].raw, 1, 1e-10);
  EXPECT_NEAR(made.texts[3].value, -std::sqrt(3.0) / 2, 1e-10);
  EXPECT_EQ(made.unmet, std::vector<std::string>{"nothing"});
  EXPECT_EQ(made.units, 4U);
}

TEST(Lss, MirrorRelabellingAndCopies) {
  const WordCounts counts = simulated_words(30, 60, 300, 2).counts;
  LssOptions options;
  options.dimensions = 8;
  const LssSeeds seeds = {{"w1", "w2"}, {"w3", "w40"}};
  const Lss made = lss(counts, nullptr, seeds, options).value();
  const Lss mirrored = lss(counts, nullptr, {seeds.negative, seeds.positive}, options).value();
  std::vector<std::size_t> documents(30);
  std::iota(documents.rbegin(), documents.rend(), std::size_t{0});
  std::vector<std::size_t> words(counts.words().size());
  std::iota(words.rbegin(), words.rend(), std::size_t{0});
  const Lss turned = lss(counts.part(documents, words), nullptr, seeds, options).value();
  for (std::size_t d = 0; d < 30; ++d) {
    EXPECT_NEAR(made.texts[d].value, -mirrored.texts[d].value, 1e-9);
    EXPECT_NEAR(made.texts[d].value, turned.texts[29 - d].value, 1e-6);
    EXPECT_NEAR(made.texts[d].se, turned.texts[29 - d].se, 1e-6);
  }
  const Lss copied = lss(with_copy(counts, 3), nullptr, seeds, options).value();
  EXPECT_EQ(copied.texts[30].value, copied.texts[3].value);
}

TEST(Lss, BadInputIsDefined) {
  const WordCounts counts = simulated_words(10, 20, 100, 3).counts;
  LssOptions options;
  options.dimensions = 3;
  const auto kind = [&](const LssSeeds& seeds) {
    return lss(counts, nullptr, seeds, options).error().kind;
  };
  EXPECT_EQ(kind({{"w1"}, {}}), ErrorKind::Missing);
  EXPECT_EQ(kind({{"none"}, {"w1"}}), ErrorKind::Missing);
  EXPECT_EQ(kind({{"w1"}, {"w1*"}}), ErrorKind::Usage);
  options.dimensions = 10;
  EXPECT_EQ(kind({{"w1"}, {"w2"}}), ErrorKind::Range);
  options.dimensions = 0;
  EXPECT_EQ(kind({{"w1"}, {"w2"}}), ErrorKind::Range);
  options.dimensions = 3;
  const record::WordSegments none;
  EXPECT_EQ(lss(counts, &none, {{"w1"}, {"w2"}}, options).error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace entente::positions
