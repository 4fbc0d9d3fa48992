// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of the commands about sources that are not for attribution.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_identity_add(const Parsed& parsed, const app::Context& context,
                                       Output& output);
Result<app::ExitCode> run_identity_show(const Parsed& parsed, const app::Context& context,
                                        Output& output);
Result<app::ExitCode> run_identity_check(const Parsed& parsed, const app::Context& context,
                                         Output& output);
Result<app::ExitCode> run_identity_passphrase(const Parsed& parsed, const app::Context& context,
                                              Output& output);

}  // namespace entente::cli
