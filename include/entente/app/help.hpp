// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the program prints about itself, generated from the cards. Pure functions, any thread.
#pragma once

#include <string>

#include "entente/app/card.hpp"
#include "entente/base/result.hpp"

namespace entente::app {

/// "entente 0.1.0"
std::string version_text();

/// What `entente` alone prints: one screen.
std::string overview_text();

/// What `entente COMMAND --help` prints.
std::string help_text(const CommandCard& card);

/// docs/cli.md.
std::string commands_markdown();

/// The man page entente(1) in roff.
std::string man_page();

/// A completion script. Errors: Usage (a shell other than bash and zsh).
Result<std::string> completion_script(const std::string& shell);

}  // namespace entente::app
