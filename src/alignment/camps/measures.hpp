// SPDX-License-Identifier: GPL-3.0-or-later
// What a division of actors is worth.
#pragma once

#include <cstdint>
#include <vector>

#include "dyads.hpp"

namespace entente::alignment {

/// Sums over pairs within and across camps, or of one actor's pairs.
struct TieSums {
  double congruence_within = 0;
  double conflict_within = 0;
  double congruence_across = 0;
  double conflict_across = 0;

  void add(bool same, double congruence, double conflict) noexcept {
    (same ? congruence_within : congruence_across) += congruence;
    (same ? conflict_within : conflict_across) += conflict;
  }
  /// Shares of conflict; NaN without ties.
  double within() const noexcept;
  double across() const noexcept;
  /// across - within; where there are no ties of the one kind, against a share of 0. 0 without ties
  /// across.
  double polarisation() const noexcept;
  double frustration() const noexcept;
  /// (external - internal) / all congruence; NaN without any.
  double external_internal() const noexcept;
};

TieSums tie_sums(const Dyads& dyads, const std::vector<std::uint32_t>& camps);
TieSums tie_sums_of(const Dyads& dyads, const std::vector<std::uint32_t>& camps, std::size_t actor);

/// Newman's modularity of congruence; 0 without any.
double modularity_of(const Dyads& dyads, const std::vector<std::uint32_t>& camps);

/// Distance from perfect polarisation as Discourse Network Analyzer 3.1.2 scores a division into k
/// groups, whatever their sizes. With n_c members, W and B the ordered pairs within and across,
/// |C| and |D| the sums of all cells: E_c = n_c (n_c - 1) / W * |C| / W, F_ab = n_a n_b / B * |D| /
/// B, q = sum within (|C_ij - E_c| + D_ij) + sum across (C_ij + |D_ij - F_ab|); q / 2, or
/// normalised q / (2 (|C| + |D|)). NaN where it divides by 0.
double dna_distance_of(const Dyads& dyads, const std::vector<std::uint32_t>& camps,
                       bool normalised);

}  // namespace entente::alignment
