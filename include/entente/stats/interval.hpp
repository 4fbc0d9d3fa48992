// SPDX-License-Identifier: GPL-3.0-or-later
// A point with its interval, level and n - and, where no interval can be had, the reason instead of
// a zero-width one. Intervals for a proportion and for a mean. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "entente/base/result.hpp"

namespace entente::stats {

enum class IntervalMethod : std::uint8_t {
  Wilson,          ///< score interval of a proportion
  ClopperPearson,  ///< exact interval of a proportion
  StudentT,        ///< mean of independent values
  Percentile,      ///< bootstrap, see bootstrap.hpp
  Bca,             ///< bootstrap, bias-corrected and accelerated
  Reweighted,      ///< percentiles over draws of weights, see shared_weights.hpp
  ReweightedLog,   ///< Student's t on the logarithm, its sd from draws of weights
  Normal,          ///< value -+ z sd, the sd as the method that gave the value has it
};
/// "wilson", "clopper_pearson", "student_t", "percentile", "bca", "reweighted",
/// "reweighted_log", "normal".
std::string_view to_string(IntervalMethod method) noexcept;

enum class IntervalState : std::uint8_t {
  Known,        ///< the interval is there
  TooFew,       ///< fewer than two independent units: the data say nothing of their spread
  NoVariation,  ///< all alike: the spread cannot be told from these data (it is not 0)
  Undefined,    ///< the method breaks down on these data (see the function's documentation)
};
/// "known", "too_few", "no_variation", "undefined".
std::string_view to_string(IntervalState state) noexcept;

struct Interval {
  double low = 0;
  double high = 0;
  double width() const noexcept { return high - low; }
  bool contains(double value) const noexcept { return low <= value && value <= high; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// What travels: never the value alone.
struct Estimate {
  double value = 0;
  std::optional<Interval> interval;  ///< present exactly when state is Known
  IntervalState state = IntervalState::TooFew;
  IntervalMethod method = IntervalMethod::Wilson;
  double level = 0.95;  ///< confidence level, in (0, 1)
  std::uint64_t n = 0;  ///< independent units behind the value (trials, values, groups)
};

/// Proportion by Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession,
/// and statistical inference", JASA 22 (1927); method 3 of R. G. Newcombe, Statistics in Medicine
/// 17 (1998). With z the normal quantile of (1 + level) / 2 and p = successes / trials:
/// (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Exactly 0 (1) at no (only) successes.
/// Errors: Missing (no trials), Range (successes above trials, level outside (0, 1)).
Result<Estimate> wilson(std::uint64_t successes, std::uint64_t trials, double level = 0.95);

/// Proportion by C. J. Clopper, E. S. Pearson, Biometrika 26 (1934): at least `level` coverage, so
/// wider than Wilson. Beta quantiles; 0 and 1 at the ends. Errors: as wilson.
Result<Estimate> clopper_pearson(std::uint64_t successes, std::uint64_t trials,
                                 double level = 0.95);

/// Mean of independent values, mean +- t sd / sqrt(n) with n - 1 degrees of freedom (Student 1908).
/// TooFew for n = 1, NoVariation when all values are equal. Errors: Missing (no value), Range.
Result<Estimate> mean_t(std::span<const double> known, double level = 0.95);

/// Range unless 0 < level < 1.
Result<void> check_level(double level);

/// The most that an interval between the least and greatest of n independent values can cover of
/// the median of a continuous population: 1 - 2^(1-n). Below the asked level (n < 6 for 95 %), an
/// interval by resampling promises more than n values can keep.
double coverage_ceiling(std::size_t n) noexcept;

}  // namespace entente::stats
