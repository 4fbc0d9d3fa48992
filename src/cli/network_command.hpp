// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of `entente network`, `backbone`, `camps`, `structure`, `phases` and `scale`.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_network(const Parsed& parsed, const app::Context& context,
                                  Output& output);
Result<app::ExitCode> run_backbone(const Parsed& parsed, const app::Context& context,
                                   Output& output);
Result<app::ExitCode> run_camps(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_structure(const Parsed& parsed, const app::Context& context,
                                    Output& output);
Result<app::ExitCode> run_phases(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_scale(const Parsed& parsed, const app::Context& context, Output& output);

}  // namespace entente::cli
