// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <string>

#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/base/sum.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/stats/summary.hpp"

namespace entente::stats {
namespace {

constexpr std::size_t replicates_per_block = 8;
constexpr double most_replicate_values = 1e8;  // 800 MB
constexpr double most_undefined_share = 0.05;
constexpr double least_effective_units = 5;  // t with fewer than 4 degrees of freedom tells little
constexpr double alike = 1e-12;              // relative: sums of the same terms in another order

Result<void> check_options(const ResamplingUnits& units, std::size_t how_many,
                           const BootstrapOptions& options) {
  ENTENTE_CHECK(check_level(options.level));
  if (units.count() == 0) {
    return fail({ErrorKind::Missing, "nothing to resample", {}, "at least one row", "0", {}});
  }
  ENTENTE_CHECK(check_replicates(options.replicates, options.level));
  const double replicates = options.replicates;
  if (replicates * static_cast<double>(how_many) > most_replicate_values) {
    return fail({ErrorKind::Limit,
                 "too many replicate values to hold",
                 {},
                 "at most " + number_text(most_replicate_values),
                 number_text(replicates * static_cast<double>(how_many)),
                 "ask for fewer replicates or fewer statistics at a time"});
  }
  return {};
}

/// How the jackknife and the bootstrap fill one line of how_many values each.
struct Resampler {
  const ResamplingUnits& units;
  std::size_t how_many;
  const Statistics& statistics;

  /// Marks what is not finite as undefined, so that later steps look for one thing only.
  void evaluate(std::span<const std::uint32_t> rows, std::span<double> line) const {
    std::fill(line.begin(), line.end(), std::numeric_limits<double>::quiet_NaN());
    statistics(rows, line);
    for (double& value : line) {
      if (!std::isfinite(value)) value = std::numeric_limits<double>::quiet_NaN();
    }
  }

  std::vector<double> of_the_data() const {
    std::vector<std::uint32_t> rows(units.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    std::vector<double> line(how_many);
    evaluate(rows, line);
    return line;
  }

  void draw(PhiloxCursor cursor, std::vector<std::uint32_t>& rows, std::span<double> line) const {
    rows.clear();
    for (std::size_t i = 0; i < units.count(); ++i) {
      const std::span<const std::uint32_t> unit =
          units.unit(static_cast<std::size_t>(cursor.below(units.count())));
      rows.insert(rows.end(), unit.begin(), unit.end());
    }
    evaluate(rows, line);
  }

  void leave_out(std::size_t left_out, std::vector<std::uint32_t>& rows,
                 std::span<double> line) const {
    rows.clear();
    for (std::size_t i = 0; i < units.count(); ++i) {
      if (i == left_out) continue;
      const std::span<const std::uint32_t> unit = units.unit(i);
      rows.insert(rows.end(), unit.begin(), unit.end());
    }
    // As the data stand: ascending, so that a sum meets its terms in the usual order.
    std::sort(rows.begin(), rows.end());
    evaluate(rows, line);
  }
};

/// Lines of how_many values: replicates, or one for each unit left out.
struct LineTable {
  std::size_t how_many;
  std::vector<double> values;
  LineTable(std::size_t lines, std::size_t width) : how_many(width), values(lines * width) {}
  std::span<double> line(std::size_t index) {
    return std::span(values).subspan(index * how_many, how_many);
  }
  std::vector<double> column(std::size_t index) const {
    std::vector<double> out;
    out.reserve(values.size() / how_many);
    for (std::size_t at = index; at < values.size(); at += how_many) out.push_back(values[at]);
    return out;
  }
};

template <class FillLine>
Result<void> fill_lines(LineTable& table, std::size_t lines, unsigned threads,
                        const CancelToken& cancel, const ProgressStage& stage,
                        const FillLine& fill_line) {
  return parallel_blocks(lines, replicates_per_block, threads, cancel, stage,
                         [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                           std::vector<std::uint32_t> rows;
                           for (std::size_t index = begin; index < end; ++index) {
                             ENTENTE_CHECK(check_cancel(cancel, "bootstrap"));
                             fill_line(index, rows, table.line(index));
                           }
                           return {};
                         });
}

/// Efron 1987: sum d^3 / (6 (sum d^2)^1.5), d = mean - value without the unit.
std::optional<double> jackknife_acceleration(const std::vector<double>& left_out) {
  const Result<Summary> summary = summarize(left_out);
  if (!summary) return std::nullopt;
  if (summary->range() <= alike * std::max(std::abs(summary->min), std::abs(summary->max))) {
    return 0.0;
  }
  // In units of the spread, so that neither cubes nor squares leave the range of a double.
  CompensatedSum squares;
  CompensatedSum cubes;
  for (const double value : left_out) {
    const double d = (summary->mean - value) / summary->range();
    squares.add(d * d);
    cubes.add(d * d * d);
  }
  const double square = squares.value();
  return cubes.value() / (6 * square * std::sqrt(square));
}

/// The corrected probability for one end of a BCa interval; absent where the formula breaks down.
std::optional<double> corrected_probability(double z0, double acceleration, double z) {
  const double shift = z0 + z;
  const double scale = 1 - acceleration * shift;
  if (!(scale > 0)) return std::nullopt;
  return normal_cdf(z0 + shift / scale);
}

void set_bca_interval(Bootstrap& out, const std::vector<double>& sorted, double tie) {
  const double value = out.bca.value;
  const auto first_tied = std::lower_bound(sorted.begin(), sorted.end(), value - tie);
  const auto after_tied = std::upper_bound(sorted.begin(), sorted.end(), value + tie);
  const auto below = static_cast<double>(first_tied - sorted.begin());
  const auto tied = static_cast<double>(after_tied - first_tied);
  const auto count = static_cast<double>(sorted.size());
  const double share = (below + tied / 2) / count;
  if (!(share > 0 && share < 1)) return;
  out.bias_correction = normal_quantile(share);
  if (!out.acceleration) return;
  const double z = normal_quantile((1 - out.bca.level) / 2);
  const std::optional<double> low =
      corrected_probability(*out.bias_correction, *out.acceleration, z);
  const std::optional<double> high =
      corrected_probability(*out.bias_correction, *out.acceleration, -z);
  if (!low || !high || *low * (count + 1) < 1 || *high * (count + 1) > count) return;
  out.bca.state = IntervalState::Known;
  out.bca.interval = Interval{quantile_of_sorted(sorted, *low, QuantileType::Type6),
                              quantile_of_sorted(sorted, *high, QuantileType::Type6)};
}

/// Intervals of one statistic from its replicates and its values with one unit left out.
void set_intervals(Bootstrap& out, const std::vector<double>& values,
                   const std::vector<double>& left_out) {
  out.percentile.state = out.bca.state = IntervalState::Undefined;
  std::vector<double> sorted;
  sorted.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted),
               [](double value) { return !std::isnan(value); });
  out.undefined = static_cast<std::uint32_t>(values.size() - sorted.size());
  const Result<Summary> summary = summarize(sorted);
  if (!summary || out.undefined > most_undefined_share * out.replicates) return;
  const double size =
      std::max({std::abs(summary->min), std::abs(summary->max), std::abs(out.percentile.value)});
  if (summary->range() <= alike * size) {
    out.percentile.state = out.bca.state = IntervalState::NoVariation;
    return;
  }
  out.standard_error = summary->sd_sample;
  out.bias = summary->mean - out.percentile.value;
  std::sort(sorted.begin(), sorted.end());
  const double tail = (1 - out.percentile.level) / 2;
  out.percentile.state = IntervalState::Known;
  out.percentile.interval = Interval{quantile_of_sorted(sorted, tail, QuantileType::Type6),
                                     quantile_of_sorted(sorted, 1 - tail, QuantileType::Type6)};
  out.acceleration = jackknife_acceleration(left_out);
  set_bca_interval(out, sorted, alike * size);
}

Bootstrap without_intervals(double value, std::size_t units, const BootstrapOptions& options) {
  Bootstrap out;
  out.percentile.value = value;
  out.percentile.level = options.level;
  out.percentile.n = units;
  out.percentile.state = IntervalState::TooFew;
  out.bca = out.percentile;
  out.percentile.method = IntervalMethod::Percentile;
  out.bca.method = IntervalMethod::Bca;
  out.few_units = coverage_ceiling(units) < options.level;
  return out;
}

}  // namespace

ResamplingUnits ResamplingUnits::each_row(std::uint32_t rows) {
  ResamplingUnits out;
  out.rows_.resize(rows);
  std::iota(out.rows_.begin(), out.rows_.end(), 0U);
  out.begins_.resize(static_cast<std::size_t>(rows) + 1);
  std::iota(out.begins_.begin(), out.begins_.end(), std::size_t{0});
  return out;
}

ResamplingUnits ResamplingUnits::by_group(std::span<const std::uint32_t> group_of_row) {
  ResamplingUnits out;
  out.rows_.resize(group_of_row.size());
  std::iota(out.rows_.begin(), out.rows_.end(), 0U);
  std::stable_sort(out.rows_.begin(), out.rows_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return group_of_row[a] < group_of_row[b];
  });
  for (std::size_t i = 0; i < out.rows_.size(); ++i) {
    const bool last = i + 1 == out.rows_.size();
    if (last || group_of_row[out.rows_[i]] != group_of_row[out.rows_[i + 1]]) {
      out.begins_.push_back(i + 1);
    }
  }
  return out;
}

Result<void> check_replicates(std::uint32_t replicates, double level) {
  ENTENTE_CHECK(check_level(level));
  // The slack forgives the rounding of 1 - level: 39 replicates are enough for 0.95.
  if ((static_cast<double>(replicates) + 1) * (1 - level) / 2 >= 1 - 1e-9) return {};
  const double least = std::ceil(2 / (1 - level) - 1 - 1e-6);
  return fail({ErrorKind::Range,
               "too few replicates for the confidence level",
               {},
               "at least " + number_text(least),
               std::to_string(replicates),
               "ask for more replicates or a lower level"});
}

Estimate percentile_estimate(double value, std::span<double> draws, double level,
                             std::uint64_t units) {
  Estimate out;
  out.value = value;
  out.level = level;
  out.n = units;
  out.method = IntervalMethod::Percentile;
  if (units < 2) return out;
  out.state = IntervalState::Undefined;
  const auto end =
      std::partition(draws.begin(), draws.end(), [](double draw) { return std::isfinite(draw); });
  const std::span<double> known(draws.begin(), end);
  const auto undefined = static_cast<double>(draws.size() - known.size());
  if (known.empty() || undefined > most_undefined_share * static_cast<double>(draws.size())) {
    return out;
  }
  const auto [least, greatest] = std::minmax_element(known.begin(), known.end());
  const double size = std::max({std::abs(*least), std::abs(*greatest), std::abs(value)});
  out.state = IntervalState::NoVariation;
  if (*greatest - *least <= alike * size) return out;
  out.state = IntervalState::Known;
  const double tail = (1 - level) / 2;
  const double low = quantile_by_selection(known, tail, QuantileType::Type6);
  out.interval = Interval{low, quantile_by_selection(known, 1 - tail, QuantileType::Type6)};
  return out;
}

Estimate log_t_estimate(double value, std::span<const double> draws, double level,
                        std::uint64_t units, double effective_units) {
  Estimate out;
  out.value = value;
  out.level = level;
  out.n = units;
  out.method = IntervalMethod::ReweightedLog;
  if (units < 2 || !(effective_units >= least_effective_units)) return out;
  out.state = IntervalState::Undefined;
  CompensatedSum sum;
  CompensatedSum squares;
  std::size_t known = 0;
  for (const double draw : draws) {
    if (!(std::isfinite(draw) && draw > 0)) continue;
    const double log_ratio = std::log(draw / value);
    sum.add(log_ratio);
    squares.add(log_ratio * log_ratio);
    ++known;
  }
  const auto all = static_cast<double>(draws.size());
  if (!(value > 0) || known < 2 || static_cast<double>(known) < (1 - most_undefined_share) * all) {
    return out;
  }
  const auto n = static_cast<double>(known);
  const double mean = sum.value() / n;
  const double sd = std::sqrt(std::max(0.0, squares.value() / n - mean * mean) * n / (n - 1));
  out.state = IntervalState::NoVariation;
  if (sd <= alike) return out;
  out.state = IntervalState::Known;
  const double half = sd * t_quantile((1 + level) / 2, effective_units - 1);
  out.interval = Interval{value * std::exp(-half), value * std::exp(half)};
  return out;
}

Result<std::vector<std::optional<Bootstrap>>> bootstrap_many(
    const ResamplingUnits& units, std::size_t how_many, const Statistics& statistics,
    const BootstrapOptions& options, const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_options(units, how_many, options));
  if (how_many == 0) return std::vector<std::optional<Bootstrap>>{};
  const Resampler resampler{units, how_many, statistics};
  const std::vector<double> values = resampler.of_the_data();
  std::vector<std::optional<Bootstrap>> out(how_many);
  for (std::size_t i = 0; i < how_many; ++i) {
    if (!std::isnan(values[i])) out[i] = without_intervals(values[i], units.count(), options);
  }
  if (units.count() < 2) return out;

  LineTable replicates(options.replicates, how_many);
  LineTable left_out(units.count(), how_many);
  const Philox source(options.seed, stream_word("bootstrap"), options.stream);
  {
    const ProgressStage stage = progress.stage("bootstrap", options.replicates + units.count());
    ENTENTE_CHECK(fill_lines(
        replicates, options.replicates, options.threads, cancel, stage,
        [&](std::size_t index, std::vector<std::uint32_t>& rows, std::span<double> line) {
          resampler.draw(source.cursor(index), rows, line);
        }));
    ENTENTE_CHECK(
        fill_lines(left_out, units.count(), options.threads, cancel, stage,
                   [&](std::size_t index, std::vector<std::uint32_t>& rows,
                       std::span<double> line) { resampler.leave_out(index, rows, line); }));
  }
  for (std::size_t i = 0; i < how_many; ++i) {
    if (!out[i]) continue;
    std::vector<double> column = replicates.column(i);
    out[i]->replicates = options.replicates;
    set_intervals(*out[i], column, left_out.column(i));
    if (options.keep_replicates) out[i]->replicate_values = std::move(column);
  }
  return out;
}

Result<Bootstrap> bootstrap(const ResamplingUnits& units, const Statistic& statistic,
                            const BootstrapOptions& options, const CancelToken& cancel,
                            const Progress& progress) {
  const Statistics one = [&statistic](std::span<const std::uint32_t> rows, std::span<double> out) {
    out[0] = statistic(rows);
  };
  ENTENTE_TRY(std::vector<std::optional<Bootstrap>> results,
              bootstrap_many(units, 1, one, options, cancel, progress));
  if (!results[0]) {
    return fail({ErrorKind::Missing,
                 "the statistic is undefined on the data",
                 {},
                 {},
                 {},
                 "leave this figure out: there is nothing to estimate"});
  }
  return std::move(*results[0]);
}

}  // namespace entente::stats
