// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "entente/app/exit_code.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_learn(const Parsed& parsed, const app::Context& context, Output& output);

}  // namespace entente::cli
