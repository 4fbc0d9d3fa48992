// SPDX-License-Identifier: GPL-3.0-or-later
// Parallel loops whose results do not depend on the number of threads: each index or block is
// worked on alone, blocks have a fixed size, and reductions combine them in index order.
// Thread rule: the body is called from several threads at once and must touch only what belongs to
// its index; the calling thread takes part and returns when all are done. `threads` = 0 takes what
// the machine has; WebAssembly always has one. Loops may nest (each starts its own threads).
// Failure: the body may return void or Result<void>; the error (or exception) of the lowest failing
// index is passed on, whatever the threads. Cancelled when the token says so before the end.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/base/result.hpp"
#include "entente/base/sum.hpp"

namespace entente {

namespace detail {

/// A block's work without its type, so that the threads live in one .cpp.
struct BlockTask {
  const void* context;
  Result<void> (*call)(const void* context, std::size_t block);
};
Result<void> run_blocks(std::size_t blocks, unsigned threads, const CancelToken& cancel,
                        BlockTask task);

/// body(arguments...), with void read as success.
template <class Body, class... Arguments>
Result<void> called(Body& body, Arguments... arguments) {
  if constexpr (std::is_void_v<std::invoke_result_t<Body&, Arguments...>>) {
    body(arguments...);
    return {};
  } else {
    return body(arguments...);
  }
}

}  // namespace detail

/// Threads that `threads` = 0 stands for; at least 1.
unsigned machine_threads() noexcept;

/// Calls body(block, begin, end) for the blocks [0, size), [size, 2 size), ... of 0 .. n-1; the
/// last one may be shorter. A block_size of 0 counts as 1. Cancelled between blocks only.
template <class Body>
Result<void> parallel_blocks(std::size_t n, std::size_t block_size, unsigned threads,
                             const CancelToken& cancel, const ProgressStage& stage, Body&& body) {
  const std::size_t size = std::max<std::size_t>(block_size, 1);
  const auto run = [&](std::size_t block) -> Result<void> {
    const std::size_t begin = block * size;
    const std::size_t end = begin + std::min(size, n - begin);
    ENTENTE_CHECK(detail::called(body, block, begin, end));
    stage.add(end - begin);
    return {};
  };
  using Run = decltype(run);
  const auto call = [](const void* context, std::size_t block) -> Result<void> {
    return (*static_cast<const Run*>(context))(block);
  };
  return detail::run_blocks(n / size + (n % size != 0 ? 1 : 0), threads, cancel, {&run, call});
}

/// Calls body(index) for 0 .. n-1, each once, in no order that the body may rely on. The token is
/// looked at before every index.
template <class Body>
Result<void> parallel_for(std::size_t n, unsigned threads, const CancelToken& cancel,
                          const ProgressStage& stage, Body&& body) {
  // Small enough that threads end together and progress moves; no result depends on it.
  const std::size_t block_size = std::clamp<std::size_t>(n / 256, 1, 1024);
  return parallel_blocks(n, block_size, threads, cancel, stage,
                         [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                           for (std::size_t index = begin; index < end; ++index) {
                             if (cancel.cancelled()) return fail(cancelled_error());
                             ENTENTE_CHECK(detail::called(body, index));
                           }
                           return {};
                         });
}

/// partial(begin, end) -> T for every block, then combine(total, next) -> T in block order,
/// starting from `identity`. The same bits for any number of threads; they depend on block_size,
/// so keep it a constant. Memory: one T per block.
template <class T, class Partial, class Combine>
Result<T> parallel_reduce(std::size_t n, std::size_t block_size, unsigned threads,
                          const CancelToken& cancel, const ProgressStage& stage, T identity,
                          Partial&& partial, Combine&& combine) {
  struct Slot {
    T value;  // in a struct, or vector<bool> would share bytes between threads
  };
  const std::size_t size = std::max<std::size_t>(block_size, 1);
  std::vector<Slot> slots(n / size + (n % size != 0 ? 1 : 0), Slot{identity});
  ENTENTE_CHECK(parallel_blocks(n, size, threads, cancel, stage,
                                [&](std::size_t block, std::size_t begin, std::size_t end) {
                                  slots[block].value = partial(begin, end);
                                }));
  T total = std::move(identity);
  for (Slot& slot : slots) total = combine(std::move(total), std::move(slot.value));
  return total;
}

/// Block size of parallel_sum; part of its result.
inline constexpr std::size_t sum_block = 1024;

/// The compensated sum of term(0) .. term(n-1), in blocks of sum_block. NaN where a term is.
template <class Term>
Result<double> parallel_sum(std::size_t n, unsigned threads, const CancelToken& cancel,
                            const ProgressStage& stage, Term&& term) {
  const auto partial = [&](std::size_t begin, std::size_t end) {
    CompensatedSum sum;
    for (std::size_t index = begin; index < end; ++index) sum.add(term(index));
    return sum;
  };
  const auto combine = [](CompensatedSum total, const CompensatedSum& next) {
    total.add(next);
    return total;
  };
  ENTENTE_TRY(const CompensatedSum total, parallel_reduce(n, sum_block, threads, cancel, stage,
                                                          CompensatedSum{}, partial, combine));
  return total.value();
}

}  // namespace entente
