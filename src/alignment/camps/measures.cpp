// SPDX-License-Identifier: GPL-3.0-or-later
#include "measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace entente::alignment {
namespace {

double share_of(double part, double whole) noexcept {
  return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

std::size_t camps_in(const std::vector<std::uint32_t>& camps) {
  return camps.empty() ? 0 : 1 + *std::max_element(camps.begin(), camps.end());
}

}  // namespace

double TieSums::within() const noexcept {
  return share_of(conflict_within, conflict_within + congruence_within);
}

double TieSums::across() const noexcept {
  return share_of(conflict_across, conflict_across + congruence_across);
}

double TieSums::polarisation() const noexcept {
  if (std::isnan(across())) return 0;
  return across() - (std::isnan(within()) ? 0 : within());
}

double TieSums::frustration() const noexcept {
  const double all = congruence_within + conflict_within + congruence_across + conflict_across;
  return all > 0 ? (conflict_within + congruence_across) / all : 0;
}

double TieSums::external_internal() const noexcept {
  return share_of(congruence_across - congruence_within, congruence_across + congruence_within);
}

TieSums tie_sums_of(const Dyads& dyads, const std::vector<std::uint32_t>& camps,
                    std::size_t actor) {
  TieSums out;
  for (std::size_t b = 0; b < dyads.actors; ++b) {
    if (b != actor) out.add(camps[actor] == camps[b], dyads.c(actor, b), dyads.d(actor, b));
  }
  return out;
}

TieSums tie_sums(const Dyads& dyads, const std::vector<std::uint32_t>& camps) {
  TieSums out;
  for (std::size_t a = 0; a < dyads.actors; ++a) {
    for (std::size_t b = a + 1; b < dyads.actors; ++b) {
      out.add(camps[a] == camps[b], dyads.c(a, b), dyads.d(a, b));
    }
  }
  return out;
}

double modularity_of(const Dyads& dyads, const std::vector<std::uint32_t>& camps) {
  const std::size_t count = camps_in(camps);
  std::vector<double> inside(count, 0);
  std::vector<double> ends(count, 0);
  double all = 0;
  for (std::size_t a = 0; a < dyads.actors; ++a) {
    for (std::size_t b = 0; b < dyads.actors; ++b) {
      all += dyads.c(a, b);
      ends[camps[a]] += dyads.c(a, b);
      if (camps[a] == camps[b]) inside[camps[a]] += dyads.c(a, b);
    }
  }
  if (!(all > 0)) return 0;
  double sum = 0;
  for (std::size_t k = 0; k < count; ++k) {
    sum += inside[k] / all - (ends[k] / all) * (ends[k] / all);
  }
  return sum;
}

double dna_distance_of(const Dyads& dyads, const std::vector<std::uint32_t>& camps,
                       bool normalised) {
  std::vector<double> sizes(camps_in(camps), 0);
  for (const std::uint32_t camp : camps) ++sizes[camp];
  double within = 0;
  for (const double size : sizes) within += size * (size - 1);
  const auto n = static_cast<double>(camps.size());
  const double across = n * (n - 1) - within;
  const double all_c = std::accumulate(dyads.congruence.begin(), dyads.congruence.end(), 0.0);
  const double all_d = std::accumulate(dyads.conflict.begin(), dyads.conflict.end(), 0.0);
  if (within <= 0 || across <= 0 || all_c + all_d <= 0) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  double q = 0;
  for (std::size_t a = 0; a < dyads.actors; ++a) {
    for (std::size_t b = 0; b < dyads.actors; ++b) {
      if (a == b) continue;
      const double size_a = sizes[camps[a]];
      const double size_b = sizes[camps[b]];
      if (camps[a] == camps[b]) {
        const double expected = size_a * (size_a - 1) / within * all_c / within;
        q += std::abs(dyads.c(a, b) - expected) + std::abs(dyads.d(a, b));
      } else {
        const double expected = size_a * size_b / across * all_d / across;
        q += std::abs(dyads.c(a, b)) + std::abs(dyads.d(a, b) - expected);
      }
    }
  }
  return normalised ? q / (2 * (all_c + all_d)) : q / 2;
}

}  // namespace entente::alignment
