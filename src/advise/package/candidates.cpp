// SPDX-License-Identifier: GPL-3.0-or-later
#include "advise/package/candidates.hpp"

#include <algorithm>
#include <numeric>

namespace entente::advise {

BestPackage::BestPackage(const PackageLines& lines, const PackageGoal& goal)
    : lines_(lines), goal_(goal), value_(least_value(goal) - 2 * equal_values) {}

bool BestPackage::consider(const std::vector<std::size_t>& package, const std::vector<double>& u) {
  if (*std::min_element(u.begin(), u.end()) < goal_.floor) return false;
  const double value = value_of(goal_, u);
  if (!below(value)) return false;
  value_ = value;
  package_ = package;
  return true;
}

std::vector<double> BestPackage::satisfactions(const std::vector<std::size_t>& package) const {
  std::vector<double> u(lines_.partners, 0);
  for (const std::size_t line : package) {
    const double* worth = lines_.worth_of(line);
    for (std::size_t p = 0; p < u.size(); ++p) u[p] += worth[p];
  }
  return u;
}

double BestPackage::worth_over(const Tangent& tangent, std::size_t line) const noexcept {
  const double* worth = lines_.worth_of(line);
  const double* slope = tangent.slope().data();
  // Four sums that do not wait for one another: most of the search is spent here.
  double sums[4] = {0, 0, 0, 0};
  std::size_t p = 0;
  for (; p + 4 <= lines_.partners; p += 4) {
    for (std::size_t k = 0; k < 4; ++k) sums[k] += worth[p + k] * slope[p + k];
  }
  for (; p < lines_.partners; ++p) sums[0] += worth[p] * slope[p];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

bool BestPackage::holds_issue_of(const std::vector<std::size_t>& package,
                                 std::size_t line) const noexcept {
  return std::any_of(package.begin(), package.end(), [&](std::size_t held) {
    return lines_.lines[held].issue == lines_.lines[line].issue;
  });
}

void BestPackage::climb(std::size_t size) {
  bool climbing = !package_.empty();
  while (climbing) {
    climbing = false;
    const std::vector<std::size_t> from = package_;
    for (std::size_t k = 0; k < lines_.lines.size(); ++k) {
      for (std::size_t out = 0; out <= from.size(); ++out) {  // the last: none goes out
        std::vector<std::size_t> to = from;
        if (out < from.size()) to.erase(to.begin() + static_cast<std::ptrdiff_t>(out));
        if (to.size() == size || holds_issue_of(to, k)) continue;
        to.push_back(k);
        climbing = consider(to, satisfactions(to)) || climbing;
      }
    }
  }
}

bool BestPackage::enumerate(const Tangent& tangent, const std::vector<std::size_t>& chosen,
                            const std::vector<LinePick>& picks, std::size_t size,
                            std::uint64_t most) {
  double bound = tangent.offset();
  for (const std::size_t line : chosen) bound += worth_over(tangent, line);
  Walk walk{picks, size, most, chosen};
  return extend(walk, satisfactions(chosen), 0, bound);
}

bool BestPackage::extend(Walk& walk, const std::vector<double>& u, std::size_t from, double bound) {
  const auto room = static_cast<double>(walk.size - walk.package.size());
  std::vector<double> with(u.size());
  for (std::size_t at = from; at < walk.picks.size(); ++at) {
    const LinePick& pick = walk.picks[at];
    // No later pick is worth more.
    if (!below(bound + std::max(room * pick.worth, pick.worth))) break;
    if (holds_issue_of(walk.package, pick.line)) continue;
    if (walk.left == 0) return false;
    --walk.left;
    const double* worth = lines_.worth_of(pick.line);
    for (std::size_t p = 0; p < u.size(); ++p) with[p] = u[p] + worth[p];
    walk.package.push_back(pick.line);
    consider(walk.package, with);
    const bool whole =
        walk.package.size() == walk.size || extend(walk, with, at + 1, bound + pick.worth);
    walk.package.pop_back();
    if (!whole) return false;
  }
  return true;
}

}  // namespace entente::advise
