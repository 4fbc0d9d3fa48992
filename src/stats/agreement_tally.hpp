// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of codes and the coefficients of counts. NaN stands for undefined inside this module.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/stats/agreement.hpp"

namespace entente::stats {

/// A square of numbers by category and category.
class CategorySquare {
 public:
  explicit CategorySquare(std::size_t size) : size_(size), cells_(size * size) {}
  std::size_t size() const noexcept { return size_; }
  double& at(std::size_t row, std::size_t column) noexcept { return cells_[row * size_ + column]; }
  double at(std::size_t row, std::size_t column) const noexcept {
    return cells_[row * size_ + column];
  }
  void clear() noexcept { cells_.assign(cells_.size(), 0.0); }
  const std::vector<double>& cells() const noexcept { return cells_; }

 private:
  std::size_t size_;
  std::vector<double> cells_;
};

/// What depends on the scale alone.
struct ScaleWeights {
  ScaleWeights(std::span<const double> categories, ScaleLevel scale_level);

  ScaleLevel level;
  CategorySquare distance;   ///< d of alpha; unused at the ordinal level, where it hangs on counts
  CategorySquare linear;     ///< |c - k|
  CategorySquare quadratic;  ///< (c - k)^2
  CategorySquare gwet;       ///< w of AC
  double gwet_total = 0;     ///< sum of w
};

/// Units with the same codes by the same coders, met once.
struct UnitPattern {
  std::vector<Codings::Code> codes;
  std::vector<std::pair<std::uint32_t, double>> counts;  ///< category and r_uc, ascending
  double percent = 0;  ///< the unit's term of percent agreement; 0 for a single code
  double gwet = 0;     ///< its term of p_a
};

/// All patterns, and which one each unit has (units without codes have none).
struct UnitPatterns {
  UnitPatterns(const Codings& codings, const ScaleWeights& weights);

  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  std::vector<UnitPattern> patterns;
  std::vector<std::uint32_t> of_unit;
};

/// Sums over units of any number of coders.
struct GroupTally {
  explicit GroupTally(std::size_t categories)
      : coincidences(categories), pairable(categories), shares(categories) {}
  void clear();
  void add(const UnitPattern& pattern, double times);

  CategorySquare coincidences;   ///< o_ck
  std::vector<double> pairable;  ///< n_c
  std::vector<double> shares;    ///< sum of r_uc / m_u
  double units = 0;              ///< with two codes or more
  double coded_units = 0;        ///< with one or more
  double percent = 0;
  double gwet = 0;
};

/// Places of coefficients in a line of them: those of any number of coders come first.
enum CoefficientPlace : std::size_t {
  Alpha,
  Percent,
  Gwet,
  Kappa,
  KappaLinear,
  KappaQuadratic,
  ScottPi
};
constexpr std::size_t group_figures = Gwet + 1;
constexpr std::size_t pair_figures = ScottPi + 1;

void group_coefficients(const GroupTally& tally, const ScaleWeights& weights,
                        std::span<double> out);

/// Room for the sums of pair_coefficients, used again for every pair and draw of a thread.
struct PairSums {
  explicit PairSums(std::size_t categories)
      : rows(categories),
        columns(categories),
        both(categories),
        halves(categories),
        coincidences(categories) {}

  std::vector<double> rows;
  std::vector<double> columns;
  std::vector<double> both;
  std::vector<double> halves;
  CategorySquare coincidences;
};

/// All coefficients of two coders, from the units by category of the one and of the other.
void pair_coefficients(const CategorySquare& joint, const ScaleWeights& weights, PairSums& sums,
                       std::span<double> out);

}  // namespace entente::stats
