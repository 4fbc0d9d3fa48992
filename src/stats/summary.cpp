// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/stats/summary.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "entente/base/sum.hpp"
#include "entente/base/text.hpp"

namespace entente::stats {
namespace {

tl::unexpected<Error> nothing_known() {
  return fail({ErrorKind::Missing, "no known value", {}, "at least one value", {}, {}});
}

tl::unexpected<Error> too_large_for_double() {
  return fail({ErrorKind::Range,
               "the sum is beyond what a double can hold",
               {},
               "values whose squares sum to less than 1.8e308",
               {},
               "use a smaller unit"});
}

}  // namespace

Result<void> check_finite(std::span<const double> values, const char* what) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    Place place;
    place.row = static_cast<std::int64_t>(i) + 1;
    return fail({ErrorKind::Range,
                 std::string(what) + " " + std::to_string(i + 1) + " is not a finite number",
                 std::move(place), "a finite number", std::isnan(values[i]) ? "nan" : "infinity",
                 "leave unknown values out"});
  }
  return {};
}

Result<void> check_weights(std::size_t values, std::span<const double> weights) {
  if (weights.size() != values) {
    return fail({ErrorKind::Usage,
                 "values and weights differ in number",
                 {},
                 std::to_string(values) + " weights",
                 std::to_string(weights.size()),
                 {}});
  }
  ENTENTE_CHECK(check_finite(weights, "weight"));
  bool any = false;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] < 0) {
      Place place;
      place.row = static_cast<std::int64_t>(i) + 1;
      return fail({ErrorKind::Range,
                   "weight " + std::to_string(i + 1) + " is negative",
                   std::move(place),
                   "0 or more",
                   number_text(weights[i]),
                   {}});
    }
    any = any || weights[i] > 0;
  }
  if (!any) {
    return fail({ErrorKind::Missing, "no value has a weight", {}, "one weight above 0", {}, {}});
  }
  return {};
}

int weight_exponent(std::span<const double> weights) noexcept {
  int exponent = 0;
  std::frexp(*std::max_element(weights.begin(), weights.end()), &exponent);
  return exponent;
}

Result<double> sum(std::span<const double> known) {
  ENTENTE_CHECK(check_finite(known));
  CompensatedSum total;
  for (const double value : known) total.add(value);
  if (!std::isfinite(total.value())) return too_large_for_double();
  return total.value();
}

Result<double> mean(std::span<const double> known) {
  if (known.empty()) return nothing_known();
  ENTENTE_TRY(const double total, sum(known));
  const auto [low, high] = std::minmax_element(known.begin(), known.end());
  return std::clamp(total / static_cast<double>(known.size()), *low, *high);
}

Result<Summary> summarize(std::span<const double> known) {
  Summary out;
  ENTENTE_TRY(out.mean, mean(known));
  ENTENTE_TRY(out.sum, sum(known));
  out.n = known.size();
  const auto [low, high] = std::minmax_element(known.begin(), known.end());
  out.min = *low;
  out.max = *high;
  // Two passes; the second sum corrects for the rounding of the mean (Chan, Golub, LeVeque,
  // "Algorithms for computing the sample variance", The American Statistician 37(3), 1983).
  CompensatedSum squares;
  CompensatedSum deviations;
  for (const double value : known) {
    const double deviation = value - out.mean;
    squares.add(deviation * deviation);
    deviations.add(deviation);
  }
  const double n = static_cast<double>(out.n);
  const double left = deviations.value();
  const double total = std::max(0.0, squares.value() - left * left / n);
  if (!std::isfinite(squares.value()) || !std::isfinite(total)) return too_large_for_double();
  out.sd_population = std::sqrt(total / n);
  if (out.n >= 2) out.sd_sample = std::sqrt(total / (n - 1));
  return out;
}

Result<double> weighted_mean(std::span<const double> known, std::span<const double> weights) {
  if (known.empty()) return nothing_known();
  ENTENTE_CHECK(check_finite(known));
  ENTENTE_CHECK(check_weights(known.size(), weights));
  const int exponent = weight_exponent(weights);
  CompensatedSum total;
  CompensatedSum weight;
  std::optional<double> low;
  std::optional<double> high;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!(weights[i] > 0)) continue;
    const double share = std::ldexp(weights[i], -exponent);
    total.add(known[i] * share);
    weight.add(share);
    low = low ? std::min(*low, known[i]) : known[i];
    high = high ? std::max(*high, known[i]) : known[i];
  }
  if (!std::isfinite(total.value())) return too_large_for_double();
  return std::clamp(total.value() / weight.value(), *low, *high);
}

}  // namespace entente::stats
