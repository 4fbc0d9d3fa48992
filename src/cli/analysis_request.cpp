// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis_request.hpp"

#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {

Result<app::AnalysisRequest> analysis_request(const Parsed& parsed, std::string study) {
  app::AnalysisRequest out;
  out.study = std::move(study);
  out.at = parsed.value("--at");
  out.actors = listed_ids(parsed.value("--actors"));
  out.issues = all_values(parsed, "--issue");
  return out;
}

Result<app::AnalysisRequest> analysis_request(const Parsed& parsed) {
  ENTENTE_TRY(std::string study, only_study(parsed));
  return analysis_request(parsed, std::move(study));
}

Result<std::pair<std::string, std::string>> named_value(const std::string& given,
                                                        const char* option, const char* form,
                                                        const char* mend) {
  const std::size_t equals = given.find('=');
  if (equals != std::string::npos && equals > 0 && equals + 1 < given.size()) {
    return std::pair(std::string(trimmed(given.substr(0, equals))), given.substr(equals + 1));
  }
  return fail(
      {ErrorKind::Usage, "not a name and a value", {"", 0, option}, form, quotable(given), mend});
}

Result<std::vector<std::pair<std::string, double>>> named_weights(const Parsed& parsed,
                                                                  const std::string& name,
                                                                  const std::string& example) {
  const std::string form = name + "=WEIGHT,..., 0 or more";
  const std::string mend = "write it such as " + example;
  std::vector<std::pair<std::string, double>> out;
  for (const std::string& part : listed_ids(parsed.value("--weights"))) {
    ENTENTE_TRY(const auto named, named_value(part, "--weights", form.c_str(), mend.c_str()));
    const auto weight = parse_number(trimmed(named.second));
    if (!weight || !(*weight >= 0)) {
      return fail(
          {ErrorKind::Usage, "no weight", {"", 0, "--weights"}, form, quotable(part), mend});
    }
    out.emplace_back(named.first, *weight);
  }
  return out;
}

std::vector<std::string> listed_ids(const std::string& given) {
  std::vector<std::string> out;
  for (const std::string_view id : split(given, ',')) {
    if (!trimmed(id).empty()) out.emplace_back(trimmed(id));
  }
  return out;
}

}  // namespace entente::cli
