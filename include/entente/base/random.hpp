// SPDX-License-Identifier: GPL-3.0-or-later
// Counter-based random numbers: Philox4x64-10. A draw is a pure function of (seed, stream words,
// counter), so the order of work and the number of threads cannot change a result.
// Reference: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy
// as 1, 2, 3", SC11 (2011), doi:10.1145/2063384.2063405.
// Integers, uniforms and triangular draws use integer arithmetic and + - * / sqrt only: the same
// bits on every CPU and in WebAssembly. Philox is a value, any thread; a PhiloxCursor belongs to
// one thread. Not for secrets: the output is predictable by design.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace entente {

using PhiloxBlock = std::array<std::uint64_t, 4>;
using PhiloxKey = std::array<std::uint64_t, 2>;

/// The bare generator: 10 rounds of Philox4x64 on one counter under one key.
PhiloxBlock philox4x64_10(const PhiloxBlock& counter, const PhiloxKey& key) noexcept;

/// A stream word from text (FNV-1a, 64 bits): stream_word("bootstrap"), or an actor's id, so that
/// the actor keeps its draws when rows are reordered or added.
constexpr std::uint64_t stream_word(std::string_view text) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3ULL;
  }
  return hash;
}

/// 64 random bits as a double in the open interval (0, 1): u = ((bits >> 11) | 1) * 2^-53, an odd
/// multiple of 2^-53. Never 0 or 1, exact, symmetric (u and 1 - u are equally likely).
constexpr double unit_interval(std::uint64_t bits) noexcept {
  return static_cast<double>((bits >> 11U) | 1U) * 0x1p-53;
}

/// Quantile of the triangular distribution at u in [0, 1]; in [low, high], equal to mode where
/// low = high. Precondition: low <= mode <= high, high - low finite; otherwise NaN.
/// u <= c: low + sqrt(u (high-low)(mode-low)), else high - sqrt((1-u)(high-low)(high-mode)),
/// with c = (mode-low)/(high-low).
double triangular_quantile(double u, double low, double mode, double high) noexcept;

class PhiloxCursor;

/// Random numbers by address. Key = (seed, stream_a); counter = (i / 4, j, k, stream_b), so that
/// two addresses that differ in any word never share a block. Typical use: stream_a = the purpose,
/// stream_b = the actor, j = the draw.
class Philox {
 public:
  constexpr explicit Philox(std::uint64_t seed, std::uint64_t stream_a = 0,
                            std::uint64_t stream_b = 0) noexcept
      : key_{seed, stream_a}, stream_b_(stream_b) {}

  /// Four words at once: bits(4 i, j, k) to bits(4 i + 3, j, k).
  PhiloxBlock block(std::uint64_t i, std::uint64_t j = 0, std::uint64_t k = 0) const noexcept {
    return philox4x64_10({i, j, k, stream_b_}, key_);
  }
  /// The i-th word of sequence (j, k).
  std::uint64_t bits(std::uint64_t i, std::uint64_t j = 0, std::uint64_t k = 0) const noexcept {
    return block(i / 4, j, k)[static_cast<std::size_t>(i % 4)];
  }
  /// unit_interval(bits(i, j, k)).
  double uniform01(std::uint64_t i, std::uint64_t j = 0, std::uint64_t k = 0) const noexcept {
    return unit_interval(bits(i, j, k));
  }
  /// Reads sequence (j, k) from its start: bits(0, j, k), bits(1, j, k), ...
  PhiloxCursor cursor(std::uint64_t j = 0, std::uint64_t k = 0) const noexcept;

 private:
  PhiloxKey key_;
  std::uint64_t stream_b_;
};

/// A reader along one sequence of a Philox; keeps the current block of four words.
class PhiloxCursor {
 public:
  PhiloxCursor(const Philox& source, std::uint64_t j, std::uint64_t k) noexcept
      : source_(source), j_(j), k_(k) {}

  std::uint64_t bits() noexcept {
    const auto lane = static_cast<std::size_t>(position_ % 4);
    if (lane == 0) block_ = source_.block(position_ / 4, j_, k_);
    ++position_;
    return block_[lane];
  }
  /// In (0, 1); see unit_interval.
  double uniform01() noexcept { return unit_interval(bits()); }
  /// An integer of 0 .. n-1, each equally likely, without bias: Lemire, "Fast random integer
  /// generation in an interval", ACM TOMACS 29(1), 2019. Takes one word, seldom more.
  /// n = 0 leaves nothing to choose from: returns 0 and takes no word.
  std::uint64_t below(std::uint64_t n) noexcept;
  /// triangular_quantile(uniform01(), low, mode, high).
  double triangular(double low, double mode, double high) noexcept {
    return triangular_quantile(uniform01(), low, mode, high);
  }
  /// Words taken so far.
  std::uint64_t position() const noexcept { return position_; }

 private:
  Philox source_;
  std::uint64_t j_;
  std::uint64_t k_;
  std::uint64_t position_ = 0;
  PhiloxBlock block_{};
};

inline PhiloxCursor Philox::cursor(std::uint64_t j, std::uint64_t k) const noexcept {
  return PhiloxCursor(*this, j, k);
}

}  // namespace entente
