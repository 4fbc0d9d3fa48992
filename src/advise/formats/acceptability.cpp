// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/acceptability.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/base/random.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::advise {
namespace {

constexpr std::size_t draws_between_checks = 4096;

Error unfit(std::string what) {
  return {ErrorKind::Range,    "values and weights do not fit together", {}, "", std::move(what),
          "please report this"};
}

Error bad_importance(std::string what) {
  return {ErrorKind::Range,
          "importances that give no weights",
          {},
          "0 or more, one above 0",
          std::move(what),
          "give at least one criterion an importance above 0"};
}

Result<void> check_importance(std::size_t criteria, const std::vector<double>& importance) {
  if (importance.size() != criteria) return fail(bad_importance("not one a criterion"));
  for (const double one : importance) {
    if (!std::isfinite(one) || one < 0) return fail(bad_importance("a negative one"));
  }
  const bool none =
      std::all_of(importance.begin(), importance.end(), [](double one) { return one == 0; });
  if (none) return fail(bad_importance("all 0"));
  return {};
}

/// Centroid weights of Lahdelma and Salminen: by rank r of m, sum over i >= r of 1/i, over that of
/// the first.
std::vector<double> centroid_weights(std::size_t ranks) {
  std::vector<double> out(ranks);
  double sum = 0;
  for (std::size_t r = ranks; r-- > 1;) {
    sum += 1 / static_cast<double>(r);
    out[r - 1] = sum;
  }
  if (ranks == 1) out[0] = 1;
  const double first = out.front();
  for (double& weight : out) weight /= first;
  return out;
}

/// Utilities of one draw, and who is better than whom.
class RankedDraw {
 public:
  explicit RankedDraw(std::size_t alternatives) : utility_(alternatives) {}

  void weigh(std::span<const float> values, std::span<const double> weights) {
    for (std::size_t a = 0; a < utility_.size(); ++a) {
      double sum = 0;
      for (std::size_t c = 0; c < weights.size(); ++c) {
        sum += weights[c] * static_cast<double>(values[a * weights.size() + c]);
      }
      utility_[a] = sum;
    }
  }

  /// How many are better, and how many are as good, itself among them.
  std::pair<std::size_t, std::size_t> standing(std::size_t alternative) const {
    std::size_t better = 0;
    std::size_t alike = 0;
    for (const double utility : utility_) {
      if (utility > utility_[alternative]) ++better;
      if (utility == utility_[alternative]) ++alike;
    }
    return {better, alike};
  }

 private:
  std::vector<double> utility_;
};

/// Sums over the draws, then shares.
class AcceptabilityCounter {
 public:
  AcceptabilityCounter(std::span<const float> values, std::span<const double> weights,
                       std::size_t alternatives, std::size_t criteria)
      : values_(values),
        weights_(weights),
        alternatives_(alternatives),
        criteria_(criteria),
        draws_(weights.size() / criteria),
        draw_(alternatives),
        found_(alternatives),
        firsts_(alternatives) {
    for (Acceptability& one : found_) {
      one.ranks.assign(alternatives, 0);
      one.central_weights.assign(criteria, 0);
    }
  }

  Result<void> count_ranks(const CancelToken& cancel) {
    for (std::size_t d = 0; d < draws_; ++d) {
      if (d % draws_between_checks == 0) ENTENTE_CHECK(check_cancel(cancel));
      const auto weights = weights_.subspan(d * criteria_, criteria_);
      draw_.weigh(values_of(d), weights);
      for (std::size_t a = 0; a < alternatives_; ++a) add(a, weights);
    }
    for (std::size_t a = 0; a < alternatives_; ++a) finish(a);
    return {};
  }

  Result<void> count_confidence(const CancelToken& cancel) {
    for (std::size_t a = 0; a < alternatives_; ++a) {
      Acceptability& one = found_[a];
      if (one.central_weights.empty()) continue;
      ENTENTE_CHECK(check_cancel(cancel));
      double firsts = 0;
      for (std::size_t d = 0; d < draws_; ++d) {
        draw_.weigh(values_of(d), one.central_weights);
        const auto [better, alike] = draw_.standing(a);
        if (better == 0) firsts += 1 / static_cast<double>(alike);
      }
      one.confidence = firsts / static_cast<double>(draws_);
    }
    return {};
  }

  std::vector<Acceptability> take() { return std::move(found_); }

 private:
  std::span<const float> values_of(std::size_t draw) const {
    const std::size_t width = alternatives_ * criteria_;
    return values_.subspan(draw * width, width);
  }

  void add(std::size_t alternative, std::span<const double> weights) {
    const auto [better, alike] = draw_.standing(alternative);
    const double share = 1 / static_cast<double>(alike);
    Acceptability& one = found_[alternative];
    for (std::size_t r = better; r < better + alike; ++r) one.ranks[r] += share;
    if (better > 0) return;
    firsts_[alternative] += share;
    for (std::size_t c = 0; c < criteria_; ++c) one.central_weights[c] += share * weights[c];
  }

  void finish(std::size_t alternative) {
    Acceptability& one = found_[alternative];
    const std::vector<double> centroid = centroid_weights(alternatives_);
    for (std::size_t r = 0; r < alternatives_; ++r) {
      one.ranks[r] /= static_cast<double>(draws_);
      one.holistic += centroid[r] * one.ranks[r];
    }
    if (firsts_[alternative] == 0) {
      one.central_weights.clear();
    } else {
      for (double& weight : one.central_weights) weight /= firsts_[alternative];
    }
  }

  std::span<const float> values_;
  std::span<const double> weights_;
  std::size_t alternatives_;
  std::size_t criteria_;
  std::size_t draws_;
  RankedDraw draw_;
  std::vector<Acceptability> found_;
  std::vector<double> firsts_;
};

}  // namespace

Result<std::vector<double>> draw_weights(std::size_t criteria, std::size_t draws,
                                         const WeightOptions& options) {
  std::vector<double> importance = options.importance;
  if (importance.empty()) importance.assign(criteria, 1);
  ENTENTE_CHECK(check_importance(criteria, importance));
  const auto there =
      std::count_if(importance.begin(), importance.end(), [](double one) { return one > 0; });
  const double sum = std::accumulate(importance.begin(), importance.end(), 0.0);
  std::vector<double> out(draws * criteria);
  const Philox source(options.seed, stream_word("weights of criteria"));
  for (std::size_t d = 0; d < draws; ++d) {
    double* weights = out.data() + d * criteria;
    double total = 0;
    for (std::size_t c = 0; c < criteria; ++c) {
      const double mean = importance[c] / sum;
      weights[c] = mean;
      if (!options.exact && importance[c] > 0) {
        const double shape = mean * static_cast<double>(there);
        const double p = source.uniform01(d * criteria + c);
        weights[c] = shape == 1 ? -std::log1p(-p) : stats::gamma_quantile(p, shape, 1);
      }
      total += weights[c];
    }
    for (std::size_t c = 0; c < criteria; ++c) weights[c] /= total;
  }
  return out;
}

Result<std::vector<Acceptability>> acceptability(std::span<const float> values,
                                                 std::span<const double> weights,
                                                 std::size_t alternatives, std::size_t criteria,
                                                 const CancelToken& cancel) {
  if (alternatives == 0 || criteria == 0 || weights.empty()) return fail(unfit("nothing given"));
  if (weights.size() % criteria != 0 || values.size() != weights.size() * alternatives) {
    return fail(unfit("sizes differ"));
  }
  AcceptabilityCounter counter(values, weights, alternatives, criteria);
  ENTENTE_CHECK(counter.count_ranks(cancel));
  ENTENTE_CHECK(counter.count_confidence(cancel));
  return counter.take();
}

}  // namespace entente::advise
