// SPDX-License-Identifier: GPL-3.0-or-later
#include "present_sides.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/base/text.hpp"
#include "present_estimates.hpp"

namespace entente::app {
namespace {

using positions::EvidenceGap;
using positions::EvidencePosition;
using positions::PositionEvidence;

constexpr std::array<PositionEvidence, positions::position_evidences> evidence_kinds = {
    PositionEvidence::Statements, PositionEvidence::Votes, PositionEvidence::Texts,
    PositionEvidence::Experts};

std::string tenths(double value) { return fixed_text(to_cents(value), 1); }

std::string mean_and_interval(double mean, const stats::Interval& interval) {
  return tenths(mean) + " [" + tenths(interval.low) + ", " + tenths(interval.high) + "]";
}

/// Never "1.00": nothing here is certain.
std::string probability_text(double probability) {
  return probability > 0.995 ? ">.99" : fixed_text(probability, 2).substr(1);
}

std::string gap_text(const EvidenceGap& gap) {
  const bool above = gap.difference > 0;
  return std::string(to_string(gap.a)) + (above ? " above " : " below ") +
         std::string(to_string(gap.b)) + " by " + tenths(std::abs(gap.difference)) + " (p " +
         probability_text(gap.probability) + ")";
}

std::vector<std::string> evidence_ids(const PositionsOutcome& outcome, const CellSides& cell,
                                      PositionEvidence kind) {
  if (kind == PositionEvidence::Votes) return cell.votes;
  if (kind == PositionEvidence::Texts) return cell.texts;
  if (kind == PositionEvidence::Experts) return cell.assessments;
  return statement_ids(outcome.analysis.snapshot,
                       outcome.model->at(cell.actor, cell.issue)->statements);
}

std::string weights_text(const std::array<double, positions::position_evidences>& weights) {
  std::vector<std::string> parts;
  for (const PositionEvidence kind : evidence_kinds) {
    const double weight = weights[static_cast<std::size_t>(kind)];
    if (weight > 0) parts.push_back(std::string(to_string(kind)) + " " + number_text(weight));
  }
  return joined(parts, ", ");
}

bool has_kind(const PositionsOutcome& outcome, PositionEvidence kind) {
  for (const CellSides& cell : outcome.sides.cells) {
    if (cell.sides.of(kind) != nullptr) return true;
  }
  return false;
}

std::string side_notes(const PositionsOutcome& outcome) {
  std::string out =
      "Mean and 80 % interval on the scale of the codes; n = readings, votes, texts or experts. "
      "Of votes, where the next one would lie: a yes supports the claim.";
  std::size_t recalled = 0;
  for (const CellSides& cell : outcome.sides.cells) recalled += cell.recalled;
  if (recalled > 0) {
    out += " " + counted(recalled, "vote") + " noted from memory or unverified.";
  }
  if (const auto& weights = outcome.sides_request.options.weights) {
    out += " Fused: the mixture with the weights " + weights_text(*weights) +
           ", over the kinds that a cell has.";
  } else {
    out += " Nothing is blended; --weights says what should be.";
  }
  if (const auto& names = outcome.sides.texts_of_nobody; !names.empty()) {
    constexpr std::size_t shown = 5;
    const std::vector<std::string> first(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())));
    out += " " + counted(names.size(), "text") + " named after no actor: " + joined(first, ", ") +
           (names.size() > shown ? ", ..." : "") + ".";
  }
  return out + "\n";
}

Json side_json(const PositionsOutcome& outcome, const CellSides& cell,
               const EvidencePosition& side) {
  Json out;
  out["mean"] = to_cents(side.mean);
  out["interval_80"] = bounds_json(side.central_80);
  out["interval_95"] = bounds_json(side.central_95);
  out["n"] = side.n;
  out["evidence"] = evidence_ids(outcome, cell, side.kind);
  return out;
}

Json cell_sides_json(const PositionsOutcome& outcome, const CellSides& cell) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Json out;
  out["issue"] = snapshot.issues.id[cell.issue.value()];
  out["actor"] = snapshot.actors.id[cell.actor.value()];
  for (const EvidencePosition& side : cell.sides.kinds) {
    out[std::string(to_string(side.kind))] = side_json(outcome, cell, side);
  }
  if (cell.recalled > 0) out["votes"]["recalled"] = cell.recalled;
  out["apart"] = Json::array();
  for (const EvidenceGap& gap : cell.sides.apart) {
    out["apart"].push_back(Json{{"of", to_string(gap.a)},
                                {"from", to_string(gap.b)},
                                {"difference", to_cents(gap.difference)},
                                {"probability", to_cents(gap.probability)}});
  }
  if (cell.sides.fused) {
    Json weights;
    for (const PositionEvidence kind : evidence_kinds) {
      weights[std::string(to_string(kind))] =
          to_cents(cell.sides.fused->weights[static_cast<std::size_t>(kind)]);
    }
    out["fused"] = Json{{"mean", to_cents(cell.sides.fused->mean)},
                        {"interval_80", bounds_json(cell.sides.fused->central_80)},
                        {"interval_95", bounds_json(cell.sides.fused->central_95)},
                        {"weights", std::move(weights)}};
  }
  return out;
}

}  // namespace

std::string sides_text(const PositionsOutcome& outcome) {
  if (outcome.sides.cells.empty()) return {};
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  const bool fused = outcome.sides_request.options.weights.has_value();
  Rows rows = {{"issue", "code", "actor"}};
  for (const PositionEvidence kind : evidence_kinds) {
    if (!has_kind(outcome, kind)) continue;
    rows.front().emplace_back(to_string(kind));
    rows.front().emplace_back("n");
  }
  if (fused) rows.front().emplace_back("fused");
  rows.front().emplace_back("apart");
  for (const CellSides& cell : outcome.sides.cells) {
    std::vector<std::string> row = {snapshot.issues.id[cell.issue.value()],
                                    snapshot.issues.code[cell.issue.value()],
                                    snapshot.actors.id[cell.actor.value()]};
    for (const PositionEvidence kind : evidence_kinds) {
      if (!has_kind(outcome, kind)) continue;
      const EvidencePosition* side = cell.sides.of(kind);
      row.push_back(side != nullptr ? mean_and_interval(side->mean, side->central_80) : "");
      row.push_back(side != nullptr ? std::to_string(side->n) : "");
    }
    if (fused) {
      row.push_back(cell.sides.fused
                        ? mean_and_interval(cell.sides.fused->mean, cell.sides.fused->central_80)
                        : "");
    }
    std::vector<std::string> gaps;
    gaps.reserve(cell.sides.apart.size());
    for (const EvidenceGap& gap : cell.sides.apart) gaps.push_back(gap_text(gap));
    row.push_back(joined(gaps, "; "));
    rows.push_back(std::move(row));
  }
  return "\nBy kind of evidence\n" + aligned(rows) + "\n" + side_notes(outcome);
}

Rows sides_rows(const PositionsOutcome& outcome) {
  const record::Snapshot& snapshot = outcome.analysis.snapshot;
  Rows rows = {{"issue", "code", "actor", "kind", "mean", "low_80", "high_80", "low_95", "high_95",
                "n", "weight", "apart", "evidence"}};
  const auto add = [&](const CellSides& cell, std::string kind, double mean,
                       const stats::Interval& central_80, const stats::Interval& central_95) {
    rows.push_back({snapshot.issues.id[cell.issue.value()],
                    snapshot.issues.code[cell.issue.value()],
                    snapshot.actors.id[cell.actor.value()], std::move(kind)});
    for (const double value :
         {mean, central_80.low, central_80.high, central_95.low, central_95.high}) {
      rows.back().push_back(fixed_text(to_cents(value), 2));
    }
  };
  for (const CellSides& cell : outcome.sides.cells) {
    for (const EvidencePosition& side : cell.sides.kinds) {
      add(cell, std::string(to_string(side.kind)), side.mean, side.central_80, side.central_95);
      std::vector<std::string> gaps;
      for (const EvidenceGap& gap : cell.sides.apart) {
        if (gap.a == side.kind || gap.b == side.kind) gaps.push_back(gap_text(gap));
      }
      const double weight =
          cell.sides.fused ? cell.sides.fused->weights[static_cast<std::size_t>(side.kind)] : 0;
      for (std::string& part : std::vector<std::string>{
               std::to_string(side.n), cell.sides.fused ? fixed_text(weight, 2) : "",
               joined(gaps, "; "), joined(evidence_ids(outcome, cell, side.kind), ";")}) {
        rows.back().push_back(std::move(part));
      }
    }
    if (!cell.sides.fused) continue;
    const positions::FusedPosition& fused = *cell.sides.fused;
    add(cell, "fused", fused.mean, fused.central_80, fused.central_95);
    rows.back().resize(rows.front().size());
  }
  return rows;
}

Json sides_json(const PositionsOutcome& outcome) {
  Json out = Json::array();
  for (const CellSides& cell : outcome.sides.cells) {
    out.push_back(cell_sides_json(outcome, cell));
  }
  return out;
}

}  // namespace entente::app
