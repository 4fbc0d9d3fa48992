// SPDX-License-Identifier: GPL-3.0-or-later
// What must not stand on a command line: from a file, or from the terminal without an echo.
#pragma once

#include <string>

#include "args.hpp"
#include "entente/base/result.hpp"

namespace entente::cli {

/// How often a secret is asked for.
enum class Asked { Once, Twice };

/// The first line of the file of `option`, else what is typed. Errors: those of reading a file;
/// Usage (no terminal to ask on; typed twice and not the same).
Result<std::string> secret_of(const Parsed& parsed, const char* option, const char* prompt,
                              Asked asked);

/// The whole of the file of `option` ("-": standard input), else one typed line, shown as it is
/// typed. Errors: as secret_of; Limit (64 KiB).
Result<std::string> private_text_of(const Parsed& parsed, const char* option, const char* prompt);

}  // namespace entente::cli
