// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entente/app/analysis.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::app {

/// Positions at the day of the analysis, with their draws. Errors: those of statement_positions.
Result<positions::StatementModel> drawn_model(const Analysis& analysis,
                                              positions::StatementModelOptions options,
                                              bool guesses, const Context& context);

}  // namespace entente::app
