// SPDX-License-Identifier: GPL-3.0-or-later
#include "package_command.hpp"

#include <limits>

#include "analysis_request.hpp"
#include "entente/app/change.hpp"
#include "entente/app/coalitions.hpp"
#include "entente/app/gauge.hpp"
#include "entente/app/package.hpp"
#include "entente/app/present.hpp"
#include "entente/app/stakes.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

/// A point of the scale of the codes. Errors: Usage.
Result<double> scale_point(std::string_view text, const char* option, const char* form,
                           const char* mend) {
  const auto value = parse_number(trimmed(text));
  if (value && *value >= -2.5 && *value <= 2.5) return *value;
  return fail({ErrorKind::Usage,
               value ? "beyond the scale" : "not a number",
               {"", 0, option},
               form,
               quotable(text),
               mend});
}

Result<std::vector<app::ReversionRequest>> reversions(const Parsed& parsed) {
  constexpr const char* form = "ISSUE=POINT, from -2.5 to 2.5";
  constexpr const char* mend = "write it such as DPRK_THREAT=-1";
  std::vector<app::ReversionRequest> out;
  for (const std::string& given : all_values(parsed, "--reversion")) {
    ENTENTE_TRY(const auto named, named_value(given, "--reversion", form, mend));
    app::ReversionRequest& one = out.emplace_back();
    one.issue = named.first;
    ENTENTE_TRY(one.point, scale_point(named.second, "--reversion", form, mend));
  }
  return out;
}

Result<std::vector<app::RedLineRequest>> red_lines(const Parsed& parsed) {
  constexpr const char* form = "ACTOR:ISSUE=LOW..HIGH, from -2.5 to 2.5";
  constexpr const char* mend = "write it such as KOR:DPRK_THREAT=0..2";
  std::vector<app::RedLineRequest> out;
  for (const std::string& given : all_values(parsed, "--red-line")) {
    ENTENTE_TRY(const auto named, named_value(given, "--red-line", form, mend));
    const std::size_t colon = named.first.find(':');
    const std::size_t dots = named.second.find("..");
    if (colon == std::string::npos || dots == std::string::npos) {
      return fail(
          {ErrorKind::Usage, "no red line", {"", 0, "--red-line"}, form, quotable(given), mend});
    }
    app::RedLineRequest& one = out.emplace_back();
    one.actor = named.first.substr(0, colon);
    one.issue = named.first.substr(colon + 1);
    const std::string_view lines = named.second;
    ENTENTE_TRY(one.lines.least, scale_point(lines.substr(0, dots), "--red-line", form, mend));
    ENTENTE_TRY(one.lines.greatest, scale_point(lines.substr(dots + 2), "--red-line", form, mend));
    if (one.lines.least > one.lines.greatest) {
      return fail({ErrorKind::Usage,
                   "ends in the wrong order",
                   {"", 0, "--red-line"},
                   form,
                   quotable(given),
                   "name the lower end first"});
    }
  }
  return out;
}

advise::PackageObjective objective_named(const std::string& word) {
  if (word == "nash") return advise::PackageObjective::NashProduct;
  if (word == "sum") return advise::PackageObjective::WeightedSum;
  return advise::PackageObjective::LeastSatisfied;
}

Result<void> read_draws(const Parsed& parsed, positions::StatementModelOptions& model) {
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, "--draws", 1600, 200, 1'000'000));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  model.draws = static_cast<std::uint32_t>(draws) / model.chains;
  model.seed = static_cast<std::uint64_t>(seed);
  model.threads = 0;
  return {};
}

}  // namespace

Result<app::ExitCode> run_package(const Parsed& parsed, const app::Context& context,
                                  Output& output) {
  app::PackageRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  if (parsed.has("--kind")) request.kind = parsed.value("--kind");
  if (request.kind == "all") request.kind.clear();
  ENTENTE_TRY(const std::int64_t size, number_option(parsed, "--size", 5, 1, 100));
  request.options.size = static_cast<std::size_t>(size);
  request.options.objective = objective_named(parsed.value("--objective"));
  request.options.log_roll = parsed.has("--log-roll");
  ENTENTE_TRY(request.options.least_share,
              within_option(parsed, "--least-share", request.options.least_share, 0, 1));
  request.options.threads = 0;
  request.front = parsed.has("--front");
  request.guesses = parsed.has("--guesses");
  ENTENTE_TRY(request.weights, named_weights(parsed, "ACTOR", "JPN=2,KOR=1"));
  ENTENTE_TRY(request.red_lines, red_lines(parsed));
  ENTENTE_TRY(request.reversions, reversions(parsed));
  ENTENTE_CHECK(read_draws(parsed, request.model));
  ENTENTE_TRY(const auto outcome, app::package_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_coalitions(const Parsed& parsed, const app::Context& context,
                                     Output& output) {
  app::CoalitionsRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  request.guesses = parsed.has("--guesses");
  if (parsed.has("--cost")) {
    const std::string given = parsed.value("--cost");
    const auto cost = parse_number(given);
    if (!cost || *cost < 0 || *cost > 100) {
      return fail({ErrorKind::Usage,
                   "no cost",
                   {"", 0, "--cost"},
                   "a number from 0 to 100",
                   quotable(given),
                   "for example --cost 0.5"});
    }
    request.cost = *cost;
  }
  if (parsed.has("--quota")) {
    ENTENTE_TRY(const std::int64_t quota, number_option(parsed, "--quota", 1, 1, 1000));
    request.quota = static_cast<double>(quota);
  }
  ENTENTE_CHECK(read_draws(parsed, request.model));
  ENTENTE_TRY(const auto outcome, app::coalitions_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_change(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  ENTENTE_TRY(const std::string figure, figure_path(parsed));
  app::ChangeRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  request.since = parsed.value("--since");
  ENTENTE_CHECK(read_draws(parsed, request.model));
  ENTENTE_TRY(const auto outcome, app::change_of(request, context));
  ENTENTE_CHECK(draw_figure(parsed, figure, outcome, output));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_gauge(const Parsed& parsed, const app::Context& context, Output& output) {
  ENTENTE_TRY(const std::string figure, figure_path(parsed));
  app::GaugeRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  request.since = parsed.value("--since");
  ENTENTE_CHECK(read_draws(parsed, request.model));
  ENTENTE_TRY(const auto outcome, app::gauge_of(request, context));
  ENTENTE_CHECK(draw_figure(parsed, figure, outcome, output));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_stakes(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  ENTENTE_TRY(const app::AnalysisRequest request, analysis_request(parsed));
  ENTENTE_TRY(const auto outcome, app::stakes_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli
