// SPDX-License-Identifier: GPL-3.0-or-later
// The options that all analysing commands share.
#pragma once

#include <string>

#include "args.hpp"
#include "entente/app/analysis.hpp"

namespace entente::cli {

/// --at, --actors and --issue. Errors: as only_study, where no study is given.
Result<app::AnalysisRequest> analysis_request(const Parsed& parsed, std::string study);
Result<app::AnalysisRequest> analysis_request(const Parsed& parsed);

}  // namespace entente::cli
