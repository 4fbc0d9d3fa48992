// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of `entente agreement` and `entente adjudicate`.
#pragma once

#include "args.hpp"
#include "entente/app/agreement.hpp"
#include "entente/app/context.hpp"
#include "output.hpp"

namespace entente::cli {

/// Which statements, and what makes them one unit, as the options of both commands say.
Result<app::AgreementRequest> agreement_request(const Parsed& parsed, std::string study);

Result<app::ExitCode> run_agreement(const Parsed& parsed, const app::Context& context,
                                    Output& output);
Result<app::ExitCode> run_adjudicate(const Parsed& parsed, const app::Context& context,
                                     Output& output);

}  // namespace entente::cli
