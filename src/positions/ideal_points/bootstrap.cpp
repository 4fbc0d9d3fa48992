// SPDX-License-Identifier: GPL-3.0-or-later
// Parametric bootstrap: votes drawn from the fit where votes were cast, fitted anew.
#include <algorithm>
#include <cmath>

#include "entente/base/parallel.hpp"
#include "entente/base/random.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "positions/ideal_points/fit.hpp"

namespace entente::positions {
namespace {

constexpr std::uint32_t least_replicates = 10;

/// The fit as the passes left it, as far as it is known.
VoteFit refit_start(const VoteData& data, const IdealPoints& fit) {
  VoteFit out;
  out.mean.reserve(fit.points.size());
  for (const IdealPoint& point : fit.points) {
    out.mean.push_back(point.value);
    out.variance.push_back(point.sd * point.sd);
  }
  out.items.reserve(fit.items.size());
  for (std::size_t v = 0; v < fit.items.size(); ++v) {
    out.items.push_back({fit.items[v].discrimination, fit.items[v].yes_below,
                         data.one_cutpoint[v] ? fit.items[v].yes_below : fit.items[v].no_above, 0});
  }
  return out;
}

/// An answer by u uniform in (0, 1): Z = b x + e below the cutpoints or not.
std::uint8_t drawn_answer(const VoteItem& item, double m, double u) {
  const double at = item.discrimination * m;
  if (u < stats::normal_cdf(item.yes_below - at)) return 0;
  return u < stats::normal_cdf(item.no_above - at) ? 1 : 2;
}

Result<VoteData> drawn_votes(const VoteData& data, const VoteFit& fit, const Philox& source,
                             std::uint64_t replicate, unsigned threads, const CancelToken& cancel) {
  std::vector<std::size_t> begins = {0};
  begins.reserve(fit.items.size() + 1);
  for (std::size_t v = 0; v < fit.items.size(); ++v) {
    begins.push_back(begins.back() + data.by_item.count(v));
  }
  std::vector<VoteLists::Entry> entries(begins.back());
  const ProgressStage silent;
  ENTENTE_CHECK(parallel_blocks(
      fit.items.size(), 32, threads, cancel, silent,
      [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t v = begin; v < end; ++v) {
          PhiloxCursor dice = source.cursor(replicate, v);
          std::size_t at = begins[v];
          for (std::size_t answer = 0; answer < 3; ++answer) {
            for (const std::uint32_t node : data.by_item.answers(v, answer)) {
              entries[at++] = {static_cast<std::uint32_t>(v), node,
                               drawn_answer(fit.items[v], fit.mean[node], dice.uniform01())};
            }
          }
        }
      }));
  return with_answers(data, entries);
}

double agreement_in_sign(const std::vector<double>& a, const std::vector<double>& b) {
  double out = 0;
  for (std::size_t i = 0; i < a.size(); ++i) out += a[i] * b[i];
  return out;
}

std::optional<double> contrast_value(const IdealPoints& fit, const PointContrast& contrast,
                                     const std::vector<double>& mean) {
  const auto side = [&](const std::vector<std::uint32_t>& voters) -> std::optional<double> {
    double sum = 0;
    double count = 0;
    for (const std::uint32_t voter : voters) {
      const IdealPoint* point = fit.point(voter, contrast.period);
      if (point == nullptr) continue;
      sum += mean[static_cast<std::size_t>(point - fit.points.data())];
      ++count;
    }
    if (count == 0) return std::nullopt;
    return sum / count;
  };
  const auto value = side(contrast.voters);
  if (!value || contrast.against.empty()) return value;
  const auto against = side(contrast.against);
  if (!against) return std::nullopt;
  return *value - *against;
}

/// Running sums of the refits.
struct Spread {
  std::vector<double> sum;
  std::vector<double> square;
  explicit Spread(std::size_t n) : sum(n, 0), square(n, 0) {}
  void add(std::size_t i, double deviation) {
    sum[i] += deviation;
    square[i] += deviation * deviation;
  }
  double sd(std::size_t i, double replicates) const {
    const double mean = sum[i] / replicates;
    return std::sqrt(std::max(0.0, (square[i] - replicates * mean * mean) / (replicates - 1)));
  }
};

}  // namespace

Result<PointBootstrap> bootstrap_points(
    const record::RollCallMatrix& matrix,
    std::span<const std::pair<std::uint32_t, std::uint32_t>> links, record::PeriodBy by,
    const IdealPointOptions& options, const IdealPoints& fit,
    std::span<const PointContrast> contrasts, const PointBootstrapOptions& bootstrap,
    const CancelToken& cancel, const Progress& progress) {
  if (bootstrap.replicates < least_replicates) {
    return fail({ErrorKind::Range,
                 "too few refits for a standard deviation",
                 {"", 0, "replicates"},
                 "at least " + std::to_string(least_replicates),
                 std::to_string(bootstrap.replicates),
                 "ask for more"});
  }
  ENTENTE_TRY(const VoteData data, vote_data(matrix, links, by, options));
  const VoteFit start = refit_start(data, fit);
  const Philox source(bootstrap.seed, stream_word("ideal points"));
  Spread points(fit.points.size());
  Spread of_contrasts(contrasts.size());
  PointBootstrap out;
  out.replicates = bootstrap.replicates;
  const ProgressStage stage = progress.stage("refits", bootstrap.replicates);
  for (std::uint32_t r = 0; r < bootstrap.replicates; ++r) {
    ENTENTE_TRY(const VoteData drawn, drawn_votes(data, start, source, r, options.threads, cancel));
    VoteFit refit = start;
    ENTENTE_CHECK(run_passes(drawn, options, refit, cancel, Progress()));
    if (agreement_in_sign(refit.mean, start.mean) < 0) mirror(refit);
    out.unconverged += refit.converged ? 0U : 1U;
    for (std::size_t n = 0; n < refit.mean.size(); ++n) {
      points.add(n, refit.mean[n] - start.mean[n]);
    }
    for (std::size_t c = 0; c < contrasts.size(); ++c) {
      const auto value = contrast_value(fit, contrasts[c], refit.mean);
      if (value) of_contrasts.add(c, *value - *contrast_value(fit, contrasts[c], start.mean));
    }
    stage.add();
  }
  const double replicates = bootstrap.replicates;
  for (std::size_t n = 0; n < fit.points.size(); ++n) out.sd.push_back(points.sd(n, replicates));
  out.contrasts = contrast_estimates(fit, contrasts, options.confidence);
  const double z = stats::normal_quantile((1 + options.confidence) / 2);
  for (std::size_t c = 0; c < contrasts.size(); ++c) {
    if (!out.contrasts[c]) continue;
    ContrastEstimate& estimate = *out.contrasts[c];
    estimate.sd = of_contrasts.sd(c, replicates);
    estimate.interval = {estimate.value - z * estimate.sd, estimate.value + z * estimate.sd};
  }
  return out;
}

}  // namespace entente::positions
