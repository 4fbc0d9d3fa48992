// SPDX-License-Identifier: GPL-3.0-or-later
// One chain of the statement model's sampler. One thread; deterministic in its seed and number.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "positions/statement_model/dice.hpp"
#include "positions/statement_model/layout.hpp"

namespace entente::positions {

class PositionChain {
 public:
  /// Starts dispersed: scales drawn from their priors. The layout and options must outlive it.
  PositionChain(const ModelLayout& layout, const StatementModelOptions& options,
                std::uint32_t chain);

  /// One pass over everything. `tuning` lets the steps of the moves adapt: warm-up only.
  void sweep(bool tuning);

  /// A draw of the cell's position at the day of the answer, given the present state. Of a guess,
  /// of the pool's common position, the actor's lean and its own part.
  double position(const ModelCell& cell);

  double scale(PositionScale scale) const noexcept { return scales_[place_of(scale)]; }
  double severity(std::size_t place) const noexcept { return severities_[place]; }
  /// Share of prior weight at the first node, see PositionEstimate::pooled.
  double pooled(const ModelCell& cell) const noexcept;

 private:
  static constexpr std::size_t place_of(PositionScale scale) noexcept {
    return static_cast<std::size_t>(scale);
  }
  double& scale_of(PositionScale scale) noexcept { return scales_[place_of(scale)]; }

  double expected(const ModelCell& cell) const noexcept;
  double reading_sd(const ModelReading& reading) const noexcept;
  double severity_of(const ModelReading& reading) const noexcept;
  void refit();  ///< fitted_ from theta_

  // Moves of scales with the readings integrated out (scale_moves.cpp).
  double log_likelihood(const std::vector<double>& fitted, double noise,
                        const std::vector<double>& severities) const;
  double log_prior(PositionScale scale, double value) const noexcept;
  double proposal(PositionScale scale);
  void settle(PositionScale scale, bool accepted, bool tuning) noexcept;
  double move_noise(double present, bool tuning);
  double move_scale(PositionScale scale, double present, bool tuning);
  void stretch(PositionScale scale, double ratio);
  void stretch_nodes(PositionScale scale, double ratio);

  // Draws given the readings (chain.cpp).
  void draw_readings();
  void draw_nodes();
  void draw_node(const ModelCell& cell, std::uint32_t node);
  void draw_severities();
  void draw_commons();
  void draw_leans();
  void draw_pool_means();
  double shift(const ShiftIndex& index, std::size_t part, double sum, double precision);
  void shift_commons();
  void shift_leans();
  void shift_severities();
  void draw_scale(PositionScale scale, double squares, std::size_t count);
  void draw_scales();

  const ModelLayout& layout_;
  const StatementModelOptions& options_;
  NormalDice dice_;
  NormalDice answers_;  ///< of their own, so that asking for more changes no other answer
  NormalDice guesses_;
  std::uint64_t turn_ = 0;  ///< in the scales to stretch
  std::array<double, position_scales> scales_{};
  std::array<double, position_scales> steps_{};  ///< of the moves, on the logarithm
  std::vector<double> theta_;                    ///< by node
  std::vector<double> readings_;                 ///< by reading, latent
  std::vector<double> fitted_;                   ///< by reading: mean of its targets
  std::vector<double> commons_;
  std::vector<double> leans_;
  std::vector<double> pool_means_;
  std::vector<double> severities_;
  // Kept for their memory only.
  std::vector<double> sums_;
  std::vector<double> precisions_;
  std::vector<double> theta_before_;
  std::vector<double> fitted_before_;
};

}  // namespace entente::positions
