// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of `entente package`, `entente coalitions` and `entente change`.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_package(const Parsed& parsed, const app::Context& context,
                                  Output& output);
Result<app::ExitCode> run_coalitions(const Parsed& parsed, const app::Context& context,
                                     Output& output);

Result<app::ExitCode> run_change(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_gauge(const Parsed& parsed, const app::Context& context, Output& output);
Result<app::ExitCode> run_stakes(const Parsed& parsed, const app::Context& context, Output& output);

}  // namespace entente::cli
