// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of the commands on texts of their own files.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_texts_counts(const Parsed& parsed, const app::Context& context,
                                       Output& output);
Result<app::ExitCode> run_texts_scale(const Parsed& parsed, const app::Context& context,
                                      Output& output);
Result<app::ExitCode> run_texts_keyness(const Parsed& parsed, const app::Context& context,
                                        Output& output);
Result<app::ExitCode> run_texts_kwic(const Parsed& parsed, const app::Context& context,
                                     Output& output);

}  // namespace entente::cli
