// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of the commands that analyse a study.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_survey(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_positions(const Parsed& parsed, const app::Context& context,
                                    Output& output);
Result<app::ExitCode> run_overlap(const Parsed& parsed, const app::Context& context,
                                  Output& output);
Result<app::ExitCode> run_agenda(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_format(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_engagement(const Parsed& parsed, const app::Context& context,
                                     Output& output);
Result<app::ExitCode> run_instruments(const Parsed& parsed, const app::Context& context,
                                      Output& output);
Result<app::ExitCode> run_channels(const Parsed& parsed, const app::Context& context,
                                   Output& output);
Result<app::ExitCode> run_ledger(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_audit(const Parsed& parsed, const app::Context& context, Output& output);

}  // namespace entente::cli
