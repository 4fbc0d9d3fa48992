// SPDX-License-Identifier: GPL-3.0-or-later
// Stopping a long computation. A CancelToken goes by const reference into every long function and
// is looked at once per draw, round or row; a token without a source costs one comparison.
// Any thread; CancelSource::cancel is also safe in a signal handler (lock-free atomic).
#pragma once

#include <atomic>
#include <string_view>

#include "entente/base/result.hpp"

namespace entente {

class CancelSource;

/// Asks whether to stop. A default-made token never says so.
class CancelToken {
 public:
  constexpr CancelToken() noexcept = default;
  bool cancelled() const noexcept {
    return flag_ != nullptr && flag_->load(std::memory_order_relaxed);
  }

 private:
  friend class CancelSource;
  explicit CancelToken(const std::atomic<bool>& flag) noexcept : flag_(&flag) {}
  const std::atomic<bool>* flag_ = nullptr;
};

/// Says stop to all its tokens; must outlive them. A program that stops on a signal keeps one of
/// static lifetime.
class CancelSource {
 public:
  constexpr CancelSource() noexcept = default;
  CancelSource(const CancelSource&) = delete;
  CancelSource& operator=(const CancelSource&) = delete;

  CancelToken token() const noexcept { return CancelToken(flag_); }
  void cancel() noexcept { flag_.store(true, std::memory_order_relaxed); }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free, "cancel() must be safe in a handler");
  std::atomic<bool> flag_{false};
};

/// The error of a computation that was told to stop; `what` names it ("bootstrap") or is empty.
Error cancelled_error(std::string_view what = {});

/// For ENTENTE_CHECK in a loop: Cancelled once the token says so.
inline Result<void> check_cancel(const CancelToken& token, std::string_view what = {}) {
  if (token.cancelled()) return fail(cancelled_error(what));
  return {};
}

}  // namespace entente
