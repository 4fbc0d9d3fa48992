// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of the commands about the words of documents.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_search(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_sentences(const Parsed& parsed, const app::Context& context,
                                    Output& output);
Result<app::ExitCode> run_propose(const Parsed& parsed, const app::Context& context,
                                  Output& output);

}  // namespace entente::cli
