// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "assemble.hpp"

namespace entente::alignment {

EdgeWeigher::EdgeWeigher(const NetworkSelection& selection, const PlacedNetwork& placed,
                         bool kernel)
    : options_(selection.options),
      levels_(placed.levels),
      table_(placed.table),
      dna_(selection.dna()),
      normalization_(kernel ? Normalization::None : selection.options.normalization) {
  const bool rule = options_.rule != QualifierRule::Ignore;
  texts_ = dna_ && !kernel && rule && selection.qualifier != nullptr &&
           selection.qualifier->type == VariableType::Text;
  wanted_.levels = rule && !texts_;
  wanted_.presence = texts_ || (dna_ && normalization_ == Normalization::Jaccard);
  wanted_.diagonal = kernel;
  plain_ = rule && !texts_ && !levels_.undefined && levels_.divisor == 1 &&
           normalization_ == Normalization::None;
  all_ = (texts_ && options_.rule != QualifierRule::Congruence) || (levels_.undefined && rule);
}

void EdgeWeigher::refresh(const PairSummer& summer) {
  std::vector<double> totals(table_.rows);
  for (const NetworkPair& pair : table_.pairs) totals[pair.row] += pair.weight;
  refresh(std::move(totals), [&summer](std::uint32_t row) { return summer.self(row); });
}

void EdgeWeigher::refresh(std::vector<double> totals,
                          const std::function<PairSums(std::uint32_t)>& self) {
  totals_ = std::move(totals);
  selves_.clear();
  const bool alike =
      normalization_ == Normalization::Jaccard || normalization_ == Normalization::Cosine;
  if (dna_ || !alike) return;
  for (std::uint32_t row = 0; row < totals_.size(); ++row) selves_.push_back(likeness(self(row)));
}

void EdgeWeigher::add_to_self(std::uint32_t row, const PairSums& sums) {
  if (!selves_.empty()) selves_[row] += likeness(sums);
}

double EdgeWeigher::likeness(const PairSums& sums) const {
  return wanted_.levels ? sums.near / levels_.divisor : sums.products;
}

double EdgeWeigher::divisor(std::uint32_t row, std::uint32_t other, const PairSums& sums) const {
  switch (normalization_) {
    case Normalization::Average:
      return (totals_[row] + totals_[other]) / 2;
    case Normalization::Jaccard:
      return dna_
                 ? (totals_[row] - sums.matched) + (totals_[other] - sums.matched_by) + sums.nominal
                 : selves_[row] + selves_[other] - likeness(sums);
    case Normalization::Cosine:
      return dna_ ? totals_[row] * totals_[other] : std::sqrt(selves_[row] * selves_[other]);
    default:
      return 1;
  }
}

double EdgeWeigher::weigh_divided(std::uint32_t row, std::uint32_t other,
                                  const PairSums& sums) const {
  constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  const double by = divisor(row, other, sums);
  if (by == 0) return dna_ ? 0 : undefined;
  if (options_.rule == QualifierRule::Ignore) return sums.products / by;
  if (levels_.undefined) return undefined;
  if (texts_) {
    const double far = (totals_[row] - sums.matched) + (totals_[other] - sums.matched_by);
    return combine(sums.nominal / by, far / by);
  }
  return combine(sums.near / levels_.divisor / by, sums.far / levels_.divisor / by);
}

}  // namespace entente::alignment
