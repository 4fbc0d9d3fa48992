// SPDX-License-Identifier: GPL-3.0-or-later
// Nonparametric bootstrap over resampling units: rows, or whole groups of rows that belong together
// (the statements of one document), so that statements which repeat each other do not count as
// independent. Percentile and BCa intervals.
// References: B. Efron, "Better bootstrap confidence intervals", JASA 82 (1987); A. C. Davison,
// D. V. Hinkley, "Bootstrap Methods and their Application" (1997), 2.4, 5.2.1, 5.3.2.
// Replicate r draws from sequence r of Philox(seed, stream_word("bootstrap"), stream): the same
// bytes for any number of threads. Pure functions; the statistic is called from several threads at
// once and must be pure too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/base/result.hpp"
#include "entente/stats/interval.hpp"

namespace entente::stats {

/// Which rows are drawn together. Immutable, any thread.
class ResamplingUnits {
 public:
  /// Every row of 0 .. rows-1 by itself.
  static ResamplingUnits each_row(std::uint32_t rows);
  /// One unit for each different code; row i belongs to group_of_row[i]. Units are numbered in
  /// ascending order of their codes, which need not be dense. O(n log n).
  static ResamplingUnits by_group(std::span<const std::uint32_t> group_of_row);

  std::size_t count() const noexcept { return begins_.size() - 1; }
  std::size_t rows() const noexcept { return rows_.size(); }
  /// The rows of one unit, ascending.
  std::span<const std::uint32_t> unit(std::size_t index) const noexcept {
    return std::span(rows_).subspan(begins_[index], begins_[index + 1] - begins_[index]);
  }

 private:
  std::vector<std::uint32_t> rows_;        ///< unit after unit
  std::vector<std::size_t> begins_ = {0};  ///< where each unit begins; one more at the end
};

struct BootstrapOptions {
  std::uint64_t seed = 1;
  std::uint64_t stream = 0;  ///< keeps the draws of two uses of one seed apart
  std::uint32_t replicates = 2000;
  double level = 0.95;
  unsigned threads = 1;          ///< 0 = what the machine has; changes no result
  bool keep_replicates = false;  ///< fills Bootstrap::replicate_values
};

/// A statistic of the rows given (a row drawn twice is there twice). NaN or an infinity = undefined
/// for these rows, e.g. a difference when one side has none.
using Statistic = std::function<double(std::span<const std::uint32_t> rows)>;
/// Several statistics of one resample: fills `out`.
using Statistics = std::function<void(std::span<const std::uint32_t> rows, std::span<double> out)>;

struct Bootstrap {
  /// (R+1)p-th order statistics of the replicates (type 6). TooFew below two units; NoVariation
  /// when all replicates agree to 1e-12; Undefined when over 5 % of the replicates are undefined.
  Estimate percentile;
  /// Corrected for bias and skewness, acceleration by the jackknife over units. States as for
  /// percentile; Undefined also when all replicates lie on one side of the value, a jackknife value
  /// is undefined, or the corrected level falls beyond the replicates (more of them may help).
  Estimate bca;
  std::optional<double> standard_error;   ///< sample sd of the replicates; absent without interval
  std::optional<double> bias;             ///< mean of the replicates - value
  std::optional<double> bias_correction;  ///< z0, half of the ties counted as below
  std::optional<double> acceleration;     ///< a; 0 where the jackknife values agree
  std::uint32_t replicates = 0;           ///< run; 0 below two units
  std::uint32_t undefined = 0;            ///< of them, those where the statistic was undefined
  /// So few units that no resampling interval can keep its level (see coverage_ceiling): say so
  /// wherever the interval is shown.
  bool few_units = false;
  std::vector<double> replicate_values;  ///< in replicate order, NaN = undefined; when asked for
};

/// Errors: Missing (no unit, or the statistic undefined on the data), Range (level; replicates too
/// few for the level: (R+1)(1-level)/2 must be at least 1, so R >= 39 at 95 %), Limit, Cancelled.
/// O((replicates + units) x cost of the statistic).
Result<Bootstrap> bootstrap(const ResamplingUnits& units, const Statistic& statistic,
                            const BootstrapOptions& options, const CancelToken& cancel = {},
                            const Progress& progress = {});

/// `how_many` statistics on the same resamples, e.g. all cells of an overlap matrix; equal to
/// bootstrap() of each. nullopt where the statistic is undefined on the data. Errors: as above;
/// Limit above 10^8 replicate values.
Result<std::vector<std::optional<Bootstrap>>> bootstrap_many(
    const ResamplingUnits& units, std::size_t how_many, const Statistics& statistics,
    const BootstrapOptions& options, const CancelToken& cancel = {}, const Progress& progress = {});

/// Range unless the level is one and the replicates are enough for it, as bootstrap() asks.
Result<void> check_replicates(std::uint32_t replicates, double level);

/// The percentile interval of draws made elsewhere, around a value that was not drawn; rules and
/// states as of bootstrap(): TooFew below two units, NoVariation where all draws agree to 1e-12,
/// Undefined where over 5 % are NaN. Reorders the draws. O(draws).
Estimate percentile_estimate(double value, std::span<double> draws, double level,
                             std::uint64_t units);

/// For a sum of positive parts, whose draws are skewed: value exp(+- t sd), sd of the logarithms of
/// the draws, t with effective_units - 1 degrees of freedom. `effective_units`: (sum s)^2 / sum s^2
/// of the units' shares s; below 5 few units carry the value, and their spread cannot be told:
/// TooFew. Otherwise rules and states as of percentile_estimate; Undefined where the value or over
/// 5 % of the draws are not above 0. O(draws).
Estimate log_t_estimate(double value, std::span<const double> draws, double level,
                        std::uint64_t units, double effective_units);

}  // namespace entente::stats
