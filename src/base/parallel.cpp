// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/parallel.hpp"

#include <atomic>
#include <exception>
#include <limits>
#include <optional>

#if !defined(__wasi__)
#define ENTENTE_THREADS
#include <system_error>
#include <thread>
#endif

namespace entente {
namespace {

/// How one worker ended early.
struct EarlyEnd {
  std::size_t block = std::numeric_limits<std::size_t>::max();
  std::optional<Error> error;
#if defined(__cpp_exceptions)
  std::exception_ptr exception;
#endif
};

/// What the workers of one loop share. Blocks are handed out in ascending order and one handed out
/// is always worked on, so whatever the threads, every block below the lowest failing one runs.
struct SharedLoop {
  std::size_t blocks;
  const CancelToken& cancel;
  detail::BlockTask task;
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stop{false};
  std::atomic<bool> cancelled{false};
};

/// Works on one block; true to go on.
bool work_on_block(SharedLoop& loop, std::size_t block, EarlyEnd& end) {
  Result<void> result = loop.task.call(loop.task.context, block);
  if (result) return true;
  if (result.error().kind == ErrorKind::Cancelled && loop.cancel.cancelled()) {
    loop.cancelled.store(true, std::memory_order_relaxed);
    return false;
  }
  end.block = block;
  end.error = std::move(result).error();
  return false;
}

void work(SharedLoop& loop, EarlyEnd& end) {
  while (!loop.stop.load(std::memory_order_relaxed)) {
    const std::size_t block = loop.next.fetch_add(1, std::memory_order_relaxed);
    if (block >= loop.blocks) return;
    if (loop.cancel.cancelled()) {
      loop.cancelled.store(true, std::memory_order_relaxed);
      break;
    }
#if defined(__cpp_exceptions)
    try {
      if (work_on_block(loop, block, end)) continue;
    } catch (...) {
      end.block = block;
      end.exception = std::current_exception();
    }
    break;
#else
    if (!work_on_block(loop, block, end)) break;
#endif
  }
  loop.stop.store(true, std::memory_order_relaxed);
}

#if defined(ENTENTE_THREADS)
/// Joins what was started, also while an exception passes.
class Crew {
 public:
  explicit Crew(std::size_t most) { threads_.reserve(most); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    for (std::thread& thread : threads_) thread.join();
  }
  /// False where the system gives no further thread; the loop then goes on with fewer.
  bool start(SharedLoop& loop, EarlyEnd& end) {
#if defined(__cpp_exceptions)
    try {
      threads_.emplace_back([&loop, &end] { work(loop, end); });
    } catch (const std::system_error&) {
      return false;
    }
#else
    threads_.emplace_back([&loop, &end] { work(loop, end); });
#endif
    return true;
  }

 private:
  std::vector<std::thread> threads_;
};
#endif

Result<void> outcome_of(const SharedLoop& loop, std::vector<EarlyEnd>& ends) {
  const auto first =
      std::min_element(ends.begin(), ends.end(),
                       [](const EarlyEnd& a, const EarlyEnd& b) { return a.block < b.block; });
#if defined(__cpp_exceptions)
  if (first->exception) std::rethrow_exception(first->exception);
#endif
  if (first->error) return fail(std::move(*first->error));
  if (loop.cancelled.load(std::memory_order_relaxed)) return fail(cancelled_error());
  return {};
}

}  // namespace

unsigned machine_threads() noexcept {
#if defined(ENTENTE_THREADS)
  return std::max(1U, std::thread::hardware_concurrency());
#else
  return 1;
#endif
}

namespace detail {

Result<void> run_blocks(std::size_t blocks, unsigned threads, const CancelToken& cancel,
                        BlockTask task) {
  constexpr std::size_t most_threads = 512;  // a mistyped number must not exhaust the machine
  const std::size_t wanted = threads == 0 ? machine_threads() : threads;
  const std::size_t workers = std::max<std::size_t>(1, std::min({wanted, blocks, most_threads}));
  std::vector<EarlyEnd> ends(workers);
  SharedLoop loop{blocks, cancel, task};
  {
#if defined(ENTENTE_THREADS)
    Crew crew(workers - 1);
    for (std::size_t worker = 1; worker < workers; ++worker) {
      if (!crew.start(loop, ends[worker])) break;
    }
#endif
    work(loop, ends[0]);
  }
  return outcome_of(loop, ends);
}

}  // namespace detail
}  // namespace entente
