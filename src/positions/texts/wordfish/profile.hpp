// SPDX-License-Identifier: GPL-3.0-or-later
// The objective of Wordfish with the words solved for: J as a function of the texts' a and t alone,
// with its gradient and its information (the Schur complement of the texts in the information of
// all parameters).
#pragma once

#include <span>
#include <vector>

#include "entente/base/cancel.hpp"
#include "positions/texts/wordfish/columns.hpp"

namespace entente::positions {

/// Where a fit stands. Texts: a_1, t_1, a_2, t_2, ...; columns: at their best for these.
struct WordfishPoint {
  std::vector<double> place;
  std::vector<double> slope;   ///< b; where the next solution starts
  std::vector<double> level;   ///< p
  std::vector<double> mean;    ///< of t under the expected counts of the column
  std::vector<double> spread;  ///< sum of expected counts x (t - mean)^2, + 1 / s^2
  double objective = 0;
  double log_likelihood = 0;
  std::vector<double> gradient;     ///< by place
  std::vector<double> information;  ///< with the words held: aa, at, tt of each text
  double word_gradient = 0;         ///< largest element of what is left for the words
};

struct WordfishSetting {
  double slope_precision = 1.0 / 9;  ///< 1 / s^2
  unsigned threads = 1;
  double settled_slope = 1e-13;  ///< relative Newton step below which a slope is found
};

/// Fills all but `place`; `slope` may hold a guess for each column or be empty. O(texts x columns).
Result<void> solve_words(const WordfishColumns& columns, const WordfishSetting& setting,
                         WordfishPoint& point, const CancelToken& cancel);

/// The information of the texts, times x. O(texts x columns), memory O(texts).
Result<std::vector<double>> information_times(const WordfishColumns& columns,
                                              const WordfishSetting& setting,
                                              const WordfishPoint& point, std::span<const double> x,
                                              const CancelToken& cancel);

/// The same as a symmetric matrix of (2 texts)^2, row after row. O(texts^2 x columns).
Result<std::vector<double>> information_matrix(const WordfishColumns& columns,
                                               const WordfishSetting& setting,
                                               const WordfishPoint& point,
                                               const CancelToken& cancel);

}  // namespace entente::positions
