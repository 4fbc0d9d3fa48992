// SPDX-License-Identifier: GPL-3.0-or-later
// Experts weighed by how well they know what can be checked: R. M. Cooke, Experts in Uncertainty,
// Oxford 1991 ("classical model"), as EXCALIBUR and ANDURYL compute it.
//   calibration  C = P(chi2_R >= 2 N I(s, p)), I(s, p) = sum s ln(s / p) over the R + 1 bins that
//                R quantiles make; s = shares of the expert's seeds whose realisation fell in each
//                bin (one equal to a quantile falls in the lower), p = the shares that were
//                promised; N = the fewest seeds any expert answered
//   information  of an item: ln(U - L) + sum p ln(p / width), [L, U] from the least to the greatest
//                answer or realisation, widened by `overshoot` on each side; logarithmic items in
//                logarithms
//   weight       C x (mean information on the seeds) x 1{C >= alpha}; or, by item, C x (information
//                on the item). alpha is the cut at which the pooled decision maker scores best
// The decision maker's distribution is the weighted mean of the experts', each uniform (in
// logarithms where logarithmic) between its quantiles.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/positions/method.hpp"
#include "entente/record/expert_panel.hpp"

namespace entente::positions {

enum class ExpertWeighting : std::uint8_t {
  Global,  ///< one weight an expert
  Item,    ///< one an expert and item
  Equal,   ///< all alike; calibration and information are told all the same
};
/// "global", "item", "equal".
std::string_view to_string(ExpertWeighting weighting) noexcept;

struct ClassicalOptions {
  ExpertWeighting weighting = ExpertWeighting::Global;
  double overshoot = 0.1;       ///< of the range of answers, each side; >= 0
  std::optional<double> alpha;  ///< the cut; absent = the best; 0 = nobody is cut off
};

struct ExpertScore {
  std::vector<std::uint32_t> bins;  ///< seeds whose realisation fell in each
  std::uint32_t seeds = 0;          ///< answered
  std::uint32_t items = 0;          ///< answered, seeds too
  double calibration = 0;
  double information_seeds = 0;  ///< mean over the seeds answered
  double information = 0;        ///< mean over all items answered
  double weight = 0;             ///< of the decision maker; by item: on the mean of the seeds
};

struct PooledItem {
  std::vector<double>
      quantiles;                ///< at the panel's levels; empty where nobody with weight answered
  std::vector<double> weights;  ///< by expert, summing to 1
  std::uint32_t experts = 0;    ///< with weight that answered
};

struct ClassicalModel {
  std::vector<ExpertScore> experts;
  std::uint32_t seeds = 0;  ///< items with a realisation
  std::uint32_t power = 0;  ///< N: the fewest seeds any expert answered
  double alpha = 0;
  ExpertScore decision_maker;  ///< weight = its unnormalised score
  std::vector<PooledItem> items;
  std::uint32_t equal_quantiles =
      0;  ///< answers with two quantiles alike: read as a millionth of
          ///< the range apart, as no bin can have information without end
};

/// Errors: Missing (no answer; no seed, unless weighting is equal; an expert without a seed),
/// Range (options; no expert reaches a fixed alpha; an item whose answers are all one value).
/// O(experts^2 x items x experts log experts).
Result<ClassicalModel> classical_model(const record::ExpertPanel& panel,
                                       const ClassicalOptions& options = {});

const MethodCard& classical_model_card();

}  // namespace entente::positions
