// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "degree_sequence.hpp"
#include "entente/alignment/network_series.hpp"

namespace entente::alignment {

std::vector<double> degree_sequence(std::span<const double> cells, std::size_t rows) {
  std::vector<double> out(rows);
  double total = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < rows; ++column) out[row] += cells[row * rows + column];
    total += out[row];
  }
  std::sort(out.begin(), out.end());
  if (total > 0) {
    for (double& value : out) value /= total;
  }
  return out;
}

double sum_of_differences(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t at = 0; at < a.size(); ++at) sum += std::abs(a[at] - b[at]);
  return sum;
}

Result<std::vector<double>> network_distances(const std::vector<Network>& series,
                                              NetworkDistance distance) {
  std::vector<std::vector<double>> shapes;
  for (const Network& network : series) {
    if (network.rows != series.front().rows || network.columns() != series.front().columns()) {
      return fail({ErrorKind::Usage,
                   "the networks have different rows or columns",
                   {"", 0, "--distance"},
                   "the same in every window",
                   "",
                   "take a kernel, or --isolates"});
    }
    shapes.push_back(network.dense());
    if (distance == NetworkDistance::Absolute) continue;
    if (network.mode != NetworkMode::OneMode) {
      return fail({ErrorKind::Usage,
                   "degrees are compared in networks of one mode",
                   {"", 0, "--distance"},
                   "absolute",
                   "degrees",
                   "take --distance absolute"});
    }
    shapes.back() = degree_sequence(shapes.back(), network.rows.size());
  }
  const std::size_t n = series.size();
  std::vector<double> out(n * n);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = a + 1; b < n; ++b) {
      out[a * n + b] = out[b * n + a] = sum_of_differences(shapes[a], shapes[b]);
    }
  }
  return out;
}

}  // namespace entente::alignment
