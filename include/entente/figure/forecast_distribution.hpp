// SPDX-License-Identifier: GPL-3.0-or-later
// What models forecast on one continuum from 0 to 100: a row a model with its histogram, median,
// 50 % and 90 % intervals, the chance of each stretch between anchors, and beside it the error that
// the model made on past cases - or that nobody measured it. 720 wide. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/figure/continuum.hpp"
#include "entente/figure/figure.hpp"
#include "entente/stats/interval.hpp"

namespace entente::figure {

/// One model's forecast. Nothing is computed from the bins but their heights.
struct ForecastRow {
  std::string model;
  std::string status;                     ///< "experimental"; may be empty
  std::vector<std::uint64_t> bins;        ///< draws in equal bins from 0 to 100; may be empty
  std::optional<double> median;           ///< absent and no bins: no forecast
  std::optional<stats::Interval> half;    ///< 50 % of the draws
  std::optional<stats::Interval> ninety;  ///< 90 % of the draws
  std::vector<double> shares;  ///< chance between adjacent anchors, 0 to 1, one fewer than anchors
  std::optional<double> mean_error;   ///< mean absolute error on past cases, in points
  std::size_t past_cases = 0;         ///< scored cases behind it
  std::string missing;                ///< why there is no forecast
  std::vector<std::string> evidence;  ///< "run/R01"; must not be empty
  std::string href;
};

struct ForecastSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::vector<ContinuumAnchor> anchors;
  std::vector<ContinuumLine> lines;  ///< today, observed; may be empty
  std::vector<ForecastRow> rows;
};

/// Rows in the given order; the histograms share one height scale of density, so that areas compare
/// between models. Without rows it says so. O(rows x bins + lines^2).
Figure forecast_distribution(const ForecastSpec& spec);

}  // namespace entente::figure
