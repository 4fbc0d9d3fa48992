// SPDX-License-Identifier: GPL-3.0-or-later
// How often, at which level and in which format actors met. Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/engagement.hpp"
#include "entente/app/analysis.hpp"

namespace entente::app {

struct EngagementRequest {
  AnalysisRequest analysis;
  alignment::SeriesKey by = alignment::SeriesKey::Level;
  bool group = false;                ///< only the study's group formats
  std::vector<std::string> formats;  ///< only these; ids
};

/// The study's group formats. Errors: Missing (it names none), NotFound.
Result<std::vector<FormatCode>> group_formats(const Analysis& analysis);

struct EngagementOutcome {
  Analysis analysis;
  std::vector<FormatCode> formats;  ///< that were asked for; empty = all
  alignment::EngagementSeries series;
  std::vector<std::optional<EngagementCode>> firsts;  ///< the first of each category, by date
  std::vector<alignment::Coverage> coverage;  ///< over the whole record; only where there are two
                                              ///< actors or more
  std::vector<std::string> coverage_formats;  ///< ids; empty = engagements of one actor alone
};
/// Errors: those of analyse and of the series, Missing (the study names no group formats), NotFound
/// (a format).
Result<EngagementOutcome> engagements_of(const EngagementRequest& request, const Context& context);

}  // namespace entente::app
