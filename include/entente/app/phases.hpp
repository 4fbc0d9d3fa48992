// SPDX-License-Identifier: GPL-3.0-or-later
// Phases of the debate of a study, or of a file of Discourse Network Analyzer. Thread rule: as the
// store's.
#pragma once

#include "entente/alignment/phases.hpp"
#include "entente/app/network.hpp"

namespace entente::app {

struct PhasesRequest {
  NetworkRequest network;  ///< record, dates, variables, filters, mode, rule; output plays no part
  alignment::PhaseOptions phases;
};

struct PhasesOutcome {
  NetworkRecord record;
  alignment::NetworkOptions options;  ///< with the usual variables filled in
  alignment::PhaseOptions asked;
  alignment::NetworkPhases phases;
};

/// Errors: those of network_of and network_phases.
Result<PhasesOutcome> phases_of(const PhasesRequest& request, const Context& context);

}  // namespace entente::app
