// SPDX-License-Identifier: GPL-3.0-or-later
#include "expert_commands.hpp"

#include "entente/app/experts.hpp"
#include "entente/app/present.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

Result<app::ExpertsRequest> experts_request(const Parsed& parsed) {
  app::ExpertsRequest out;
  out.file = parsed.words.front();
  out.realisations = parsed.value("--realisations");
  if (parsed.has("--confidence")) {
    ENTENTE_TRY(out.confidence, within_option(parsed, "--confidence", 80, 50, 100));
  }
  return out;
}

Result<std::optional<positions::ScaleEnds>> ends_option(const Parsed& parsed) {
  if (!parsed.has("--ends")) return std::optional<positions::ScaleEnds>();
  const std::string given = parsed.value("--ends");
  const auto parts = list_items(given, ',');
  const auto low = parts.size() == 2 ? parse_number(parts[0]) : std::nullopt;
  const auto high = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
  if (low && high && *low < *high) return positions::ScaleEnds{*low, *high};
  return fail({ErrorKind::Usage,
               "no ends of a scale",
               {"", 0, "--ends"},
               "two numbers, the lower first, with a comma between",
               quotable(given),
               "for example --ends 0,100"});
}

}  // namespace

Result<app::ExitCode> run_experts_weigh(const Parsed& parsed, const app::Context& context,
                                        Output& output) {
  app::WeighRequest request;
  ENTENTE_TRY(request.experts, experts_request(parsed));
  for (const auto weighting :
       {positions::ExpertWeighting::Item, positions::ExpertWeighting::Equal}) {
    if (parsed.value("--weighting") == to_string(weighting)) request.options.weighting = weighting;
  }
  if (parsed.has("--alpha")) {
    ENTENTE_TRY(request.options.alpha, between_option(parsed, "--alpha", 0.05, -1e-12, 1));
  }
  ENTENTE_TRY(request.options.overshoot, within_option(parsed, "--overshoot", 0.1, 0, 10));
  ENTENTE_TRY(const auto outcome, app::weigh_experts(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_experts_pool(const Parsed& parsed, const app::Context& context,
                                       Output& output) {
  app::PoolRequest request;
  ENTENTE_TRY(request.experts, experts_request(parsed));
  if (parsed.value("--weights") == "classical") request.weights = app::PoolWeights::Classical;
  ENTENTE_TRY(request.ends, ends_option(parsed));
  ENTENTE_TRY(const auto outcome, app::pool_experts(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_experts_rounds(const Parsed& parsed, const app::Context& context,
                                         Output& output) {
  app::DelphiRequest request;
  ENTENTE_TRY(request.experts, experts_request(parsed));
  ENTENTE_TRY(request.tolerance, between_option(parsed, "--tolerance", 0.1, 0, 1));
  ENTENTE_TRY(const auto outcome, app::expert_rounds(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli
