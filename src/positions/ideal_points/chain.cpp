// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/ideal_points/chain.hpp"

#include <cstddef>

namespace entente::positions {
namespace {

/// L D L' of a tridiagonal matrix: D, and the entries of L below its diagonal.
struct ChainFactors {
  std::vector<double> pivot;
  std::vector<double> below;
};

ChainFactors factorised(const ChainMatrix& prior, std::span<const double> information) {
  const std::size_t n = prior.diagonal.size();
  ChainFactors out{std::vector<double>(n), std::vector<double>(n > 0 ? n - 1 : 0)};
  for (std::size_t i = 0; i < n; ++i) {
    out.pivot[i] = prior.diagonal[i] + information[i];
    if (i == 0) continue;
    out.below[i - 1] = prior.beside[i - 1] / out.pivot[i - 1];
    out.pivot[i] -= out.below[i - 1] * prior.beside[i - 1];
  }
  return out;
}

}  // namespace

void ChainMatrix::reset(std::size_t length) {
  diagonal.assign(length, 0);
  beside.assign(length > 0 ? length - 1 : 0, 0);
}

void ChainMatrix::add_first(double variance) { diagonal[0] += 1 / variance; }

void ChainMatrix::add_step(std::size_t i, double factor, double variance) {
  diagonal[i] += factor * factor / variance;
  diagonal[i + 1] += 1 / variance;
  beside[i] -= factor / variance;
}

void solve_chain(const ChainMatrix& prior, std::span<const double> information,
                 std::span<double> right) {
  const ChainFactors factors = factorised(prior, information);
  const std::size_t n = right.size();
  for (std::size_t i = 1; i < n; ++i) right[i] -= factors.below[i - 1] * right[i - 1];
  for (std::size_t i = n; i-- > 0;) {
    right[i] /= factors.pivot[i];
    if (i + 1 < n) right[i] -= factors.below[i] * right[i + 1];
  }
}

void chain_covariance(const ChainMatrix& prior, std::span<const double> information,
                      std::span<double> variance, std::span<double> lag) {
  const ChainFactors factors = factorised(prior, information);
  const std::size_t n = variance.size();
  for (std::size_t i = n; i-- > 0;) {
    variance[i] = 1 / factors.pivot[i];
    if (i + 1 == n) continue;
    lag[i + 1] = -factors.below[i] * variance[i + 1];
    variance[i] -= factors.below[i] * lag[i + 1];
  }
  if (n > 0) lag[0] = 0;
}

}  // namespace entente::positions
