// SPDX-License-Identifier: GPL-3.0-or-later
#include "learn_command.hpp"

#include <limits>

#include "entente/app/learn.hpp"
#include "entente/app/open.hpp"
#include "entente/app/present.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

Result<ingest::LearnerOptions> learner_options(const Parsed& parsed) {
  ingest::LearnerOptions out;
  ENTENTE_TRY(out.cost, within_option(parsed, "--cost", out.cost, 1e-3, 1e3));
  ENTENTE_TRY(out.balance, within_option(parsed, "--balance", out.balance, 0, 2));
  ENTENTE_TRY(const std::int64_t folds, number_option(parsed, "--folds", out.folds, 2, 100));
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, "--draws", 1000, 39, 1'000'000));
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  out.folds = static_cast<std::uint32_t>(folds);
  out.replicates = static_cast<std::uint32_t>(draws);
  out.seed = static_cast<std::uint64_t>(seed);
  const std::string over = parsed.value("--f1");
  for (const std::string_view name : list_items(over, ',')) out.f1_over.emplace_back(name);
  return out;
}

/// Options of a study are refused beside a table, and the other way round.
Result<void> check_kind(const Parsed& parsed, bool table) {
  const std::vector<const char*> of_study = {"--stance", "--propose", "--threshold", "--write",
                                             "--next"};
  const std::vector<const char*> of_table = {"--test",  "--text",  "--label", "--by",
                                             "--group", "--rules", "--f1"};
  for (const char* name : table ? of_study : of_table) {
    if (!parsed.has(name)) continue;
    return fail({ErrorKind::Usage,
                 table ? "not together with --table" : "only with --table",
                 {"", 0, name},
                 "",
                 "",
                 "leave the option out"});
  }
  for (const char* name : {"--write", "--threshold"}) {
    if (!parsed.has(name) || parsed.has("--propose")) continue;
    return fail({ErrorKind::Usage,
                 "only with --propose",
                 {"", 0, name},
                 "",
                 "",
                 "add --propose, or leave the option out"});
  }
  return {};
}

Result<app::ExitCode> learn_from_table(const Parsed& parsed, const app::Context& context,
                                       Output& output) {
  if (!parsed.words.empty()) {
    return fail({ErrorKind::Usage,
                 "a study beside a table",
                 {"", 0, "--table"},
                 "",
                 quotable(parsed.words.front()),
                 "leave one of the two out"});
  }
  app::LearnTableRequest request;
  request.table = parsed.value("--table");
  request.test = parsed.value("--test");
  if (parsed.has("--text")) request.text = parsed.value("--text");
  if (parsed.has("--label")) request.label = parsed.value("--label");
  request.domain = parsed.value("--by");
  request.group = parsed.value("--group");
  request.rules = parsed.has("--rules");
  request.vectors = parsed.value("--vectors");
  ENTENTE_TRY(request.options, learner_options(parsed));
  ENTENTE_TRY(const app::LearnTableOutcome outcome, app::learn_table(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace

Result<app::ExitCode> run_learn(const Parsed& parsed, const app::Context& context, Output& output) {
  ENTENTE_CHECK(check_kind(parsed, parsed.has("--table")));
  if (parsed.has("--table")) return learn_from_table(parsed, context, output);
  app::LearnStudyRequest request;
  ENTENTE_TRY(request.study, only_study(parsed));
  if (parsed.value("--stance") == "full") request.stance = app::StanceScale::Full;
  request.vectors = parsed.value("--vectors");
  request.propose = parsed.has("--propose");
  request.write = parsed.has("--write");
  ENTENTE_TRY(request.threshold, within_option(parsed, "--threshold", 0.7, 0, 1));
  ENTENTE_TRY(const std::int64_t next, number_option(parsed, "--next", 0, 1, 1'000'000));
  request.next = static_cast<std::size_t>(next);
  ENTENTE_TRY(request.options, learner_options(parsed));
  ENTENTE_TRY(const app::LearnStudyOutcome outcome, app::learn_study(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli
