// SPDX-License-Identifier: GPL-3.0-or-later
// Which subjects carry a network of who agrees with whom, and which are redundant. Thread rule: as
// the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/concept_backbone.hpp"
#include "entente/app/network.hpp"

namespace entente::app {

struct BackboneRequest {
  NetworkRequest network;  ///< record, dates, variables, filters, rule; output plays no part
  alignment::ConceptBackboneOptions backbone;
  bool nested = false;            ///< instead: the steps of taking subjects away
  std::vector<std::string> keep;  ///< instead: what these lose
  double penalty = 0;             ///< of sizes, for `keep`
};

struct BackboneOutcome {
  NetworkRecord record;
  alignment::NetworkOptions options;  ///< with the usual variables filled in
  alignment::ConceptBackboneOptions asked;
  alignment::ConceptBackbone backbone;
  std::optional<alignment::NestedConcepts> nested;
  std::optional<alignment::ConceptSet> kept;
  std::vector<std::string> keep;
  double penalty = 0;
};

/// Errors: those of network_of and of alignment/concept_backbone.hpp.
Result<BackboneOutcome> backbone_of(const BackboneRequest& request, const Context& context);

}  // namespace entente::app
