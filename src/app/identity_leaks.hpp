// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for the words of identities in everything a study holds. Any thread.
#pragma once

#include "entente/app/identity.hpp"

namespace entente::app {

/// What to look for: the lines of an identity of three bytes or more, in lower case, and the turned
/// forms of its first line.
std::vector<std::string> identity_words(std::string_view identity);

/// Whether one of them stands in the text, ASCII letter case aside.
bool holds_identity(std::string_view text, const std::vector<std::string>& words);

/// All places in the study, once each. `wanted` is by source id. Errors: those of reading history
/// and originals.
Result<std::vector<IdentityLeak>> identity_leaks(
    const store::Opened& opened,
    const std::vector<std::pair<std::string, std::vector<std::string>>>& wanted);

}  // namespace entente::app
