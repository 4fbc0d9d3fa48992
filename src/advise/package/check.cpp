// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "advise/package/items.hpp"
#include "entente/base/text.hpp"

namespace entente::advise {
namespace {

Error bad(const char* what, std::string column, const char* expected, std::string found,
          const char* mend, std::int64_t row = 0) {
  return {ErrorKind::Range, what, {"", row, std::move(column)}, expected, std::move(found), mend};
}

template <class Values>
bool all_finite(const Values& values) {
  return std::all_of(values.begin(), values.end(), [](auto value) { return std::isfinite(value); });
}

Result<void> check_issue(const PackageIssue& issue, std::int64_t row) {
  if (!std::isfinite(issue.reversion) || !all_finite(issue.lines)) {
    return fail(
        bad("a line that is no number", "issues", "finite numbers", "", "leave it out", row));
  }
  std::vector<double> lines = issue.lines;
  lines.push_back(issue.reversion);
  std::sort(lines.begin(), lines.end());
  if (std::adjacent_find(lines.begin(), lines.end()) != lines.end()) {
    return fail(bad("a line twice", "issues", "distinct lines other than the reversion point", "",
                    "name each line once", row));
  }
  return {};
}

Result<void> check_shapes(const PackageProblem& problem) {
  if (problem.partners < 2) {
    return fail(bad("too few partners for an agenda", "partners", "two or more",
                    std::to_string(problem.partners), "take a group"));
  }
  if (problem.issues.empty() || problem.draws == 0) {
    return fail(bad("nothing to choose from", "issues", "an issue and a draw or more", "",
                    "take more issues"));
  }
  const std::size_t cells = problem.issues.size() * problem.partners;
  if (problem.positions.size() != cells * problem.draws ||
      problem.saliences.size() != cells * problem.draws ||
      (!problem.acceptable.empty() && problem.acceptable.size() != cells)) {
    return fail(bad("columns of another length", "positions",
                    "one value for each issue, partner and draw", "", "fill all cells"));
  }
  return {};
}

Result<void> check_options(const PackageOptions& options, std::size_t partners) {
  if (options.size == 0) {
    return fail(bad("a package of no issue", "size", "1 or more", "0", "5 is usual"));
  }
  if (!(options.least_share >= 0 && options.least_share <= 1)) {
    return fail(bad("no share of draws", "least_share", "0 to 1", number_text(options.least_share),
                    "0.5 is usual"));
  }
  if (options.weights.empty()) return {};
  const bool some = std::any_of(options.weights.begin(), options.weights.end(),
                                [](double weight) { return weight > 0; });
  const bool none_below = std::all_of(options.weights.begin(), options.weights.end(),
                                      [](double weight) { return weight >= 0; });
  if (options.weights.size() != partners || !all_finite(options.weights) || !some || !none_below) {
    return fail(bad("weights that do not fit", "weights",
                    "one for each partner, 0 or more, not all 0",
                    std::to_string(options.weights.size()) + " weights", "leave them out"));
  }
  return {};
}

}  // namespace

Result<void> check_package(const PackageProblem& problem, const PackageOptions& options) {
  ENTENTE_CHECK(check_shapes(problem));
  for (std::size_t i = 0; i < problem.issues.size(); ++i) {
    ENTENTE_CHECK(check_issue(problem.issues[i], static_cast<std::int64_t>(i + 1)));
  }
  const bool none_below = std::all_of(problem.saliences.begin(), problem.saliences.end(),
                                      [](float salience) { return salience >= 0; });
  if (!all_finite(problem.positions) || !all_finite(problem.saliences) || !none_below) {
    return fail(bad("a position or salience that cannot be", "positions",
                    "finite numbers, saliences 0 or more", "", "leave the issue out"));
  }
  return check_options(options, problem.partners);
}

}  // namespace entente::advise
