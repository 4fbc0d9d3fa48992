// SPDX-License-Identifier: GPL-3.0-or-later
// What was reckoned from draws of positions for a brief to show: which groups would hold, the best
// common agenda as a package, and the formats ranked. Values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/advise/format_ranking.hpp"
#include "entente/advise/package.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::brief {

/// From one cost of a partner to the next: the division of the actors of the greatest welfare.
struct CoalitionStretch {
  double from = 0;
  std::optional<double> to;              ///< none: from there on all are apart
  std::vector<std::uint32_t> coalition;  ///< by focus actor: number of its group
  bool in_core = false;                  ///< no set of actors would be better off by itself
};

struct CoalitionProspect {
  std::vector<CoalitionStretch> stretches;
  double all_together =
      0;  ///< share of the draws in which the grand coalition is the best for free
};

/// A line of a package on its issue, and what was said for and against it.
struct PackageLine {
  IssueCode issue;
  double line = 0;
  double share = 0;  ///< of the draws, in which nobody loses by it
  std::vector<StatementCode> for_it;
  std::vector<StatementCode> against_it;
};

/// One package of the front between the mean and the least satisfaction.
struct FrontPackage {
  std::vector<PackageLine> lines;  ///< without statements
  double least = 0;
  double mean = 0;
};

struct PackageProspect {
  std::vector<PackageLine> lines;
  advise::AgendaPackage package;  ///< satisfactions by focus actor
  bool proven = false;
  std::vector<FrontPackage> front;
  std::size_t saliences_named = 0;    ///< of the cells it rests on: drawn from the ledger
  std::size_t saliences_unknown = 0;  ///< of the cells it rests on
};

struct Prospects {
  std::uint32_t draws = 0;
  std::optional<CoalitionProspect> coalitions;
  std::optional<PackageProspect> package;
  std::vector<advise::FormatMeasures> measures;  ///< of the issues whose formats are ranked
  std::vector<advise::FormatRanking> rankings;
};

}  // namespace entente::brief
