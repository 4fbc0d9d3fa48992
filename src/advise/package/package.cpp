// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/package.hpp"

#include <algorithm>
#include <cmath>

#include "advise/package/items.hpp"
#include "advise/package/search.hpp"

namespace entente::advise {
namespace {

std::vector<bool> without_gain(const PackageLines& lines) {
  std::vector<bool> out(lines.partners);
  for (std::size_t p = 0; p < lines.partners; ++p) out[p] = !(lines.best[p] > 0);
  return out;
}

bool all_can_gain(const PackageLines& lines) {
  return std::all_of(lines.best.begin(), lines.best.end(), [](double best) { return best > 0; });
}

}  // namespace

std::string_view to_string(PackageObjective objective) noexcept {
  switch (objective) {
    case PackageObjective::LeastSatisfied:
      return "least";
    case PackageObjective::NashProduct:
      return "nash";
    case PackageObjective::WeightedSum:
      break;
  }
  return "sum";
}

std::string_view to_string(PackageBar bar) noexcept {
  switch (bar) {
    case PackageBar::None:
      return "none";
    case PackageBar::RedLine:
      return "red_line";
    case PackageBar::Loses:
      break;
  }
  return "loses";
}

Result<PackageOutcome> best_package(const PackageProblem& problem, const PackageOptions& options,
                                    const CancelToken& cancel) {
  ENTENTE_TRY(const PackageLines lines, package_lines(problem, options, cancel));
  PackageOutcome out;
  out.bars = lines.bars;
  out.nothing_to_gain = without_gain(lines);
  out.proven = true;
  if (!all_can_gain(lines)) return out;
  const PackageGoal goal = goal_of(options, problem.partners);
  ENTENTE_TRY(const FoundPackage found,
              search_package(lines, goal, options.size, options.steps, cancel));
  out.proven = found.proven;
  out.bound = found.bound;
  if (!found.lines.empty()) out.package = described(problem, options, lines, found.lines);
  return out;
}

Result<PackageFront> package_front(const PackageProblem& problem, const PackageOptions& options,
                                   std::size_t most, const CancelToken& cancel) {
  ENTENTE_TRY(const PackageLines lines, package_lines(problem, options, cancel));
  PackageFront out;
  out.complete = true;
  if (!all_can_gain(lines)) return out;
  PackageGoal goal = goal_of(options, problem.partners);
  goal.objective = PackageObjective::WeightedSum;
  bool ended = false;
  while (!ended && out.packages.size() < most) {
    ENTENTE_TRY(const FoundPackage found,
                search_package(lines, goal, options.size, options.steps, cancel));
    out.complete = out.complete && found.proven;
    ended = found.lines.empty();
    if (ended) break;
    AgendaPackage next = described(problem, options, lines, found.lines);
    goal.floor = next.least + least_satisfaction;
    // As good in the mean, and better for the least satisfied.
    if (!out.packages.empty() && next.mean >= out.packages.back().mean - least_satisfaction) {
      out.packages.pop_back();
    }
    out.packages.push_back(std::move(next));
  }
  if (ended) return out;
  goal = goal_of(options, problem.partners);
  goal.objective = PackageObjective::LeastSatisfied;
  ENTENTE_TRY(const FoundPackage last,
              search_package(lines, goal, options.size, options.steps, cancel));
  AgendaPackage greatest = described(problem, options, lines, last.lines);
  out.complete = greatest.least <= out.packages.back().least + least_satisfaction;
  if (!out.complete) out.packages.push_back(std::move(greatest));
  return out;
}

}  // namespace entente::advise
