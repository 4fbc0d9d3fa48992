// SPDX-License-Identifier: GPL-3.0-or-later
#include "identity_commands.hpp"

#include <filesystem>

#include "entente/app/identity.hpp"
#include "entente/app/open.hpp"
#include "entente/app/present.hpp"
#include "handler.hpp"
#include "secret_input.hpp"

namespace entente::cli {

Result<app::ExitCode> run_identity_add(const Parsed& parsed, const app::Context& context,
                                       Output& output) {
  app::AddIdentityRequest request;
  ENTENTE_TRY(request.study, only_study(parsed));
  request.file = parsed.value("--identities");
  request.shown = parsed.value("--shown");
  request.kind = parsed.has("--kind") ? parsed.value("--kind") : "interview";
  request.date = parsed.value("--date");
  ENTENTE_TRY(request.identity, private_text_of(parsed, "--identity", "Who was it: "));
  const bool there = std::filesystem::exists(request.file);
  ENTENTE_TRY(std::string secret,
              secret_of(parsed, "--passphrase", there ? "Passphrase: " : "New passphrase: ",
                        there ? Asked::Once : Asked::Twice));
  const store::SecretText passphrase(std::move(secret));
  ENTENTE_TRY(const app::AddIdentityOutcome outcome,
              app::add_identity(request, passphrase, context));
  return shown(output, app::present(outcome));
}

Result<app::ExitCode> run_identity_show(const Parsed& parsed, const app::Context&, Output& output) {
  ENTENTE_TRY(const app::StudyWords words, app::study_and_rest(parsed.words, 0, 1));
  ENTENTE_TRY(std::string secret, secret_of(parsed, "--passphrase", "Passphrase: ", Asked::Once));
  const store::SecretText passphrase(std::move(secret));
  ENTENTE_TRY(const app::IdentitiesOutcome outcome,
              app::show_identities(words.study, words.rest.empty() ? "" : words.rest.front(),
                                   parsed.value("--identities"), passphrase));
  return shown(output, app::present(outcome));
}

Result<app::ExitCode> run_identity_check(const Parsed& parsed, const app::Context&,
                                         Output& output) {
  ENTENTE_TRY(const std::string study, only_study(parsed));
  ENTENTE_TRY(std::string secret, secret_of(parsed, "--passphrase", "Passphrase: ", Asked::Once));
  const store::SecretText passphrase(std::move(secret));
  ENTENTE_TRY(const app::IdentitiesOutcome outcome,
              app::check_identities(study, parsed.value("--identities"), passphrase));
  return shown(output, app::present(outcome));
}

Result<app::ExitCode> run_identity_passphrase(const Parsed& parsed, const app::Context&,
                                              Output& output) {
  ENTENTE_TRY(std::string secret, secret_of(parsed, "--passphrase", "Passphrase: ", Asked::Once));
  const store::SecretText passphrase(std::move(secret));
  ENTENTE_TRY(std::string renewed,
              secret_of(parsed, "--new-passphrase", "New passphrase: ", Asked::Twice));
  const store::SecretText fresh(std::move(renewed));
  ENTENTE_TRY(const app::PassphraseOutcome outcome,
              app::change_passphrase(parsed.value("--identities"), passphrase, fresh));
  return shown(output, app::present(outcome));
}

}  // namespace entente::cli
