// SPDX-License-Identifier: GPL-3.0-or-later
// Interviews and meetings under a rule of non-attribution (Chatham House Rule): the study says
// "official, Seoul, 2022-23", who that was stands in an encrypted file apart from it. Thread rule:
// as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/store/identities.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

/// Where a name, or another line of an identity, stands in a study.
struct IdentityLeak {
  std::string source;       ///< whose identity; blank where its source is not in the study
  std::string place;        ///< "passage/P4, column note", "document D1, bytes 120-131", a file ...
  bool in_history = false;  ///< cannot be taken out: history is never cut
};

struct AddIdentityRequest {
  std::string study;
  std::string file;      ///< of identities; made where there is none
  std::string shown;     ///< how the source is called in the study
  std::string kind;      ///< "interview" or "meeting"
  std::string date;      ///< of the interview, as the study may show it; blank = not shown
  std::string identity;  ///< first line the name, then what else is to be kept
};
struct AddIdentityOutcome {
  std::string study;
  std::string source;  ///< id of the new row
  std::string shown;
  bool made_file = false;
  std::vector<IdentityLeak> leaks;
  store::Committed committed;
  std::string author;
};

/// Writes the identity into the file, then the source into the study: kind, title = shown, locator
/// = "identity:HANDLE". Where the study cannot be written the file is put back as it was. Errors:
/// Usage (a file inside the study folder or that is the study; blank or control characters in the
/// identity; a name in `shown`, author or reason), those of parse_identities, unseal_identities,
/// opening and committing.
Result<AddIdentityOutcome> add_identity(const AddIdentityRequest& request,
                                        const store::SecretText& passphrase,
                                        const Context& context);

struct ShownIdentity {
  std::string source;
  std::string shown;
  std::string kind;
  std::optional<std::string> identity;  ///< nothing where the file does not know the handle
};
struct IdentitiesOutcome {
  std::string study;
  std::vector<ShownIdentity> identities;
  std::vector<IdentityLeak> leaks;  ///< where they were looked for
  std::size_t elsewhere = 0;        ///< identities of the file that no source here has
  bool checked = false;
};

/// Who the sources under the rule are: all, or one. Errors: NotFound (source), Missing (it is not
/// under the rule), those of reading the file and opening.
Result<IdentitiesOutcome> show_identities(const std::string& study, const std::string& source,
                                          const std::string& file,
                                          const store::SecretText& passphrase);

/// Where lines of identities stand in the study after all: cells, settings, texts and originals of
/// documents, history, and the bytes of its files. Letter case aside; a name also with its words
/// turned round ("Kim Min-jun", "Min-jun, Kim"). Compressed originals (DOCX, PDF) are looked at as
/// the text taken from them. Errors: as show_identities.
Result<IdentitiesOutcome> check_identities(const std::string& study, const std::string& file,
                                           const store::SecretText& passphrase);

struct PassphraseOutcome {
  std::string file;
  std::size_t identities = 0;
};
/// Seals the file anew under another passphrase. Errors: those of reading it; Usage (the new one is
/// shorter than 8 bytes), Unwritable: then it is as it was.
Result<PassphraseOutcome> change_passphrase(const std::string& file,
                                            const store::SecretText& passphrase,
                                            const store::SecretText& fresh);

/// The handle of a source under the rule, or "".
std::string identity_handle(std::string_view locator);

}  // namespace entente::app
