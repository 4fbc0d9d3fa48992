// SPDX-License-Identifier: GPL-3.0-or-later
// How the focus actors relate, claim by claim.
#include <algorithm>

#include "context.hpp"

namespace entente::brief {

Agreement agreement_of(const Context& context) {
  Agreement out;
  for (const IssueFinding& finding : findings(context.positions)) {
    const bool all = finding.known == context.focus.size();
    const int range = finding.high - finding.low;
    if (all) out.complete.push_back(finding);
    if (range >= 2) {
      out.apart.push_back(finding);
    } else if (!all) {
      continue;
    } else if (range == 1) {
      out.near.push_back(finding);
    } else if (finding.low == 2) {
      out.firm.push_back(finding);
    } else {
      out.equal.push_back(finding);
    }
  }
  std::stable_sort(
      out.apart.begin(), out.apart.end(),
      [](const IssueFinding& a, const IssueFinding& b) { return a.high - a.low > b.high - b.low; });
  // Claims on which unity must be shown come first, then goals, then the study's order.
  const auto rank = [&context](const IssueFinding& finding) {
    const std::size_t issue = context.positions.issues[finding.row].value();
    if (context.snapshot.issues.signalling[issue]) return 0;
    return context.snapshot.issues.kind[issue] == "goal" ? 1 : 2;
  };
  std::stable_sort(
      out.firm.begin(), out.firm.end(),
      [&rank](const IssueFinding& a, const IssueFinding& b) { return rank(a) < rank(b); });
  return out;
}

std::vector<std::string> evidence_of_findings(const Context& context,
                                              const std::vector<IssueFinding>& list) {
  std::vector<std::string> out;
  for (const IssueFinding& finding : list) {
    const auto part = row_evidence(context, context.positions, finding.row);
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

}  // namespace entente::brief
