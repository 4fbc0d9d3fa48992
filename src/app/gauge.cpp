// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/gauge.hpp"

#include <algorithm>
#include <set>

#include "entente/base/text.hpp"
#include "entente/room/study_forecast.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// More years than this are not looked at: each takes a fit of the model.
constexpr int most_gauge_years = 40;

Result<std::vector<IssueCode>> claims_of(const Analysis& analysis,
                                         const std::vector<std::string>& ids, const char* key) {
  if (ids.empty()) {
    return fail({ErrorKind::Missing,
                 "the study does not say which claims tell how its group is used",
                 {"study.toml", 0, key},
                 "ids of issues, such as strategic_issues = [\"I32\"]",
                 "",
                 "name them in study.toml"});
  }
  std::vector<IssueCode> out;
  for (const std::string& id : ids) {
    if (const IssueCode code = analysis.snapshot.issue(id)) out.push_back(code);
  }
  return out;
}

int year_of(std::chrono::sys_days day) { return int{std::chrono::year_month_day(day).year()}; }

/// Ends of the years from the first statement of a member on either pole, then the day itself.
std::vector<std::chrono::sys_days> gauge_days(const Analysis& analysis,
                                              const alignment::UsePoles& poles,
                                              std::optional<std::chrono::sys_days> since) {
  const record::Snapshot& snapshot = analysis.snapshot;
  std::set<IssueCode> claims(poles.strategic.begin(), poles.strategic.end());
  claims.insert(poles.tactical.begin(), poles.tactical.end());
  const std::set<ActorCode> group(analysis.actors.begin(), analysis.actors.end());
  std::optional<std::chrono::sys_days> first;
  for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
    const StatementCode code(s);
    if (!positions::counts(snapshot, code, analysis.at)) continue;
    if (!claims.contains(snapshot.statements.issue[s]) ||
        !group.contains(snapshot.statements.actor[s])) {
      continue;
    }
    const auto day = snapshot.statements.date[s].first_day();
    if (!first || day < *first) first = day;
  }
  std::vector<std::chrono::sys_days> out;
  if (first) {
    const int last = year_of(analysis.at);
    for (int year = std::max(year_of(*first), last - most_gauge_years + 1); year <= last; ++year) {
      const std::chrono::sys_days end = std::chrono::year{year} / std::chrono::December / 31;
      if (end < analysis.at && (!since || end >= *since)) out.push_back(end);
    }
  }
  out.push_back(analysis.at);
  return out;
}

Result<std::optional<Formality>> formality_of(const Analysis& analysis) {
  const record::Study& study = analysis.opened.study;
  const std::string& id = study.settings.formality;
  if (id.empty()) return std::optional<Formality>();
  const record::Table& lines = study.table("continuum");
  std::size_t row = 0;
  while (row < lines.rows() && lines.cell(row, "id") != id) ++row;
  if (row == lines.rows()) return std::optional<Formality>();
  Formality out;
  const std::vector<std::size_t> rows = {row};
  auto problem = room::study_problem(study, rows, analysis.at);
  if (!problem) {
    // Nobody, or one alone, was judged by that day: there is nothing to show yet.
    if (problem.error().kind == ErrorKind::Missing) return std::optional<Formality>();
    return fail(std::move(problem).error());
  }
  out.problem = std::move(problem->problem);
  out.left_out = std::move(problem->left_out);
  positions::MatrixOptions options;
  options.at = analysis.at;
  for (const std::string_view item : list_items(lines.cell(row, "issues"))) {
    // A line may also name passages; those are no claims.
    if (const IssueCode issue = analysis.snapshot.issue(item)) {
      options.issues.push_back(issue);
    }
  }
  for (const room::Party& party : out.problem.actors) {
    if (const ActorCode actor = analysis.snapshot.actor(party.id)) {
      options.actors.push_back(actor);
    }
  }
  if (!options.issues.empty()) {
    ENTENTE_TRY(out.positions, positions::latest_positions(analysis.snapshot, options));
  }
  return std::optional<Formality>(std::move(out));
}

}  // namespace

Result<GaugeOutcome> gauge_of(const GaugeRequest& request, const Context& context) {
  GaugeOutcome out;
  ENTENTE_TRY(const std::optional<Date> since, date_option(request.since, "--since"));
  ENTENTE_TRY(out.analysis, analyse(request.analysis, context));
  const record::Settings& settings = out.analysis.opened.study.settings;
  ENTENTE_TRY(out.poles.strategic,
              claims_of(out.analysis, settings.strategic_issues, "rules.strategic_issues"));
  ENTENTE_TRY(out.poles.tactical,
              claims_of(out.analysis, settings.tactical_issues, "rules.tactical_issues"));
  alignment::GroupUseOptions options;
  options.model = request.model;
  std::optional<std::chrono::sys_days> from;
  if (since) from = since->first_day();
  ENTENTE_TRY(out.days, alignment::group_use(out.analysis.snapshot, out.analysis.actors, out.poles,
                                             gauge_days(out.analysis, out.poles, from), options,
                                             context.cancel, context.progress));
  out.draws = request.model.chains * request.model.draws;
  out.seed = request.model.seed;
  ENTENTE_TRY(out.formality, formality_of(out.analysis));
  return out;
}

}  // namespace entente::app
