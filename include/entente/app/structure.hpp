// SPDX-License-Identifier: GPL-3.0-or-later
// How the network of a study, or of a file of Discourse Network Analyzer, is built: communities,
// cores, who is central, which actors cluster. Thread rule: as the store's.
#pragma once

#include <string>
#include <vector>

#include "entente/alignment/structure.hpp"
#include "entente/app/network.hpp"

namespace entente::app {

struct StructureRequest {
  NetworkRequest network;  ///< record, dates, variables, filters, rule; output plays no part
  alignment::StructureOptions structure;
};

struct StructureOutcome {
  NetworkRecord record;
  alignment::NetworkOptions options;  ///< with the usual variables filled in
  alignment::StructureOptions asked;
  alignment::NetworkStructure structure;
};

/// Errors: those of network_of and network_structure.
Result<StructureOutcome> structure_of(const StructureRequest& request, const Context& context);

/// Places of members, the most in a community first, by community.
std::vector<std::vector<std::size_t>> community_members(const alignment::NetworkStructure& all);

}  // namespace entente::app
