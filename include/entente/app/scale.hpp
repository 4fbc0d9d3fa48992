// SPDX-License-Identifier: GPL-3.0-or-later
// Actors on the one dimension that best tells what they say, of a study or of a file of Discourse
// Network Analyzer. Thread rule: as the store's.
#pragma once

#include "entente/alignment/scaling.hpp"
#include "entente/app/network.hpp"
#include "entente/figure/figure.hpp"

namespace entente::app {

struct ScaleRequest {
  NetworkRequest
      network;  ///< record, dates, variables, filters; mode, rule and output play no part
  alignment::ScalingOptions scaling;
};

struct ScaleOutcome {
  NetworkRecord record;
  alignment::NetworkOptions options;  ///< with the usual variables filled in
  alignment::ScalingOptions asked;
  alignment::ActorScale scale;
};

/// Errors: those of network_of and scale_actors.
Result<ScaleOutcome> scale_of(const ScaleRequest& request, const Context& context);

/// Points with their intervals. Errors: none.
Result<figure::Figure> figure_of(const ScaleOutcome& outcome);

}  // namespace entente::app
