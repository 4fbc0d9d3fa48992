// SPDX-License-Identifier: GPL-3.0-or-later
// Wordscores: positions of texts from those of reference texts, through the words they share.
//
// With F_wr the share of word w among the words of reference text r, and A_r its position:
//   P_wr = F_wr / sum_r F_wr,  S_w = sum_r P_wr A_r   (words of at least one reference text)
//   S_v = sum_w f_wv S_w over the scored words of text v, f_wv their shares among these
//   SE = sqrt(sum_w f_wv (S_v - S_w)^2) / sqrt(scored words of v)
// M. Laver, K. Benoit, J. Garry, "Extracting policy positions from political texts using words as
// data", American Political Science Review 97(2), 2003. Raw scores crowd at the middle, since most
// words stand in all texts; two rescalings make them readable beside the references:
//   LBG (2003): (S_v - mean)(sd(A) / sd(S)) + mean, mean and sd (n - 1) over the texts scored;
//   MV: (S_v - S_lo)(A_hi - A_lo) / (S_hi - S_lo) + A_lo, S_lo and S_hi the raw scores of the
//   references with the least and the greatest position. L. W. Martin, G. Vanberg, "A robust
//   transformation procedure for interpreting political text", Political Analysis 16(1), 2008.
//
// Pure functions, any thread; sums in a fixed order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/word_counts.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

struct ReferenceText {
  std::uint32_t document = 0;
  double position = 0;
};

enum class LbgOver : std::uint8_t {
  Virgin,  ///< mean and sd over the texts that are no references, as published
  All,     ///< over all texts, as quanteda does
};

struct WordscoreOptions {
  LbgOver lbg_over = LbgOver::Virgin;
  double confidence = 0.95;
};

/// A value with its standard error and value -+ z se.
struct ScaledText {
  double value = 0;
  double se = 0;
  stats::Interval interval;
};

struct Wordscore {
  std::uint32_t document = 0;
  std::optional<double> reference;  ///< the position given, of a reference text
  std::uint64_t words = 0;          ///< in the text
  std::uint64_t scored = 0;         ///< of them, those that stand in a reference text
  std::optional<ScaledText> raw;    ///< absent where no word is scored
  /// Absent where the raw score is, and where the sd over the texts is 0 or cannot be told (fewer
  /// than two of them); of reference texts only with LbgOver::All.
  std::optional<ScaledText> lbg;
  std::optional<ScaledText> mv;  ///< absent where the two references have one raw score
};

struct Wordscores {
  std::vector<std::optional<double>> word_scores;  ///< by word; absent: in no reference text
  std::vector<Wordscore> texts;                    ///< all, in the order of the documents
  double mean_of_raw = 0;                          ///< over the texts LBG goes by
};

/// Errors: Usage (fewer than two references, two of one document, all of one position), Range (a
/// position that is not finite, confidence outside (0, 1), a document outside), Missing (a
/// reference text without words), Cancelled. O(cells).
Result<Wordscores> wordscores(const record::WordCounts& counts,
                              std::span<const ReferenceText> references,
                              const WordscoreOptions& options, const CancelToken& cancel = {});

const MethodCard& wordscores_card();

}  // namespace entente::positions
