// SPDX-License-Identifier: GPL-3.0-or-later
// All chains of the statement model on a layout, and what they say of it.
#pragma once

#include <vector>

#include "positions/statement_model/layout.hpp"

namespace entente::positions {

struct PositionDraws {
  std::size_t chains = 0;
  std::size_t per_chain = 0;                    ///< draws of each, chain after chain
  std::vector<float> positions;                 ///< by cell, then draw
  std::vector<double> pooled;                   ///< by cell, mean over the draws
  std::vector<std::vector<double>> scales;      ///< by PositionScale, then draw
  std::vector<std::vector<double>> severities;  ///< by severity, then draw

  std::size_t draws() const noexcept { return chains * per_chain; }
  std::span<const float> of_cell(std::size_t cell) const noexcept {
    return std::span<const float>(positions).subspan(cell * draws(), draws());
  }
};

/// Errors: Cancelled.
Result<PositionDraws> position_draws(const ModelLayout& layout,
                                     const StatementModelOptions& options,
                                     const CancelToken& cancel, const Progress& progress);

/// Mean, median, sd and central intervals of draws; leaves the buffer in another order.
struct DrawSummary {
  double mean = 0;
  double median = 0;
  double sd = 0;
  stats::Interval central_80;
  stats::Interval central_95;
};
DrawSummary summary_of(std::span<const float> draws, std::vector<double>& buffer);

/// Split R-hat of draws chain after chain: A. Gelman et al., Bayesian Data Analysis, 3rd ed.,
/// section 11.4. 1 where nothing varies.
double split_r_hat(std::span<const float> draws, std::size_t chains);

}  // namespace entente::positions
