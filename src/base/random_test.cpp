// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/random.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>
#include <tuple>
#include <vector>

namespace entente {
namespace {

struct PhiloxKnownAnswer {
  PhiloxBlock counter;
  PhiloxKey key;
  PhiloxBlock answer;
};

// The three "philox4x64 10" lines of Random123's tests/kat_vectors.
constexpr std::uint64_t all_ones = 0xFFFFFFFFFFFFFFFFULL;
constexpr std::array<PhiloxKnownAnswer, 3> philox_known_answers = {{
    {{0, 0, 0, 0},
     {0, 0},
     {0x16554d9eca36314cULL, 0xdb20fe9d672d0fdcULL, 0xd7e772cee186176bULL, 0x7e68b68aec7ba23bULL}},
    {{all_ones, all_ones, all_ones, all_ones},
     {all_ones, all_ones},
     {0x87b092c3013fe90bULL, 0x438c3c67be8d0224ULL, 0x9cc7d7c69cd777b6ULL, 0xa09caebf594f0ba0ULL}},
    {{0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL, 0xa4093822299f31d0ULL, 0x082efa98ec4e6c89ULL},
     {0x452821e638d01377ULL, 0xbe5466cf34e90c6cULL},
     {0xa528f45403e61d95ULL, 0x38c72dbd566e9788ULL, 0xa5a1610e72fd18b5ULL, 0x57bd43b5e52b7fe6ULL}},
}};

TEST(Philox, GivesTheKnownAnswersOfRandom123) {
  for (const PhiloxKnownAnswer& known : philox_known_answers) {
    EXPECT_EQ(philox4x64_10(known.counter, known.key), known.answer);
  }
}

TEST(Philox, PutsSeedStreamsAndCountersWhereTheHeaderSays) {
  const PhiloxKnownAnswer& known = philox_known_answers[2];
  const Philox source(known.key[0], known.key[1], known.counter[3]);
  EXPECT_EQ(source.block(known.counter[0], known.counter[1], known.counter[2]), known.answer);
}

// The following numbers come from a second implementation, written in Python from the paper.
TEST(Philox, AgreesWithASecondImplementation) {
  const Philox source(7, 1, 2);
  const std::vector<std::uint64_t> expected = {0xc6fe6bec288f5d94ULL, 0x1d95b6c82941633dULL,
                                               0x29e73050c67ea2c5ULL, 0x8e84d3e25c4a2b99ULL,
                                               0xc9f180936c7b42bfULL, 0x0b30c3b59a58e33dULL};
  PhiloxCursor cursor = source.cursor(3, 4);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(source.bits(i, 3, 4), expected[i]) << i;
    EXPECT_EQ(cursor.bits(), expected[i]) << i;
  }
  EXPECT_EQ(cursor.position(), expected.size());
  EXPECT_EQ(source.uniform01(0, 3, 4), 0x1.8dfcd7d8511ebp-1);
  EXPECT_EQ(source.uniform01(1, 3, 4), 0x1.d95b6c8294168p-4);
}

TEST(Philox, DrawsIntegersAsASecondImplementationDoes) {
  PhiloxCursor small = Philox(7, 1, 2).cursor(3, 4);
  for (const std::uint64_t expected : {7, 1, 1, 5, 7, 0, 1, 8, 3, 3, 8, 2}) {
    EXPECT_EQ(small.below(10), expected);
  }
  // A quarter of all words must be rejected for this n.
  const std::uint64_t n = (1ULL << 63U) + (1ULL << 62U) + 1;
  PhiloxCursor large = Philox(7, 1, 2).cursor(3, 4);
  for (const std::uint64_t expected : {0x953ed0f11e6b862fULL, 0x163049161ef10a6dULL,
                                       0x1f6d643c94defa13ULL, 0x6ae39ee9c537a0b3ULL}) {
    EXPECT_EQ(large.below(n), expected);
  }
}

TEST(Philox, RejectsWordsThatWouldBias) {
  const std::uint64_t n = (1ULL << 63U) + (1ULL << 62U) + 1;
  PhiloxCursor cursor = Philox(11).cursor();
  for (int i = 0; i < 4000; ++i) EXPECT_LT(cursor.below(n), n);
  // 4000 / 0.75 words in the mean, standard deviation 42.
  EXPECT_GT(cursor.position(), 5120U);
  EXPECT_LT(cursor.position(), 5550U);
}

TEST(Philox, ChoosesNothingFromNothing) {
  PhiloxCursor cursor = Philox(11).cursor();
  EXPECT_EQ(cursor.below(0), 0U);
  EXPECT_EQ(cursor.position(), 0U);
  EXPECT_EQ(cursor.below(1), 0U);
}

TEST(Philox, ReachesEveryIntegerEquallyOften) {
  constexpr std::size_t sides = 7;
  constexpr int draws = 70000;
  std::array<int, sides> counts{};
  PhiloxCursor cursor = Philox(20260101, stream_word("die")).cursor();
  for (int i = 0; i < draws; ++i) ++counts[cursor.below(sides)];
  double chi_square = 0;
  for (const int count : counts) {
    const double gap = count - draws / 7.0;
    chi_square += gap * gap / (draws / 7.0);
  }
  EXPECT_LT(chi_square, 22.46);  // 99.9 % point with 6 degrees of freedom
}

TEST(UnitInterval, NeverTouchesItsEnds) {
  EXPECT_EQ(unit_interval(0), 0x1p-53);
  EXPECT_EQ(unit_interval(all_ones), 1 - 0x1p-53);
  EXPECT_EQ(unit_interval(1ULL << 63U), 0.5 + 0x1p-53);
}

RC_GTEST_PROP(UnitInterval, IsSymmetricAndMonotone, (std::uint64_t a, std::uint64_t b)) {
  RC_ASSERT(unit_interval(~a) == 1 - unit_interval(a));
  RC_ASSERT((unit_interval(a) <= unit_interval(b)) == ((a >> 12U) <= (b >> 12U)));
}

TEST(StreamWord, IsFnv1a) {
  // Test values of the FNV reference distribution (draft-eastlake-fnv, appendix).
  EXPECT_EQ(stream_word(""), 0xcbf29ce484222325ULL);
  EXPECT_EQ(stream_word("a"), 0xaf63dc4c8601ec8cULL);
  EXPECT_EQ(stream_word("foobar"), 0x85944171f73967e8ULL);
}

TEST(Triangular, HasItsClosedFormQuantiles) {
  // On (0, 1, 2): F(x) = x^2 / 2 up to 1, then 1 - (2 - x)^2 / 2.
  EXPECT_EQ(triangular_quantile(0, 0, 1, 2), 0);
  EXPECT_EQ(triangular_quantile(0.125, 0, 1, 2), 0.5);
  EXPECT_EQ(triangular_quantile(0.5, 0, 1, 2), 1);
  EXPECT_EQ(triangular_quantile(0.875, 0, 1, 2), 1.5);
  EXPECT_EQ(triangular_quantile(1, 0, 1, 2), 2);
  EXPECT_EQ(triangular_quantile(0.25, -2, -2, 2), 2 - 4 * std::sqrt(0.75));  // mode at the low end
  EXPECT_EQ(triangular_quantile(0.25, -2, 2, 2), 0);                         // and at the high one
  EXPECT_EQ(triangular_quantile(0.7, 3, 3, 3), 3);
}

TEST(Triangular, RefusesWhatIsNoTriangle) {
  EXPECT_TRUE(std::isnan(triangular_quantile(0.5, 2, 1, 3)));
  EXPECT_TRUE(std::isnan(triangular_quantile(0.5, 0, 4, 3)));
  EXPECT_TRUE(std::isnan(triangular_quantile(1.5, 0, 1, 2)));
  EXPECT_TRUE(std::isnan(triangular_quantile(std::nan(""), 0, 1, 2)));
  EXPECT_TRUE(std::isnan(triangular_quantile(0.5, -1e308, 0, 1e308)));
}

RC_GTEST_PROP(Triangular, StaysInRangeAndIsMonotone,
              (std::uint64_t a, std::uint64_t b, std::int32_t x, std::int32_t y, std::int32_t z)) {
  std::array<double, 3> points = {x / 1024.0, y / 1024.0, z / 1024.0};
  if (points[0] > points[1]) std::swap(points[0], points[1]);
  if (points[1] > points[2]) std::swap(points[1], points[2]);
  if (points[0] > points[1]) std::swap(points[0], points[1]);
  const auto [low, mode, high] = points;
  const double at_a = triangular_quantile(unit_interval(std::min(a, b)), low, mode, high);
  const double at_b = triangular_quantile(unit_interval(std::max(a, b)), low, mode, high);
  RC_ASSERT(low <= at_a);
  RC_ASSERT(at_b <= high);
  RC_ASSERT(at_a <= at_b + 1e-9 * (high - low));
}

RC_GTEST_PROP(Philox, GivesEachAddressItsOwnBlock,
              (std::array<std::uint8_t, 5> a, std::array<std::uint8_t, 5> b)) {
  // Addresses near 0, as programs use them; the generator is a bijection per key.
  const auto block = [](const std::array<std::uint8_t, 5>& at) {
    return Philox(at[0] % 3, at[1] % 3).block(at[2] % 3, at[3] % 3, at[4] % 3);
  };
  const auto place = [](const std::array<std::uint8_t, 5>& at) {
    return std::tuple(at[0] % 3, at[1] % 3, at[2] % 3, at[3] % 3, at[4] % 3);
  };
  RC_ASSERT((place(a) == place(b)) == (block(a) == block(b)));
}

TEST(Philox, HasTheMomentsOfAUniform) {
  constexpr int draws = 100000;
  double sum = 0;
  double squares = 0;
  PhiloxCursor cursor = Philox(1).cursor();
  for (int i = 0; i < draws; ++i) {
    const double u = cursor.uniform01();
    sum += u;
    squares += u * u;
  }
  const double mean = sum / draws;
  EXPECT_NEAR(mean, 0.5, 4 * std::sqrt(1.0 / 12 / draws));
  EXPECT_NEAR(squares / draws - mean * mean, 1.0 / 12, 4 * std::sqrt(1.0 / 180 / draws));
}

}  // namespace
}  // namespace entente
