// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands about sources that are not for attribution.
#include "card_parts.hpp"

namespace entente::app {
namespace {

OptionCard identities_option() {
  return {"--identities", "FILE", "the encrypted file, kept apart from the study", {}, {},
          Hint::File,     true};
}

OptionCard passphrase_option() {
  return {"--passphrase", "FILE", "its passphrase is the first line of this file",
          "asked for",    {},     Hint::File};
}

CommandCard add_identity_card() {
  return {"identity add",
          "add a source that is not for attribution",
          "An interview or a meeting under the Chatham House Rule. The study gets a source that is "
          "called as --shown says, with a random handle; who it was goes into an encrypted file "
          "apart from it, made where there is none. Name and passphrase are asked for on the "
          "terminal or read from files, never from the command line, which others can see. Where "
          "the name stands in the study already is listed, and the exit code is 1.",
          {study_argument()},
          {identities_option(),
           {"--shown", "TEXT", "how the source is called", {}, {}, Hint::Text, true},
           {"--kind", "KIND", "what it was", "interview", {"interview", "meeting"}},
           {"--date", "DATE", "when, as far as the study may show it", "not shown"},
           {"--identity",
            "FILE",
            "the name in the first line, then what else to keep; - is standard input",
            "asked for",
            {},
            Hint::File},
           passphrase_option()},
          {{"entente identity add pacific --identities ~/pacific.identities --shown \"official, "
            "Seoul, 2022-23\"",
            "asks who it was and for the passphrase"}},
          opening_exits({ExitCode::Findings, ExitCode::Unwritable, ExitCode::Conflict})};
}

CommandCard show_identity_card() {
  return {"identity show",
          "say who the sources not for attribution are",
          "Needs the file and its passphrase.",
          {study_argument(), {"SOURCE", "only this one", Hint::Text, false}},
          {identities_option(), passphrase_option()},
          {{"entente identity show pacific S7 --identities ~/pacific.identities", "who S7 is"}},
          opening_exits({})};
}

CommandCard check_identity_card() {
  return {"identity check",
          "look for names that should not be in a study",
          "Each line of each identity is looked for in all cells, settings, texts and originals of "
          "documents, in the history and in the bytes of the study's files, letter case aside; "
          "names also with their words turned round. What is found in the history cannot be taken "
          "out of it. A public person's name may stand in a study for good reasons: judge each "
          "place. The exit code is 1 where any was found.",
          {study_argument()},
          {identities_option(), passphrase_option()},
          {{"entente identity check pacific --identities ~/pacific.identities",
            "before a study is given away"}},
          opening_exits({ExitCode::Findings})};
}

CommandCard passphrase_card() {
  return {"identity passphrase",
          "change the passphrase of a file of identities",
          "The file is sealed anew, whole or not at all. Copies made before still open with the "
          "old passphrase.",
          {},
          {identities_option(),
           passphrase_option(),
           {"--new-passphrase",
            "FILE",
            "the new one is the first line of this file",
            "asked for",
            {},
            Hint::File}},
          {{"entente identity passphrase --identities ~/pacific.identities", "asks for both"}},
          {ExitCode::NotFound, ExitCode::Malformed, ExitCode::Damaged, ExitCode::TooNew,
           ExitCode::Unwritable}};
}

}  // namespace

std::vector<CommandCard> identity_cards() {
  return {add_identity_card(), show_identity_card(), check_identity_card(), passphrase_card()};
}

}  // namespace entente::app
