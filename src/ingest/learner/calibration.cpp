// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibration.hpp"

#include <algorithm>
#include <cmath>

namespace entente::ingest::learner {
namespace {

/// Down to a step of 1e-10.
constexpr int most_halvings = 34;

/// Negative log likelihood of a curve.
double curve_loss(const Curve& curve, std::span<const double> scores,
                  std::span<const double> targets) {
  double out = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double f = curve.slope * scores[i] + curve.shift;
    out += f >= 0 ? targets[i] * f + std::log1p(std::exp(-f))
                  : (targets[i] - 1) * f + std::log1p(std::exp(f));
  }
  return out;
}

struct CurveSlope {
  double h11 = 1e-12;  // a little on the diagonal keeps the matrix invertible
  double h22 = 1e-12;
  double h21 = 0;
  double g1 = 0;
  double g2 = 0;
};

CurveSlope slope_at(const Curve& curve, std::span<const double> scores,
                    std::span<const double> targets) {
  CurveSlope out;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double p = on_curve(curve, scores[i]);
    const double d2 = p * (1 - p);
    const double d1 = targets[i] - p;
    out.h11 += scores[i] * scores[i] * d2;
    out.h22 += d2;
    out.h21 += scores[i] * d2;
    out.g1 += scores[i] * d1;
    out.g2 += d1;
  }
  return out;
}

}  // namespace

double logistic(double score) noexcept {
  if (score >= 0) return 1 / (1 + std::exp(-score));
  const double e = std::exp(score);
  return e / (1 + e);
}

double on_curve(const Curve& curve, double score) noexcept {
  return logistic(-(curve.slope * score + curve.shift));
}

Curve fit_curve(std::span<const double> scores, const std::vector<bool>& in) {
  const auto positive = static_cast<double>(std::count(in.begin(), in.end(), true));
  const double negative = static_cast<double>(in.size()) - positive;
  const double high = (positive + 1) / (positive + 2);
  const double low = 1 / (negative + 2);
  std::vector<double> targets(in.size());
  for (std::size_t i = 0; i < in.size(); ++i) targets[i] = in[i] ? high : low;
  Curve out{0, std::log((negative + 1) / (positive + 1))};
  double loss = curve_loss(out, scores, targets);
  for (int step = 0; step < 100; ++step) {
    const CurveSlope at = slope_at(out, scores, targets);
    if (std::abs(at.g1) < 1e-7 && std::abs(at.g2) < 1e-7) break;
    const double determinant = at.h11 * at.h22 - at.h21 * at.h21;
    const double d_slope = -(at.h22 * at.g1 - at.h21 * at.g2) / determinant;
    const double d_shift = -(-at.h21 * at.g1 + at.h11 * at.g2) / determinant;
    const double along = at.g1 * d_slope + at.g2 * d_shift;
    bool better = false;
    double length = 1;
    for (int halving = 0; halving < most_halvings && !better; ++halving, length /= 2) {
      const Curve next{out.slope + length * d_slope, out.shift + length * d_shift};
      const double next_loss = curve_loss(next, scores, targets);
      better = next_loss < loss + 1e-4 * length * along;
      if (!better) continue;
      out = next;
      loss = next_loss;
    }
    if (!better) break;
  }
  return out;
}

void to_shares(std::span<double> values) noexcept {
  double sum = 0;
  for (const double v : values) sum += v;
  for (double& v : values) v = sum > 0 ? v / sum : 1.0 / static_cast<double>(values.size());
}

}  // namespace entente::ingest::learner
