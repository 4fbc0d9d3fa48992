// SPDX-License-Identifier: GPL-3.0-or-later
// Congruence and conflict of every two actors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/alignment/network.hpp"

namespace entente::alignment {

/// Symmetric, actors x actors, 0 on the diagonal and where two speak about nothing in common.
struct Dyads {
  std::size_t actors = 0;
  std::vector<double> congruence;
  std::vector<double> conflict;

  explicit Dyads(std::size_t n = 0) : actors(n), congruence(n * n), conflict(n * n) {}
  double c(std::size_t a, std::size_t b) const noexcept { return congruence[a * actors + b]; }
  double d(std::size_t a, std::size_t b) const noexcept { return conflict[a * actors + b]; }
  void set(std::size_t a, std::size_t b, double agree, double disagree) noexcept {
    congruence[a * actors + b] = congruence[b * actors + a] = agree;
    conflict[a * actors + b] = conflict[b * actors + a] = disagree;
  }
};

/// The settings of camps: one mode, average, no isolates; the rule is the caller's.
NetworkOptions dyad_options(const NetworkOptions& options, QualifierRule rule);

/// From the networks of the two rules over the same statements, whose edges are the same dyads.
Dyads dyads_of(const Network& congruence, const Network& conflict);
Dyads dyads_of(const Network& network, const std::vector<double>& congruence,
               const std::vector<double>& conflict);

/// The members of a list alone, in its order.
Dyads dyads_among(const Dyads& all, const std::vector<std::uint32_t>& members);

/// The largest set of actors that ties connect, of equals that of the first actor; ascending.
std::vector<std::uint32_t> connected_actors(const Network& network);

}  // namespace entente::alignment
