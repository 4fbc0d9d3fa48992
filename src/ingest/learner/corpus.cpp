// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "entente/base/parallel.hpp"

namespace entente::ingest::learner {
namespace {

/// Which slots are met in at least two rows.
class MetTwice {
 public:
  MetTwice() : once_(slots / 64), twice_(slots / 64) {}

  void add(std::uint32_t slot) {
    const std::uint64_t bit = std::uint64_t{1} << (slot % 64);
    twice_[slot / 64] |= once_[slot / 64] & bit;
    once_[slot / 64] |= bit;
  }
  /// Numbers the slots in ascending order.
  std::vector<std::uint32_t> number() {
    std::vector<std::uint32_t> out;
    before_.resize(twice_.size());
    for (std::size_t word = 0; word < twice_.size(); ++word) {
      before_[word] = static_cast<std::uint32_t>(out.size());
      for (std::uint64_t left = twice_[word]; left != 0; left &= left - 1) {
        out.push_back(static_cast<std::uint32_t>(word * 64) +
                      static_cast<std::uint32_t>(std::countr_zero(left)));
      }
    }
    return out;
  }
  bool has(std::uint32_t slot) const { return ((twice_[slot / 64] >> (slot % 64)) & 1U) != 0; }
  std::uint32_t number_of(std::uint32_t slot) const {
    const std::uint64_t below = twice_[slot / 64] & ((std::uint64_t{1} << (slot % 64)) - 1);
    return before_[slot / 64] + static_cast<std::uint32_t>(std::popcount(below));
  }

 private:
  std::vector<std::uint64_t> once_;
  std::vector<std::uint64_t> twice_;
  std::vector<std::uint32_t> before_;
};

/// Logarithms of small counts, since nearly all are.
float log_count(std::uint32_t times) {
  static const std::array<float, 64> table = [] {
    std::array<float, 64> out{};
    for (std::size_t i = 1; i < out.size(); ++i) {
      out[i] = static_cast<float>(1 + std::log(static_cast<double>(i)));
    }
    return out;
  }();
  if (times < table.size()) return table[times];
  return static_cast<float>(1 + std::log(static_cast<double>(times)));
}

}  // namespace

Result<Corpus> Corpus::read(std::span<const Source> rows, std::span<const float> dense,
                            std::size_t dense_width, unsigned threads, const CancelToken& cancel) {
  std::vector<std::vector<Count>> counts(rows.size());
  ENTENTE_CHECK(parallel_for(rows.size(), threads, cancel, {},
                             [&](std::size_t i) { counts[i] = counts_of(rows[i]); }));
  MetTwice met;
  for (const auto& row : counts) {
    for (const Count& count : row) met.add(count.slot);
  }
  Corpus out;
  out.slots_ = met.number();
  for (const auto& row : counts) {
    for (const Count& count : row) {
      if (!met.has(count.slot)) continue;
      out.items_.push_back({met.number_of(count.slot), log_count(count.times)});
    }
    out.begins_.push_back(out.items_.size());
  }
  out.dense_.assign(dense.begin(), dense.end());
  out.dense_width_ = dense_width;
  return out;
}

std::vector<Item> Corpus::items_of(const Source& source) const {
  std::vector<Item> out;
  for (const Count& count : counts_of(source)) {
    const auto found = std::lower_bound(slots_.begin(), slots_.end(), count.slot);
    if (found == slots_.end() || *found != count.slot) continue;
    out.push_back({static_cast<std::uint32_t>(found - slots_.begin()), log_count(count.times)});
  }
  return out;
}

Weighting::Weighting(const Corpus& corpus, std::span<const std::uint32_t> rows, std::uint32_t least)
    : features_(corpus.features()), dense_width_(corpus.dense_width()) {
  std::vector<std::uint32_t> df(corpus.features(), 0);
  for (const std::uint32_t row : rows) {
    for (const Item& item : corpus.items(row)) ++df[item.feature];
  }
  for (std::size_t f = 0; f < df.size(); ++f) {
    if (df[f] < least) continue;
    const double share = (1.0 + static_cast<double>(rows.size())) / (1.0 + df[f]);
    features_[f] = {static_cast<std::int32_t>(slot_of_.size()),
                    static_cast<float>(std::log(share) + 1)};
    slot_of_.push_back(corpus.slot(f));
  }
  for (std::uint32_t b = 0; b < blocks; ++b) {
    const auto end = std::lower_bound(slot_of_.begin(), slot_of_.end(), (b + 1) << slot_bits);
    ends_[b] = static_cast<std::uint32_t>(end - slot_of_.begin());
  }
}

void Weighting::weigh(std::span<const Item> items, std::span<const float> dense,
                      std::vector<Node>& out) const {
  out.clear();
  std::size_t at = 0;
  for (const std::uint32_t end : ends_) {
    // Places follow slots, so that those of a block lie below one border.
    const std::size_t first = out.size();
    double squares = 0;
    for (; at < items.size(); ++at) {
      const Feature feature = features_[items[at].feature];
      if (feature.place < 0) continue;
      if (static_cast<std::uint32_t>(feature.place) >= end) break;
      const double value =
          static_cast<double>(items[at].log_count) * static_cast<double>(feature.idf);
      out.push_back({feature.place + 1, value});
      squares += value * value;
    }
    const double scale = squares > 0 ? 1 / std::sqrt(squares) : 0;
    for (std::size_t i = first; i < out.size(); ++i) out[i].value *= scale;
  }
  for (std::size_t i = 0; i < dense.size(); ++i) {
    out.push_back({static_cast<int>(slot_of_.size() + i) + 1, static_cast<double>(dense[i])});
  }
  out.push_back({static_cast<int>(width()) + 1, 1});
}

}  // namespace entente::ingest::learner
