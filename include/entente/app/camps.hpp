// SPDX-License-Identifier: GPL-3.0-or-later
// Into which camps the actors of a study, or of a file of Discourse Network Analyzer, divide.
// Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>

#include "entente/alignment/camp_history.hpp"
#include "entente/alignment/camps.hpp"
#include "entente/app/network.hpp"

namespace entente::app {

struct CampsRequest {
  NetworkRequest
      network;  ///< record, dates, variables, filters; mode, rule and output play no part
  alignment::CampOptions camps;
  std::optional<alignment::CampPeriodOptions> periods;  ///< also period by period
};

struct CampsOutcome {
  NetworkRecord record;
  alignment::NetworkOptions options;  ///< with the usual variables filled in
  alignment::CampOptions asked;
  alignment::CampDivision division;
  std::optional<alignment::CampHistory> history;  ///< where periods were asked for
};

/// Errors: those of network_of and find_camps and camp_history.
Result<CampsOutcome> camps_of(const CampsRequest& request, const Context& context);

}  // namespace entente::app
