// SPDX-License-Identifier: GPL-3.0-or-later
#include "run.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <limits>
#include <new>

#include "agreement_command.hpp"
#include "analysis_commands.hpp"
#include "args.hpp"
#include "coding_commands.hpp"
#include "entente/app/help.hpp"
#include "entente/app/open.hpp"
#include "entente/app/present.hpp"
#include "entente/base/text.hpp"
#include "expert_commands.hpp"
#include "handler.hpp"
#include "identity_commands.hpp"
#include "learn_command.hpp"
#include "network_command.hpp"
#include "output.hpp"
#include "package_command.hpp"
#include "preview_and_write.hpp"
#include "room_commands.hpp"
#include "search_commands.hpp"
#include "text_commands.hpp"
#include "vote_commands.hpp"

namespace entente::cli {
namespace {

using app::Context;
using app::ExitCode;

constexpr std::size_t endless = std::numeric_limits<std::size_t>::max();

Result<ExitCode> run_new(const Parsed& parsed, const Context& context, Output& output) {
  app::NewRequest request;
  request.path = parsed.words.front();
  request.title = parsed.value("--title");
  request.question = parsed.value("--question");
  request.author = parsed.value("--author");
  request.as_of = parsed.value("--as-of");
  request.workbook = parsed.has("--xlsx");
  const std::string focus = parsed.value("--focus");
  for (const std::string_view id : split(focus, ',')) {
    if (!trimmed(id).empty()) request.focus.emplace_back(trimmed(id));
  }
  ENTENTE_TRY(const app::NewOutcome outcome, app::new_study(request, context));
  return shown(output, app::present(outcome));
}

Result<ExitCode> run_extract(const Parsed& parsed, const Context& context, Output& output) {
  app::ExtractRequest request{parsed.words.front(), parsed.value("--to"), parsed.has("--force")};
  ENTENTE_TRY(const app::ExtractOutcome outcome, app::extract(request, context));
  return shown(output, app::present(outcome, parsed.has("--blocks"), output.style()));
}

Result<ExitCode> run_documents(const Parsed& parsed, const app::StudyWords& words,
                               const Context& context, Output& output) {
  app::DocumentsRequest request{words.study, words.rest, parsed.value("--pattern"),
                                parsed.options.contains("--references")
                                    ? parsed.options.find("--references")->second
                                    : std::vector<std::string>(),
                                parsed.has("--dry-run")};
  ENTENTE_TRY(const app::DocumentsOutcome outcome, app::import_documents(request, context));
  return shown(output, app::present(outcome, parsed.has("--all"), output.style()));
}

Result<ExitCode> run_import(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 1, endless));
  const bool asked =
      parsed.has("--documents") || parsed.has("--pattern") || parsed.has("--references");
  if (parsed.has("--document") && asked) {
    return fail({ErrorKind::Usage,
                 "--document attaches one known document, the other options bring new ones",
                 {"", 0, "--document"},
                 "",
                 "",
                 "leave --document out"});
  }
  if (!parsed.has("--document")) {
    for (const char* option : {"--force", "--reworded"}) {
      if (!parsed.has(option)) continue;
      return fail({ErrorKind::Usage,
                   "only for --document",
                   {"", 0, option},
                   "",
                   "",
                   "leave the option out"});
    }
    ENTENTE_TRY(const bool documents, app::means_documents(words.rest, asked));
    if (documents) return run_documents(parsed, words, context, output);
    ENTENTE_TRY(const auto preview,
                app::preview_import({words.study, words.rest, parsed.value("--table")}, context));
    return preview_and_write(
        parsed, context, output, preview, "import",
        [&](const app::ImportPreview& p) { return app::carry_out(p, context); });
  }
  if (words.rest.size() != 1) {
    return fail({ErrorKind::Usage,
                 "a document is one file",
                 {"", 0, "--document"},
                 "one FILE",
                 quotable(words.rest.back()),
                 "attach one document at a time"});
  }
  ENTENTE_TRY(const auto preview,
              app::preview_attach({words.study, parsed.value("--document"), words.rest.front(),
                                   parsed.has("--force"), parsed.has("--reworded")},
                                  context));
  return preview_and_write(parsed, context, output, preview, "import",
                           [&](const app::AttachPreview& p) { return app::carry_out(p, context); });
}

Result<ExitCode> run_export(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 1, 1));
  app::ExportRequest request{words.study,
                             words.rest.front(),
                             std::nullopt,
                             parsed.value("--table"),
                             parsed.has("--template"),
                             parsed.has("--force")};
  const std::string form = parsed.value("--to");
  if (form == "folder") request.form = app::ExportForm::Folder;
  if (form == "file") request.form = app::ExportForm::File;
  if (form == "xlsx") request.form = app::ExportForm::Workbook;
  if (form == "csv") request.form = app::ExportForm::Csv;
  if (form == "jsonld") request.form = app::ExportForm::Annotations;
  if (form == "dna") request.form = app::ExportForm::Dna;
  if (form == "qdc") request.form = app::ExportForm::Codebook;
  if (form == "qdpx") request.form = app::ExportForm::Project;
  const bool to_output = request.target == "-";
  if (to_output && output.style() == app::View::Json) {
    return fail({ErrorKind::Usage,
                 "CSV goes to standard output, JSON cannot too",
                 {"", 0, "--json"},
                 "",
                 "",
                 "leave --json out, or name a file"});
  }
  ENTENTE_TRY(const app::ExportOutcome outcome, app::export_study(request, context));
  if (to_output) {
    output.bytes(outcome.bytes);
    return ExitCode::Ok;
  }
  return shown(output, app::present(outcome));
}

Result<ExitCode> run_fmt(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  ENTENTE_TRY(const app::FormatOutcome outcome,
              app::format_study(study, parsed.has("--check"), context));
  return shown(output, app::present(outcome));
}

Result<ExitCode> run_check(const Parsed& parsed, const Context&, Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  ENTENTE_TRY(const app::CheckOutcome outcome, app::check_study(study));
  return shown(output, app::present(outcome, parsed.has("--all"), output.style()));
}

Result<ExitCode> run_verify(const Parsed& parsed, const Context&, Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  ENTENTE_TRY(const app::VerifyOutcome outcome, app::verify_study(study));
  return shown(output, app::present(outcome));
}

Result<ExitCode> run_history(const Parsed& parsed, const Context&, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 0, 1));
  ENTENTE_TRY(const app::HistoryOutcome outcome,
              app::history_of(words.study, words.rest.empty() ? "" : words.rest.front()));
  return shown(output, app::present(outcome));
}

Result<ExitCode> run_brief(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  ENTENTE_TRY(
      const app::BriefOutcome outcome,
      app::write_brief(
          {study, parsed.value("--at"), parsed.value("--output"), parsed.has("--force"),
           parsed.value("--since"), parsed.value("--format"), parsed.has("--one-page"),
           parsed.has("--full"), parsed.value("--template"),
           parsed.has("--meeting") ? std::optional(parsed.value("--meeting")) : std::nullopt},
          context));
  return shown(output, app::present(outcome));
}

Result<ExitCode> run_statement_add(const Parsed& parsed, const Context& context, Output& output) {
  app::StatementRequest request;
  ENTENTE_TRY(request.study, only_study(parsed));
  request.cells = app::cells_of_options("statement", parsed.options);
  ENTENTE_TRY(const auto preview, app::preview_statement(request, context));
  return preview_and_write(
      parsed, context, output, preview, "statement add",
      [&](const app::ImportPreview& p) { return app::add_statement(p, context); });
}

Result<ExitCode> run_statement_list(const Parsed& parsed, const Context&, Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  ENTENTE_TRY(const auto list,
              app::list_statements({study, parsed.value("--actor"), parsed.value("--issue"),
                                    parsed.value("--at"), parsed.value("--status")}));
  return shown(output, app::present(list, output.style()));
}

Result<ExitCode> run_statement_show(const Parsed& parsed, const Context& context, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 1, 1));
  ENTENTE_TRY(auto statement, app::show_statement(words.study, words.rest.front()));
  if (parsed.has("--boxes")) {
    ENTENTE_CHECK(app::locate_in_originals(words.study, statement, context));
  }
  return shown(output, app::present(statement));
}

std::string group_help(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    const app::CommandCard* card = app::find_command(name);
    if (card != nullptr) {
      out += "entente " + app::usage_line(*card) + "\n    " + card->summary + "\n";
    }
  }
  return out;
}

Result<ExitCode> run_help(const Parsed& parsed, const Context&, Output& output) {
  if (parsed.has("--markdown")) {
    output.bytes(app::commands_markdown());
    return ExitCode::Ok;
  }
  const std::string name = joined(parsed.words, " ");
  if (name.empty()) {
    output.bytes(app::overview_text());
    return ExitCode::Ok;
  }
  if (const app::CommandCard* card = app::find_command(name)) {
    output.bytes(app::help_text(*card));
    return ExitCode::Ok;
  }
  std::vector<std::string> group;
  for (const app::CommandCard& card : app::commands()) {
    if (card.name.starts_with(name + " ")) group.push_back(card.name);
  }
  if (group.empty()) return fail(app::unknown_command(name));
  output.bytes(group_help(group));
  return ExitCode::Ok;
}

Result<ExitCode> run_man(const Parsed&, const Context&, Output& output) {
  output.bytes(app::man_page());
  return ExitCode::Ok;
}

Result<ExitCode> run_completion(const Parsed& parsed, const Context&, Output& output) {
  ENTENTE_TRY(const std::string script, app::completion_script(parsed.words.front()));
  output.bytes(script);
  return ExitCode::Ok;
}

/// Where this program lies, so that hostile documents can be read in another process of it.
std::string own_program() {
  std::error_code code;
  const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", code);
  return code ? std::string() : path.string();
}

struct Handler {
  std::string_view name;
  Result<ExitCode> (*run)(const Parsed&, const Context&, Output&);
};

constexpr Handler handlers[] = {
    {"new", run_new},
    {"import", run_import},
    {"extract", run_extract},
    {"export", run_export},
    {"fmt", run_fmt},
    {"check", run_check},
    {"verify", run_verify},
    {"history", run_history},
    {"brief", run_brief},
    {"search", run_search},
    {"sentences", run_sentences},
    {"propose", run_propose},
    {"learn", run_learn},
    {"positions", run_positions},
    {"overlap", run_overlap},
    {"network", run_network},
    {"backbone", run_backbone},
    {"camps", run_camps},
    {"structure", run_structure},
    {"phases", run_phases},
    {"scale", run_scale},
    {"coalitions", run_coalitions},
    {"change", run_change},
    {"gauge", run_gauge},
    {"agenda", run_agenda},
    {"package", run_package},
    {"stakes", run_stakes},
    {"format", run_format},
    {"engagement", run_engagement},
    {"instruments", run_instruments},
    {"channels", run_channels},
    {"survey", run_survey},
    {"agreement", run_agreement},
    {"ledger", run_ledger},
    {"audit", run_audit},
    {"room", run_room},
    {"backtest", run_backtest},
    {"statement add", run_statement_add},
    {"statement list", run_statement_list},
    {"statement show", run_statement_show},
    {"statement edit", run_statement_edit},
    {"statement accept", run_statement_accept},
    {"statement reject", run_statement_reject},
    {"recode", run_recode},
    {"rename", run_rename},
    {"merge", run_merge},
    {"split", run_split},
    {"adjudicate", run_adjudicate},
    {"codebook", run_codebook},
    {"undo", run_undo},
    {"redo", run_redo},
    {"votes show", run_votes_show},
    {"votes study", run_votes_study},
    {"votes similarity", run_votes_similarity},
    {"votes cohesion", run_votes_cohesion},
    {"votes points", run_votes_points},
    {"votes changes", run_votes_changes},
    {"experts weigh", run_experts_weigh},
    {"experts pool", run_experts_pool},
    {"experts rounds", run_experts_rounds},
    {"texts counts", run_texts_counts},
    {"texts scale", run_texts_scale},
    {"texts keyness", run_texts_keyness},
    {"texts kwic", run_texts_kwic},
    {"identity add", run_identity_add},
    {"identity show", run_identity_show},
    {"identity check", run_identity_check},
    {"identity passphrase", run_identity_passphrase},
    {"help", run_help},
    {"man", run_man},
    {"completion", run_completion},
};

Result<ExitCode> run_command(const Parsed& parsed, const CancelToken& cancel, Output& output) {
  if (parsed.has("--help") || parsed.card == nullptr) {
    if (parsed.version) {
      output.bytes(app::version_text() + "\n");
    } else if (!parsed.group.empty()) {
      output.bytes(group_help(parsed.group));
    } else {
      output.bytes(parsed.card == nullptr ? app::overview_text() : app::help_text(*parsed.card));
    }
    return ExitCode::Ok;
  }
  ENTENTE_TRY(Context context, app::context_from_environment());
  context.author = parsed.value("--author");
  context.reason = parsed.value("--reason");
  context.cancel = cancel;
  context.program = own_program();
  context.progress = progress_on_stderr(parsed.has("--progress"), parsed.has("--quiet"));
  for (const Handler& handler : handlers) {
    if (handler.name == parsed.card->name) return handler.run(parsed, context, output);
  }
  return fail({ErrorKind::Internal,
               "the command has no handler",
               {},
               "",
               parsed.card->name,
               "please report this"});
}

int run_guarded(const std::vector<std::string>& arguments, const CancelToken& cancel) {
  auto parsed = parse(arguments);
  if (!parsed) {
    // The line could not be parsed, so its style is taken from the words themselves.
    const bool json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
    Output(json ? app::View::Json : app::View::Text, false).error(parsed.error());
    return static_cast<int>(app::exit_code(parsed.error().kind));
  }
  Output output(parsed->has("--json")  ? app::View::Json
                : parsed->has("--csv") ? app::View::Table
                                       : app::View::Text,
                parsed->has("--quiet"));
  const auto code = run_command(*parsed, cancel, output);
  const auto finished = output.finish();
  for (const Error* error :
       {code ? nullptr : &code.error(), finished ? nullptr : &finished.error()}) {
    if (error == nullptr) continue;
    output.error(*error);
    return static_cast<int>(app::exit_code(error->kind));
  }
  return static_cast<int>(*code);
}

}  // namespace

int run(const std::vector<std::string>& arguments, const CancelToken& cancel) {
  try {
    return run_guarded(arguments, cancel);
  } catch (const std::bad_alloc&) {
    std::fputs("error: out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: a bug in entente: %s. Mend: please report it\n",
                 app::printable(error.what()).c_str());
  }
  return static_cast<int>(ExitCode::Internal);
}

std::vector<std::string> handled_commands() {
  std::vector<std::string> out;
  for (const Handler& handler : handlers) out.emplace_back(handler.name);
  return out;
}

}  // namespace entente::cli
