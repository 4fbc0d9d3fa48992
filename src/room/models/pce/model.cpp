// SPDX-License-Identifier: GPL-3.0-or-later
// The probabilistic Condorcet election over the distinct positions of those in the room.
// O(n m^2 + m^3) for n actors at m distinct positions.
#include <algorithm>
#include <cmath>

#include "entente/base/sum.hpp"
#include "room/bargain.hpp"

namespace entente::room::pce {
namespace {

/// The support of candidate a against b, and of b against a.
struct Support {
  double a = 0;
  double b = 0;
};

Support support(const std::vector<Voice>& voters, double a, double b, bool binary) {
  CompensatedSum for_a;
  CompensatedSum for_b;
  for (const Voice& voter : voters) {
    const double nearer = std::fabs(voter.position - b) - std::fabs(voter.position - a);
    if (nearer > 0) for_a.add(binary ? voter.weight : voter.weight * nearer);
    if (nearer < 0) for_b.add(binary ? voter.weight : -voter.weight * nearer);
  }
  return {for_a.value(), for_b.value()};
}

/// Stationary distribution of the chain whose step from b to a has the rate beats(a, b): the
/// subtraction-free elimination of W. K. Grassmann, M. I. Taksar, D. P. Heyman, "Regenerative
/// analysis and steady state distributions for Markov chains", Operations Research 33 (1985).
/// rates[b * m + a] = rate from b to a; is consumed.
std::vector<double> stationary(std::vector<double> rates, std::size_t m) {
  std::vector<double> out(m, 0);
  for (std::size_t last = m; last-- > 1;) {
    double leaving = 0;
    for (std::size_t a = 0; a < last; ++a) leaving += rates[last * m + a];
    for (std::size_t b = 0; b < last; ++b) {
      const double share = rates[b * m + last] / leaving;
      rates[b * m + last] = share;
      for (std::size_t a = 0; a < last; ++a) rates[b * m + a] += share * rates[last * m + a];
    }
  }
  out[0] = 1;
  double total = 1;
  for (std::size_t a = 1; a < m; ++a) {
    for (std::size_t b = 0; b < a; ++b) out[a] += out[b] * rates[b * m + a];
    total += out[a];
  }
  for (double& p : out) p /= total;
  return out;
}

class Election final : public Model {
 public:
  Election(const ModelCard& card, Parameters given)
      : Model(card, std::move(given)), binary_(parameters().text("vote") == "binary") {}

  Result<Outcome> run(const Bargain& bargain, const RunOptions& options,
                      const CancelToken& cancel) const override {
    const std::vector<Voice> voters = voices(bargain, true);
    if (voters.empty()) return fail(nobody_with_weight());
    Outcome out;
    if (options.trace) trace_entries(bargain, voters, out);
    std::vector<double> candidates;
    for (const Voice& voter : voters) {
      if (candidates.empty() || candidates.back() != voter.position) {
        candidates.push_back(voter.position);
      }
    }
    const std::size_t m = candidates.size();
    std::vector<double> rates(m * m, 0);
    for (std::size_t a = 0; a < m; ++a) {
      ENTENTE_CHECK(check_cancel(cancel, "pce"));
      for (std::size_t b = a + 1; b < m; ++b) {
        const Support votes = support(voters, candidates[a], candidates[b], binary_);
        const double total = votes.a + votes.b;
        rates[b * m + a] = votes.a / total;
        rates[a * m + b] = votes.b / total;
        if (options.trace) {
          out.trace.push_back(
              {EventKind::Duel, Event::nobody, candidates[a], candidates[b], votes.a / total});
        }
      }
    }
    const std::vector<double> chances = stationary(std::move(rates), m);
    CompensatedSum moment;
    for (std::size_t a = 0; a < m; ++a) moment.add(chances[a] * (candidates[a] - candidates[0]));
    out.value = std::min(candidates[0] + moment.value(), candidates[m - 1]);
    if (options.detail) {
      for (std::size_t a = 0; a < m; ++a) out.lottery.push_back({candidates[a], chances[a]});
    }
    if (options.trace) {
      for (std::size_t a = 0; a < m; ++a) {
        out.trace.push_back({EventKind::Champion, Event::nobody, candidates[a], 0, chances[a]});
      }
      out.trace.push_back({EventKind::Outcome, Event::nobody, out.value, out.value, 0});
    }
    return out;
  }

 private:
  bool binary_;
};

}  // namespace

const ModelType& type() {
  static const ModelType out = {
      {"pce",
       "Probabilistic Condorcet election: expected position",
       1,
       "candidates are the m distinct positions; P(a beats b) = U_ab / (U_ab + U_ba), U_ab = "
       "sum of w max(0, |x-b| - |x-a|) or, binary, sum of w where |x-a| < |x-b|; p = stationary "
       "distribution of \"the champion meets a challenger drawn evenly\": M_ab = P(a beats b) / m; "
       "the forecast is sum p x",
       "B. P. Wise, L. Lester, B. Efird, An introduction to the KTAB modeling framework, 2015; the "
       "chain is KTAB's MarkovUniform solved exactly",
       {{"vote",
         ParameterKind::Word,
         "how a voter's weight counts: by how much nearer, or all of it",
         "proportional",
         {"proportional", "binary"}}},
       false,
       true,
       true,
       false,
       false,
       true,
       positions::MethodStatus::Agrees,
       {},
       {"The forecast is an expectation over positions: it may lie where nobody stands.",
        "It always finds an agreement: a veto or a deadlock is not in it.",
        "Two actors at one point are one candidate, a hair apart they are two: so positions drawn "
        "from ranges and the same positions as fixed numbers can differ."}},
      [](const ModelCard& card, Parameters parameters) -> Result<ModelPointer> {
        return std::make_shared<const Election>(card, std::move(parameters));
      }};
  return out;
}

}  // namespace entente::room::pce
