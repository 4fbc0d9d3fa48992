// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/progress.hpp"

#include <algorithm>
#include <utility>

namespace entente {

Progress::Progress(ProgressSink sink, ProgressClock clock, double interval_seconds)
    : sink_(std::move(sink)), clock_(std::move(clock)), interval_seconds_(interval_seconds) {}

ProgressStage Progress::stage(std::string_view name, std::uint64_t total) const {
  return ProgressStage(sink_ && clock_ ? this : nullptr, name, total);
}

ProgressStage::ProgressStage(const Progress* progress, std::string_view name, std::uint64_t total)
    : progress_(progress), name_(name), total_(total) {
  if (progress_ == nullptr) return;
  started_ = progress_->clock_();
  told_ = started_;
}

ProgressStage::~ProgressStage() {
  // The workers have been joined by now, so nobody else holds the turn.
  if (progress_ != nullptr) emit(progress_->clock_(), true);
}

void ProgressStage::report(std::uint64_t units) const {
  done_.fetch_add(units, std::memory_order_relaxed);
  // A thread that finds another one telling goes on with its work.
  if (telling_.test_and_set(std::memory_order_acquire)) return;
  const double now = progress_->clock_();
  if (now - told_ >= progress_->interval_seconds_) {
    told_ = now;
    emit(now, false);
  }
  telling_.clear(std::memory_order_release);
}

void ProgressStage::emit(double now, bool last) const {
  ProgressEvent event;
  event.stage = name_;
  event.total = total_;
  event.done = done_.load(std::memory_order_relaxed);
  if (total_ > 0) event.done = std::min(event.done, total_);
  event.elapsed_seconds = std::max(0.0, now - started_);
  event.last = last;
  if (event.done > 0 && event.elapsed_seconds > 0) {
    event.per_second = static_cast<double>(event.done) / event.elapsed_seconds;
    if (total_ > 0) {
      event.remaining_seconds = static_cast<double>(total_ - event.done) / *event.per_second;
    }
  }
  progress_->sink_(event);
}

}  // namespace entente
