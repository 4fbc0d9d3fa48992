// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/agreement.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/base/random.hpp"

namespace entente::stats {
namespace {

constexpr double gap = 99;
constexpr ScaleLevel all_levels[] = {ScaleLevel::Nominal, ScaleLevel::Ordinal, ScaleLevel::Interval,
                                     ScaleLevel::Ratio};

using CodeRows = std::vector<std::vector<double>>;  // coder by coder, `gap` = none

std::vector<Coding> codings_of(const CodeRows& coders) {
  std::vector<Coding> out;
  for (std::uint32_t c = 0; c < coders.size(); ++c) {
    for (std::uint32_t u = 0; u < coders[c].size(); ++u) {
      if (coders[c][u] != gap) out.push_back({u, c, coders[c][u]});
    }
  }
  return out;
}

Codings table_of(const CodeRows& coders, std::vector<double> scale = {}) {
  const auto units = coders.empty() ? 0 : static_cast<std::uint32_t>(coders.front().size());
  return Codings::make(codings_of(coders), units, static_cast<std::uint32_t>(coders.size()),
                       std::move(scale))
      .value();
}

AgreementOptions without_draws(ScaleLevel level) {
  AgreementOptions out;
  out.level = level;
  out.replicates = 0;
  return out;
}

CodingAgreement points(const CodeRows& coders, ScaleLevel level, std::vector<double> scale = {}) {
  return coding_agreement(table_of(coders, std::move(scale)), without_draws(level)).value();
}

double alpha(const CodeRows& coders, ScaleLevel level) {
  return points(coders, level).overall.alpha.value().value;
}

/// K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section E.
const CodeRows krippendorff_e = {{1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap},
                                 {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3},
                                 {gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap},
                                 {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap}};
/// The same, section A.
const CodeRows krippendorff_a = {{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, {1, 1, 1, 0, 0, 1, 0, 0, 0, 0}};

TEST(CodingAgreement, KrippendorffsExampleAtAllLevels) {
  const double published[] = {0.743, 0.815, 0.849, 0.797};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(alpha(krippendorff_e, all_levels[i]), published[i], 0.0005) << i;
  }
  const auto made = points(krippendorff_e, ScaleLevel::Nominal);
  EXPECT_EQ(made.overall.units, 11U);
  EXPECT_EQ(made.overall.values, 40U);
  EXPECT_EQ(made.single_units, 1U);
  // The coincidence matrix as printed there: rows 1 to 5.
  const std::vector<double> printed = {7,       4.0 / 3, 1.0 / 3, 1.0 / 3, 0,  //
                                       4.0 / 3, 10,      4.0 / 3, 1.0 / 3, 0,  //
                                       1.0 / 3, 4.0 / 3, 8,       1.0 / 3, 0,  //
                                       1.0 / 3, 1.0 / 3, 1.0 / 3, 4,       0,  //
                                       0,       0,       0,       0,       3};
  ASSERT_EQ(made.coincidences.size(), printed.size());
  for (std::size_t i = 0; i < printed.size(); ++i) {
    EXPECT_NEAR(made.coincidences[i], printed[i], 1e-12) << i;
  }
}

TEST(CodingAgreement, TwoCodersTwoValues) {
  const auto made = points(krippendorff_a, ScaleLevel::Nominal);
  EXPECT_NEAR(made.overall.alpha->value, 0.095, 0.0005);
  ASSERT_EQ(made.pairs.size(), 1U);
  const CoderPairAgreement& pair = made.pairs[0];
  EXPECT_NEAR(pair.figures.alpha->value, made.overall.alpha->value, 1e-15);
  EXPECT_EQ(pair.figures.percent->value, 0.6);
  // By hand: p_o 0.6; kappa p_e 0.8*0.6 + 0.2*0.4, pi 0.7^2 + 0.3^2, AC1 2*0.7*0.3.
  EXPECT_NEAR(pair.kappa->value, (0.6 - 0.56) / 0.44, 1e-14);
  EXPECT_NEAR(pair.scott_pi->value, (0.6 - 0.58) / 0.42, 1e-14);
  EXPECT_NEAR(pair.figures.gwet->value, (0.6 - 0.42) / 0.58, 1e-14);
  EXPECT_FALSE(pair.kappa_linear);
  EXPECT_EQ(pair.confusion, (std::vector<std::uint64_t>{5, 3, 1, 1}));
}

TEST(CodingAgreement, WeightedKappaByHand) {
  // Joint counts 1: (4 1 0 / 1 3 1 / 0 0 2).
  const CodeRows codes = {{1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3},
                          {1, 1, 1, 1, 2, 1, 2, 2, 2, 3, 3, 3}};
  const auto pair = points(codes, ScaleLevel::Ordinal).pairs.at(0);
  const double n = 12;
  const double rows[] = {5, 5, 2};
  const double columns[] = {5, 4, 3};
  double linear = 0;
  double quadratic = 0;
  double nominal = 0;
  for (int c = 0; c < 3; ++c) {
    for (int k = 0; k < 3; ++k) {
      const double p = rows[c] * columns[k] / (n * n);
      nominal += c == k ? 0 : p;
      linear += std::abs(c - k) * p;
      quadratic += (c - k) * (c - k) * p;
    }
  }
  EXPECT_NEAR(pair.kappa->value, 1 - 3 / n / nominal, 1e-14);
  EXPECT_NEAR(pair.kappa_linear->value, 1 - 3 / n / linear, 1e-14);
  EXPECT_NEAR(pair.kappa_quadratic->value, 1 - 3 / n / quadratic, 1e-14);
}

/// Distances of values, not of places: a category nobody used does not draw 0 and 2 together.
TEST(CodingAgreement, WeightsAreOfValues) {
  const CodeRows codes = {{-2, -2, 0, 2, 2, 0}, {-2, 0, 0, 2, 0, 2}};
  const auto bare = points(codes, ScaleLevel::Interval).pairs.at(0);
  const auto full = points(codes, ScaleLevel::Interval, {-2, -1, 0, 1, 2}).pairs.at(0);
  EXPECT_NEAR(bare.kappa_quadratic->value, full.kappa_quadratic->value, 1e-14);
  EXPECT_NEAR(bare.figures.alpha->value, full.figures.alpha->value, 1e-14);
}

/// K. L. Gwet, Handbook of Inter-Rater Reliability (2014), ch. 2 gives AC1 for several coders with
/// gaps; worked by hand here for three units.
TEST(CodingAgreement, GwetWithGaps) {
  const CodeRows codes = {{1, 1, 2, gap}, {1, 2, 2, 1}, {1, gap, 2, gap}};
  const auto made = points(codes, ScaleLevel::Nominal);
  const double pa = (1.0 + 0.0 + 1.0) / 3;
  const double pi = (1.0 + 0.5 + 0.0 + 1.0) / 4;  // the unit coded once counts here
  const double pe = 2 * pi * (1 - pi);
  EXPECT_NEAR(made.overall.gwet->value, (pa - pe) / (1 - pe), 1e-14);
  EXPECT_EQ(made.single_units, 1U);
}

TEST(CodingAgreement, WithoutVariationIsUndefinedNotOne) {
  const CodeRows codes = {{1, 1, 1, 1}, {1, 1, 1, 1}};
  const auto made = coding_agreement(table_of(codes, {0, 1}), {ScaleLevel::Nominal}).value();
  EXPECT_FALSE(made.overall.alpha);
  EXPECT_FALSE(made.pairs[0].kappa);
  EXPECT_FALSE(made.pairs[0].scott_pi);
  EXPECT_EQ(made.overall.percent->value, 1);
  EXPECT_EQ(made.overall.percent->state, IntervalState::NoVariation);
  EXPECT_EQ(made.overall.gwet->value, 1);
  EXPECT_FALSE(points(codes, ScaleLevel::Nominal).overall.gwet) << "one category: q - 1 = 0";
  // One coder who never varies: chance explains all of it.
  const auto flat = points({{1, 1, 1, 1}, {1, 0, 1, 1}}, ScaleLevel::Nominal);
  EXPECT_EQ(flat.pairs[0].kappa->value, 0);
}

TEST(CodingAgreement, NothingCodedTwice) {
  const auto made = coding_agreement(table_of({{1, 2, gap}, {gap, gap, 3}}), {}).value();
  EXPECT_EQ(made.overall.units, 0U);
  EXPECT_EQ(made.single_units, 3U);
  EXPECT_FALSE(made.overall.alpha || made.overall.percent || made.overall.gwet);
  EXPECT_TRUE(made.pairs.empty());
  EXPECT_EQ(coding_agreement(table_of({}), {}).value().overall.values, 0U);
  const auto one = coding_agreement(table_of({{1, 2}, {2, gap}}), {}).value();
  EXPECT_EQ(one.overall.alpha->state, IntervalState::TooFew);
}

TEST(CodingAgreement, BadInput) {
  const auto kind = [](std::vector<Coding> codings, std::vector<double> scale = {}) {
    return Codings::make(codings, 2, 2, std::move(scale)).error().kind;
  };
  EXPECT_EQ(kind({{2, 0, 1}}), ErrorKind::Range);
  EXPECT_EQ(kind({{0, 2, 1}}), ErrorKind::Range);
  EXPECT_EQ(kind({{0, 0, std::nan("")}}), ErrorKind::Range);
  EXPECT_EQ(kind({{0, 0, 1}, {0, 0, 1}}), ErrorKind::Duplicate);
  EXPECT_EQ(kind({{0, 0, 1}}, {0, 2}), ErrorKind::Range);
  EXPECT_EQ(kind({}, {1, 1}), ErrorKind::Range);
  std::vector<Coding> many;
  for (std::uint32_t u = 0; u <= most_categories; ++u) many.push_back({u, 0, u * 0.5});
  EXPECT_EQ(Codings::make(many, 1000, 1).error().kind, ErrorKind::Limit);
  const Codings negative = table_of({{-1, 1}, {1, 1}});
  EXPECT_EQ(coding_agreement(negative, {ScaleLevel::Ratio}).error().kind, ErrorKind::Range);
  AgreementOptions options;
  options.replicates = 20;
  EXPECT_EQ(coding_agreement(negative, options).error().kind, ErrorKind::Range);
  options.replicates = 0;
  options.confidence = 1;
  EXPECT_EQ(coding_agreement(negative, options).error().kind, ErrorKind::Range);
  options = {};
  options.cluster_of_unit = {1};
  EXPECT_EQ(coding_agreement(negative, options).error().kind, ErrorKind::Range);
  options = {};
  options.replicates = 100'000'000;
  EXPECT_EQ(coding_agreement(negative, options).error().kind, ErrorKind::Limit);
}

/// Codes around a truth; `noise` of 1 = no relation.
CodeRows made_codes(std::uint64_t seed, std::size_t coders, std::size_t units, double noise,
                    double gaps) {
  CodeRows out(coders, std::vector<double>(units));
  PhiloxCursor cursor = Philox(seed, stream_word("codes")).cursor();
  for (std::size_t u = 0; u < units; ++u) {
    const auto truth = static_cast<double>(cursor.below(5)) - 2;
    for (std::size_t c = 0; c < coders; ++c) {
      const double own = static_cast<double>(cursor.below(5)) - 2;
      const bool noisy = cursor.uniform01() < noise;
      const bool missing = cursor.uniform01() < gaps;
      out[c][u] = missing ? gap : noisy ? own : truth;
    }
  }
  return out;
}

TEST(CodingAgreement, IndependentCodersAreNearZero) {
  const auto made = coding_agreement(table_of(made_codes(3, 3, 2000, 1, 0.2)), {}).value();
  EXPECT_NEAR(made.overall.alpha->value, 0, 0.05);
  EXPECT_TRUE(made.overall.alpha->interval->contains(0));
  for (const auto& pair : made.pairs) EXPECT_NEAR(pair.kappa->value, 0, 0.05);
}

TEST(CodingAgreement, SameBytesOnAnyNumberOfThreads) {
  const Codings table = table_of(made_codes(5, 3, 60, 0.4, 0.3));
  AgreementOptions options;
  options.replicates = 500;
  const auto one = coding_agreement(table, options).value();
  for (const unsigned threads : {2U, 7U}) {
    options.threads = threads;
    const auto more = coding_agreement(table, options).value();
    EXPECT_EQ(one.overall.alpha->interval, more.overall.alpha->interval);
    for (std::size_t p = 0; p < one.pairs.size(); ++p) {
      EXPECT_EQ(one.pairs[p].kappa_quadratic->interval, more.pairs[p].kappa_quadratic->interval);
      EXPECT_EQ(one.pairs[p].figures.gwet->interval, more.pairs[p].figures.gwet->interval);
    }
  }
  options.seed = 2;
  EXPECT_NE(one.overall.alpha->interval, coding_agreement(table, options)->overall.alpha->interval);
}

/// Units that come in identical tens carry the news of one: drawn by themselves they promise an
/// interval about a third as wide.
TEST(CodingAgreement, ClustersWidenTheInterval) {
  const CodeRows few = made_codes(8, 2, 30, 0.5, 0);
  CodeRows many(2);
  AgreementOptions options;
  for (std::uint32_t u = 0; u < 30; ++u) {
    for (int i = 0; i < 10; ++i) {
      for (std::size_t c = 0; c < 2; ++c) many[c].push_back(few[c][u]);
      options.cluster_of_unit.push_back(100 - u);
    }
  }
  const auto clustered = coding_agreement(table_of(many), options).value();
  options.cluster_of_unit.clear();
  const auto apart = coding_agreement(table_of(many), options).value();
  EXPECT_EQ(clustered.overall.alpha->n, 30U);
  EXPECT_EQ(apart.overall.alpha->n, 300U);
  const double ratio =
      clustered.overall.alpha->interval->width() / apart.overall.alpha->interval->width();
  EXPECT_NEAR(ratio, std::sqrt(10.0), 0.8);
}

/// On made-up studies of 40 units by three coders the interval holds the figure of the population
/// about as often as it says.
TEST(CodingAgreement, IntervalsKeepTheirLevel) {
  const double truth = alpha(made_codes(1, 3, 60000, 0.4, 0.2), ScaleLevel::Ordinal);
  int held = 0;
  constexpr int studies = 300;
  for (int i = 0; i < studies; ++i) {
    AgreementOptions options;
    options.replicates = 399;
    const auto made =
        coding_agreement(table_of(made_codes(100 + static_cast<std::uint64_t>(i), 3, 40, 0.4, 0.2)),
                         options)
            .value();
    held += made.overall.alpha->interval->contains(truth) ? 1 : 0;
  }
  EXPECT_GE(held, studies * 88 / 100);
  EXPECT_LE(held, studies * 99 / 100);
}

/// Small tables of stances with gaps.
CodeRows any_codes(int least, int greatest) {
  const int coders = *rc::gen::inRange(2, 5);
  const int units = *rc::gen::inRange(3, 15);
  CodeRows out;
  for (int c = 0; c < coders; ++c) {
    auto& row = out.emplace_back();
    for (int u = 0; u < units; ++u) {
      const int value = *rc::gen::inRange(least, greatest + 2);
      row.push_back(value > greatest ? gap : value);
    }
  }
  return out;
}

bool same_figure(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
  if (a.has_value() != b.has_value()) return false;
  return !a || std::abs(a->value - b->value) <= 1e-10 * std::max(1.0, std::abs(a->value));
}

bool same_figures(const AgreementFigures& a, const AgreementFigures& b) {
  return a.units == b.units && a.values == b.values && same_figure(a.alpha, b.alpha) &&
         same_figure(a.percent, b.percent) && same_figure(a.gwet, b.gwet);
}

/// The formula of the definition, pair of values by pair of values.
std::optional<double> plain_alpha(const CodeRows& codes, ScaleLevel level) {
  std::vector<std::vector<double>> units(codes.front().size());
  std::vector<double> all;
  for (std::size_t u = 0; u < units.size(); ++u) {
    for (const auto& row : codes) {
      if (row[u] != gap) units[u].push_back(row[u]);
    }
    if (units[u].size() > 1) all.insert(all.end(), units[u].begin(), units[u].end());
  }
  const auto distance = [&](double c, double k) {
    if (level == ScaleLevel::Nominal) return c == k ? 0.0 : 1.0;
    if (level == ScaleLevel::Interval) return (c - k) * (c - k);
    if (level == ScaleLevel::Ratio) return c == k ? 0 : std::pow((c - k) / (c + k), 2);
    double sum = 0;
    for (const double g : all) {
      if (g >= std::min(c, k) && g <= std::max(c, k)) ++sum;
      if (g == c) sum -= 0.5;
      if (g == k) sum -= 0.5;
    }
    return c == k ? 0 : sum * sum;
  };
  double observed = 0;
  double expected = 0;
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    for (std::size_t i = 0; i < unit.size(); ++i) {
      for (std::size_t j = 0; j < unit.size(); ++j) {
        if (i != j) observed += distance(unit[i], unit[j]) / static_cast<double>(unit.size() - 1);
      }
    }
  }
  for (const double c : all) {
    for (const double k : all) expected += distance(c, k);
  }
  if (expected == 0) return std::nullopt;
  return 1 - (static_cast<double>(all.size()) - 1) * observed / expected;
}

RC_GTEST_PROP(CodingAgreementLaws, AlphaIsItsDefinition, ()) {
  const CodeRows codes = any_codes(0, 4);
  for (const ScaleLevel level : all_levels) {
    const auto made = points(codes, level);
    const auto plain = plain_alpha(codes, level);
    RC_ASSERT(made.overall.alpha.has_value() == plain.has_value());
    if (plain) RC_ASSERT(std::abs(made.overall.alpha->value - *plain) < 1e-10);
    RC_ASSERT(std::abs(std::accumulate(made.coincidences.begin(), made.coincidences.end(), 0.0) -
                       static_cast<double>(made.overall.values)) < 1e-9);
  }
}

RC_GTEST_PROP(CodingAgreementLaws, NamesOfCodersAndUnitsDoNotMatter, ()) {
  const CodeRows codes = any_codes(-2, 2);
  CodeRows other(codes.rbegin(), codes.rend());
  for (auto& row : other) std::reverse(row.begin(), row.end());
  for (const ScaleLevel level : {ScaleLevel::Nominal, ScaleLevel::Ordinal, ScaleLevel::Interval}) {
    const auto a = points(codes, level, {-2, -1, 0, 1, 2});
    const auto b = points(other, level, {-2, -1, 0, 1, 2});
    RC_ASSERT(same_figures(a.overall, b.overall));
    RC_ASSERT(a.pairs.size() == b.pairs.size());
    const auto last = static_cast<std::uint32_t>(codes.size()) - 1;
    for (const auto& pair : a.pairs) {
      const auto twin = std::find_if(b.pairs.begin(), b.pairs.end(), [&](const auto& p) {
        return p.first == last - pair.second && p.second == last - pair.first;
      });
      RC_ASSERT(twin != b.pairs.end());
      RC_ASSERT(same_figures(pair.figures, twin->figures));
      RC_ASSERT(same_figure(pair.kappa, twin->kappa));
      RC_ASSERT(same_figure(pair.kappa_linear, twin->kappa_linear));
      RC_ASSERT(same_figure(pair.scott_pi, twin->scott_pi));
    }
  }
}

RC_GTEST_PROP(CodingAgreementLaws, MirrorOfTheScale, ()) {
  const CodeRows codes = any_codes(-2, 2);
  CodeRows mirror = codes;
  for (auto& row : mirror) {
    for (double& value : row) value = value == gap ? gap : -value;
  }
  for (const ScaleLevel level : {ScaleLevel::Nominal, ScaleLevel::Ordinal, ScaleLevel::Interval}) {
    const auto a = points(codes, level, {-2, -1, 0, 1, 2});
    const auto b = points(mirror, level, {-2, -1, 0, 1, 2});
    RC_ASSERT(same_figures(a.overall, b.overall));
    for (std::size_t p = 0; p < a.pairs.size(); ++p) {
      RC_ASSERT(same_figure(a.pairs[p].kappa_quadratic, b.pairs[p].kappa_quadratic));
    }
  }
}

/// Every unit twice: observed and expected disagreement per pair stay, so 1 - alpha changes only by
/// (n - 1) / n of the one and of the other: (1 - alpha') / (1 - alpha) = (2n - 1) / (2n - 2).
RC_GTEST_PROP(CodingAgreementLaws, EveryUnitTwice, ()) {
  const CodeRows codes = any_codes(-2, 2);
  CodeRows twice = codes;
  for (std::size_t c = 0; c < codes.size(); ++c) {
    twice[c].insert(twice[c].end(), codes[c].begin(), codes[c].end());
  }
  for (const ScaleLevel level : {ScaleLevel::Nominal, ScaleLevel::Ordinal, ScaleLevel::Interval}) {
    const auto a = points(codes, level).overall;
    const auto b = points(twice, level).overall;
    RC_ASSERT(same_figure(a.percent, b.percent));
    RC_ASSERT(same_figure(a.gwet, b.gwet));
    RC_ASSERT(a.alpha.has_value() == b.alpha.has_value());
    if (!a.alpha) continue;
    const auto n = static_cast<double>(a.values);
    RC_ASSERT(std::abs((1 - b.alpha->value) - (1 - a.alpha->value) * (2 * n - 1) / (2 * n - 2)) <
              1e-10);
  }
}

RC_GTEST_PROP(CodingAgreementLaws, PerfectAgreementIsOne, ()) {
  CodeRows codes = any_codes(0, 4);
  for (auto& row : codes) {
    for (std::size_t u = 0; u < row.size(); ++u) {
      if (row[u] != gap) row[u] = static_cast<double>(u % 3);
    }
  }
  for (const ScaleLevel level : all_levels) {
    const auto made = points(codes, level);
    if (made.overall.alpha) RC_ASSERT(std::abs(made.overall.alpha->value - 1) < 1e-12);
    if (made.overall.percent) RC_ASSERT(std::abs(made.overall.percent->value - 1) < 1e-12);
    for (const auto& pair : made.pairs) {
      if (pair.kappa) RC_ASSERT(std::abs(pair.kappa->value - 1) < 1e-12);
      if (pair.scott_pi) RC_ASSERT(std::abs(pair.scott_pi->value - 1) < 1e-12);
    }
  }
}

/// With two coders and no gaps alpha is pi with the small-sample correction.
RC_GTEST_PROP(CodingAgreementLaws, AlphaOfTwoIsScottsPiCorrected, ()) {
  CodeRows codes = any_codes(0, 3);
  codes.resize(2);
  const auto made = points(codes, ScaleLevel::Nominal);
  if (made.pairs.empty()) return;
  const auto& pair = made.pairs[0];
  RC_ASSERT(pair.scott_pi.has_value() == pair.figures.alpha.has_value());
  if (!pair.scott_pi) return;
  const auto n = static_cast<double>(pair.figures.values);
  RC_ASSERT(std::abs(1 - pair.figures.alpha->value - (1 - pair.scott_pi->value) * (n - 1) / n) <
            1e-12);
}

}  // namespace
}  // namespace entente::stats
