// SPDX-License-Identifier: GPL-3.0-or-later
// Rows read once and used in many fits: n-grams that occur in two rows or more get a number, and a
// fit weighs those of its own rows. Immutable once read; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "counts.hpp"
#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"
#include "linear.hpp"

namespace entente::ingest::learner {

struct Item {
  std::uint32_t feature = 0;
  float log_count = 0;  ///< 1 + ln times
};

class Corpus {
 public:
  /// Reads rows; `dense` are further numbers of each row, `dense_width` a row (may be 0). The same
  /// for any number of threads. Errors: Cancelled.
  static Result<Corpus> read(std::span<const Source> rows, std::span<const float> dense,
                             std::size_t dense_width, unsigned threads, const CancelToken& cancel);

  std::size_t rows() const noexcept { return begins_.size() - 1; }
  /// Numbered n-grams.
  std::size_t features() const noexcept { return slots_.size(); }
  std::size_t dense_width() const noexcept { return dense_width_; }
  std::span<const Item> items(std::size_t row) const noexcept {
    return std::span(items_).subspan(begins_[row], begins_[row + 1] - begins_[row]);
  }
  std::span<const float> dense(std::size_t row) const noexcept {
    return std::span(dense_).subspan(row * dense_width_, dense_width_);
  }
  std::uint32_t slot(std::size_t feature) const noexcept { return slots_[feature]; }
  /// A text that is no row of it; n-grams without a number are passed over.
  std::vector<Item> items_of(const Source& source) const;

 private:
  std::vector<std::uint32_t> slots_;  ///< ascending; place = number of the feature
  std::vector<std::size_t> begins_ = {0};
  std::vector<Item> items_;
  std::vector<float> dense_;
  std::size_t dense_width_ = 0;
};

/// How the rows of one fit weigh n-grams: (1 + ln times) x (ln((1 + n) / (1 + df)) + 1), each block
/// scaled to length 1. A value; const access from any thread.
class Weighting {
 public:
  /// n-grams of at least `least` of these rows. O(items of the rows).
  Weighting(const Corpus& corpus, std::span<const std::uint32_t> rows, std::uint32_t least);

  /// Length of a weight vector without its constant.
  std::size_t width() const noexcept { return slot_of_.size() + dense_width_; }
  /// A row of the weight vector's places, block by block, the constant last; without the closing
  /// node.
  void weigh(std::span<const Item> items, std::span<const float> dense,
             std::vector<Node>& out) const;
  void weigh(const Corpus& corpus, std::size_t row, std::vector<Node>& out) const {
    weigh(corpus.items(row), corpus.dense(row), out);
  }
  /// Slot behind a place of the weight vector; none for dense places.
  std::span<const std::uint32_t> slot_of() const noexcept { return slot_of_; }

 private:
  struct Feature {
    std::int32_t place = -1;  ///< in the weight vector, -1 = not weighed
    float idf = 0;
  };
  std::vector<Feature> features_;
  std::vector<std::uint32_t> slot_of_;
  std::uint32_t ends_[blocks] = {};  ///< of each block in the weight vector
  std::size_t dense_width_ = 0;
};

}  // namespace entente::ingest::learner
