// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/interval.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "entente/stats/summary.hpp"

namespace entente::stats {
namespace {

Result<Estimate> proportion(std::uint64_t successes, std::uint64_t trials, double level,
                            IntervalMethod method) {
  ENTENTE_CHECK(check_level(level));
  if (trials == 0) {
    return fail({ErrorKind::Missing, "a proportion of nothing", {}, "at least one trial", "0", {}});
  }
  if (successes > trials) {
    return fail({ErrorKind::Range,
                 "more successes than trials",
                 {},
                 "at most " + std::to_string(trials),
                 std::to_string(successes),
                 {}});
  }
  Estimate out;
  out.value = static_cast<double>(successes) / static_cast<double>(trials);
  out.state = IntervalState::Known;
  out.method = method;
  out.level = level;
  out.n = trials;
  return out;
}

}  // namespace

std::string_view to_string(IntervalMethod method) noexcept {
  static constexpr std::array<std::string_view, 8> method_names = {
      "wilson", "clopper_pearson", "student_t",      "percentile",
      "bca",    "reweighted",      "reweighted_log", "normal"};
  const auto index = static_cast<std::size_t>(method);
  return index < method_names.size() ? method_names[index] : "unknown";
}

std::string_view to_string(IntervalState state) noexcept {
  static constexpr std::array<std::string_view, 4> state_names = {"known", "too_few",
                                                                  "no_variation", "undefined"};
  const auto index = static_cast<std::size_t>(state);
  return index < state_names.size() ? state_names[index] : "undefined";
}

Result<void> check_level(double level) {
  if (level > 0 && level < 1) return {};
  return fail({ErrorKind::Range,
               "the confidence level is out of range",
               {},
               "a number between 0 and 1, such as 0.95",
               number_text(level),
               {}});
}

double coverage_ceiling(std::size_t n) noexcept {
  if (n == 0) return 0;
  return 1 - std::ldexp(1.0, -static_cast<int>(std::min<std::size_t>(n - 1, 1000)));
}

Result<Estimate> wilson(std::uint64_t successes, std::uint64_t trials, double level) {
  ENTENTE_TRY(Estimate out, proportion(successes, trials, level, IntervalMethod::Wilson));
  const double n = static_cast<double>(trials);
  const double p = out.value;
  // Half the remaining probability on the small side, which keeps its digits near level 1.
  const double z = -normal_quantile((1 - level) / 2);
  const double share = z * z / n;
  const double centre = (p + share / 2) / (1 + share);
  const double half = z * std::sqrt(p * (1 - p) / n + share / (4 * n)) / (1 + share);
  out.interval = Interval{successes == 0 ? 0 : std::max(0.0, centre - half),
                          successes == trials ? 1 : std::min(1.0, centre + half)};
  return out;
}

Result<Estimate> clopper_pearson(std::uint64_t successes, std::uint64_t trials, double level) {
  ENTENTE_TRY(Estimate out, proportion(successes, trials, level, IntervalMethod::ClopperPearson));
  const double k = static_cast<double>(successes);
  const double failures = static_cast<double>(trials - successes);
  const double tail = (1 - level) / 2;
  Interval interval{0, 1};
  if (successes > 0) interval.low = beta_quantile(tail, k, failures + 1);
  // 1 - the mirrored quantile: the small tail keeps its digits.
  if (successes < trials) interval.high = 1 - beta_quantile(tail, failures, k + 1);
  out.interval = interval;
  return out;
}

Result<Estimate> mean_t(std::span<const double> known, double level) {
  ENTENTE_CHECK(check_level(level));
  ENTENTE_TRY(const Summary summary, summarize(known));
  Estimate out;
  out.value = summary.mean;
  out.method = IntervalMethod::StudentT;
  out.level = level;
  out.n = summary.n;
  if (!summary.sd_sample) {
    out.state = IntervalState::TooFew;
  } else if (summary.min == summary.max) {
    out.state = IntervalState::NoVariation;
  } else {
    const double n = static_cast<double>(summary.n);
    const double half = -t_quantile((1 - level) / 2, n - 1) * *summary.sd_sample / std::sqrt(n);
    out.state = IntervalState::Known;
    out.interval = Interval{summary.mean - half, summary.mean + half};
  }
  return out;
}

}  // namespace entente::stats
