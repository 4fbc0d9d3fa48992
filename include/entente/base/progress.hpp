// SPDX-License-Identifier: GPL-3.0-or-later
// Telling how far a long computation is. The clock is given in, so analytic code never reads one;
// events go to a sink, at most one per interval and a last one at the end of each stage. Events
// never influence a result. Without a sink a stage costs one comparison per add. A sink must not
// throw.
// Thread rule: add() from any thread; sink and clock are called by whichever thread adds, never by
// two at once.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace entente {

struct ProgressEvent {
  std::string_view stage;
  std::uint64_t done = 0;   ///< of total; never falls within a stage
  std::uint64_t total = 0;  ///< 0 = not known beforehand
  double elapsed_seconds = 0;
  std::optional<double> per_second;         ///< done / elapsed; absent until both are above 0
  std::optional<double> remaining_seconds;  ///< at that rate; absent without rate or total
  bool last = false;                        ///< the stage ends here (perhaps short of total)
};

using ProgressSink = std::function<void(const ProgressEvent&)>;
/// Seconds on a clock that never goes backwards; its zero does not matter.
using ProgressClock = std::function<double()>;

class ProgressStage;

/// Where progress goes. A default-made one discards it.
class Progress {
 public:
  Progress() = default;
  /// Without a sink or without a clock nothing is reported.
  Progress(ProgressSink sink, ProgressClock clock, double interval_seconds = 0.1);

  /// Starts a stage of `total` units. The name and this Progress must outlive it.
  ProgressStage stage(std::string_view name, std::uint64_t total) const;

 private:
  friend class ProgressStage;
  ProgressSink sink_;
  ProgressClock clock_;
  double interval_seconds_ = 0.1;
};

/// One stage under way; ends when destroyed. add() is const: it tells, and changes nothing that
/// the computation can see.
class ProgressStage {
 public:
  /// Discards what it is told.
  ProgressStage() noexcept = default;
  ProgressStage(const ProgressStage&) = delete;
  ProgressStage& operator=(const ProgressStage&) = delete;
  ~ProgressStage();

  void add(std::uint64_t units = 1) const {
    if (progress_ != nullptr) report(units);
  }

 private:
  friend class Progress;
  ProgressStage(const Progress* progress, std::string_view name, std::uint64_t total);
  void report(std::uint64_t units) const;
  void emit(double now, bool last) const;

  const Progress* progress_ = nullptr;
  std::string_view name_;
  std::uint64_t total_ = 0;
  double started_ = 0;
  mutable std::atomic<std::uint64_t> done_{0};
  mutable std::atomic_flag telling_ = ATOMIC_FLAG_INIT;
  mutable double told_ = 0;  ///< guarded by telling_
};

}  // namespace entente
