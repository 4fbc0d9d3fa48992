// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/likelihood.hpp"

#include <algorithm>
#include <array>

#include "entente/base/sum.hpp"

namespace entente::room {
namespace {

/// The draws in order, so that every chance is a count.
class SortedDraws {
 public:
  explicit SortedDraws(const std::vector<double>& values) : values_(values) {
    std::sort(values_.begin(), values_.end());
  }
  double share_above(double at) const {
    const auto first = std::upper_bound(values_.begin(), values_.end(), at);
    return static_cast<double>(values_.end() - first) / static_cast<double>(values_.size());
  }

 private:
  std::vector<double> values_;
};

double chance_above(const Issue& issue, const SortedDraws& draws, const MeasuredError& measured,
                    double at) {
  if (at < issue.least) return 1;
  if (at >= issue.greatest) return 0;
  const double scale = (issue.greatest - issue.least) / 100;
  CompensatedSum sum;
  for (const double error : measured.slices) {
    sum.add(draws.share_above(at - error * scale));
    sum.add(draws.share_above(at + error * scale));
  }
  return sum.value() / static_cast<double>(2 * measured.slices.size());
}

}  // namespace

double chance_above(const Issue& issue, const Forecast& forecast, const MeasuredError& measured,
                    double at) {
  return chance_above(issue, SortedDraws(forecast.values), measured, at);
}

std::vector<Band> bands_with_error(const Issue& issue, const Forecast& forecast,
                                   const MeasuredError& measured) {
  const SortedDraws draws(forecast.values);
  std::vector<Band> out = forecast.bands;
  double above = 1;
  for (std::size_t b = 0; b < out.size(); ++b) {
    const double beyond = b + 1 == out.size() ? 0 : chance_above(issue, draws, measured, out[b].to);
    out[b].probability = above - beyond;
    above = beyond;
  }
  return out;
}

std::string_view likelihood_word(double probability) noexcept {
  struct Word {
    double up_to;
    std::string_view word;
  };
  static constexpr std::array below_even = {Word{0.05, "almost no chance"},
                                            Word{0.20, "very unlikely"}, Word{0.45, "unlikely"}};
  static constexpr std::array above_even = {Word{0.95, "almost certain"}, Word{0.80, "very likely"},
                                            Word{0.55, "likely"}};
  for (const Word& w : below_even) {
    if (probability < w.up_to) return w.word;
  }
  for (const Word& w : above_even) {
    if (probability > w.up_to) return w.word;
  }
  return "roughly even chance";
}

}  // namespace entente::room
