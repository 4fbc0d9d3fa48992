// SPDX-License-Identifier: GPL-3.0-or-later
// Texts drawn from the Poisson model of Wordfish, with the positions they were drawn from.
#pragma once

#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "entente/base/random.hpp"
#include "entente/record/word_counts.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::positions {

struct SimulatedWords {
  record::WordCounts counts;
  std::vector<double> truth;  ///< position of each document
};

/// A count from its distribution function, at u in (0, 1).
inline std::uint32_t poisson_quantile(double mean, double u) {
  double p = std::exp(-mean);
  std::uint32_t out = 0;
  for (double sum = p; sum < u && out < 100000; sum += p) p *= mean / ++out;
  return out;
}

/// `size`: mean number of words of a document; the share `missing` of its cells is taken away.
inline SimulatedWords simulated_words(std::size_t documents, std::size_t words, double size,
                                      std::uint64_t seed, double missing = 0) {
  SimulatedWords out;
  PhiloxCursor dice = Philox(seed).cursor();
  const auto normal = [&dice] { return stats::normal_quantile(dice.uniform01()); };
  std::vector<std::string> ids;
  std::vector<std::string> names;
  std::vector<double> slope(words);
  std::vector<double> level(words);
  double sum = 0;
  for (std::size_t w = 0; w < words; ++w) {
    names.push_back("w" + std::to_string(w));
    slope[w] = 0.6 * normal();
    level[w] = 1.2 * normal();
    sum += std::exp(level[w] + slope[w] * slope[w] / 2);
  }
  std::vector<record::WordCell> cells;
  for (std::size_t d = 0; d < documents; ++d) {
    ids.push_back("D" + std::to_string(d));
    out.truth.push_back(-1.5 + 3 * static_cast<double>(d) / static_cast<double>(documents - 1));
    for (std::size_t w = 0; w < words; ++w) {
      const double mean = size / sum * std::exp(level[w] + slope[w] * out.truth[d]);
      const std::uint32_t count = poisson_quantile(mean, dice.uniform01());
      const bool lost = dice.uniform01() < missing;
      if (count > 0 && !lost) {
        cells.push_back({static_cast<std::uint32_t>(d), static_cast<std::uint32_t>(w), count});
      }
    }
  }
  out.counts = record::WordCounts::make(std::move(ids), std::move(names), std::move(cells)).value();
  return out;
}

inline std::vector<record::WordCell> cells_of(const record::WordCounts& counts) {
  std::vector<record::WordCell> out;
  out.reserve(counts.cells());
  for (std::uint32_t d = 0; d < counts.documents().size(); ++d) {
    const record::WordColumn column = counts.of_document(d);
    for (std::size_t c = 0; c < column.size(); ++c) {
      out.push_back({d, column.places[c], column.counts[c]});
    }
  }
  return out;
}

/// The same with one more document at the end that has the words of `document`.
inline record::WordCounts with_copy(const record::WordCounts& counts, std::size_t document) {
  std::vector<std::string> ids(counts.documents().begin(), counts.documents().end());
  ids.push_back("copy");
  std::vector<record::WordCell> cells = cells_of(counts);
  const record::WordColumn column = counts.of_document(document);
  for (std::size_t c = 0; c < column.size(); ++c) {
    cells.push_back(
        {static_cast<std::uint32_t>(ids.size() - 1), column.places[c], column.counts[c]});
  }
  return record::WordCounts::make(std::move(ids), {counts.words().begin(), counts.words().end()},
                                  std::move(cells))
      .value();
}

/// Each word of each text is lost with that probability.
inline record::WordCounts thinned(const record::WordCounts& counts, double lost,
                                  std::uint64_t seed) {
  PhiloxCursor dice = Philox(seed).cursor();
  std::vector<record::WordCell> cells = cells_of(counts);
  for (record::WordCell& cell : cells) {
    for (std::uint32_t met = cell.count; met > 0; --met) {
      if (dice.uniform01() < lost) --cell.count;
    }
  }
  return record::WordCounts::make({counts.documents().begin(), counts.documents().end()},
                                  {counts.words().begin(), counts.words().end()}, std::move(cells))
      .value();
}

inline double texts_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace entente::positions
