// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of the commands on roll calls.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_votes_show(const Parsed& parsed, const app::Context& context,
                                     Output& output);
Result<app::ExitCode> run_votes_study(const Parsed& parsed, const app::Context& context,
                                      Output& output);
Result<app::ExitCode> run_votes_similarity(const Parsed& parsed, const app::Context& context,
                                           Output& output);
Result<app::ExitCode> run_votes_cohesion(const Parsed& parsed, const app::Context& context,
                                         Output& output);
Result<app::ExitCode> run_votes_points(const Parsed& parsed, const app::Context& context,
                                       Output& output);
Result<app::ExitCode> run_votes_changes(const Parsed& parsed, const app::Context& context,
                                        Output& output);

}  // namespace entente::cli
