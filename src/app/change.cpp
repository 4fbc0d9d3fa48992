// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/change.hpp"

#include "drawn_model.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// The same day a year before; of 29 February the 28th.
std::chrono::sys_days a_year_before(std::chrono::sys_days day) {
  const std::chrono::year_month_day at(day);
  const auto before = (at.year() - std::chrono::years(1)) / at.month() / at.day();
  if (before.ok()) return before;
  return (at.year() - std::chrono::years(1)) / at.month() / std::chrono::last;
}

}  // namespace

Result<ChangeOutcome> change_of(const ChangeRequest& request, const Context& context) {
  ChangeOutcome out;
  ENTENTE_TRY(const std::optional<Date> since, date_option(request.since, "--since"));
  ENTENTE_TRY(out.analysis, analyse(request.analysis, context));
  const Analysis& analysis = out.analysis;
  out.since = since ? since->last_day() : a_year_before(analysis.at);
  if (out.since >= analysis.at) {
    return fail({ErrorKind::Usage,
                 "the day that changes are told from is not before the day of the answer",
                 {"", 0, "--since"},
                 "a date before " + day_text(analysis.at),
                 quotable(request.since),
                 "give an earlier --since or a later --at"});
  }
  alignment::AlignmentYearsOptions years;
  years.at = analysis.at;
  years.seed = out.seed = request.model.seed;
  ENTENTE_TRY(out.years, alignment::alignment_years(analysis.snapshot, analysis.actors,
                                                    analysis.issues, years));
  out.contradictions =
      alignment::contradictions(analysis.snapshot, analysis.at, analysis.actors, analysis.issues);
  ENTENTE_TRY(const auto now, drawn_model(analysis, request.model, false, context));
  positions::StatementModelOptions earlier = request.model;
  earlier.at = out.since;
  earlier.keep_draws = true;
  ENTENTE_TRY(const auto then, positions::statement_positions(analysis.snapshot, earlier, false,
                                                              context.cancel, context.progress));
  out.draws = now.draws;
  ENTENTE_TRY(out.drifts, alignment::drifts(then, now, analysis.actors, analysis.issues));
  return out;
}

}  // namespace entente::app
