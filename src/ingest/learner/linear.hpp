// SPDX-License-Identifier: GPL-3.0-or-later
// Binary logistic regression on sparse rows, by LIBLINEAR. Pure; any thread.
// Reference: R.-E. Fan, K.-W. Chang, C.-J. Hsieh, X.-R. Wang, C.-J. Lin, "LIBLINEAR: a library for
// large linear classification", JMLR 9 (2008). Solver L2R_LR: primal, trust-region Newton. The dual
// solvers visit rows in an order that they draw with rand(); this one draws nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente::ingest::learner {

/// As LIBLINEAR takes it: indices from 1; a row ends with an index of -1. They need not ascend: the
/// primal solvers only ever go along a row.
struct Node {
  int index = 0;
  double value = 0;
};

/// Rows end to end.
class SparseRows {
 public:
  void reserve(std::size_t rows, std::size_t nodes) {
    begins_.reserve(rows);
    nodes_.reserve(nodes);
  }
  void add(std::span<const Node> row) {
    begins_.push_back(nodes_.size());
    nodes_.insert(nodes_.end(), row.begin(), row.end());
    nodes_.push_back({-1, 0});
  }
  std::size_t size() const noexcept { return begins_.size(); }
  /// Ends with the node of index -1.
  const Node* row(std::size_t i) const noexcept { return nodes_.data() + begins_[i]; }

 private:
  std::vector<std::size_t> begins_;
  std::vector<Node> nodes_;
};

struct FitOptions {
  double cost = 1;             ///< of errors, against the length of the weights
  double positive_weight = 1;  ///< of rows that are in the class
  double negative_weight = 1;
  double tolerance = 0.1;  ///< of the gradient, against the one at 0
};

/// w of min 1/2 w'w + cost sum weight_i log(1 + exp(-y_i w'x_i)), the constant last (regularised as
/// the rest). Precondition: some rows are in and some are not. O(nodes x steps).
std::vector<double> fit_logistic(std::span<const Node* const> rows, const std::vector<bool>& in,
                                 std::size_t features, const FitOptions& options);

/// w'x with the constant. O(nodes of the row).
double linear_score(std::span<const double> weights, const Node* row) noexcept;

}  // namespace entente::ingest::learner
