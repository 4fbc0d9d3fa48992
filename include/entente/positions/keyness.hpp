// SPDX-License-Identifier: GPL-3.0-or-later
// Keyness: which words a group of texts uses more, or less, than another.
//
// Of each word the table a (it, in the target), b (it, in the reference), c and d (all other words
// there), N = a + b + c + d; E = (a + b)(a + c) / N. Signed figures are positive where a > E.
//   chi2 = N (|ad - bc| - N k)^2 / ((a + b)(c + d)(a + c)(b + d)); k = 0, or after Yates
//     min(1/2, |ad - bc| / N), in all tables or in those with a cell expected below 5
//   G2 = 2 sum O ln(O / E) (likelihood ratio; T. Dunning, "Accurate methods for the statistics of
//     surprise and coincidence", Computational Linguistics 19(1), 1993), or over Williams's
//     q = 1 + (N/(a+b) + N/(c+d) - 1)(N/(a+c) + N/(b+d) - 1) / (6 N)
//   PMI = ln(a / E); log odds ratio with 1/2 added to each cell (Haldane), its standard error
//     sqrt(sum 1 / (cell + 1/2))
// Words are taken as independent draws, which texts do not make: p values are too small. Pure
// functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "entente/positions/method.hpp"
#include "entente/record/word_counts.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

enum class ChiCorrection : std::uint8_t {
  None,
  Yates,       ///< in all tables, as R does
  YatesSmall,  ///< where a cell is expected below 5 and |ad - bc| >= N / 2, as quanteda does
};
enum class KeynessMeasure : std::uint8_t { Chi2, G2, Pmi, LogOdds };
/// "chi2", "g2", "pmi", "log-odds".
std::string_view to_string(KeynessMeasure measure) noexcept;

struct WordTable {
  std::uint64_t a = 0;  ///< the word in the target
  std::uint64_t b = 0;  ///< the word in the reference
  std::uint64_t c = 0;  ///< other words in the target
  std::uint64_t d = 0;  ///< other words in the reference
};

struct KeynessOptions {
  KeynessMeasure by = KeynessMeasure::G2;  ///< in whose order words are given
  ChiCorrection chi_correction = ChiCorrection::None;
  bool williams = false;  ///< corrects G2
  double confidence = 0.95;
};

struct Keyness {
  std::uint32_t word = 0;
  WordTable table;
  double chi2 = 0;  ///< signed
  double g2 = 0;    ///< signed
  double p = 1;     ///< of chi2 or G2 (G2 where words are ordered by neither), 1 degree of freedom
  std::optional<double> pmi;  ///< absent where a = 0
  double log_odds = 0;
  stats::Interval log_odds_interval;
};

/// Of one table. Errors: Missing (a side without words, or without other words), Range
/// (confidence).
Result<Keyness> keyness_of(const WordTable& table, const KeynessOptions& options);

/// Of every word of either side, by the measure descending, then by word. Without `reference` all
/// other documents. Errors: Usage (no target, a document on both sides or twice), Range (a document
/// outside, confidence), Missing (a side without words). O(cells + words log words).
Result<std::vector<Keyness>> keyness(const record::WordCounts& counts,
                                     std::span<const std::uint32_t> target,
                                     std::span<const std::uint32_t> reference,
                                     const KeynessOptions& options);

const MethodCard& keyness_card();

}  // namespace entente::positions
