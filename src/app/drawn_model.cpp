// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawn_model.hpp"

namespace entente::app {

Result<positions::StatementModel> drawn_model(const Analysis& analysis,
                                              positions::StatementModelOptions options,
                                              bool guesses, const Context& context) {
  options.at = analysis.at;
  options.keep_draws = true;
  return positions::statement_positions(analysis.snapshot, options, guesses, context.cancel,
                                        context.progress);
}

}  // namespace entente::app
