// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/progress.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace entente {
namespace {

/// A sink that keeps what it hears and a clock that moves when told.
struct ProgressRecord {
  std::vector<ProgressEvent> events;
  double now = 100;
  Progress progress{[this](const ProgressEvent& event) { events.push_back(event); },
                    [this] { return now; }, 1.0};
};

TEST(Progress, NullDiscardsEverything) {
  const Progress none;
  const ProgressStage stage = none.stage("nothing", 10);
  stage.add(10);
  ProgressStage{}.add();
  int calls = 0;
  const Progress no_clock([&calls](const ProgressEvent&) { ++calls; }, nullptr);
  no_clock.stage("no clock", 1).add();
  EXPECT_EQ(calls, 0);
}

TEST(Progress, ReportsRateAndRemainingTime) {
  ProgressRecord record;
  {
    const ProgressStage stage = record.progress.stage("draws", 100);
    record.now = 104;
    stage.add(20);
  }
  ASSERT_EQ(record.events.size(), 2U);
  const ProgressEvent& event = record.events[0];
  EXPECT_EQ(event.stage, "draws");
  EXPECT_EQ(event.done, 20U);
  EXPECT_EQ(event.total, 100U);
  EXPECT_EQ(event.elapsed_seconds, 4);
  EXPECT_EQ(event.per_second, 5);
  EXPECT_EQ(event.remaining_seconds, 16);
  EXPECT_FALSE(event.last);
  EXPECT_TRUE(record.events[1].last);
  EXPECT_EQ(record.events[1].done, 20U);  // ended early: not rounded up to the total
}

TEST(Progress, IsThrottledToTheInterval) {
  ProgressRecord record;
  {
    const ProgressStage stage = record.progress.stage("rows", 1000);
    for (int i = 0; i < 1000; ++i) {
      record.now += 0.0078125;  // 1/128: exact in binary; 7.8125 s in all
      stage.add();
    }
  }
  ASSERT_EQ(record.events.size(), 8U);  // one a second and the last
  EXPECT_EQ(record.events[0].done, 128U);
  EXPECT_EQ(record.events[7].done, 1000U);
  EXPECT_EQ(record.events[7].remaining_seconds, 0);
}

TEST(Progress, GivesNoRateBeforeTimePasses) {
  ProgressRecord record;
  { const ProgressStage stage = record.progress.stage("empty", 5); }
  ASSERT_EQ(record.events.size(), 1U);
  EXPECT_FALSE(record.events[0].per_second.has_value());
  EXPECT_FALSE(record.events[0].remaining_seconds.has_value());
}

TEST(Progress, GivesNoRemainingTimeWithoutATotal) {
  ProgressRecord record;
  {
    const ProgressStage stage = record.progress.stage("stream", 0);
    record.now = 102;
    stage.add(6);
  }
  EXPECT_EQ(record.events.front().done, 6U);
  EXPECT_EQ(record.events.front().per_second, 3);
  EXPECT_FALSE(record.events.front().remaining_seconds.has_value());
}

TEST(Progress, IsMonotoneAndCompleteFromManyThreads) {
  std::vector<std::uint64_t> heard;
  double now = 0;
  const Progress progress([&heard](const ProgressEvent& event) { heard.push_back(event.done); },
                          [&now] { return now += 1; }, 0.5);
  {
    const ProgressStage stage = progress.stage("threads", 4000);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&stage] {
        for (int i = 0; i < 1000; ++i) stage.add();
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  ASSERT_FALSE(heard.empty());
  for (std::size_t i = 1; i < heard.size(); ++i) EXPECT_LE(heard[i - 1], heard[i]);
  EXPECT_EQ(heard.back(), 4000U);
}

}  // namespace
}  // namespace entente
