// SPDX-License-Identifier: GPL-3.0-or-later
// A Gaussian chain: the prior precision of one voter's path (tridiagonal), its solve and the
// wanted entries of its inverse. O(length). One thread each.
#pragma once

#include <span>
#include <vector>

namespace entente::positions {

/// Tridiagonal symmetric matrix: diagonal, and entries between i and i + 1.
struct ChainMatrix {
  std::vector<double> diagonal;
  std::vector<double> beside;

  void reset(std::size_t length);
  /// Adds the precision of x_0 ~ N(0, variance).
  void add_first(double variance);
  /// Adds that of x_{i+1} ~ N(factor x_i, variance).
  void add_step(std::size_t i, double factor, double variance);
};

/// Solves (prior + diag(information)) x = right in place of `right`, by L D L'. Precondition:
/// positive definite.
void solve_chain(const ChainMatrix& prior, std::span<const double> information,
                 std::span<double> right);

/// Diagonal of the inverse of prior + diag(information), and its entries between i and i + 1 (in
/// lag[i + 1]; lag[0] = 0): K. Takahashi, J. Fagan, M.-S. Chin (1973).
void chain_covariance(const ChainMatrix& prior, std::span<const double> information,
                      std::span<double> variance, std::span<double> lag);

}  // namespace entente::positions
