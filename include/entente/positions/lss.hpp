// SPDX-License-Identifier: GPL-3.0-or-later
// Latent semantic scaling: positions of texts from seed words of two poles, through the company
// that words keep.
//
// The matrix M of counts, units (sentences, or texts) by words, is cut to its k largest singular
// values, M ~ U S V'. With v_w the row of V of word w and s the seed words,
//   polarity(w) = sum_s q_s cos(v_w, v_s),  q_s = 1 / n+ for the n+ positive seeds, -1 / n- for the
//   negative ones;
//   raw(text) = mean of the polarities of its words, SE = sd of them / sqrt(words)
// K. Watanabe, "Latent semantic scaling: a semisupervised text analysis technique for new domains
// and languages", Communication Methods and Measures 15(2), 2021. Values are raw with mean 0 and sd
// 1 (n - 1) over the texts. Not in the WebAssembly build.
//
// Pure functions, any thread; one thread works, in a fixed order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/word_counts.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

struct LssOptions {
  std::uint32_t dimensions = 300;  ///< k; at most units and words, each less one
  double confidence = 0.95;
};

/// Seed words of one pole; a `*` at the end stands for any ending.
struct LssSeeds {
  std::vector<std::string> positive;
  std::vector<std::string> negative;
};

struct LssText {
  std::uint32_t document = 0;
  std::uint64_t words = 0;
  std::uint64_t scored = 0;   ///< of them, those that have a polarity
  std::optional<double> raw;  ///< absent where none has
  double value = 0;           ///< standardised; with the rest only where raw is there
  double se = 0;              ///< of the value
  stats::Interval interval;   ///< value -+ z se
};

struct Lss {
  std::vector<LssText> texts;                   ///< all, in the order of the documents
  std::vector<std::optional<double>> polarity;  ///< by word; absent where its vector is 0
  std::vector<std::uint32_t> positive;          ///< words that are seeds, ascending
  std::vector<std::uint32_t> negative;
  std::vector<std::string> unmet;       ///< seeds that no text has
  std::vector<double> singular_values;  ///< descending
  std::size_t units = 0;
};

/// `segments` of the same counts, or null: texts are the units. Errors: Usage (a seed of both
/// poles, segments of other counts), Missing (a pole without a word that occurs; fewer than two
/// texts that differ), Range (options), Cancelled (before the decomposition only), Limit (the
/// decomposition does not converge). O(k (cells + k (units + words))) time, memory O(cells + k
/// (units + words)).
Result<Lss> lss(const record::WordCounts& counts, const record::WordSegments* segments,
                const LssSeeds& seeds, const LssOptions& options, const CancelToken& cancel = {});

const MethodCard& lss_card();

}  // namespace entente::positions
