// SPDX-License-Identifier: GPL-3.0-or-later
// Where an actor stands on an issue by each kind of evidence: what it said, how it voted, how its
// texts read, what experts think. Side by side on the scale of the codes, never blended unless
// weights are named. Pure functions, any thread.
//
// Each kind becomes a distribution of the position:
//   statements  the statement model's estimate (statement_model.hpp);
//   votes       2 (p_yes - p_no), the position that the actor's next vote on the issue shows, where
//               a yes supports the claim, an abstention lies in the middle and a no opposes it;
//               (p_yes, p_abstain, p_no) ~ Dirichlet(votes + 1/3 each). So four yes of four read
//               1.6 [1.0, 2.0], not 2: four votes do not show that the fifth will be a yes;
//   texts       normal about each score, from its 95 % interval; several scores: their mixture;
//   experts     triangular from low over best to high; several experts: their mixture (a linear
//               pool with equal weights), which keeps their disagreement as spread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/positions/method.hpp"
#include "entente/positions/statement_model.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

enum class PositionEvidence : std::uint8_t { Statements, Votes, Texts, Experts };
inline constexpr std::size_t position_evidences = 4;
/// "statements", "votes", "texts", "experts".
std::string_view to_string(PositionEvidence kind) noexcept;

/// Votes cast; absences are no evidence.
struct VoteEvidence {
  std::uint32_t yes = 0;
  std::uint32_t abstain = 0;
  std::uint32_t no = 0;

  std::uint32_t cast() const noexcept { return yes + abstain + no; }
};

/// An expert's answer on the scale -2 to 2, low <= best <= high.
struct ExpertEvidence {
  double low = 0;
  double best = 0;
  double high = 0;
};

/// A score on the scale -2.5 to 2.5 with its 95 % interval; low = high where it has none.
struct TextEvidence {
  double value = 0;
  double low = 0;
  double high = 0;
};

/// What there is on one actor and one issue.
struct CellEvidence {
  const PositionEstimate* statements = nullptr;  ///< null = none on record
  VoteEvidence votes;
  std::vector<TextEvidence> texts;
  std::vector<ExpertEvidence> experts;
};

struct EvidencePosition {
  PositionEvidence kind = PositionEvidence::Statements;
  double mean = 0;
  stats::Interval central_80;
  stats::Interval central_95;
  std::size_t n = 0;  ///< readings, votes, texts or experts
};

/// Two kinds that do not tell the same.
struct EvidenceGap {
  PositionEvidence a = PositionEvidence::Statements;
  PositionEvidence b = PositionEvidence::Votes;
  double difference = 0;   ///< mean of a less that of b
  double probability = 0;  ///< that a is on that side of b, were the two independent
};

/// The mixture of the kinds with the weights given, over those that there are: sum w_k f_k / sum
/// w_k. It is not narrower for more kinds, and where they part it is wide.
struct FusedPosition {
  double mean = 0;
  stats::Interval central_80;
  stats::Interval central_95;
  std::array<double, position_evidences> weights = {};  ///< used here, sum 1
};

struct PositionSides {
  std::vector<EvidencePosition> kinds;  ///< in the order of PositionEvidence
  std::vector<EvidenceGap> apart;
  std::optional<FusedPosition> fused;

  const EvidencePosition* of(PositionEvidence kind) const noexcept;  ///< or null
};

struct SideBySideOptions {
  double least_gap = 0.5;  ///< means nearer than that are not told apart
  double sure = 0.9;       ///< nor where the probability is below
  /// By PositionEvidence; none = nothing is fused. Kinds of weight 0 are shown and not fused.
  std::optional<std::array<double, position_evidences>> weights = std::nullopt;
};

/// Of one cell. Inferred estimates are no evidence and count as none. Errors: Range (an answer, a
/// score or a weight off its range, all weights 0). O(texts + experts), about 20 us.
Result<PositionSides> side_by_side(const CellEvidence& evidence, const SideBySideOptions& options);

const MethodCard& side_by_side_card();

}  // namespace entente::positions
