// SPDX-License-Identifier: GPL-3.0-or-later
// Maximising the objective of Wordfish: the start, and joint Newton steps in a trust region.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/progress.hpp"
#include "positions/texts/wordfish/profile.hpp"

namespace entente::positions {

/// Where a climb may begin. J has several maxima, and no one start finds the highest always.
enum class WordfishStartKind : std::uint8_t {
  Correspondence,  ///< an axis of the Pearson residuals, in standard coordinates
  Hellinger,       ///< an axis of the roots of the counts, less those expected
  Drawn,           ///< normal, keyed by the ids of the texts
};
std::string_view to_string(WordfishStartKind kind) noexcept;

struct WordfishStart {
  WordfishStartKind kind = WordfishStartKind::Correspondence;
  std::uint32_t number = 0;  ///< of the axis or draw, from 0
};
/// The first axes of both kinds, then the second ones, then draws.
std::vector<WordfishStart> wordfish_starts(std::uint32_t how_many);

/// a = log of the texts' lengths, t as the start says, with mean 0, b and t in the proportion that
/// the priors want. `ids` of the texts key what is drawn, so that the order of texts does not
/// matter. O(cells x rounds).
Result<WordfishPoint> wordfish_start(const WordfishColumns& columns, const WordfishSetting& setting,
                                     const WordfishStart& start, std::span<const std::string> ids,
                                     const CancelToken& cancel);

struct WordfishSearch {
  double tolerance = 1e-6;
  std::uint32_t most_steps = 300;
};
struct WordfishEnd {
  std::uint32_t steps = 0;
  double gradient = 0;  ///< largest element, texts and words
  bool converged = false;
};
/// Moves `point`, whose words are solved for, to a maximum.
Result<WordfishEnd> climb(const WordfishColumns& columns, const WordfishSetting& setting,
                          const WordfishSearch& search, WordfishPoint& point,
                          const CancelToken& cancel, const ProgressStage& stage);

/// Variance of each standardised t from the information of all parameters (delta method); empty
/// where the matrix is not positive definite, so that the point is no maximum. O(texts^2 x columns
/// + texts^3).
Result<std::vector<double>> joint_variances(const WordfishColumns& columns,
                                            const WordfishSetting& setting,
                                            const WordfishPoint& point, const CancelToken& cancel);

}  // namespace entente::positions
