// SPDX-License-Identifier: GPL-3.0-or-later
// Discourse networks over time: moving windows, windows of so many statements, and kernel
// smoothing; and how far the networks of two times are apart. Thread rule as network.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "entente/alignment/network.hpp"

namespace entente::alignment {

enum class WindowUnit : std::uint8_t {
  Events,
  Seconds,
  Minutes,
  Hours,
  Days,
  Weeks,
  Months,
  Years
};
std::string_view to_string(WindowUnit unit) noexcept;  ///< "events", "seconds", ...

/// With u = (t - middle) / half the window: 1/2, 1 - |u|, 3/4 (1 - u^2) inside the window, and
/// exp(-u^2/2) / sqrt(2 pi) everywhere.
enum class Kernel : std::uint8_t { None, Uniform, Triangular, Epanechnikov, Gaussian };
std::string_view to_string(Kernel kernel) noexcept;  ///< "no", "uniform", ...

struct NetworkSeriesOptions {
  WindowUnit unit = WindowUnit::Months;
  std::uint32_t size = 1;  ///< units a window holds, at least 1
  Kernel kernel = Kernel::None;
  bool indent = true;       ///< kernels: only windows that lie wholly in the range
  bool sum_to_one = false;  ///< divide each network by the sum of its cells (one mode: both ways)
};

/// More windows than this are refused.
inline constexpr std::size_t most_windows = 100'000;

/// Default: window s holds [from + s units, from + (s + size) units), a step of one unit, as long
/// as it ends in the range; months and years by the calendar, each from `from`, the day clipped. Of
/// events: so many statements in their order, a step of one. With a kernel a statement weighs
/// zeta(u) (two modes) or sqrt(zeta(u)) (one mode, so that a pair weighs sqrt(zeta zeta')), and
/// normalisations use the same weights; every network lists the rows and columns of the whole
/// range. Compatibility::Dna: section "Time" of docs/networks.md; where DNA draws events at random,
/// the first in order are taken. Errors: as build_network; Usage (an event list, events with a
/// kernel), Range (size 0 or above 100,000, a
/// window longer than the range), Limit (over most_windows). O(statements
/// + windows x cost of a network).
Result<std::vector<Network>> build_network_series(const CodedStatements& statements,
                                                  const NetworkOptions& options,
                                                  const NetworkSeriesOptions& series,
                                                  const CancelToken& cancel = {});

enum class NetworkDistance : std::uint8_t {
  Absolute,  ///< sum over cells of |difference|
  Degrees,   ///< one mode: sum of |difference| of the sorted row sums, each over their total; what
             ///< DNA calls spectral
};

/// Distances of all pairs, row by row; symmetric, 0 on the diagonal. Errors: Usage (networks with
/// other rows or columns: make the series with a kernel or with isolates; Degrees of two modes).
/// O(networks^2 x cells).
Result<std::vector<double>> network_distances(const std::vector<Network>& series,
                                              NetworkDistance distance);

}  // namespace entente::alignment
