// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of the commands on answers of experts.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_experts_weigh(const Parsed& parsed, const app::Context& context,
                                        Output& output);
Result<app::ExitCode> run_experts_pool(const Parsed& parsed, const app::Context& context,
                                       Output& output);
Result<app::ExitCode> run_experts_rounds(const Parsed& parsed, const app::Context& context,
                                         Output& output);

}  // namespace entente::cli
