// SPDX-License-Identifier: GPL-3.0-or-later
// The options that all analysing commands share.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "args.hpp"
#include "entente/app/analysis.hpp"

namespace entente::cli {

/// --at, --actors and --issue. Errors: as only_study, where no study is given.
Result<app::AnalysisRequest> analysis_request(const Parsed& parsed, std::string study);
Result<app::AnalysisRequest> analysis_request(const Parsed& parsed);

/// "NAME=REST"; both as given. Errors: Usage.
Result<std::pair<std::string, std::string>> named_value(const std::string& given,
                                                        const char* option, const char* form,
                                                        const char* mend);

/// --weights NAME=WEIGHT,..., each 0 or more; `name` is what they are called. Errors: Usage.
Result<std::vector<std::pair<std::string, double>>> named_weights(const Parsed& parsed,
                                                                  const std::string& name,
                                                                  const std::string& example);

/// Ids between commas.
std::vector<std::string> listed_ids(const std::string& given);

}  // namespace entente::cli
