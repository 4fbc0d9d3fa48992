// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/side_by_side.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "entente/base/text.hpp"
#include "positions/side_by_side/points.hpp"

namespace entente::positions {
namespace {

std::size_t place_of_kind(PositionEvidence kind) noexcept { return static_cast<std::size_t>(kind); }

Error evidence_out_of_range(PositionEvidence kind, double value, const char* expected) {
  return {ErrorKind::Range,
          "evidence off the scale of the codes",
          {"", 0, std::string(to_string(kind))},
          expected,
          number_text(value),
          "put it on the scale of the codes, -2 to 2"};
}

Result<void> check_evidence(const CellEvidence& evidence) {
  for (const TextEvidence& text : evidence.texts) {
    for (const double value : {text.value, text.low, text.high}) {
      if (!std::isfinite(value)) {
        return fail(evidence_out_of_range(PositionEvidence::Texts, value, "a number"));
      }
    }
    if (std::abs(text.value) > 2.5) {
      return fail(evidence_out_of_range(PositionEvidence::Texts, text.value, "-2.5 to 2.5"));
    }
    if (!(text.low <= text.value && text.value <= text.high)) {
      return fail(evidence_out_of_range(PositionEvidence::Texts, text.value,
                                        "a value within its interval"));
    }
  }
  for (const ExpertEvidence& answer : evidence.experts) {
    if (!(-2 <= answer.low && answer.low <= answer.best && answer.best <= answer.high &&
          answer.high <= 2)) {
      return fail(evidence_out_of_range(PositionEvidence::Experts, answer.best,
                                        "-2 <= low <= best <= high <= 2"));
    }
  }
  return {};
}

Result<void> check_weights(const SideBySideOptions& options) {
  if (!options.weights) return {};
  double sum = 0;
  for (std::size_t k = 0; k < position_evidences; ++k) {
    const double weight = (*options.weights)[k];
    if (!(weight >= 0 && weight <= 1e6)) {
      return fail({ErrorKind::Range,
                   "a weight that cannot be",
                   {"", 0, std::string(to_string(static_cast<PositionEvidence>(k)))},
                   "0 to 1000000",
                   number_text(weight),
                   "give weights such as 1, 2 or 0.5"});
    }
    sum += weight;
  }
  if (sum > 0) return {};
  return fail({ErrorKind::Range,
               "all weights are 0",
               {"", 0, "weights"},
               "at least one above 0",
               "",
               "say what should count, or give no weights"});
}

EvidencePosition evidence_summary(PositionEvidence kind, const PositionPoints& points,
                                  std::size_t n) {
  return {kind,
          mean_of(points),
          {quantile_of(points, 0.1), quantile_of(points, 0.9)},
          {quantile_of(points, 0.025), quantile_of(points, 0.975)},
          n};
}

/// Of what has to be told apart and is not: the two kinds and how sure that is.
void find_gaps(const std::vector<PositionPoints>& points, const SideBySideOptions& options,
               PositionSides& out) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      const double difference = out.kinds[i].mean - out.kinds[j].mean;
      if (std::abs(difference) < options.least_gap) continue;
      const double above = probability_above(points[i], points[j]);
      const double probability = difference > 0 ? above : 1 - above;
      if (probability < options.sure) continue;
      out.apart.push_back({out.kinds[i].kind, out.kinds[j].kind, difference, probability});
    }
  }
}

void fuse(const std::vector<PositionPoints>& points, const SideBySideOptions& options,
          PositionSides& out) {
  if (!options.weights) return;
  std::vector<double> weights;
  weights.reserve(points.size());
  double sum = 0;
  for (const EvidencePosition& kind : out.kinds) {
    weights.push_back((*options.weights)[place_of_kind(kind.kind)]);
    sum += weights.back();
  }
  if (sum <= 0) return;
  FusedPosition fused;
  double mean = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    weights[k] /= sum;
    fused.weights[place_of_kind(out.kinds[k].kind)] = weights[k];
    mean += weights[k] * out.kinds[k].mean;
  }
  const EvidencePosition mixed =
      evidence_summary(PositionEvidence::Statements, mixture_of(points, weights), 0);
  fused.mean = mean;
  fused.central_80 = mixed.central_80;
  fused.central_95 = mixed.central_95;
  out.fused = fused;
}

}  // namespace

std::string_view to_string(PositionEvidence kind) noexcept {
  constexpr std::array<std::string_view, position_evidences> names = {"statements", "votes",
                                                                      "texts", "experts"};
  return names[place_of_kind(kind)];
}

const EvidencePosition* PositionSides::of(PositionEvidence kind) const noexcept {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [kind](const EvidencePosition& one) { return one.kind == kind; });
  return found == kinds.end() ? nullptr : &*found;
}

Result<PositionSides> side_by_side(const CellEvidence& evidence, const SideBySideOptions& options) {
  ENTENTE_CHECK(check_weights(options));
  ENTENTE_CHECK(check_evidence(evidence));
  PositionSides out;
  std::vector<PositionPoints> points;
  const auto take = [&](PositionEvidence kind, PositionPoints of_kind, std::size_t n) {
    out.kinds.push_back(evidence_summary(kind, of_kind, n));
    points.push_back(std::move(of_kind));
  };
  if (evidence.statements != nullptr && !evidence.statements->inferred) {
    const PositionEstimate& estimate = *evidence.statements;
    take(PositionEvidence::Statements, points_of(estimate), estimate.readings);
    out.kinds.back().mean = estimate.mean;
    out.kinds.back().central_80 = estimate.central_80;
    out.kinds.back().central_95 = estimate.central_95;
  }
  if (evidence.votes.cast() > 0) {
    const VoteEvidence& votes = evidence.votes;
    take(PositionEvidence::Votes, points_of(votes), votes.cast());
    out.kinds.back().mean =
        2 * (static_cast<double>(votes.yes) - static_cast<double>(votes.no)) / (votes.cast() + 1.0);
  }
  if (!evidence.texts.empty()) {
    take(PositionEvidence::Texts, points_of(evidence.texts), evidence.texts.size());
  }
  if (!evidence.experts.empty()) {
    take(PositionEvidence::Experts, points_of(evidence.experts), evidence.experts.size());
  }
  find_gaps(points, options, out);
  fuse(points, options, out);
  return out;
}

const MethodCard& side_by_side_card() {
  static const MethodCard card = {
      "side-by-side",
      "Positions by kind of evidence, side by side",
      "statements: the statement model; votes: 2 (p_yes - p_no), shares ~ Dirichlet(votes + 1/3); "
      "texts: normal about the score; experts: triangular low, best, high, mixed with equal "
      "weights; fused, on request: the mixture with the weights named",
      {{"weights", "of statements, votes, texts and experts in what is fused", "none: not fused"},
       {"least gap", "difference of means below which two kinds are not told apart", "0.5"},
       {"sure", "probability below which they are not", "0.9"}},
      MethodStatus::Definition,
      {"A vote is on a text, which says more than the claim and less.",
       "Kinds are taken as independent: an expert who wrote the report that was coded is not.",
       "A mixture is no average of errors: more kinds do not make it narrower."}};
  return card;
}

}  // namespace entente::positions
