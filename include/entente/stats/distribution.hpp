// SPDX-License-Identifier: GPL-3.0-or-later
// Normal, Student t and beta distributions (Boost.Math 1.81, never throwing). Arguments outside the
// domain give NaN. Agree across CPUs and WebAssembly to 1e-9, not to the bit: they use exp and log.
// Pure functions, any thread.
#pragma once

namespace entente::stats {

/// P(Z <= z) for a standard normal Z; 0 and 1 at the infinities.
double normal_cdf(double z) noexcept;

/// The z with normal_cdf(z) = p; p in [0, 1], the infinities at 0 and 1. For normal random numbers:
/// normal_quantile(uniform01()).
double normal_quantile(double p) noexcept;

/// Quantile of Student's t; p in [0, 1], degrees of freedom above 0 (not only whole ones).
double t_quantile(double p, double degrees_of_freedom) noexcept;

/// P(B <= x) for B ~ Beta(a, b): the regularised incomplete beta function. a, b > 0, x in [0, 1].
double beta_cdf(double x, double a, double b) noexcept;

/// Quantile of Beta(a, b); p in [0, 1], a, b > 0.
double beta_quantile(double p, double a, double b);

}  // namespace entente::stats
