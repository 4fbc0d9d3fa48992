// SPDX-License-Identifier: GPL-3.0-or-later
#include "windows.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "calendar.hpp"

namespace entente::alignment {
namespace {

Result<void> add_window(std::vector<TimeWindow>& windows, const TimeWindow& window) {
  if (windows.size() == most_windows) {
    return fail({ErrorKind::Limit,
                 "too many windows",
                 {"", 0, "--unit"},
                 "at most 100,000",
                 "more",
                 "take a longer unit or a shorter range"});
  }
  windows.push_back(window);
  return {};
}

Error too_long(const NetworkSeriesOptions& series) {
  return {ErrorKind::Range,
          "the window is longer than the range",
          {"", 0, "--window"},
          "a window that fits into the range",
          std::to_string(series.size) + " " + std::string(to_string(series.unit)),
          "take a shorter window or a longer range"};
}

}  // namespace

Result<std::vector<TimeWindow>> true_windows(std::int64_t from, std::int64_t to,
                                             const NetworkSeriesOptions& series) {
  std::vector<TimeWindow> out;
  // Not indented: the first middle lies at `from`, so the first window begins half a window before.
  const std::int64_t lead = series.indent ? 0 : plus_units(from, series.unit, series.size) - from;
  const std::int64_t anchor = from - lead / 2;
  for (std::int64_t step = 0;; ++step) {
    const std::int64_t start = plus_units(anchor, series.unit, step);
    const std::int64_t end = plus_units(anchor, series.unit, step + series.size);
    const std::int64_t half = (end - start) / 2;
    const TimeWindow window{start, start + half, series.kernel == Kernel::None ? end - 1 : end,
                            half};
    if (series.indent ? end - 1 > to : window.middle > to) break;
    ENTENTE_CHECK(add_window(out, window));
  }
  if (out.empty()) return fail(too_long(series));
  return out;
}

Result<std::vector<TimeWindow>> dna_windows(std::int64_t from, std::int64_t to,
                                            const NetworkSeriesOptions& series) {
  std::vector<TimeWindow> out;
  const std::int64_t half = series.size / 2;  // round((size - 1) / 2), halves upwards
  for (std::int64_t middle = from; middle <= to; middle = plus_units(middle, series.unit, 1)) {
    const std::int64_t start = plus_units(middle, series.unit, -half);
    const std::int64_t stop = plus_units(middle, series.unit, half);
    if (start < from || stop > to) continue;
    ENTENTE_CHECK(add_window(out, {start, middle, stop, 0}));
  }
  return out;
}

Result<std::vector<TimeWindow>> dna_kernel_windows(std::int64_t from, std::int64_t to,
                                                   const NetworkSeriesOptions& series) {
  std::vector<TimeWindow> out;
  if (series.unit == WindowUnit::Seconds) return out;  // DNA has no case for them
  const std::int64_t half = (std::int64_t{series.size} + 1) / 2;
  const bool all = series.kernel == Kernel::Gaussian;
  std::int64_t middle = series.indent ? plus_units(from, series.unit, half) : from;
  const std::int64_t end = series.indent ? plus_units(to, series.unit, -half) : to;
  for (; middle <= end; middle = plus_units(middle, series.unit, 1)) {
    const std::int64_t start = plus_units(middle, series.unit, -half);
    const std::int64_t stop = plus_units(middle, series.unit, half);
    ENTENTE_CHECK(add_window(
        out, {all ? from : std::max(start, from), middle, all ? to : std::min(stop, to), 0}));
  }
  return out;
}

double kernel_weight(Kernel kernel, double u) noexcept {
  const double distance = std::abs(u);
  switch (kernel) {
    case Kernel::None:
      return 1;
    case Kernel::Uniform:
      return distance <= 1 ? 0.5 : 0;
    case Kernel::Triangular:
      return distance <= 1 ? 1 - distance : 0;
    case Kernel::Epanechnikov:
      return distance <= 1 ? 0.75 * (1 - u * u) : 0;
    case Kernel::Gaussian:
      return std::exp(-0.5 * u * u) / std::sqrt(2 * std::numbers::pi);
  }
  return 0;
}

}  // namespace entente::alignment
