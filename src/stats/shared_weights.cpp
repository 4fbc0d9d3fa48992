// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/shared_weights.hpp"

#include <algorithm>
#include <bit>

#include "entente/base/random.hpp"

namespace entente::stats {
namespace {

static_assert(weight_lanes % 4 == 0, "a Philox block is four draws");

std::uint64_t hash_of(std::span<const std::uint32_t> units) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const std::uint32_t unit : units) {
    hash = (hash ^ unit) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29U;
  }
  return hash;
}

}  // namespace

double exponential_of(double u) noexcept {
  // u = m 2^e with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh s, s = (m - 1) / (m + 1), whose
  // series in s^2 <= 0.0295 needs ten terms. ln 2 in two parts: the first times e is exact.
  constexpr double ln2_high = 0x1.62e42fefa3800p-1;
  constexpr double ln2_low = 0x1.ef35793c76730p-45;
  constexpr double root_half = 0x1.6a09e667f3bcdp-1;
  const auto bits = std::bit_cast<std::uint64_t>(u);
  double e = static_cast<double>(static_cast<int>(bits >> 52U) - 1022);
  double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FE0000000000000ULL);
  const bool small = m < root_half;
  m = small ? m + m : m;
  e = small ? e - 1 : e;
  const double s = (m - 1) / (m + 1);
  const double z = s * s;
  double series = 1.0 / 23;
  for (const double term : {1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9,
                            1.0 / 7, 1.0 / 5, 1.0 / 3}) {
    series = series * z + term;
  }
  const double tail = 2 * s * z * series + e * ln2_low;
  return -(e * ln2_high + (2 * s + tail));
}

std::uint32_t UnitSets::add(std::span<const std::uint32_t> units) {
  const std::uint64_t hash = hash_of(units);
  const auto [begin, end] = places_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    const auto known = this->units(at->second);
    if (std::equal(known.begin(), known.end(), units.begin(), units.end())) return at->second;
  }
  const auto place = static_cast<std::uint32_t>(count());
  units_.insert(units_.end(), units.begin(), units.end());
  begins_.push_back(units_.size());
  places_.emplace(hash, place);
  return place;
}

std::size_t UnitSets::union_size(std::uint32_t a, std::uint32_t b) const noexcept {
  const auto left = units(a);
  if (a == b) return left.size();
  const auto right = units(b);
  std::size_t size = left.size() + right.size();
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i] == right[j]) --size;
    const bool next_left = left[i] <= right[j];
    const bool next_right = right[j] <= left[i];
    if (next_left) ++i;
    if (next_right) ++j;
  }
  return size;
}

SharedWeights::SharedWeights(std::span<const UnitKey> keys, const UnitSets& sets,
                             std::uint64_t seed)
    : keys_(keys), sets_(sets), seed_(seed), units_(keys.size()), least_(sets.count()) {}

void SharedWeights::draw(std::uint64_t first) {
  for (std::size_t u = 0; u < keys_.size(); ++u) {
    const Philox source(seed_, stream_word("shared weights"), keys_[u].word);
    Lanes& lanes = units_[u];
    for (std::size_t l = 0; l < weight_lanes; l += 4) {
      const PhiloxBlock block = source.block((first + l) / 4, keys_[u].kind);
      for (std::size_t i = 0; i < 4; ++i) lanes[l + i] = exponential_of(unit_interval(block[i]));
    }
  }
  for (std::size_t set = 0; set < sets_.count(); ++set) {
    const auto units = sets_.units(set);
    Lanes least = units_[units.front()];
    for (const std::uint32_t unit : units.subspan(1)) {
      const Lanes& next = units_[unit];
      for (std::size_t l = 0; l < weight_lanes; ++l) {
        least[l] = next[l] < least[l] ? next[l] : least[l];
      }
    }
    least_[set] = least;
  }
}

}  // namespace entente::stats
