// SPDX-License-Identifier: GPL-3.0-or-later
// Phases of a debate: where its network changes for good, with the chance of as great a change in
// networks that came in any other order. Pure functions over immutable columns, any thread; the
// same bytes for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "entente/alignment/network.hpp"
#include "entente/alignment/network_series.hpp"
#include "entente/base/progress.hpp"

namespace entente::alignment {

struct PhaseOptions {
  WindowUnit unit = WindowUnit::Months;  ///< not Events
  std::uint32_t size = 3;                ///< units a period holds, 1 to 1,000
  double alpha = 0.05;                   ///< changes of a greater chance are none, above 0, below 1
  std::uint32_t permutations = 999;      ///< 19 to 100,000
  std::uint32_t least = 2;               ///< periods a phase holds, at least 2
  std::uint64_t seed = 1;
};

/// More periods than this are refused.
inline constexpr std::size_t most_phase_periods = 500;

/// A period with a network; those without are left out.
struct PhasePeriod {
  std::int64_t start = 0;  ///< seconds; ends are included
  std::int64_t stop = 0;
  std::uint32_t statements = 0;
};

/// A tie of the network before and after a change.
struct PhaseTie {
  std::string row;
  std::string column;
  double before = 0;  ///< mean over the periods of the phase of its share of all ties
  double after = 0;
};

struct PhaseChange {
  std::size_t period = 0;  ///< the first of the new phase
  double statistic = 0;    ///< Q, see network_phases
  double chance = 0;       ///< share of orders with as great a Q, this one among them
  bool significant = false;
  std::vector<PhaseTie> ties;  ///< those whose share changed, most first
};

struct NetworkPhases {
  std::vector<PhasePeriod> periods;
  /// In the order in which they were found, the most marked first; the last may be one that is not
  /// significant: the most marked of what is left.
  std::vector<PhaseChange> changes;
  std::vector<std::size_t> phase_of;  ///< by period, 0, 1, ... between significant changes
  /// periods x periods: sum over ties of |difference| of their shares, 0 to 2.
  std::vector<double> distances;
};

/// Each period's network, divided by the sum of its absolute weights, is one observation; changes
/// are found by hierarchical division (E-divisive: D. S. Matteson, N. A. James, JASA 109, 2014):
/// the largest over all phases and ends of Q = nm / (n + m) (2 mean between - mean within the one -
/// mean within the other) of the distances, tested by permuting the periods within their phases.
/// Errors: as build_network; Usage (an event list), Range (options), Limit (periods), Cancelled.
/// O(permutations x changes x periods^2).
Result<NetworkPhases> network_phases(const CodedStatements& statements,
                                     const NetworkOptions& options, const PhaseOptions& phases,
                                     const CancelToken& cancel = {}, const Progress& progress = {});

}  // namespace entente::alignment
