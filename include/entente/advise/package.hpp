// SPDX-License-Identifier: GPL-3.0-or-later
// A common agenda as a package: which issues, and on each which joint line, so that every partner
// gains. With r the reversion point of an issue (what holds without a joint line), x where a
// partner stands, s its salience there and z the line,
//   gain = s (|r - x| - |z - x|),
// in every draw of positions and saliences; E is the mean over the draws. A partner's satisfaction
// with a package is E(gain) over the best that it could have alone from as many issues, so that
// 1 = all it could wish for and 0 = as without a package.
// Pure functions over immutable columns, any thread; the same result for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"
#include "entente/stats/interval.hpp"

namespace entente::advise {

/// What the best package is best at, of all in which every partner gains: a satisfaction of at
/// least a millionth.
enum class PackageObjective : std::uint8_t {
  LeastSatisfied,  ///< the least satisfaction; of equals the greatest mean
  NashProduct,     ///< the product of the satisfactions: J. F. Nash, Econometrica 18, 1950
  WeightedSum,     ///< the weighted mean of the satisfactions
};
/// "least", "nash", "sum".
std::string_view to_string(PackageObjective objective) noexcept;

/// Lines that a partner can sign, both ends included; beyond is its red line.
struct AcceptableLines {
  double least = 0;
  double greatest = 0;
};

struct PackageIssue {
  double reversion = 0;
  std::vector<double> lines;  ///< to choose from, distinct; the reversion point is no joint line
};

/// Of each issue, partner and draw at (issue * partners + partner) * draws + draw.
struct PackageProblem {
  std::size_t partners = 0;
  std::size_t draws = 0;
  std::vector<PackageIssue> issues;
  std::vector<float> positions;  ///< on the issue's scale
  std::vector<float> saliences;  ///< 0 and more; only ratios within a partner matter
  /// By issue, then partner; empty = nobody has red lines.
  std::vector<std::optional<AcceptableLines>> acceptable = {};
};

struct PackageOptions {
  PackageObjective objective = PackageObjective::LeastSatisfied;
  std::size_t size = 5;          ///< at most so many issues
  bool log_roll = false;         ///< a partner may lose on one issue what it gains on another
  double least_share = 0.5;      ///< without log-rolling: of the draws, in which all gain on a line
  std::vector<double> weights;   ///< of the partners, for WeightedSum; empty = equal
  std::uint32_t steps = 20'000;  ///< of the search, after which it stops with what it has
  unsigned threads = 1;          ///< 0 = what the machine has; changes no result
};

/// One issue of a package with its joint line.
struct PackageItem {
  std::size_t issue = 0;
  std::size_t line = 0;       ///< place in PackageIssue::lines
  double share = 0;           ///< of the draws, in which no partner loses by it
  std::vector<double> gains;  ///< by partner: E(gain) over its best, adds up to satisfaction
  std::size_t weakest = 0;    ///< the partner that loses by it in most draws; of equals the first
  double weakest_loses = 0;   ///< share of the draws
};

struct AgendaPackage {
  std::vector<PackageItem> items;           ///< by issue
  std::vector<double> satisfactions;        ///< by partner
  std::vector<stats::Interval> central_80;  ///< of the satisfactions, over the draws
  double least = 0;                         ///< of the satisfactions
  double mean = 0;                          ///< of the satisfactions, weighted as asked
  double survives = 0;       ///< share of the draws in which every partner gains from the whole
  double survives_each = 0;  ///< ... and no partner loses by any of its issues
};

/// Why an issue is not in reach.
enum class PackageBar : std::uint8_t {
  None,     ///< it is: some line can be on the agenda
  RedLine,  ///< no line is acceptable to all
  Loses,    ///< on every acceptable line some partner loses, in the mean or too often
};
/// "none", "red_line", "loses".
std::string_view to_string(PackageBar bar) noexcept;

struct PackageOutcome {
  std::optional<AgendaPackage> package;  ///< absent where none was found from which all gain
  bool proven = false;                   ///< no package is better, or there is none at all
  double bound = 0;                   ///< no package is better: least, log of the product or mean
  std::vector<PackageBar> bars;       ///< by issue
  std::vector<bool> nothing_to_gain;  ///< by partner: no line of any issue is a gain to it
};

struct PackageFront {
  std::vector<AgendaPackage> packages;
  bool complete = false;  ///< all there are, and each proven
};

/// The best package, by branch and bound: the objectives are concave in the satisfactions, so each
/// tangent bounds them, and over a tangent the best package is a sort. Without log-rolling a line
/// is eligible if no partner loses by it in the mean and, in `least_share` of the draws, at all;
/// with it, every line within the red lines is. Of packages equal to 1e-9 the first found is taken,
/// the same in every run. Errors: Range (fewer than two partners, no issue, shapes, numbers that
/// are not finite, options), Cancelled. O(issues x lines x partners x (draws + steps)).
Result<PackageOutcome> best_package(const PackageProblem& problem, const PackageOptions& options,
                                    const CancelToken& cancel = {});

/// The Pareto front of packages between the (weighted) mean and the least satisfaction: from the
/// greatest mean to the greatest least, each with less mean and more least than the one before. At
/// most `most`, then the one of the greatest least. Errors: as best_package.
Result<PackageFront> package_front(const PackageProblem& problem, const PackageOptions& options,
                                   std::size_t most = 24, const CancelToken& cancel = {});

}  // namespace entente::advise
