// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector_kernels.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente::alignment {
namespace {

/// Sums kept apart by lane until the end, so that a compiler may use its vectors.
std::int32_t portable_dot_product(const std::int16_t* row, const std::int16_t* other,
                                  std::size_t length) {
  std::array<std::int32_t, vector_lanes> sums{};
  for (std::size_t at = 0; at < length; at += vector_lanes) {
    for (std::size_t lane = 0; lane < vector_lanes; ++lane) {
      sums[lane] += std::int32_t{row[at + lane]} * std::int32_t{other[at + lane]};
    }
  }
  std::int32_t sum = 0;
  for (const std::int32_t part : sums) sum += part;
  return sum;
}

void add_lanes(const std::uint32_t* __restrict in, std::size_t length,
               std::uint32_t* __restrict out) {
  for (std::size_t at = 0; at < length; at += vector_lanes) {
    for (std::size_t lane = 0; lane < vector_lanes; ++lane) out[at + lane] += in[at + lane];
  }
}

void subtract_lanes(const std::uint32_t* __restrict in, std::size_t length,
                    std::uint32_t* __restrict out) {
  for (std::size_t at = 0; at < length; at += vector_lanes) {
    for (std::size_t lane = 0; lane < vector_lanes; ++lane) out[at + lane] -= in[at + lane];
  }
}

#if defined(__x86_64__)

static_assert(vector_lanes * sizeof(std::int16_t) == sizeof(__m256i));

__attribute__((target("avx2"))) inline __m256i load(const std::int16_t* at) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}

__attribute__((target("avx2"))) void avx2_dot_products(
    const std::array<const std::int16_t*, dot_rows>& rows, const std::int16_t* other,
    std::size_t length, std::array<std::int32_t, dot_rows>& out) {
  __m256i first = _mm256_setzero_si256();
  __m256i second = first;
  __m256i third = first;
  __m256i fourth = first;
  for (std::size_t at = 0; at < length; at += vector_lanes) {
    const __m256i by = load(other + at);
    first = _mm256_add_epi32(first, _mm256_madd_epi16(load(rows[0] + at), by));
    second = _mm256_add_epi32(second, _mm256_madd_epi16(load(rows[1] + at), by));
    third = _mm256_add_epi32(third, _mm256_madd_epi16(load(rows[2] + at), by));
    fourth = _mm256_add_epi32(fourth, _mm256_madd_epi16(load(rows[3] + at), by));
  }
  const __m256i sums =
      _mm256_hadd_epi32(_mm256_hadd_epi32(first, second), _mm256_hadd_epi32(third, fourth));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out.data()),
                   _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1)));
}

constexpr std::size_t vector_words = sizeof(__m256i) / sizeof(std::uint32_t);

__attribute__((target("avx2"))) inline __m256i load_words(const std::uint32_t* at) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}

__attribute__((target("avx2"))) inline void store_words(std::uint32_t* at, __m256i words) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), words);
}

__attribute__((target("avx2"))) void avx2_change_lanes(bool more, const std::uint32_t* in,
                                                       std::size_t length, std::uint32_t* out) {
  if (more) {
    for (std::size_t at = 0; at < length; at += vector_words) {
      store_words(out + at, _mm256_add_epi32(load_words(out + at), load_words(in + at)));
    }
  } else {
    for (std::size_t at = 0; at < length; at += vector_words) {
      store_words(out + at, _mm256_sub_epi32(load_words(out + at), load_words(in + at)));
    }
  }
}

bool has_avx2() noexcept {
  static const bool there = __builtin_cpu_supports("avx2") != 0;
  return there;
}

#endif

}  // namespace

void portable_dot_products(const std::array<const std::int16_t*, dot_rows>& rows,
                           const std::int16_t* other, std::size_t length,
                           std::array<std::int32_t, dot_rows>& out) {
  for (std::size_t r = 0; r < dot_rows; ++r) out[r] = portable_dot_product(rows[r], other, length);
}

DotProducts dot_products() noexcept {
#if defined(__x86_64__)
  if (has_avx2()) return avx2_dot_products;
#endif
  return portable_dot_products;
}

void portable_change_lanes(bool more, const std::uint32_t* in, std::size_t length,
                           std::uint32_t* out) {
  if (more) {
    add_lanes(in, length, out);
  } else {
    subtract_lanes(in, length, out);
  }
}

ChangeLanes change_lanes() noexcept {
#if defined(__x86_64__)
  if (has_avx2()) return avx2_change_lanes;
#endif
  return portable_change_lanes;
}

}  // namespace entente::alignment
