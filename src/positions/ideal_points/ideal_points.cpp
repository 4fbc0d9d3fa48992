// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/ideal_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/base/parallel.hpp"
#include "entente/base/sum.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/distribution.hpp"
#include "positions/ideal_points/fit.hpp"
#include "positions/ideal_points/probit.hpp"

namespace entente::positions {
namespace {

Error option_out_of_range(const char* name, const char* expected, double found) {
  return {ErrorKind::Range,   "an option of ideal points is out of range",
          {"", 0, name},      expected,
          number_text(found), ""};
}

Result<void> check_point_options(const IdealPointOptions& options) {
  ENTENTE_CHECK(stats::check_level(options.confidence));
  if (!(options.smoothness > 0 && options.smoothness <= 100)) {
    return fail(option_out_of_range("smoothness", "above 0, at most 100", options.smoothness));
  }
  if (!(options.autocorrelation > 0 && options.autocorrelation < 1)) {
    return fail(option_out_of_range("autocorrelation", "between 0 and 1", options.autocorrelation));
  }
  if (!(options.tolerance > 0)) {
    return fail(option_out_of_range("tolerance", "above 0", options.tolerance));
  }
  return {};
}

/// Whether the points are to be turned round. Errors: NotFound.
Result<bool> sign_is_wrong(const record::RollCallMatrix& matrix, const VoteData& data,
                           const VoteFit& fit, std::string_view positive_voter) {
  if (positive_voter.empty()) {
    double no_is_positive = 0;
    for (std::size_t v = 0; v < fit.items.size(); ++v) {
      no_is_positive += static_cast<double>(data.by_item.count(v)) * fit.items[v].discrimination;
    }
    return no_is_positive < 0;
  }
  double sum = 0;
  bool found = false;
  for (std::size_t n = 0; n < data.nodes.size(); ++n) {
    if (matrix.voters()[data.nodes[n].voter].id != positive_voter) continue;
    found = true;
    sum += fit.mean[n] * static_cast<double>(data.by_node.count(n));
  }
  if (found) return sum < 0;
  return fail({ErrorKind::NotFound,
               "the voter that is to be positive has no point",
               {"", 0, "positive_voter"},
               "a voter of the matrix that voted",
               quotable(positive_voter),
               "name another, or none"});
}

/// log P of each answer on an item at a point.
std::array<double, 3> answer_log_probabilities(const VoteItem& item, bool one_cutpoint, double m) {
  const double low = item.yes_below - item.discrimination * m;
  const double high = item.no_above - item.discrimination * m;
  return {log_below(low), one_cutpoint ? -HUGE_VAL : log_between(low, high), log_below(-high)};
}

void set_fit_figures(const VoteData& data, const VoteFit& fit, IdealPoints& out) {
  CompensatedSum log_likelihood;
  std::uint64_t right = 0;
  std::uint64_t right_by_mode = 0;
  for (std::size_t v = 0; v < fit.items.size(); ++v) {
    std::size_t most = 0;
    for (std::size_t answer = 0; answer < 3; ++answer) {
      most = std::max(most, data.by_item.answers(v, answer).size());
      for (const std::uint32_t node : data.by_item.answers(v, answer)) {
        const auto log_p =
            answer_log_probabilities(fit.items[v], data.one_cutpoint[v], fit.mean[node]);
        log_likelihood.add(log_p[answer]);
        const auto likeliest = std::max_element(log_p.begin(), log_p.end()) - log_p.begin();
        right += static_cast<std::size_t>(likeliest) == answer ? 1U : 0U;
      }
    }
    right_by_mode += most;
  }
  out.log_likelihood = log_likelihood.value();
  out.predicted = static_cast<double>(right) / static_cast<double>(data.votes);
  out.predicted_by_mode = static_cast<double>(right_by_mode) / static_cast<double>(data.votes);
}

/// Laplace: the spread of each voter's path, items taken as known.
Result<void> set_points(const VoteData& data, const VoteFit& fit, const IdealPointOptions& options,
                        IdealPoints& out, const CancelToken& cancel) {
  const double z = stats::normal_quantile((1 + options.confidence) / 2);
  out.points.resize(data.nodes.size());
  const ProgressStage silent;
  return parallel_blocks(
      data.paths(), 1, options.threads, cancel, silent,
      [&](std::size_t path, std::size_t, std::size_t) {
        const std::size_t begin = data.path_begins[path];
        const std::size_t length = data.path_begins[path + 1] - begin;
        std::vector<double> information(length);
        std::vector<double> variance(length);
        std::vector<double> lag(length);
        for (std::size_t i = 0; i < length; ++i) {
          information[i] = node_information(data, fit, begin + i);
        }
        chain_covariance(path_prior(data, path, options), information, variance, lag);
        for (std::size_t i = 0; i < length; ++i) {
          IdealPoint& point = out.points[begin + i];
          point.voter = data.nodes[begin + i].voter;
          point.period = data.nodes[begin + i].period;
          point.votes = static_cast<std::uint32_t>(data.by_node.count(begin + i));
          point.value = fit.mean[begin + i];
          point.sd = std::sqrt(variance[i]);
          point.lag_covariance = lag[i];
          point.interval = {point.value - z * point.sd, point.value + z * point.sd};
          point.few_votes = point.votes < options.few_votes;
        }
      });
}

/// Mean of a side's points in a period, and the sum of variances over the square of their number.
struct SideMean {
  double value = 0;
  double variance = 0;
  std::uint32_t points = 0;
};

SideMean side_mean(const IdealPoints& fit, std::span<const std::uint32_t> voters,
                   std::uint32_t period) {
  SideMean out;
  for (const std::uint32_t voter : voters) {
    const IdealPoint* point = fit.point(voter, period);
    if (point == nullptr) continue;
    ++out.points;
    out.value += point->value;
    out.variance += point->sd * point->sd;
  }
  const auto n = static_cast<double>(std::max<std::uint32_t>(out.points, 1));
  out.value /= n;
  out.variance /= n * n;
  return out;
}

}  // namespace

std::string_view to_string(PointMotion motion) noexcept {
  switch (motion) {
    case PointMotion::RandomWalk:
      return "walk";
    case PointMotion::Autoregressive:
      return "ar1";
    case PointMotion::Static:
      break;
  }
  return "static";
}

std::string_view to_string(VoteScale scale) noexcept {
  switch (scale) {
    case VoteScale::Ordinal:
      return "ordinal";
    case VoteScale::YesOrNot:
      return "yes-or-not";
    case VoteScale::AbstentionMissing:
      break;
  }
  return "abstention-missing";
}

const IdealPoint* IdealPoints::point(std::uint32_t voter, std::uint32_t period) const noexcept {
  const auto found = std::lower_bound(
      points.begin(), points.end(), std::pair(voter, period),
      [](const IdealPoint& a, const auto& key) { return std::pair(a.voter, a.period) < key; });
  return found != points.end() && found->voter == voter && found->period == period ? &*found
                                                                                   : nullptr;
}

Result<IdealPoints> ideal_points(const record::RollCallMatrix& matrix,
                                 std::span<const std::pair<std::uint32_t, std::uint32_t>> links,
                                 record::PeriodBy by, const IdealPointOptions& options,
                                 const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_point_options(options));
  ENTENTE_TRY(const VoteData data, vote_data(matrix, links, by, options));
  ENTENTE_TRY(VoteFit fit, started_fit(data, options, cancel));
  ENTENTE_CHECK(run_passes(data, options, fit, cancel, progress));
  ENTENTE_CHECK(settle_items(data, options.threads, fit, cancel));
  ENTENTE_TRY(const bool wrong, sign_is_wrong(matrix, data, fit, options.positive_voter));
  if (wrong) mirror(fit);
  IdealPoints out;
  out.periods = data.periods;
  out.votes = data.votes;
  out.without_variation = data.without_variation;
  out.passes = fit.passes;
  out.converged = fit.converged;
  out.last_move = fit.last_move;
  out.unlinked_periods = data.unlinked_periods;
  ENTENTE_CHECK(set_points(data, fit, options, out, cancel));
  set_fit_figures(data, fit, out);
  out.items.reserve(fit.items.size());
  for (std::size_t v = 0; v < fit.items.size(); ++v) {
    out.items.push_back({data.item_roll_calls[v], static_cast<std::uint32_t>(data.by_item.count(v)),
                         fit.items[v].discrimination, fit.items[v].yes_below,
                         fit.items[v].no_above});
  }
  return out;
}

std::vector<std::optional<ContrastEstimate>> contrast_estimates(
    const IdealPoints& fit, std::span<const PointContrast> contrasts, double confidence) {
  const double z = stats::normal_quantile((1 + confidence) / 2);
  std::vector<std::optional<ContrastEstimate>> out;
  out.reserve(contrasts.size());
  for (const PointContrast& contrast : contrasts) {
    const SideMean side = side_mean(fit, contrast.voters, contrast.period);
    const SideMean other = side_mean(fit, contrast.against, contrast.period);
    if (side.points == 0 || (!contrast.against.empty() && other.points == 0)) {
      out.emplace_back();
      continue;
    }
    ContrastEstimate estimate;
    estimate.value = side.value - other.value;
    estimate.sd = std::sqrt(side.variance + other.variance);
    estimate.interval = {estimate.value - z * estimate.sd, estimate.value + z * estimate.sd};
    estimate.points = side.points + other.points;
    out.emplace_back(estimate);
  }
  return out;
}

const MethodCard& ideal_points_card() {
  static const MethodCard card = {
      "ideal-points",
      "Ideal points from roll calls",
      "Z = b_v x_it + e, e ~ N(0, 1): yes below g_v1, abstain between, no above g_v2; x_it walks "
      "from the voter's last period with a vote, w = smoothness d n_it / (n_it + n_is); linked "
      "roll "
      "calls share b and g; mean 0 and sd 1 over all points (after Bailey, Strezhnev, Voeten 2017; "
      "variational, Laplace intervals)",
      {{"motion", "how points move: walk, ar1 or static", "walk"},
       {"scale", "ordinal, yes-or-not or abstention-missing", "ordinal"},
       {"smoothness", "variance of a step where the number of votes stays the same, doubled",
        "0.5"},
       {"autocorrelation", "of ar1", "0.9"},
       {"positive_voter", "whose points are positive on average", "voting no is positive"},
       {"confidence", "level of the intervals", "0.95"},
       {"few_votes", "votes below which a point is marked", "20"}},
      MethodStatus::Agrees,
      {"Levels over decades hang on linked roll calls and on smoothing: read ranks and distances "
       "within a period first.",
       "One dimension: where votes divide along two, a point is a mixture.",
       "A vote is no belief: instructions, trades and texts that were changed count as positions.",
       "Laplace intervals take the roll calls as known and are rather too narrow."}};
  return card;
}

}  // namespace entente::positions
