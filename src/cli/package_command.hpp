// SPDX-License-Identifier: GPL-3.0-or-later
// Handler of `entente package`.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

Result<app::ExitCode> run_package(const Parsed& parsed, const app::Context& context,
                                  Output& output);

}  // namespace entente::cli
