// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/side_by_side/points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "entente/stats/distribution.hpp"

namespace entente::positions {
namespace {

constexpr std::size_t point_count = 400;
constexpr std::size_t vote_levels = 48;  ///< of each of the two shares behind a vote
constexpr double vote_prior = 1.0 / 3;
constexpr double scale_end = 2.5;

double share_of(std::size_t place, std::size_t count) noexcept {
  return (static_cast<double>(place) + 0.5) / static_cast<double>(count);
}

/// Ascending values of equal weight become `point_count` of them.
PositionPoints thinned(PositionPoints values) {
  std::sort(values.begin(), values.end());
  if (values.size() == point_count) return values;
  PositionPoints out;
  out.reserve(point_count);
  for (std::size_t k = 0; k < point_count; ++k) {
    out.push_back(quantile_of(values, share_of(k, point_count)));
  }
  return out;
}

double triangular_quantile(const ExpertEvidence& answer, double p) {
  const double width = answer.high - answer.low;
  if (width <= 0) return answer.best;
  const double rising = (answer.best - answer.low) / width;
  if (p < rising) return answer.low + std::sqrt(p * width * (answer.best - answer.low));
  return answer.high - std::sqrt((1 - p) * width * (answer.high - answer.best));
}

double text_quantile(const TextEvidence& text, double p) {
  const double z = stats::normal_quantile(0.975);
  const double sd = (text.high - text.low) / (2 * z);
  const double value = sd > 0 ? text.value + sd * stats::normal_quantile(p) : text.value;
  return std::clamp(value, -scale_end, scale_end);
}

}  // namespace

PositionPoints points_of(const PositionEstimate& estimate) {
  const std::array<std::pair<double, double>, 7> curve = {{{0.0, -scale_end},
                                                           {0.025, estimate.central_95.low},
                                                           {0.1, estimate.central_80.low},
                                                           {0.5, estimate.median},
                                                           {0.9, estimate.central_80.high},
                                                           {0.975, estimate.central_95.high},
                                                           {1.0, scale_end}}};
  PositionPoints out;
  out.reserve(point_count);
  std::size_t piece = 1;
  for (std::size_t k = 0; k < point_count; ++k) {
    const double p = share_of(k, point_count);
    while (p > curve[piece].first) ++piece;
    const auto& [from, low] = curve[piece - 1];
    const auto& [to, high] = curve[piece];
    out.push_back(low + (high - low) * (p - from) / (to - from));
  }
  return out;
}

/// p_yes - p_no = s (2 r - 1), s = p_yes + p_no and r = p_yes / s independent betas.
PositionPoints points_of(const VoteEvidence& votes) {
  const double yes = votes.yes + vote_prior;
  const double no = votes.no + vote_prior;
  const double abstain = votes.abstain + vote_prior;
  PositionPoints decided;
  PositionPoints sides;
  decided.reserve(vote_levels);
  sides.reserve(vote_levels);
  for (std::size_t k = 0; k < vote_levels; ++k) {
    const double p = share_of(k, vote_levels);
    decided.push_back(stats::beta_quantile(p, yes + no, abstain));
    sides.push_back(2 * stats::beta_quantile(p, yes, no) - 1);
  }
  PositionPoints all;
  all.reserve(vote_levels * vote_levels);
  for (const double s : decided) {
    for (const double side : sides) all.push_back(2 * s * side);
  }
  return thinned(std::move(all));
}

PositionPoints points_of(std::span<const TextEvidence> texts) {
  PositionPoints all;
  all.reserve(texts.size() * point_count);
  for (const TextEvidence& text : texts) {
    for (std::size_t k = 0; k < point_count; ++k) {
      all.push_back(text_quantile(text, share_of(k, point_count)));
    }
  }
  return thinned(std::move(all));
}

PositionPoints points_of(std::span<const ExpertEvidence> experts) {
  PositionPoints all;
  all.reserve(experts.size() * point_count);
  for (const ExpertEvidence& answer : experts) {
    for (std::size_t k = 0; k < point_count; ++k) {
      all.push_back(triangular_quantile(answer, share_of(k, point_count)));
    }
  }
  return thinned(std::move(all));
}

double quantile_of(const PositionPoints& points, double p) {
  const double place = p * static_cast<double>(points.size()) - 0.5;
  if (place <= 0) return points.front();
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= points.size()) return points.back();
  const double part = place - static_cast<double>(below);
  return points[below] + part * (points[below + 1] - points[below]);
}

double mean_of(const PositionPoints& points) {
  double sum = 0;
  for (const double point : points) sum += point;
  return sum / static_cast<double>(points.size());
}

double probability_above(const PositionPoints& a, const PositionPoints& b) {
  std::size_t below = 0;    // of b, below the point of a
  std::size_t at_most = 0;  // of b, not above it
  double sum = 0;
  for (const double point : a) {
    while (below < b.size() && b[below] < point) ++below;
    at_most = std::max(at_most, below);
    while (at_most < b.size() && b[at_most] <= point) ++at_most;
    sum += static_cast<double>(below + at_most) / 2;
  }
  return sum / (static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

PositionPoints mixture_of(std::span<const PositionPoints> kinds, std::span<const double> weights) {
  struct Weighted {
    double point;
    double weight;
  };
  std::vector<Weighted> all;
  all.reserve(kinds.size() * point_count);
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (weights[k] == 0) continue;
    const double each = weights[k] / static_cast<double>(kinds[k].size());
    for (const double point : kinds[k]) all.push_back({point, each});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Weighted& a, const Weighted& b) { return a.point < b.point; });
  PositionPoints out;
  out.reserve(point_count);
  double passed = 0;
  std::size_t next = 0;
  for (std::size_t k = 0; k < point_count; ++k) {
    const double p = share_of(k, point_count);
    while (next + 1 < all.size() && passed + all[next].weight < p) passed += all[next++].weight;
    out.push_back(all[next].point);
  }
  return out;
}

}  // namespace entente::positions
