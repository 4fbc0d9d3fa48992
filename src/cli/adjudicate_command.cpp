// SPDX-License-Identifier: GPL-3.0-or-later
#include "agreement_command.hpp"
#include "entente/app/adjudicate.hpp"
#include "entente/app/open.hpp"
#include "entente/app/present.hpp"
#include "handler.hpp"
#include "preview_and_write.hpp"

namespace entente::cli {
namespace {

/// Options that belong to drawing the sheet, and those that belong to bringing it back.
Result<void> check_sheet_mode(const Parsed& parsed, bool drawing) {
  const std::vector<const char*> deciding = {"--by", "--dry-run", "--all"};
  const std::vector<const char*> sheet = {"--output", "--force", "--issue",        "--actors",
                                          "--coders", "--match", "--least-overlap"};
  for (const char* name : drawing ? deciding : sheet) {
    if (!parsed.has(name)) continue;
    return fail({ErrorKind::Usage,
                 drawing ? "only for bringing decisions back" : "only for drawing a sheet",
                 {"", 0, name},
                 "",
                 "",
                 drawing ? "name the sheet with the decisions, or leave the option out"
                         : "leave the option out"});
  }
  if (!drawing || parsed.has("--output")) return {};
  return fail({ErrorKind::Usage,
               "neither a sheet to bring back nor a file to draw one into",
               {"", 0, "--output"},
               "SHEET, or --output FILE.csv",
               "",
               "entente adjudicate STUDY --output decide.csv draws the sheet"});
}

Result<app::ExitCode> draw_sheet(const Parsed& parsed, const app::Context& context, Output& output,
                                 std::string study) {
  app::AdjudicationSheetRequest request;
  ENTENTE_TRY(request.from, agreement_request(parsed, std::move(study)));
  request.target = parsed.value("--output");
  request.force = parsed.has("--force");
  ENTENTE_TRY(const app::AdjudicationSheet sheet, app::adjudication_sheet(request, context));
  if (request.target == "-") {
    output.bytes(sheet.bytes);
    return app::ExitCode::Ok;
  }
  return shown(output, app::present(sheet));
}

}  // namespace

Result<app::ExitCode> run_adjudicate(const Parsed& parsed, const app::Context& context,
                                     Output& output) {
  ENTENTE_TRY(app::StudyWords words, app::study_and_rest(parsed.words, 0, 1));
  const bool drawing = words.rest.empty();
  ENTENTE_CHECK(check_sheet_mode(parsed, drawing));
  if (drawing) return draw_sheet(parsed, context, output, std::move(words.study));
  const app::AdjudicationRequest request{words.study, words.rest.front(), parsed.value("--by")};
  ENTENTE_TRY(const app::RewritePreview preview, app::preview_adjudication(request, context));
  return preview_and_write(
      parsed, context, output, preview, "adjudicate",
      [&](const app::RewritePreview& p) { return app::carry_out(p, context); });
}

}  // namespace entente::cli
