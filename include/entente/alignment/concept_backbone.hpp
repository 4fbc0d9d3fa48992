// SPDX-License-Identifier: GPL-3.0-or-later
// Which concepts carry a network of one mode and which are redundant: the fewest whose network
// alone has nearly the shape of the whole. Of a set B of concepts
//   loss(B) = sum_i |l_i(all) - l_i(B)|,
// l = eigenvalues of the graph Laplacian D - A, ascending, over their sum; A = the network of the
// statements on B among the actors of the whole, weights below 0 as 0. 0 = the same shape, 2 at
// most. Discourse Network Analyzer means to compute this and takes the sorted row sums of A in
// place of eigenvalues (docs/networks.md); Compatibility::Dna does so too.
// Pure functions over immutable columns, any thread; the same bytes for any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/network.hpp"
#include "entente/base/progress.hpp"

namespace entente::alignment {

/// The most concepts that every set of is tried.
inline constexpr std::uint32_t most_exact_concepts = 20;

struct ConceptBackboneOptions {
  std::optional<std::uint32_t> size;  ///< of the set; absent: the fewest that lose at most `within`
  double within = 0.1;
  std::uint32_t exact_to = most_exact_concepts;
  std::uint32_t draws = 500;  ///< of weights of documents; 0 = none
  double level = 0.95;
  std::uint64_t seed = 1;
};

/// A set of concepts beside the others.
struct ConceptSet {
  std::vector<std::uint32_t> concepts;  ///< places in ConceptBackbone::concepts, ascending
  double loss = 0;
  double redundant_loss = 0;  ///< loss of the others
  /// Pearson's, of the weights of all pairs of actors here and in the whole; NaN where all are
  /// equal. Networks of one spectrum may tie others together: this tells them apart.
  double correlation = 0;
  std::uint32_t statements = 0;  ///< on its concepts
  bool proven = false;           ///< no set of this size loses less
  /// Mean loss of all sets of this size, or of 200 drawn ones; NaN where nothing was tried.
  double random = 0;
};

/// A concept of the set.
struct CarryingConcept {
  std::uint32_t concept_place = 0;
  double loss_without = 0;                ///< of the set without it
  std::vector<std::uint32_t> statements;  ///< on it that count: places in CodedStatements
};

/// One step of taking concepts away, each time the one that is missed least.
struct ConceptRemoval {
  std::uint32_t concept_place = 0;
  ConceptSet left;  ///< without it
};

struct ConceptBackbone {
  std::vector<std::string> concepts;
  std::vector<std::uint32_t> statements;  ///< by concept
  std::vector<std::string> actors;
  std::vector<ConceptSet> sizes;            ///< best of 1, 2, ... concepts
  std::size_t chosen = 0;                   ///< place in `sizes`; none where there is no network
  std::vector<CarryingConcept> carriers;    ///< of the chosen, the most missed first
  std::optional<stats::Estimate> interval;  ///< of its loss, over weights of documents
};

/// All sets are tried up to `exact_to` concepts, unless 2^concepts actors^3 passes 3 10^10; beyond,
/// sets grow by the best addition or are what nested_concepts leaves, and up to the size wanted are
/// improved by swaps. Empty where no two actors speak about the same. Errors: as build_network;
/// Usage (not one mode), Range (options), Limit (over 500 actors or concepts), Cancelled. Exact:
/// O(2^concepts actors^3).
Result<ConceptBackbone> find_concept_backbone(const CodedStatements& statements,
                                              const NetworkOptions& options,
                                              const ConceptBackboneOptions& backbone,
                                              const CancelToken& cancel = {},
                                              const Progress& progress = {});

/// From all concepts down to none, each step without the one whose absence loses least; of equals
/// all go, the later first. Errors and limits as above. O(concepts^2 actors^3).
struct NestedConcepts {
  std::vector<std::string> concepts;
  std::vector<ConceptRemoval> removals;
};
Result<NestedConcepts> nested_concepts(const CodedStatements& statements,
                                       const NetworkOptions& options,
                                       const CancelToken& cancel = {},
                                       const Progress& progress = {});

/// The losses of a set that is named and of the others, each times exp(-penalty (all - members) /
/// all), as Discourse Network Analyzer scores sets of different sizes; 0 = as they are. Errors as
/// above; Missing (a name that is no concept of the network).
Result<ConceptSet> judge_concepts(const CodedStatements& statements, const NetworkOptions& options,
                                  const std::vector<std::string>& names, double penalty,
                                  const CancelToken& cancel = {});

}  // namespace entente::alignment
