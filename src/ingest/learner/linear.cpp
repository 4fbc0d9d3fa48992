// SPDX-License-Identifier: GPL-3.0-or-later
#include "linear.hpp"

#include <linear.h>

#include <cmath>
#include <cstddef>
#include <memory>

// LIBLINEAR calls these four of BLAS. Those of the machine differ from one to the next, and some
// add up in an order that hangs on the number of threads; ours have one order.
// The names are those that a Fortran compiler gives.
// NOLINTBEGIN(readability-identifier-naming)
extern "C" {
double ddot_(const int* n, const double* x, const int* step_x, const double* y, const int* step_y) {
  double sum = 0;
  for (std::ptrdiff_t i = 0; i < *n; ++i) sum += x[i * *step_x] * y[i * *step_y];
  return sum;
}

double dnrm2_(const int* n, const double* x, const int* step) {
  return std::sqrt(ddot_(n, x, step, x, step));
}

int daxpy_(const int* n, const double* a, const double* x, const int* step_x, double* y,
           const int* step_y) {
  for (std::ptrdiff_t i = 0; i < *n; ++i) y[i * *step_y] += *a * x[i * *step_x];
  return 0;
}

int dscal_(const int* n, const double* a, double* x, const int* step) {
  for (std::ptrdiff_t i = 0; i < *n; ++i) x[i * *step] *= *a;
  return 0;
}
}
// NOLINTEND(readability-identifier-naming)

namespace entente::ingest::learner {
namespace {

void print_nothing(const char*) {}

struct ModelDeleter {
  void operator()(model* m) const { free_and_destroy_model(&m); }
};

static_assert(sizeof(Node) == sizeof(feature_node) && alignof(Node) == alignof(feature_node));

}  // namespace

std::vector<double> fit_logistic(std::span<const Node* const> rows, const std::vector<bool>& in,
                                 std::size_t features, const FitOptions& options) {
  static const bool silent = [] {
    set_print_string_function(print_nothing);
    return true;
  }();
  static_cast<void>(silent);
  // The constant is a feature of ours, so that LIBLINEAR need not append it to each row.
  std::vector<double> y(rows.size());
  std::vector<feature_node*> x(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    y[i] = in[i] ? 1 : -1;
    // It takes pointers that are not const and writes through none of them.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
    x[i] = const_cast<feature_node*>(reinterpret_cast<const feature_node*>(rows[i]));
  }
  problem asked{};
  asked.l = static_cast<int>(rows.size());
  asked.n = static_cast<int>(features) + 1;
  asked.y = y.data();
  asked.x = x.data();
  asked.bias = -1;
  int labels[2] = {1, -1};
  double weights[2] = {options.positive_weight, options.negative_weight};
  parameter how{};
  how.solver_type = L2R_LR;
  how.eps = options.tolerance;
  how.C = options.cost;
  how.nr_weight = 2;
  how.weight_label = labels;
  how.weight = weights;
  how.p = 0.1;
  how.init_sol = nullptr;
  const std::unique_ptr<model, ModelDeleter> fitted(train(&asked, &how));
  std::vector<double> out(fitted->w, fitted->w + asked.n);
  if (fitted->label[0] != 1) {
    for (double& w : out) w = -w;
  }
  return out;
}

double linear_score(std::span<const double> weights, const Node* row) noexcept {
  double sum = 0;
  for (const Node* node = row; node->index > 0; ++node) {
    sum += weights[static_cast<std::size_t>(node->index - 1)] * node->value;
  }
  return sum;
}

}  // namespace entente::ingest::learner
