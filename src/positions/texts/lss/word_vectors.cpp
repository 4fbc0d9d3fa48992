// SPDX-License-Identifier: GPL-3.0-or-later
// Stands alone, since Eigen's headers are heavy, and throws inside only.
#include "positions/texts/lss/word_vectors.hpp"

#include <Spectra/contrib/PartialSVDSolver.h>

#include <Eigen/SparseCore>
#include <algorithm>
#include <exception>
#include <string>

namespace entente::positions {
namespace {

using CountMatrix = Eigen::SparseMatrix<double>;

Error not_decomposed(std::string found) {
  return {ErrorKind::Limit,        "the decomposition of the counts does not converge",
          {"", 0, "--dimensions"}, "",
          std::move(found),        "ask for fewer dimensions"};
}

Result<CountVectors> decomposed(const CountMatrix& matrix, std::size_t dimensions) {
  constexpr Eigen::Index most_restarts = 1000;
  constexpr double tolerance = 1e-10;
  const auto k = static_cast<Eigen::Index>(dimensions);
  const Eigen::Index space =
      std::min<Eigen::Index>(std::min(matrix.rows(), matrix.cols()), 2 * k + 20);
  Spectra::PartialSVDSolver<CountMatrix> solver(matrix, k, space);
  const Eigen::Index found = solver.compute(most_restarts, tolerance);
  if (found < k) {
    return fail(not_decomposed(std::to_string(found) + " of " + std::to_string(k) + " found"));
  }
  const Eigen::MatrixXd v = solver.matrix_V(k);
  const Eigen::VectorXd values = solver.singular_values();
  CountVectors out;
  out.of_word.reserve(static_cast<std::size_t>(v.size()));
  for (Eigen::Index word = 0; word < v.rows(); ++word) {
    for (Eigen::Index d = 0; d < k; ++d) out.of_word.push_back(v(word, d));
  }
  out.singular_values.assign(values.data(), values.data() + k);
  return out;
}

}  // namespace

Result<CountVectors> count_vectors(const std::vector<UnitCell>& cells, std::size_t units,
                                   std::size_t words, std::size_t dimensions) {
  const std::size_t least = std::min(units, words);
  if (dimensions == 0 || dimensions >= least) {
    return fail({ErrorKind::Range,
                 "no such number of dimensions",
                 {"", 0, "--dimensions"},
                 "1 to " + std::to_string(least > 0 ? least - 1 : 0) + " for " +
                     std::to_string(units) + " units and " + std::to_string(words) + " words",
                 std::to_string(dimensions),
                 "ask for fewer, or give more text"});
  }
  std::vector<Eigen::Triplet<double>> triplets;
  triplets.reserve(cells.size());
  for (const UnitCell& cell : cells) {
    triplets.emplace_back(static_cast<int>(cell.unit), static_cast<int>(cell.word), cell.count);
  }
  CountMatrix matrix(static_cast<Eigen::Index>(units), static_cast<Eigen::Index>(words));
  matrix.setFromTriplets(triplets.begin(), triplets.end());
  try {
    return decomposed(matrix, dimensions);
  } catch (const std::exception& error) {
    return fail(not_decomposed(error.what()));
  }
}

}  // namespace entente::positions
