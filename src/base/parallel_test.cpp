// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/parallel.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>

#include "entente/base/random.hpp"

namespace entente {
namespace {

const CancelToken never;

TEST(ParallelFor, VisitsEachIndexOnce) {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 100000U}) {
    for (const std::size_t n : {0U, 1U, 2U, 255U, 256U, 10007U}) {
      std::vector<std::atomic<int>> visits(n);
      const Result<void> done = parallel_for(n, threads, never, ProgressStage{},
                                             [&](std::size_t i) { visits[i].fetch_add(1); });
      ASSERT_TRUE(done.has_value());
      for (const std::atomic<int>& count : visits) ASSERT_EQ(count.load(), 1);
    }
  }
}

TEST(ParallelFor, PassesOnTheErrorOfTheLowestIndex) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      const Result<void> done =
          parallel_for(5000, threads, never, ProgressStage{}, [](std::size_t i) -> Result<void> {
            if (i >= 1234 && i % 2 == 0) {
              return fail({ErrorKind::Range, std::to_string(i), {}, {}, {}, {}});
            }
            return {};
          });
      ASSERT_FALSE(done.has_value());
      EXPECT_EQ(done.error().kind, ErrorKind::Range);
      EXPECT_EQ(done.error().message, "1234");
    }
  }
}

TEST(ParallelFor, PassesOnTheExceptionOfTheLowestIndex) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    try {
      const Result<void> done =
          parallel_for(5000, threads, never, ProgressStage{}, [](std::size_t i) {
            if (i >= 77) throw std::runtime_error(std::to_string(i));
          });
      ADD_FAILURE() << "no exception, result " << done.has_value();
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "77");
    }
  }
}

TEST(ParallelFor, StopsWhenCancelled) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    CancelSource source;
    std::atomic<std::size_t> visits{0};
    const Result<void> done =
        parallel_for(1000000, threads, source.token(), ProgressStage{}, [&](std::size_t) {
          if (visits.fetch_add(1) == 100) source.cancel();
        });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(visits.load(), 1000000U);
  }
}

TEST(ParallelFor, SucceedsWhenCancelledAfterTheLastIndex) {
  CancelSource source;
  const Result<void> done =
      parallel_for(10, 1, source.token(), ProgressStage{}, [&](std::size_t i) {
        if (i == 9) source.cancel();
      });
  EXPECT_TRUE(done.has_value());
}

TEST(ParallelFor, CountsProgressToTheEnd) {
  std::uint64_t heard = 0;
  const Progress progress([&heard](const ProgressEvent& event) { heard = event.done; },
                          [] { return 0.0; });
  {
    const ProgressStage stage = progress.stage("loop", 12345);
    ASSERT_TRUE(parallel_for(12345, 3, never, stage, [](std::size_t) {}).has_value());
  }
  EXPECT_EQ(heard, 12345U);
}

TEST(ParallelFor, Nests) {
  std::atomic<int> visits{0};
  const Result<void> done =
      parallel_for(6, 2, never, ProgressStage{}, [&](std::size_t) -> Result<void> {
        return parallel_for(50, 2, never, ProgressStage{},
                            [&](std::size_t) { visits.fetch_add(1); });
      });
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(visits.load(), 300);
}

TEST(ParallelFor, UsesSeveralThreadsWhenAskedTo) {
  // Each of two indices waits for the other: one thread alone could not end.
  std::atomic<int> arrived{0};
  const Result<void> done = parallel_for(2, 2, never, ProgressStage{}, [&](std::size_t) {
    arrived.fetch_add(1);
    while (arrived.load() < 2) std::this_thread::yield();
  });
  EXPECT_TRUE(done.has_value());
}

TEST(ParallelBlocks, HasFixedBorders) {
  for (const unsigned threads : {1U, 7U}) {
    std::vector<std::pair<std::size_t, std::size_t>> blocks(4);
    const Result<void> done =
        parallel_blocks(10, 3, threads, never, ProgressStage{},
                        [&](std::size_t block, std::size_t begin, std::size_t end) {
                          blocks[block] = {begin, end};
                        });
    ASSERT_TRUE(done.has_value());
    const std::vector<std::pair<std::size_t, std::size_t>> expected = {
        {0, 3}, {3, 6}, {6, 9}, {9, 10}};
    EXPECT_EQ(blocks, expected);
  }
}

TEST(ParallelReduce, KeepsIndexOrder) {
  const auto digits = [](unsigned threads) {
    return parallel_reduce(
        26, 4, threads, never, ProgressStage{}, std::string(">"),
        [](std::size_t begin, std::size_t end) {
          std::string part;
          for (std::size_t i = begin; i < end; ++i) part += static_cast<char>('a' + i);
          return part;
        },
        [](std::string total, const std::string& next) { return total + next; });
  };
  for (const unsigned threads : {1U, 2U, 7U}) {
    EXPECT_EQ(digits(threads).value(), ">abcdefghijklmnopqrstuvwxyz");
  }
}

TEST(ParallelReduce, PassesOnCancelled) {
  CancelSource source;
  source.cancel();
  const auto length = [](std::size_t begin, std::size_t end) { return end - begin; };
  const auto sum = [](std::size_t a, std::size_t b) { return a + b; };
  const Result<std::size_t> total =
      parallel_reduce(10, 1, 2, source.token(), ProgressStage{}, std::size_t{0}, length, sum);
  ASSERT_FALSE(total.has_value());
  EXPECT_EQ(total.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(parallel_reduce(10, 3, 2, never, ProgressStage{}, std::size_t{0}, length, sum).value(),
            10U);
}

RC_GTEST_PROP(ParallelSum, HasTheSameBitsForAnyThreads, (std::uint64_t seed)) {
  const std::size_t n = 1 + seed % 9000;
  const Philox source(seed);
  const auto term = [&](std::size_t i) {
    const double u = source.uniform01(i);
    return (i % 2 == 0 ? u : -u) * std::ldexp(1.0, static_cast<int>(source.bits(i, 1) % 60));
  };
  const auto bits = [&](unsigned threads) {
    return std::bit_cast<std::uint64_t>(
        parallel_sum(n, threads, never, ProgressStage{}, term).value());
  };
  const std::uint64_t one = bits(1);
  RC_ASSERT(bits(2) == one);
  RC_ASSERT(bits(7) == one);
}

TEST(ParallelSum, IsCompensated) {
  // 1 + 1e100 + 1 - 1e100 = 2 (the example of Neumaier's paper), over and over.
  constexpr std::array<double, 4> terms = {1, 1e100, 1, -1e100};
  const Result<double> sum =
      parallel_sum(4096, 2, never, ProgressStage{}, [&](std::size_t i) { return terms[i % 4]; });
  EXPECT_EQ(sum.value(), 2048);
}

TEST(MachineThreads, IsAtLeastOne) { EXPECT_GE(machine_threads(), 1U); }

}  // namespace
}  // namespace entente
