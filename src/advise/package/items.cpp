// SPDX-License-Identifier: GPL-3.0-or-later
#include "advise/package/items.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "entente/base/parallel.hpp"
#include "entente/base/sum.hpp"
#include "entente/stats/quantile.hpp"

namespace entente::advise {
namespace {

/// Rounding must not turn an even line into a loss.
constexpr float even_gain = -1e-5F;

/// Of one line of an issue: what each partner has by it in the mean, and in how many draws nobody
/// loses.
struct LineGains {
  std::vector<double> means;
  double share = 0;
};

double mean_of(const std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

LineGains gains_of(const PackageProblem& problem, std::size_t issue, std::size_t line) {
  LineGains out;
  out.means.reserve(problem.partners);
  std::vector<float> gains;
  std::vector<float> least(problem.draws, 0);
  for (std::size_t p = 0; p < problem.partners; ++p) {
    gains_by_draw(problem, issue, line, p, gains);
    out.means.push_back(mean_of(gains));
    for (std::size_t d = 0; d < problem.draws; ++d) least[d] = std::min(least[d], gains[d]);
  }
  const auto held =
      std::count_if(least.begin(), least.end(), [](float gain) { return gain >= even_gain; });
  out.share = static_cast<double>(held) / static_cast<double>(problem.draws);
  return out;
}

bool accepts(const PackageProblem& problem, std::size_t issue, std::size_t partner, double line) {
  if (problem.acceptable.empty()) return true;
  const auto& lines = problem.acceptable[issue * problem.partners + partner];
  return !lines || (lines->least <= line && line <= lines->greatest);
}

bool all_accept(const PackageProblem& problem, std::size_t issue, double line) {
  for (std::size_t p = 0; p < problem.partners; ++p) {
    if (!accepts(problem, issue, p, line)) return false;
  }
  return true;
}

/// By partner: E(gain) of the best that it could have alone from `size` issues.
std::vector<double> best_alone(const PackageProblem& problem, std::size_t size,
                               const std::vector<std::vector<LineGains>>& gains) {
  std::vector<double> out;
  out.reserve(problem.partners);
  for (std::size_t p = 0; p < problem.partners; ++p) {
    std::vector<double> by_issue;
    by_issue.reserve(gains.size());
    for (std::size_t i = 0; i < gains.size(); ++i) {
      double most = 0;
      for (std::size_t z = 0; z < gains[i].size(); ++z) {
        if (accepts(problem, i, p, problem.issues[i].lines[z])) {
          most = std::max(most, gains[i][z].means[p]);
        }
      }
      by_issue.push_back(most);
    }
    std::sort(by_issue.begin(), by_issue.end(), std::greater<>());
    by_issue.resize(std::min(size, by_issue.size()));
    CompensatedSum sum;
    for (const double most : by_issue) sum.add(most);
    out.push_back(sum.value());
  }
  return out;
}

bool eligible(const LineGains& gains, const PackageOptions& options) {
  if (options.log_roll) return true;
  const double least = *std::min_element(gains.means.begin(), gains.means.end());
  return least >= static_cast<double>(even_gain) && gains.share >= options.least_share;
}

void weigh(PackageItem& item, const std::vector<std::vector<float>>& gains) {
  for (std::size_t p = 0; p < gains.size(); ++p) {
    const auto losses = std::count_if(gains[p].begin(), gains[p].end(),
                                      [](float gain) { return gain < even_gain; });
    const double share = static_cast<double>(losses) / static_cast<double>(gains[p].size());
    if (share > item.weakest_loses) {
      item.weakest = p;
      item.weakest_loses = share;
    }
  }
}

}  // namespace

void gains_by_draw(const PackageProblem& problem, std::size_t issue, std::size_t line,
                   std::size_t partner, std::vector<float>& gains) {
  const std::size_t from = (issue * problem.partners + partner) * problem.draws;
  const float* x = &problem.positions[from];
  const float* s = &problem.saliences[from];
  const auto r = static_cast<float>(problem.issues[issue].reversion);
  const auto z = static_cast<float>(problem.issues[issue].lines[line]);
  gains.resize(problem.draws);
  for (std::size_t d = 0; d < problem.draws; ++d) {
    gains[d] = s[d] * (std::fabs(r - x[d]) - std::fabs(z - x[d]));
  }
}

Result<PackageLines> package_lines(const PackageProblem& problem, const PackageOptions& options,
                                   const CancelToken& cancel) {
  ENTENTE_CHECK(check_package(problem, options));
  const std::size_t issues = problem.issues.size();
  std::vector<std::vector<LineGains>> gains(issues);
  ENTENTE_CHECK(parallel_for(issues, options.threads, cancel, {}, [&](std::size_t i) {
    gains[i].reserve(problem.issues[i].lines.size());
    for (std::size_t z = 0; z < problem.issues[i].lines.size(); ++z) {
      gains[i].push_back(gains_of(problem, i, z));
    }
  }));
  PackageLines out;
  out.partners = problem.partners;
  out.best = best_alone(problem, options.size, gains);
  out.bars.assign(issues, PackageBar::RedLine);
  for (std::size_t i = 0; i < issues; ++i) {
    for (std::size_t z = 0; z < gains[i].size(); ++z) {
      if (!all_accept(problem, i, problem.issues[i].lines[z])) continue;
      if (!eligible(gains[i][z], options)) {
        if (out.bars[i] == PackageBar::RedLine) out.bars[i] = PackageBar::Loses;
        continue;
      }
      out.bars[i] = PackageBar::None;
      out.lines.push_back({i, z, gains[i][z].share});
      for (std::size_t p = 0; p < problem.partners; ++p) {
        out.worth.push_back(out.best[p] > 0 ? gains[i][z].means[p] / out.best[p] : 0);
      }
    }
  }
  return out;
}

AgendaPackage described(const PackageProblem& problem, const PackageOptions& options,
                        const PackageLines& lines, const std::vector<std::size_t>& chosen) {
  AgendaPackage out;
  std::vector<std::vector<float>> totals(problem.partners, std::vector<float>(problem.draws, 0));
  std::vector<char> none_loses(problem.draws, 1);
  std::vector<std::vector<float>> gains(problem.partners);
  std::vector<CompensatedSum> sums(problem.partners);
  for (const std::size_t place : chosen) {
    const PackageLine& line = lines.lines[place];
    PackageItem item{line.issue, line.line, line.share, {}, 0, 0};
    for (std::size_t p = 0; p < problem.partners; ++p) {
      item.gains.push_back(lines.worth_of(place)[p]);
      sums[p].add(item.gains.back());
      gains_by_draw(problem, line.issue, line.line, p, gains[p]);
      for (std::size_t d = 0; d < problem.draws; ++d) {
        totals[p][d] += gains[p][d];
        if (gains[p][d] < even_gain) none_loses[d] = 0;
      }
    }
    weigh(item, gains);
    out.items.push_back(std::move(item));
  }
  std::size_t all_gain = 0;
  std::size_t none_loses_by_any = 0;
  for (std::size_t d = 0; d < problem.draws; ++d) {
    bool all = true;
    for (const auto& total : totals) all = all && total[d] > 0;
    all_gain += all ? 1 : 0;
    none_loses_by_any += all && none_loses[d] != 0 ? 1 : 0;
  }
  const auto draws = static_cast<double>(problem.draws);
  out.survives = static_cast<double>(all_gain) / draws;
  out.survives_each = static_cast<double>(none_loses_by_any) / draws;
  CompensatedSum mean;
  double weights = 0;
  for (std::size_t p = 0; p < problem.partners; ++p) {
    out.satisfactions.push_back(sums[p].value());
    std::vector<double> shares(totals[p].begin(), totals[p].end());
    std::sort(shares.begin(), shares.end());
    out.central_80.push_back({stats::quantile_of_sorted(shares, 0.1) / lines.best[p],
                              stats::quantile_of_sorted(shares, 0.9) / lines.best[p]});
    const double weight = options.weights.empty() ? 1 : options.weights[p];
    mean.add(weight * out.satisfactions.back());
    weights += weight;
  }
  out.mean = mean.value() / weights;
  out.least = *std::min_element(out.satisfactions.begin(), out.satisfactions.end());
  return out;
}

}  // namespace entente::advise
