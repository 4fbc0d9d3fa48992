// SPDX-License-Identifier: GPL-3.0-or-later
#include "spectrum.hpp"

#include <Eigen/Eigenvalues>

namespace entente::alignment {

std::vector<double> laplacian_spectrum(std::span<const double> weights, std::size_t rows) {
  const auto n = static_cast<Eigen::Index>(rows);
  Eigen::MatrixXd laplacian = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index row = 0; row < n; ++row) {
    double degree = 0;
    for (Eigen::Index column = 0; column < n; ++column) {
      if (row == column) continue;
      const double weight = weights[static_cast<std::size_t>(row * n + column)];
      laplacian(row, column) = -weight;
      degree += weight;
    }
    laplacian(row, row) = degree;
  }
  const double total = laplacian.trace();
  std::vector<double> out(rows);
  if (total <= 0) return out;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(laplacian, Eigen::EigenvaluesOnly);
  for (std::size_t at = 0; at < rows; ++at) {
    out[at] = solver.eigenvalues()[static_cast<Eigen::Index>(at)] / total;
  }
  return out;
}

}  // namespace entente::alignment
