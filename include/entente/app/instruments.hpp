// SPDX-License-Identifier: GPL-3.0-or-later
// What the partners' programmes cover, and which standing contacts there are. Thread rule: as the
// store's.
#pragma once

#include <string>
#include <vector>

#include "entente/alignment/instruments.hpp"
#include "entente/app/analysis.hpp"

namespace entente::app {

struct InstrumentsRequest {
  AnalysisRequest analysis;
  std::string type;  ///< only instruments of this type; empty = any
};

struct InstrumentsOutcome {
  Analysis analysis;
  alignment::AreaMatrix matrix;
};
/// Errors: those of analyse, NotFound (no instrument has that type).
Result<InstrumentsOutcome> instruments_of(const InstrumentsRequest& request,
                                          const Context& context);

struct ChannelsOutcome {
  Analysis analysis;
  alignment::ChannelTable table;
};
/// Errors: those of analyse.
Result<ChannelsOutcome> channels_of(const AnalysisRequest& request, const Context& context);

}  // namespace entente::app
