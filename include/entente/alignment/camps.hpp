// SPDX-License-Identifier: GPL-3.0-or-later
// Into which camps actors divide by what they say, how far, and over what. Congruence C and
// conflict D of two actors are their edges in the networks of those rules, normalised by the
// average number of statements of the two (network.hpp). The camps are the division into at most k
// with the least frustration,
//   F = (sum of D within camps + sum of C across) / (sum of C + D),
// the line index of balance of P. Doreian, A. Mrvar, "A partitioning approach to structural
// balance", Social Networks 18, 1996. How polarised they are:
//   P = D / (C + D) across camps - D / (C + D) within,
// how much likelier two of different camps are to contradict one another than two of one camp: 1 =
// camps agree inside and on nothing between them, 0 = the camps tell nothing, or nobody disagrees.
// Discourse Network Analyzer scores divisions by a distance from perfect polarisation and keeps the
// largest, which mixes camps (docs/networks.md); its score of these camps is given beside.
// Pure functions over immutable columns, any thread; the same bytes for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/network.hpp"
#include "entente/base/progress.hpp"

namespace entente::alignment {

inline constexpr std::uint32_t no_camp = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint32_t most_camps = 8;

struct CampOptions {
  std::uint32_t camps = 2;       ///< at most so many, 2 to most_camps
  std::uint32_t exact_to = 20;   ///< actors up to which the search is exact
  std::uint32_t draws = 500;     ///< of weights of documents; 0 = none
  std::uint32_t shuffles = 199;  ///< for the chance; 0 = none
  double level = 0.95;
  std::uint64_t seed = 1;
};

/// Where one actor is.
struct CampMember {
  std::string actor;
  std::uint32_t camp = no_camp;  ///< none: shares no matter with those who are placed
  double within = 0;  ///< share of conflict with its own camp; NaN where it shares nothing there
  double across = 0;  ///< with the other camps; NaN likewise
  double sure = 0;    ///< share of the draws that place it with this camp; NaN without draws
  std::uint32_t statements = 0;
};

/// How camps differ on one column: an issue, a concept.
struct CampIssue {
  std::string name;
  std::vector<std::vector<std::uint32_t>> statements;  ///< by camp: places in CodedStatements
  std::vector<double> means;  ///< by camp: of the qualifier's numbers; NaN where none
  double gap = 0;  ///< greatest less least mean, over the width of the scale; NaN below two camps
  double agreement =
      0;  ///< van der Eijk's A of all its statements of placed actors, see spread.hpp
  double polarisation = 0;  ///< Esteban and Ray's, with 1.3, of the same
};

struct CampDivision {
  std::vector<CampMember> members;  ///< as the network's rows
  std::uint32_t camps = 0;          ///< the largest first, of equals that of the earlier member
  double within = 0;                ///< shares of conflict; NaN where there are no such ties
  double across = 0;
  double polarisation = 0;  ///< P; 0 where there is one camp
  double frustration = 0;   ///< F
  bool proven = false;      ///< no division has less
  bool only = false;        ///< nobody could go elsewhere at the same frustration
  double modularity = 0;    ///< of congruence: M. E. J. Newman, Phys. Rev. E 70, 2004, with weights
  double external_internal = 0;  ///< E - I index of congruence: D. Krackhardt, R. Stern, 1988
  double dna_distance = 0;       ///< what DNA gives these camps, normalised; NaN of one camp
  /// Of P with the camps as they are, over weights of documents (network.hpp, edge_intervals).
  std::optional<stats::Estimate> interval;
  /// Share of records, this one among them, in which P is at least as great once the speakers on
  /// each column have swapped what they said, and camps are looked for anew.
  std::optional<double> chance;
  std::vector<CampIssue> issues;  ///< the widest gap first
};

/// `options` say what counts; mode, rule, normalisation and isolates are this method's. Camps are
/// looked for among the largest set of actors that common matters connect. Exact by branch and
/// bound up to `exact_to` actors (unless 50 million branches do not suffice), else by annealing
/// from several starts. Errors: as build_network; Usage (no qualifier, or Compatibility::Dna),
/// Range (options), Limit (over 3,000 actors), Cancelled. O((draws + shuffles) (network +
/// actors^2)).
Result<CampDivision> find_camps(const CodedStatements& statements, const NetworkOptions& options,
                                const CampOptions& camps, const CancelToken& cancel = {},
                                const Progress& progress = {});

}  // namespace entente::alignment
