// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/identity.hpp"

#include <algorithm>
#include <filesystem>

#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "identity_leaks.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

constexpr std::string_view handle_prefix = "identity:";

Error identity_usage(std::string message, const char* option, std::string expected,
                     std::string mend) {
  return {ErrorKind::Usage, std::move(message), {"", 0, option}, std::move(expected), "",
          std::move(mend)};
}

/// A file of identities that travels with the study would be sent along with it.
Result<void> refuse_inside(const std::string& study, const std::string& file) {
  std::error_code code;
  const std::filesystem::path folder = std::filesystem::weakly_canonical(study, code);
  const std::filesystem::path path = std::filesystem::weakly_canonical(file, code);
  const auto ends = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  if (!code && ends.first != folder.end()) return {};
  return fail(identity_usage("the file of identities would travel with the study", "--identities",
                             "a file outside the study", "choose another place"));
}

/// A name of one line, further lines as they are; "" is nobody.
Result<std::string> clean_identity(std::string_view raw) {
  std::string out;
  for (const std::string_view line : split(trimmed(raw), '\n')) {
    const std::string_view words = trimmed(line);
    if (!words.empty()) out += (out.empty() ? "" : "\n") + std::string(words);
  }
  const bool control = std::any_of(out.begin(), out.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
  if (!identity_words(out).empty() && !control && !first_broken_utf8(out) &&
      out.size() <= (std::size_t{16} << 10U)) {
    return out;
  }
  // What was found is not quoted: errors end up in logs.
  return fail(identity_usage("not an identity", "--identity",
                             "UTF-8 text, the name in the first line, at most 16 KiB",
                             "correct the text"));
}

Result<store::Identities> read_identities(const std::string& file,
                                          const store::SecretText& passphrase) {
  ENTENTE_TRY(const std::string bytes, read_file(file, store::identities_file_limit));
  ENTENTE_TRY(const store::SealedIdentities parts, store::parse_identities(bytes, file));
  return store::unseal_identities(parts, passphrase, file);
}

Result<void> strong_enough(const store::SecretText& passphrase, const char* option) {
  if (passphrase.view().size() >= 8) return {};
  return fail(identity_usage("the passphrase is too short", option, "at least 8 bytes",
                             "take several words"));
}

Result<void> refuse_names(const std::vector<std::string>& words, const AddIdentityRequest& request,
                          const store::Origin& origin) {
  for (const auto& [text, option] :
       {std::pair{&request.shown, "--shown"}, std::pair{&origin.reason, "--reason"},
        std::pair{&origin.author, "--author"}, std::pair{&request.file, "--identities"}}) {
    if (!holds_identity(*text, words)) continue;
    return fail(identity_usage("it gives the identity away", option, "words without the name",
                               "choose other words"));
  }
  return {};
}

Result<ingest::ImportPlan> plan_of_source(const store::Opened& opened,
                                          const AddIdentityRequest& request,
                                          const std::string& handle, const CancelToken& cancel) {
  ingest::Sheet sheet;
  sheet.table = "source";
  sheet.header = {"id", "title", "date", "locator", "kind", "note"};
  sheet.rows.push_back({0,
                        {"", request.shown, request.date, std::string(handle_prefix) + handle,
                         request.kind, "not for attribution: who it was is kept apart"}});
  ENTENTE_TRY(ingest::ImportPlan plan, ingest::plan_import(opened.study, {sheet}, {}, cancel));
  if (!plan.rejections.empty()) return fail(plan.rejections.front());
  return plan;
}

/// Sources under the rule, with what the file says of them.
std::vector<ShownIdentity> sources_under_rule(const record::Study& study,
                                              const store::Identities& identities) {
  const record::Table& sources = study.table("source");
  std::vector<ShownIdentity> out;
  for (std::size_t row = 0; row < sources.rows(); ++row) {
    const std::string handle = identity_handle(sources.cell(row, "locator"));
    if (handle.empty()) continue;
    const auto known = identities.find(handle);
    out.push_back({std::string(sources.id(row)), std::string(sources.cell(row, "title")),
                   std::string(sources.cell(row, "kind")),
                   known == identities.end() ? std::nullopt : std::optional(known->second)});
  }
  return out;
}

/// The source with that handle, or "".
std::string source_with_handle(const record::Study& study, const std::string& handle) {
  const record::Table& sources = study.table("source");
  for (std::size_t row = 0; row < sources.rows(); ++row) {
    if (identity_handle(sources.cell(row, "locator")) == handle)
      return std::string(sources.id(row));
  }
  return {};
}

std::size_t identities_elsewhere(const std::vector<ShownIdentity>& here,
                                 const store::Identities& identities) {
  const auto known = std::count_if(
      here.begin(), here.end(), [](const ShownIdentity& one) { return one.identity.has_value(); });
  return identities.size() - std::min(identities.size(), static_cast<std::size_t>(known));
}

}  // namespace

std::string identity_handle(std::string_view locator) {
  if (!locator.starts_with(handle_prefix)) return {};
  return std::string(locator.substr(handle_prefix.size()));
}

Result<AddIdentityOutcome> add_identity(const AddIdentityRequest& request,
                                        const store::SecretText& passphrase,
                                        const Context& context) {
  ENTENTE_CHECK(date_option(request.date, "--date"));
  ENTENTE_TRY(const std::string identity, clean_identity(request.identity));
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_CHECK(refuse_inside(request.study, request.file));
  ENTENTE_TRY(const store::Origin origin, origin_of(context, opened.study.settings, "identity add",
                                                    "a source that is not for attribution"));
  const std::vector<std::string> words = identity_words(identity);
  ENTENTE_CHECK(refuse_names(words, request, origin));
  AddIdentityOutcome out{request.study, "", request.shown, false, {}, {}, origin.author};
  store::Identities identities;
  std::string before;
  out.made_file = !std::filesystem::exists(request.file);
  if (out.made_file) {
    ENTENTE_CHECK(strong_enough(passphrase, "--passphrase"));
  } else {
    ENTENTE_TRY(before, read_file(request.file, store::identities_file_limit));
    ENTENTE_TRY(identities, read_identities(request.file, passphrase));
  }
  const std::string handle = store::make_handle();
  ENTENTE_TRY(const ingest::ImportPlan plan,
              plan_of_source(opened, request, handle, context.cancel));
  identities.emplace(handle, identity);
  ENTENTE_TRY(const std::string sealed, store::seal_identities(identities, passphrase));
  ENTENTE_CHECK(check_cancel(context.cancel, "identity add"));
  // The file first: a source whose identity is lost is worse than an identity without a source.
  ENTENTE_CHECK(write_file(request.file, sealed,
                           out.made_file ? Overwrite::Never : Overwrite::Different,
                           Readers::Owner));
  auto committed =
      store::commit(request.study, {"identity", plan.changes, std::nullopt, {}}, origin);
  if (!committed) {
    std::error_code ignored;
    if (out.made_file) {
      std::filesystem::remove(request.file, ignored);
    } else {
      (void)write_file(request.file, before, Overwrite::Different, Readers::Owner);
    }
    return fail(std::move(committed).error());
  }
  out.committed = *committed;
  out.source = plan.changes.front().id;
  ENTENTE_TRY(const store::Opened after, open_sound(request.study));
  ENTENTE_TRY(out.leaks, identity_leaks(after, {{out.source, words}}));
  return out;
}

Result<IdentitiesOutcome> show_identities(const std::string& study, const std::string& source,
                                          const std::string& file,
                                          const store::SecretText& passphrase) {
  ENTENTE_TRY(const store::Opened opened, open_sound(study));
  if (!source.empty()) {
    const record::Table& sources = opened.study.table("source");
    ENTENTE_TRY(const std::size_t row, known_row(sources, source, "SOURCE"));
    if (identity_handle(sources.cell(row, "locator")).empty()) {
      return fail({ErrorKind::Missing,
                   "the source is not under a rule of non-attribution",
                   {"", 0, "SOURCE"},
                   "a source that identity add made",
                   quotable(source),
                   "entente identity show STUDY lists them"});
    }
  }
  ENTENTE_TRY(const store::Identities identities, read_identities(file, passphrase));
  IdentitiesOutcome out;
  out.study = study;
  out.identities = sources_under_rule(opened.study, identities);
  out.elsewhere = identities_elsewhere(out.identities, identities);
  if (source.empty()) return out;
  std::erase_if(out.identities, [&](const ShownIdentity& one) { return one.source != source; });
  return out;
}

Result<IdentitiesOutcome> check_identities(const std::string& study, const std::string& file,
                                           const store::SecretText& passphrase) {
  ENTENTE_TRY(const store::Opened opened, open_sound(study));
  ENTENTE_TRY(const store::Identities identities, read_identities(file, passphrase));
  IdentitiesOutcome out;
  out.study = study;
  out.checked = true;
  out.identities = sources_under_rule(opened.study, identities);
  out.elsewhere = identities_elsewhere(out.identities, identities);
  std::vector<std::pair<std::string, std::vector<std::string>>> wanted;
  wanted.reserve(identities.size());
  for (const auto& [handle, identity] : identities) {
    wanted.emplace_back(source_with_handle(opened.study, handle), identity_words(identity));
  }
  ENTENTE_TRY(out.leaks, identity_leaks(opened, wanted));
  return out;
}

Result<PassphraseOutcome> change_passphrase(const std::string& file,
                                            const store::SecretText& passphrase,
                                            const store::SecretText& fresh) {
  ENTENTE_CHECK(strong_enough(fresh, "--new-passphrase"));
  ENTENTE_TRY(const store::Identities identities, read_identities(file, passphrase));
  ENTENTE_TRY(const std::string sealed, store::seal_identities(identities, fresh));
  ENTENTE_CHECK(write_file(file, sealed, Overwrite::Different, Readers::Owner));
  return PassphraseOutcome{file, identities.size()};
}

}  // namespace entente::app
