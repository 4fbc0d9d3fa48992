// SPDX-License-Identifier: GPL-3.0-or-later
#include "search_commands.hpp"

#include <chrono>
#include <limits>

#include "entente/app/ask_model.hpp"
#include "entente/app/open.hpp"
#include "entente/app/present.hpp"
#include "entente/app/propose.hpp"
#include "entente/app/search.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

/// A saved search stands as it was saved: what would change it is refused.
Result<void> check_saved(const Parsed& parsed) {
  for (const char* name : {"--save", "--document", "--since", "--until", "--language", "--stem"}) {
    if (!parsed.has("--saved") || !parsed.has(name)) continue;
    return fail({ErrorKind::Usage,
                 "not together with --saved",
                 {"", 0, name},
                 "",
                 "",
                 "leave one of the two out"});
  }
  if (!parsed.has("--save") || !parsed.value("--save").empty()) return {};
  return fail({ErrorKind::Usage,
               "a saved search needs a name",
               {"", 0, "--save"},
               "a name",
               "",
               "write --save NAME"});
}

}  // namespace

Result<app::ExitCode> run_search(const Parsed& parsed, const app::Context& context,
                                 Output& output) {
  ENTENTE_CHECK(check_saved(parsed));
  const std::size_t queries = parsed.has("--saved") ? 0 : 1;
  auto split = app::study_and_rest(parsed.words, queries, queries);
  if (parsed.words.size() < queries || (!split && queries == 1)) {
    return fail({ErrorKind::Usage,
                 "the study or the query is missing",
                 {"", 0, "QUERY"},
                 "entente search STUDY QUERY",
                 "",
                 "name the study and write the query in quotes, or name a saved one with --saved"});
  }
  ENTENTE_TRY(const app::StudyWords words, std::move(split));
  if (words.rest.size() != queries) {
    return fail({ErrorKind::Usage,
                 "a query beside a saved one",
                 {"", 0, "--saved"},
                 "",
                 "",
                 "leave one of the two out"});
  }
  app::StudySearchRequest request;
  request.study = words.study;
  request.saved = parsed.value("--saved");
  request.save = parsed.value("--save");
  if (queries == 1) request.search.query = words.rest.front();
  request.search.documents = all_values(parsed, "--document");
  request.search.since = parsed.value("--since");
  request.search.until = parsed.value("--until");
  request.search.language = parsed.value("--language");
  request.search.stems = parsed.has("--stem");
  ENTENTE_TRY(const std::int64_t limit, number_option(parsed, "--limit", 20, 1, 100'000));
  request.search.limit = static_cast<std::size_t>(limit);
  ENTENTE_TRY(const app::StudySearchOutcome outcome, app::search_study(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_sentences(const Parsed& parsed, const app::Context& context,
                                    Output& output) {
  app::SentencesRequest request;
  const bool study = parsed.words.size() == 2;
  (study ? request.study : request.file) = parsed.words.front();
  if (study) request.document = parsed.words.back();
  request.language = parsed.value("--language");
  ENTENTE_TRY(const app::SentencesOutcome outcome, app::sentences_of(request, context));
  return shown(output, app::present(outcome, output.style()));
}

namespace {

/// Options of one coder are refused beside the other.
Result<void> check_coder(const Parsed& parsed, bool model) {
  const std::vector<const char*> of_rules = {"--speaker", "--lines", "--words", "--names",
                                             "--issues"};
  const std::vector<const char*> of_model = {"--server", "--model", "--time-limit", "--ask-again"};
  for (const char* name : model ? of_rules : of_model) {
    if (!parsed.has(name)) continue;
    return fail({ErrorKind::Usage,
                 model ? "not together with --by llm" : "only with --by llm",
                 {"", 0, name},
                 "",
                 "",
                 "leave the option out"});
  }
  return {};
}

Result<app::ExitCode> propose_by_model(const Parsed& parsed, const app::Context& context,
                                       Output& output) {
  app::AskModelRequest request;
  ENTENTE_TRY(const app::StudyWords words,
              app::study_and_rest(parsed.words, 0, std::numeric_limits<std::size_t>::max()));
  request.study = words.study;
  request.documents = words.rest;
  request.server = parsed.value("--server");
  request.model = parsed.value("--model");
  request.date = parsed.value("--date");
  request.ask_again = parsed.has("--ask-again");
  request.save = parsed.has("--save");
  ENTENTE_TRY(const std::int64_t seconds, number_option(parsed, "--time-limit", 120, 1, 3600));
  request.time_limit = std::chrono::seconds(seconds);
  ENTENTE_TRY(const app::AskModelOutcome outcome, app::ask_model(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace

Result<app::ExitCode> run_propose(const Parsed& parsed, const app::Context& context,
                                  Output& output) {
  if (parsed.has("--print")) {
    output.bytes(std::string(app::shipped_rule_list(parsed.value("--print"))));
    return app::ExitCode::Ok;
  }
  const bool model = parsed.value("--by") == "llm";
  ENTENTE_CHECK(check_coder(parsed, model));
  if (model) return propose_by_model(parsed, context, output);
  app::ProposeRequest request;
  std::vector<std::string> words = parsed.words;
  if (words.empty()) words.emplace_back(".");
  if (app::is_study(words.front()) || parsed.words.empty()) {
    request.study = words.front();
    request.documents.assign(words.begin() + 1, words.end());
  } else {
    request.files = words;
  }
  request.lines = parsed.has("--lines");
  request.save = parsed.has("--save");
  for (const char* name : {"--lines", "--save"}) {
    const bool study_only = std::string_view(name) == "--save";
    if (!parsed.has(name) || study_only != request.study.empty()) continue;
    return fail({ErrorKind::Usage,
                 study_only ? "only a study keeps proposals" : "only for files",
                 {"", 0, name},
                 study_only ? "a study as the first word" : "a file as the first word",
                 quotable(words.front()),
                 "leave the option out"});
  }
  request.speakers = all_values(parsed, "--speaker");
  request.date = parsed.value("--date");
  request.words = all_values(parsed, "--words");
  request.names = all_values(parsed, "--names");
  request.issues = all_values(parsed, "--issues");
  ENTENTE_TRY(const app::ProposeOutcome outcome, app::propose(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli
