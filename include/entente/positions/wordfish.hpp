// SPDX-License-Identifier: GPL-3.0-or-later
// Wordfish: positions of texts on the one dimension along which their use of words differs most,
// without reference texts.
//
// Model. y_ij ~ Poisson(exp(a_i + p_j + b_j t_i)) for text i and word j: a_i how long the text is,
// p_j how common the word, b_j how it tells sides apart, t_i the position. J. B. Slapin, S.-O.
// Proksch, "A scaling model for estimating time-series party positions from texts", American
// Journal of Political Science 52(3), 2008; with the priors of quanteda's implementation,
//   J = sum_ij [y_ij eta_ij - exp(eta_ij)] - sum_j b_j^2 / (2 s^2) - sum_i t_i^2 / 2,  s = 3,
// which keep everything finite. The a_i have mean 0 (only their differences are identified); the
// side of the texts is set by two of them.
//
// Fit. J is maximised to a gradient of `tolerance`, which is reported: at given a and t each word's
// p_j and b_j are solved for (one strictly concave equation), and a and t move jointly by Newton
// steps on what is left, the Schur complement of the information, in a trust region (T. Steihaug,
// "The conjugate gradient method and trust regions in large scale optimization", SIAM Journal on
// Numerical Analysis 20(3), 1983). Words with the same counts in all texts are one column. J is not
// concave and has several maxima: the highest of several starts is taken, and all are reported.
//
// Values are t with mean 0 and sd 1 (n - 1) over the texts: place and scale of t are known by the
// priors alone. Standard errors: of the values, from the information of all parameters together,
// the words' too, by the delta method; and, as other programs give them, of t with the words held,
// over the sd. Both believe the model: words are independent draws. Texts repeat
// themselves, so that both are too small (W. Lowe, K. Benoit, "Estimating uncertainty in
// quantitative text analysis", 2011): bootstrap over sentences where there are sentences.
//
// Memory: cells and texts + words; texts x words is never held. The same bytes for any number of
// threads. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/word_counts.hpp"
#include "entente/stats/interval.hpp"

namespace entente::positions {

struct WordfishOptions {
  double slope_sd = 3;  ///< s, of the prior of b; > 0
  /// The first stands left of (below) the second; without, the text whose id comes first in the
  /// order of bytes has a value of at most 0.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> left_right = {};
  double tolerance = 1e-6;  ///< of the largest element of the gradient of J, all parameters
  std::uint32_t most_steps = 300;
  /// 0: as many as cost little, texts x columns x starts at most 10^7, 1 to 6. At most 1000.
  std::uint32_t starts = 0;
  double confidence = 0.95;
  unsigned threads = 1;  ///< 0 = what the machine has; changes no result
};

/// Texts above which standard errors take the words as known: a matrix of (2 texts)^2 takes too
/// long.
inline constexpr std::size_t most_texts_of_joint_errors = 1000;

struct WordfishText {
  std::uint32_t document = 0;
  std::uint64_t words = 0;
  double length = 0;         ///< a_i
  double position = 0;       ///< t_i, on the scale of the priors
  double value = 0;          ///< standardised
  std::optional<double> se;  ///< of the value, all parameters; see most_texts_of_joint_errors
  double se_words_held = 0;  ///< of t over the sd of t
  stats::Interval interval;  ///< value -+ z se, or z se_words_held without se
};

struct WordfishWord {
  std::uint32_t word = 0;
  std::uint64_t count = 0;
  double level = 0;  ///< p_j
  double slope = 0;  ///< b_j
};

/// Where one start ended.
struct WordfishClimb {
  std::string_view start;    ///< "correspondence", "hellinger", "drawn"
  std::uint32_t number = 0;  ///< of the axis or draw, from 1
  double objective = 0;
  std::uint32_t steps = 0;
};

struct Wordfish {
  std::vector<WordfishText> texts;   ///< those that have words, in the order of the documents
  std::vector<WordfishWord> words;   ///< those that occur, in their order
  std::vector<std::uint32_t> empty;  ///< documents without words: they have no value
  std::size_t columns = 0;           ///< words that differ in their counts
  double position_mean = 0;          ///< of t; value = (t - mean) / sd
  double position_sd = 0;
  double objective = 0;       ///< J
  double log_likelihood = 0;  ///< sum [y eta - exp(eta)]
  double gradient = 0;        ///< largest element, all parameters
  std::uint32_t steps = 0;    ///< of the climb that was taken
  std::vector<WordfishClimb> climbs;
  bool converged = false;  ///< the gradient is within the tolerance, and it is a maximum
};

/// Errors: Missing (fewer than three texts with words: of two the
/// values are always alike; fewer than two words that differ; or no
/// dimension: the texts use their words alike), Range (options; documents of left_right), Usage
/// (left_right of one text, or of one without words), Cancelled. Not converging is no error; see
/// `converged`. O(starts x steps x texts x columns) time.
Result<Wordfish> wordfish(const record::WordCounts& counts, const WordfishOptions& options,
                          const CancelToken& cancel = {}, const Progress& progress = {});

struct WordfishBootstrapOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 100;  ///< at least 10
};
struct WordfishBootstrap {
  std::vector<double> sd;                 ///< of the values, by text as in Wordfish::texts
  std::vector<stats::Interval> interval;  ///< value -+ z sd
  std::vector<std::uint32_t> sentences;   ///< drawn from, by text; of few the sd is too small
  std::uint32_t replicates = 0;
  std::uint32_t unconverged = 0;
};

/// Draws each text's sentences with replacement and fits anew, from where the fit ended; values
/// are standardised and turned to the side of the fit. Errors: Range (replicates), Usage (segments
/// of other counts), Cancelled. O(replicates x a fit).
Result<WordfishBootstrap> bootstrap_wordfish(const record::WordCounts& counts,
                                             const record::WordSegments& segments,
                                             const Wordfish& fit, const WordfishOptions& options,
                                             const WordfishBootstrapOptions& bootstrap,
                                             const CancelToken& cancel = {},
                                             const Progress& progress = {});

const MethodCard& wordfish_card();

}  // namespace entente::positions
