// SPDX-License-Identifier: GPL-3.0-or-later
// Where the windows of a series lie. Pure functions.
#pragma once

#include <span>
#include <vector>

#include "selection.hpp"

namespace entente::alignment {

/// Ends are included.
struct TimeWindow {
  std::int64_t start = 0;
  std::int64_t middle = 0;
  std::int64_t stop = 0;
  std::int64_t half = 0;  ///< seconds from the middle to the end, of kernels
};

/// Windows of exactly `size` units, [from + s, from + s + size), each inside the range; without
/// `indent` their middles run from one end of the range to the other. Kernels include both ends.
/// Errors: Range, Limit.
Result<std::vector<TimeWindow>> true_windows(std::int64_t from, std::int64_t to,
                                             const NetworkSeriesOptions& series);

/// DNA's moving windows: h = round((size - 1) / 2) units either way, steps from the window before.
/// Errors: Limit.
Result<std::vector<TimeWindow>> dna_windows(std::int64_t from, std::int64_t to,
                                            const NetworkSeriesOptions& series);

/// DNA's windows for kernels: size made even; clipped to the range. Errors: Limit.
Result<std::vector<TimeWindow>> dna_kernel_windows(std::int64_t from, std::int64_t to,
                                                   const NetworkSeriesOptions& series);

/// zeta of docs/networks.md at u.
double kernel_weight(Kernel kernel, double u) noexcept;

}  // namespace entente::alignment
