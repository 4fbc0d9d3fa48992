// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis_request.hpp"

#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {

Result<app::AnalysisRequest> analysis_request(const Parsed& parsed, std::string study) {
  app::AnalysisRequest out;
  out.study = std::move(study);
  out.at = parsed.value("--at");
  const std::string actors = parsed.value("--actors");  // split() gives views into it
  for (const std::string_view id : split(actors, ',')) {
    if (!trimmed(id).empty()) out.actors.emplace_back(trimmed(id));
  }
  out.issues = all_values(parsed, "--issue");
  return out;
}

Result<app::AnalysisRequest> analysis_request(const Parsed& parsed) {
  ENTENTE_TRY(std::string study, only_study(parsed));
  return analysis_request(parsed, std::move(study));
}

}  // namespace entente::cli
