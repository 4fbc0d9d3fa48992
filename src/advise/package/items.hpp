// SPDX-License-Identifier: GPL-3.0-or-later
// The lines that can be on an agenda, and what each is worth to each partner.
#pragma once

#include <vector>

#include "entente/advise/package.hpp"

namespace entente::advise {

/// A line in reach, in the order of issues and lines.
struct PackageLine {
  std::size_t issue = 0;
  std::size_t line = 0;
  double share = 0;  ///< see PackageItem
};

struct PackageLines {
  std::size_t partners = 0;
  std::vector<PackageLine> lines;
  std::vector<double> worth;  ///< by line, then partner: E(gain) over the partner's best
  std::vector<double> best;   ///< by partner: what satisfaction is measured by, of E(gain)
  std::vector<PackageBar> bars;

  const double* worth_of(std::size_t line) const noexcept { return &worth[line * partners]; }
};

/// Errors: those of best_package.
Result<void> check_package(const PackageProblem& problem, const PackageOptions& options);
Result<PackageLines> package_lines(const PackageProblem& problem, const PackageOptions& options,
                                   const CancelToken& cancel);

/// Gain of one partner by one line of an issue, in each draw.
void gains_by_draw(const PackageProblem& problem, std::size_t issue, std::size_t line,
                   std::size_t partner, std::vector<float>& gains);

/// What the draws say of a chosen set of lines; `chosen` are places in lines.lines, ascending.
AgendaPackage described(const PackageProblem& problem, const PackageOptions& options,
                        const PackageLines& lines, const std::vector<std::size_t>& chosen);

}  // namespace entente::advise
