// SPDX-License-Identifier: GPL-3.0-or-later
#include "agreement_command.hpp"

#include <limits>

#include "entente/app/agreement.hpp"
#include "entente/app/open.hpp"
#include "entente/app/present.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

std::vector<std::string> comma_items(const Parsed& parsed, const char* name) {
  std::vector<std::string> out;
  const std::string given = parsed.value(name);
  for (const std::string_view item : list_items(given, ',')) out.emplace_back(item);
  return out;
}

Result<double> overlap_option(const Parsed& parsed) {
  const std::string given = parsed.value("--least-overlap");
  if (given.empty()) return 0.5;
  const auto value = parse_number(given);
  if (value && *value > 0 && *value <= 1) return *value;
  return fail({ErrorKind::Usage,
               value ? "number out of range" : "not a number",
               {"", 0, "--least-overlap"},
               "a share above 0 and up to 1",
               quotable(given),
               "0.5 asks for half of the words to be common"});
}

/// Options that belong to drawing a sheet, and those that belong to measuring.
Result<void> check_mode(const Parsed& parsed, bool drawing) {
  const std::vector<const char*> measuring = {
      "--match", "--least-overlap", "--level", "--resample", "--draws", "--disputed", "--machine"};
  const std::vector<const char*> sheet = {"--output", "--coder", "--force"};
  for (const char* name : drawing ? measuring : sheet) {
    if (!parsed.has(name)) continue;
    return fail({ErrorKind::Usage,
                 drawing ? "plays no part in drawing a sheet" : "only for --draw-recode",
                 {"", 0, name},
                 "",
                 "",
                 "leave the option out"});
  }
  if (!drawing || parsed.has("--output")) return {};
  return fail({ErrorKind::Usage,
               "a sheet goes into a file",
               {"", 0, "--output"},
               "--output FILE.csv",
               "",
               "name the file; - prints it"});
}

}  // namespace

Result<app::AgreementRequest> agreement_request(const Parsed& parsed, std::string study) {
  app::AgreementRequest request;
  request.analysis.study = std::move(study);
  request.analysis.actors = comma_items(parsed, "--actors");
  const auto issues = parsed.options.find("--issue");
  if (issues != parsed.options.end()) request.analysis.issues = issues->second;
  request.coders = comma_items(parsed, "--coders");
  request.machines = comma_items(parsed, "--machine");
  request.all_disputed = parsed.has("--disputed");
  positions::CoderAgreementOptions& options = request.options;
  if (parsed.value("--match") == "overlap") options.units.match = positions::UnitMatch::Overlap;
  if (parsed.value("--match") == "sentence") options.units.match = positions::UnitMatch::Sentence;
  ENTENTE_TRY(options.units.least_overlap, overlap_option(parsed));
  for (const auto level : {stats::ScaleLevel::Nominal, stats::ScaleLevel::Ordinal,
                           stats::ScaleLevel::Interval, stats::ScaleLevel::Ratio}) {
    if (parsed.value("--level") == stats::to_string(level)) options.level = level;
  }
  if (parsed.value("--resample") == "units") options.drawn = positions::DrawnBy::Units;
  if (parsed.value("--resample") == "documents") options.drawn = positions::DrawnBy::Documents;
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, "--draws", 2000, 39, 1'000'000));
  options.replicates = static_cast<std::uint32_t>(draws);
  options.threads = 0;
  return request;
}

Result<app::ExitCode> run_agreement(const Parsed& parsed, const app::Context& context,
                                    Output& output) {
  ENTENTE_TRY(app::StudyWords words, app::study_and_rest(parsed.words, 0, 0));
  const bool drawing = parsed.has("--draw-recode");
  ENTENTE_CHECK(check_mode(parsed, drawing));
  ENTENTE_TRY(app::AgreementRequest request, agreement_request(parsed, std::move(words.study)));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  if (!drawing) {
    request.options.seed = static_cast<std::uint64_t>(seed);
    ENTENTE_TRY(const auto outcome, app::agreement_of(request, context));
    const app::Presentation presentation = app::present(outcome, output.style());
    output.result(presentation);
    return presentation.exit;
  }
  app::RecodeRequest recode;
  recode.from = std::move(request);
  recode.part = parsed.value("--draw-recode");
  recode.seed = static_cast<std::uint64_t>(seed);
  recode.coder = parsed.value("--coder");
  recode.target = parsed.value("--output");
  recode.force = parsed.has("--force");
  ENTENTE_TRY(const auto outcome, app::recode_sheet(recode, context));
  if (recode.target == "-") {
    output.bytes(outcome.bytes);
    return app::ExitCode::Ok;
  }
  const app::Presentation presentation = app::present(outcome);
  output.result(presentation);
  return presentation.exit;
}

}  // namespace entente::cli
