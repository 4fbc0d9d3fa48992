// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <limits>

#include "entente/base/text.hpp"
#include "entente/positions/expert_pools.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

struct FitProblem {
  ExpertFamily family;
  ScaleEnds ends;
  std::span<const double> quantiles;
  std::span<const double> levels;
};

/// Where a distribution lies and how wide it is, both free of bounds: of LogNormal and Gamma the
/// logarithm, of Beta the logit of the mean as a share of the scale; width on that scale, its
/// logarithm.
struct FitPoint {
  double place = 0;
  double log_width = 0;
};

FittedDistribution at_point(const FitProblem& problem, const FitPoint& point) {
  FittedDistribution out;
  out.family = problem.family;
  out.ends = problem.ends;
  out.a = point.place;
  out.b = std::exp(point.log_width);
  if (problem.family == ExpertFamily::Gamma) {
    out.a = std::exp(-2 * point.log_width);
    out.b = out.a * std::exp(-point.place);
  }
  if (problem.family == ExpertFamily::Beta) {
    const double mean = 1 / (1 + std::exp(-point.place));
    const double size = std::exp(-2 * point.log_width);
    out.a = mean * size;
    out.b = (1 - mean) * size;
  }
  return out;
}

double squares_at(const FitProblem& problem, const FitPoint& point) {
  const FittedDistribution tried = at_point(problem, point);
  double sum = 0;
  for (std::size_t q = 0; q < problem.quantiles.size(); ++q) {
    const double miss = tried.cdf(problem.quantiles[q]) - problem.levels[q];
    sum += miss * miss;
  }
  return std::isfinite(sum) ? sum : 1e6;
}

/// Brent's search for the width within one for the place.
FitPoint least_squares(const FitProblem& problem, const FitPoint& start) {
  constexpr int bits = std::numeric_limits<double>::digits / 2;
  const auto best_width = [&](double place) {
    return boost::math::tools::brent_find_minima(
        [&](double log_width) {
          return squares_at(problem, {place, log_width});
        },
        start.log_width - 3, start.log_width + 3, bits);
  };
  const double reach = 3 * std::exp(start.log_width);
  const auto place =
      boost::math::tools::brent_find_minima([&](double at) { return best_width(at).second; },
                                            start.place - reach, start.place + reach, bits);
  return {place.first, best_width(place.first).first};
}

Error fit_error(ErrorKind kind, const char* what, std::string expected, std::string found) {
  return {kind,
          what,
          {"", 0, "quantiles"},
          std::move(expected),
          std::move(found),
          "take another distribution, or look at the answer"};
}

Result<void> check_fit(const FitProblem& problem) {
  const auto& q = problem.quantiles;
  if (q.size() < 2 || q.size() != problem.levels.size()) {
    return fail(fit_error(ErrorKind::Missing, "too few quantiles for a distribution",
                          "at least two, one a level", std::to_string(q.size())));
  }
  if (!(q.back() > q.front())) {
    return fail(fit_error(ErrorKind::Range, "an answer without width has no distribution",
                          "quantiles that differ", number_text(q.front())));
  }
  const bool positive =
      problem.family == ExpertFamily::LogNormal || problem.family == ExpertFamily::Gamma;
  if (positive && !(q.front() > 0)) {
    return fail(fit_error(ErrorKind::Range, "the distribution holds only values above 0", "above 0",
                          number_text(q.front())));
  }
  const bool inside = q.front() > problem.ends.low && q.back() < problem.ends.high;
  if (problem.family == ExpertFamily::Beta && !inside) {
    return fail(fit_error(
        ErrorKind::Range, "an answer lies at or beyond the scale's end",
        "between " + number_text(problem.ends.low) + " and " + number_text(problem.ends.high),
        number_text(q.front()) + " to " + number_text(q.back())));
  }
  return {};
}

/// The normal through the outer quantiles, on the scale on which the family's place lies.
FitPoint start_of(const FitProblem& problem) {
  const auto value = [&problem](double x) {
    if (problem.family == ExpertFamily::LogNormal || problem.family == ExpertFamily::Gamma) {
      return std::log(x);
    }
    if (problem.family != ExpertFamily::Beta) return x;
    return std::log((x - problem.ends.low) / (problem.ends.high - x));
  };
  const double low = value(problem.quantiles.front());
  const double high = value(problem.quantiles.back());
  const double z_low = stats::normal_quantile(problem.levels.front());
  const double z_high = stats::normal_quantile(problem.levels.back());
  const double width = (high - low) / (z_high - z_low);
  // A logit's spread is about twice that of 1 / sqrt(size).
  const double scale = problem.family == ExpertFamily::Beta ? 0.5 : 1;
  return {low - z_low * width, std::log(scale * width)};
}

}  // namespace

Result<FittedDistribution> fit_quantiles(ExpertFamily family, std::span<const double> quantiles,
                                         std::span<const double> levels,
                                         const std::optional<ScaleEnds>& ends) {
  FitProblem problem{family, ends.value_or(ScaleEnds()), quantiles, levels};
  ENTENTE_CHECK(check_fit(problem));
  const FitPoint point = least_squares(problem, start_of(problem));
  FittedDistribution out = at_point(problem, point);
  out.squares = squares_at(problem, point);
  return out;
}

Result<FittedDistribution> best_fit(std::span<const double> quantiles,
                                    std::span<const double> levels,
                                    const std::optional<ScaleEnds>& ends) {
  std::optional<FittedDistribution> best;
  std::optional<Error> first;
  for (const ExpertFamily family :
       {ExpertFamily::Normal, ExpertFamily::StudentT, ExpertFamily::LogNormal, ExpertFamily::Gamma,
        ExpertFamily::Beta}) {
    if (family == ExpertFamily::Beta && !ends) continue;
    // Beyond the ends of a scale there is nothing to believe in.
    if (ends && family != ExpertFamily::Beta) continue;
    auto fitted = fit_quantiles(family, quantiles, levels, ends);
    if (!fitted) {
      if (!first) first = fitted.error();
      continue;
    }
    // Two fits within rounding of one another count as alike.
    if (!best || fitted->squares < best->squares - 1e-9) best = *fitted;
  }
  if (!best) return fail(*first);
  return *best;
}

}  // namespace entente::positions
