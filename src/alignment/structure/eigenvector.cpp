// SPDX-License-Identifier: GPL-3.0-or-later
#include "eigenvector.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>

namespace entente::alignment {

std::vector<double> eigenvector_centrality(const WeightedGraph& graph) {
  std::vector<double> out(graph.nodes);
  if (graph.ties.empty()) return out;
  const auto n = static_cast<Eigen::Index>(graph.nodes);
  Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(n, n);
  for (std::size_t at = 0; at < graph.ties.size(); ++at) {
    const auto [a, b] = graph.ties[at];
    weights(a, b) = weights(b, a) = graph.weights[at];
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(weights);
  const Eigen::VectorXd last = solver.eigenvectors().col(n - 1).cwiseAbs();
  const double greatest = last.maxCoeff();
  for (Eigen::Index at = 0; at < n; ++at) out[static_cast<std::size_t>(at)] = last[at] / greatest;
  return out;
}

}  // namespace entente::alignment
