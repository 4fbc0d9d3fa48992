// SPDX-License-Identifier: GPL-3.0-or-later
// Looking for the sets of concepts that lose least.
#pragma once

#include <cstdint>
#include <vector>

#include "concept_parts.hpp"
#include "entente/alignment/concept_backbone.hpp"
#include "entente/base/random.hpp"

namespace entente::alignment {

/// Losses against the network of all concepts.
class ConceptLoss {
 public:
  explicit ConceptLoss(const ConceptParts& parts);
  double of(ConceptNetwork& network) const;
  const std::vector<double>& whole() const noexcept { return whole_; }
  /// Of the weights as of() found them last, with those of the whole.
  double correlation(const ConceptNetwork& network) const;

 private:
  std::vector<double> whole_;
  std::vector<double> weights_;
};

/// The set with its loss and that of the others.
ConceptSet concept_set(const ConceptParts& parts, const ConceptLoss& loss,
                       const std::vector<std::uint32_t>& members);

/// How the search is run; what it points at must outlive it.
struct ConceptSearch {
  const ConceptParts& parts;
  const ConceptLoss& loss;
  unsigned threads;
  const CancelToken& cancel;
  const Progress& progress;
};

/// The best of every size from 1 to all, of equals the first in the order of the search.
Result<std::vector<ConceptSet>> exact_sets(const ConceptSearch& search);

/// Step by step from all to none.
Result<std::vector<ConceptRemoval>> nested_sets(const ConceptSearch& search);

/// The size that is asked for, or the first with so small a loss.
struct SizeWanted {
  std::optional<std::uint32_t> size;
  double within = 0;
};
/// Good sets of every size: each the better of the one before with its best addition and of what
/// the removals leave, up to the size that is wanted improved by swaps.
Result<std::vector<ConceptSet>> searched_sets(const ConceptSearch& search, const SizeWanted& wanted,
                                              const Philox& source);

}  // namespace entente::alignment
