// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/positions.hpp"

#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {

Result<PositionsOutcome> positions_of(const PositionsRequest& request, const Context& context) {
  ENTENTE_TRY(const std::optional<Date> since, date_option(request.since, "--since"));
  if (request.guesses && (request.codes_only || since)) {
    return fail({ErrorKind::Usage,
                 "guesses are estimates, and none are shown here",
                 {"", 0, "--guesses"},
                 since ? "--guesses or --since" : "--guesses or --codes-only",
                 "",
                 "leave one of the two out"});
  }
  PositionsOutcome out;
  ENTENTE_TRY(out.analysis, analyse(request.analysis, context));
  const Analysis& analysis = out.analysis;
  positions::MatrixOptions options{analysis.at, analysis.actors, analysis.issues, std::nullopt, {}};
  ENTENTE_TRY(out.matrix, positions::latest_positions(analysis.snapshot, options));
  if (!since) {
    if (request.codes_only) return out;
    out.options = request.model;
    out.options.at = analysis.at;
    ENTENTE_TRY(out.model,
                positions::statement_positions(analysis.snapshot, out.options, request.guesses,
                                               context.cancel, context.progress));
    return out;
  }
  options.at = since->last_day();
  if (options.at >= analysis.at) {
    return fail({ErrorKind::Usage,
                 "--since is not before the day the record is read at",
                 {"", 0, "--since"},
                 "a date before " + day_text(analysis.at),
                 quotable(request.since),
                 "give an earlier --since or a later --at"});
  }
  ENTENTE_TRY(out.then, positions::latest_positions(analysis.snapshot, options));
  out.since_text = since->text();
  ENTENTE_TRY(out.moves, positions::moves(*out.then, out.matrix));
  return out;
}

}  // namespace entente::app
