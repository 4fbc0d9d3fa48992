// SPDX-License-Identifier: GPL-3.0-or-later
// Formats ranked over all weights of criteria, beside what the study's rules say. Thread rule: as
// the store's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/advise/format_ranking.hpp"
#include "entente/app/advice.hpp"
#include "entente/app/present.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::app {

struct FormatRankingRequest {
  AnalysisRequest analysis;
  positions::StatementModelOptions model;
  std::vector<std::pair<std::string, double>> weights;  ///< criterion and importance; others 1
  bool exact_weights = false;
  std::string fits_file;  ///< CSV or XLSX as of fit_rows; empty: ours
  double fit_spread = 0.25;
  std::vector<std::string> pressure_from;  ///< empty: those of the study's settings
  std::uint32_t draws = 10'000;
  std::uint64_t seed = 1;
};

struct FormatRankingOutcome {
  AdviceOutcome rules;  ///< of all issues
  advise::FormatRankingOptions options;
  std::vector<ActorCode> pressure_from;
  std::vector<advise::FormatMeasures> measures;  ///< of the issues asked for, in the study's order
  std::vector<advise::FormatRanking> rankings;   ///< one each
};
/// Errors: those of advice_of, positions::statement_positions, advise::rank_formats; Usage (an
/// unknown criterion or one given twice), NotFound (an actor), those of reading the file of fits:
/// Malformed with its line.
Result<FormatRankingOutcome> format_ranking_of(const FormatRankingRequest& request,
                                               const Context& context);

/// The outsiders named, else those of the study's settings, without those of the group. Errors:
/// NotFound.
Result<std::vector<ActorCode>> pressing_actors(const std::vector<std::string>& named,
                                               const Analysis& analysis);
/// Measures of the analysis's issues and actors. Errors: as advise::format_measures.
Result<std::vector<advise::FormatMeasures>> measured_formats(
    const Analysis& analysis, const positions::StatementModel& model,
    const std::vector<ActorCode>& outsiders, const advise::FormatMeasureOptions& options);

/// The table of fits, to print or to edit: format, criterion, present, absent, reason.
Rows fit_rows(const advise::FormatFits& fits);
/// What the file leaves out stays as ours. Errors: Malformed, Duplicate, with the line.
Result<advise::FormatFits> read_fits(const std::string& path);

/// --fits-used.
Presentation present_fits(const advise::FormatFits& fits, View view);
Presentation present(const FormatRankingOutcome& outcome, View view);

}  // namespace entente::app
