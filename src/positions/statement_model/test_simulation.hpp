// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated studies for tests and benches: the readings of a layout coded anew from positions drawn
// by the model, or by one that breaks its assumptions.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "positions/statement_model/dice.hpp"
#include "positions/statement_model/layout.hpp"
#include "positions/statement_model/scale.hpp"

namespace entente::positions::testing {

/// How the world differs from what the model takes for granted.
enum class Broken : std::uint8_t {
  Nothing,       ///< scales drawn from their priors: calibration holds by theory
  FixedScales,   ///< scales at their prior medians in every study
  HeavyTails,    ///< noise by Student's t with 3 degrees of freedom
  Miscodes,      ///< one reading in ten is a code drawn at random
  Jumps,         ///< instead of walking, one position in five jumps by 0.8 before the last day
  TwiceNoise,    ///< noise twice what the prior expects
  EqualFactors,  ///< what is implied or hedged is as exact as what is said
  Camps,         ///< each pool is split: half its actors stand 1 from the others on each issue
};

struct SimulatedStudy {
  ModelLayout layout;         ///< with the codes drawn
  std::vector<double> truth;  ///< by cell, at the day of the answer
};

class StudySimulator {
 public:
  StudySimulator(const ModelLayout& layout, const StatementModelOptions& options, Broken broken,
                 std::uint64_t seed)
      : options_(options),
        broken_(broken),
        dice_(Philox(seed, stream_word("simulated study")).cursor()),
        out_{layout, {}} {}

  SimulatedStudy draw() {
    draw_scales();
    draw_parts();
    for (const ModelCell& cell : out_.layout.cells) draw_cell(cell);
    for (ModelReading& reading : out_.layout.readings) draw_code(reading);
    return std::move(out_);
  }

 private:
  double scale(PositionScale which) const { return scales_[static_cast<std::size_t>(which)]; }

  void draw_scales() {
    for (std::size_t s = 0; s < position_scales; ++s) {
      const double wander = broken_ == Broken::Nothing ? dice_.normal() : 0;
      scales_[s] = options_.priors[s].median * std::exp(options_.priors[s].log_sd * wander);
    }
    if (broken_ == Broken::TwiceNoise) scales_[0] *= 2;
  }

  std::vector<double> normals(std::size_t count, double sd) {
    std::vector<double> out(count);
    for (double& x : out) x = dice_.normal(0, sd);
    return out;
  }

  void draw_parts() {
    const std::vector<double> pools = normals(out_.layout.pools, options_.pool_sd);
    commons_ = normals(out_.layout.commons.size(), scale(PositionScale::Issue));
    for (std::size_t m = 0; m < commons_.size(); ++m) {
      commons_[m] += out_.layout.commons[m].sign * pools[out_.layout.commons[m].pool];
    }
    leans_ = normals(out_.layout.leans, scale(PositionScale::Lean));
    severities_ = normals(out_.layout.severities, scale(PositionScale::Coder));
  }

  void draw_cell(const ModelCell& cell) {
    double at = commons_[cell.common];
    at += cell.sign *
          (cell.lean == no_place ? dice_.normal(0, scale(PositionScale::Lean)) : leans_[cell.lean]);
    at += dice_.normal(0, scale(PositionScale::Actor));
    if (broken_ == Broken::Camps) at += cell.actor.value() % 2 == 0 ? 0.5 : -0.5;
    const double walk = scale(PositionScale::Walk);
    for (std::uint32_t n = 0; n < cell.nodes; ++n) {
      const std::uint32_t node = cell.first_node + n;
      if (n > 0) at += step(walk, out_.layout.nodes[node].years_before);
      if (theta_.size() <= node) theta_.resize(node + 1);
      theta_[node] = at;
    }
    out_.truth.push_back(anchored(at + step(walk, cell.years_to_at)));
  }

  double step(double walk, double years) {
    if (broken_ != Broken::Jumps) return dice_.normal(0, walk * std::sqrt(years));
    if (dice_.uniform() >= 0.2) return 0;
    return dice_.uniform() < 0.5 ? 0.8 : -0.8;
  }

  void draw_code(ModelReading& reading) {
    double mean = 0;
    for (const std::uint32_t node : out_.layout.targets_of(reading)) mean += theta_[node];
    mean /= reading.targets;
    if (reading.severity != no_place) mean += severities_[reading.severity];
    const double factor = broken_ == Broken::EqualFactors ? 1 : reading.factor;
    double noise = dice_.normal();
    if (broken_ == Broken::HeavyTails) {
      const double chi =
          std::hypot(dice_.normal(), dice_.normal(), dice_.normal()) / std::sqrt(3.0);
      noise /= chi;
    }
    const double read = anchored(mean + scale(PositionScale::Noise) * factor * noise);
    reading.code = static_cast<std::int8_t>(std::clamp(std::round(read), -2.0, 2.0));
    if (broken_ == Broken::Miscodes && dice_.uniform() < 0.1) {
      reading.code = static_cast<std::int8_t>(std::floor(5 * dice_.uniform()) - 2);
    }
  }

  StatementModelOptions options_;
  Broken broken_;
  NormalDice dice_;
  SimulatedStudy out_;
  std::array<double, position_scales> scales_{};
  std::vector<double> commons_;
  std::vector<double> leans_;
  std::vector<double> severities_;
  std::vector<double> theta_;
};

struct Coverage {
  std::size_t cells = 0;
  std::size_t within_80 = 0;
  std::size_t within_95 = 0;
  double squared_error = 0;
  double width_80 = 0;

  double share_80() const { return static_cast<double>(within_80) / static_cast<double>(cells); }
  double share_95() const { return static_cast<double>(within_95) / static_cast<double>(cells); }
  double rmse() const { return std::sqrt(squared_error / static_cast<double>(cells)); }
  double mean_width() const { return width_80 / static_cast<double>(cells); }
};

}  // namespace entente::positions::testing
