// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/positions.hpp"

#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// What needs estimates is refused where none are made.
Result<void> check_estimates_asked(const PositionsRequest& request, bool since) {
  if (!request.codes_only && !since) return {};
  const char* option = request.guesses                 ? "--guesses"
                       : !request.sides.texts.empty()  ? "--texts"
                       : request.sides.options.weights ? "--weights"
                       : request.sides.words_alone     ? "--by-evidence"
                                                       : nullptr;
  if (option == nullptr) return {};
  return fail({ErrorKind::Usage,
               "this needs estimates, and none are shown here",
               {"", 0, option},
               std::string(option) + " or " + (since ? "--since" : "--codes-only"),
               "",
               "leave one of the two out"});
}

}  // namespace

Result<PositionsOutcome> positions_of(const PositionsRequest& request, const Context& context) {
  ENTENTE_TRY(const std::optional<Date> since, date_option(request.since, "--since"));
  ENTENTE_CHECK(check_estimates_asked(request, since.has_value()));
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
    out.sides_request = request.sides;
    ENTENTE_TRY(out.sides, position_sides(analysis, *out.model, request.sides));
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
