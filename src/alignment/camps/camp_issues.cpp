// SPDX-License-Identifier: GPL-3.0-or-later
#include "camp_issues.hpp"

#include <algorithm>
#include <cmath>

#include "entente/alignment/spread.hpp"

namespace entente::alignment {
namespace {

constexpr double polarisation_weight = 1.3;
/// Wider scales have no categories to count.
constexpr std::int64_t most_categories = 21;

/// Sums of one column's statements.
struct IssueSums {
  std::vector<double> sums;                            ///< by camp
  std::vector<std::vector<std::uint32_t>> statements;  ///< by camp
  std::vector<std::uint64_t> answers;                  ///< by step of the scale
};

std::pair<std::int32_t, std::int32_t> scale_of(const CodedVariable& qualifier,
                                               const std::vector<std::uint32_t>& kept) {
  if (qualifier.type == VariableType::Boolean) return {0, 1};
  if (qualifier.scale) return *qualifier.scale;
  std::pair<std::int32_t, std::int32_t> out{0, 0};
  bool first = true;
  for (const std::uint32_t s : kept) {
    const std::int32_t value = qualifier.values[s];
    if (value == not_coded) continue;
    out.first = first ? value : std::min(out.first, value);
    out.second = first ? value : std::max(out.second, value);
    first = false;
  }
  return out;
}

CampIssue described(const std::string& name, IssueSums sums, double width) {
  CampIssue out;
  out.name = name;
  double low = HUGE_VAL;
  double high = -HUGE_VAL;
  std::size_t speaking = 0;
  for (std::size_t k = 0; k < sums.statements.size(); ++k) {
    const auto n = static_cast<double>(sums.statements[k].size());
    const double mean = n == 0 ? std::nan("") : sums.sums[k] / n;
    out.means.push_back(mean);
    if (n == 0) continue;
    ++speaking;
    low = std::min(low, mean);
    high = std::max(high, mean);
  }
  out.gap = speaking < 2 || width <= 0 ? std::nan("") : (high - low) / width;
  out.agreement = agreement_of(sums.answers);
  out.polarisation = esteban_ray(sums.answers, polarisation_weight);
  out.statements = std::move(sums.statements);
  return out;
}

}  // namespace

std::vector<CampIssue> camp_issues(const NetworkSelection& selection, const Network& network,
                                   const std::vector<std::uint32_t>& members,
                                   const std::vector<std::uint32_t>& place, std::uint32_t camps) {
  std::vector<CampIssue> out;
  const CodedVariable& qualifier = *selection.qualifier;
  if (qualifier.type == VariableType::Text) return out;  // a text has no mean
  std::vector<std::uint32_t> camp_of(network.rows.size(), no_camp);
  for (std::size_t a = 0; a < members.size(); ++a) camp_of[members[a]] = place[a];
  const auto scale = scale_of(qualifier, selection.kept);
  const std::int64_t width = std::int64_t{scale.second} - scale.first;
  const std::size_t steps =
      width < most_categories ? static_cast<std::size_t>(width + 1) : std::size_t{0};
  std::vector<IssueSums> sums(
      network.concepts.size(),
      {std::vector<double>(camps, 0), std::vector<std::vector<std::uint32_t>>(camps),
       std::vector<std::uint64_t>(steps, 0)});
  for (const NetworkStatement& s : network.statements) {
    const std::int32_t value = qualifier.values[s.statement];
    const std::uint32_t camp = camp_of[s.row];
    if (camp == no_camp || value == not_coded) continue;
    IssueSums& issue = sums[s.column];
    issue.sums[camp] += value;
    issue.statements[camp].push_back(s.statement);
    if (steps > 0) ++issue.answers[static_cast<std::size_t>(std::int64_t{value} - scale.first)];
  }
  for (std::size_t c = 0; c < sums.size(); ++c) {
    const auto& behind = sums[c].statements;
    if (std::all_of(behind.begin(), behind.end(), [](const auto& one) { return one.empty(); })) {
      continue;
    }
    out.push_back(described(network.concepts[c], std::move(sums[c]), static_cast<double>(width)));
  }
  std::stable_sort(out.begin(), out.end(), [](const CampIssue& a, const CampIssue& b) {
    if (std::isnan(a.gap) || std::isnan(b.gap)) return !std::isnan(a.gap) && std::isnan(b.gap);
    return a.gap > b.gap;
  });
  return out;
}

}  // namespace entente::alignment
