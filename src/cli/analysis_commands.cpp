// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis_commands.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "analysis_request.hpp"
#include "entente/app/format_ranking.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

/// "ISSUE=FILE", each time it is given. Errors: Usage.
Result<std::vector<app::TextScoresRequest>> texts_options(const Parsed& parsed) {
  std::vector<app::TextScoresRequest> out;
  for (const std::string& given : all_values(parsed, "--texts")) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size()) {
      return fail({ErrorKind::Usage,
                   "scores of texts on no issue",
                   {"", 0, "--texts"},
                   "ISSUE=FILE",
                   quotable(given),
                   "name the issue and the file, such as I1=scores.csv"});
    }
    out.push_back({given.substr(0, equals), given.substr(equals + 1)});
  }
  return out;
}

std::optional<std::size_t> evidence_named(std::string_view name) {
  for (std::size_t k = 0; k < positions::position_evidences; ++k) {
    if (to_string(static_cast<positions::PositionEvidence>(k)) == name) return k;
  }
  return std::nullopt;
}

/// "statements=2,votes=1"; those not named count 0. Errors: Usage.
Result<std::optional<std::array<double, positions::position_evidences>>> weights_option(
    const Parsed& parsed) {
  std::optional<std::array<double, positions::position_evidences>> out;
  if (!parsed.has("--weights")) return out;
  out.emplace();
  std::array<bool, positions::position_evidences> met = {};
  const std::string given = parsed.value("--weights");
  for (const std::string_view part : split(given, ',')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    const auto kind = evidence_named(trimmed(part.substr(0, equals)));
    const auto weight = parse_number(trimmed(part.substr(std::min(equals + 1, part.size()))));
    if (!kind || !weight || *weight < 0 || met[*kind]) {
      return fail({ErrorKind::Usage,
                   kind && met[*kind] ? "a kind with two weights" : "no weight of a kind",
                   {"", 0, "--weights"},
                   "KIND=NUMBER,... of statements, votes, texts, experts, each once",
                   quotable(part),
                   "write it such as statements=2,votes=1"});
    }
    (*out)[*kind] = *weight;
    met[*kind] = true;
  }
  return out;
}

}  // namespace

Result<app::ExitCode> run_survey(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 1, 1));
  app::SurveyRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed, words.study));
  request.group = parsed.value("--group");
  request.target = words.rest.front();
  request.force = parsed.has("--force");
  if (!request.group.empty() && !request.analysis.actors.empty()) {
    return fail({ErrorKind::Usage,
                 "--actors already says whom to ask about",
                 {"", 0, "--group"},
                 "--actors or --group",
                 "",
                 "leave one of the two out"});
  }
  ENTENTE_TRY(const auto outcome, app::survey_sheet(request, context));
  if (request.target == "-") {
    output.bytes(outcome.bytes);
    return app::ExitCode::Ok;
  }
  return shown(output, app::present(outcome));
}

Result<app::ExitCode> run_positions(const Parsed& parsed, const app::Context& context,
                                    Output& output) {
  app::PositionsRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, "--draws", 1600, 200, 1'000'000));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  request.since = parsed.value("--since");
  request.codes_only = parsed.has("--codes-only");
  request.guesses = parsed.has("--guesses");
  request.sides.words_alone = parsed.has("--by-evidence");
  ENTENTE_TRY(request.sides.texts, texts_options(parsed));
  ENTENTE_TRY(request.sides.options.weights, weights_option(parsed));
  request.model.draws = static_cast<std::uint32_t>(draws) / request.model.chains;
  request.model.seed = static_cast<std::uint64_t>(seed);
  request.model.threads = 0;
  ENTENTE_TRY(const auto outcome, app::positions_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_overlap(const Parsed& parsed, const app::Context& context,
                                  Output& output) {
  app::OverlapRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, "--draws", 2000, 39, 1'000'000));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  request.options.replicates = static_cast<std::uint32_t>(draws);
  request.options.seed = static_cast<std::uint64_t>(seed);
  request.options.threads = 0;
  request.pairs = parsed.has("--pairs");
  const std::string order = parsed.value("--order");
  if (order == "consensus") request.order = app::OverlapOrder::Consensus;
  if (order == "dissonance") request.order = app::OverlapOrder::Dissonance;
  ENTENTE_TRY(const auto outcome, app::overlap_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_agenda(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  ENTENTE_TRY(const app::AnalysisRequest request, analysis_request(parsed));
  ENTENTE_TRY(const auto outcome, app::agenda_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

namespace {

Result<app::ExitCode> show_fits(const Parsed& parsed, Output& output) {
  advise::FormatFits fits = advise::default_format_fits();
  if (parsed.has("--fits")) {
    ENTENTE_TRY(fits, app::read_fits(parsed.value("--fits")));
  }
  return shown(output, app::present_fits(fits, output.style()));
}

Result<app::ExitCode> rank_formats(const Parsed& parsed, const app::Context& context,
                                   Output& output) {
  ENTENTE_TRY(const std::string figure, figure_path(parsed));
  app::FormatRankingRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  ENTENTE_TRY(request.weights, named_weights(parsed, "CRITERION", "stake=2,exposure=0"));
  request.exact_weights = parsed.has("--exact-weights");
  request.fits_file = parsed.value("--fits");
  ENTENTE_TRY(request.fit_spread, within_option(parsed, "--fit-spread", request.fit_spread, 0, 2));
  request.pressure_from = listed_ids(parsed.value("--pressure-from"));
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, "--draws", 10'000, 100, 100'000));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  request.draws = static_cast<std::uint32_t>(draws);
  request.seed = static_cast<std::uint64_t>(seed);
  request.model.threads = 0;
  ENTENTE_TRY(const auto outcome, app::format_ranking_of(request, context));
  ENTENTE_CHECK(draw_figure(parsed, figure, outcome, output));
  return shown(output, app::present(outcome, output.style()));
}

/// Options that only the ranking reads.
Result<void> check_rank_options(const Parsed& parsed) {
  for (const char* option : {"--weights", "--exact-weights", "--fit-spread", "--pressure-from",
                             "--draws", "--seed", "--fits", "--figure", "--force"}) {
    if (!parsed.has(option)) continue;
    return fail({ErrorKind::Usage,
                 std::string(option) + " is about the ranking",
                 {"", 0, option},
                 "--rank beside it",
                 "",
                 "add --rank, or leave it out"});
  }
  return {};
}

}  // namespace

Result<app::ExitCode> run_format(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  if (parsed.has("--fits-used")) return show_fits(parsed, output);
  if (parsed.has("--rank")) return rank_formats(parsed, context, output);
  ENTENTE_CHECK(check_rank_options(parsed));
  ENTENTE_TRY(const app::AnalysisRequest request, analysis_request(parsed));
  ENTENTE_TRY(const auto outcome, app::advice_of(request, context));
  return shown(output, app::present(outcome, parsed.has("--missing"), output.style()));
}

Result<app::ExitCode> run_engagement(const Parsed& parsed, const app::Context& context,
                                     Output& output) {
  app::EngagementRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  const std::string by = parsed.value("--by");
  if (by == "format") request.by = alignment::SeriesKey::Format;
  if (by == "actor") request.by = alignment::SeriesKey::Participant;
  request.group = parsed.has("--group");
  request.formats = all_values(parsed, "--format");
  if (request.group && !request.formats.empty()) {
    return fail({ErrorKind::Usage,
                 "--group already names the formats",
                 {"", 0, "--format"},
                 "--group or --format",
                 "",
                 "leave one of the two out"});
  }
  ENTENTE_TRY(const auto outcome, app::engagements_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_instruments(const Parsed& parsed, const app::Context& context,
                                      Output& output) {
  app::InstrumentsRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed));
  request.type = parsed.value("--type");
  ENTENTE_TRY(const auto outcome, app::instruments_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_channels(const Parsed& parsed, const app::Context& context,
                                   Output& output) {
  ENTENTE_TRY(const app::AnalysisRequest request, analysis_request(parsed));
  ENTENTE_TRY(const auto outcome, app::channels_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_ledger(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 0, 1));
  ENTENTE_TRY(const auto outcome,
              app::ledger_of({words.study, words.rest.empty() ? "" : words.rest.front(),
                              parsed.value("--actor")},
                             context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_audit(const Parsed& parsed, const app::Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 1, 1));
  app::AuditRequest request;
  ENTENTE_TRY(request.analysis, analysis_request(parsed, words.study));
  request.name = words.rest.front();
  request.group = parsed.has("--group");
  ENTENTE_TRY(const auto outcome, app::audit(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli
