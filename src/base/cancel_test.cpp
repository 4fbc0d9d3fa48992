// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/cancel.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

namespace entente {
namespace {

TEST(Cancel, TokenWithoutSourceNeverSaysStop) {
  const CancelToken token;
  EXPECT_FALSE(token.cancelled());
  EXPECT_TRUE(check_cancel(token).has_value());
}

TEST(Cancel, SourceReachesTokensMadeBeforeAndAfter) {
  CancelSource source;
  const CancelToken before = source.token();
  EXPECT_FALSE(before.cancelled());
  source.cancel();
  source.cancel();
  EXPECT_TRUE(before.cancelled());
  EXPECT_TRUE(source.token().cancelled());
}

TEST(Cancel, ErrorNamesWhatWasStopped) {
  CancelSource source;
  source.cancel();
  const Result<void> stopped = check_cancel(source.token(), "bootstrap");
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(stopped.error().message, "bootstrap cancelled");
  EXPECT_EQ(cancelled_error().message, "cancelled");
}

TEST(Cancel, ReachesAnotherThread) {
  CancelSource source;
  const CancelToken token = source.token();
  std::thread worker([&token] {
    while (!token.cancelled()) std::this_thread::yield();
  });
  source.cancel();
  worker.join();
  EXPECT_TRUE(token.cancelled());
}

CancelSource signalled_source;
extern "C" void cancel_on_signal(int) { signalled_source.cancel(); }

TEST(Cancel, WorksFromASignalHandler) {
  const auto before = std::signal(SIGTERM, cancel_on_signal);
  ASSERT_NE(before, SIG_ERR);
  const CancelToken token = signalled_source.token();
  ASSERT_FALSE(token.cancelled());
  std::raise(SIGTERM);
  EXPECT_TRUE(token.cancelled());
  std::signal(SIGTERM, before);
}

}  // namespace
}  // namespace entente
