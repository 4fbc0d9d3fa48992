// SPDX-License-Identifier: GPL-3.0-or-later
// The forms of an English verb. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "word.hpp"

namespace entente::ingest::rules {

/// Spellings with the bits of Form each is, from "seek | sought", "take | took | taken" or a base
/// form alone (regular). Of an expression the first word is inflected: "call for", "called for".
std::vector<std::pair<std::string, std::uint8_t>> inflected(std::string_view entry);

}  // namespace entente::ingest::rules
