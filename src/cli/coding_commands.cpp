// SPDX-License-Identifier: GPL-3.0-or-later
#include "coding_commands.hpp"

#include <limits>

#include "entente/app/open.hpp"
#include "entente/app/rewrite.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"
#include "preview_and_write.hpp"

namespace entente::cli {
namespace {

using app::Context;
using app::ExitCode;
using app::RewritePreview;

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

Result<ExitCode> rewrite(const Parsed& parsed, const Context& context, Output& output,
                         const Result<RewritePreview>& made) {
  ENTENTE_TRY(const RewritePreview preview, made);
  return preview_and_write(parsed, context, output, preview, preview.command.c_str(),
                           [&](const RewritePreview& p) { return app::carry_out(p, context); });
}

Result<ExitCode> verdict(const Parsed& parsed, const Context& context, Output& output,
                         app::Verdict which) {
  ENTENTE_TRY(app::StudyWords words, app::study_and_rest(parsed.words, 0, no_limit));
  return rewrite(
      parsed, context, output,
      app::preview_verdict({words.study, words.rest, all_values(parsed, "--where")}, which));
}

}  // namespace

Result<ExitCode> run_statement_edit(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 1, 1));
  return rewrite(parsed, context, output,
                 app::preview_statement_edit(words.study, words.rest.front(),
                                             app::cells_of_options("statement", parsed.options)));
}

Result<ExitCode> run_statement_accept(const Parsed& parsed, const Context& context,
                                      Output& output) {
  return verdict(parsed, context, output, app::Verdict::Accept);
}

Result<ExitCode> run_statement_reject(const Parsed& parsed, const Context& context,
                                      Output& output) {
  return verdict(parsed, context, output, app::Verdict::Reject);
}

Result<ExitCode> run_recode(const Parsed& parsed, const Context& context, Output& output) {
  app::BulkRequest request;
  ENTENTE_TRY(request.study, only_study(parsed));
  if (parsed.has("--table")) request.table = parsed.value("--table");
  request.where = all_values(parsed, "--where");
  request.set = all_values(parsed, "--set");
  return rewrite(parsed, context, output, app::preview_recode(request));
}

Result<ExitCode> run_rename(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 3, 3));
  return rewrite(parsed, context, output,
                 app::preview_rename(words.study, words.rest[0], words.rest[1], words.rest[2]));
}

Result<ExitCode> run_merge(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 2, no_limit));
  return rewrite(
      parsed, context, output,
      app::preview_merge(words.study, words.rest[0], {words.rest.begin() + 1, words.rest.end()},
                         parsed.value("--into")));
}

Result<ExitCode> run_split(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 3, 3));
  app::SplitRequest request{words.study,
                            words.rest[0],
                            words.rest[1],
                            words.rest[2],
                            all_values(parsed, "--set"),
                            all_values(parsed, "--where"),
                            parsed.has("--moving") ? parsed.value("--moving") : "statement"};
  return rewrite(parsed, context, output, app::preview_split(request));
}

Result<ExitCode> run_codebook(const Parsed& parsed, const Context&, Output& output) {
  app::CodebookRequest request;
  ENTENTE_TRY(request.study, only_study(parsed));
  request.compare = parsed.value("--compare");
  ENTENTE_TRY(const app::CodebookOutcome outcome, app::codebook_of(request));
  return shown(output, app::present(outcome, output.style()));
}

Result<ExitCode> run_undo(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  return rewrite(parsed, context, output, app::preview_undo(study));
}

Result<ExitCode> run_redo(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  return rewrite(parsed, context, output, app::preview_redo(study));
}

}  // namespace entente::cli
