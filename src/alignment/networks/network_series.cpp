// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/network_series.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "assemble.hpp"
#include "calendar.hpp"
#include "entente/base/parallel.hpp"
#include "series_step.hpp"
#include "sliding_series.hpp"
#include "windows.hpp"

namespace entente::alignment {
namespace {

/// The statements of `kept` within both ends of a window.
SeriesStep step_of(const NetworkSelection& selection, const TimeWindow& window) {
  const auto& times = selection.statements->times;
  const auto& kept = selection.kept;
  const auto begin = std::partition_point(kept.begin(), kept.end(),
                                          [&](std::uint32_t s) { return times[s] < window.start; });
  const auto end = std::partition_point(begin, kept.end(),
                                        [&](std::uint32_t s) { return times[s] <= window.stop; });
  return {static_cast<std::size_t>(begin - kept.begin()),
          static_cast<std::size_t>(end - kept.begin()), window};
}

Result<std::vector<SeriesStep>> event_steps(const NetworkSelection& selection,
                                            const NetworkSeriesOptions& series) {
  std::vector<SeriesStep> out;
  const std::size_t size = selection.dna() ? std::size_t{series.size} / 2 * 2 + 1 : series.size;
  const auto& kept = selection.kept;
  const auto& times = selection.statements->times;
  if (kept.size() < size) {
    if (selection.dna()) return out;
    return fail({ErrorKind::Range,
                 "the window is longer than the range",
                 {"", 0, "--window"},
                 "at most the statements in the range, " + std::to_string(kept.size()),
                 std::to_string(series.size),
                 "take a shorter window or a longer range"});
  }
  if (kept.size() - size >= most_windows) {
    return fail({ErrorKind::Limit,
                 "too many windows",
                 {"", 0, "--unit"},
                 "at most 100,000",
                 std::to_string(kept.size() - size + 1),
                 "take a shorter range, or a unit of time"});
  }
  for (std::size_t begin = 0; begin + size <= kept.size(); ++begin) {
    const std::size_t end = begin + size;
    out.push_back(
        {begin, end, {times[kept[begin]], times[kept[begin + size / 2]], times[kept[end - 1]], 0}});
  }
  return out;
}

Result<std::vector<SeriesStep>> series_steps(const NetworkSelection& selection,
                                             const NetworkSeriesOptions& series) {
  if (series.unit == WindowUnit::Events) return event_steps(selection, series);
  const auto& times = selection.statements->times;
  const auto& kept = selection.kept;
  std::vector<TimeWindow> windows;
  if (selection.dna() && series.kernel != Kernel::None) {
    if (kept.empty()) return std::vector<SeriesStep>();
    ENTENTE_TRY(windows, dna_kernel_windows(std::max(selection.from, times[kept.front()]),
                                            std::min(selection.to, times[kept.back()]), series));
  } else if (selection.dna()) {
    ENTENTE_TRY(windows, dna_windows(selection.from, selection.to, series));
  } else {
    ENTENTE_TRY(windows, true_windows(selection.from, selection.to, series));
  }
  std::vector<SeriesStep> out;
  out.reserve(windows.size());
  const bool all = series.kernel == Kernel::Gaussian;
  for (const TimeWindow& window : windows) {
    out.push_back(step_of(selection, window));
    if (all && !selection.dna()) {
      out.back().begin = 0;
      out.back().end = kept.size();
    }
  }
  return out;
}

/// DNA's weight: whole units from the statement to the middle, and a triangle that is none.
double dna_kernel_weight(const NetworkSeriesOptions& series, std::int64_t time,
                         std::int64_t middle) {
  const std::int64_t even = (std::int64_t{series.size} + 1) / 2 * 2;
  const auto size = static_cast<double>(even);
  const double u = 2 * static_cast<double>(whole_units(time, middle, series.unit)) / size;
  if (series.kernel != Kernel::Triangular) return kernel_weight(series.kernel, u);
  return u >= -1 && u <= 1 ? std::abs(1 - u) : 0;
}

std::vector<double> kernel_weights(const NetworkSelection& selection,
                                   const NetworkSeriesOptions& series, const SeriesStep& step) {
  std::vector<double> out;
  const bool pairs = selection.options.mode == NetworkMode::OneMode;
  for (std::size_t at = step.begin; at < step.end; ++at) {
    const std::int64_t time = selection.statements->times[selection.kept[at]];
    const double u = static_cast<double>(time - step.window.middle) /
                     static_cast<double>(std::max<std::int64_t>(step.window.half, 1));
    const double zeta = selection.dna() ? dna_kernel_weight(series, time, step.window.middle)
                                        : kernel_weight(series.kernel, u);
    out.push_back(pairs ? std::sqrt(zeta) : zeta);
  }
  return out;
}

/// What DNA multiplies kernels by instead of averaging: over the whole range, for any two rows,
/// sum_jk 2 / (n_ijk + n_i'jk). Rows x rows.
std::vector<double> dna_kernel_averages(const PlacedNetwork& whole) {
  const CellTable& table = whole.table;
  const std::size_t width = std::size_t{table.columns} * table.levels;
  std::vector<double> counts(table.rows * width);
  for (const NetworkPair& pair : table.pairs) {
    for (std::uint32_t c = pair.first_cell; c < pair.end_cell; ++c) {
      counts[pair.row * width + pair.column * std::size_t{table.levels} + table.cells[c].level] =
          table.cells[c].weight;
    }
  }
  std::vector<double> out(std::size_t{table.rows} * table.rows);
  for (std::size_t a = 0; a < table.rows; ++a) {
    for (std::size_t b = a; b < table.rows; ++b) {
      double sum = 0;
      for (std::size_t f = 0; f < width; ++f) {
        const double both = counts[a * width + f] + counts[b * width + f];
        if (both != 0) sum += 2 / both;
      }
      out[a * table.rows + b] = sum;
    }
  }
  return out;
}

/// What no window holds is told, not silently lost: windows that do not fit are not made.
void tell_statements_outside(const NetworkSelection& selection,
                             const std::vector<SeriesStep>& steps, std::vector<Network>& series) {
  std::size_t reached = 0;
  std::size_t outside = 0;
  for (const SeriesStep& step : steps) {
    if (step.begin > reached) outside += step.begin - reached;
    reached = std::max(reached, step.end);
  }
  outside += selection.kept.size() - reached;
  if (outside == 0 || series.empty()) return;
  series.front().remarks.push_back("statements in no window that fits into the range: " +
                                   std::to_string(outside));
}

void divide_by_sum(Network& network) {
  double sum = 0;
  for (const NetworkEdge& edge : network.edges) {
    const bool twice = network.mode == NetworkMode::OneMode && edge.row != edge.column;
    sum += twice ? 2 * edge.weight : edge.weight;
  }
  if (sum == 0) return;
  for (NetworkEdge& edge : network.edges) edge.weight /= sum;
}

/// Each step's network counted from nothing.
Result<std::vector<Network>> assemble_each(const NetworkSelection& selection,
                                           const NetworkSeriesOptions& series,
                                           const std::vector<SeriesStep>& steps, unsigned threads,
                                           const CancelToken& cancel) {
  const bool smooth = series.kernel != Kernel::None;
  const bool dna_kernel = smooth && selection.dna();
  const std::span<const std::uint32_t> kept(selection.kept);
  std::vector<double> averages;
  if (dna_kernel && selection.options.normalization == Normalization::Average &&
      selection.options.mode == NetworkMode::OneMode) {
    const NetworkPart whole{kept, {}, selection.options.isolates ? selection.in_range : kept, true};
    averages = dna_kernel_averages(place_network(selection, whole));
  }
  std::vector<Network> out(steps.size());
  ENTENTE_CHECK(
      parallel_for(steps.size(), threads, cancel, {}, [&](std::size_t at) -> Result<void> {
        const SeriesStep& step = steps[at];
        NetworkPart part;
        part.statements = kept.subspan(step.begin, step.end - step.begin);
        part.labels_from = smooth ? kept : part.statements;
        if (selection.options.isolates) part.labels_from = selection.in_range;
        part.kernel = dna_kernel;
        std::vector<double> weights;
        if (smooth) weights = kernel_weights(selection, series, step);
        part.weights = weights;
        ENTENTE_TRY(out[at], assemble_network(selection, part, 1, cancel));
        for (NetworkEdge& edge : out[at].edges) {
          if (averages.empty()) break;
          const double by = averages[edge.row * out[at].rows.size() + edge.column];
          if (by != 0) edge.weight *= by;
        }
        return {};
      }));
  return out;
}

constexpr std::uint32_t longest_window = 100'000;

Result<void> check_series(const NetworkOptions& options, const NetworkSeriesOptions& series) {
  if (options.mode == NetworkMode::EventList) {
    return fail({ErrorKind::Usage,
                 "an event list has no windows",
                 {"", 0, "--window"},
                 "",
                 "",
                 "take --from and --to, or another mode"});
  }
  if (series.unit == WindowUnit::Events && series.kernel != Kernel::None) {
    return fail({ErrorKind::Usage,
                 "kernels need a unit of time",
                 {"", 0, "--unit"},
                 "seconds to years",
                 "events",
                 "name one, or leave --kernel out"});
  }
  if (series.size > 0 && series.size <= longest_window) return {};
  return fail({ErrorKind::Range,
               series.size == 0 ? "the window is empty" : "the window is too long",
               {"", 0, "--window"},
               "1 to 100,000 units",
               std::to_string(series.size),
               "give it another size or unit"});
}

}  // namespace

std::string_view to_string(WindowUnit unit) noexcept {
  static constexpr std::array<std::string_view, 8> words = {
      "events", "seconds", "minutes", "hours", "days", "weeks", "months", "years"};
  return words.at(static_cast<std::size_t>(unit));
}

std::string_view to_string(Kernel kernel) noexcept {
  static constexpr std::array<std::string_view, 5> words = {"no", "uniform", "triangular",
                                                            "epanechnikov", "gaussian"};
  return words.at(static_cast<std::size_t>(kernel));
}

Result<std::vector<Network>> build_network_series(const CodedStatements& statements,
                                                  const NetworkOptions& options,
                                                  const NetworkSeriesOptions& series,
                                                  const CancelToken& cancel) {
  ENTENTE_CHECK(check_series(options, series));
  ENTENTE_TRY(const NetworkSelection selection,
              select_statements(statements, options, series.kernel, cancel));
  ENTENTE_TRY(const std::vector<SeriesStep> steps, series_steps(selection, series));
  const bool slides = series.kernel == Kernel::None && windows_slide(selection, steps);
  ENTENTE_TRY(std::vector<Network> out,
              slides ? slide_networks(selection, steps, options.threads, cancel)
                     : assemble_each(selection, series, steps, options.threads, cancel));
  for (std::size_t at = 0; at < out.size(); ++at) {
    const TimeWindow& window = steps[at].window;
    if (series.sum_to_one) divide_by_sum(out[at]);
    out[at].start = window.start;
    out[at].middle = window.middle;
    out[at].stop = window.stop;
  }
  if (!selection.dna()) tell_statements_outside(selection, steps, out);
  return out;
}

}  // namespace entente::alignment
