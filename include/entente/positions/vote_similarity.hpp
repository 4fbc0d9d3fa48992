// SPDX-License-Identifier: GPL-3.0-or-later
// How alike two voters vote, and how alike the members of a group.
//
// x and y are the votes of two voters, yes = 1, abstain = 2, no = 3, on the N roll calls on which
// both voted; w their weights (1 where not asked for, else scaled to sum N); d in [0, 1] nominal
// [x != y], absolute |x - y| / 2 or squared (x - y)^2 / 4:
//   agreement      1 - sum w |x - y| / 2 / sum w   (half credit); exact: sum w [x = y] / sum w
//   S              1 - 2 sum w d / sum w, d absolute or squared (C. S. Signorino, J. M. Ritter,
//                  International Studies Quarterly 43, 1999); in [-1, 1]
//   kappa          1 - D_o / D_e, D_o = sum p_ab d_ab, D_e = sum p_a. p_.b d_ab (J. Cohen, EPM 20,
//                  1960; Psychological Bulletin 70, 1968)
//   pi             the same with D_e = sum m_a m_b d_ab, m = (p_a. + p_.a) / 2 (W. A. Scott, 1955)
//   alpha          1 - (n - 1) sum o_ab d_ab / sum n_a n_b d_ab, o_ab = N_ab + N_ba, n = 2 N
//                  (K. Krippendorff); nominal, interval, ordinal
//   tau_b          (C - D) / sqrt((n0 - n1) (n0 - n2)) (M. G. Kendall); for comparison with old
//                  results: it takes no notice of level
// S confounds likeness with how common a vote is: where nearly all vote yes, everybody is alike.
// kappa with squared distances corrects for that, and does not ask that both vote yes equally
// often (F. M. Haege, Political Analysis 19, 2011). A measure whose denominator is 0 is undefined,
// never 0 or 1.
//
// Of a group on one roll call, with y yes, a abstain and n no:
//   Rice             |y - n| / (y + n) (S. A. Rice, 1928); abstentions count for nothing
//   agreement index  (m - (t - m) / 2) / t, m = max(y, a, n), t = y + a + n (S. Hix, A. Noury, G.
//                    Roland, British Journal of Political Science 35, 2005)
// averaged over roll calls with weights.
//
// Intervals: percentiles over draws of roll calls with replacement; draw r reads sequence r of
// Philox(seed, stream_word("votes")): all pairs on the same draws, the same bytes for any number of
// threads. Roll calls are drawn as if independent; those on one question are not, so intervals are
// rather too narrow than too wide. Pure functions, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/record/roll_calls.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

enum class SimilarityMeasure : std::uint8_t {
  Agreement,
  ExactAgreement,
  SAbsolute,
  SSquared,
  KappaNominal,
  KappaAbsolute,
  KappaSquared,
  PiNominal,
  PiAbsolute,
  PiSquared,
  AlphaNominal,
  AlphaInterval,
  AlphaOrdinal,
  TauB,
};
inline constexpr std::size_t similarity_measures = 14;
/// "agreement", "exact", "s_absolute", "s_squared", "kappa_nominal", ..., "tau_b".
std::string_view to_string(SimilarityMeasure measure) noexcept;

/// Weight of common roll calls by the first's vote (row) and the second's: yes, abstain, no.
using VoteTable3 = std::array<double, 9>;
/// By SimilarityMeasure; NaN = undefined.
using SimilarityValues = std::array<double, similarity_measures>;
/// All measures of one pair; the sum of the table counts as N. O(1).
SimilarityValues similarity_values(const VoteTable3& table) noexcept;

struct VoterPair {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};
/// All pairs of these voters, each once, in their order.
std::vector<VoterPair> all_pairs(std::span<const std::uint32_t> voters);

struct SimilarityOptions {
  std::uint32_t least_common = 10;  ///< fewer common roll calls give no value
  bool weighted = false;            ///< by RollCall::weight
  std::uint64_t seed = 1;
  std::uint32_t replicates = 2000;  ///< 0 = no intervals
  double confidence = 0.95;
  unsigned threads = 1;  ///< 0 = what the machine has; changes no result
};

struct PairSimilarity {
  VoterPair pair;
  std::uint64_t common = 0;               ///< N
  std::array<std::uint64_t, 9> counts{};  ///< as VoteTable3, unweighted
  /// Absent where undefined, or N is below least_common. Estimate::n = N.
  std::array<std::optional<stats::Estimate>, similarity_measures> measures;
  const std::optional<stats::Estimate>& of(SimilarityMeasure measure) const noexcept {
    return measures[static_cast<std::size_t>(measure)];
  }
};

/// Errors: Range (confidence; replicates too few for it), Limit (over 2^31 drawn roll calls),
/// Cancelled. O(pairs x roll calls x (1 + replicates)).
Result<std::vector<PairSimilarity>> vote_similarity(const record::RollCallMatrix& matrix,
                                                    std::span<const VoterPair> pairs,
                                                    const SimilarityOptions& options,
                                                    const CancelToken& cancel = {},
                                                    const Progress& progress = {});

/// Absent where nobody voted yes or no.
std::optional<double> rice_index(const record::Tally& tally) noexcept;
/// Absent where nobody voted.
std::optional<double> agreement_index(const record::Tally& tally) noexcept;

struct Cohesion {
  std::uint64_t roll_calls = 0;  ///< on which two members or more voted
  std::optional<stats::Estimate> rice;
  std::optional<stats::Estimate> agreement_index;
  std::optional<stats::Estimate> unanimous;  ///< share of roll calls on which all who voted agreed
};
/// Of `members` over all roll calls of the matrix on which two of them or more voted. Errors: as
/// vote_similarity. O(roll calls x (members + replicates)).
Result<Cohesion> cohesion(const record::RollCallMatrix& matrix,
                          std::span<const std::uint32_t> members, const SimilarityOptions& options,
                          const CancelToken& cancel = {});

}  // namespace entente::positions
