// SPDX-License-Identifier: GPL-3.0-or-later
// Normal, Student t, gamma, chi-squared and beta distributions (Boost.Math 1.81, never throwing).
// Arguments outside the domain give NaN. Agree across CPUs and WebAssembly to 1e-9, not to the bit:
// they use exp and log. Pure functions, any thread.
#pragma once

namespace entente::stats {

/// P(Z <= z) for a standard normal Z; 0 and 1 at the infinities.
double normal_cdf(double z) noexcept;

/// exp(-z^2 / 2) / sqrt(2 pi).
double normal_density(double z) noexcept;

/// The z with normal_cdf(z) = p; p in [0, 1], the infinities at 0 and 1. For normal random numbers:
/// normal_quantile(uniform01()).
double normal_quantile(double p) noexcept;

/// Quantile of Student's t; p in [0, 1], degrees of freedom above 0 (not only whole ones).
double t_quantile(double p, double degrees_of_freedom) noexcept;

/// P(T <= t) of Student's t; degrees of freedom above 0.
double t_cdf(double t, double degrees_of_freedom) noexcept;

/// P(G <= x) of the gamma distribution with shape and rate above 0; 0 at x <= 0.
double gamma_cdf(double x, double shape, double rate) noexcept;

/// Quantile of the same; p in [0, 1].
double gamma_quantile(double p, double shape, double rate);

/// P(X >= x) of chi-squared; 1 at x <= 0; degrees of freedom above 0.
double chi_squared_upper(double x, double degrees_of_freedom) noexcept;

/// P(B <= x) for B ~ Beta(a, b): the regularised incomplete beta function. a, b > 0, x in [0, 1].
double beta_cdf(double x, double a, double b) noexcept;

/// Quantile of Beta(a, b); p in [0, 1], a, b > 0.
double beta_quantile(double p, double a, double b);

}  // namespace entente::stats
