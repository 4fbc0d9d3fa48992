// SPDX-License-Identifier: GPL-3.0-or-later
// From scores to probabilities: a logistic curve for each class, fitted to held-out scores. Pure.
// References: J. Platt, "Probabilistic outputs for support vector machines", 1999; the stable
// Newton steps of H.-T. Lin, C.-J. Lin, R. C. Weng, "A note on Platt's probabilistic outputs for
// support vector machines", Machine Learning 68 (2007).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::ingest::learner {

/// p = 1 / (1 + exp(slope x score + shift)).
struct Curve {
  double slope = -1;
  double shift = 0;
};

/// Fits to scores and to what was so, with Platt's targets (n+ + 1) / (n+ + 2) and 1 / (n- + 2).
/// O(n) a step, at most 100 steps.
Curve fit_curve(std::span<const double> scores, const std::vector<bool>& in);

double logistic(double score) noexcept;
double on_curve(const Curve& curve, double score) noexcept;

/// Values over their sum; even where the sum is 0.
void to_shares(std::span<double> values) noexcept;

}  // namespace entente::ingest::learner
