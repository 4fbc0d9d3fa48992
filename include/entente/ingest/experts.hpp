// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of experts from files: EXCALIBUR's, and tables. Everything read here is hostile until
// proven otherwise: nothing is taken from a file with a fault, and each fault has its place.
// Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/ingest/ingest.hpp"
#include "entente/record/expert_panel.hpp"

namespace entente::ingest {

/// Whether bytes begin as EXCALIBUR's answers (.dtt) do.
bool is_excalibur(std::string_view bytes);

/// EXCALIBUR's answers (.dtt) with its realisations (.rls; blank = no seeds). -999.5 and -995 stand
/// for no answer and no realisation. Items of scale LOG are logarithmic. Errors: Malformed, with
/// file and line; those of ExpertPanel::make.
Result<record::ExpertPanel> read_excalibur(std::string_view answers, const std::string& answer_file,
                                           std::string_view realisations,
                                           const std::string& realisation_file);

/// A table with an answer a row: expert, item; then either quantiles in columns named by their
/// level in percent (q5, q50, q95), or low, best and high with confidence in percent: these are
/// standardised to quantiles 10, 50 and 90 (see standardised). Optional: round, question, scale
/// (uni or log), realised, reason. Where a row of an item gives question, scale or realisation,
/// they hold for the item; rows that contradict one another are a fault. `confidence` is taken
/// where a row has none. Errors: Malformed and Range, with file, line and column; Missing (a
/// column); those of ExpertPanel::make.
Result<record::ExpertPanel> read_expert_table(const Sheet& sheet,
                                              std::optional<double> confidence = std::nullopt);

/// IDEA's four steps (A. M. Hanea et al., Int. J. Forecasting 33, 2017): bounds that hold with
/// `confidence` moved out or in to hold with `wanted`: best -+ (distance) wanted / confidence.
/// Precondition: low <= best <= high, 0 < confidence <= 1, 0 < wanted < 1.
std::pair<double, double> standardised(double low, double best, double high, double confidence,
                                       double wanted = 0.8) noexcept;

}  // namespace entente::ingest
