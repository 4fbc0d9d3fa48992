// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loops of dense networks and sliding windows, on vectors of integers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace entente::alignment {

/// Lengths are whole multiples of it, filled up with zeros.
inline constexpr std::size_t vector_lanes = 16;
/// Rows multiplied at once.
inline constexpr std::size_t dot_rows = 4;

constexpr std::size_t padded_to_lanes(std::size_t length) {
  return (length + vector_lanes - 1) / vector_lanes * vector_lanes;
}

/// out[r] = sum of rows[r][i] other[i], i < length. Exact as long as no sum of absolute products
/// passes 31 bits. Any thread.
using DotProducts = void (*)(const std::array<const std::int16_t*, dot_rows>& rows,
                             const std::int16_t* other, std::size_t length,
                             std::array<std::int32_t, dot_rows>& out);

/// The fastest of this machine; all give the same.
DotProducts dot_products() noexcept;

/// The one that runs everywhere.
void portable_dot_products(const std::array<const std::int16_t*, dot_rows>& rows,
                           const std::int16_t* other, std::size_t length,
                           std::array<std::int32_t, dot_rows>& out);

/// out[i] += in[i], or -= , i < length; wraps. Any thread.
using ChangeLanes = void (*)(bool more, const std::uint32_t* in, std::size_t length,
                             std::uint32_t* out);
ChangeLanes change_lanes() noexcept;
void portable_change_lanes(bool more, const std::uint32_t* in, std::size_t length,
                           std::uint32_t* out);

}  // namespace entente::alignment
